"""Rows without coordinates -> the places that their words name, by the operator's gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .gazetteer import CONFIDENCES, Match
from .places import Places
from .profile import LocationRule
from .rows import Rows

_UNKNOWN = "place not in the gazetteer: kept without a place"
_AMBIGUOUS = "place name that fits several places of the gazetteer: kept without a place"
_UNSURE = "place found with too little confidence: kept without a place"
_FOUND = "place found in the gazetteer by its name"

NAMED_PRECISION = "snapped"
"""What a place found by its name is: one point of a fixed set stands for all that happened thereabouts."""


@dataclass(frozen=True)
class Geocoded:
    """Where each row happened, and what is to be told of those whose place was looked up.

    attributes  "location_confidence" (high, medium, low, none) and "location_match" (the gazetteer's name) of
                the rows that were looked up, null for the others
    remarks     a note -> which rows it is about, shape (n,)
    """

    places: Places
    attributes: Mapping[str, pa.Array] = field(default_factory=dict)
    remarks: Mapping[str, np.ndarray] = field(default_factory=dict)

    def notes(self, kept: np.ndarray) -> dict[str, int]:
        """How many of the rows that were `kept` each remark is about."""
        counts = {note: int((rows & kept).sum()) for note, rows in self.remarks.items()}
        return {note: count for note, count in counts.items() if count}


def geocode(rows: Rows, rule: LocationRule, places: Places) -> Geocoded:
    """`places`, with those added that the gazetteer has for rows without any coordinates."""
    if rule.gazetteer is None:
        return Geocoded(places)
    text = pc.if_else(pa.array(places.given), pa.scalar(None, pa.string()), rows.text(rule.description))
    coded = text.dictionary_encode()
    matches = [rule.gazetteer.find(words) for words in coded.dictionary.to_pylist()]
    return _with_matches(places, matches, coded.indices, CONFIDENCES.index(rule.confidence))


def _with_matches(places: Places, matches: list[Match], indices: pa.Array, least: int) -> Geocoded:
    """`matches` are those of the distinct texts, `indices` say which of them each row has, null for none."""
    sure = [match.place is not None and CONFIDENCES.index(match.confidence) <= least for match in matches]
    points = [(match.place.longitude, match.place.latitude) if match.place else (np.nan, np.nan) for match in matches]
    used = [point if good else (np.nan, np.nan) for point, good in zip(points, sure)]
    longitude, latitude = (_spread([point[axis] for point in used], indices, pa.float64()) for axis in (0, 1))
    found = ~np.isnan(longitude)
    located = replace(
        places,
        longitude=np.where(found, longitude, places.longitude),
        latitude=np.where(found, latitude, places.latitude),
        precision=np.where(found, NAMED_PRECISION, places.precision),
    )
    unsure = [match.place is not None and not good for match, good in zip(matches, sure)]
    remarks = {
        _FOUND: sure,
        _UNSURE: unsure,
        _AMBIGUOUS: [match.ambiguous for match in matches],
        _UNKNOWN: [match.place is None and not match.ambiguous for match in matches],
    }
    attributes = {
        "location_confidence": pa.array([match.confidence for match in matches], pa.string()).take(indices),
        "location_match": pa.array([m.place.name if m.place else None for m in matches], pa.string()).take(indices),
    }
    return Geocoded(located, attributes, {note: _where(flags, indices) for note, flags in remarks.items()})


def _spread(values: list[float], indices: pa.Array, kind: pa.DataType) -> np.ndarray:
    return pc.fill_null(pa.array(values, kind).take(indices), np.nan).to_numpy(zero_copy_only=False)


def _where(flags: list[bool], indices: pa.Array) -> np.ndarray:
    return pc.fill_null(pa.array(flags, pa.bool_()).take(indices), False).to_numpy(zero_copy_only=False)
