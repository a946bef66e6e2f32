"""The commands of a data manager: `safestats portal ...`. docs/portal.md shows them in the order of use."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from ..access import Level
from ..incidents import AREA_TYPES
from . import actions as does


def add_commands(commands: Any) -> None:
    """Hang `portal` with all that belongs to it into an argparse parser's sub-commands."""
    portal = commands.add_parser("portal", help="run a portal: init, serve, ingest, user, grant, audit")
    actions = portal.add_subparsers(metavar="ACTION", required=True)
    init = _on_folder(actions, "init", "make a new portal in DIR")
    init.add_argument("--name", default="SafeStats", help="what analysts see as its name")
    init.set_defaults(run=does.init)
    _add_datasets(actions)
    _add_areas(actions)
    _add_people(actions)
    _add_grants(actions)
    _add_ingest(actions)
    _add_audit(actions)
    serve = _on_folder(actions, "serve", "answer analysts until it is stopped")
    serve.add_argument("--host", default="127.0.0.1", help="default: only this computer")
    serve.add_argument("--port", type=int, default=8642, help="0 takes a free one")
    serve.set_defaults(run=does.serve)


def _add_datasets(actions: Any) -> None:
    dataset = _group(actions, "dataset", "what the portal holds")
    add = _on_folder(dataset, "add", "declare a dataset, or bring its description up to date")
    add.add_argument("profile", metavar="PROFILE", help="a .toml file, or the name of a built-in profile")
    add.set_defaults(run=does.add_dataset)
    _on_folder(dataset, "list", "list the datasets").set_defaults(run=does.list_datasets)


def _add_areas(actions: Any) -> None:
    areas = _group(actions, "areas", "boundaries that incidents are stamped with")
    add = _on_folder(areas, "add", "take in boundaries; they replace the earlier ones of their type")
    add.add_argument("file", metavar="FILE", help="GeoPackage, GeoJSON or Shapefile (zipped or not)")
    add.add_argument("--type", choices=list(AREA_TYPES), help="default: every type that the file tells of")
    add.add_argument("--layer", help="where the file has several")
    add.add_argument("--code", metavar="COLUMN", help="the column with the codes, where it is not recognised")
    add.add_argument("--name", metavar="COLUMN", help="the column with the names, where it is not recognised")
    add.add_argument("--crs", help="of a file that does not state its reference system, as EPSG:27700")
    add.set_defaults(run=does.add_areas)


def _add_people(actions: Any) -> None:
    user = _group(actions, "user", "who may sign in")
    add = _on_folder(user, "add", "open an account; the password is asked for, 12 characters or more")
    add.add_argument("username", metavar="USERNAME")
    add.add_argument("--name", required=True, help="full name")
    add.add_argument("--organisation", required=True, help="grants to it reach all its people")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add.set_defaults(run=does.add_user)


def _add_grants(actions: Any) -> None:
    grant = _group(actions, "grant", "what each may see; nothing without a grant")
    add = _on_folder(grant, "add", "let somebody see a dataset")
    add.add_argument("subject", metavar="SUBJECT", help="person:USERNAME or organisation:NAME")
    add.add_argument("dataset", metavar="DATASET")
    add.add_argument("level", choices=[str(level) for level in Level])
    add.add_argument("--areas", metavar="CODE", nargs="+", help="boroughs or wards; default: everywhere")
    add.add_argument("--from", dest="from_month", metavar="YYYY-MM", help="first month")
    add.add_argument("--to", dest="to_month", metavar="YYYY-MM", help="last month")
    add.add_argument("--fields", metavar="FIELD", nargs="+", help="default: every field of the level")
    add.add_argument("--expires", metavar="DATE", help="YYYY-MM-DD, with a time if need be; UTC")
    add.set_defaults(run=does.add_grant)
    _on_folder(grant, "list", "list the grants in force").set_defaults(run=does.list_grants)
    withdraw = _on_folder(grant, "withdraw", "take a grant back; it ends at once")
    withdraw.add_argument("number", metavar="NUMBER", type=int, help="as `grant list` shows it")
    withdraw.set_defaults(run=does.withdraw_grant)


def _add_ingest(actions: Any) -> None:
    ingest = _on_folder(actions, "ingest", "take in what a supplier sent: all of it, or nothing")
    ingest.add_argument("path", metavar="PATH", help="a file, a zip or a folder")
    ingest.add_argument("--profile", help="how to read it; default: recognised by its columns")
    ingest.add_argument("--again", action="store_true", help="read it although the same was taken in before")
    ingest.set_defaults(run=does.ingest)
    refusals = _on_folder(actions, "refusals", "list every row that was refused, and why")
    refusals.add_argument("delivery", metavar="SHA256", nargs="?", help="as on the receipt; default: the last delivery")
    refusals.set_defaults(run=does.list_refusals)


def _add_audit(actions: Any) -> None:
    audit = _on_folder(actions, "audit", "show who did what with which data")
    audit.add_argument("--person", help="only of this username")
    audit.add_argument("--dataset", help="only about this dataset")
    audit.add_argument("--since", metavar="DATE", help="YYYY-MM-DD, with a time if need be; UTC")
    audit.add_argument("--verify", action="store_true", help="check that no entry was changed, taken out or moved")
    audit.set_defaults(run=does.audit)


def _group(actions: Any, name: str, words: str) -> Any:
    return actions.add_parser(name, help=words).add_subparsers(metavar="ACTION", required=True)


def _on_folder(actions: Any, name: str, words: str) -> ArgumentParser:
    parser: ArgumentParser = actions.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    parser.add_argument("folder", metavar="DIR", help="the portal's folder")
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("SAFESTATS_DATABASE"),
        help="postgresql://USER@HOST/NAME; default: $SAFESTATS_DATABASE, else SQLite in DIR",
    )
    return parser
