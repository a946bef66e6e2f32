"""Signing in and out, and the made-up city: what these commands do, and what they print."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from pathlib import Path

from ..client import keep_signed_in, remember_person
from ..errors import PortalUnreachable
from ..known_portals import known_people, known_portals, only_portal
from ..retrieval.client_credentials import sign_in_program
from ..retrieval.device import CodeToType, sign_in_by_code
from ..retrieval.loopback import BY_CODE
from ..retrieval.session import new_http_session
from ..retrieval.sign_in import sign_in
from ..terminal import note, print_table, terminal_progress
from .client_secret import client_secret
from .signed_in import client_at, portal_of
from .unlock import unlocked


def login(args: Namespace) -> None:
    """Signs in through the browser on this computer, with a code in any other, or as a program by its secret."""
    http = new_http_session()

    def show(address: str) -> None:
        note(f"Sign in at this address, in a browser on this computer:\n{address}")
        if not args.no_browser and not webbrowser.open(address):
            note(f"No browser could be opened here. Open the address yourself, or sign in with a code, {BY_CODE}.")

    if args.client_id:
        tokens = sign_in_program(args.url, http, args.client_id, client_secret(args))
    else:
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
    """Ends the session, here and at the portal, and destroys what is cached where that is asked for."""
    portal = portal_of(args)
    try:
        client_at(portal).sign_out(and_shred=args.shred)
    except PortalUnreachable as error:
        also = ", and what was cached is destroyed" if args.shred else ""
        raise PortalUnreachable(
            f"You are signed out on this computer{also}, but the portal still has to be told: {error}"
        ) from error
    left = "Destroyed what was cached." if args.shred else "What is cached stays sealed; `--shred` destroys it too."
    print(f"Signed out of {portal.portal_url} as {portal.username}. {left}")


def portals(args: Namespace) -> None:
    """Lists the portals that are known on this computer, and who has signed in at each."""
    last = known_portals()
    rows = [(each.portal_url, each.username, "last" if each in last else "") for each in known_people()]
    if not rows:
        only_portal()  # raises, and says how to sign in
    print_table(("PORTAL", "PERSON", "SIGNED IN"), rows)


def demo_city(args: Namespace) -> None:
    """Writes the files of a made-up city."""
    from ..demo_city.city import write_city

    with terminal_progress() as progress:
        city = write_city(Path(args.folder), incidents=args.incidents, seed=args.seed, progress=progress)
    print(f"The files of {city.name}, about {args.incidents:,} incidents, are in {args.folder}.")
