"""The portal and the client that a command works with."""

from __future__ import annotations

from argparse import Namespace

from ..client import Client, open_client
from ..known_portals import KnownPortal, known_portal, only_portal
from .unlock import unlocked


def portal_of(args: Namespace) -> KnownPortal:
    """The one that `--portal` names, or else the only one; with who `--as` names, or else who signed in there last."""
    return known_portal(args.portal, args.username) if args.portal else only_portal(args.username)


def client_at(portal: KnownPortal) -> Client:
    """The client of that person; asks for the passphrase where one is needed."""
    return unlocked(
        portal, lambda passphrase: open_client(portal.portal_url, passphrase=passphrase, username=portal.username)
    )
