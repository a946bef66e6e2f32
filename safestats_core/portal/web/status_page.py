"""The status page for those who look after the portal: GET /status, its sign-in, and the refused rows behind its links.

A browser is led to the form, which lets administrators in and nobody else. Whoever brings an access token and is no
administrator finds no such page.
"""

from __future__ import annotations

import math
import time
from datetime import datetime, timezone
from typing import Any, Optional

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .. import audit
from ..feeds.refusals_csv import refusals_csv
from ..identity.external.register import current_issuer
from ..identity.known_browser import Browser
from ..intake.receipts import refusals_of
from ..oversight.administrators import end_visits, is_administrator
from ..oversight.datasets import find_delivery
from ..oversight.status import gather
from ..people import check_password, get_person
from ..person import Person
from . import administrator
from .administrator import administrator_asking, begin_visit, end_visit
from .closing_stream import ClosingStream
from .form import with_form
from .query_parameters import check_parameters
from .site import site_of
from .status_html import sign_in_form, status_html

SIGN_IN = "/status/sign-in"


def status_page(request: Request) -> Response:
    """GET /status."""
    check_parameters(request, ())
    who = administrator_asking(request)
    if who is None and "authorization" not in request.headers:
        return RedirectResponse(SIGN_IN, 303)
    person, portal = _admitted(who), site_of(request).portal
    _audit(request, person, None, {"page": "status"}, None)
    browser = administrator.recognise(request)
    word = administrator.form_word(request, browser)
    answer = status_html(portal.name, person.username, word, gather(portal, datetime.now(timezone.utc)))
    administrator.remember(request, answer, browser)
    return answer


def status_refusals(request: Request) -> Response:
    """GET /status/deliveries/{delivery}/refusals: each refused row of a delivery, as CSV."""
    check_parameters(request, ())
    person, portal = _admitted(administrator_asking(request)), site_of(request).portal
    delivery = find_delivery(portal, request.path_params["delivery"])
    if delivery is None:
        raise HTTPException(404)
    asked = {"refusals of delivery": delivery.number}
    for dataset in delivery.datasets or (None,):
        _audit(request, person, dataset, asked, delivery.numbers.get("refused"))
    rows = refusals_csv(refusals_of(portal, delivery.number), ("source", "row", "reason"))
    name = f'attachment; filename="refusals-{delivery.number}.csv"'
    return ClosingStream(rows, "text/csv", {"Content-Disposition": name})


def status_sign_in_form(request: Request) -> Response:
    """GET /status/sign-in."""
    check_parameters(request, ())
    return _form(request, administrator.recognise(request))


async def status_sign_in(request: Request) -> Response:
    """POST /status/sign-in."""
    return await with_form(request, lambda form: _sign_in(request, dict(form)), site_of(request).password_checks)


async def status_sign_out(request: Request) -> Response:
    """POST /status/sign-out: ends every visit of hers, in all browsers."""
    return await with_form(request, lambda form: _sign_out(request, dict(form)))


def _sign_in(request: Request, form: dict[str, str]) -> Response:
    site, browser, address = site_of(request), administrator.recognise(request), _address(request)
    if not administrator.is_our_form(request, browser, form.get("word", "")):
        problem = "The page was open for too long, or the browser refuses cookies. Sign in once more."
        return _form(request, browser, problem, status=400)
    username = form.get("username", "").strip().lower().replace("\x00", "")
    place = browser.name if username in browser.accounts else address
    wait = site.throttle.attempt(username, place, time.monotonic())
    if wait:
        problem = f"Too many attempts. Seconds to wait before the next one: {math.ceil(wait)}."
        return _form(request, browser, problem, username, 429)
    person = check_password(site.portal, username, form.get("password", ""))
    if person is not None and not is_administrator(site.portal, person.username):
        person = None
    known = person or get_person(site.portal, username)
    # People type passwords into the wrong box: a name that is nobody's is not written down.
    detail = {"change": "signed in" if person else "sign-in refused", "page": "status", "address": address}
    audit.record(site.portal, known.username if known else "(unknown)", audit.SIGN_IN, None, None, detail, None)
    if person is None:
        # The same words for a right password of somebody else: the form must not tell which passwords are right.
        problem = "The username or the password is not right, or this account does not look after the portal."
        return _form(request, browser, problem, username, 403)
    site.throttle.succeeded(username, place)
    answer = RedirectResponse("/status", 303)
    begin_visit(request, answer, person.username)
    administrator.remember(request, answer, browser.having_seen(username))
    return answer


def _sign_out(request: Request, form: dict[str, str]) -> Response:
    person, browser = _admitted(administrator_asking(request)), administrator.recognise(request)
    if not administrator.is_our_form(request, browser, form.get("word", "")):
        return RedirectResponse("/status", 303)  # the page was open for too long: its next showing has another word
    end_visits(site_of(request).portal, person.username, _address(request))
    answer = RedirectResponse(SIGN_IN, 303)
    end_visit(request, answer)
    return answer


def _form(
    request: Request, browser: Browser, problem: Optional[str] = None, username: str = "", status: int = 200
) -> Response:
    word, portal = administrator.form_word(request, browser), site_of(request).portal
    issuer = current_issuer(portal)
    answer = sign_in_form(portal.name, word, problem, username, status, None if issuer is None else issuer.url)
    administrator.remember(request, answer, browser)
    return answer


def _admitted(person: Optional[Person]) -> Person:
    if person is None:
        raise HTTPException(404)
    return person


def _audit(
    request: Request, person: Person, dataset: Optional[str], asked: dict[str, Any], rows: Optional[int]
) -> None:
    audit.record(site_of(request).portal, person.username, "consultation", dataset, None, asked, rows)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
