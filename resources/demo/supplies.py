"""What the demonstration feeds in: the made-up city, or real police data that somebody points it at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safestats.safestats_core.demo_city.city import City, write_city
from safestats.safestats_core.demo_city.files import profile_path
from safestats.safestats_core.progress import Progress

CITY_DATASETS = ("police-recorded", "police-open", "ambulance", "emergency-departments", "fire")


@dataclass(frozen=True)
class Supply:
    """A file or folder, and the profile that reads it; None where its columns say by themselves what it is."""

    path: Path
    profile: Path | None = None


@dataclass(frozen=True)
class Supplies:
    """All that is taken in. `city` is None for real data."""

    files: tuple[Supply, ...]
    boundaries: tuple[Path, ...]
    city: City | None = None


def city_supplies(folder: Path, incidents: int, progress: Progress) -> Supplies:
    """Write the made-up city's files into `folder`."""
    city = write_city(folder, incidents, progress=progress)
    return Supplies(
        files=tuple(Supply(folder / f"{name}.csv", profile_path(name)) for name in CITY_DATASETS),
        boundaries=(folder / "boroughs.geojson", folder / "wards.geojson"),
        city=city,
    )


def real_supplies(data: Path, boundaries: Path | None) -> Supplies:
    """The file or folder that was named, and its boundaries if any were."""
    for path in filter(None, (data, boundaries)):
        if not path.exists():
            raise SystemExit(f"There is no file or folder {path}. Give DATA and BOUNDARIES a path that exists.")
    return Supplies(files=(Supply(data),), boundaries=(boundaries,) if boundaries else ())
