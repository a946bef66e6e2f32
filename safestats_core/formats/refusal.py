"""What is said of a row that is not taken in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken in: its record number in the file (the first record is 1), why, and which file."""

    row: int
    reason: str
    source: str
