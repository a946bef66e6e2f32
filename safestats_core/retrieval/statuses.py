"""What an HTTP status of the portal means to the person who asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import requests

from ..errors import (
    AccessDenied,
    NotAdmitted,
    PortalRefused,
    PortalUnreachable,
    SafeStatsError,
    SignInRequired,
    TermsNotAccepted,
)
from .address import without_query
from .clocks import note_on_clock

_LONGEST_WORDS = 300

_DOWN = "The portal cannot answer now{words}. Try again in a few minutes; if it stays so, tell the portal's manager."

# Status -> error class, and what to say and do; {words} is what the portal itself said.
_MEANINGS: dict[int, tuple[Callable[[str], SafeStatsError], str]] = {
    401: (SignInRequired, "The portal does not accept your session any more{words}. Sign in again."),
    403: (AccessDenied, "Your grants do not cover this{words}. Ask the portal's data manager for access."),
    404: (AccessDenied, "The portal has nothing for you at {address}. `safestats datasets` lists what you may see."),
    429: (PortalUnreachable, "The portal is asked too often{words}. Try again in a few minutes."),
    502: (PortalUnreachable, _DOWN),
    503: (PortalUnreachable, _DOWN),
    504: (PortalUnreachable, _DOWN),
}
_TERMS_FIRST = "TermsNotAccepted"
_NOT_ADMITTED = "NotAdmitted"
_SHUT_OUT = (
    "You are signed in, but the portal does not let you in{words}. Ask its manager; signing in again does not help."
)
_TERMS = "You have to accept the terms of use of this dataset first{words}. `safestats terms DATASET` shows them."
_MOVED = "{address} sends on to {target}. If you trust that address, sign in there."
_OTHER = "The portal refused {address} with status {status}{words}. Try again; if it stays so, tell its manager."


def check_status(answer: requests.Response) -> None:
    """Passes over an answer of status 200 to 299; raises the error that any other status means."""
    status = answer.status_code
    if 200 <= status < 300:
        return
    address = without_query(answer.url)
    if answer.is_redirect:
        raise PortalRefused(
            _MOVED.format(address=address, target=without_query(readable(answer.headers["Location"]))), status
        )
    words = portal_words(answer)
    if status == 403 and _said(answer).get("code") == _TERMS_FIRST:
        raise TermsNotAccepted(_TERMS.format(words=words), _collection(answer.url))
    if status == 403 and _said(answer).get("code") == _NOT_ADMITTED:
        raise NotAdmitted(_SHUT_OUT.format(words=words))
    if status in _MEANINGS:
        error, sentence = _MEANINGS[status]
        clock = note_on_clock(answer) if status == 401 else ""
        raise error(sentence.format(address=address, words=words) + clock)
    raise PortalRefused(_OTHER.format(address=address, status=status, words=words), status)


def portal_words(answer: requests.Response) -> str:
    """What the portal says of its refusal, in brackets after a space, or nothing."""
    said = _said(answer)
    words = said.get("error_description") or said.get("description") or said.get("error") or ""
    return f" ({readable(str(words)).rstrip('. ')})" if words else ""


def _collection(url: str) -> str:
    """The collection in an address of a portal."""
    return unquote(urlsplit(url).path.rpartition("/collections/")[2].partition("/")[0])


def _said(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def readable(text: str) -> str:
    """Words of a server as they may be shown in a terminal: one line, no control characters, not endless."""
    return "".join(c if c.isprintable() else " " for c in text)[:_LONGEST_WORDS]
