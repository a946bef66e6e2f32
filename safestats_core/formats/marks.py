"""What readers add to a supplier's table: extra columns for row, fault and identity, and notes about the file.

A table may come without any of them: its rows are then numbered from 1 and none is at fault.
"""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa

ROW = "safestats:row"
"""int64: the number of the record in its file, from 1; header and blank lines are not counted."""

FILE = "safestats:file"
"""string: the file, where a table holds the rows of several."""

FAULT = "safestats:fault"
"""string: why a row could not be split into columns, else null."""

IDENTITY = "safestats:identity"
"""string: the incident id of a row without a key."""

MARKS = (ROW, FILE, FAULT, IDENTITY)

_NOTES = b"safestats:notes"


def plain_columns(table: pa.Table) -> pa.Table:
    """`table` without the marks: the supplier's own columns."""
    return table.select([name for name in table.column_names if name not in MARKS])


def row_numbers(table: pa.Table) -> np.ndarray:
    """The record number of each row, shape (rows,)."""
    if ROW in table.column_names:
        return table[ROW].to_numpy()
    return np.arange(1, table.num_rows + 1)


def marked(table: pa.Table, mark: str) -> pa.Array:
    """The text column `mark` of `table`, null throughout where no reader set it."""
    if mark in table.column_names:
        return table[mark].combine_chunks()
    return pa.nulls(table.num_rows, pa.string())


def with_notes(table: pa.Table, notes: dict[str, int]) -> pa.Table:
    """`table` carrying `notes` (a sentence -> how many rows) to whoever harmonises it."""
    return table.replace_schema_metadata({_NOTES: json.dumps(notes)}) if notes else table


def notes_of(table: pa.Table) -> dict[str, int]:
    """The notes that a reader attached to `table`."""
    return json.loads((table.schema.metadata or {}).get(_NOTES, b"{}"))
