"""How the portal says no: one shape of answer for every error, and nothing in it that was not meant to be said."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Optional

from authlib.oauth2 import OAuth2Error
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ...errors import (
    AccessDenied,
    InvalidInput,
    IssuerUnreachable,
    NotAdmitted,
    SafeStatsError,
    SignInRequired,
    TooSlow,
)
from .bearer import challenge

_log = logging.getLogger(__name__)

_MOST_WORDS = 2_000
"""Characters of a description: what was asked is quoted in it, however long it was."""

_STATUSES = {
    InvalidInput: (400, "InvalidParameterValue"),
    NotAdmitted: (403, "NotAdmitted"),
    SignInRequired: (401, "SignInRequired"),
    AccessDenied: (404, "NotFound"),
    IssuerUnreachable: (503, "IssuerUnreachable"),
    TooSlow: (503, "TooSlow"),
}
"""In this order: a kind comes before those it derives from."""


def refuse(request: Request, error: Exception) -> Response:
    """An error of our own family. The kinds above are told to whoever asks, any other is the portal's own."""
    for kind, (status, code) in _STATUSES.items():
        if isinstance(error, kind):
            if status == 503:
                _log.error("%s", error)
            return refusal(
                status, code, str(error), {"WWW-Authenticate": challenge(request)} if status == 401 else None
            )
    _log.error("%s", error)
    return _unavailable()


def refuse_database(request: Request, error: Exception) -> Response:
    """A database that is down, locked or full. Its own words stay out of the log: they quote the statement's values."""
    _log.error("The database cannot be used: %s", type(getattr(error, "orig", error)).__name__)
    return _unavailable()


def refuse_torn(request: Request, error: Exception) -> Response:
    """A client that went away before all of its body was here. Nobody reads this, but the log and the metrics do."""
    return refusal(400, "BadRequest", "The connection broke off before all of the body was here. Send it again.")


def refuse_http(request: Request, error: Exception) -> Response:
    """What the web framework refuses by itself: an unknown path, a wrong method."""
    if not isinstance(error, HTTPException):
        raise error
    code = HTTPStatus(error.status_code).phrase.replace(" ", "")
    return refusal(error.status_code, code, f"{error.detail}. GET /api describes what there is.", error.headers)


def refuse_oauth(request: Request, error: Exception) -> Response:
    """An OAuth request that cannot even be read, in OAuth's own shape."""
    if not isinstance(error, OAuth2Error):
        raise error
    status, body, headers = error()
    return JSONResponse(body, status, dict(headers))


def refusal(status: int, code: str, description: str, headers: Optional[Mapping[str, str]] = None) -> JSONResponse:
    """The answer that every refusal is."""
    words = description if len(description) <= _MOST_WORDS else description[:_MOST_WORDS] + "…"
    return JSONResponse({"code": code, "description": words}, status, headers)


def _unavailable() -> Response:
    words = "The portal cannot do this now, and gave nothing out. Tell those who run it: its log says why."
    return refusal(503, "Unavailable", words)


HANDLERS = {
    SafeStatsError: refuse,
    OperationalError: refuse_database,
    NoConnection: refuse_database,
    ClientDisconnect: refuse_torn,
    HTTPException: refuse_http,
    OAuth2Error: refuse_oauth,
}
"""Kind of exception -> what answers it, as Starlette takes it."""
