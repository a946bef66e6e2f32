"""Whether an account stands: neither removed nor locked, and not past its end."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from ..schema.tables import people


def stands(now: int) -> ColumnElement[bool]:
    """The accounts that may be used at a moment in seconds since 1970. Everything else a person has rests on this."""
    account = people.c
    return and_(
        account.removed.is_(None), account.locked.is_(None), or_(account.expires.is_(None), account.expires > now)
    )
