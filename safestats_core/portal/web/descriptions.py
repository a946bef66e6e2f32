"""A collection described: all numbers in it are those of what the person who asks may see."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from ...access import Level
from ...incidents import CATEGORIES, LOCATION_PRECISIONS, TIME_PRECISIONS
from .. import store
from ..portal import Portal
from .collection import Collection
from .site import ARROW, GEOJSON, JSON, JSON_SCHEMA, link

_WGS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"

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
    months = store.months(portal, asked.scope)
    return {
        "id": asked.id,
        "title": _TITLES[asked.scope.level].format(asked.dataset.title),
        "description": asked.dataset.description,
        "itemType": "feature",
        "crs": [_WGS84],
        "extent": _extent(portal, asked, months),
        "links": [
            link(address, "self", JSON),
            link(f"{address}/items", "items", GEOJSON, "GeoJSON, in pages"),
            link(f"{address}/items?f=arrow", "items", ARROW, "Arrow stream, whole"),
            link(f"{address}/queryables", _QUERYABLES, JSON_SCHEMA),
        ],
        "safestats": _about(asked, months),
    }


def describe_fields(asked: Collection, url: str) -> dict[str, Any]:
    """The fields that the person sees, as JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{url}/collections/{asked.id}/queryables",
        "type": "object",
        "title": _TITLES[asked.scope.level].format(asked.dataset.title),
        "properties": {field.name: _property(field) for field in asked.scope.schema},
        "additionalProperties": False,
    }


def _about(asked: Collection, months: list[store.MonthSummary]) -> dict[str, Any]:
    dataset, scope = asked.dataset, asked.scope
    shared = ("agency", "theme", "attribution", "licence", "handling", "time_zone", "crs", "lease_hours")
    return {
        "dataset": dataset.name,
        "level": scope.level.value,
        **{name: getattr(dataset, name) for name in shared},
        "fields": list(scope.fields),
        "scope_hash": scope.scope_hash,
        "updated": None if dataset.updated is None else _written(dataset.updated),
        "months": [months[0].month, months[-1].month] if months else None,
        "rows": sum(month.rows for month in months),
    }


def _extent(portal: Portal, asked: Collection, months: list[store.MonthSummary]) -> dict[str, Any]:
    box = store.extent(portal, asked.scope)
    zone = ZoneInfo(asked.dataset.time_zone)
    spatial = {"spatial": {"bbox": [box], "crs": _WGS84}} if box else {}
    if not months:
        return spatial
    begins = _month_start(months[0].month, zone)
    ends = _month_start(months[-1].month, zone, later=1) - timedelta(seconds=1)
    return {**spatial, "temporal": {"interval": [[_written(begins), _written(ends)]]}}


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
