"""`safestats portal erase` and `withdraw`: taking rows out by their ids."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from ...errors import InvalidInput
from ...terminal import note
from ..lifecycle import erasure
from ..lifecycle.quarantined import forget_deliveries
from .on_portal import add_action, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    parser = add_action(actions, "erase", "erase rows for good; they cannot come back")
    _add_arguments(parser)
    parser.add_argument(
        "--forget-deliveries",
        action="store_true",
        help="also destroy the files in quarantine that may hold them, as they came",
    )
    parser.set_defaults(run=erase)
    parser = add_action(actions, "withdraw", "take rows out until they are sent again")
    _add_arguments(parser)
    parser.set_defaults(run=withdraw)


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET")
    parser.add_argument("--ids", metavar="FILE|ID", nargs="+", required=True, help="ids, or a file with one a line")
    parser.add_argument("--source-ids", action="store_true", help="they are the supplier's references")
    parser.add_argument("--reason", required=True, help="for the audit log; nothing about the person")


def erase(args: Namespace) -> None:
    """Erase rows for good."""
    ids = _ids(args.ids)
    with opened(args) as portal:
        done = erasure.erase(portal, args.dataset, ids, args.reason, operator(), args.source_ids)
        forgotten = forget_deliveries(portal, args.dataset, done.months, operator()) if args.forget_deliveries else ()
        quarantine = portal.quarantine
    _say(done, "erased")
    for digest in forgotten:
        note(f"Destroyed: {quarantine / digest}")
    if done.rows and not args.forget_deliveries:
        note(f"The files that they came in still lie in {quarantine}. --forget-deliveries destroys those.")


def withdraw(args: Namespace) -> None:
    """Take rows out until they are sent again."""
    with opened(args) as portal:
        done = erasure.withdraw(portal, args.dataset, _ids(args.ids), args.reason, operator(), args.source_ids)
    _say(done, "withdrawn")


def _say(done: erasure.Erasure, what: str) -> None:
    if done.unknown:
        note(f"{len(done.unknown):,} ids were not there, for example '{done.unknown[0]}'.")
    print(f"{done.rows:,} rows {what}.")


def _ids(given: list[str]) -> list[str]:
    ids: list[str] = []
    for each in given:
        path = Path(each)
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else [each]
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput(f"The ids in {path} cannot be read: {error}. Write one a line, in UTF-8.") from error
        ids += [line.strip() for line in lines if line.strip()]
    return ids
