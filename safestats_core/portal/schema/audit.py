"""The audit log's tables: always SQLite beside the portal. Rows of `entries` can only be added."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Index, Integer, MetaData, Table, Text, event

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("time", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("dataset", Text),
    Column("level", Text),
    Column("detail", Text, nullable=False),
    Column("rows", Integer),
    Column("seal", Text, nullable=False),
    Index("entries_by_person", "person"),
    Index("entries_by_dataset", "dataset"),
)

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    comment="The last entry, sealed by itself, so that taking entries off the end is seen too.",
)

for _change in ("UPDATE", "DELETE"):
    event.listen(
        entries,
        "after_create",
        DDL(
            "CREATE TRIGGER entries_no_%(change)s BEFORE %(change)s ON entries "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
            context={"change": _change},
        ),
    )

# Logs that are older than these have to get them too, and tables that are there are not made again.
for _column in ("time", "operation"):
    _index = DDL(
        "CREATE INDEX IF NOT EXISTS entries_by_%(column)s ON entries (%(column)s)", context={"column": _column}
    )
    event.listen(metadata, "after_create", _index)
