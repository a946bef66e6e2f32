"""Sign-ins for a program on another computer (RFC 8628): asked for there, allowed in a browser here, fetched once.

The device code is long and stays with the program. The user code is short, because a person types it: it lives for
ten minutes, is worth nothing without somebody's password, and is kept as a hash that needs the portal's key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any, Optional

from sqlalchemy import Row, delete, func, insert, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..portal import Portal
from ..schema.tables import device_codes
from . import sessions

DEVICE_SECONDS = 600
"""From the question to the person's answer."""

PAUSE_SECONDS = 5
"""Between two questions of the program; one that asks sooner has to wait so much longer each time."""

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no code is a word; no digits, so that none is taken for a letter."""

_LENGTH = 8
_MOST_PENDING = 1_000
_MOST_PENDING_OF_ONE_ADDRESS = 20


@dataclass(frozen=True)
class Pending:
    """A sign-in that waits for somebody to allow it. `digest` names it in the store.

    address  where it was asked for
    begun    seconds since 1970
    """

    digest: str
    client_id: str
    address: str
    begun: int


@dataclass(frozen=True)
class DeviceSignIn:
    """What a device code stands for. The methods are those that authlib asks for."""

    digest: str
    client_id: str
    scope: str
    expires: int
    username: Optional[str]
    allowed: Optional[bool]
    used: bool
    family: str

    def get_client_id(self) -> str:
        """The program that asked."""
        return self.client_id

    def get_scope(self) -> str:
        """What it asked for."""
        return self.scope

    def get_user_code(self) -> str:
        """By what the answer is found; the code that was typed is not kept."""
        return self.digest

    def is_expired(self) -> bool:
        """Whether nobody answered in time, or the program came too late for the answer."""
        return self.expires < time.time()


def new_user_code() -> str:
    """A code as a person types it, such as WDJB-MJHT."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def begin(portal: Portal, device_code: str, user_code: str, client_id: str, scope: str, address: str) -> None:
    """Keep the digests of two new codes. Raises InvalidInput where too many sign-ins wait already."""
    now = int(time.time())
    waiting = select(func.count()).where(device_codes.c.expires > now, device_codes.c.used.is_(False))
    with writing(portal.engine) as connection:
        connection.execute(delete(device_codes).where(device_codes.c.expires < now - sessions.REFRESH_SECONDS))
        mine = connection.scalar(waiting.where(device_codes.c.address == address)) or 0
        if mine >= _MOST_PENDING_OF_ONE_ADDRESS or (connection.scalar(waiting) or 0) >= _MOST_PENDING:
            raise InvalidInput("Too many sign-ins by code are waiting. Finish one of them, or wait ten minutes.")
        values = {
            "digest": sessions.digest(device_code),
            "typed": _typed(portal, user_code),
            "client_id": client_id,
            "scope": scope,
            "address": address,
            "begun": now,
            "expires": now + DEVICE_SECONDS,
            "pause": PAUSE_SECONDS,
            "asked": 0,
            "family": secrets.token_hex(16),
        }
        connection.execute(insert(device_codes).values(values))


def find_pending(portal: Portal, user_code: str) -> Optional[Pending]:
    """The sign-in that waits under a code as somebody typed it; small letters and other separators will do."""
    return _pending(portal, device_codes.c.typed == _typed(portal, user_code))


def decide(portal: Portal, digest: str, username: str, allowed: bool, address: str) -> bool:
    """Allow or refuse a sign-in as `username`; False where it no longer waits. Of two answers the first holds."""
    change = "sign-in on another computer " + ("allowed" if allowed else "refused")
    waits = (device_codes.c.digest == digest, device_codes.c.username.is_(None), device_codes.c.expires > time.time())
    with writing(portal.engine) as connection:
        decided = connection.execute(update(device_codes).where(*waits).values(username=username, allowed=allowed))
        if decided.rowcount:
            detail = {"change": change, "address": address}
            audit.record(portal, username, audit.SIGN_IN, None, None, detail, None)
    return bool(decided.rowcount)


def find_sign_in(portal: Portal, device_code: str) -> Optional[DeviceSignIn]:
    """What a device code stands for, used or not."""
    with portal.engine.connect() as connection:
        row = connection.execute(select(device_codes).where(_is(device_code))).first()
    return None if row is None else _sign_in(row)


def asks_too_soon(portal: Portal, digest: str) -> bool:
    """Note that the program asks; where it did not wait long enough, it has to wait longer from now on."""
    now = int(time.time())
    this = device_codes.c.digest == digest
    with writing(portal.engine) as connection:
        in_time = update(device_codes).where(this, device_codes.c.asked + device_codes.c.pause <= now)
        if connection.execute(in_time.values(asked=now)).rowcount:
            return False
        longer = {"asked": now, "pause": device_codes.c.pause + PAUSE_SECONDS}
        connection.execute(update(device_codes).where(this).values(longer))
    return True


def take(portal: Portal, device_code: str) -> bool:
    """Use up a device code that was allowed; False for whoever comes second."""
    this = (_is(device_code), device_codes.c.allowed.is_(True), device_codes.c.used.is_(False))
    with writing(portal.engine) as connection:
        return bool(connection.execute(update(device_codes).where(*this).values(used=True)).rowcount)


def _pending(portal: Portal, condition: Any) -> Optional[Pending]:
    waits = (device_codes.c.username.is_(None), device_codes.c.expires > time.time())
    with portal.engine.connect() as connection:
        row = connection.execute(select(device_codes).where(condition, *waits)).first()
    return None if row is None else Pending(row.digest, row.client_id, row.address, row.begun)


def _sign_in(row: Row[Any]) -> DeviceSignIn:
    return DeviceSignIn(
        row.digest, row.client_id, row.scope, row.expires, row.username, row.allowed, row.used, row.family
    )


def _is(device_code: str) -> Any:
    return device_codes.c.digest == sessions.digest(device_code)


def _typed(portal: Portal, user_code: str) -> str:
    letters = "".join(letter for letter in user_code.upper()[:64] if letter in _LETTERS)
    return hmac.new(portal.key, b"user code " + letters.encode(), hashlib.sha256).hexdigest()
