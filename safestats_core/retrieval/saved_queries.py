"""Questions that are kept at the portal: a person's own, and those that colleagues share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ..query import Query


@dataclass(frozen=True)
class SavedQuery:
    """A question with its name.

    id      names it at the portal
    note    as `Query.as_note` writes it
    shared  whether colleagues who hold a grant of its dataset see it, too
    own     whether the person who asks saved it; only then may she forget it
    owner   full name of who saved it
    saved   when, in UTC
    """

    id: str
    name: str
    note: dict[str, Any]
    shared: bool
    own: bool
    owner: str
    saved: datetime

    @classmethod
    def from_note(cls, note: Mapping[str, Any]) -> SavedQuery:
        """The inverse of `as_note`."""
        return cls(**{**note, "saved": datetime.fromisoformat(note["saved"])})

    def as_note(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {**asdict(self), "saved": self.saved.isoformat()}

    @property
    def query(self) -> Query:
        """What it asks. Raises InvalidInput for one that a newer SafeStats saved and this one does not understand."""
        return Query.from_note(self.note)


def read_saved_query(document: Any) -> SavedQuery:
    """One of them, as the portal states it."""
    return SavedQuery(
        id=str(document["id"]),
        name=str(document["name"]),
        note=dict(document["query"]),
        shared=document["shared"] is True,
        own=document["own"] is True,
        owner=str(document["owner"]),
        saved=datetime.fromisoformat(document["saved"].replace("Z", "+00:00")),
    )


def read_saved_queries(document: Any) -> list[SavedQuery]:
    """The answer of /queries."""
    return [read_saved_query(each) for each in document["queries"]]
