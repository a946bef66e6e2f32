"""The status page in HTML: what needs attention first, then every part with its numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Optional

from starlette.responses import HTMLResponse

from ...access import Grant
from ..oversight.attention import attention
from ..oversight.coverage_picture import MOST_MONTHS, Run, month_number, picture, runs
from ..oversight.datasets import Delivery
from ..oversight.status import Status
from .html import HtmlNumber, page, safe, table
from .status_style import STYLE

_NUMBERS = ("read", "added", "changed", "unchanged", "repeated", "deleted", "removed")
_MOST_LINES = 500
"""Of a table; a sentence says how many more there are."""

_SIGN_OUT = """<form method="post" action="/status/sign-out"><input type="hidden" name="word" value="{word}">
<button type="submit">Sign out</button></form>"""

_SIGN_IN = """<main>
<h1>{name}: status</h1>
{problem}
<p>For those who look after this portal. Sign in with your own username and password.</p>
{elsewhere}
<form class="sign-in" method="post" action="/status/sign-in">
<input type="hidden" name="word" value="{word}">
<label for="username">Username</label>
<input id="username" name="username" value="{username}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="64" required{described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024"
 required{described}>
<button type="submit">Sign in</button>
</form>
</main>"""


_ELSEWHERE = """<p><a href="/status/elsewhere">Sign in at {issuer}</a>, as at your work. The password that you have
there is of no use on this page: below goes one of the portal's own, for who has one.</p>"""

_ARRIVED = """<main>
<h1>{name}: status</h1>
<p>You are signed in. <a href="/status">On to the status page</a></p>
</main>"""


def sign_in_form(
    name: str,
    word: str,
    problem: Optional[str] = None,
    username: str = "",
    status: int = 200,
    issuer: Optional[str] = None,
) -> HTMLResponse:
    """The form. `word` is carried through it unread; `problem` is what went wrong with the last attempt.

    issuer  where people sign in, if that is elsewhere: the page leads there
    """
    content = _SIGN_IN.format(
        name=safe(name),
        word=safe(word),
        username=safe(username),
        elsewhere="" if issuer is None else _ELSEWHERE.format(issuer=safe(issuer)),
        problem=f'<p role="alert" id="problem" class="attention">{safe(problem)}</p>' if problem else "",
        described=' aria-describedby="problem" aria-invalid="true"' if problem else "",
    )
    return page(f"Sign in: status of {name}", content, STYLE, status)


def arrived(name: str) -> HTMLResponse:
    """What whoever comes back from the issuer sees for a moment: from it she goes on to the status page by herself."""
    answer = page(f"Status of {name}", _ARRIVED.format(name=safe(name)), STYLE)
    answer.headers["Refresh"] = "0; url=/status"
    return answer


def status_html(name: str, who: str, word: str, status: Status) -> HTMLResponse:
    """The page as `who` sees it."""
    sections = (
        ("Datasets", _datasets(status)),
        ("Last deliveries", _deliveries(status)),
        ("Coverage", _coverage(status)),
        ("Grants in force", _grants(status)),
        ("Access in the last 24 hours", _accesses(status)),
        ("Health", _health(status)),
    )
    content = "".join(f"<section><h2>{title}</h2>{body}</section>" for title, body in sections)
    head = (
        f"<header><div><h1>{safe(name)}: status</h1><small>{_time(status.now)} · signed in as {safe(who)}</small></div>"
        f"{_SIGN_OUT.format(word=safe(word))}</header>"
    )
    return page(f"Status of {name}", f"<main>{head}{_attention(status)}{content}</main>", STYLE)


def _attention(status: Status) -> str:
    found = [f"<li>{safe(sentence)}</li>" for sentence in attention(status)]
    if not found:
        return '<div class="attention fine"><p>Nothing needs attention.</p></div>'
    return f'<div class="attention"><h2>Needs attention</h2><ul>{"".join(found)}</ul></div>'


def _datasets(status: Status) -> str:
    rows = [
        (each.dataset.name, each.dataset.title, each.dataset.agency, _time(each.last_supply), each.rows)
        for each in status.datasets
    ]
    return table("Datasets", ("Name", "Title", "Agency", "Last supply", "Rows"), rows, "No dataset is declared yet.")


def _deliveries(status: Status) -> str:
    head = ("Number", "Received", "File", "Datasets", *(word.capitalize() for word in _NUMBERS), "Refused")
    return table("Last deliveries", head, [_delivery(each) for each in status.deliveries], "Nothing has arrived yet.")


def _delivery(each: Delivery) -> tuple[Any, ...]:
    refused: Any = each.numbers.get("refused", 0)
    if refused:
        refused = HtmlNumber(f'<a href="/status/deliveries/{each.number}/refusals">{refused:,}</a>')
    numbers = [each.numbers.get(name, 0) for name in _NUMBERS]
    return (str(each.number), _time(each.received), each.name, ", ".join(each.datasets), *numbers, refused)


def _coverage(status: Status) -> str:
    last = status.now.year * 12 + status.now.month - 1
    drawn = []
    for name, known in status.coverage.items():
        found = runs(known, last - MOST_MONTHS + 1, last)
        if found:
            outside = sum(not last - MOST_MONTHS < month_number(each.month) <= last for each in known)
            drawn.append(_one_dataset(name, found, outside))
    if not drawn:
        return "<p>Nothing is known yet about which months were supplied.</p>"
    words = "A full bar: complete. A half bar: partial. An empty box with a line through it: missing."
    return f"<p>{words} Nothing drawn: nothing is known.</p>{''.join(drawn)}"


def _one_dataset(name: str, found: list[Run], outside: int) -> str:
    gaps = [run.words for run in found if run.state == "missing"]
    more = f" and {len(gaps) - _MOST_LINES} more" if len(gaps) > _MOST_LINES else ""
    words = f"Missing: {'; '.join(gaps[:_MOST_LINES])}{more}." if gaps else "No month is known to be missing."
    if outside:
        words += f" Months that are too long ago to be drawn, or have not come yet: {outside}."
    return (
        f'<h3>{safe(name)}</h3><div class="wide" tabindex="0" role="region" aria-label="Coverage of {safe(name)}">'
        f'{picture(name, found)}</div><p class="soft">{safe(words)}</p>'
    )


def _grants(status: Status) -> str:
    head = ("Number", "Who", "Dataset", "Level", "Areas", "Months", "Fields", "Ends")
    ending = table("Grants that end soon", head, map(_grant, status.ending), "None ends within 30 days.")
    everything = table("Grants in force", head, map(_grant, status.grants[:_MOST_LINES]), "There are none.")
    more = len(status.grants) - _MOST_LINES
    rest = f"<p>{more:,} more: `safestats portal grant list` shows them all.</p>" if more > 0 else ""
    return f"<h3>Ending within 30 days</h3>{ending}<h3>All</h3>{everything}{rest}"


def _grant(numbered: tuple[int, Grant]) -> tuple[Any, ...]:
    number, grant = numbered
    months = f"{grant.from_month or '…'} to {grant.to_month or '…'}" if grant.from_month or grant.to_month else "all"
    return (
        str(number),
        grant.subject,
        grant.dataset,
        grant.level.value,
        "all" if grant.areas is None else " ".join(sorted(grant.areas)),
        months,
        "all" if grant.fields is None else str(len(grant.fields)),
        "-" if grant.expires is None else _time(grant.expires),
    )


def _accesses(status: Status) -> str:
    rows = [
        (each.person, each.operation, each.dataset or "-", each.level or "-", each.times, each.rows, _time(each.latest))
        for each in status.accesses[:_MOST_LINES]
    ]
    head = ("Who", "What", "Dataset", "Level", "Times", "Rows", "Latest")
    is_cut = status.accesses_cut or len(status.accesses) > _MOST_LINES
    rest = "<p>There was more than is shown: `safestats portal audit search` has it all.</p>" if is_cut else ""
    return table("Recent access", head, rows, "Nobody did anything.") + rest


def _health(status: Status) -> str:
    health = status.health
    rows = [(part.capitalize(), state) for part, state in health.parts.items()]
    chain = "the last of them are intact" if health.audit_problem is None else health.audit_problem
    rows += [
        ("Audit entries", f"{health.audit_entries:,}; {chain}"),
        ("Room on the disk", f"{_size(health.free)} of {_size(health.disk)}"),
        ("Size of the database", _size(health.database)),
    ]
    return table("Health", ("Part", "State"), rows, "")


def _size(number: int) -> str:
    return f"{number / 1e9:,.1f} GB" if number >= 1e9 else f"{number / 1e6:,.1f} MB"


def _time(moment: Optional[datetime]) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"
