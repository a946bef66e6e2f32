"""The pages on which a person lets a program on another computer in: she types its code, signs in, and decides.

The password comes with the code: whoever has no account here cannot even find out whether a code is known. What she
is asked to allow is shown after that, since a code may have been sent to her by somebody who is after her access.
"""

from __future__ import annotations

import time
from html import escape
from typing import Any, Optional

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ...errors import InvalidInput
from ..people import get_person
from . import device_codes
from .device_codes import Pending
from .device_grant import VERIFICATION
from .issuer import Issuer
from .known_browser import Browser, recognise, remember
from .password_sign_in import address_of, attempt_sign_in, too_many
from .sealed_values import seal, unseal
from .sign_in_page import alert, page, password_fields, problem_page
from .sign_in_throttle import SignInThrottle

PAGE_SECONDS = 600
"""How long a page may stay open."""

DECISION = f"{VERIFICATION}/decision"

_OURS = "'self'"

_TITLE = "Sign in on another computer"

_CODE_FORM = """
<p>SafeStats on another computer shows a code. Type it here, with your own username and password.</p>
<p class="warning"><strong>Did somebody send you this code?</strong> Then stop: they would get your access. Go on only
if you started SafeStats yourself, and read the code from its screen.</p>
{problem}
<form method="post" action="{action}">
<input type="hidden" name="page" value="{page}">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" class="code" value="{code}" autocomplete="off" autocapitalize="characters"
 spellcheck="false" maxlength="16" required{described}>
{fields}
<button type="submit">Continue</button>
</form>
"""

_QUESTION = """
<p>You are signed in as <strong>{name}</strong> ({username}).</p>
<p><strong>SafeStats ({client})</strong> asks for your access. It asked {minutes}, from the network address
<strong>{address}</strong>.</p>
<p>It will be able to:</p>
<ul><li>see all the data that you may see, in your name, and keep an encrypted copy;</li>
<li>stay signed in for 30 days without use, until somebody signs out there.</li></ul>
<p class="warning"><strong>Allow this only if that computer is in front of you.</strong> If somebody asked you to open
this page, or sent you the code, choose Refuse and tell those who run the portal.</p>
<form method="post" action="{action}">
<input type="hidden" name="question" value="{question}">
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="refuse" class="no">Refuse</button>
</form>
"""

_STALE = "The page was open for too long, or the browser refuses cookies. Open it anew and type the code again."


def show_code_form(issuer: Issuer, request: Request) -> Response:
    """GET: the form; a code in the address stands in it already."""
    browser = recognise(issuer, request)
    return remember(_code_form(issuer, browser, request.query_params.get("user_code", "")), issuer, browser)


def answer_code_form(issuer: Issuer, throttle: SignInThrottle, request: Request, form: dict[str, str]) -> Response:
    """POST: with the right password and a code that waits, the question what to do; else the form, saying why not."""
    browser, code = recognise(issuer, request), form.get("user_code", "")
    try:
        _unsealed(issuer, form.get("page", ""), "device page", browser)
    except InvalidInput:
        return remember(_code_form(issuer, browser, code, _STALE, status=400), issuer, browser)
    attempt = attempt_sign_in(issuer.portal, throttle, request, browser, form)
    if attempt.person is None:
        return _code_form(issuer, browser, code, attempt.problem, attempt.username, attempt.status)
    # Codes are short: guesses cost waiting time. They are counted by the account whose password was right, so that
    # nobody's guessing holds up anybody else.
    guess = ("user codes", attempt.username)
    wait = throttle.attempt(*guess, time.monotonic())
    if wait:
        return _code_form(issuer, browser, code, too_many(wait), attempt.username, 429)
    found = device_codes.find_pending(issuer.portal, code)
    browser = browser.having_seen(attempt.username)
    if found is None:
        problem = "No sign-in waits under this code. Check it, or begin again in SafeStats: a code lasts ten minutes."
        return remember(_code_form(issuer, browser, code, problem, attempt.username, 404), issuer, browser)
    throttle.succeeded(*guess)
    return remember(_question(issuer, browser, found, attempt.person.full_name, attempt.username), issuer, browser)


def answer_question(issuer: Issuer, request: Request, form: dict[str, str]) -> Response:
    """POST: what she decided takes effect, once."""
    browser = recognise(issuer, request)
    try:
        kept = _unsealed(issuer, form.get("question", ""), "device question", browser)
    except InvalidInput:
        return problem_page(_STALE, title=_TITLE)
    decision, person = form.get("decision"), get_person(issuer.portal, kept["username"])
    if decision not in ("allow", "refuse") or person is None:
        return problem_page("Choose Allow or Refuse.", title=_TITLE)
    allowed = decision == "allow"
    if not device_codes.decide(issuer.portal, kept["digest"], person.username, allowed, address_of(request)):
        return problem_page("This sign-in was answered already, or its ten minutes are over.", 409, _TITLE)
    if allowed:
        return page("Allowed", "<p>SafeStats goes on by itself. You can close this window.</p>", 200, "'none'")
    words = "<p>That computer gets nothing. If somebody sent you the code, tell those who run the portal.</p>"
    return page("Refused", words, 200, "'none'")


def _code_form(
    issuer: Issuer, browser: Browser, code: str, problem: Optional[str] = None, username: str = "", status: int = 200
) -> HTMLResponse:
    content = _CODE_FORM.format(
        action=VERIFICATION,
        page=_sealed(issuer, {}, "device page", browser),
        code=escape(code[:16]),
        problem=alert(problem) if problem else "",
        described=' aria-describedby="problem"' if problem else "",
        fields=password_fields(username, bool(problem)),
    )
    return page(f"{_TITLE}: {issuer.portal.name}", content, status, _OURS)


def _question(issuer: Issuer, browser: Browser, found: Pending, name: str, username: str) -> HTMLResponse:
    minutes = int(time.time() - found.begun) // 60
    content = _QUESTION.format(
        action=DECISION,
        name=escape(name),
        username=escape(username),
        client=escape(found.client_id),
        minutes="less than a minute ago" if minutes < 1 else f"{minutes} min ago",
        address=escape(found.address or "unknown"),
        question=_sealed(issuer, {"digest": found.digest, "username": username}, "device question", browser),
    )
    return page("Let this computer in?", content, 200, _OURS)


def _sealed(issuer: Issuer, value: dict[str, Any], purpose: str, browser: Browser) -> str:
    return seal(issuer.portal, {**value, "until": time.time() + PAGE_SECONDS}, purpose, browser.name)


def _unsealed(issuer: Issuer, text: str, purpose: str, browser: Browser) -> dict[str, Any]:
    kept: dict[str, Any] = unseal(issuer.portal, text, purpose, browser.name)
    if kept["until"] < time.time():
        raise InvalidInput(_STALE)
    return kept
