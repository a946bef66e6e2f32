from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

import pyarrow as pa
import pytest

from safestats_core.formats.harmonise import Refusal, harmonise
from safestats_core.formats.profile import Profile
from safestats_core.formats.profile_file import load_profile, read_profile
from safestats_core.formats.supply import Skipped, open_supply
from safestats_core.incidents import INCIDENT_SCHEMA, empty_incidents

DATA = Path(__file__).resolve().parents[2] / "data" / "formats"


@dataclass
class Taken:
    """All that came of a file or folder."""

    incidents: pa.Table = field(default_factory=empty_incidents)
    refusals: list[Refusal] = field(default_factory=list)
    read: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    tables: int = 0

    def __getitem__(self, column: str) -> list:
        return self.incidents[column].to_pylist()


def _take(path: Path, profile: Optional[Profile] = None) -> Taken:
    taken, parts = Taken(), [empty_incidents()]
    for supply in open_supply(path, profile):
        if isinstance(supply, Skipped):
            taken.skipped[supply.name] = supply.reason
            continue
        for table in supply.tables:
            part = harmonise(table, supply.profile, supply.name)
            assert part.read == table.num_rows == len(part.incidents) + len(part.refusals)
            assert part.incidents.schema == INCIDENT_SCHEMA
            part.incidents.validate(full=True)
            parts.append(part.incidents)
            taken.refusals += part.refusals
            taken.read += part.read
            taken.tables += 1
            for note, count in part.notes.items():
                taken.notes[note] = taken.notes.get(note, 0) + count
    taken.incidents = pa.concat_tables(parts)
    return taken


@pytest.fixture(scope="session")
def data() -> Path:
    """Made-up files and profiles."""
    return DATA


@pytest.fixture(scope="session")
def take() -> Callable[..., Taken]:
    """Read a file, folder or zip to the end, as the portal would; each table's rows are all accounted for."""
    return _take


@pytest.fixture
def take_csv(tmp_path: Path) -> Callable[..., Taken]:
    """Take in a CSV given as text or bytes."""

    def take_csv(content: str | bytes, profile: Optional[Profile] = None, name: str = "file.csv") -> Taken:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return _take(path, profile)

    return take_csv


@pytest.fixture(scope="session")
def street(data: Path) -> str:
    """A street-level CSV: two offences of one record, two equal rows, one without a place, one without an area."""
    return (data / "street.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def example() -> Callable[[str], Profile]:
    """A profile of the examples."""
    return lambda name: load_profile(DATA / "profiles" / f"{name}.toml")


@pytest.fixture(scope="session")
def declared() -> Callable[..., Profile]:
    """The shortest profile there is, with some sections replaced."""

    def declared(**sections: dict) -> Profile:
        document = {
            "dataset": {"name": "test"},
            "supplier": {"value": "A supplier"},
            "category": {"value": "other-crime"},
            "time": {"start": "when"},
            **sections,
        }
        return read_profile(document, "test.toml")

    return declared
