"""A supplier's rows -> incidents. Every row is kept, or refused with a reason: read == kept + refused."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..incidents import AREA_TYPES, INCIDENT_SCHEMA
from .attributes import read_attributes
from .categories import category_notes, read_categories, translated
from .geocoding import Geocoded, geocode
from .identity import read_identities
from .marks import FAULT, FILE, marked, notes_of, row_numbers
from .moments import Times, local_months, read_times
from .places import Places, read_places
from .profile import Column, Profile, SupplierRule
from .refusal import Refusal
from .rows import Rows, first_reason, reasons_where, rows_of
from .value_rules import broken_rules


@dataclass(frozen=True)
class Harmonised:
    """The outcome of one table.

    incidents  rows in INCIDENT_SCHEMA, in the supplier's order
    refusals   one for each row that is not among them
    read       rows of the table: len(incidents) + len(refusals)
    notes      what is worth knowing about the rows that were kept -> how many
    """

    incidents: pa.Table
    refusals: tuple[Refusal, ...]
    read: int
    notes: dict[str, int]


def harmonise(table: pa.Table, profile: Profile, source_name: str, now: Optional[float] = None) -> Harmonised:
    """The incidents in a table of text columns, as `profile` reads them.

    `source_name` is the file's name, for refusals; `now`, in UTC seconds, is what rules take for the present. The
    tables of a supply carry row numbers, faults and identities across their borders; a table without them is taken
    to be a whole file.
    """
    rows = rows_of(table, profile.source.blank)
    identities = read_identities(table, rows, profile)
    supplier = _suppliers(rows, profile.supplier, source_name)
    times = read_times(rows, profile.time)
    found = geocode(rows, profile.location, read_places(rows, profile.location))
    reason = first_reason(
        marked(table, FAULT),
        identities.reason,
        reasons_where(~_given(supplier), "No supplier: the row does not say who recorded it."),
        times.reason,
        found.places.reason,
        broken_rules(rows, profile, times, time.time() if now is None else now),
    )
    kept = ~_given(reason)
    incidents = _incidents(rows, profile, identities.ids, supplier, times, found).filter(pa.array(kept))
    notes = {**notes_of(table), **category_notes(incidents["source_category"], profile.category), **found.notes(kept)}
    unsettled = int((times.unsettled & kept).sum())
    if unsettled:
        notes["time skipped or passed twice when clocks changed"] = unsettled
    return Harmonised(incidents, _refusals(table, reason, source_name), table.num_rows, notes)


def _incidents(
    rows: Rows, profile: Profile, ids: pa.Array, supplier: pa.Array, times: Times, found: Geocoded
) -> pa.Table:
    """All rows in INCIDENT_SCHEMA, those that will be refused included."""
    places = found.places
    category, words = read_categories(rows, profile.category)
    areas = {area: rows.text(profile.areas.get(area)) for area in AREA_TYPES}
    columns = {
        "incident_id": ids,
        "supplier": supplier,
        "source_id": rows.text(profile.source_id or Column(profile.key)),
        "category": category,
        "source_category": words,
        "start": _timestamps(times.start),
        "end": _timestamps(times.end),
        "time_precision": times.precision,
        "month": local_months(times.start, profile.time_zone),
        "longitude": pa.array(places.longitude, mask=~places.known),
        "latitude": pa.array(places.latitude, mask=~places.known),
        "location_precision": _location_precision(places, areas),
        "location": rows.text(profile.location.description),
        **areas,
        "outcome": rows.text(profile.outcome),
        "attributes": read_attributes(rows, profile, found.attributes),
    }
    return pa.Table.from_arrays([columns[name] for name in INCIDENT_SCHEMA.names], schema=INCIDENT_SCHEMA)


def _suppliers(rows: Rows, rule: SupplierRule, source_name: str) -> pa.Array:
    named = re.search(rule.file_name, source_name) if rule.file_name else None
    fallback = named.group(1) if named else rule.value or None
    written = pc.fill_null(rows.text(rule.column), pa.scalar(fallback, pa.string()))
    return pc.coalesce(translated(written, rule.crosswalk), written)


def _location_precision(places: Places, areas: Mapping[str, pa.Array]) -> pa.Array:
    in_area = np.logical_or.reduce([_given(codes) for codes in areas.values()])
    precision = np.where(places.known, places.precision, np.where(in_area, "area", "none"))
    return pa.array(precision.tolist(), pa.string())


def _timestamps(seconds: np.ndarray) -> pa.Array:
    return pa.array(seconds, pa.int64()).cast(pa.timestamp("s", tz="UTC"))


def _given(text: pa.Array) -> np.ndarray:
    return pc.is_valid(text).to_numpy(zero_copy_only=False)


def _refusals(table: pa.Table, reason: pa.Array, source_name: str) -> tuple[Refusal, ...]:
    places = np.flatnonzero(_given(reason))
    numbers = map(int, row_numbers(table)[places])
    reasons = reason.take(pa.array(places)).to_pylist()
    files = marked(table, FILE).take(pa.array(places)).to_pylist()
    return tuple(Refusal(number, why, file or source_name) for number, why, file in zip(numbers, reasons, files))
