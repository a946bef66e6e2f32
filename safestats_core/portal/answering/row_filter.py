"""What somebody asks of a dataset: a box, a time, months, categories, areas, or a filter of her own."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Optional

from ...errors import InvalidInput
from ...incidents import CATEGORIES
from ...query import Period
from ..filters.expression import Expression

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees. West is greater than east where the box crosses the antimeridian."""


@dataclass(frozen=True)
class RowFilter:
    """What an answer is narrowed to. A field left at its default does not narrow.

    bbox           the location lies in the box, its edge included
    starts_before  the incident began at this moment or before (with time zone)
    ends_after     the incident ended at this moment or after (with time zone)
    month          the incident's month; from_month and to_month: a range of months, both included
    categories     keys of incidents.CATEGORIES
    area_codes     codes of boroughs, wards or LSOAs; an incident in any of them matches
    condition      a filter as filters.reading gives it: true of the incident as the person sees it
    """

    bbox: Optional[Box] = None
    starts_before: Optional[datetime] = None
    ends_after: Optional[datetime] = None
    month: Optional[str] = None
    from_month: Optional[str] = None
    to_month: Optional[str] = None
    categories: tuple[str, ...] = field(default=())
    area_codes: tuple[str, ...] = field(default=())
    condition: Optional[Expression] = None

    def __post_init__(self) -> None:
        for month in (self.month, self.from_month, self.to_month):
            if month is not None:
                Period(month, month)
        for moment in (self.starts_before, self.ends_after):
            if moment is not None and (moment.tzinfo is None or not 1 < moment.year < 9999):
                raise InvalidInput(f"{moment} cannot be compared with. Give a time zone, and a year from 2 to 9998.")
        unknown = sorted(set(self.categories) - set(CATEGORIES))
        if unknown:
            raise InvalidInput(f"Unknown category '{unknown[0]}'. Choose from: {', '.join(CATEGORIES)}.")
        if self.bbox is not None and not _is_box(self.bbox):
            raise InvalidInput(f"The box {self.bbox} is not west,south,east,north in degrees, south below north.")


def _is_box(box: Box) -> bool:
    return len(box) == 4 and all(map(math.isfinite, box)) and box[1] <= box[3]
