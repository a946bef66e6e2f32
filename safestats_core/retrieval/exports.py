"""What a portal is told of rows that a person wrote into a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any

from ..errors import InvalidInput

_LONGEST = {"format": 40, "purpose": 500}


@dataclass(frozen=True)
class ExportReport:
    """One export.

    collection  whose rows they are, by its name in web addresses
    rows        how many
    format      of the file, for example "GeoPackage"
    purpose     what for, in the person's words
    exported    when, in UTC by this computer's clock, as ISO 8601
    """

    collection: str
    rows: int
    format: str
    purpose: str
    exported: str

    def as_note(self) -> dict[str, Any]:
        """As JSON has it, and as the portal takes it."""
        return asdict(self)


def export_report(collection: str, rows: int, format: str, purpose: str, now: datetime) -> ExportReport:
    """The report of an export at the moment `now`. Raises InvalidInput for what no portal would take."""
    for name, text in (("format", format), ("purpose", purpose)):
        if not text.strip() or len(text) > _LONGEST[name] or not text.isprintable():
            raise InvalidInput(f"The {name} of an export is a text of 1 to {_LONGEST[name]} characters on one line.")
    if rows < 0:
        raise InvalidInput(f"{rows} rows cannot have been exported. Give their number.")
    return ExportReport(collection, rows, format, purpose, f"{now.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}")
