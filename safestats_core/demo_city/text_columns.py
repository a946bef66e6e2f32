"""Arrays as the text of a supplier's columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..projection import to_wgs84
from .drawing import draw_indices
from .geography import CRS
from .offences import AMBULANCE, EMERGENCY, FIRE, POLICE

_PREFIXES = {POLICE: "DBP", AMBULANCE: "AMB-", EMERGENCY: "ED", FIRE: "F"}


def references(dataset: str, count: int) -> pa.Array:
    """The agency's own reference for each row: a prefix and a running number from 1."""
    numbers = pc.utf8_lpad(pa.array(np.arange(1, count + 1)).cast(pa.string()), 7, padding="0")
    return pc.binary_join_element_wise(pa.scalar(_PREFIXES[dataset]), numbers, "")


def choose(words: Sequence[str], positions: np.ndarray) -> pa.Array:
    """The word at each position."""
    return pa.array(words, pa.string()).take(pa.array(positions))


def draw_words(rng: np.random.Generator, weights: Mapping[str, float], count: int) -> pa.Array:
    """`count` of the words, by lot in proportion to their weights."""
    return choose(list(weights), draw_indices(rng, np.array(list(weights.values())), count))


def moments(values: np.ndarray, style: str) -> pa.Array:
    """datetime64 values in a strftime style."""
    return pc.strftime(pa.array(values.astype("M8[s]")), format=style)


def iso_moments(values: np.ndarray) -> pa.Array:
    """datetime64 values as 2024-03-05 22:10:00."""
    return pa.array(values.astype("M8[s]")).cast(pa.string())


def numbers(values: np.ndarray, decimals: int = 0) -> pa.Array:
    """Numbers rounded to `decimals`; whole ones without a point."""
    rounded = np.round(values, decimals)
    return pa.array(rounded if decimals else rounded.astype(np.int64)).cast(pa.string())


def degrees(easting: np.ndarray, northing: np.ndarray) -> tuple[pa.Array, pa.Array]:
    """WGS 84 longitude and latitude of points in EPSG:27700, to a tenth of a metre."""
    longitude, latitude = to_wgs84(easting, northing, CRS)
    return numbers(longitude, 6), numbers(latitude, 6)


def blank_where(condition: np.ndarray, column: pa.Array) -> pa.Array:
    """`column`, blank in the rows where `condition` holds."""
    return pc.if_else(pa.array(condition), pa.scalar(None, pa.string()), column)
