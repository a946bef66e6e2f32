"""What each command of a data manager does, and what it prints."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

from ..access import Grant, Level
from ..errors import InvalidInput, MissingPackage, SafeStatsError
from ..formats.boundary_sets import boundary_sets
from ..formats.profile_file import load_profile
from ..incidents import AREA_TYPES
from ..terminal import note, print_table, terminal_progress
from . import areas, datasets, people
from . import audit as log
from .intake import receipts
from .intake.ingest import ingest as take_in
from .portal import Portal, init_portal, open_portal

_REFUSALS_SHOWN = 10


def init(args: Namespace) -> None:
    """Makes a portal."""
    init_portal(Path(args.folder), args.name, args.database).close()
    print(f"'{args.name}' is ready in {args.folder}.")
    note(f"Next: safestats portal areas add {args.folder} BOUNDARIES, then safestats portal ingest {args.folder} PATH")


def add_dataset(args: Namespace) -> None:
    """Declares a dataset."""
    with _opened(args) as portal:
        dataset = datasets.declare_dataset(portal, load_profile(args.profile), by=_operator())
    print(f"{dataset.name} is declared: {dataset.title}, {dataset.handling}.")


def list_datasets(args: Namespace) -> None:
    """Lists the datasets."""
    with _opened(args) as portal:
        rows = [
            (
                each.name,
                each.title,
                each.agency,
                each.handling,
                f"{each.updated:%Y-%m-%d %H:%M}" if each.updated else "-",
            )
            for each in datasets.list_datasets(portal)
        ]
    print_table(("DATASET", "TITLE", "AGENCY", "HANDLING", "UPDATED (UTC)"), rows)


def add_areas(args: Namespace) -> None:
    """Takes in boundaries, of one type or of every type that the file tells of."""
    path = Path(args.file)
    types = [args.type] if args.type else _area_types(path)
    with _opened(args) as portal:
        for area_type in types:
            read = areas.add_areas(portal, path, area_type, args.layer, args.code, args.name, args.crs, by=_operator())
            for refusal in read.refusals:
                note(f"Left out: feature {refusal.row} of {refusal.source}. {refusal.reason}")
            print(f"{len(read.areas):,} areas of type {area_type}, from {read.origin.layer}.")


def add_user(args: Namespace) -> None:
    """Opens an account."""
    with _opened(args) as portal:
        typed = _new_password(args.password_stdin)
        person = people.add_person(portal, args.username, args.name, args.organisation, typed, by=_operator())
    print(f"{person.full_name} of {person.organisation} can sign in as {person.username}.")
    note(f"Next: safestats portal grant add {args.folder} person:{person.username} DATASET LEVEL")


def add_grant(args: Namespace) -> None:
    """Enters a grant."""
    grant = Grant(
        subject=args.subject,
        dataset=args.dataset,
        level=Level(args.level),
        areas=frozenset(args.areas) if args.areas else None,
        from_month=args.from_month,
        to_month=args.to_month,
        fields=frozenset(args.fields) if args.fields else None,
        expires=_moment(args.expires),
    )
    with _opened(args) as portal:
        number = people.add_grant(portal, grant, by=_operator())
    print(f"Grant {number}: {_in_words(grant)}.")


def list_grants(args: Namespace) -> None:
    """Lists the grants in force."""
    with _opened(args) as portal:
        held = people.list_grants(portal)
    print_table(("NUMBER", "GRANT"), [(str(number), _in_words(grant)) for number, grant in held])


def withdraw_grant(args: Namespace) -> None:
    """Takes a grant back."""
    with _opened(args) as portal:
        grant = people.withdraw_grant(portal, args.number, by=_operator())
    print(f"Withdrawn: {_in_words(grant)}.")


def ingest(args: Namespace) -> None:
    """Takes in a delivery, and prints its receipt."""
    profile = load_profile(args.profile) if args.profile else None
    with _opened(args) as portal, terminal_progress() as progress:
        receipt = take_in(portal, Path(args.path), profile, progress, args.again, by=_operator())
    for skipped in receipt.skipped:
        note(f"Skipped {skipped.name}: {skipped.reason}")
    for refusal in receipt.refusals[:_REFUSALS_SHOWN]:
        note(f"Refused row {refusal.row} of {refusal.source}: {refusal.reason}")
    if receipt.refused > _REFUSALS_SHOWN:
        note(f"All {receipt.refused:,} refusals: safestats portal refusals {args.folder} {receipt.delivery}")
    for remark, rows in receipt.notes.items():
        note(f"{rows:,} rows: {remark}")
    if receipt.taken_in:
        print(f"The same was taken in on {receipt.taken_in:%Y-%m-%d %H:%M} UTC; nothing was changed.")
    print(", ".join(f"{count:,} {name}" for name, count in receipt.numbers.items()))


def list_refusals(args: Namespace) -> None:
    """Lists what a delivery had refused."""
    with _opened(args) as portal:
        refused = receipts.list_refusals(portal, args.delivery)
    print_table(("SOURCE", "ROW", "REASON"), [(each.source, str(each.row), each.reason) for each in refused])


def audit(args: Namespace) -> None:
    """Shows the audit log, or checks it."""
    with _opened(args) as portal:
        if args.verify:
            report = log.verify(portal)
            if report.problem is not None:
                raise SafeStatsError(
                    f"The audit log is not intact: {report.problem}. The {report.entries:,} entries before it are. "
                    "Keep audit.db as it is, and compare it with your backups."
                )
            print(f"The audit log is intact: {report.entries:,} entries.")
            return
        found = log.search(portal, args.person, args.dataset, _moment(args.since))
        print_table(("TIME (UTC)", "PERSON", "OPERATION", "DATASET", "LEVEL", "ROWS", "DETAIL"), list(map(_row, found)))


def serve(args: Namespace) -> None:
    """Answers analysts until it is stopped."""
    try:
        from .web.server import serve as serve_portal
    except ModuleNotFoundError as error:
        raise MissingPackage(
            f"Serving needs the package '{error.name}'. Install it with: pip install \"safestats-core[portal]\""
        ) from error
    with _opened(args) as portal:
        serve_portal(portal, args.host, args.port)


@contextmanager
def _opened(args: Namespace) -> Iterator[Portal]:
    portal = open_portal(Path(args.folder), args.database)
    try:
        yield portal
    finally:
        portal.close()


def _area_types(path: Path) -> list[str]:
    found = {each.type for each in boundary_sets(path)}
    types = [area_type for area_type in AREA_TYPES if area_type in found]
    if not types:
        raise InvalidInput(f"{path} does not tell what its areas are. Say so with --type {'|'.join(AREA_TYPES)}.")
    return types


def _new_password(from_standard_input: bool) -> str:
    if from_standard_input:
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass(f"Password ({people.MINIMUM_PASSWORD_LENGTH} characters or more): ")
    if getpass.getpass("Once more: ") != typed:
        raise InvalidInput("The two passwords differ. Start again.")
    return typed


def _operator() -> str:
    """Who types the command, for the audit log; no username looks like this."""
    return f"operator:{getpass.getuser()}"


def _moment(text: Optional[str]) -> Optional[datetime]:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"'{text}' is not a date. Write it as 2026-12-31, or 2026-12-31T18:00.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _in_words(grant: Grant) -> str:
    words = [f"{grant.subject} sees {grant.dataset} at the level {grant.level}"]
    if grant.areas is not None:
        words.append("in " + " ".join(sorted(grant.areas)))
    if grant.from_month or grant.to_month:
        words.append(f"months {grant.from_month or 'first'} to {grant.to_month or 'last'}")
    if grant.fields is not None:
        words.append("only " + " ".join(sorted(grant.fields)))
    if grant.expires is not None:
        words.append(f"until {grant.expires:%Y-%m-%d %H:%M} UTC")
    return ", ".join(words)


def _row(entry: log.AuditEntry) -> tuple[str, ...]:
    return (
        f"{entry.time:%Y-%m-%d %H:%M:%S}",
        entry.person,
        entry.operation,
        entry.dataset or "-",
        entry.level or "-",
        "-" if entry.rows is None else f"{entry.rows:,}",
        json.dumps(entry.detail, ensure_ascii=False),
    )
