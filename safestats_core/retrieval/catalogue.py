"""What a portal says about itself to one person: who she is, her datasets, their months and areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Optional

import shapely
from shapely.geometry import shape

from ..access import Level


@dataclass(frozen=True)
class Me:
    """The person who is signed in."""

    username: str
    full_name: str
    organisation: str
    portal: str


_LISTS = ("fields", "partial_months", "missing_months", "disclosure")


@dataclass(frozen=True)
class DatasetInfo:
    """One dataset at one level, as far as the person may see it.

    collection   its name in web addresses
    fields       columns of its tables, in order
    scope_hash   changes as soon as the person's rights do
    lease_hours  how long its data may be used without asking the portal
    access_ends  when the person's rights become less by themselves, as ISO 8601: a lease ends then at the latest
    updated      when the portal last took data in, as ISO 8601
    first_month, last_month, rows   of what she may see; None and 0 when there is nothing yet
    partial_months, missing_months  in which some supplier sent less than everything, or nothing
    has_terms    whether terms of use hold for it
    disclosure   the disclosure profiles that its counts pass; none for records, and for counts as they are
    asks_before_export   whether these demand that a program asks what for before it writes rows into a file
    """

    collection: str
    dataset: str
    level: Level
    title: str
    agency: str
    theme: str
    description: str
    attribution: str
    licence: str
    handling: str
    time_zone: str
    crs: str
    fields: tuple[str, ...]
    scope_hash: str
    lease_hours: float
    updated: Optional[str]
    first_month: Optional[str]
    last_month: Optional[str]
    rows: int
    partial_months: tuple[str, ...] = ()
    missing_months: tuple[str, ...] = ()
    has_terms: bool = False
    asks_before_export: bool = False
    access_ends: Optional[str] = None
    disclosure: tuple[str, ...] = ()

    @classmethod
    def from_note(cls, note: Mapping[str, Any]) -> DatasetInfo:
        """The inverse of `as_note`."""
        lists = {name: tuple(note.get(name, ())) for name in _LISTS}
        return cls(**{**note, "level": Level(note["level"]), **lists})

    def lease_from(self, moment: datetime) -> datetime:
        """Until when data may be used without the portal that said all this at `moment`."""
        hours = moment + timedelta(hours=self.lease_hours)
        return hours if self.access_ends is None else min(hours, datetime.fromisoformat(self.access_ends))

    def as_note(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class MonthInfo:
    """One month of a collection; `version` changes as soon as a visible row does."""

    month: str
    rows: int
    version: str


@dataclass(frozen=True)
class Area:
    """A borough or ward with its outline in WGS 84; `borough` is the code of the one around it."""

    code: str
    name: str
    borough: Optional[str]
    geometry: shapely.Geometry

    @classmethod
    def from_note(cls, note: Mapping[str, Any]) -> Area:
        """The inverse of `as_note`."""
        return cls(**{**note, "geometry": shapely.from_wkb(note["geometry"])})

    def as_note(self) -> dict[str, Any]:
        """All of it as JSON values; the outline as well-known binary in hexadecimal."""
        return {
            "code": self.code,
            "name": self.name,
            "borough": self.borough,
            "geometry": shapely.to_wkb(self.geometry, hex=True),
        }


def read_me(document: Any) -> Me:
    """The answer of /me."""
    return Me(*(str(document[name]) for name in ("username", "full_name", "organisation", "portal")))


def read_datasets(document: Any) -> list[DatasetInfo]:
    """The answer of /collections."""
    return [dataset_info(collection) for collection in document["collections"]]


def read_areas(document: Any) -> list[Area]:
    """The answer of /areas/{type}, a GeoJSON FeatureCollection."""
    return [
        Area(p["code"], p["name"], p.get("borough"), shape(feature["geometry"]))
        for feature in document["features"]
        for p in (feature["properties"],)
    ]


def read_months(document: Any) -> tuple[str, list[MonthInfo]]:
    """The answer of /collections/{id}/months: under which scope, and the months."""
    months = [MonthInfo(m["month"], int(m["rows"]), m["version"]) for m in document["months"]]
    return document["scope_hash"], months


def _moment(text: Optional[str]) -> Optional[str]:
    if text is None:
        return None
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))  # the letter is read from Python 3.11 on
    return found.astimezone(timezone.utc).isoformat()


def dataset_info(collection: Any) -> DatasetInfo:
    """What a portal says of one collection."""
    ours = collection["safestats"]
    first, last = ours["months"] or (None, None)
    incomplete = ours.get("coverage", {}).get("incomplete_months", {})
    same = ("dataset", "agency", "theme", "attribution", "licence", "handling", "time_zone", "crs", "scope_hash")
    return DatasetInfo(
        collection=collection["id"],
        title=collection["title"],
        description=collection.get("description") or "",
        level=Level(ours["level"]),
        fields=tuple(ours["fields"]),
        lease_hours=float(ours["lease_hours"]),
        access_ends=_moment(ours.get("access_ends")),
        updated=ours["updated"],
        first_month=first,
        last_month=last,
        rows=int(ours["rows"]),
        partial_months=tuple(incomplete.get("partial", ())),
        missing_months=tuple(incomplete.get("missing", ())),
        asks_before_export=ours.get("asks_before_export") is True,
        disclosure=tuple(ours.get("disclosure", ())),
        has_terms=any(link.get("rel") == "terms-of-service" for link in collection.get("links", ())),
        **{name: ours[name] for name in same},
    )
