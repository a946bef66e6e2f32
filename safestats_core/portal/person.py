"""Somebody with an account: a person, or a program that reads."""

from __future__ import annotations

from dataclasses import dataclass

PROGRAM = "program:"
"""What the usernames of programs begin with; no person's username has a colon."""


@dataclass(frozen=True)
class Person:
    """Somebody with an account; a program has one, too."""

    username: str
    full_name: str
    organisation: str

    @property
    def subjects(self) -> frozenset[str]:
        """The names under which grants reach this person."""
        return frozenset({subject_of(self.username), f"organisation:{self.organisation}"})


def is_program(username: str) -> bool:
    """Whether an account is that of a program."""
    return username.startswith(PROGRAM)


def subject_of(username: str) -> str:
    """The name under which grants reach one account alone."""
    return username if is_program(username) else f"person:{username}"
