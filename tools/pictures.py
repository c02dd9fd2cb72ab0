"""The README's pictures, from a running demo shop. Run: python tools/pictures.py ADDRESS PASSWORD."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parent.parent / "docs/pictures"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Take each page at phone and desk width, light and dark."""
    address, password = sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for width, size in (("phone", PHONE), ("desk", DESK)):
            for scheme in ("light", "dark"):
                _take(browser, address.rstrip("/"), password, (width, size, scheme))


def _take(browser: Browser, address: str, password: str, frame: tuple[str, dict[str, int], str]) -> None:
    width, size, scheme = frame
    page = browser.new_page(viewport=size, color_scheme=scheme, device_scale_factor=1)  # type: ignore[arg-type]
    page.goto(f"{address}/")
    page.fill("input[name=username]", "owner")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    for name, path in _pages(page.locator("main a[href^='/customers/']").first.get_attribute("href") or ""):
        page.goto(address + path)
        if name == "product":
            page.locator("ul.lines a").first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")
    page.close()


def _pages(customer: str) -> list[tuple[str, str]]:
    plain = {"today": "/", "customers": "/customers/", "cohorts": "/customers/cohorts/", "product": "/products/"}
    return [*plain.items(), ("customer", customer.partition("?")[0]), ("import", "/imports/1/")]


if __name__ == "__main__":
    main()
