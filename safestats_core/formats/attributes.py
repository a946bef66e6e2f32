"""The columns that a profile gives no meaning to: kept as a JSON object in each row, as the supplier wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from .profile import Column, Profile, named_columns
from .rows import Rows, joined


def read_attributes(rows: Rows, profile: Profile, found: Mapping[str, pa.Array]) -> pa.Array:
    """A JSON object of the other columns of each row and of what was `found` out, without blanks; null where empty."""
    known = rows.names_of(Column((*named_columns(profile), *profile.ignore)))
    others = {name: rows.columns[name] for name in rows.columns if name not in known and name not in found}
    members = [_members(name, text) for name, text in {**others, **found}.items()]
    body = joined(members, ", ", rows.count)
    written = pc.binary_join_element_wise("{", body, "}", "")
    return pc.if_else(pc.equal(body, ""), pa.scalar(None, pa.string()), written)


def _members(name: str, text: pa.Array) -> pa.Array:
    """`"name": "value"` for each row, written once for each value that occurs."""
    coded = text.dictionary_encode()
    encode = json.JSONEncoder(ensure_ascii=False).encode
    written = [f"{encode(name)}: {encode(value)}" for value in coded.dictionary.to_pylist()]
    return pa.array(written, pa.string()).take(coded.indices)
