"""Files on this computer as a source like the others: a supplier's, or those that SafeStats exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from .exported import Exported, read_exports
from .geopackage import geopackage_supply
from .outcomes import Outcomes, latest_outcomes, with_outcomes
from .repeats import Repeats
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
        """One for each profile that a file fits, or each table that was exported.

        Raises UnreadableSupply where no file can be read.
        """
        exported = self._exported()
        if exported:
            return [each.dataset for each in exported]
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

        An incident that stands in several files is given once. A file that cannot be read is named in `notes`; raises
        UnreadableSupply where none can.
        """
        exported = self._exported()
        if exported:
            return self._fetched_again(exported, query)
        dataset = found(self.datasets(), query, str(self._path))
        has_several = self._path.is_dir() or self._path.suffix.lower() == ".zip"
        outcomes = (
            latest_outcomes(self._path) if query.dataset == _STREET and has_several else Outcomes({}, frozenset())
        )
        taken, skipped = Taken(query), list[Skipped]()
        named = (each for each in self._supplies(skipped) if each.profile.name == query.dataset)
        _take_in(named, outcomes, taken, progress)
        left = (each for each in skipped if each.name not in outcomes.files)
        taken.notes.update(f"not read: {each.name}: {each.reason}" for each in left)
        return taken.fetched(dataset, (), ())

    def _exported(self) -> list[Exported]:
        return read_exports(self._path) if self._path.is_file() and self._profile is None else []

    def _fetched_again(self, exported: list[Exported], query: Query) -> Fetched:
        infos, taken = [each.dataset for each in exported], Taken(query)
        dataset = found(infos, query, str(self._path))
        rows = exported[infos.index(dataset)].rows
        query.check_columns(rows.column_names)
        taken.add(rows, rows.num_rows)
        return taken.fetched(dataset, (), ())

    def _supplies(self, skipped: list[Skipped]) -> Iterator[Supply]:
        if self._path.suffix.lower() == ".gpkg":
            yield geopackage_supply(self._path, self._profile)
            return
        for opened in open_supply(self._path, self._profile):
            if isinstance(opened, Skipped):
                skipped.append(opened)
            else:
                yield opened


def _take_in(supplies: Iterable[Supply], outcomes: Outcomes, taken: Taken, progress: Progress) -> None:
    repeats: Optional[Repeats] = None
    for number, supply in enumerate(supplies):
        repeats = repeats or Repeats(has_key=bool(supply.profile.key))
        for table in supply.tables:
            harmonised = harmonise(table, supply.profile, supply.name)
            incidents, known = with_outcomes(harmonised.incidents, outcomes)
            stayed = taken.add(incidents, harmonised.read, harmonised.refusals, harmonised.notes)
            repeats.add(number, supply.name, incidents["incident_id"], stayed)
            if known:
                taken.notes["outcome joined from the files of outcomes"] += known
            progress(taken.read, 0, supply.name)
    if repeats is not None:
        _take_once(repeats, taken)


def _take_once(repeats: Repeats, taken: Taken) -> None:
    masks, again = repeats.kept()
    if again:
        taken.tables = [table.filter(pa.array(mask)) for table, mask in zip(taken.tables, masks)]
        taken.notes["left out, as the same row came again"] += again


def _listed(skipped: list[Skipped]) -> str:
    return " ".join(f"{each.name}: {each.reason}" for each in skipped[:5]) or "It holds no files."
