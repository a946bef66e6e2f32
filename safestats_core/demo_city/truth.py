"""The planted truth: what a method or a report should find in the city's files, because it was put there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sighting:
    """What one dataset sees of a hotspot.

    share      planted incidents, as a share of all of the dataset's
    incidents  how many that are in the files; 0 before files are written
    """

    dataset: str
    category: str
    share: float
    incidents: int = 0


@dataclass(frozen=True)
class Hotspot:
    """A disc that holds planted incidents on top of what happens there anyway.

    easting, northing  centre in EPSG:27700
    radius             metres; every planted incident lies inside as its record-level file places it
    first_month,       "YYYY-MM", both included
    last_month
    is_growing         whether it rises steadily from a tenth to its full rate
    sightings          only these datasets see it
    """

    name: str
    easting: float
    northing: float
    radius: float
    first_month: str
    last_month: str
    is_growing: bool
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True)
class NearRepeats:
    """Burglaries that follow another one nearby and soon.

    share   follow-ups, as a share of all burglaries of police-recorded
    metres  greatest distance from the burglary that was followed
    days    greatest time between their starts
    pairs   crime references: (first burglary, its follow-up)
    """

    share: float = 0.0
    metres: float = 200.0
    days: int = 14
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SharedEvent:
    """One violent event in two datasets, with its reference in each."""

    first_dataset: str
    first_id: str
    second_dataset: str
    second_id: str


@dataclass(frozen=True)
class SharedEvents:
    """Violent events that two agencies know of.

    share    of all violent events, each counted once (categories violence and assault-injury, planted or not)
    metres   greatest distance between the two places as written
    minutes  greatest time between the two starts as written, by the wall clock
    """

    share: float = 0.0
    metres: float = 75.0
    minutes: int = 45
    pairs: tuple[SharedEvent, ...] = ()


@dataclass(frozen=True)
class FileTruth:
    """What stands in one file: rows = incidents + repeats + refused.

    blank_places      incidents without coordinates
    blank_categories  incidents without a category
    repeats           rows that repeat another one in every column
    bad_dates         rows with a date that does not exist
    bad_places        rows with coordinates far outside the area of their CRS
    """

    dataset: str
    file: str
    incidents: int
    blank_places: int
    blank_categories: int
    repeats: int
    bad_dates: int
    bad_places: int

    @property
    def refused(self) -> int:
        """Rows that a careful reader refuses."""
        return self.bad_dates + self.bad_places

    @property
    def rows(self) -> int:
        """Rows below the header."""
        return self.incidents + self.repeats + self.refused


@dataclass(frozen=True)
class Truth:
    """All that is planted. Before files are written there are hotspots alone, without counts."""

    hotspots: tuple[Hotspot, ...]
    near_repeats: NearRepeats = NearRepeats()
    shared_events: SharedEvents = SharedEvents()
    files: tuple[FileTruth, ...] = ()
