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
from .deletions import marked_deleted
from .geocoding import Geocoded, geocode
from .identity import holding_nul, read_identities, too_long
from .marks import FAULT, FILE, marked, notes_of, row_numbers
from .moments import Times, local_months, read_times
from .places import Places, read_places
from .profile import Column, Profile, SupplierRule
from .refusal import Refusal
from .rows import Rows, first_reason, reasons_where, rows_of
from .value_rules import broken_rules

_WRITTEN = ("supplier", "source_id", "source_category", "location", *AREA_TYPES, "outcome")
"""Columns with a supplier's own words as they are: in the attributes the characters that need it are escaped."""


@dataclass(frozen=True)
class Harmonised:
    """The outcome of one table.

    incidents  rows in INCIDENT_SCHEMA, in the supplier's order
    refused    source, row and reason of each row that can be neither published nor deleted, as in Refusal
    read       rows of the table: len(incidents) + len(refused) + len(deleted)
    notes      what is worth knowing about the rows that were kept -> how many
    kept_at    the place in the table of each incident, from 0; shape (incidents,)
    deleted    the incident ids of the rows that are marked as deleted
    deleted_at  the place in the table of each of them
    """

    incidents: pa.Table
    refused: pa.Table
    read: int
    notes: dict[str, int]
    kept_at: np.ndarray
    deleted: pa.Array
    deleted_at: np.ndarray

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """The rows that were refused, one by one: of a large table do not ask for them."""
        return tuple(Refusal(**row) for row in self.refused.to_pylist())


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
    incidents = _incidents(rows, profile, identities.ids, supplier, times, found)
    unnamed = first_reason(marked(table, FAULT), identities.reason)
    reason = first_reason(
        unnamed,
        reasons_where(~_given(supplier), "No supplier: the row does not say who recorded it."),
        too_long(supplier, "supplier's name"),
        *(holding_nul(incidents[name].combine_chunks(), name.replace("_", " ")) for name in _WRITTEN),
        times.reason,
        found.places.reason,
        broken_rules(rows, profile, times, time.time() if now is None else now),
    )
    leaving = marked_deleted(rows, profile.delete)
    if leaving.any():  # of such a row nothing is asked but its key
        reason = pc.if_else(pa.array(leaving), unnamed, reason)
    kept, gone = ~_given(reason) & ~leaving, ~_given(reason) & leaving
    incidents = incidents if kept.all() else incidents.filter(pa.array(kept))
    notes = {**notes_of(table), **category_notes(incidents["source_category"], profile.category), **found.notes(kept)}
    unsettled = int((times.unsettled & kept).sum())
    if unsettled:
        notes["time skipped or passed twice when clocks changed"] = unsettled
    return Harmonised(
        incidents=incidents,
        refused=_refused(table, reason, source_name),
        read=table.num_rows,
        notes=notes,
        kept_at=np.flatnonzero(kept),
        deleted=identities.ids.filter(pa.array(gone)),
        deleted_at=np.flatnonzero(gone),
    )


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


def _refused(table: pa.Table, reason: pa.Array, source_name: str) -> pa.Table:
    places = np.flatnonzero(_given(reason))
    at = pa.array(places)
    files = pc.fill_null(marked(table, FILE).take(at), source_name)
    said = pc.replace_substring(reason.take(at), "\0", "\N{SYMBOL FOR NULL}")  # a reason that quotes a row is kept too
    return pa.table({"row": row_numbers(table)[places], "reason": said, "source": files})
