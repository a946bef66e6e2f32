"""Grants for delegates: what each handed on out of her organisation's rights, and handing on more of them."""

from __future__ import annotations

from typing import Any, Optional

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...access import Grant, Level
from ...disclosure import DEFAULT_PROFILE
from ...errors import AccessDenied, InvalidInput
from .. import audit
from ..person import Person
from ..rights.grant_rows import stated
from ..rights.handing_on import hand_on, handed_datasets, handed_on_by, take_back
from .bearer import who_asks
from .json_body import read_object
from .moments import read_moment
from .query_parameters import check_parameters
from .site import base_url, site_of

_TEXTS = ("subject", "dataset", "level", "from_month", "to_month", "expires", "disclosure")
_LISTS = ("areas", "fields", "categories")
_NEEDED = ("subject", "dataset", "level")
_MOST_VALUES = 10_000


def list_handed_on(request: Request) -> Response:
    """GET /grants: what the person who asks has handed on, and on which datasets she may."""
    check_parameters(request)
    person, portal = _delegate(request), site_of(request).portal
    given = handed_on_by(portal, person)
    audit.record(portal, person.username, "consultation", None, None, {"grants": len(given)}, None)
    return JSONResponse(
        {
            "organisation": person.organisation,
            "datasets": sorted(handed_datasets(portal, person)),
            "grants": [{"number": number, **stated(grant), "in_force": shows} for number, grant, shows in given],
        }
    )


async def hand_on_grant(request: Request) -> Response:
    """POST /grants: hand on a part of what the organisation holds."""
    body = await read_object(request, (*_TEXTS, *_LISTS))
    return await run_in_threadpool(_hand_on, request, body)


def take_back_grant(request: Request) -> Response:
    """DELETE /grants/{number}: take back what she handed on."""
    check_parameters(request)
    number, person = request.path_params["number"], who_asks(request)
    # Longer than any number: PostgreSQL would refuse to compare it.
    take_back(site_of(request).portal, person, int(number) if number.isdecimal() and len(number) < 10 else 0)
    return Response(status_code=204)


def _hand_on(request: Request, body: dict[str, Any]) -> Response:
    check_parameters(request)
    person, portal = _delegate(request), site_of(request).portal
    grant = read_grant(body)
    number = hand_on(portal, person, grant)
    headers = {"Location": f"{base_url(request)}/grants/{number}"}
    return JSONResponse({"number": number, **stated(grant)}, 201, headers)


def read_grant(body: dict[str, Any]) -> Grant:
    """The grant that a JSON object states. Raises InvalidInput, with the member's name, for what cannot be one."""
    for name in _TEXTS:
        text = body.get(name)
        if (name in _NEEDED or text is not None) and not _is_text(text):
            raise InvalidInput(
                f"'{name}' has to be a text of 1 to 200 characters, and {', '.join(_NEEDED)} are needed."
            )
    if body["level"] not in {level.value for level in Level}:
        raise InvalidInput(f"Unknown level '{body['level']}'. Choose from: {', '.join(map(str, Level))}.")
    return Grant(
        subject=body["subject"],
        dataset=body["dataset"],
        level=Level(body["level"]),
        from_month=body.get("from_month"),
        to_month=body.get("to_month"),
        expires=read_moment("expires", body["expires"]) if body.get("expires") is not None else None,
        disclosure=body.get("disclosure") or DEFAULT_PROFILE,
        **{name: _set(body, name) for name in _LISTS},
    )


def _delegate(request: Request) -> Person:
    person, portal = who_asks(request), site_of(request).portal
    if not handed_datasets(portal, person):
        raise AccessDenied("You hand on no rights for your organisation. Those who run the portal can let you.")
    return person


def _set(body: dict[str, Any], name: str) -> Optional[frozenset[str]]:
    values = body.get(name)
    if values is None:
        return None
    if not isinstance(values, list) or len(values) > _MOST_VALUES or not all(_is_text(each) for each in values):
        raise InvalidInput(
            f"'{name}' has to be a list of texts. Leave it out for everything that your organisation has."
        )
    return frozenset(values)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()
