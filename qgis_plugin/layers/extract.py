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
from ...safestats_core.progress import Progress
from ...safestats_core.query import Query
from ...safestats_core.retrieval.catalogue import Area, DatasetInfo

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
    mapped   a FlatGeobuf file of points, or of wards with their counts at the counts level
    unmapped a FlatGeobuf file of the incidents without a location; empty where there are none
    """

    dataset: DatasetInfo
    query: Query
    summary: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    mapped: bytes = field(repr=False)
    unmapped: bytes = field(default=b"", repr=False)

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
            "Held in memory only: this layer is gone when QGIS closes. Load it again from the SafeStats panel.",
        ]


def load_extract(client: Client, dataset: DatasetInfo, query: Query, progress: Progress) -> Extract:
    """Bring the months of `query` into the cache, as far as the portal answers, and encode what is there.

    Slow work: call it in a task.
    """
    table = client.load(query, progress).table
    if dataset.level == Level.COUNTS:
        return counts_extract(table, client.areas("ward"), dataset, query)
    return incidents_extract(table, dataset, query)


def incidents_extract(table: pa.Table, dataset: DatasetInfo, query: Query) -> Extract:
    """Encode incidents: points in the dataset's CRS, and those without a location apart."""
    located, unlocated = flatgeobuf.located(table)
    rows = flatgeobuf.encode_rows(unlocated, dataset.time_zone) if unlocated.num_rows else b""
    categories = pc.unique(table["category"]).to_pylist() if "category" in table.column_names else []
    return Extract(
        dataset,
        query,
        summary=f"{table.num_rows:,} incidents, of which {unlocated.num_rows:,} have no location.",
        fields=tuple(table.column_names),
        categories=tuple(categories),
        mapped=flatgeobuf.encode_points(located, dataset.crs, dataset.time_zone),
        unmapped=rows,
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
        mapped=flatgeobuf.encode_polygons(shown, [outlines[code] for code in codes], dataset.crs),
    )
