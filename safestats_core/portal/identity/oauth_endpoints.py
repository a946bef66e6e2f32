"""The addresses under which the issuer is reached."""

from __future__ import annotations

from typing import Optional

from authlib.oauth2.rfc6749 import UnauthorizedClientError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..web.form import Form, with_form
from ..web.site import base_url, site_of
from .client_credentials import throttled
from .device_page import answer_code_form, answer_question, show_code_form
from .external.metadata import describe_resource
from .external.register import ExternalIssuer, current_issuer
from .issuer import Issuer, IssuerRequest, describe_issuer
from .password_sign_in import address_of
from .sign_in import answer_sign_in, show_sign_in


def discovery(request: Request) -> Response:
    """GET /.well-known/openid-configuration."""
    return JSONResponse(describe_issuer(base_url(request), _elsewhere(request) is None))


def protected_resource(request: Request) -> Response:
    """GET /.well-known/oauth-protected-resource (RFC 9728): who signs people in, and how a program asks there."""
    site, url, issuer = site_of(request), base_url(request), current_issuer(site_of(request).portal)
    return JSONResponse(describe_resource(site.portal.name, url, issuer))


def public_keys(request: Request) -> Response:
    """GET /oauth/jwks."""
    return JSONResponse(site_of(request).key.public_keys())


def authorize(request: Request) -> Response:
    """GET /oauth/authorize."""
    _check_open(request)
    return show_sign_in(_issuer(request), request)


async def sign_in(request: Request) -> Response:
    """POST /oauth/authorize."""
    site = site_of(request)

    def answer(form: Form) -> Response:
        _check_open(request)
        return answer_sign_in(_issuer(request), site.throttle, request, dict(form))

    return await with_form(request, answer, site.password_checks)


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


async def begin_device_sign_in(request: Request) -> Response:
    """POST /oauth/device_authorization."""

    def answer(form: Form) -> Response:
        if elsewhere := _elsewhere(request):
            raise UnauthorizedClientError(f"People sign in to this portal at {elsewhere.url}.")
        return _issuer(request).create_endpoint_response(Issuer.DEVICE, _oauth(request, form))

    return await with_form(request, answer)


def device(request: Request) -> Response:
    """GET /oauth/device."""
    _check_open(request)
    return show_code_form(_issuer(request), request)


async def device_sign_in(request: Request) -> Response:
    """POST /oauth/device."""
    site = site_of(request)

    def answer(form: Form) -> Response:
        _check_open(request)
        return answer_code_form(_issuer(request), site.throttle, request, dict(form))

    return await with_form(request, answer, site.password_checks)


async def device_decision(request: Request) -> Response:
    """POST /oauth/device/decision."""

    def answer(form: Form) -> Response:
        _check_open(request)
        return answer_question(_issuer(request), request, dict(form))

    return await with_form(request, answer)


def _issuer(request: Request) -> Issuer:
    site = site_of(request)
    return Issuer(site.portal, site.key, base_url(request), address_of(request), _elsewhere(request) is None)


def _elsewhere(request: Request) -> Optional[ExternalIssuer]:
    """The issuer elsewhere, where people sign in there and not here."""
    issuer = current_issuer(site_of(request).portal)
    return None if issuer is None or issuer.own_sign_in else issuer


def _check_open(request: Request) -> None:
    if issuer := _elsewhere(request):
        raise HTTPException(404, f"People sign in to this portal at {issuer.url}, and not here")


def _oauth(request: Request, form: Form) -> IssuerRequest:
    return IssuerRequest(request.method, str(request.url), form, request.headers, address_of(request))
