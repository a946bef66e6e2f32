"""`safestats portal supplier`: programs that may send data."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ...terminal import note, print_table
from ..feeds import suppliers
from ..feeds.feed_profiles import check_all_used, prepare_dataset
from ..feeds.suppliers import NewSecret
from .on_portal import add_action, add_group, opened, operator

_MEGABYTE = 1 << 20


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "supplier", "programs that may send data")
    parser = add_action(group, "add", "let a supplier's program send deliveries; its secret is shown once")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--dataset", metavar="DATASET", action="append", required=True, help="may be given again")
    parser.add_argument(
        "--profile",
        metavar="FILE",
        action="append",
        default=[],
        help="how deliveries of a dataset are read, a .toml file",
    )
    parser.add_argument(
        "--most-megabytes",
        type=int,
        default=suppliers.DEFAULT_MOST_BYTES // _MEGABYTE,
        help="of one delivery, unpacked; default: %(default)s",
    )
    parser.set_defaults(run=add_supplier)
    add_action(group, "list", "list the suppliers").set_defaults(run=list_suppliers)
    for name, words, run in (
        ("rotate", "give a supplier another secret; the old one is void at once", rotate_secret),
        ("revoke", "take the right to send from a supplier, at once", revoke_supplier),
    ):
        add_action(group, name, words, "name").set_defaults(run=run)


def add_supplier(args: Namespace) -> None:
    """Enter a supplier and show its secret."""
    profiles, names = tuple(map(Path, args.profile)), tuple(args.dataset)
    check_all_used(profiles, names)
    with opened(args) as portal:
        for dataset in names:
            prepare_dataset(portal, dataset, profiles, by=operator())
        made = suppliers.add_supplier(portal, args.name, names, args.most_megabytes * _MEGABYTE, by=operator())
    _show(made)
    note(f"{args.name} may send: {', '.join(made.supplier.datasets)}. How is in GET /api of the portal, under /feeds.")


def list_suppliers(args: Namespace) -> None:
    """List the suppliers."""
    with opened(args) as portal:
        found = suppliers.list_suppliers(portal)
    rows = [
        (each.name, each.client_id, "may send" if each.revoked is None else "revoked", " ".join(each.datasets))
        for each in found
    ]
    print_table(("SUPPLIER", "CLIENT ID", "STATE", "DATASETS"), rows)


def rotate_secret(args: Namespace) -> None:
    """Give a supplier another secret and show it."""
    with opened(args) as portal:
        made = suppliers.rotate_secret(portal, args.name, by=operator())
    _show(made)


def revoke_supplier(args: Namespace) -> None:
    """Take the right to send from a supplier."""
    with opened(args) as portal:
        held = suppliers.revoke_supplier(portal, args.name, by=operator())
    print(f"{held.name} may send nothing any more.")


def _show(made: NewSecret) -> None:
    print(f"client id:     {made.supplier.client_id}")
    print(f"client secret: {made.value}")
    note("The secret is shown this once: the portal keeps a digest of it. Hand it over on a safe way.")
