"""Signing in to the status page at the issuer elsewhere: there, back, and the code exchanged by the portal itself.

On her way the browser carries a sealed cookie that ties the answer to the question: what comes back is taken from the
browser that asked, once, and within ten minutes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from typing import Any, Optional
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...errors import InvalidInput, IssuerUnreachable, NotAdmitted, SignInRequired
from .. import audit
from ..identity.external.asking import ask
from ..identity.external.register import ExternalIssuer, check_address, current_issuer
from ..identity.sealed_values import seal, unseal
from ..oversight.administrators import is_administrator
from ..person import Person
from . import administrator
from .query_parameters import check_parameters
from .site import base_url, site_of
from .status_html import arrived, sign_in_form

BEGIN, BACK = "/status/elsewhere", "/status/signed-in"
_WAY_SECONDS = 600
_ANSWERS = ("code", "state", "iss", "error", "error_description", "error_uri", "session_state", "scope")


def begin(request: Request) -> Response:
    """GET /status/elsewhere: on to the issuer."""
    check_parameters(request, ())
    issuer, state, verifier = _issuer(request), secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": issuer.client_id,
        "redirect_uri": base_url(request) + BACK,
        "scope": " ".join(word for word in issuer.scope.split() if word != "offline_access"),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **_resource(issuer),
    }
    address = _address(request, issuer, "authorization_endpoint")
    answer = RedirectResponse(f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", 303)
    sealed = seal(site_of(request).portal, [state, verifier, time.time() + _WAY_SECONDS], "status elsewhere")
    # Lax: the way back begins at the issuer's page, and a stricter cookie would stay behind.
    secure = base_url(request).startswith("https:")
    where = {"path": BACK, "secure": secure, "httponly": True}
    answer.set_cookie(_cookie(request), sealed, max_age=_WAY_SECONDS, samesite="lax", **where)  # type: ignore[arg-type]
    return answer


def back(request: Request) -> Response:
    """GET /status/signed-in: back from the issuer, with a code or the reason why there is none."""
    asked = check_parameters(request, _ANSWERS)
    issuer, client = _issuer(request), request.client.host if request.client else ""
    try:
        access = _exchange(request, issuer, dict(asked))
        person = site_of(request).elsewhere.person_behind(site_of(request).portal, issuer, access, client)
    except IssuerUnreachable as error:
        return _refused(request, issuer, str(error), 503)
    except (InvalidInput, NotAdmitted, SignInRequired) as error:
        return _refused(request, issuer, str(error), 403)
    return _let_in(request, issuer, person, client)


def _let_in(request: Request, issuer: ExternalIssuer, person: Person, client: str) -> Response:
    portal = site_of(request).portal
    may = is_administrator(portal, person.username)
    change = "signed in" if may else "sign-in refused"
    detail = {"change": change, "page": "status", "issuer": issuer.url, "address": client}
    audit.record(portal, person.username, audit.SIGN_IN, None, None, detail, None)
    if not may:
        return _refused(request, issuer, "Your account does not look after this portal.", 403)
    # Not a redirection: the browser would count it to the issuer's page, and keep the cookie of the visit to itself.
    answer = arrived(portal.name)
    administrator.begin_visit(request, answer, person.username)
    answer.delete_cookie(_cookie(request), path=BACK)
    return answer


def _exchange(request: Request, issuer: ExternalIssuer, asked: dict[str, Any]) -> str:
    """The access token that the code stands for. Raises InvalidInput where it is not an answer to our question."""
    again = "Sign in once more."
    try:
        state, verifier, until = unseal(
            site_of(request).portal, request.cookies.get(_cookie(request), ""), "status elsewhere"
        )
    except (InvalidInput, TypeError, ValueError):
        raise InvalidInput(f"This browser did not begin to sign in, or refuses cookies. {again}") from None
    is_ours = hmac.compare_digest(state.encode(), asked.get("state", "").encode("utf-8", "replace"))
    if not is_ours or until < time.time() or asked.get("iss", issuer.url) != issuer.url:
        raise InvalidInput(f"What came back is no answer to this sign-in, or came too late. {again}")
    if "code" not in asked:
        raise InvalidInput(f"{issuer.url} did not sign you in ({asked.get('error', 'no code')[:100]}). {again}")
    form = {
        "grant_type": "authorization_code",
        "code": asked["code"],
        "redirect_uri": base_url(request) + BACK,
        "client_id": issuer.client_id,
        "code_verifier": verifier,
        **_resource(issuer),
    }
    access = ask(issuer, _address(request, issuer, "token_endpoint"), urlencode(form)).get("access_token")
    if not isinstance(access, str):
        raise IssuerUnreachable(f"{issuer.url} gave no access token. Look at how SafeStats is registered there.")
    return access


def _issuer(request: Request) -> ExternalIssuer:
    issuer = current_issuer(site_of(request).portal)
    if issuer is None:
        raise HTTPException(404)
    return issuer


def _address(request: Request, issuer: ExternalIssuer, name: str) -> str:
    found = site_of(request).elsewhere.published.document(issuer).get(name)
    if not isinstance(found, str):
        raise IssuerUnreachable(f"{issuer.url} does not say where its {name} is.")
    check_address(found, issuer.is_on_loopback)
    return found


def _resource(issuer: ExternalIssuer) -> dict[str, str]:
    return {"resource": issuer.audience} if issuer.asks_for_resource else {}


def _refused(request: Request, issuer: Optional[ExternalIssuer], problem: str, status: int) -> Response:
    browser, portal = administrator.recognise(request), site_of(request).portal
    word = administrator.form_word(request, browser)
    answer = sign_in_form(portal.name, word, problem, status=status, issuer=issuer.url if issuer else None)
    administrator.remember(request, answer, browser)
    return answer


def _cookie(request: Request) -> str:
    return f"safestats_way_{site_of(request).key.name[:8]}"
