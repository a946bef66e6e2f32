"""The portal and the client that a command works with."""

from __future__ import annotations

from argparse import Namespace

from ..client import Client, open_client
from ..known_portals import KnownPortal, known_portal, only_portal
from .unlock import unlocked


def portal_of(args: Namespace) -> KnownPortal:
    """The one that `--portal` names, or else the only one that somebody signed in at."""
    return known_portal(args.portal) if args.portal else only_portal()


def client_at(portal: KnownPortal) -> Client:
    """The client of whoever is signed in there; asks for the passphrase where one is needed."""
    return unlocked(portal, lambda passphrase: open_client(portal.portal_url, passphrase=passphrase))
