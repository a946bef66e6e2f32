"""The part of the OpenAPI document about terms of use and grants that are handed on."""

from __future__ import annotations

from typing import Any, Optional

from .site import JSON

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_OBJECT = {"type": "object"}
_REFUSED = {"$ref": "#/components/responses/Refusal"}
_STATUSES = ("400", "401", "404", "503")
NOT_ADMITTED_HERE = {"$ref": "#/components/responses/NotAdmitted"}

_GRANT = {
    "type": "object",
    "required": ["subject", "dataset", "level"],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("subject", "dataset", "from_month", "to_month", "expires", "disclosure"), _TEXT),
        "level": {"type": "string", "enum": ["record", "point", "counts"]},
        **dict.fromkeys(("areas", "fields", "categories"), _TEXTS),
    },
}


_TERMS_NOT_ACCEPTED = {
    "type": "object",
    "required": ["code", "description", "links"],
    "properties": {
        "code": {"type": "string", "enum": ["TermsNotAccepted"]},
        "description": _TEXT,
        "links": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["href", "rel"],
                "properties": {
                    "href": {"type": "string", "format": "uri"},
                    "rel": {"type": "string", "enum": ["terms-of-service"]},
                    "type": _TEXT,
                },
            },
        },
    },
}

_NOT_ADMITTED = {
    "type": "object",
    "required": ["code", "description"],
    "properties": {"code": {"type": "string", "enum": ["NotAdmitted"]}, "description": _TEXT},
}

NOT_ADMITTED = {
    "description": "Signed in at an issuer elsewhere, but not let in here",
    "content": {JSON: {"schema": _NOT_ADMITTED}},
}
"""403 at every door for people."""

NO_ROWS_YET = {
    "description": "Terms of use of the dataset are not accepted yet: the link leads to them; or not let in at all",
    "content": {JSON: {"schema": {"oneOf": [_TERMS_NOT_ACCEPTED, _NOT_ADMITTED]}}},
}
"""403 at every door that rows go through."""


def rights_paths() -> dict[str, Any]:
    """Reading and accepting terms of use; listing, handing on and taking back grants."""
    collection, number = _in_path("collectionId"), _in_path("number")
    version = {"type": "object", "required": ["version"], "properties": {"version": {"type": "integer", "minimum": 1}}}
    return {
        "/collections/{collectionId}/terms": {
            "get": _operation("The terms of use of its dataset, and whether they are accepted", "200", [collection]),
            "post": _operation("Accept a version of the terms of use", "200", [collection], version),
        },
        "/grants": {
            "get": _operation("What the person handed on of her organisation's rights", "200"),
            "post": _operation("Hand on a part of them", "201", [], _GRANT),
        },
        "/grants/{number}": {"delete": _operation("Take back what was handed on", "204", [number])},
    }


def _operation(
    summary: str, status: str, parameters: Optional[list[Any]] = None, body: Optional[dict[str, Any]] = None
) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": summary}
    if status != "204":
        answer["content"] = {JSON: {"schema": _OBJECT}}
    asked = {} if body is None else {"requestBody": {"required": True, "content": {JSON: {"schema": body}}}}
    return {
        "summary": summary,
        "parameters": parameters or [],
        "security": [{"signIn": ["openid"]}],
        "responses": {status: answer, **dict.fromkeys(_STATUSES, _REFUSED), "403": NOT_ADMITTED_HERE},
        **asked,
    }


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT}
