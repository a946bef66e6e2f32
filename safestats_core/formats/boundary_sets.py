"""Which layers of a file hold boundaries, and which columns are code, name and parent: a guess, and it is stated."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Union

import numpy as np

from ..errors import UnreadableSupply

_SUFFIXES = (".gpkg", ".shp", ".geojson", ".fgb", ".tab", ".kml")
_CODE_COLUMN = re.compile(r".*(cd|code)", re.IGNORECASE)
_NAME_COLUMN = re.compile(r".*(nm|name)", re.IGNORECASE)
_PARENT_COLUMNS = (
    re.compile(r"(lad|la|lb|borough|district).*(cd|code)", re.IGNORECASE),
    re.compile(r"borough|(lad|la|borough|district).*(nm|name)", re.IGNORECASE),
)
_OFFICIAL_CODE = re.compile(r"[EWSN]\d{8}")
_TYPE_BY_CODE = {
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09"), "borough"),
    **dict.fromkeys(("E05", "W05", "S13", "N08"), "ward"),
    **dict.fromkeys(("E01", "W01", "S01"), "lsoa"),
}
"""How the codes begin that the Office for National Statistics gives to areas."""

_TYPE_BY_WORD = (
    (re.compile(r"msoa|middle", re.IGNORECASE), None),
    (re.compile(r"lsoa|lower", re.IGNORECASE), "lsoa"),
    (re.compile(r"ward|(^|[^a-z])wd\d", re.IGNORECASE), "ward"),
    (re.compile(r"borough|(^|[^a-z])lad([^a-z]|$)|district|local.?auth", re.IGNORECASE), "borough"),
)


@dataclass(frozen=True)
class BoundarySet:
    """A layer of polygons.

    source    what GDAL opens: the file, or its member of a zip
    type      a key of AREA_TYPES; None where neither codes nor names tell
    code      the column that tells its areas apart
    name      the column with the words for them; `code` again where there is none
    parent    the column with the borough that a ward or LSOA lies in, or None
    features  how many polygons
    """

    source: str
    layer: str
    type: Optional[str]
    code: str
    name: str
    parent: Optional[str]
    features: int


def boundary_sets(path: Union[str, Path]) -> list[BoundarySet]:
    """Every layer of polygons in a GeoPackage, GeoJSON file or Shapefile, or in a zip or folder of them.

    Raises UnreadableSupply where there is none.
    """
    found = [_described(source, layer) for source in _sources(Path(path)) for layer in _polygon_layers(source)]
    sets = [each for each in found if each is not None]
    if not sets:
        raise UnreadableSupply(f"{path} holds no polygons with columns. Boundaries come as {', '.join(_SUFFIXES[:3])}.")
    return sets


def columns_of(source: str, layer: str) -> dict[str, np.ndarray]:
    """The columns of a layer, without its polygons."""
    import pyogrio  # slow to import, and most work needs no boundaries

    meta, _, _, fields = pyogrio.raw.read(source, layer=layer, read_geometry=False)
    return dict(zip(meta["fields"], fields))


def _sources(path: Path) -> list[str]:
    if not path.exists():
        raise UnreadableSupply(f"There is no file or folder {path}. Check the path.")
    if path.is_dir():
        return [str(inner) for inner in sorted(path.rglob("*")) if inner.suffix.lower() in _SUFFIXES]
    if path.suffix.lower() != ".zip":
        return [str(path)]
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.namelist(), key=lambda name: (_rank(name), name))
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableSupply(f"{path} is not a zip archive: {error}. Fetch it again.") from error
    return [f"/vsizip/{path.as_posix()}/{name}" for name in members if _rank(name) < len(_SUFFIXES)]


def _rank(name: str) -> int:
    suffix = Path(name).suffix.lower()
    return _SUFFIXES.index(suffix) if suffix in _SUFFIXES else len(_SUFFIXES)


def _polygon_layers(source: str) -> list[str]:
    import pyogrio  # slow to import, and most work needs no boundaries

    try:
        layers = pyogrio.list_layers(source)
    except pyogrio.errors.DataSourceError as error:
        raise UnreadableSupply(f"{source} cannot be read as boundaries: {error}") from error
    return [str(name) for name, kind in layers if kind is not None and ("Polygon" in kind or kind == "Unknown")]


def _described(source: str, layer: str) -> Optional[BoundarySet]:
    columns = columns_of(source, layer)
    texts = {name: [str(value) for value in values] for name, values in columns.items()}
    features = max((len(values) for values in texts.values()), default=0)
    if not features:
        return None
    named = _most_distinct(texts, _NAME_COLUMN)
    code = _most_distinct(texts, _CODE_COLUMN) or named or next(iter(texts))
    name = _partner(code, texts) or named or code
    kind = _type_of(texts[code], code, layer)
    parent = None if kind == "borough" else _parent_of(texts, code)
    return BoundarySet(source, layer, kind, code, name, parent, features)


def _most_distinct(texts: Mapping[str, Sequence[str]], wanted: re.Pattern) -> Optional[str]:
    """Of the columns named so, the one with most different values: an LSOA's own code, not its district's."""
    candidates = [name for name in texts if wanted.fullmatch(name)]
    return max(candidates, key=lambda name: len(set(texts[name])), default=None)


def _partner(code: str, names: Mapping[str, object]) -> Optional[str]:
    """The name column that goes with a code column, as LAD22NM with LAD22CD."""
    stem = re.sub(r"(cd|code)$", "", code, flags=re.IGNORECASE).casefold()
    return next((name for name in names if stem and name.casefold() in (f"{stem}nm", f"{stem}name")), None)


def _parent_of(names: Mapping[str, object], code: str) -> Optional[str]:
    matches = (name for wanted in _PARENT_COLUMNS for name in names if wanted.fullmatch(name) and name != code)
    return next(matches, None)


def _type_of(codes: Sequence[str], column: str, layer: str) -> Optional[str]:
    begins = Counter(code[:3] for code in codes if _OFFICIAL_CODE.fullmatch(code))
    if sum(begins.values()) == len(codes):
        return _TYPE_BY_CODE.get(begins.most_common(1)[0][0])
    for words in (column, layer):
        for wanted, kind in _TYPE_BY_WORD:
            if wanted.search(words):
                return kind
    return None
