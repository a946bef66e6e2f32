"""Sessions of signed-in people: opened by a sign-in, carried on by refreshing, ended by sign-out or misuse.

A session is a family of refresh tokens that descend from one sign-in. Codes and refresh tokens work once.
One that comes back a second time has been copied by someone, and there is no telling who came first: the
whole family is revoked. Only digests are kept.

An answer can be lost on the way, and then its reader has nothing but the old refresh token. So for some seconds that is
taken again, as long as nobody has used what it brought; what it brought is used up with that. The family never has
two tokens that are good, so whoever copied one cannot go on beside its owner: the first of the two who comes with a
token that is used up ends the session for both.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any, Optional

from sqlalchemy import Connection, RowMapping, Table, delete, exists, insert, select, update

from .. import audit
from ..databases.database import writing
from ..portal import Portal
from ..schema.tables import refresh_tokens, sign_in_codes

CODE_SECONDS = 60
"""Between a sign-in and the exchange of its code."""

SIGN_IN = audit.SIGN_IN
"""The audited operation of everything that happens to sessions."""

GRACE_SECONDS = 30
"""For which a refresh token is taken again where the answer to it seems to be lost: a client's patience, and a bit."""

REFRESH_SECONDS = 30 * 86400
"""Without refreshing, until a person has to sign in again."""


@dataclass(frozen=True)
class Credential:
    """What a code or a refresh token was issued for. The methods are those that authlib asks for.

    predecessor  digest of the refresh token that was read; the next one is its successor
    """

    username: str
    family: str
    client_id: str
    scope: str
    redirect_uri: Optional[str] = None
    challenge: Optional[str] = None
    nonce: Optional[str] = None
    predecessor: Optional[str] = None

    def get_redirect_uri(self) -> Optional[str]:
        """Where the code was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """What was asked for, as words with spaces between."""
        return self.scope

    def check_client(self, client: Any) -> bool:
        """Whether it was issued to this client."""
        return self.client_id == client.client_id


def keep_code(portal: Portal, code: str, issued_for: Credential, now: int) -> None:
    """Keep the digest of a new authorization code."""
    _keep(portal, sign_in_codes, code, issued_for, expires=now + CODE_SECONDS)


def keep_refresh(portal: Portal, refresh: str, issued_for: Credential, now: int) -> None:
    """Keep the digest of the refresh token that carries a session on."""
    _keep(portal, refresh_tokens, refresh, issued_for, issued=now, expires=now + REFRESH_SECONDS)
    with writing(portal.engine) as connection:
        mine = refresh_tokens.c.digest == issued_for.predecessor
        connection.execute(update(refresh_tokens).where(mine).values(successor=digest(refresh)))
        for table in (sign_in_codes, refresh_tokens):
            connection.execute(delete(table).where(table.c.expires < now - REFRESH_SECONDS))


def take_code(portal: Portal, code: str, now: int) -> Optional[Credential]:
    """Use up an authorization code; None when it is unknown, too old or was used before."""
    return _take(portal, sign_in_codes, code, now)


def take_refresh(portal: Portal, refresh: str, now: int) -> Optional[Credential]:
    """Use up a refresh token; None when it is unknown, too old, revoked or was used before, but for GRACE_SECONDS."""
    return _take(portal, refresh_tokens, refresh, now, used_at=now)


def find_refresh(portal: Portal, refresh: str) -> Optional[Credential]:
    """What a refresh token was issued for, used up or not."""
    with portal.engine.connect() as connection:
        query = select(refresh_tokens).where(refresh_tokens.c.digest == digest(refresh))
        row = connection.execute(query).mappings().first()
    return None if row is None else _credential(row)


def is_open(portal: Portal, family: str) -> bool:
    """Whether a session may go on."""
    ended = select(exists().where(refresh_tokens.c.family == family, refresh_tokens.c.revoked))
    with portal.engine.connect() as connection:
        return not connection.scalar(ended)


def end_session(portal: Portal, family: str) -> None:
    """End a session: from now on none of its tokens is accepted."""
    with writing(portal.engine) as connection:
        connection.execute(update(refresh_tokens).where(refresh_tokens.c.family == family).values(revoked=True))


def _keep(portal: Portal, table: Table, value: str, issued_for: Credential, **times: int) -> None:
    row = {name: kept for name, kept in vars(issued_for).items() if name in table.c}
    with writing(portal.engine) as connection:
        connection.execute(insert(table).values(digest=digest(value), **row, **times))


def _take(portal: Portal, table: Table, value: str, now: int, **noted: int) -> Optional[Credential]:
    mine = table.c.digest == digest(value)
    with writing(portal.engine) as connection:
        # The update comes first: of two who hand in the same value at once, it changes the row for one only.
        unused = update(table).where(mine, table.c.used.is_(False))
        taken = bool(connection.execute(unused.values(used=True, **noted)).rowcount)
        row = connection.execute(select(table).where(mine)).mappings().first()
        if row is None:
            return None
        is_repeated = not taken and _answers_again(connection, row, now)
    if is_repeated:
        _audit(portal, row, "refresh token taken again: nobody has used what it brought some seconds ago")
    elif not taken:
        end_session(portal, row["family"])
        _audit(portal, row, "session ended: a code or refresh token came back a second time")
    is_good = (taken or is_repeated) and now <= row["expires"] and is_open(portal, row["family"])
    return _credential(row) if is_good else None


def _audit(portal: Portal, row: RowMapping, change: str) -> None:
    audit.record(portal, row["username"], SIGN_IN, None, None, {"change": change}, None)


def _answers_again(connection: Connection, row: RowMapping, now: int) -> bool:
    """Whether a refresh token that was used may be taken again; what it brought is used up then, whoever has it."""
    if row.get("used_at") is None or row["successor"] is None or now - row["used_at"] > GRACE_SECONDS:
        return False
    brought = refresh_tokens.c.digest == row["successor"]
    unused = update(refresh_tokens).where(brought, refresh_tokens.c.used.is_(False))
    return bool(connection.execute(unused.values(used=True)).rowcount)


def _credential(row: RowMapping) -> Credential:
    known = {field.name: row[field.name] for field in fields(Credential) if field.name in row}
    return Credential(**known, predecessor=row["digest"])


def digest(value: str) -> str:
    """What is kept of a code or token."""
    # Codes and tokens are long and random: a plain digest cannot be guessed back.
    return hashlib.sha256(value.encode()).hexdigest()
