"""Harm weights as an analyst keeps them: a CSV of categories and weights, however a spreadsheet saved it."""

from __future__ import annotations

import codecs
import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from ..errors import InvalidInput

_DELIMITERS = ("\t", ";", "|", ",")
_CATEGORY_NAMES = ("category", "crime type", "crime_type", "offence", "offence group", "type")
_WEIGHT_NAMES = ("weight", "harm", "score", "severity", "value")


@dataclass(frozen=True)
class HarmWeights:
    """Weights by category, as the file has them.

    weight           category -> weight, in the order of the file
    category_column  name of the column of categories; "" where the file has no header
    weight_column    name of the column of weights; "" likewise
    """

    weight: dict[str, float]
    category_column: str
    weight_column: str


def text_of(content: bytes) -> str:
    """The text of a weights file as spreadsheets save it: UTF-8, UTF-16 with its byte order mark, or Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_harm_weights(
    text: str, category_column: Optional[str] = None, weight_column: Optional[str] = None
) -> HarmWeights:
    """Read a CSV of categories and weights.

    text             the file's content; a byte order mark is skipped; commas, semicolons, tabs or bars between columns
    category_column  name of the column of categories; None: the first column, or the one whose name says so
    weight_column    name of the column of weights; None: the second column, or the one whose name says so
    Returns HarmWeights.
    Raises InvalidInput, with the row, for a weight that is negative or not a number, a category that is empty or comes
    twice (without regard to case and spaces), a column that is not there, or a file without a weight.
    The first row is a header when names were given, or when no number stands in the place of its weight. Numbers are
    written with a point; with semicolons or tabs between columns a decimal comma is understood too.
    """
    delimiter, cells = _table(text.lstrip("\ufeff"))
    rows = [(number, row) for number, row in enumerate(cells, start=1) if any(row)]
    if not rows:
        raise InvalidInput("The weights file is empty. Give a CSV with a category and a weight in each row.")
    header = rows[0][1]
    place, named = _columns(header, category_column, weight_column, delimiter)
    weight: dict[str, float] = {}
    seen: dict[str, int] = {}
    for number, row in rows[1:] if named else rows:
        category, value = _row(number, row, place, delimiter)
        if loose_name(category) in seen:
            raise InvalidInput(
                f"Row {number} of the weights file gives '{category}' again, after row {seen[loose_name(category)]}. "
                "Keep one of the two."
            )
        seen[loose_name(category)] = number
        weight[category] = value
    if not weight:
        raise InvalidInput("The weights file has a header but no weights. Add a row for each category.")
    return HarmWeights(weight, header[place[0]] if named else "", header[place[1]] if named else "")


def _table(text: str) -> tuple[str, list[list[str]]]:
    """The delimiter that makes columns of the most rows, and the cells."""
    tables = {mark: _cells(text, mark) for mark in _DELIMITERS}
    # Of equals the first: a comma may be a decimal one, or stand within a category.
    best = max(tables, key=lambda mark: sum(len(row) > 1 for row in tables[mark]))
    return best, tables[best]


def _cells(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InvalidInput(f"The weights file cannot be read as CSV: {error}. Save it as a CSV of text.") from error
    return [[cell.strip() for cell in row] for row in rows]


def _columns(
    header: list[str], category: Optional[str], weight: Optional[str], delimiter: str
) -> tuple[tuple[int, int], bool]:
    """Numbers of the two columns, and whether the first row names them."""
    if len(header) < 2:
        raise InvalidInput(
            f"The first row of the weights file has {len(header)} column: '{header[0][:60]}'. Give a category and a "
            "weight in each row, with a comma, semicolon or tab between them."
        )
    place = (_column(header, category, _CATEGORY_NAMES, 0), _column(header, weight, _WEIGHT_NAMES, 1))
    named = bool(category or weight) or _number(header[place[1]], delimiter) is None
    if not named:
        place = (0, 1)
    if place[0] == place[1]:
        raise InvalidInput(
            f"Category and weight would both be read from column '{header[place[0]]}'. Name the two columns."
        )
    return place, named


def _column(header: list[str], asked: Optional[str], known: Sequence[str], otherwise: int) -> int:
    names = [loose_name(name) for name in header]
    if asked:
        if loose_name(asked) not in names:
            raise InvalidInput(f"The weights file has no column '{asked}'. It has: {', '.join(header)}.")
        return names.index(loose_name(asked))
    return next((names.index(loose_name(name)) for name in known if loose_name(name) in names), otherwise)


def _row(number: int, row: list[str], place: tuple[int, int], delimiter: str) -> tuple[str, float]:
    if len(row) <= max(place):
        raise InvalidInput(f"Row {number} of the weights file has {len(row)} columns. Give a category and a weight.")
    category, text = row[place[0]], row[place[1]]
    value = _number(text, delimiter)
    if not category:
        raise InvalidInput(f"Row {number} of the weights file has no category. Add it, or remove the row.")
    if value is None or value < 0:
        raise InvalidInput(f"Row {number} of the weights file: '{text}' is no weight. Give a number of zero or more.")
    return category, value


def _number(text: str, delimiter: str) -> Optional[float]:
    if "_" in text:
        return None
    try:
        value = float(text.replace(",", ".") if delimiter != "," else text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def loose_name(name: str) -> str:
    """A name without regard to case and spaces."""
    return "".join(name.split()).casefold()
