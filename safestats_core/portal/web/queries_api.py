"""The part of the OpenAPI document about saved queries and reports of exports."""

from __future__ import annotations

from typing import Any, Optional

from ...levels import Level
from ...query import PARTS_OF_NOTE
from .rights_api import NOT_ADMITTED_HERE
from .site import JSON

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_REFUSED = {"$ref": "#/components/responses/Refusal"}
_STATUSES = ("400", "401", "404", "503")

_PARTS: dict[str, dict[str, Any]] = {
    "dataset": {"type": "string", "minLength": 1},
    "level": {"type": "string", "enum": [level.value for level in Level]},
    "period": {"type": "array", "minItems": 2, "maxItems": 2, "items": _TEXT, "nullable": True},
    "area": {"type": "object", "description": "a GeoJSON Polygon or MultiPolygon", "nullable": True},
    **{name: {**_TEXTS, "nullable": True} for name in ("area_codes", "categories", "columns")},
    "weekdays": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 7}, "nullable": True},
    "hours": {"type": "string", "description": 'of the day, like "22-06"', "nullable": True},
}

_QUERY = {
    "type": "object",
    "required": ["dataset", "level"],
    "additionalProperties": False,
    "properties": {name: _PARTS[name] for name in PARTS_OF_NOTE},
}

_SAVE = {
    "type": "object",
    "required": ["name", "query"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 100},
        "query": _QUERY,
        "shared": {"type": "boolean", "default": False, "description": "whether colleagues see it, too"},
    },
}

_SAVED = {
    "type": "object",
    "required": ["id", "name", "query", "shared", "own", "owner", "saved"],
    "properties": {
        **dict.fromkeys(("id", "name", "owner"), _TEXT),
        "query": _QUERY,
        **dict.fromkeys(("shared", "own"), {"type": "boolean"}),
        "saved": {"type": "string", "format": "date-time"},
    },
}

_LIST = {
    "type": "object",
    "required": ["queries", "left_out"],
    "properties": {"queries": {"type": "array", "items": _SAVED}, "left_out": {"type": "integer"}},
}

_EXPORT = {
    "type": "object",
    "required": ["collection", "rows", "format", "purpose"],
    "additionalProperties": False,
    "properties": {
        "collection": {"type": "string", "minLength": 1, "maxLength": 200},
        "rows": {"type": "integer", "minimum": 0, "maximum": 10**12},
        "format": {"type": "string", "minLength": 1, "maxLength": 40},
        "purpose": {"type": "string", "minLength": 1, "maxLength": 500},
        "exported": {"type": "string", "format": "date-time", "description": "where that was earlier than now"},
    },
}


def queries_paths() -> dict[str, Any]:
    """Listing, saving and forgetting questions; reporting an export."""
    number = {"name": "id", "in": "path", "required": True, "schema": _TEXT}
    save = _operation("Save a question, in the place of an own one of that name", {"201": _SAVED, "200": _SAVED}, _SAVE)
    return {
        "/queries": {
            "get": _operation("Saved questions: her own, and those that colleagues share", {"200": _LIST}),
            "post": save,
        },
        "/queries/{id}": {"delete": {**_operation("Forget one of her own", {"204": None}), "parameters": [number]}},
        "/exports": {"post": _operation("Tell that rows were written into a file", {"204": None}, _EXPORT)},
    }


def _operation(
    summary: str, answers: dict[str, Optional[dict[str, Any]]], body: Optional[dict[str, Any]] = None
) -> dict[str, Any]:
    responses: dict[str, Any] = {**dict.fromkeys(_STATUSES, _REFUSED), "403": NOT_ADMITTED_HERE}
    for status, schema in answers.items():
        content = {} if schema is None else {"content": {JSON: {"schema": schema}}}
        responses[status] = {"description": summary, **content}
    asked = {} if body is None else {"requestBody": {"required": True, "content": {JSON: {"schema": body}}}}
    return {"summary": summary, "parameters": [], "security": [{"signIn": ["openid"]}], "responses": responses, **asked}
