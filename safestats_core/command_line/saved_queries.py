"""`safestats queries`: questions kept at the portal, one's own and those that colleagues share."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from ..errors import InvalidInput
from ..retrieval.saved_queries import SavedQuery
from ..terminal import note, print_table
from .data import chosen_dataset
from .question import asked_query
from .signed_in import client_at, portal_of


def list_queries(args: Namespace) -> None:
    """Lists what the person may see of them now."""
    rows = [
        (
            each.name,
            each.note["dataset"],
            each.note["level"],
            _period(each),
            "you" if each.own else each.owner,
            _to(each),
        )
        for each in client_at(portal_of(args)).saved_queries()
    ]
    print_table(("NAME", "DATASET", "LEVEL", "MONTHS", "SAVED BY", "FOR"), rows)


def save_query(args: Namespace) -> None:
    """Saves a question under a name."""
    client = client_at(portal_of(args))
    query = asked_query(args, chosen_dataset(client.datasets(), args.dataset, args.level))
    if not (args.first or args.last):
        query = replace(query, period=None)  # all months, those too that are still to come
    kept = client.save_query(args.name, query, args.share)
    note(f"'{kept.name}' is kept at the portal, for {_to(kept)}. No data is in it.")


def forget_query(args: Namespace) -> None:
    """Forgets one of the person's own, by its name."""
    client = client_at(portal_of(args))
    mine = {each.name: each.id for each in client.saved_queries() if each.own}
    if args.name not in mine:
        raise InvalidInput(f"You saved no query '{args.name}'. See them with `safestats queries list`.")
    client.forget_query(mine[args.name])
    note(f"'{args.name}' is forgotten.")


def _period(each: SavedQuery) -> str:
    return " to ".join(each.note.get("period") or ()) or "all"


def _to(each: SavedQuery) -> str:
    return "colleagues" if each.shared else "you alone"
