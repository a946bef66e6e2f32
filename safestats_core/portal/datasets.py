"""What a dataset is: described by its supplier's profile, when it is declared or when its first file comes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

import pyproj
from pyproj.exceptions import CRSError
from sqlalchemy import Connection, Row, insert, select, update

from ..errors import InvalidInput
from ..formats.profile import Profile
from . import audit
from .databases.database import writing
from .portal import Portal
from .schema import tables


@dataclass(frozen=True)
class Dataset:
    """One dataset as the portal describes it.

    time_zone    IANA name; months and days are those of its wall clock
    crs          the projected reference system that analysts work in, for example "EPSG:27700"
    update       "upsert": rows are replaced by key; "replace-months": a file is the whole of its supplier and month
    lease_hours  how long a copy may be shown without contact to the portal
    updated      when its rows last changed, UTC; None before the first
    retention_months  how many months a row is kept after its own; None: for ever
    """

    name: str
    title: str
    agency: str
    theme: str
    description: str
    attribution: str
    licence: str
    handling: str
    time_zone: str
    crs: str
    update: str
    lease_hours: int
    updated: Optional[datetime] = None
    retention_months: Optional[int] = None


_DECLARED = tuple(name for name in Dataset.__dataclass_fields__ if name != "updated")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def dataset_of(profile: Profile) -> Dataset:
    """The dataset that a profile describes.

    Raises InvalidInput for a name that cannot stand in a URL, or a reference system that is not projected in metres.
    """
    if not _NAME.fullmatch(profile.name):
        raise InvalidInput(f"'{profile.name}' cannot name a dataset. Use small letters, digits, - and _.")
    _check_crs(profile.crs)
    return Dataset(**{name: getattr(profile, name) for name in _DECLARED})


def declare_dataset(portal: Portal, profile: Profile, by: str = "operator") -> Dataset:
    """Enter the dataset that `profile` describes, or bring its description up to date."""
    dataset = dataset_of(profile)
    with writing(portal.engine) as connection:
        enter_dataset(connection, dataset)
        detail = {"change": "dataset described", "handling": dataset.handling, "lease_hours": dataset.lease_hours}
        audit.record(portal, by, "alteration", dataset.name, None, detail, None)
    return get_dataset(portal, dataset.name)


def enter_dataset(connection: Connection, dataset: Dataset) -> None:
    """The same inside a transaction of the caller."""
    values = {name: getattr(dataset, name) for name in _DECLARED}
    known = update(tables.datasets).where(tables.datasets.c.name == dataset.name).values(values)
    if not connection.execute(known).rowcount:
        connection.execute(insert(tables.datasets).values(values))


def list_datasets(portal: Portal) -> list[Dataset]:
    """Every dataset of the portal, by name. Who may see it is not asked here: see people.person_scope."""
    with portal.engine.connect() as connection:
        return [_dataset(row) for row in connection.execute(select(tables.datasets).order_by(tables.datasets.c.name))]


def get_dataset(portal: Portal, name: str) -> Dataset:
    """The dataset of that name. Raises InvalidInput where the portal has none."""
    with portal.engine.connect() as connection:
        row = connection.execute(select(tables.datasets).where(tables.datasets.c.name == name)).first()
        if row is None:
            known = connection.scalars(select(tables.datasets.c.name).order_by(tables.datasets.c.name)).all()
            raise InvalidInput(
                f"The portal has no dataset '{name}'. It has: {', '.join(known) or 'none yet'}. "
                "Declare it with `safestats portal dataset add`."
            )
    return _dataset(row)


def _check_crs(name: str) -> None:
    try:
        crs = pyproj.CRS.from_user_input(name)
    except CRSError as error:
        raise InvalidInput(f"'{name}' is not a reference system that PROJ knows. Write it as EPSG:27700.") from error
    if not crs.is_projected or crs.axis_info[0].unit_conversion_factor != 1.0:
        raise InvalidInput(f"{name} ({crs.name}) is not projected in metres. Name the projected system of the area.")


def _dataset(row: Row[Any]) -> Dataset:
    updated = None if row.updated is None else datetime.fromtimestamp(row.updated, timezone.utc)
    return Dataset(**{name: row._mapping[name] for name in _DECLARED}, updated=updated)
