"""A collection: one dataset at one level, as far as one person sees it at a moment."""

from __future__ import annotations

from dataclasses import dataclass

from ..access import Level, Scope
from .datasets import Dataset
from .person import Person

_SUFFIXES = {Level.RECORD: "", Level.POINT: ".points", Level.COUNTS: ".counts"}


@dataclass(frozen=True)
class Collection:
    """What a person may see of a dataset at a level; `scope` is never empty."""

    dataset: Dataset
    scope: Scope
    person: Person

    @property
    def id(self) -> str:
        """The name in URLs: the dataset's, with its level where that is not the record."""
        return self.dataset.name + _SUFFIXES[self.scope.level]


def named(collection_id: str) -> tuple[str, Level]:
    """The dataset and the level that the name in URLs means."""
    for level, suffix in _SUFFIXES.items():
        if suffix and collection_id.endswith(suffix):
            return collection_id[: -len(suffix)], level
    return collection_id, Level.RECORD
