"""What a load brought, ready for the main thread: encoded bytes, and the words that go with them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from ...safestats_core import flatgeobuf
from ...safestats_core.access import Level
from ...safestats_core.client import Client
from ...safestats_core.counts import count_by_ward
from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress, silent
from ...safestats_core.query import Query
from ...safestats_core.retrieval.catalogue import Area, DatasetInfo
from .memory_files import MemoryFile

LEVEL_WORDS = {
    Level.RECORD: "Full records",
    Level.POINT: "Approximate points",
    Level.COUNTS: "Counts only",
}


@dataclass(frozen=True)
class Extract:
    """The answer to one query, encoded.

    summary  how much it is, as a sentence
    fields   columns of the answer
    mapped   a FlatGeobuf file of points, or of wards with their counts at the counts level; None where no place is told
    unmapped a FlatGeobuf file of the incidents without a location; None where there are none
    portal   the address that it came from
    """

    dataset: DatasetInfo
    query: Query
    summary: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    mapped: MemoryFile | None = field(repr=False)
    unmapped: MemoryFile | None = field(default=None, repr=False)
    portal: str = ""

    @property
    def title(self) -> str:
        """The name that a layer of it bears."""
        period = self.query.period
        when = "" if period is None else f", {period.first} to {period.last}"
        return f"{self.dataset.title}{when}"

    def marking(self) -> dict[str, str]:
        """What travels with the layer and every result made from it."""
        return {
            "dataset": self.dataset.dataset,
            "level": self.dataset.level.value,
            "handling": self.dataset.handling,
            "attribution": self.dataset.attribution,
        }

    def sentences(self) -> list[str]:
        """The same in words, for a person."""
        return [
            self.summary,
            f"Handling: {self.dataset.handling}.",
            f"You see: {LEVEL_WORDS[self.dataset.level].lower()}.",
            f"{self.dataset.attribution.rstrip('.')}.",
            f"You may use it for {self.dataset.lease_hours:g} hours without reaching the portal.",
            "Held in memory only: a project keeps the question, not the rows, and asks again when you have signed in.",
        ]

    @property
    def months(self) -> tuple[str, str] | None:
        """The first and last month that were asked for; None where there are none."""
        period, dataset = self.query.period, self.dataset
        first, last = (period.first, period.last) if period else (dataset.first_month, dataset.last_month)
        return (first, last) if first and last else None

    @property
    def missing_months(self) -> tuple[str, ...]:
        """Those of the months asked for that some supplier did not send: no incident there is not none."""
        period = self.query.period
        return tuple(month for month in self.dataset.missing_months if period is None or month in period)

    @property
    def is_counted_here(self) -> bool:
        """Whether incidents were counted on this computer, and only the counts are shown."""
        return self.dataset.level == Level.COUNTS != self.query.level


def load_extract(client: Client, dataset: DatasetInfo, query: Query, progress: Progress) -> Extract:
    """Bring the months of `query` into the cache, as far as the portal answers, and encode what is there.

    Slow work: call it in a task.
    """
    table = client.load(query, progress).table
    if dataset.level == Level.COUNTS:
        return counts_extract(table, client.areas("ward"), dataset, query)
    return incidents_extract(table, dataset, query, progress)


def incidents_extract(table: pa.Table, dataset: DatasetInfo, query: Query, progress: Progress = silent) -> Extract:
    """Encode incidents: points in the dataset's CRS, and those without a location apart."""
    tells_places = {"longitude", "latitude"} <= set(table.column_names)
    located, unlocated = flatgeobuf.located(table) if tells_places else (table.slice(0, 0), table)
    categories = pc.unique(table["category"]).to_pylist() if "category" in table.column_names else []
    return Extract(
        dataset,
        query,
        summary=f"{table.num_rows:,} incidents, of which {unlocated.num_rows:,} have no location.",
        fields=tuple(table.column_names),
        categories=tuple(categories),
        mapped=_points(located, dataset, progress) if tells_places else None,
        unmapped=MemoryFile([flatgeobuf.encode_rows(unlocated, dataset.time_zone)]) if unlocated.num_rows else None,
    )


def counts_extract(table: pa.Table, wards: list[Area], dataset: DatasetInfo, query: Query) -> Extract:
    """Encode counts: every ward of the answer with the sum over its months and categories."""
    counts = count_by_ward(table)
    outlines = {area.code: area.geometry for area in wards}
    names = {area.code: area.name for area in wards}
    codes = [code for code in counts["ward"].to_pylist() if code in outlines]
    if not codes:
        raise InvalidInput(f"None of the counts of {dataset.title} lies in a ward that the portal has an outline of.")
    shown = counts.filter(pc.is_in(counts["ward"], value_set=pa.array(codes)))
    shown = shown.append_column("name", pa.array([names[code] for code in codes]))
    return Extract(
        dataset,
        query,
        summary=f"Counts of {shown.num_rows} wards, {counts.num_rows - shown.num_rows} without an outline left out.",
        fields=tuple(shown.column_names),
        categories=(),
        mapped=MemoryFile([flatgeobuf.encode_polygons(shown, [outlines[code] for code in codes], dataset.crs)]),
    )


def _points(located: pa.Table, dataset: DatasetInfo, progress: Progress) -> MemoryFile:
    return MemoryFile(flatgeobuf.point_pieces(located, dataset.crs, dataset.time_zone, progress))
