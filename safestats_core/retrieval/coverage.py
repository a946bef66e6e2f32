"""What a portal says of each supplier's months: there, partly there, or not there at all. Absence is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional


@dataclass(frozen=True)
class Covered:
    """One month of one supplier; `state` is a key of COVERAGE_STATES, `note` what the portal's people say of it."""

    supplier: str
    month: str
    state: str
    note: Optional[str]


def read_coverage(document: Any) -> list[Covered]:
    """The answer of /collections/{id}/coverage."""
    return [
        Covered(str(each["supplier"]), str(each["month"]), str(each["state"]), each["note"])
        for each in document["coverage"]
    ]
