"""POST /exports: a program tells that rows were written into a file, for the audit log.

The answer is the same whatever is named: nobody learns by it what there is, and rows that were fetched before a grant
ended are reported all the same.
"""

from __future__ import annotations

from datetime import timezone
from typing import Any, Optional

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ...errors import InvalidInput
from .. import audit
from ..person import Person
from .bearer import who_asks
from .collection import collection_of
from .json_body import read_object
from .moments import read_moment
from .query_parameters import check_parameters
from .site import site_of

_LONGEST = {"collection": 200, "format": 40, "purpose": 500}
_MOST_ROWS = 10**12
MEMBERS = (*_LONGEST, "rows", "exported")


async def report_export(request: Request) -> Response:
    """POST /exports: which collection, how many rows, in what format, what for and, where that was earlier, when."""
    person = await run_in_threadpool(who_asks, request)
    report = _checked(await read_object(request, MEMBERS))
    check_parameters(request)
    return await run_in_threadpool(_enter, request, person, report)


def _enter(request: Request, person: Person, report: dict[str, Any]) -> Response:
    portal, named = site_of(request).portal, report.pop("collection")
    rows = report.pop("rows")
    found = collection_of(portal, person, named)
    dataset, level = (None, None) if found is None else (found.dataset.name, found.scope.level.value)
    detail = {"export": report, "recipient": person.organisation, **({} if found else {"no longer visible": named})}
    audit.record(portal, person.username, "disclosure", dataset, level, detail, rows, is_told_of=True)
    return Response(status_code=204)


def _checked(body: dict[str, Any]) -> dict[str, Any]:
    report: dict[str, Any] = {}
    for name, longest in _LONGEST.items():
        text = body.get(name)
        if not isinstance(text, str) or not text.strip() or len(text) > longest or not text.isprintable():
            raise InvalidInput(f"'{name}' has to be a text of 1 to {longest} characters on one line.")
        report[name] = text
    rows = body.get("rows")
    if not isinstance(rows, int) or isinstance(rows, bool) or not 0 <= rows <= _MOST_ROWS:
        raise InvalidInput(f"'rows' has to be a whole number from 0 to {_MOST_ROWS:,}.")
    exported = _moment(body.get("exported"))
    return {**report, "rows": rows, **({"exported": exported} if exported else {})}


def _moment(text: Optional[Any]) -> Optional[str]:
    """The moment that the program says, by its own clock, in UTC."""
    if text is None:
        return None
    if not isinstance(text, str) or not text:
        raise InvalidInput("'exported' has to be a moment such as 2026-12-31T18:30:00Z.")
    return f"{read_moment('exported', text).astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}"
