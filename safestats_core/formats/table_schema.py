"""A profile as a Table Schema: the contract that a supplier, and any tool that knows the standard, can read.

Source: https://specs.frictionlessdata.io/table-schema (version 1). What the standard cannot say (which columns may be
left out, how two columns make one time) stands in the descriptions. The schema asks for nothing that the reader does
not ask for, but words are compared by it letter for letter, and by the reader in any spelling.
"""

from __future__ import annotations

import math
from typing import Any

from .profile import Profile, named_columns, required_columns
from .table_schema_columns import SECTIONS, plain_pattern


def table_schema(profile: Profile) -> dict[str, Any]:
    """The Table Schema of the tables that `profile` reads, ready to be written as JSON."""
    fields = [_field(profile, name) for name in _names(profile)]
    schema: dict[str, Any] = {
        "title": profile.title,
        "description": _description(profile),
        "fields": fields,
        "missingValues": ["", *profile.source.blank],
    }
    if profile.key:
        schema["primaryKey"] = list(profile.key)
    return schema


def _names(profile: Profile) -> list[str]:
    """Every column that means something, in the order of the file as far as the profile knows it."""
    source, rules = profile.source, profile.rules
    stated = [name for name in source.preamble if name not in source.rename]
    asked = (*rules.required, *rules.allowed, *rules.pattern, *rules.range)
    ordered = (*source.columns, *stated, *source.header, *named_columns(profile), *asked, *profile.descriptions)
    return list(dict.fromkeys(ordered))


def _description(profile: Profile) -> str:
    sentences = [
        profile.description,
        "Columns may come in any order, and others may be added: they are kept as the supplier wrote them.",
        "A row that breaks the contract is refused by itself; the receipt names the row and the reason.",
    ]
    if profile.source.columns:
        sentences.append(f"The file has no header line; its columns are: {', '.join(profile.source.columns)}.")
    if profile.ignore:
        sentences.append(f"These columns are not kept: {', '.join(profile.ignore)}.")
    if profile.delete:
        marks = " and ".join(profile.delete.column.names), " or ".join(f"'{word}'" for word in profile.delete.values)
        sentences.append(f"A row with {marks[1]} in {marks[0]} takes back what was sent under its key before.")
        sentences.append("Of such a row only the key is read; its other columns may be blank.")
    if profile.rules.not_in_future:
        sentences.append("A time may not lie in the future.")
    return " ".join(sentence for sentence in sentences if sentence)


def _field(profile: Profile, name: str) -> dict[str, Any]:
    """One column: what it is from the sections of the profile, then what the rules ask of it."""
    field: dict[str, Any] = {"name": name, "type": "string"}
    constraints: dict[str, Any] = {}
    told = [profile.descriptions[name]] if name in profile.descriptions else []
    for section in SECTIONS:
        for part in section(profile, name):
            told.append(part.pop("description"))
            constraints.update(part.pop("constraints", {}))
            field.update(part)
    constraints.update(_rules(profile, name, field))
    if profile.delete and name not in profile.key and constraints.pop("required", False):
        told.append("It may be blank only where the row is marked as deleted.")
    if profile.source.rename:
        told += _other_names(profile, name)
    if name not in required_columns(profile):
        told.append("The column may be left out.")
    field["description"] = " ".join(told) or "Kept as the supplier wrote it."
    if constraints:
        field["constraints"] = constraints
    return field


def _rules(profile: Profile, name: str, field: dict[str, Any]) -> dict[str, Any]:
    rules = profile.rules
    asked: dict[str, Any] = {"required": True} if name in rules.required else {}
    if name in rules.allowed:
        asked["enum"] = list(dict.fromkeys(rules.allowed[name]))
    if name in rules.pattern:
        asked["pattern"] = plain_pattern(rules.pattern[name])
    if name in rules.range:
        field["type"] = "number"
        limits = zip(("minimum", "maximum"), rules.range[name])
        asked.update({bound: limit for bound, limit in limits if math.isfinite(limit)})
    return asked


def _other_names(profile: Profile, name: str) -> list[str]:
    others = [written for written, meant in profile.source.rename.items() if meant == name]
    return [f"Also read as: {', '.join(others)}."] if others else []
