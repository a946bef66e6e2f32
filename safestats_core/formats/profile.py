"""What a supplier's columns mean, as data. `profile_file` reads a profile from TOML, `harmonise` applies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Optional

from .gazetteer import Gazetteer


@dataclass(frozen=True)
class Column:
    """Where a value stands in a row.

    names  the columns that hold it, joined by a space where there are several
    strip  a regular expression; what it matches is cut from the value
    """

    names: tuple[str, ...]
    strip: str = ""


@dataclass(frozen=True)
class SourceRule:
    """How a file is recognised and read.

    formats     of "csv", "json", "geojson", "parquet", "arrow"; none means any
    header      columns that must all be there; other columns of the profile may be missing
    columns     names for the columns of a file without a header line
    preamble    what lines above a CSV's header may state for all rows: a name, and its value in the next cell
    rename      name in the file -> column name, as "location.latitude" in a JSON answer -> "latitude"
    blank       words that mean "nothing", besides the empty cell
    recognised  False: the profile is used only when it is named
    """

    formats: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    rename: Mapping[str, str] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    recognised: bool = True


@dataclass(frozen=True)
class SupplierRule:
    """Who recorded the incident: a column, else a part of the file's name, else a fixed `value`."""

    column: Optional[Column] = None
    file_name: str = ""
    value: str = ""
    crosswalk: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CategoryRule:
    """The supplier's words for what happened, and the category that each stands for.

    value  the category of words that the crosswalk does not have; without a crosswalk, of every row
    """

    column: Optional[Column] = None
    value: str = ""
    crosswalk: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TimeRule:
    """When it happened. `precision` cuts to the day or month; None keeps what the format says."""

    start: Column
    end: Optional[Column]
    formats: tuple[str, ...]
    time_zone: str
    precision: Optional[str] = None


@dataclass(frozen=True)
class LocationRule:
    """Where it happened.

    x, y        columns of easting and northing, or longitude and latitude, in `crs`
    pair        one column holding both, as "(51.5, -0.1)", in the order `pair_order` ("xy" or "yx")
    extent      (west, south, east, north) in WGS 84 degrees; a point outside is refused
    otherwise   columns for rows whose `x` and `y` are blank, mostly coarser ones
    gazetteer   names of places, for rows without coordinates: `description` is looked up in it
    confidence  the least confidence, of gazetteer.CONFIDENCES, with which a place found by its name is used
    """

    x: Optional[Column] = None
    y: Optional[Column] = None
    pair: Optional[Column] = None
    pair_order: str = "xy"
    crs: str = "EPSG:4326"
    precision: str = "exact"
    description: Optional[Column] = None
    extent: Optional[tuple[float, float, float, float]] = None
    otherwise: Optional[LocationRule] = None
    gazetteer: Optional[Gazetteer] = None
    confidence: str = "medium"


@dataclass(frozen=True)
class ValueRules:
    """What a row's values must be; a row that breaks a rule is refused. Names of columns -> what is asked of them.

    required        columns that may not be blank
    known_category  the crosswalk must have the supplier's words
    not_in_future   the row's time must not lie ahead
    allowed         the only values that a column may have
    pattern         a regular expression that the whole value must match
    range           the least and the greatest number
    """

    required: tuple[str, ...] = ()
    known_category: bool = False
    not_in_future: bool = False
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pattern: Mapping[str, str] = field(default_factory=dict)
    range: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class DeleteRule:
    """How a supplier says that a row it sent before is to go: `column` holds one of the words `values`."""

    column: Column
    values: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A dataset, and how its supplier's files become incidents.

    update            "upsert": rows are replaced by key, or "replace-months": a file is the whole of its supplier
                      and months
    key               columns that identify a row; none: a digest of the row without `outcome`, and the number of
                      the repeat
    retention_months  how many months a row is kept after it happened; None: for ever
    descriptions      column -> what a supplier is told about it, in the Table Schema
    delete            which rows take back what was sent under their key; None: none does
    """

    name: str
    title: str
    agency: str
    theme: str
    description: str
    attribution: str
    licence: str
    handling: str
    time_zone: str
    crs: str
    update: str
    lease_hours: int
    source: SourceRule
    key: tuple[str, ...]
    source_id: Optional[Column]
    supplier: SupplierRule
    category: CategoryRule
    time: TimeRule
    location: LocationRule
    areas: Mapping[str, Column]
    outcome: Optional[Column]
    ignore: tuple[str, ...]
    rules: ValueRules = field(default_factory=ValueRules)
    retention_months: Optional[int] = None
    descriptions: Mapping[str, str] = field(default_factory=dict)
    delete: Optional[DeleteRule] = None


def named_columns(profile: Profile) -> tuple[str, ...]:
    """Every column that `profile` gives a meaning to, each once, in the order of its sections."""
    return tuple(dict.fromkeys(name for column in _columns(profile) for name in column.names))


def required_columns(profile: Profile) -> tuple[str, ...]:
    """The columns without which a file is not of this profile."""
    asked = profile.source.header or named_columns(profile)
    return tuple(dict.fromkeys((*asked, *profile.rules.required)))


def _columns(profile: Profile) -> Iterator[Column]:
    place = profile.location
    candidates = (
        Column(profile.key),
        profile.source_id,
        profile.supplier.column,
        profile.category.column,
        profile.time.start,
        profile.time.end,
        place.x,
        place.y,
        place.pair,
        place.otherwise.x if place.otherwise else None,
        place.otherwise.y if place.otherwise else None,
        place.description,
        *profile.areas.values(),
        profile.outcome,
        profile.delete.column if profile.delete else None,
    )
    return (column for column in candidates if column is not None)
