"""A batch of a supplier's rows, with the cells that mean nothing made null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .headers import find_name
from .marks import plain_columns
from .profile import Column


class _Texts(Mapping[str, pa.Array]):
    """Columns of a table as trimmed text, made when somebody asks for them."""

    def __init__(self, table: pa.Table, blank: tuple[str, ...]) -> None:
        self._table, self._blank = table, blank
        self._made: dict[str, pa.Array] = {}

    def __getitem__(self, name: str) -> pa.Array:
        if name not in self._made:
            self._made[name] = trimmed(_written(self._table[name]).combine_chunks(), self._blank)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.column_names)

    def __len__(self) -> int:
        return len(self._table.column_names)


@dataclass(frozen=True)
class Rows:
    """The supplier's own columns as trimmed text, null where a cell is blank.

    written_numbers  those of them that came as numbers, all of which are finite, NaN where a cell is blank
    written_moments  those that came as moments in UTC
    """

    columns: Mapping[str, pa.Array]
    count: int
    written_numbers: Mapping[str, np.ndarray]
    written_moments: Mapping[str, pa.ChunkedArray]

    def text(self, column: Optional[Column]) -> pa.Array:
        """What stands in `column`: its parts joined by a space, null where it is blank or not in the file."""
        parts = [self.columns[name] for name in self.names_of(column)]
        if column is None or not parts:
            return pa.nulls(self.count, pa.string())
        text = parts[0] if len(parts) == 1 else joined(parts, " ", self.count)
        if column.strip:
            text = pc.replace_substring_regex(text, pattern=column.strip, replacement="")
        return trimmed(text) if len(parts) > 1 or column.strip else text

    def numbers(self, column: Optional[Column]) -> Optional[np.ndarray]:
        """What stands in `column` where it came as numbers, NaN where it is blank; None where it is text."""
        name = self._alone(column)
        return self.written_numbers.get(name) if name else None

    def moments(self, column: Optional[Column]) -> Optional[pa.ChunkedArray]:
        """What stands in `column` where it came as moments in UTC; None where it is text."""
        name = self._alone(column)
        return self.written_moments.get(name) if name else None

    def _alone(self, column: Optional[Column]) -> Optional[str]:
        """The one column of the file that `column` is, as it stands there."""
        names = self.names_of(column)
        return names[0] if column is not None and not column.strip and len(names) == 1 else None

    def names_of(self, column: Optional[Column]) -> list[str]:
        """The file's own names for the parts of `column` that it has."""
        wanted = column.names if column else ()
        found = (find_name(list(self.columns), name) for name in wanted)
        return [name for name in found if name is not None]


def rows_of(table: pa.Table, blank: Iterable[str] = ()) -> Rows:
    """The rows of `table`, without the marks of readers; `blank` lists further words that mean nothing."""
    plain, words = plain_columns(table), tuple(blank)
    # A word that means nothing may be a number: then numbers are looked at as they would be written.
    numbers = {} if words else dict(_written_numbers(plain))
    moments = {name: plain[name] for name in plain.column_names if is_moment(plain[name].type)}
    return Rows(_Texts(plain, words), table.num_rows, numbers, {} if words else moments)


def is_moment(kind: pa.DataType) -> bool:
    """Whether values of this type are moments in UTC."""
    return pa.types.is_timestamp(kind) and kind.tz == "UTC"


def _written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if is_moment(column.type):
        # What Arrow itself would write, in a tenth of the time: it asks for the zone at every moment.
        return pc.binary_join_element_wise(column.cast(pa.timestamp(column.type.unit)).cast(pa.string()), "Z", "")
    return column.cast(pa.string())


def _written_numbers(table: pa.Table) -> Iterator[tuple[str, np.ndarray]]:
    for name, column in zip(table.column_names, table.columns):
        if pa.types.is_float64(column.type):
            numbers = column.to_numpy()
            if np.count_nonzero(np.isfinite(numbers)) == len(numbers) - column.null_count:
                yield name, numbers


def trimmed(text: pa.Array, blank: Iterable[str] = ()) -> pa.Array:
    """`text` without white space around it; the empty text and the words in `blank` become null."""
    text = pc.utf8_trim_whitespace(text)
    nothing = pc.is_in(text, value_set=pa.array(["", *blank], pa.string()))
    return pc.if_else(nothing, pa.scalar(None, pa.string()), text)


def distinct(text: pa.Array) -> Optional[tuple[pa.Array, np.ndarray]]:
    """The distinct values of a text, null behind them, and the place of each row's among them.

    None where most rows have a value of their own: then to find that out takes longer than it spares.
    """
    if len(text) < _WORTH or len(pc.unique(text.slice(0, _WORTH))) > _WORTH // 2:
        return None
    coded = text.dictionary_encode()
    places = pc.fill_null(coded.indices, len(coded.dictionary)).to_numpy()
    return pa.concat_arrays([coded.dictionary, pa.nulls(1, text.type)]), places


_WORTH = 4_096
"""Rows that are looked at before it is known whether values repeat."""


def joined(parts: Sequence[pa.Array], separator: str, count: int) -> pa.Array:
    """The parts of each of `count` rows that are not null, with `separator` between them; "" where all are."""
    # The empty first part keeps a row whose parts are all null, which Arrow would leave out.
    lead = pa.array([""] * count, pa.string())
    whole = pc.binary_join_element_wise(lead, *parts, separator, null_handling="skip")
    return pc.utf8_slice_codeunits(whole, len(separator))


def reasons_where(wrong: np.ndarray, *parts: object) -> pa.Array:
    """A sentence for each row that is `wrong`, joined from texts and columns; null for the others."""
    if not wrong.any():
        return pa.nulls(len(wrong), pa.string())
    pieces = [pa.scalar(part) if isinstance(part, str) else pc.fill_null(part, "") for part in parts]
    sentences = pc.binary_join_element_wise(*pieces, "")
    return pc.if_else(pa.array(wrong), sentences, pa.scalar(None, pa.string()))


def first_reason(*reasons: pa.Array) -> pa.Array:
    """Of several things wrong with a row, the first."""
    return pc.coalesce(*reasons)
