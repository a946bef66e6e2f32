"""A dataset's terms of use, as the portal states them to one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Terms:
    """The text, its version, and whether the person has accepted that version."""

    dataset: str
    version: int
    text: str
    accepted: bool


def read_terms(document: Any) -> Terms:
    """The answer of /collections/{id}/terms."""
    return Terms(
        str(document["dataset"]), int(document["version"]), str(document["text"]), document["accepted"] is True
    )
