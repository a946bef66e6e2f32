"""Somebody with an account."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    username: str
    full_name: str
    organisation: str

    @property
    def subjects(self) -> frozenset[str]:
        """The names under which grants reach this person."""
        return frozenset({f"person:{self.username}", f"organisation:{self.organisation}"})
