"""One attempt to sign in with a password: slowed down where it comes from, checked, and audited before it counts."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Optional

from starlette.requests import Request

from .. import audit
from ..people import check_password, get_person
from ..person import Person
from ..portal import Portal
from .known_browser import Browser
from .sessions import SIGN_IN
from .sign_in_throttle import SignInThrottle

# The same for all who are refused: whether there is such an account, and what became of it, is not for strangers.
_NOT_RIGHT = (
    "The username or the password is not right. Check both and try again. "
    "If you are sure of both, your account may be locked: ask those who run the portal."
)


@dataclass(frozen=True)
class Attempt:
    """What became of it: a person, or a problem in words with the status of the page that says it."""

    username: str
    person: Optional[Person]
    problem: str = ""
    status: int = 200


def attempt_sign_in(
    portal: Portal, throttle: SignInThrottle, request: Request, browser: Browser, form: dict[str, str]
) -> Attempt:
    """Try the username and password of a form that came from `browser`."""
    username = form.get("username", "").strip().lower().replace("\x00", "")
    address = address_of(request)
    place = browser.name if username in browser.accounts else address
    wait = throttle.attempt(username, place, time.monotonic())
    if wait:
        return Attempt(username, None, too_many(wait), 429)
    person = check_password(portal, username, form.get("password", ""))
    _audit(portal, username, person, address)
    if person is None:
        return Attempt(username, None, _NOT_RIGHT, 403)
    throttle.succeeded(username, place)
    return Attempt(username, person)


def too_many(wait: float) -> str:
    """What is said to whoever has to wait so many seconds."""
    return f"Too many attempts. Seconds to wait before the next one: {math.ceil(wait)}."


def address_of(request: Request) -> str:
    """The network address that a request comes from."""
    return request.client.host if request.client else ""


def _audit(portal: Portal, username: str, person: Optional[Person], address: str) -> None:
    # People type passwords into the wrong box: a name that is nobody's is not written down.
    known = person or get_person(portal, username)
    detail = {"change": "signed in" if person else "sign-in refused", "address": address}
    audit.record(portal, known.username if known else "(unknown)", SIGN_IN, None, None, detail, None)
