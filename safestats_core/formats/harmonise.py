"""A supplier's rows -> incidents. Every row is kept, or refused with a reason: read == kept + refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..incidents import AREA_TYPES, INCIDENT_SCHEMA
from .attributes import read_attributes
from .categories import category_notes, read_categories, translated
from .identity import read_identities
from .marks import FAULT, FILE, marked, notes_of, row_numbers
from .moments import Times, local_months, read_times
from .places import Places, read_places
from .profile import Column, LocationRule, Profile, SupplierRule
from .refusal import Refusal
from .rows import Rows, first_reason, reasons_where, rows_of


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


def harmonise(table: pa.Table, profile: Profile, source_name: str) -> Harmonised:
    """The incidents in a table of text columns, as `profile` reads them.

    `source_name` is the file's name, for refusals. The tables of a supply carry row numbers, faults and
    identities across their borders; a table without them is taken to be a whole file.
    """
    rows = rows_of(table, profile.source.blank)
    identities = read_identities(table, rows, profile)
    supplier = _suppliers(rows, profile.supplier, source_name)
    times = read_times(rows, profile.time)
    places = read_places(rows, profile.location)
    reason = first_reason(
        marked(table, FAULT),
        identities.reason,
        reasons_where(_blank(supplier), "No supplier: the row does not say who recorded it."),
        times.reason,
        places.reason,
    )
    incidents = _incidents(rows, profile, identities.ids, supplier, times, places)
    kept = pc.is_null(reason)
    incidents = incidents.filter(kept)
    notes = {**notes_of(table), **category_notes(incidents["source_category"], profile.category)}
    unsettled = int((times.unsettled & kept.to_numpy(zero_copy_only=False)).sum())
    if unsettled:
        notes["time skipped or passed twice when clocks changed"] = unsettled
    return Harmonised(incidents, _refusals(table, reason, source_name), table.num_rows, notes)


def _incidents(
    rows: Rows, profile: Profile, ids: pa.Array, supplier: pa.Array, times: Times, places: Places
) -> pa.Table:
    """All rows in INCIDENT_SCHEMA, those that will be refused included."""
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
        "location_precision": _location_precision(places.known, areas, profile.location),
        "location": rows.text(profile.location.description),
        **areas,
        "outcome": rows.text(profile.outcome),
        "attributes": read_attributes(rows, profile),
    }
    return pa.Table.from_arrays([columns[name] for name in INCIDENT_SCHEMA.names], schema=INCIDENT_SCHEMA)


def _suppliers(rows: Rows, rule: SupplierRule, source_name: str) -> pa.Array:
    named = re.search(rule.file_name, source_name) if rule.file_name else None
    fallback = named.group(1) if named else rule.value or None
    written = pc.fill_null(rows.text(rule.column), pa.scalar(fallback, pa.string()))
    return pc.coalesce(translated(written, rule.crosswalk), written)


def _location_precision(known: np.ndarray, areas: Mapping[str, pa.Array], rule: LocationRule) -> pa.Array:
    in_area = np.logical_or.reduce([~_blank(codes) for codes in areas.values()])
    precision = np.where(known, rule.precision, np.where(in_area, "area", "none"))
    return pa.array(precision.tolist(), pa.string())


def _timestamps(seconds: np.ndarray) -> pa.Array:
    return pa.array(seconds, pa.int64()).cast(pa.timestamp("s", tz="UTC"))


def _blank(text: pa.Array) -> np.ndarray:
    return pc.is_null(text).to_numpy(zero_copy_only=False)


def _refusals(table: pa.Table, reason: pa.Array, source_name: str) -> tuple[Refusal, ...]:
    places = np.flatnonzero(~_blank(reason))
    numbers = map(int, row_numbers(table)[places])
    reasons = reason.take(pa.array(places)).to_pylist()
    files = marked(table, FILE).take(pa.array(places)).to_pylist()
    return tuple(Refusal(number, why, file or source_name) for number, why, file in zip(numbers, reasons, files))
