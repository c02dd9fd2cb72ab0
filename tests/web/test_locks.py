from __future__ import annotations

import pytest

from langganan.errors import BusyError
from langganan.web.locks import exclusive, is_free

pytestmark = pytest.mark.django_db


def test_a_lock_is_free_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), exclusive("import"):
        assert 1 / 0
    assert is_free("import")


def test_imports_and_refreshes_do_not_wait_for_each_other() -> None:
    with exclusive("import"), exclusive("refresh"):
        pass


def test_who_comes_second_is_told_what_runs() -> None:
    with exclusive("refresh"), pytest.raises(BusyError, match="Another refresh"), exclusive("refresh"):
        pass
