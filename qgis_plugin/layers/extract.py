"""What a load brought, ready for the main thread: encoded bytes, and the words that go with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...processing_algorithms.base.translation import numeral, tr
from ...processing_algorithms.results.provenance import marks_of_age
from ...safestats_core import flatgeobuf
from ...safestats_core.access import Level
from ...safestats_core.counts import count_by_ward
from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress, silent
from ...safestats_core.query import Query
from ...safestats_core.retrieval.catalogue import Area, DatasetInfo
from .memory_files import MemoryFile

LEVEL_WORDS = {
    Level.RECORD: QT_TRANSLATE_NOOP("SafeStats", "Full records"),
    Level.POINT: QT_TRANSLATE_NOOP("SafeStats", "Approximate points"),
    Level.COUNTS: QT_TRANSLATE_NOOP("SafeStats", "Counts only"),
}


@dataclass(frozen=True)
class Extract:
    """The answer to one query, encoded.

    summary  how much it is, as a sentence
    fields   columns of the answer
    mapped   a FlatGeobuf file of points, or of wards with their counts at the counts level; None where no place is told
    unmapped a FlatGeobuf file of the incidents without a location; None where there are none
    portal   the address that it came from
    as_of    when the portal last said that this is what it has; None where nobody asked it
    until    until when it may be shown without asking the portal again
    """

    dataset: DatasetInfo
    query: Query
    summary: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    mapped: MemoryFile | None = field(repr=False)
    unmapped: MemoryFile | None = field(default=None, repr=False)
    portal: str = ""
    as_of: datetime | None = None
    until: datetime | None = None

    @property
    def title(self) -> str:
        """The name that a layer of it bears."""
        period = self.query.period
        if period is None:
            return self.dataset.title
        words = tr("{title}, {first} to {last}")
        return words.format(title=self.dataset.title, first=period.first, last=period.last)

    def marking(self) -> dict[str, str]:
        """What travels with the layer and every result made from it."""
        profiles = {"disclosure": "; ".join(self.dataset.disclosure)} if self.dataset.disclosure else {}
        return {
            "dataset": self.dataset.dataset,
            "level": self.dataset.level.value,
            "handling": self.dataset.handling,
            "attribution": self.dataset.attribution,
            **profiles,
            **(marks_of_age(self.as_of, self.until) if self.as_of and self.until else {}),
        }

    def sentences(self) -> list[str]:
        """The same in words, for a person."""
        return [
            self.summary,
            tr("Handling: {marking}.").format(marking=self.dataset.handling),
            tr("You see: {level}.").format(level=tr(LEVEL_WORDS[self.dataset.level]).lower()),
            f"{self.dataset.attribution.rstrip('.')}.",
            tr("You may use it for {hours} hours without reaching the portal.").format(
                hours=numeral(self.dataset.lease_hours, "g")
            ),
            tr(
                "Held in memory only: a project keeps the question, not the rows, and asks again when you have signed "
                "in."
            ),
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


def incidents_extract(table: pa.Table, dataset: DatasetInfo, query: Query, progress: Progress = silent) -> Extract:
    """Encode incidents: points in the dataset's CRS, and those without a location apart."""
    tells_places = {"longitude", "latitude"} <= set(table.column_names)
    located, unlocated = flatgeobuf.located(table) if tells_places else (table.slice(0, 0), table)
    categories = pc.unique(table["category"]).to_pylist() if "category" in table.column_names else []
    return Extract(
        dataset,
        query,
        summary=_summary(table.num_rows, unlocated.num_rows),
        fields=tuple(table.column_names),
        categories=tuple(categories),
        mapped=_points(located, dataset, progress) if tells_places else None,
        unmapped=MemoryFile([flatgeobuf.encode_rows(unlocated, dataset.time_zone)]) if unlocated.num_rows else None,
    )


def _summary(rows: int, unlocated: int) -> str:
    if not unlocated:
        return tr("{number} incidents.").format(number=numeral(rows))
    words = tr("{number} incidents, of which {unlocated} have no location.")
    return words.format(number=numeral(rows), unlocated=numeral(unlocated))


def counts_extract(table: pa.Table, wards: list[Area], dataset: DatasetInfo, query: Query) -> Extract:
    """Encode counts: every ward of the answer with the sum over its months and categories."""
    counts = count_by_ward(table)
    outlines = {area.code: area.geometry for area in wards}
    names = {area.code: area.name for area in wards}
    codes = [code for code in counts["ward"].to_pylist() if code in outlines]
    if not codes:
        raise InvalidInput(
            tr("None of the counts of {title} lies in a ward that the portal has an outline of.").format(
                title=dataset.title
            )
        )
    shown = counts.filter(pc.is_in(counts["ward"], value_set=pa.array(codes)))
    shown = shown.append_column("name", pa.array([names[code] for code in codes]))
    return Extract(
        dataset,
        query,
        summary=tr("Counts of {number} wards, {missing} without an outline left out.").format(
            number=shown.num_rows, missing=counts.num_rows - shown.num_rows
        ),
        fields=tuple(shown.column_names),
        categories=(),
        mapped=MemoryFile([flatgeobuf.encode_polygons(shown, [outlines[code] for code in codes], dataset.crs)]),
    )


def _points(located: pa.Table, dataset: DatasetInfo, progress: Progress) -> MemoryFile:
    return MemoryFile(flatgeobuf.point_pieces(located, dataset.crs, dataset.time_zone, progress))
