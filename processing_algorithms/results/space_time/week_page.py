"""The hours of the week in sentences, and as a page with the picture of 7 days by 24 hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Union

import numpy as np

from ...base.translation import in_sentences, locale_of_words, numeral, tr
from ..page import heading, page, sentences, table
from ..pictures import matrix

if TYPE_CHECKING:
    from ....safestats_core.hotspots.aoristic import AoristicWeek
    from ....safestats_core.hotspots.calendar import Shift
    from ...base.span_algorithm import Spans


def week_remarks(week: AoristicWeek, spans: Spans, zone: str, peak: str) -> list[str]:
    """What was counted, and how; `zone` is that of the times or "", `peak` the highest hour in words."""
    said = [tr("{number} incidents.").format(number=numeral(week.incidents))]
    if zone:
        said.append(tr("Times were taken as UTC and put on the wall clock of {zone}.").format(zone=zone))
    counted = [(spans.features - week.incidents, tr("{number} incidents without a start were left out."))]
    if spans.end is None:
        said.append(tr("No field of ends was given: every incident counts in the hour of its start."))
    else:
        counted = [
            (week.no_end, tr("{number} incidents without an end count in the hour of their start.")),
            (week.reversed, tr("{number} incidents that end before they start count in the hour of their start.")),
            (week.long, tr("{number} incidents with a span of a week or more count a 168th in every hour.")),
            *counted,
        ]
    highest = tr("Highest hour: {hour}, {number} incidents.")
    return [*said, *in_sentences(counted), highest.format(hour=peak, number=_short(week.totals.max()))]


def week_page(title: str, week: AoristicWeek, shifts: list[Shift], remarks: Sequence[str]) -> str:
    """The page: the picture of the week, the shifts where there are any, and all hours as a table."""
    days = [locale_of_words().dayName(day + 1) for day in range(7)]
    hours = [f"{hour:02d}" for hour in range(24)]
    words = [[_short(value) for value in row] for row in week.totals]
    by_hour = [(f"{hour:02d}-{hour + 1:02d}", *map(_short, week.totals[:, hour])) for hour in range(24)]
    return page(
        title,
        sentences(remarks),
        heading(tr("Incidents by weekday and hour")),
        matrix(week.totals, days, hours, words, lowest=0),
        sentences([tr("The darker, the more, from none on; 08 is from 08:00 to 09:00.")]),
        *(_by_shift(week, shifts, days) if shifts else ()),
        heading(tr("All hours")),
        table([tr("Hour"), *days], by_hour),
    )


def _by_shift(week: AoristicWeek, shifts: list[Shift], days: list[str]) -> tuple[str, str]:
    from ....safestats_core.hotspots.aoristic import shift_name, shift_totals

    totals = shift_totals(week.totals, shifts)
    rows = [
        (shift_name(shift), *(_short(value) for value in row), _short(row.sum())) for shift, row in zip(shifts, totals)
    ]
    return (
        heading(tr("Incidents by shift and the weekday on which it begins")),
        table([tr("Shift"), *days, tr("All")], rows),
    )


def _short(value: Union[float, np.floating]) -> str:
    """A number of incidents in few digits."""
    return numeral(value, ",.0f") if value >= 10 else numeral(value, ".1f")
