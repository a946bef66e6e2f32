"""What the operating system refused, in words that a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import DiskRefuses


@contextmanager
def said_plainly(path: Path, done: str) -> Iterator[None]:
    """Turn an OSError of the block into DiskRefuses: "`path` cannot be `done`", with the reason and what to check."""
    try:
        yield
    except OSError as error:
        raise DiskRefuses(
            f"{path} cannot be {done}: {error.strerror or error}. Check the free space and the rights on its folder."
        ) from error
