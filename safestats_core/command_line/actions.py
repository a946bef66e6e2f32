"""What each command of an analyst does, and what it prints."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from pathlib import Path
from typing import Optional

import shapely

from ..access import Level
from ..client import Client, keep_signed_in, open_client, remember_person
from ..errors import AccessDenied, InvalidInput, PortalUnreachable
from ..export import check_target, export
from ..known_portals import KnownPortal, known_portal, only_portal
from ..query import Period, Query
from ..retrieval.catalogue import Area, DatasetInfo
from ..retrieval.device import CodeToType, sign_in_by_code
from ..retrieval.session import new_http_session
from ..retrieval.sign_in import sign_in
from ..terminal import note, print_table, terminal_progress
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
    portal = _portal(args)
    try:
        _client(portal).sign_out()
    except PortalUnreachable as error:
        raise PortalUnreachable(
            f"You are signed out on this computer, but the portal still has to be told: {error}"
        ) from error
    print(f"Signed out of {portal.portal_url}. What is cached stays sealed; `safestats cache shred` destroys it.")


def datasets(args: Namespace) -> None:
    """Lists what the person may see, and at which level."""
    catalogue = _client(_portal(args)).catalogue()
    if catalogue.is_offline:
        note(f"The portal cannot be reached: this is what it said at {catalogue.fetched:%Y-%m-%d %H:%M} UTC.")
    head = ("DATASET", "LEVEL", "TITLE", "MONTHS", "ROWS", "HANDLING")
    print_table(head, [_dataset_row(info) for info in catalogue.datasets])


def pull(args: Namespace) -> None:
    """Brings incidents to this computer and exports them to a file."""
    out = Path(args.out)
    check_target(out, overwrite=args.force)
    client = _client(_portal(args))
    dataset = _choose(client.datasets(), args.dataset, args.level)
    with terminal_progress() as progress:
        answer = client.load(_query(args, dataset), progress)
    if answer.synced is None:
        note("The portal cannot be reached: this is what was cached before.")
    else:
        note(f"{answer.synced.months_checked} months checked, {answer.synced.months_fetched} fetched.")
    export(answer.table, dataset, out, _outlines(client, dataset, out))
    print(f"{answer.table.num_rows:,} rows written to {out}.")
    note(
        f"{out} is not encrypted. Handling: {dataset.handling}. Attribution: {dataset.attribution}. "
        "Keep it as your agreement asks, and delete it when it is no longer needed."
    )


def demo_city(args: Namespace) -> None:
    """Writes the files of a made-up city."""
    from ..demo_city.city import write_city

    with terminal_progress() as progress:
        city = write_city(Path(args.folder), incidents=args.incidents, seed=args.seed, progress=progress)
    print(f"The files of {city.name}, about {args.incidents:,} incidents, are in {args.folder}.")


def _portal(args: Namespace) -> KnownPortal:
    return known_portal(args.portal) if args.portal else only_portal()


def _client(portal: KnownPortal) -> Client:
    return unlocked(portal, lambda passphrase: open_client(portal.portal_url, passphrase=passphrase))


def _dataset_row(info: DatasetInfo) -> tuple[str, ...]:
    months = f"{info.first_month} to {info.last_month}" if info.first_month else "none yet"
    return (info.dataset, str(info.level), info.title, months, f"{info.rows:,}", info.handling)


def _choose(known: list[DatasetInfo], name: str, level: Optional[str]) -> DatasetInfo:
    """The dataset called `name` at `level`, or at the finest level that the person has."""
    found = {info.level: info for info in known if info.dataset == name}
    wanted = [Level(level)] if level else list(Level)
    for each in wanted:
        if each in found:
            return found[each]
    at_level = f" at the level {level}" if level else ""
    raise AccessDenied(f"You may not see {name}{at_level}. `safestats datasets` lists what you may see.")


def _query(args: Namespace, dataset: DatasetInfo) -> Query:
    first, last = args.first or dataset.first_month, args.last or dataset.last_month
    return Query(
        dataset.dataset,
        dataset.level,
        period=Period(first, last) if first and last else None,
        area=_box(args.bbox) if args.bbox else None,
        area_codes=tuple(args.area),
        categories=tuple(args.category),
    )


def _box(text: str) -> shapely.Polygon:
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError as error:
        raise InvalidInput(
            f"'{text}' is not a box. Write west,south,east,north in degrees: -0.2,51.4,0.1,51.6"
        ) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise InvalidInput(f"The box {text} is empty or outside the world. Write west,south,east,north.")
    return shapely.box(west, south, east, north)


def _outlines(client: Client, dataset: DatasetInfo, out: Path) -> dict[str, shapely.Geometry]:
    """The wards, which are the geometry of counts; nothing where points have their own."""
    if dataset.level is not Level.COUNTS or out.suffix.lower() != ".gpkg":
        return {}
    wards: list[Area] = client.areas("ward")
    return {ward.code: ward.geometry for ward in wards}
