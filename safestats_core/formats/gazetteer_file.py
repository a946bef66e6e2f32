"""The operator's gazetteer: a CSV with the columns name, and easting and northing (British national grid) or longitude
and latitude; perhaps aliases, divided by semicolons, and area, the borough or town that tells equal names apart.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..errors import InvalidInput
from ..projection import to_wgs84
from .gazetteer import Gazetteer, Place, gazetteer_of, plain_tokens
from .headers import find_name

_GRID = "EPSG:27700"
_COLUMNS = ("name", "aliases", "easting", "northing", "longitude", "latitude", "area")


def read_gazetteer(path: Path) -> Gazetteer:
    """The gazetteer in a CSV file.

    Raises InvalidInput, with the line, where the file, a column or a coordinate cannot be used: what the operator
    wrote is corrected, not skipped.
    """
    return parse_gazetteer(gazetteer_text(path), path)


def gazetteer_text(path: Path) -> str:
    """What stands in a gazetteer's file. Raises InvalidInput where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InvalidInput(f"Cannot read the gazetteer {path}: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"The gazetteer {path} is not UTF-8. Save it again as 'CSV UTF-8'.") from error


def parse_gazetteer(text: str, path: Path) -> Gazetteer:
    """The gazetteer that `text` is, which stood in the file `path`. Raises InvalidInput as `read_gazetteer` does."""
    gazetteer = gazetteer_of(path.name, hashlib.sha256(text.encode()).hexdigest(), _places(text, path))
    if not gazetteer.count:
        raise InvalidInput(f"The gazetteer {path} names no place. Give it a row for each.")
    return gazetteer


def _places(text: str, path: Path) -> Iterator[tuple[Place, list[str]]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise InvalidInput(f"The gazetteer {path} cannot be split into rows: {error}.") from error
    header = rows[0] if rows else []
    found = {wanted: find_name(header, wanted) for wanted in _COLUMNS}
    grid = bool(found["easting"] and found["northing"])
    if not found["name"] or not (grid or (found["longitude"] and found["latitude"])):
        raise InvalidInput(
            f"The gazetteer {path} has the columns {', '.join(header) or '(none)'}. It needs name, and easting and "
            "northing or longitude and latitude; aliases and area may be added."
        )
    place = {wanted: header.index(name) for wanted, name in found.items() if name}
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = {wanted: row[at].strip() if at < len(row) else "" for wanted, at in place.items()}
            yield _place(cells, grid, f"{path}, row {number}"), _divided(cells.get("aliases", ""))


def _place(cells: dict[str, str], grid: bool, where: str) -> Place:
    x, y = (cells[name] for name in (("easting", "northing") if grid else ("longitude", "latitude")))
    try:
        east, north = float(x), float(y)
    except ValueError as error:
        raise InvalidInput(f"The gazetteer {where}: ({x}, {y}) are not coordinates. Correct them.") from error
    if grid:
        east, north = (float(value[0]) for value in to_wgs84(np.array([east]), np.array([north]), _GRID))
    if not (abs(east) <= 180 and abs(north) <= 90):
        raise InvalidInput(f"The gazetteer {where}: ({x}, {y}) is no place on Earth. Check order and CRS.")
    if not plain_tokens(cells["name"]):
        raise InvalidInput(f"The gazetteer {where}: there is no name. Give one, or leave the row out.")
    return Place(cells["name"], east, north, cells.get("area", ""))


def _divided(aliases: str) -> list[str]:
    return [alias.strip() for alias in aliases.split(";") if alias.strip()]
