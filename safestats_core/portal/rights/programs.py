"""Programs that read with rights of their own: a scheduled job, a service of another agency.

A program is an account like a person's: it belongs to an organisation, sees what it is granted, may end, be locked and
be removed, and acts under its own name in the audit log. What it has not is a password: it signs in by a client id and
a secret (OAuth client credentials), and a person answers for the terms of use that it is bound by.
"""

from __future__ import annotations

import math
import re
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional

from sqlalchemy import insert, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..identity.client_secrets import NewSecret, digest_of, generation_of, is_secret, new_secret
from ..people import get_person
from ..person import PROGRAM, Person, is_program
from ..portal import Portal
from ..schema.tables import people, programs
from .accounts import Account, list_accounts, remove_person
from .standing import stands
from .terms import accept_terms

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,55}")
_CLIENT_ID = re.compile(r"program-[0-9a-f]{16}")


@dataclass(frozen=True)
class Program:
    """A program that may sign in.

    account     what a person has, too; its username is "program:" and the name
    generation  changes with the secret: a token of an earlier one is void
    """

    account: Person
    client_id: str
    generation: str


def add_program(
    portal: Portal,
    name: str,
    title: str,
    organisation: str,
    expires: Optional[datetime] = None,
    by: str = "operator",
) -> NewSecret:
    """Let a program sign in. It sees nothing before it is granted something.

    title         what it is, in words
    organisation  that it belongs to, and whose grants reach it
    expires       when it ends by itself, with time zone; None: when it is revoked
    Raises InvalidInput for a name that is taken or none, and where title or organisation is empty.
    """
    username, made = _username(name), NewSecret(f"program-{secrets.token_hex(8)}", new_secret())
    if not title.strip() or not organisation.strip():
        raise InvalidInput("A program needs a title and an organisation: give both.")
    if expires is not None and expires.tzinfo is None:
        raise InvalidInput(f"The end {expires} has no time zone. Write it as 2026-12-31T00:00+00:00.")
    ends = None if expires is None else math.floor(expires.timestamp())
    values = {"username": username, "full_name": title, "organisation": organisation, "expires": ends}
    now = int(time.time())
    with writing(portal.engine) as connection:
        if connection.execute(select(people.c.username).where(people.c.username == username)).first():
            raise InvalidInput(
                f"There is or was a program '{name}', and a name in the audit log means one program. Choose another."
            )
        connection.execute(insert(people).values(**values, password_hash="", added=now))
        kept = {"client_id": made.client_id, "secret_digest": digest_of(made.value)}
        connection.execute(insert(programs).values(**kept, username=username, added=now))
        about = {"organisation": organisation, "title": title, "expires": ends}
        _audit(portal, by, "program added", username, made.client_id, **about)
    return made


def rotate_program(portal: Portal, name: str, by: str = "operator") -> NewSecret:
    """Give a program another secret. The old one, and every token that came of it, is void at once.

    Raises InvalidInput where there is no such program.
    """
    username, value = _username(name), new_secret()
    client_id = next((each for account, each in list_programs(portal) if account.person.username == username), None)
    if client_id is None:
        raise _unknown(name)
    with writing(portal.engine) as connection:
        kept = update(programs).where(programs.c.username == username)
        connection.execute(kept.values(secret_digest=digest_of(value)))
        _audit(portal, by, "program's secret rotated", username, client_id)
    return NewSecret(client_id, value)


def revoke_program(portal: Portal, name: str, by: str = "operator") -> None:
    """Close a program for good: its tokens are void, its grants end. InvalidInput where there is none."""
    username = _username(name)
    if all(account.person.username != username for account, _ in list_programs(portal)):
        raise _unknown(name)
    remove_person(portal, username, by)


def list_programs(portal: Portal) -> list[tuple[Account, str]]:
    """Every program that was not revoked, by name, with its client id."""
    with portal.engine.connect() as connection:
        ids = {row.username: row.client_id for row in connection.execute(select(programs))}
    accounts = (each for each in list_accounts(portal) if each.person.username in ids)
    return [(account, ids[account.person.username]) for account in accounts]


def find_program(portal: Portal, client_id: str) -> Optional[Program]:
    """The program with that client id, if it may sign in."""
    if not _CLIENT_ID.fullmatch(client_id):
        return None
    wanted = select(people, programs.c.secret_digest).join(programs, programs.c.username == people.c.username)
    with portal.engine.connect() as connection:
        row = connection.execute(wanted.where(programs.c.client_id == client_id, stands(int(time.time())))).first()
    if row is None:
        return None
    account = Person(row.username, row.full_name, row.organisation)
    return Program(account, client_id, generation_of(row.secret_digest))


def check_program(portal: Portal, client_id: str, value: str) -> Optional[Program]:
    """The program, if it may sign in and the secret is its own."""
    program = find_program(portal, client_id)
    return program if program is not None and is_secret(value, program.generation) else None


def is_current(portal: Portal, username: str, generation: str) -> bool:
    """Whether a token that a program was given is of the secret that it has now."""
    with portal.engine.connect() as connection:
        kept = connection.scalar(select(programs.c.secret_digest).where(programs.c.username == username))
    return kept is not None and generation_of(kept) == generation


def accept_for_program(
    portal: Portal, name: str, dataset: str, version: int, username: str, by: str = "operator"
) -> None:
    """Enter that a person accepts the terms of a dataset for a program of her organisation, and answers for it.

    Raises InvalidInput where there is no such program, where she is not of its organisation, and where that is not the
    version that holds.
    """
    program, person = get_person(portal, _username(name)), get_person(portal, username)
    if program is None:
        raise _unknown(name)
    if person is None or is_program(username) or person.organisation != program.organisation:
        raise InvalidInput(
            f"Terms of use are accepted for the program '{name}' by a person of {program.organisation} with an account "
            f"here; {username} is none. See `safestats portal user list`."
        )
    accept_terms(portal, program, dataset, version, person.username, by)


def _username(name: str) -> str:
    """The username of a program by its name, which may be given as a whole username as well."""
    name = name[len(PROGRAM) :] if is_program(name) else name
    if not _NAME.fullmatch(name):
        raise InvalidInput(
            f"'{name}' cannot name a program. Use small letters, digits, and . _ - inside, 56 characters at most."
        )
    return PROGRAM + name


def _unknown(name: str) -> InvalidInput:
    return InvalidInput(f"There is no program '{name}'. See them with `safestats portal program list`.")


def _audit(portal: Portal, by: str, change: str, username: str, client_id: str, **detail: Any) -> None:
    about = {"change": change, "username": username, "client": client_id, **detail}
    audit.record(portal, by, "alteration", None, None, about, None)
