"""Files on this computer as a source like the others: a supplier's, or those that SafeStats exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Optional

import pyarrow as pa

from ..errors import UnreadableSupply
from ..formats.harmonise import harmonise
from ..formats.profile import Profile
from ..formats.supply import Skipped, Supply, open_supply
from ..progress import Progress, silent
from ..query import Query
from ..retrieval.catalogue import DatasetInfo
from .exported import read_export
from .geopackage import geopackage_supply
from .outcomes import Outcomes, latest_outcomes, with_outcomes
from .source import Fetched, Taken, described, found

_STREET = "policeuk-street"


class Files:
    """A file, a folder or a zip: CSV, JSON, GeoJSON, Parquet, Arrow by a profile, and what SafeStats exported.

    profile  how the files are read; None: each by the built-in profile that fits
    Files of outcomes beside those of street-level crime, as data.police.uk packs them, are joined to the crimes.
    """

    def __init__(self, path: Path, profile: Optional[Profile] = None) -> None:
        self._path = Path(path)
        self._profile = profile

    def datasets(self) -> list[DatasetInfo]:
        """One for each profile that a file fits. Raises UnreadableSupply where no file can be read."""
        exported = self._exported()
        if exported is not None:
            return [exported[0]]
        months: dict[str, set[str]] = {}
        profiles: dict[str, Profile] = {}
        skipped: list[Skipped] = []
        for supply in self._supplies(skipped):
            profiles[supply.profile.name] = supply.profile
            months.setdefault(supply.profile.name, set()).update(supply.months or ())
        if not profiles:
            raise UnreadableSupply(f"Nothing in {self._path} can be read. {_listed(skipped)}")
        return [described(profile, sorted(months[name])) for name, profile in sorted(profiles.items())]

    def fetch(self, query: Query, progress: Progress = silent) -> Fetched:
        """The rows that answer `query`; all narrowing is done here.

        A file that cannot be read is named in `notes`; raises UnreadableSupply where none can.
        """
        taken = Taken(query)
        exported = self._exported()
        if exported is not None:
            dataset = found([exported[0]], query, str(self._path))
            taken.add(exported[1], exported[1].num_rows)
            return taken.fetched(dataset, (), ())
        dataset = found(self.datasets(), query, str(self._path))
        has_several = self._path.is_dir() or self._path.suffix.lower() == ".zip"
        outcomes = (
            latest_outcomes(self._path) if query.dataset == _STREET and has_several else Outcomes({}, frozenset())
        )
        skipped: list[Skipped] = []
        for supply in self._supplies(skipped):
            if supply.profile.name == query.dataset:
                _take_in(supply, outcomes, taken, progress)
        left = (each for each in skipped if each.name not in outcomes.files)
        taken.notes.update(f"not read: {each.name}: {each.reason}" for each in left)
        return taken.fetched(dataset, (), ())

    def _exported(self) -> Optional[tuple[DatasetInfo, pa.Table]]:
        return read_export(self._path) if self._path.is_file() and self._profile is None else None

    def _supplies(self, skipped: list[Skipped]) -> Iterator[Supply]:
        if self._path.suffix.lower() == ".gpkg":
            yield geopackage_supply(self._path, self._profile)
            return
        for opened in open_supply(self._path, self._profile):
            if isinstance(opened, Skipped):
                skipped.append(opened)
            else:
                yield opened


def _take_in(supply: Supply, outcomes: Outcomes, taken: Taken, progress: Progress) -> None:
    for table in supply.tables:
        harmonised = harmonise(table, supply.profile, supply.name)
        incidents, known = with_outcomes(harmonised.incidents, outcomes)
        taken.add(incidents, harmonised.read, harmonised.refusals, harmonised.notes)
        if known:
            taken.notes["outcome joined from the files of outcomes"] += known
        progress(taken.read, 0, supply.name)


def _listed(skipped: list[Skipped]) -> str:
    return " ".join(f"{each.name}: {each.reason}" for each in skipped[:5]) or "It holds no files."
