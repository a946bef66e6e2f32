"""CSV -> tables of text. Rows with too many or too few values are passed on, marked with what is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Optional

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from ..errors import UnreadableSupply
from .headers import check_count, find_name, repeated_names, unique_names
from .marks import FAULT, MARKS, ROW, with_notes
from .swallowed import find_swallowing
from .text_stream import TextStream

_BLOCK_BYTES = 8 << 20
"""Text that becomes one table: some 40,000 street-crime rows."""

_LONGEST_HEADER = 1 << 20
_SHOWN = 120


@dataclass(frozen=True)
class DelimitedFile:
    """A CSV file, opened and read as far as its header.

    stated    columns that lines above the header state for all rows, with their value
    repeated  names that several columns have; the first of them is read under its name
    """

    columns: tuple[str, ...]
    delimiter: str
    text: TextStream
    lines: io.BufferedReader[TextStream]
    stated: Mapping[str, str] = field(default_factory=dict)
    repeated: Sequence[str] = ()

    @property
    def all_columns(self) -> tuple[str, ...]:
        """The columns of the header, and those stated above it."""
        return (*self.columns, *self.stated)


@dataclass(frozen=True)
class _Ragged:
    number: int
    fault: str


def open_delimited(stream: BinaryIO, columns: Sequence[str] = (), preamble: Sequence[str] = ()) -> DelimitedFile:
    """Read the header of the CSV in `stream`. A file without one has its `columns` named by the profile.

    The delimiter is the comma, semicolon or tab of which the header holds most. Lines above the header that begin
    with a name in `preamble` state the value of that column for all rows.
    Raises UnreadableSupply for an empty file.
    """
    text = TextStream(stream)
    lines = io.BufferedReader(text, 1 << 16)
    if not lines.peek(1):
        raise UnreadableSupply("The file is empty. Ask the supplier for it again, or leave it out.")
    if columns:
        first = lines.peek().decode(errors="replace").partition("\n")[0]
        return DelimitedFile(tuple(columns), _delimiter(first), text, lines)
    stated: dict[str, str] = {}
    while True:
        header, delimiter = _next_header(lines)
        statement = _statement(header, preamble)
        if statement is None and (any(header) or not stated):
            break
        stated.update([statement] if statement else [])
        if not lines.peek(1):
            raise UnreadableSupply("It ends before the names of its columns. Ask the supplier for it again.")
    check_count(header)
    names = tuple(unique_names(header, MARKS))
    beside = {name: value for name, value in stated.items() if find_name(names, name) is None}
    return DelimitedFile(names, delimiter, text, lines, beside, repeated_names(header))


def looks_like_data(columns: Sequence[str]) -> bool:
    """Whether what was read as a header is more likely the first row of a file without one."""
    return any(name.lstrip("-").replace(".", "", 1).isdigit() for name in columns)


def read_delimited(file: DelimitedFile) -> Iterator[pa.Table]:
    """The rows of `file`, a block at a time: text columns, ROW and FAULT. Blank lines are no rows."""
    ragged: list[_Ragged] = []
    swallowed: list[tuple[int, int]] = []
    last = converted = 0
    with file.lines:
        for batch in _batches(file, ragged):
            numbers = _numbers_of(batch.num_rows, last, ragged)
            last = int(numbers[-1]) if len(numbers) else last
            passed = [row for row in ragged if row.number < last]
            del ragged[: len(passed)]
            yield _noted(_table(file, batch, numbers, passed, swallowed), file, converted)
            converted = file.text.converted
        if ragged:
            none = np.array([], dtype=np.int64)
            yield _noted(_table(file, None, none, ragged, swallowed), file, converted)


def _next_header(lines: io.BufferedReader[TextStream]) -> tuple[list[str], str]:
    """The cells of the next line that is not blank, and what divides them."""
    header = _first_record(lines).decode(errors="replace").strip("\r\n")
    delimiter = _delimiter(header)
    try:
        return next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), []), delimiter
    except csv.Error as error:
        raise UnreadableSupply(f"Its header cannot be read: {error}. Is it a CSV file?") from error


def _statement(cells: Sequence[str], preamble: Sequence[str]) -> Optional[tuple[str, str]]:
    """The name of `preamble` that a line begins with and its value; None for a line that states none."""
    given = [cell.strip().rstrip(":") for cell in cells if cell.strip()]
    named = [find_name(preamble, cell) for cell in given]
    if not named or named[0] is None or any(named[1:]) or len(given) > 2:
        return None
    return named[0], given[1] if len(given) == 2 else ""


def _batches(file: DelimitedFile, ragged: list[_Ragged]) -> Iterator[pa.RecordBatch]:
    """The rows that fit the header; the others are added to `ragged` before the batch that follows them."""

    def set_aside(row: pacsv.InvalidRow) -> str:
        shown = row.text if len(row.text) <= _SHOWN else row.text[:_SHOWN] + "…"
        fault = f"It has {row.actual_columns} values, the header has {row.expected_columns}: '{shown}'."
        ragged.append(_Ragged(row.number, f"{fault} Look for a stray comma or quotation mark."))
        return "skip"

    if not file.lines.peek(1):
        return
    names = list(file.columns)
    try:
        with pacsv.open_csv(
            file.lines,
            # Arrow numbers the rows it sets aside only where a single thread reads them.
            read_options=pacsv.ReadOptions(column_names=names, block_size=_BLOCK_BYTES, use_threads=False),
            parse_options=pacsv.ParseOptions(
                delimiter=file.delimiter, newlines_in_values=True, invalid_row_handler=set_aside
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=False
            ),
        ) as reader:
            yield from reader
    except pa.ArrowInvalid as error:
        raise UnreadableSupply(
            f"It cannot be split into rows: {error}. Look for a quotation mark that is never closed."
        ) from error


def _numbers_of(count: int, last: int, ragged: Sequence[_Ragged]) -> np.ndarray:
    """The numbers of the next `count` good records behind `last`: those that no ragged row has."""
    numbers = np.arange(last + 1, last + 1 + count + len(ragged))
    return numbers[~np.isin(numbers, [row.number for row in ragged])][:count]


def _table(
    file: DelimitedFile,
    batch: Optional[pa.RecordBatch],
    numbers: np.ndarray,
    ragged: Sequence[_Ragged],
    swallowed: list[tuple[int, int]],
) -> pa.Table:
    """`swallowed` has the records so far that hold further rows, with how many; those of `batch` are added."""
    faults, inside = _quotation_faults(file, batch, numbers, swallowed) if batch else ([], [])
    numbers = _as_written(numbers, swallowed)
    aside = _as_written(np.array([row.number for row in ragged], dtype=np.int64), swallowed)
    rows = np.concatenate([numbers, aside, np.array([row.number for row in inside], dtype=np.int64)])
    ragged = [*ragged, *inside]
    good, bad = len(numbers), len(ragged)
    names = list(file.columns)
    texts = [
        pa.concat_arrays([*([batch.column(place)] if batch else []), pa.nulls(bad, pa.string())])
        for place in range(len(names))
    ]
    said = pa.array([*faults, *(row.fault for row in ragged)], pa.string())
    stated = [pa.array([value] * (good + bad), pa.string()) for value in file.stated.values()]
    return pa.Table.from_arrays([*texts, *stated, pa.array(rows), said], names=[*file.all_columns, ROW, FAULT])


def _quotation_faults(
    file: DelimitedFile, batch: pa.RecordBatch, numbers: np.ndarray, swallowed: list[tuple[int, int]]
) -> tuple[list[Optional[str]], list[_Ragged]]:
    """What is wrong with each row of `batch` in which others stand, and those others as the file numbers them."""
    faults: list[Optional[str]] = [None] * batch.num_rows
    inside: list[_Ragged] = []
    for found in sorted(find_swallowing(batch.columns, file.delimiter), key=lambda found: found.place):
        name, record = file.columns[found.column], numbers[found.place]
        number = int(_as_written(record, swallowed))
        swallowed.append((int(record), found.lines))
        faults[found.place] = (
            f"Its '{name}' goes on over {found.lines:,} lines that look like rows of their own. "
            "Look for a quotation mark that is never closed."
        )
        fault = f"It stands inside the '{name}' of row {number}, where a quotation mark is never closed."
        inside += [_Ragged(number + place, fault) for place in range(1, found.lines + 1)]
    return faults, inside


def _as_written(records: np.ndarray, swallowed: Sequence[tuple[int, int]]) -> np.ndarray:
    """The numbers of rows in the file, where records before them hold further rows."""
    if not swallowed:
        return records
    holding, lines = np.array(swallowed).T
    return np.asarray(records + np.concatenate([[0], np.cumsum(lines)])[np.searchsorted(holding, records)])


def _noted(table: pa.Table, file: DelimitedFile, converted: int) -> pa.Table:
    """`table` with what is remarked about it; so many lines were `converted` before."""
    notes = {f"several columns are called '{name}': the first was read": table.num_rows for name in file.repeated}
    notes["line read as Windows-1252, not UTF-8"] = file.text.converted - converted
    return with_notes(table, {remark: rows for remark, rows in notes.items() if rows})


def _first_record(lines: io.BufferedReader[TextStream]) -> bytes:
    """The first line that is not blank, with the lines that a quoted line break adds to it."""
    record = b""
    while not record.strip() or record.count(b'"') % 2:
        line = lines.readline(_LONGEST_HEADER)
        if not line or len(record) > _LONGEST_HEADER:
            break
        record = record.lstrip(b"\r\n") + line
    return record


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)
