"""The feeds' part of the OpenAPI document."""

from __future__ import annotations

from typing import Any

from ..feeds.file_names import SUFFIXES
from .site import JSON

SECURITY = "supplier"

_TEXT = {"type": "string"}
_REFUSED = {"$ref": "#/components/responses/Refusal"}
_ASKED = {"security": [{SECURITY: ["feed"]}]}


def feeds_security(url: str) -> dict[str, Any]:
    """How a supplier's program gets its token, at the portal of that address."""
    flow = {"tokenUrl": f"{url}/oauth/token", "scopes": {"feed": "send deliveries, and read their receipts"}}
    return {"type": "oauth2", "flows": {"clientCredentials": flow}}


def feeds_paths() -> dict[str, Any]:
    """Sending a delivery, its receipt, and the rows that were refused."""
    path, receipt = "/feeds/{dataset}", {JSON: {"schema": {"type": "object"}}}
    file = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in SUFFIXES}
    named = {"name": "name", "in": "query", "required": False, "schema": _TEXT, "description": "the file's name"}
    return {
        path: {
            "post": {
                "summary": "Send a delivery; Content-Encoding may be gzip",
                "parameters": [_in_path("dataset"), named],
                "requestBody": {"required": True, "content": file},
                "responses": {
                    "201": {"description": "Its receipt", "content": receipt},
                    "200": {"description": "Its receipt; the same was taken in before", "content": receipt},
                    **dict.fromkeys(("400", "401", "404", "408", "413", "415", "422", "503"), _REFUSED),
                },
                **_ASKED,
            }
        },
        f"{path}/receipts/{{delivery}}": _get("The receipt of a delivery", receipt),
        f"{path}/receipts/{{delivery}}/refusals": _get(
            "Its refused rows, each with the reason", {"text/csv": {"schema": _TEXT}}
        ),
    }


def _get(summary: str, content: dict[str, Any]) -> dict[str, Any]:
    answers = {"200": {"description": summary, "content": content}}
    refused = dict.fromkeys(("400", "401", "404", "503"), _REFUSED)
    parameters = [_in_path("dataset"), _in_path("delivery")]
    return {"get": {"summary": summary, "parameters": parameters, "responses": {**answers, **refused}, **_ASKED}}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT}
