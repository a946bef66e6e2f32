"""`safestats portal dataset`: what the portal holds."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from typing import Any

from ...formats.profile_file import load_profile
from ...formats.table_schema import table_schema
from ...terminal import print_table
from .. import datasets
from ..feeds.feed_profiles import profile_of
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "dataset", "what the portal holds")
    parser = add_action(group, "add", "declare a dataset, or bring its description up to date")
    parser.add_argument("profile", metavar="PROFILE", help="a .toml file, or the name of a built-in profile")
    parser.set_defaults(run=add_dataset)
    add_action(group, "list", "list the datasets").set_defaults(run=list_datasets)
    words = "print the contract for a supplier, a Table Schema in JSON"
    schema = group.add_parser("schema", help=words, description=words[0].upper() + words[1:] + ".")
    schema.add_argument("profile", metavar="PROFILE", help="a .toml file, or the name of a built-in profile or dataset")
    schema.add_argument("--portal", dest="folder", metavar="DIR", help="PROFILE names a dataset of the portal in DIR")
    schema.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("SAFESTATS_DATABASE"),
        help="the portal's database, where it is not in DIR",
    )
    schema.set_defaults(run=print_schema)


def add_dataset(args: Namespace) -> None:
    """Declare a dataset."""
    with opened(args) as portal:
        dataset = datasets.declare_dataset(portal, load_profile(args.profile), by=operator())
    print(f"{dataset.name} is declared: {dataset.title}, {dataset.handling}.")


def print_schema(args: Namespace) -> None:
    """Print the Table Schema of a profile, or of the one that a portal reads a dataset's deliveries by."""
    if args.folder is None:
        profile = load_profile(args.profile)
    else:
        with opened(args) as portal:
            profile = profile_of(portal, args.profile)
    print(json.dumps(table_schema(profile), indent=2, ensure_ascii=False))


def list_datasets(args: Namespace) -> None:
    """List the datasets."""
    with opened(args) as portal:
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
