"""A real server, and a browser window that remembers what it complained about."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page

import langganan
from a_home import Home


@dataclass(frozen=True)
class Site:
    """The running server: where it is, how to log in, what there is to look at."""

    address: str
    password: str
    home: Home
    numbers: dict[str, Any]
    username: str = "owner"
    packaged: Path = Path(langganan.__file__).parent / "data"

    def pages(self) -> dict[str, str]:
        """Every address that shows a page, by name; imports in each state they can stand in."""
        from django.urls import get_resolver, reverse

        found: dict[str, str] = {}
        for pattern in get_resolver().url_patterns:
            kwargs = {"pk": self.numbers.get(pattern.name)} if "pk" in pattern.pattern.converters else {}
            if None not in kwargs.values() and not {"kind", "year"} & set(pattern.pattern.converters):
                found[pattern.name] = self.address + reverse(pattern.name, kwargs=kwargs)
        for state, number in self.numbers["imports"].items():
            found[f"import_{state}"] = self.address + reverse("import_one", args=[number])
        return found | {
            "cohort": f"{found['cohorts']}2011/3/2/?show=returned",
            "margin": f"{found['cohorts']}?show=margin",
            "list": f"{found['customers']}?list={self.numbers['audience']}",
            "moved people": f"{found['customers']}?was=loyal&group=slipping",
            "by what is ahead": f"{found['customers']}?sort=ahead",
            "nobody": f"{found['customers']}?q=nobodyatall",
            "no goods": f"{found['products']}?q=nothingatall",
        }


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """The server on a free port until the block ends; its address without the last slash."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = home.start("serve", "--port", str(port))
    said = []
    try:
        for line in server.stdout:
            said.append(line)
            if found := re.search(r"Open (http://\S+)/", line):
                yield found[1]
                break
        else:
            pytest.fail("the server did not start:\n" + "".join(said))
    finally:
        server.terminate()
        server.communicate(timeout=20)


@dataclass
class Watched:
    """A browser window, and all that it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("requestfailed", lambda request: self._note(f"{request.url} {request.failure}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(message.text)

    def _note(self, complaint: str) -> None:
        aborted_by_leaving = "ERR_ABORTED" in complaint
        if not aborted_by_leaving:
            self.complaints.append(f"{self.page.url}: {complaint}")


def log_in(page: Page, site: Site, password: str | None = None) -> None:
    """Fill in the form as a person would."""
    page.goto(f"{site.address}/login/")
    page.locator("#id_username").fill(site.username)
    page.locator("#id_password").fill(password or site.password)
    page.locator("main button.btn-primary").click()
