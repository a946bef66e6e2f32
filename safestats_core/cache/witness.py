"""The second memory: which manifest is the newest, kept beside the key so that an old copy put back shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from ..errors import CacheDamaged

_WRITTEN = re.compile(r"0 |[1-9][0-9]{0,15} [0-9a-f]{64}")


@dataclass(frozen=True)
class Newest:
    """The manifest that was last written: its generation, and the SHA-256 of its file in hexadecimal."""

    generation: int = 0
    digest: str = ""

    def to_text(self) -> str:
        """As kept: the two values with a space between them."""
        return f"{self.generation} {self.digest}"

    @classmethod
    def from_text(cls, text: str) -> Newest:
        """What `to_text` wrote."""
        if not _WRITTEN.fullmatch(text):
            raise CacheDamaged(
                f"What is kept beside the cache key is no generation: '{text}'. Clear the cache and fetch again."
            )
        generation, digest = text.split(" ")
        return cls(int(generation), digest)


class Witness(Protocol):
    """Remembers the newest manifest in a place that a copy of the cache folder does not bring along."""

    def recall(self) -> Newest:
        """What was remembered last; generation 0 where nothing was."""

    def remember(self, newest: Newest) -> None:
        """Keep `newest` instead of what was kept."""


@dataclass
class MemoryWitness:
    """For a cache that lives in memory, as long as the process."""

    newest: Newest = field(default_factory=Newest)

    def recall(self) -> Newest:
        """What was remembered last."""
        return self.newest

    def remember(self, newest: Newest) -> None:
        """Keep `newest` instead of what was kept."""
        self.newest = newest
