"""A collection described: all numbers in it are those of what the person who asks may see."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from math import ceil, floor
from typing import Any, Optional
from zoneinfo import ZoneInfo

import pyarrow as pa

from ...access import Level
from ...incidents import CATEGORIES, LOCATION_PRECISIONS, TIME_PRECISIONS
from ..answering import store
from ..answering.row_filter import Box
from ..filters.expression import GEOMETRY
from ..filters.fields import filter_fields
from ..lifecycle.coverage import coverage_in
from ..people import scope_ends
from ..portal import Portal
from .collection import Collection
from .coverage import summary
from .crs import CRS84, offered
from .site import ARROW, CSV, FLATGEOBUF, GEOJSON, JSON, JSON_SCHEMA, QUERYABLES, link
from .terms_links import asks_first, terms_links

_TITLES = {
    Level.RECORD: "{}",
    Level.POINT: "{} (anonymous points)",
    Level.COUNTS: "{} (counts by ward and month)",
}

_CHOICES = {
    "category": CATEGORIES,
    "time_precision": TIME_PRECISIONS,
    "location_precision": LOCATION_PRECISIONS,
}


def describe(portal: Portal, asked: Collection, url: str) -> dict[str, Any]:
    """The OGC description of a collection at a portal whose base URL is `url`, with our own part `safestats`."""
    address = f"{url}/collections/{asked.id}"
    span = store.span(portal, asked.scope)
    return {
        "id": asked.id,
        "title": _TITLES[asked.scope.level].format(asked.dataset.title),
        "description": asked.dataset.description,
        "itemType": "feature",
        "crs": [crs.uri for crs in offered(asked.dataset.crs)],
        "storageCrs": CRS84.uri,
        "extent": _extent(portal, asked, span),
        "links": [
            link(address, "self", JSON),
            link(f"{address}/items", "items", GEOJSON, "GeoJSON, in pages"),
            link(f"{address}/items?f=arrow", "items", ARROW, "Arrow stream, whole"),
            link(f"{address}/items?f=flatgeobuf", "items", FLATGEOBUF, "FlatGeobuf, whole"),
            link(f"{address}/items?f=csv", "items", CSV, "CSV, whole"),
            link(f"{address}/queryables", QUERYABLES, JSON_SCHEMA),
            link(f"{address}/coverage", "describedby", JSON, "Which months of which supplier are there"),
            *terms_links(portal, asked.dataset, address),
        ],
        "safestats": {
            **_about(asked, span),
            **asks_first(portal, asked.dataset),
            "access_ends": _access_ends(portal, asked),
            "coverage": summary(coverage_in(portal, asked.scope)),
        },
    }


def describe_fields(asked: Collection, url: str) -> dict[str, Any]:
    """The fields that the person can filter by, which she also sees, as JSON Schema."""
    seen = {field.name: field for field in asked.scope.schema}
    fields = {name: _property(seen[name]) for name in filter_fields(asked.scope) if name in seen}
    if GEOMETRY in filter_fields(asked.scope):
        place = "polygon" if asked.scope.level == Level.COUNTS else "point"
        fields[GEOMETRY] = {"format": f"geometry-{place}", "x-ogc-role": "primary-geometry"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{url}/collections/{asked.id}/queryables",
        "type": "object",
        "title": _TITLES[asked.scope.level].format(asked.dataset.title),
        "properties": fields,
        "additionalProperties": False,
    }


def _about(asked: Collection, span: Optional[store.Span]) -> dict[str, Any]:
    dataset, scope = asked.dataset, asked.scope
    shared = ("agency", "theme", "attribution", "licence", "handling", "time_zone", "crs", "lease_hours")
    return {
        "dataset": dataset.name,
        "level": scope.level.value,
        **{name: getattr(dataset, name) for name in shared},
        "fields": list(scope.fields),
        # Of counts: what they passed here, so that what is made from them can be held to the same.
        **({"disclosure": sorted(scope.disclosure)} if scope.level == Level.COUNTS else {}),
        "scope_hash": scope.scope_hash,
        # The day: the moment would tell when rows changed that the person may not see.
        "updated": None if dataset.updated is None else f"{dataset.updated:%Y-%m-%dT00:00:00Z}",
        "months": [span.first, span.last] if span else None,
        "rows": span.rows if span else 0,
    }


def _access_ends(portal: Portal, asked: Collection) -> Optional[str]:
    """When what the person may see becomes less by itself: nobody may go on with it then, within its hours or not."""
    now = datetime.now(timezone.utc)
    ends = scope_ends(portal, asked.person, asked.dataset.name, asked.scope.level, now)
    return None if ends is None else _written(ends)


def _extent(portal: Portal, asked: Collection, span: Optional[store.Span]) -> dict[str, Any]:
    box = store.extent(portal, asked.scope)
    zone = ZoneInfo(asked.dataset.time_zone)
    spatial = {"spatial": {"bbox": [_widened(box)], "crs": CRS84.uri}} if box else {}
    if span is None:
        return spatial
    begins = _month_start(span.first, zone)
    ends = _month_start(span.last, zone, later=1) - timedelta(seconds=1)
    return {**spatial, "temporal": {"interval": [[_written(begins), _written(ends)]]}}


def _widened(box: Box) -> Box:
    """The box out to whole hundredths of a degree: its sides would else be exact places of incidents."""
    west, south, east, north = box
    return (floor(west * 100) / 100, floor(south * 100) / 100, ceil(east * 100) / 100, ceil(north * 100) / 100)


def _month_start(month: str, zone: ZoneInfo, later: int = 0) -> datetime:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + later
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=zone)


def _written(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _property(field: pa.Field) -> dict[str, Any]:
    if field.name in _CHOICES:
        return {"type": "string", "enum": list(_CHOICES[field.name])}
    if pa.types.is_timestamp(field.type):
        return {"type": "string", "format": "date-time"}
    if pa.types.is_string(field.type):
        return {"type": "string"}
    return {"type": "integer" if pa.types.is_integer(field.type) else "number"}
