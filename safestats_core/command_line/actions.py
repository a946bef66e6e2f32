"""Signing in and out, and the made-up city: what these commands do, and what they print."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from pathlib import Path

from ..client import keep_signed_in, remember_person
from ..errors import PortalUnreachable
from ..retrieval.device import CodeToType, sign_in_by_code
from ..retrieval.session import new_http_session
from ..retrieval.sign_in import sign_in
from ..terminal import note, terminal_progress
from .signed_in import client_at, portal_of
from .unlock import unlocked


def login(args: Namespace) -> None:
    """Signs in through the browser on this computer, or with a code in any other."""
    http = new_http_session()

    def show(address: str) -> None:
        note(f"Sign in at this address, in a browser on this computer:\n{address}")
        if not args.no_browser:
            webbrowser.open(address)

    tokens = sign_in_by_code(args.url, http, _show_code) if args.device else sign_in(args.url, http, show)
    portal = remember_person(tokens, http)
    client = unlocked(portal, lambda passphrase: keep_signed_in(portal, tokens, http, passphrase, allow_memory=False))
    me = client.me()
    print(f"Signed in at {me.portal} as {me.full_name}, {me.organisation}.")


def _show_code(asked: CodeToType) -> None:
    note(
        f"On any computer or phone, open {asked.address}\nand type the code: {asked.code}\n"
        f"You have {asked.seconds / 60:.0f} minutes. Give the code to nobody."
    )


def logout(args: Namespace) -> None:
    """Ends the session, here and at the portal."""
    portal = portal_of(args)
    try:
        client_at(portal).sign_out()
    except PortalUnreachable as error:
        raise PortalUnreachable(
            f"You are signed out on this computer, but the portal still has to be told: {error}"
        ) from error
    print(f"Signed out of {portal.portal_url}. What is cached stays sealed; `safestats cache shred` destroys it.")


def demo_city(args: Namespace) -> None:
    """Writes the files of a made-up city."""
    from ..demo_city.city import write_city

    with terminal_progress() as progress:
        city = write_city(Path(args.folder), incidents=args.incidents, seed=args.seed, progress=progress)
    print(f"The files of {city.name}, about {args.incidents:,} incidents, are in {args.folder}.")
