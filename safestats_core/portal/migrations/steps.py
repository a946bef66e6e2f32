"""Which versions of the tables there are, told by the names of their files: Alembic is not needed for that."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

MIGRATIONS = Path(__file__).parent


@lru_cache
def versions() -> tuple[str, ...]:
    """Every version, oldest first: "0001", "0002" and so on."""
    return tuple(sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v[0-9][0-9][0-9][0-9]_*.py")))


def newest() -> str:
    """The version that this program works with."""
    return versions()[-1]
