"""Grants as they are kept: one row each, whoever gave it."""

from __future__ import annotations

import json
import math
import time
from dataclasses import fields
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import Connection, Row, insert

from ...access import Grant, Level
from ..schema import tables


def enter_grant(
    connection: Connection, grant: Grant, given_by: Optional[str] = None, given_for: Optional[str] = None
) -> int:
    """Keep a grant, of the operator's or of a delegate's for her organisation. Returns its number."""
    values = {**_values(grant), "added": int(time.time()), "given_by": given_by, "given_for": given_for}
    return int(connection.execute(insert(tables.grants).values(values).returning(tables.grants.c.id)).scalar_one())


def grant_of(row: Row[Any]) -> Grant:
    """The grant that a row holds."""
    return Grant(
        subject=row.subject,
        dataset=row.dataset,
        level=Level(row.level),
        areas=_set(row.areas),
        from_month=row.from_month,
        to_month=row.to_month,
        fields=_set(row.fields),
        expires=None if row.expires is None else datetime.fromtimestamp(row.expires, timezone.utc),
        categories=_set(row.categories),
        disclosure=row.disclosure,
    )


def audited(change: str, grant: Grant, **more: Any) -> tuple[str, str, dict[str, Any], None]:
    """What the audit log is told of a change to a grant, after who and which operation."""
    detail = {name: value for name, value in stated(grant).items() if value is not None}
    return grant.dataset, grant.level.value, {"change": change, **detail, **more}, None


def stated(grant: Grant) -> dict[str, Any]:
    """A grant as JSON has it: sets as sorted lists, the end as a moment in UTC. Only counts have a disclosure."""
    parts = {each.name: getattr(grant, each.name) for each in fields(grant)}
    if grant.level != Level.COUNTS:
        del parts["disclosure"]
    return {name: _written(value) for name, value in parts.items()}


def _values(grant: Grant) -> dict[str, Any]:
    return {
        "subject": grant.subject,
        "dataset": grant.dataset,
        "level": grant.level.value,
        "areas": _list(grant.areas),
        "from_month": grant.from_month,
        "to_month": grant.to_month,
        "fields": _list(grant.fields),
        "expires": None if grant.expires is None else math.floor(grant.expires.timestamp()),
        "categories": _list(grant.categories),
        "disclosure": grant.disclosure,
    }


def _written(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Level):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value


def _set(kept: Optional[str]) -> Optional[frozenset[str]]:
    return None if kept is None else frozenset(json.loads(kept))


def _list(values: Optional[frozenset[str]]) -> Optional[str]:
    return None if values is None else json.dumps(sorted(values))
