"""A person at a browser, scripted: opens the portal's sign-in page, fills in the form and sends it."""

from __future__ import annotations

import threading
from html.parser import HTMLParser
from urllib.parse import urljoin

import requests

_TIMEOUT = 30


class _Form(HTMLParser):
    """The first form of a page: where it goes, and the values it already holds."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the form's target and its inputs."""
        attributes = dict(attrs)
        if tag == "form":
            self.action = attributes.get("action") or ""
        elif tag == "input" and attributes.get("name"):
            self.values[attributes["name"]] = attributes.get("value") or ""


class FormBrowser:
    """Given to the sign-in in place of the system's browser."""

    def __init__(self, username: str, password: str) -> None:
        self._username, self._password = username, password

    def __call__(self, url: str) -> None:
        """Open `url` and return at once, as a browser does."""
        threading.Thread(target=self._visit, args=(url,), daemon=True).start()

    def _visit(self, url: str) -> None:
        with requests.Session() as browser:
            page = browser.get(url, timeout=_TIMEOUT)
            form = _Form()
            form.feed(page.text)
            filled = {**form.values, "username": self._username, "password": self._password}
            browser.post(urljoin(page.url, form.action), data=filled, timeout=_TIMEOUT)
