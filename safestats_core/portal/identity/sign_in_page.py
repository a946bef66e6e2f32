"""The sign-in page: plain HTML that needs no script, reads well aloud and says what went wrong in words."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Optional
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse

_STYLE = """
body { font: 1.125rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #f3f4f6; margin: 0; }
main { max-width: 24rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: .5rem; }
h1 { font-size: 1.5rem; margin-top: 0; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #59636e; }
input:focus, button:focus { outline: 3px solid #0b57d0; outline-offset: 2px; }
button { margin-top: 1.5rem; padding: .6rem 1.5rem; font: inherit; color: #fff; background: #0b4aa2; border: 0; }
button.no { color: #0b4aa2; background: #fff; border: 1px solid #0b4aa2; margin-left: .75rem; }
.code { font: 600 1.5rem/1.5 ui-monospace, monospace; letter-spacing: .1em; text-transform: uppercase; }
.warning { padding: .75rem; border-left: .25rem solid #8a5a00; background: #fff6e0; }
[role=alert] { padding: .75rem; border-left: .25rem solid #b3261e; background: #fdeceb; }
"""

_FORM = """
<p>SafeStats on this computer asks you to sign in.</p>
{problem}
<form method="post" action="/oauth/authorize">
<input type="hidden" name="request" value="{request}">
{fields}
<button type="submit">Sign in</button>
</form>
"""

_FIELDS = """<label for="username">Username</label>
<input id="username" name="username" value="{username}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="64" required{described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024"
 required{described}>"""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""


def sign_in_page(
    portal_name: str,
    request: str,
    redirect_uri: str,
    problem: Optional[str] = None,
    username: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The form. `request` is carried through it unread; `problem` is what went wrong with the last attempt."""
    content = _FORM.format(
        request=escape(request),
        problem=alert(problem) if problem else "",
        fields=password_fields(username, bool(problem)),
    )
    return page(f"Sign in to {portal_name}", content, status, _form_targets(redirect_uri))


def password_fields(username: str = "", is_wrong: bool = False) -> str:
    """The two fields of every form that takes a password. `is_wrong`: an alert on the page says what is."""
    described = ' aria-describedby="problem" aria-invalid="true"' if is_wrong else ""
    return _FIELDS.format(username=escape(username), described=described)


def problem_page(problem: str, status: int = 400, title: str = "You cannot sign in here") -> HTMLResponse:
    """A page that only says what went wrong."""
    return page(title, alert(problem), status, "'none'")


def alert(problem: str) -> str:
    """What went wrong, as a screen reader says it first."""
    return f'<p role="alert" id="problem">{escape(problem)}</p>'


def _form_targets(redirect_uri: str) -> str:
    # Browsers hold the redirect after the form to this rule as well. CSP has no way to write an IPv6 address.
    target = urlsplit(redirect_uri)
    return "'self' http:" if target.hostname == "::1" else f"'self' http://{target.netloc}"


def page(title: str, content: str, status: int, form_targets: str) -> HTMLResponse:
    """A page that may load and run nothing. `form_targets` is where its forms may lead, as CSP writes it."""
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{style}'; form-action {form_targets}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    page = _PAGE.format(title=escape(title), style=_STYLE, content=content)
    return HTMLResponse(page, status, {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"})
