"""`safestats portal audit`: who did what with which data."""

from __future__ import annotations

import argparse
import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...errors import InvalidInput, SafeStatsError
from ...terminal import note, print_table
from .. import audit as log
from ..oversight.audit_export import csv_lines, json_lines
from ..oversight.audit_mark import mark
from ..oversight.chain import REMEDY, audit_key, begin_anew
from ..portal import Portal
from .on_portal import add_action, moment, opened, operator

_NAMES = ("verify", "search", "export", "key", "begin")
_HELP = ("-h", "--help")


def add(actions: Any) -> None:
    """Declare the commands."""
    parser = actions.add_parser("audit", help="show, check and export who did what with which data")
    group = parser.add_subparsers(metavar="ACTION", required=True)
    verify = add_action(group, "verify", "check that no entry was changed, taken out or moved; exits with 1 otherwise")
    verify.add_argument("--after", metavar="NUMBER", type=int, default=0, help="only the entries after this one")
    verify.add_argument("--holds", metavar="NUMBER:SEAL", help="an entry as it was noted before must still be there")
    verify.set_defaults(run=verify_log)
    search = _searching(add_action(group, "search", "show entries"))
    # The form without an action, `audit DIR --verify`, is older than the actions and stands in people's cron jobs.
    search.add_argument("--verify", action="store_true", help=argparse.SUPPRESS)
    search.set_defaults(run=search_log, after=0, holds=None)
    export = _searching(
        add_action(group, "export", "write entries to a file, as CSV or as JSON lines with their seals")
    )
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="default: %(default)s")
    export.add_argument("--after", metavar="NUMBER", type=int, help="only the entries after this one")
    export.add_argument("--to", metavar="FILE", help="a new file; default: standard output")
    export.set_defaults(run=export_log)
    add_action(group, "key", "show the key by which somebody else can check the seals").set_defaults(run=show_key)
    begin = add_action(group, "begin", "begin a new log, when audit.db has been moved away")
    begin.set_defaults(run=begin_log)
    _read_the_old_form(parser)


def verify_log(args: Namespace) -> None:
    """Check the chain."""
    with opened(args) as portal:
        if args.holds is not None:
            _check_noted(portal, args.holds)
        report = log.verify(portal, args.after)
        if report.is_intact:
            mark(portal, report.entries)
    if report.problem is not None:
        raise SafeStatsError(
            f"The audit log is not intact: {report.problem}. The {report.entries:,} entries before it are. {REMEDY}"
        )
    print(f"The audit log is intact: {report.entries:,} entries.")
    if report.entries:
        note(
            f"To be sure later that it is still this log: safestats portal audit verify {args.folder} "
            f"--holds {report.entries}:{report.seal}"
        )


def search_log(args: Namespace) -> None:
    """Show entries."""
    if args.verify:
        verify_log(args)
        return
    with opened(args) as portal:
        rows = [_row(entry) for entry in log.find(portal, _wanted(args))]
    print_table(("TIME (UTC)", "PERSON", "OPERATION", "DATASET", "LEVEL", "ROWS", "NUMBER", "DETAIL"), rows)


def export_log(args: Namespace) -> None:
    """Write entries to a file. A copy of the log leaves the portal, so the log says so."""
    with opened(args) as portal:
        wanted = _wanted(args, args.after)
        found = log.find(portal, wanted)
        asked = {name: value for name, value in vars(wanted).items() if value is not None}
        log.record(portal, operator(), "disclosure", args.dataset, None, {"audit log as": args.format, **asked}, None)
        _write(args, csv_lines(found) if args.format == "csv" else json_lines(portal, found))


def show_key(args: Namespace) -> None:
    """Show the key of the seals."""
    with opened(args) as portal:
        log.record(portal, operator(), "disclosure", None, None, {"change": "key of the audit log shown"}, None)
        print(audit_key(portal).hex())
    note("Whoever has it can check the log, and could seal a forged one: give it to nobody who can write audit.db.")


def begin_log(args: Namespace) -> None:
    """Begin a new log, whose first entry says that it is one."""
    with opened(args) as portal:
        lost = begin_anew(portal)
        detail = {"change": "audit log begun anew", "entries before": lost}
        log.record(portal, operator(), "alteration", None, None, detail, None)
    print(f"A new audit log has begun. The one before had {lost:,} entries or more. Start the portal again.")


def _searching(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--person", metavar="USERNAME", help="only of this person")
    parser.add_argument("--dataset", help="only about this dataset")
    parser.add_argument("--operation", choices=log.KINDS, metavar="OPERATION", help=f"one of {', '.join(log.KINDS)}")
    parser.add_argument("--level", help="record, point or counts")
    parser.add_argument("--since", "--from", metavar="DATE", help="YYYY-MM-DD, with a time if need be; UTC")
    parser.add_argument("--until", metavar="DATE", help="before this moment")
    parser.add_argument("--text", help="words that stand in the detail")
    parser.add_argument("--rows", metavar="NUMBER", type=int, help="at least so many rows were concerned")
    return parser


def _wanted(args: Namespace, after: Any = None) -> log.Wanted:
    since, until = moment(args.since), moment(args.until)
    return log.Wanted(args.person, args.dataset, since, until, args.operation, args.level, args.text, args.rows, after)


def _check_noted(portal: Portal, noted: str) -> None:
    number, _, seal = noted.partition(":")
    if not number.isdecimal() or not seal:
        raise InvalidInput(f"'{noted}' is not NUMBER:SEAL. Copy it from what `audit verify` said.")
    entry = next(log.find(portal, log.Wanted(after=int(number[:18]) - 1)), None)
    if entry is None or (entry.number, entry.seal) != (int(number), seal):
        raise SafeStatsError(f"The audit log is not the one that was noted: its entry {number} is another. {REMEDY}")


def _write(args: Namespace, lines: Iterable[str]) -> None:
    if args.to is None:
        for line in lines:
            sys.stdout.write(line)
        return
    try:
        # The log names people: nobody but its owner may read the file. One that is there already is not overwritten.
        descriptor = os.open(Path(args.to), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InvalidInput(f"{args.to} is there already. Name a new file.") from error
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(lines)


def _row(entry: log.AuditEntry) -> tuple[str, ...]:
    return (
        f"{entry.time:%Y-%m-%d %H:%M:%S}",
        entry.person,
        entry.operation,
        entry.dataset or "-",
        entry.level or "-",
        "-" if entry.rows is None else f"{entry.rows:,}",
        str(entry.number),
        json.dumps(entry.detail, ensure_ascii=False),
    )


def _read_the_old_form(parser: ArgumentParser) -> None:
    as_it_is = parser.parse_known_args

    def parse_known_args(args: Any = None, namespace: Any = None) -> Any:
        words = list(args or ())
        if words and words[0] not in (*_NAMES, *_HELP):
            words.insert(0, "search")
        return as_it_is(words, namespace)

    parser.parse_known_args = parse_known_args  # type: ignore[method-assign]
