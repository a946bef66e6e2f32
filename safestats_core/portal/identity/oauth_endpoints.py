"""The addresses under which the issuer is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import InvalidInput
from ..web.site import base_url, site_of
from .client_credentials import throttled
from .issuer import Issuer, IssuerRequest, describe_issuer
from .sign_in import answer_sign_in, show_sign_in

_MOST_FORM_BYTES = 65_536

Form = list[tuple[str, str]]


def discovery(request: Request) -> Response:
    """GET /.well-known/openid-configuration."""
    return JSONResponse(describe_issuer(base_url(request)))


def public_keys(request: Request) -> Response:
    """GET /oauth/jwks."""
    return JSONResponse(site_of(request).key.public_keys())


def authorize(request: Request) -> Response:
    """GET /oauth/authorize."""
    return show_sign_in(_issuer(request), request)


async def sign_in(request: Request) -> Response:
    """POST /oauth/authorize."""
    site = site_of(request)
    return await _with_form(
        request, lambda form: answer_sign_in(_issuer(request), site.throttle, request, dict(form)), site.password_checks
    )


async def issue_tokens(request: Request) -> Response:
    """POST /oauth/token."""

    def answer(form: Form) -> Response:
        asked = _oauth(request, form)
        return throttled(site_of(request).throttle, asked, lambda: _issuer(request).create_token_response(asked))

    return await _with_form(request, answer)


async def revoke(request: Request) -> Response:
    """POST /oauth/revoke."""
    return await _with_form(
        request, lambda form: _issuer(request).create_endpoint_response(Issuer.REVOCATION, _oauth(request, form))
    )


def _issuer(request: Request) -> Issuer:
    site = site_of(request)
    return Issuer(site.portal, site.key, base_url(request))


def _oauth(request: Request, form: Form) -> IssuerRequest:
    address = request.client.host if request.client else ""
    return IssuerRequest(request.method, str(request.url), form, request.headers, address)


async def _with_form(
    request: Request, answer: Callable[[Form], Response], limiter: Optional[CapacityLimiter] = None
) -> Response:
    """Read the form of a request, then answer it in a thread like every other request."""
    form = await _read_form(request)
    return await to_thread.run_sync(answer, form, limiter=limiter)


async def _read_form(request: Request) -> Form:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise InvalidInput(f"'{kind}' cannot be read here. Send a form: application/x-www-form-urlencoded.")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_FORM_BYTES:
            raise InvalidInput(f"The form is longer than {_MOST_FORM_BYTES} bytes. Send only what is asked for.")
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
