"""The audit log as a file for others: CSV for a spreadsheet, JSON lines for a program that checks the seals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from ...spreadsheet import guarded
from ..audit import AuditEntry
from ..portal import Portal
from ..schema.audit import entries
from .chain import START

_HEAD = ("number", "time", "person", "operation", "dataset", "level", "rows", "detail", "seal")


def csv_lines(found: Iterable[AuditEntry]) -> Iterator[str]:
    """A line of names, then one for each entry. Text that begins like a formula gets an apostrophe in front."""
    yield _csv_line(_HEAD)
    for entry in found:
        values = _values(entry)
        cells = (values[name] for name in _HEAD)
        yield _csv_line(guarded(cell) if isinstance(cell, str) else cell for cell in cells)


def json_lines(portal: Portal, found: Iterable[AuditEntry]) -> Iterator[str]:
    """A JSON object for each entry as it was sealed, with its seal and `before`, the seal that it continues."""
    previous, number = START, 0
    for entry in found:
        before = previous if entry.number == number + 1 else _seal_of(portal, entry.number - 1)
        yield json.dumps({**_values(entry), "before": before}) + "\n"
        previous, number = entry.seal, entry.number


def _seal_of(portal: Portal, number: int) -> str:
    with portal.audit_engine.connect() as connection:
        return connection.scalar(select(entries.c.seal).where(entries.c.number == number)) or START


def _values(entry: AuditEntry) -> dict[str, Any]:
    kept = {
        name: getattr(entry, name) for name in ("number", "person", "operation", "dataset", "level", "rows", "seal")
    }
    return {**kept, "time": entry.time.isoformat(timespec="microseconds"), "detail": entry.text}


def _csv_line(values: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
