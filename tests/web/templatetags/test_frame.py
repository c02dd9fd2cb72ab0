"""Where one is, and addresses that keep what was asked for."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch

from langganan.web.templatetags.frame import here, query


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({"group": "new"}, "q=a+b&group=new"),
        ({"page": 3}, "q=a+b&page=3&group=best"),
        ({"group": ""}, "q=a+b"),
        ({"q": None}, "group=best"),
    ],
)
def test_query_keeps_the_rest_and_starts_at_page_1(changes, address):
    request = RequestFactory().get("/customers/?q=a+b&page=2&group=best")
    assert query({"request": request}, **changes) == address


def test_here_marks_the_page():
    request = RequestFactory().get("/")
    assert here({"request": request}, "today") == ""
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name="customer")
    assert here({"request": request}, "customers customer") == 'aria-current="page"'
    assert here({"request": request}, "customers") == ""
