"""Following a portal's changes: what they come to, and what they make of a month that is cached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import pyarrow as pa
import pyarrow.compute as pc

from ..access import LEVEL_SCHEMAS, Level
from ..retrieval.changes import Changes


@dataclass(frozen=True)
class Delta:
    """All that changed since a token was given, each row as it is now.

    token  what to follow on with
    """

    upserts: pa.Table
    removed: frozenset[str]
    token: str

    @property
    def rows(self) -> int:
        """How many rows it tells about."""
        return self.upserts.num_rows + len(self.removed)


def followed(ask: Callable[[str], Optional[Changes]], token: str, level: Level, most_rows: int) -> Optional[Delta]:
    """What changed since `token`; None where the token is good no longer, or there is more than `most_rows`.

    ask  gives the next part for a token
    """
    key = LEVEL_SCHEMAS[level].names[0]
    upserts: list[pa.Table] = []
    removed: set[str] = set()
    while True:
        part = ask(token)
        if part is None:
            return None
        coming = set(part.upserts[key].to_pylist())
        upserts = [_without(table, key, coming.union(part.removed)) for table in upserts]
        upserts.append(part.upserts)
        removed = (removed - coming).union(part.removed)
        token = part.following
        if sum(table.num_rows for table in upserts) + len(removed) > most_rows:
            return None
        if not part.more:
            return Delta(pa.concat_tables(upserts), frozenset(removed), token)


def patched(table: pa.Table, month: str, delta: Delta, level: Level) -> pa.Table:
    """A month's rows after the changes; a row that came to the month is in it, and one that left it is not.

    Columns of `table` may be dictionaries; they stay that.
    """
    key = LEVEL_SCHEMAS[level].names[0]
    outdated = delta.removed.union(delta.upserts[key].to_pylist())
    coming = delta.upserts.filter(pc.equal(delta.upserts["month"], month))
    return pa.concat_tables([_without(table, key, outdated), _encoded_as(table.schema, coming)])


def _encoded_as(schema: pa.Schema, table: pa.Table) -> pa.Table:
    columns = [
        table[each.name].dictionary_encode() if pa.types.is_dictionary(each.type) else table[each.name]
        for each in schema
    ]
    return pa.table(columns, schema=schema)


def _without(table: pa.Table, key: str, ids: frozenset[str] | set[str]) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(table[key], value_set=pa.array(sorted(ids), pa.string()))))
