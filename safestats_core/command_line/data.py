"""What there is, terms of use, and getting data: from a portal, or from any other source."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Optional

import shapely

from ..access import Level
from ..client import Client
from ..errors import AccessDenied, InvalidInput
from ..export import check_target, export
from ..formats.profile_file import load_profile
from ..retrieval.catalogue import Area, DatasetInfo
from ..sources.open_source import open_source
from ..sources.source import Fetched, Source
from ..terminal import note, print_table, terminal_progress
from .question import asked_of_source, asked_query
from .signed_in import client_at, portal_of

_REASONS = 5


def datasets(args: Namespace) -> None:
    """Lists what the person may see, and at which level; or what another source has."""
    print_table(
        ("DATASET", "LEVEL", "TITLE", "MONTHS", "ROWS", "HANDLING"), [_dataset_row(info) for info in _listed(args)]
    )


def pull(args: Namespace) -> None:
    """Brings incidents to this computer and exports them to a file."""
    out = Path(args.out)
    check_target(out, overwrite=args.force)
    dataset, rows = _from_source(args, out) if args.source else _from_portal(args, out)
    print(f"{rows:,} rows written to {out}.")
    handling, attribution = dataset.handling or "not stated", dataset.attribution.rstrip(".") or "not stated"
    note(
        f"{out} is not encrypted. Handling: {handling}. Attribution: {attribution}. "
        "Keep it as your agreement asks, and delete it when it is no longer needed."
    )


def terms(args: Namespace) -> None:
    """Shows the terms of use of a dataset, and accepts the version that was read."""
    client = client_at(portal_of(args))
    dataset = chosen_dataset(client.datasets(), args.dataset, None)
    held = client.source.terms(dataset)
    if held is None:
        print(f"{dataset.title} has no terms of use.")
        return
    if args.accept is not None:
        held = client.source.accept_terms(dataset, args.accept)
    print(held.text)
    state = "You have accepted them." if held.accepted else f"To accept them: --accept {held.version}"
    note(f"Terms of use of {dataset.title}, version {held.version}. {state}")


def _listed(args: Namespace) -> list[DatasetInfo]:
    if args.source:
        return _source(args).datasets()
    catalogue = client_at(portal_of(args)).catalogue()
    if catalogue.is_offline:
        note(f"The portal cannot be reached: this is what it said at {catalogue.fetched:%Y-%m-%d %H:%M} UTC.")
    return list(catalogue.datasets)


def _from_portal(args: Namespace, out: Path) -> tuple[DatasetInfo, int]:
    client = client_at(portal_of(args))
    dataset = chosen_dataset(client.datasets(), args.dataset, args.level)
    with terminal_progress() as progress:
        answer = client.load(asked_query(args, dataset), progress)
    if answer.synced is None:
        note("The portal cannot be reached: this is what was cached before.")
    else:
        synced = answer.synced
        note(
            f"{synced.months_checked} months checked, {synced.months_fetched} fetched, "
            f"{synced.months_changed} brought up to date."
        )
    export(answer.table, dataset, out, _outlines(client, dataset, out))
    return dataset, answer.table.num_rows


def _from_source(args: Namespace, out: Path) -> tuple[DatasetInfo, int]:
    source = _source(args)
    dataset = chosen_dataset(source.datasets(), args.dataset, args.level)
    with terminal_progress() as progress:
        fetched = source.fetch(asked_of_source(args, dataset), progress)
    _tell(fetched)
    export(fetched.table, fetched.dataset, out)
    return fetched.dataset, fetched.table.num_rows


def _source(args: Namespace) -> Source:
    if args.portal:
        raise InvalidInput("--portal and --source are two places to get data from. Give one of them.")
    return open_source(args.source, load_profile(args.profile) if args.profile else None)


def _tell(fetched: Fetched) -> None:
    """How the rows came: what was read, who narrowed, what was refused and why, what is worth knowing."""
    there, here = (", ".join(parts) or "nothing" for parts in (fetched.by_source, fetched.here))
    note(f"{fetched.read:,} rows read. Narrowed by the source: {there}; on this computer: {here}.")
    for text, rows in fetched.notes.items():
        note(f"{text}: {rows:,}")
    if fetched.refusals:
        note(f"{len(fetched.refusals):,} rows refused:")
    for refusal in fetched.refusals[:_REASONS]:
        note(f"  {refusal.source}, row {refusal.row}: {refusal.reason}")


def _dataset_row(info: DatasetInfo) -> tuple[str, ...]:
    unknown = "not told" if info.rows else "none yet"
    months = f"{info.first_month} to {info.last_month}" if info.first_month else unknown
    rows = f"{info.rows:,}" if info.rows or not info.first_month else "not counted"
    return (info.dataset, str(info.level), info.title, months, rows, info.handling)


def chosen_dataset(known: list[DatasetInfo], name: str, level: Optional[str]) -> DatasetInfo:
    """The dataset called `name` at `level`, or at the finest level that there is."""
    found = {info.level: info for info in known if info.dataset == name}
    wanted = [Level(level)] if level else list(Level)
    for each in wanted:
        if each in found:
            return found[each]
    at_level = f" at the level {level}" if level else ""
    raise AccessDenied(f"There is no {name}{at_level} for you. `safestats datasets` lists what there is.")


def _outlines(client: Client, dataset: DatasetInfo, out: Path) -> dict[str, shapely.Geometry]:
    """The wards, which are the geometry of counts; nothing where points have their own."""
    if dataset.level is not Level.COUNTS or out.suffix.lower() != ".gpkg":
        return {}
    wards: list[Area] = client.areas("ward")
    return {ward.code: ward.geometry for ward in wards}
