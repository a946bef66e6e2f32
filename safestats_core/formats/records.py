"""JSON -> tables of text: an array of objects, one object alone, or GeoJSON; nested parts named with a dot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Optional

import pyarrow as pa

from ..errors import UnreadableSupply
from .geojson import Element, features_of, is_geojson
from .headers import check_count, plain_words, unique_names
from .marks import FAULT, FILE, MARKS, ROW
from .text_stream import TextStream, read_whole

Record = dict[str, Optional[str]]

MOST_JSON_BYTES, MOST_RECORDS = 64 << 20, 1_000_000
"""Parsed, JSON takes ten times its size in memory, and records of nothing far more."""

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""What may be half of a pair, as JSON escapes it."""


@dataclass(frozen=True)
class Answer:
    """The records of one file: column name -> text; a record that is no object is None.

    kind    "json" or "geojson"
    faults  the place of a record in `records` -> what is wrong with it
    """

    name: str
    records: list[Optional[Record]]
    kind: str = "json"
    faults: Mapping[int, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that occurs, in the order of first sight."""
        return tuple(dict.fromkeys(name for record in self.records if record for name in record))


def read_answer(stream: BinaryIO, name: str) -> Answer:
    """The records of a JSON file; `[]` is an answer with none.

    Raises UnreadableSupply for an empty file, one too large to be read as a whole, broken JSON, and JSON that holds
    no objects.
    """
    with TextStream(stream) as text:
        content = read_whole(text, MOST_JSON_BYTES)
    if not content.strip():
        raise UnreadableSupply("The file is empty. Ask the supplier for it again, or leave it out.")
    try:
        # Numbers stay as they are written: an id must not become a float, nor a coordinate lose digits.
        names = _whole_names if _HALF.search(content) else None
        parsed = json.loads(content, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=names)
        kind = "geojson" if is_geojson(parsed) else "json"
        _check_count(parsed.get("features") if kind == "geojson" else parsed)
        elements = features_of(parsed) if kind == "geojson" else _elements(parsed)
        records = [None if element is None else dict(_flat(element)) for element, _ in elements]
    except RecursionError as error:
        raise UnreadableSupply("It is nested too deeply to be records of incidents. Ask what it is.") from error
    except ValueError as error:
        raise UnreadableSupply(f"It is not valid JSON: {error}. Ask the supplier for it again.") from error
    if records and not any(records):
        raise UnreadableSupply("It holds no records. An answer is an array of objects, one for each incident.")
    answer = Answer(name, records, kind, {place: fault for place, (_, fault) in enumerate(elements) if fault})
    check_count(answer.columns)
    return answer


def _whole_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names hold no half of a character pair, which no column and no message may have in its name."""
    return {name.encode("utf-8", "replace").decode(): value for name, value in pairs}


def _check_count(records: object) -> None:
    if isinstance(records, list) and len(records) > MOST_RECORDS:
        raise UnreadableSupply(f"It has {len(records):,} records; {MOST_RECORDS:,} is the most. Send it in parts.")


def _elements(parsed: object) -> list[Element]:
    return [
        (element, None) if isinstance(element, dict) else (None, "It is not an object with named values.")
        for element in (parsed if isinstance(parsed, list) else [parsed])
    ]


def answers_table(answers: Sequence[Answer], rename: Mapping[str, str]) -> pa.Table:
    """One table of text for `answers`, with ROW, FILE and FAULT."""
    records = [record or {} for answer in answers for record in answer.records]
    columns = list(dict.fromkeys(name for answer in answers for name in answer.columns))
    texts = [_texts([record.get(column) for record in records]) for column in columns]
    rows = [number for answer in answers for number in range(1, len(answer.records) + 1)]
    files = [answer.name for answer in answers for _ in answer.records]
    faults = [answer.faults.get(place) for answer in answers for place in range(len(answer.records))]
    marks = [pa.array(rows, pa.int64()), pa.array(files, pa.string()), pa.array(faults, pa.string())]
    return pa.Table.from_arrays([*texts, *marks], names=[*renamed(columns, rename), ROW, FILE, FAULT])


def renamed(columns: Sequence[str], rename: Mapping[str, str]) -> list[str]:
    """`columns` under the names that a profile gives them."""
    meant = {plain_words(written): name for written, name in rename.items()}
    return unique_names([meant.get(plain_words(name), name) for name in columns], MARKS)


def with_names(table: pa.Table, rename: Mapping[str, str]) -> pa.Table:
    """`table` with its columns, but not its marks, under the names that a profile gives them."""
    plain = [name for name in table.column_names if name not in MARKS]
    marks = [name for name in table.column_names if name in MARKS]
    return table.select([*plain, *marks]).rename_columns([*renamed(plain, rename), *marks])


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
