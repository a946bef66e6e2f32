"""Realistic blemishes, each in a known number: blanks, unusable rows, exact repeats."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class Flaw(IntEnum):
    """What is wrong with a row."""

    NONE = 0
    BLANK_PLACE = 1
    BLANK_CATEGORY = 2
    BAD_DATE = 3
    BAD_PLACE = 4


UNUSABLE = (Flaw.BAD_DATE, Flaw.BAD_PLACE)
"""Rows with these have to be refused; the others can be kept as they are."""

_SCARCE = 0.0002
_REPEAT_SHARE = 0.001


@dataclass(frozen=True)
class FlawColumns:
    """The columns of a file that flaws befall, and the file's way of writing what cannot be."""

    date: str
    impossible_date: str
    x: str
    y: str
    impossible_y: str
    category: str


def scarce(incidents: int) -> int:
    """How many rows of a file of `incidents` have each of the flaws BLANK_CATEGORY, BAD_DATE and BAD_PLACE."""
    return max(1, round(_SCARCE * incidents))


def repeats_among(incidents: int) -> int:
    """How many rows of a file of `incidents` are sent twice."""
    return max(1, round(_REPEAT_SHARE * incidents))


def mark_flaws(rng: np.random.Generator, events: np.ndarray, counts: dict[Flaw, int]) -> None:
    """Give as many of the events each flaw as `counts` says, in place."""
    flaws = np.repeat(list(counts), list(counts.values()))
    events["flaw"][rng.permutation(len(events))[: len(flaws)]] = flaws


def is_usable(events: np.ndarray) -> np.ndarray:
    """Which events a careful reader keeps, as booleans."""
    return ~np.isin(events["flaw"], UNUSABLE)


def spoil(table: pa.Table, flaws: np.ndarray, columns: FlawColumns) -> pa.Table:
    """`table` (all columns text) with the flaw of each row written into it."""
    changes = (
        (Flaw.BLANK_PLACE, columns.x, None),
        (Flaw.BLANK_PLACE, columns.y, None),
        (Flaw.BAD_DATE, columns.date, columns.impossible_date),
        (Flaw.BAD_PLACE, columns.y, columns.impossible_y),
        (Flaw.BLANK_CATEGORY, columns.category, None),
    )
    for flaw, column, text in changes:
        changed = pc.if_else(pa.array(flaws == flaw), pa.scalar(text, pa.string()), table[column])
        table = table.set_column(table.column_names.index(column), column, changed)
    return table


def send_again(rng: np.random.Generator, table: pa.Table, rows: np.ndarray, count: int) -> pa.Table:
    """`table` in which `count` of `rows` (row numbers) come a second time, a little further down."""
    again = rng.choice(rows, count, replace=False)
    further = again + rng.uniform(1, 200, count)
    everything = np.concatenate([np.arange(table.num_rows), again])
    place = np.concatenate([np.arange(table.num_rows), further])
    return table.take(pa.array(everything[np.argsort(place, kind="stable")]))
