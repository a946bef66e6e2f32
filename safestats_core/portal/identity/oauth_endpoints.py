"""The addresses under which the issuer is reached."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..web.form import Form, with_form
from ..web.site import base_url, site_of
from .client_credentials import throttled
from .issuer import Issuer, IssuerRequest, describe_issuer
from .sign_in import answer_sign_in, show_sign_in


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
    return await with_form(
        request, lambda form: answer_sign_in(_issuer(request), site.throttle, request, dict(form)), site.password_checks
    )


async def issue_tokens(request: Request) -> Response:
    """POST /oauth/token."""

    def answer(form: Form) -> Response:
        asked = _oauth(request, form)
        return throttled(site_of(request).throttle, asked, lambda: _issuer(request).create_token_response(asked))

    return await with_form(request, answer)


async def revoke(request: Request) -> Response:
    """POST /oauth/revoke."""
    return await with_form(
        request, lambda form: _issuer(request).create_endpoint_response(Issuer.REVOCATION, _oauth(request, form))
    )


def _issuer(request: Request) -> Issuer:
    site = site_of(request)
    return Issuer(site.portal, site.key, base_url(request))


def _oauth(request: Request, form: Form) -> IssuerRequest:
    address = request.client.host if request.client else ""
    return IssuerRequest(request.method, str(request.url), form, request.headers, address)
