"""Rows that stand inside a value of another row, since a quotation mark before them is never closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_FEWEST = 4
"""Delimiters before a closing mark that tell the rest of a row from prose and addresses, which have a few as well."""


@dataclass(frozen=True)
class Swallowing:
    """A row that holds others: its place in the table, the column in which it does, and how many lines of the file."""

    place: int
    column: int
    lines: int


def find_swallowing(texts: Sequence[pa.Array], delimiter: str) -> Iterator[Swallowing]:
    """The rows of which a value goes on over lines that have as many values as a row, once each.

    texts  the text columns of a table, in the order of the file
    A value may hold line breaks, as an address does: of a line in it that begins as the row itself does, without or
    with a space, and holds as many delimiters as a row has up to where the value ends, it is said that it is a row.
    """
    seen: set[int] = set()
    for column, text in enumerate(texts):
        for place in np.flatnonzero(pc.match_substring(text, "\n").fill_null(False).to_numpy(zero_copy_only=False)):
            first = texts[0][int(place)].as_py() if column else text[int(place)].as_py().partition("\n")[0]
            lines = _rows_in(text[int(place)].as_py(), delimiter, column, len(texts), " " in (first or ""))
            if lines and int(place) not in seen:
                seen.add(int(place))
                yield Swallowing(int(place), column, lines)


def _rows_in(value: str, delimiter: str, column: int, columns: int, spaced: bool) -> int:
    """How many lines of `value`, the one in which it begins left out, are rows or the begin of one."""
    _, *whole, last = value.split("\n")
    rows = [line for line in whole if line.count(delimiter) >= max(columns - 1, 2)]
    if column >= _FEWEST and last.count(delimiter) == column:
        rows.append(last)
    return sum((" " in line.partition(delimiter)[0]) == spaced for line in rows)
