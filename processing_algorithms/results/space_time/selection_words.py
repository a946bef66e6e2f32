"""What was chosen by its time, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...base.translation import in_sentences, numeral, tr

if TYPE_CHECKING:
    from ....safestats_core.hotspots.calendar import Period
    from ....safestats_core.hotspots.time_selection import Selection

_CONDITIONS = {
    "hours": QT_TRANSLATE_NOOP("SafeStats", "the hours"),
    "dates": QT_TRANSLATE_NOOP("SafeStats", "the dates"),
    "months": QT_TRANSLATE_NOOP("SafeStats", "the months"),
    "weekdays": QT_TRANSLATE_NOOP("SafeStats", "the weekdays"),
}


def selection_remarks(selection: Selection, period: Optional[Period], without_time: int) -> list[str]:
    """How many incidents were chosen, what excluded the others, and how many have no time."""
    words = tr("Period: {first} to {last} ({days} days).")
    said = [words.format(first=period.first, last=period.last, days=numeral(period.days))] if period else []
    said.append(
        tr("{number} of {all} incidents selected.").format(
            number=numeral(int(selection.chosen.sum())), all=numeral(selection.chosen.size + without_time)
        )
    )
    words = tr("{number} excluded by {condition}.")
    for name, number in selection.excluded.items():
        said.append(words.format(number=numeral(number), condition=tr(_CONDITIONS[name])))
        words = tr("{number} of the others excluded by {condition}.")
    counted = [
        (without_time, tr("{number} incidents without a date were left out.")),
        (selection.reversed, tr("{number} incidents end before they start: the start was taken as exact.")),
    ]
    return [*said, *in_sentences(counted)]


def earlier_remark(selection: Selection, period: Period) -> str:
    """How many incidents an earlier period holds."""
    said = tr("Earlier period: {first} to {last} ({days} days), {number} incidents.")
    return said.format(
        first=period.first,
        last=period.last,
        days=numeral(period.days),
        number=numeral(int(selection.chosen.sum())),
    )
