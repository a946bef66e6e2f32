"""JSON answers -> tables of text: an array of objects, or one object alone, nested parts named with a dot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Optional

import pyarrow as pa

from ..errors import UnreadableSupply
from .headers import unique_names
from .marks import FAULT, FILE, MARKS, ROW
from .text_stream import TextStream

Record = dict[str, Optional[str]]


@dataclass(frozen=True)
class Answer:
    """The records of one file: column name -> text; a record that is no object is None."""

    name: str
    records: list[Optional[Record]]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that occurs, in the order of first sight."""
        return tuple(dict.fromkeys(name for record in self.records if record for name in record))


def read_answer(stream: BinaryIO, name: str) -> Answer:
    """The records of a JSON file; `[]` is an answer with none.

    Raises UnreadableSupply for an empty file, broken JSON, and JSON that holds no objects.
    """
    with TextStream(stream) as text:
        content = text.readall() or b""
    if not content.strip():
        raise UnreadableSupply("The file is empty. Ask the supplier for it again, or leave it out.")
    try:
        # Numbers stay as they are written: an id must not become a float, nor a coordinate lose digits.
        parsed = json.loads(content, parse_int=str, parse_float=str, parse_constant=str)
        elements = parsed if isinstance(parsed, list) else [parsed]
        records = [dict(_flat(element)) if isinstance(element, dict) else None for element in elements]
    except (ValueError, RecursionError) as error:
        raise UnreadableSupply(f"It is not valid JSON: {error}. Ask the supplier for it again.") from error
    if records and not any(records):
        raise UnreadableSupply("It holds no records. An answer is an array of objects, one for each incident.")
    return Answer(name, records)


def answers_table(answers: Sequence[Answer], rename: Mapping[str, str]) -> pa.Table:
    """One table of text for `answers`, with ROW, FILE and FAULT."""
    records = [record or {} for answer in answers for record in answer.records]
    columns = list(dict.fromkeys(name for answer in answers for name in answer.columns))
    texts = [_texts([record.get(column) for record in records]) for column in columns]
    rows = [number for answer in answers for number in range(1, len(answer.records) + 1)]
    files = [answer.name for answer in answers for _ in answer.records]
    faults = [
        None if record is not None else "It is not an object with named values."
        for a in answers
        for record in a.records
    ]
    marks = [pa.array(rows, pa.int64()), pa.array(files, pa.string()), pa.array(faults, pa.string())]
    return pa.Table.from_arrays([*texts, *marks], names=[*renamed(columns, rename), ROW, FILE, FAULT])


def renamed(columns: Sequence[str], rename: Mapping[str, str]) -> list[str]:
    """`columns` under the names that a profile gives them."""
    return unique_names([rename.get(name, name) for name in columns], MARKS)


def _flat(record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Optional[str]]]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, _text(value)


def _text(value: Any) -> Optional[str]:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _texts(values: list[Optional[str]]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        # JSON can escape half of a character pair, which no text may hold.
        return pa.array([value and value.encode("utf-8", "replace").decode() for value in values], pa.string())
