"""How much can be mapped, in sentences and as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...base.translation import in_sentences, numeral, tr
from ..features import Columns
from ..marked import marking
from ..page import heading, page, sentences, table
from .mapped import Grouped, Mapped


def mapped_remarks(found: Mapped) -> list[str]:
    """What was found, in sentences."""
    low, high = found.limits()
    whole = tr("{unmapped} of {count} records cannot be mapped: {share} (95 % interval {low} to {high}).")
    said = [
        whole.format(
            unmapped=numeral(found.unmapped),
            count=numeral(found.count),
            share=_percent(found.unmapped / found.count),
            low=_percent(low),
            high=_percent(high),
        )
    ]
    said += in_sentences(
        [
            (found.without_area, tr("{number} records whose area is not known count in no area.")),
            (found.without_date, tr("{number} records without a date count in no month.")),
        ]
    )
    if found.by_area is not None:
        said.append(_of_areas(found, found.by_area))
    if found.by_month is not None:
        said.append(_of_months(found.by_month))
    return said


def _of_areas(found: Mapped, by_area: Grouped) -> str:
    from ....safestats_core.hotspots.uncertainty.mapped_share import LESS, MORE, TOO_FEW

    known = int(by_area.shares.unmapped.sum())
    more, less = by_area.called(MORE), by_area.called(LESS)
    if 2 * known < found.unmapped:
        words = tr(
            "Caution: only {known} of {unmapped} records that cannot be mapped say their area, so areas cannot be "
            "compared: what is missing may be missing from any of them."
        )
    elif more or less:
        words = tr(
            "Of {tested} areas with enough records {more} have a larger share that cannot be mapped than the rest, and "
            "{less} a smaller one: do not compare these areas on a map of hot spots without saying so."
        )
    else:
        words = tr("Of {tested} areas with enough records none is shown to differ from the rest.")
    return words.format(
        tested=numeral(len(by_area.names) - by_area.called(TOO_FEW)),
        more=numeral(more),
        less=numeral(less),
        known=numeral(known),
        unmapped=numeral(found.unmapped),
    )


def _of_months(by_month: Grouped) -> str:
    from ....safestats_core.hotspots.uncertainty.mapped_share import LESS, MORE, TOO_FEW

    more, less = by_month.called(MORE), by_month.called(LESS)
    words = tr("Of {tested} months with enough records none is shown to differ from the rest.")
    if more or less:
        words = tr(
            "Of {tested} months with enough records {more} have a larger share that cannot be mapped than the rest, "
            "and {less} a smaller one."
        )
    tested = len(by_month.names) - by_month.called(TOO_FEW)
    return words.format(tested=numeral(tested), more=numeral(more), less=numeral(less))


def mapped_page(title: str, marks: Mapping[str, str], rows: Columns, remarks: Sequence[str]) -> str:
    """The whole page; `marks` are those of the layers that went in, `rows` as `mapped_rows` gives them."""
    parts = [marking(marks), sentences(remarks), heading(tr("By precision")), _precisions(rows)]
    head = (tr("Name"), tr("Records"), tr("Unmapped"), tr("Share"), tr("95 % interval"), tr("Class"))
    for by, title_of in (("area", tr("By area: the most unmapped first")), ("month", tr("By month"))):
        which = np.flatnonzero(rows["by"] == by)
        if by == "area":
            which = which[np.argsort(-rows["share"][which], kind="stable")]
        if which.size:
            parts += [heading(title_of), table(head, [_cells(rows, number) for number in which.tolist()])]
    return page(title, *parts)


def _precisions(rows: Columns) -> str:
    which = np.flatnonzero(rows["by"] == "precision").tolist()
    shown = [
        (
            str(rows["name"][number]),
            numeral(rows["records"][number]),
            _percent(rows["part"][number]),
            tr("no") if rows["unmapped"][number] else tr("yes"),
        )
        for number in which
    ]
    return table((tr("Name"), tr("Records"), tr("Part of all records"), tr("On a map")), shown)


def _percent(share: float) -> str:
    return f"{numeral(100 * share, '.1f')} %"


def _cells(rows: Columns, number: int) -> tuple[str, ...]:
    limits = tr("{low} to {high}").format(low=_percent(rows["low"][number]), high=_percent(rows["high"][number]))
    return (
        str(rows["name"][number]),
        numeral(rows["records"][number]),
        numeral(rows["unmapped"][number]),
        _percent(rows["share"][number]),
        limits,
        rows["class"][number] or "",
    )
