"""A batch of a supplier's rows, with the cells that mean nothing made null."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .headers import find_name
from .marks import plain_columns
from .profile import Column


@dataclass(frozen=True)
class Rows:
    """The supplier's own columns as trimmed text, null where a cell is blank."""

    columns: dict[str, pa.Array]
    count: int

    def text(self, column: Optional[Column]) -> pa.Array:
        """What stands in `column`: its parts joined by a space, null where it is blank or not in the file."""
        parts = [self.columns[name] for name in self.names_of(column)]
        if column is None or not parts:
            return pa.nulls(self.count, pa.string())
        text = parts[0] if len(parts) == 1 else joined(parts, " ", self.count)
        if column.strip:
            text = pc.replace_substring_regex(text, pattern=column.strip, replacement="")
        return trimmed(text) if len(parts) > 1 or column.strip else text

    def names_of(self, column: Optional[Column]) -> list[str]:
        """The file's own names for the parts of `column` that it has."""
        wanted = column.names if column else ()
        found = (find_name(list(self.columns), name) for name in wanted)
        return [name for name in found if name is not None]


def rows_of(table: pa.Table, blank: Iterable[str] = ()) -> Rows:
    """The rows of `table`, without the marks of readers; `blank` lists further words that mean nothing."""
    plain = plain_columns(table)
    texts = (column.cast(pa.string()).combine_chunks() for column in plain.columns)
    columns = {name: trimmed(text, blank) for name, text in zip(plain.column_names, texts)}
    return Rows(columns, table.num_rows)


def trimmed(text: pa.Array, blank: Iterable[str] = ()) -> pa.Array:
    """`text` without white space around it; the empty text and the words in `blank` become null."""
    text = pc.utf8_trim_whitespace(text)
    nothing = pc.is_in(text, value_set=pa.array(["", *blank], pa.string()))
    return pc.if_else(nothing, pa.scalar(None, pa.string()), text)


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
