"""`safestats portal dataset`: what the portal holds."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...formats.profile_file import load_profile
from ...terminal import print_table
from .. import datasets
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "dataset", "what the portal holds")
    parser = add_action(group, "add", "declare a dataset, or bring its description up to date")
    parser.add_argument("profile", metavar="PROFILE", help="a .toml file, or the name of a built-in profile")
    parser.set_defaults(run=add_dataset)
    add_action(group, "list", "list the datasets").set_defaults(run=list_datasets)


def add_dataset(args: Namespace) -> None:
    """Declare a dataset."""
    with opened(args) as portal:
        dataset = datasets.declare_dataset(portal, load_profile(args.profile), by=operator())
    print(f"{dataset.name} is declared: {dataset.title}, {dataset.handling}.")


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
