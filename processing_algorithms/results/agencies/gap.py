"""Where violence is treated but not reported: as columns, in sentences, as a page and a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import numeral, tr
from ..features import Columns
from ..marked import marking
from ..page import heading, page, sentences, table
from ..styles import COLD, HOT, NOTHING, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.agencies.reporting_gap import ReportingGap as Found

_MORE, _LESS, _NO_EVIDENCE, _TOO_FEW = "more treated", "less treated", "no evidence", "too few"
_WORDS = {1: _MORE, 0: _NO_EVIDENCE, -1: _LESS}
_LISTED = 10


@dataclass(frozen=True)
class Gap:
    """What was found, with the counts it stands on, each of shape (places,), and what places are called."""

    treated: np.ndarray
    reported: np.ndarray
    found: Found
    names: Sequence[str]


def gap_columns(gap: Gap) -> Columns:
    """The fields of the result; a limit that is infinite is a null, because a legend knows no infinity."""
    found, covered = gap.found, np.isfinite(gap.treated) & np.isfinite(gap.reported)
    words = np.array([_WORDS[code] for code in found.classes.tolist()], dtype=object)
    words[covered & ~found.tested] = _TOO_FEW
    words[~covered] = None
    limits = {"gap": found.gap, "gap_low": found.gap_low, "gap_high": found.gap_high}
    return {
        "treated": gap.treated,
        "reported": gap.reported,
        **{name: np.where(np.isfinite(values), values, np.nan) for name, values in limits.items()},
        "shrunk": found.shrunk,
        "shr_low": found.shrunk_low,
        "shr_high": found.shrunk_high,
        "times": np.exp(found.shrunk),
        "p": found.p,
        "p_adj": found.p_adjusted,
        "class": words,
    }


def gap_remarks(gap: Gap) -> list[str]:
    """What was found, in sentences."""
    found, covered = gap.found, np.isfinite(gap.treated) & np.isfinite(gap.reported)
    whole = tr("All together: {treated} treated, {reported} reported: {ratio} treated per reported incident.")
    tested = tr(
        "Of {places} places {tested} have the {minimum} incidents that are needed and were tested: {more} treat more "
        "per report than the whole, and {less} less."
    )
    said = [
        whole.format(
            treated=numeral(gap.treated[covered].sum(), ",.0f"),
            reported=numeral(gap.reported[covered].sum(), ",.0f"),
            ratio=numeral(found.ratio, ".3g"),
        ),
        tested.format(
            places=numeral(covered.size),
            tested=numeral(np.count_nonzero(found.tested)),
            minimum=numeral(found.minimum),
            more=numeral(np.count_nonzero(found.classes == 1)),
            less=numeral(np.count_nonzero(found.classes == -1)),
        ),
    ]
    return [*said, _shrunk(found)]


def _shrunk(found: Found) -> str:
    if found.prior.is_even:
        return tr("The places differ by no more than chance, so shrunk is near 0 everywhere.")
    words = tr(
        "The fewer incidents a place has, the closer its ratio is drawn to that of the whole: as if it had {size} "
        "incidents more (shares treated follow a beta distribution with a = {a} and b = {b})."
    )
    a, b = found.prior.a, found.prior.b
    return words.format(a=numeral(a, ".3g"), b=numeral(b, ".3g"), size=numeral(a + b, ".3g"))


def gap_page(title: str, marks: Mapping[str, str], gap: Gap, remarks: Sequence[str]) -> str:
    """The whole page; `marks` are those of the layers that went in."""
    found = gap.found
    titles = (
        tr("Place"),
        tr("Treated"),
        tr("Reported"),
        tr("Times as much treated as expected"),
        tr("95 % interval"),
        tr("p adjusted"),
    )
    order = np.argsort(-np.where(found.classes == 1, found.shrunk, -np.inf), kind="stable")
    rows = [_row(gap, place) for place in order[:_LISTED] if found.classes[place] == 1]
    none = tr("No place treats more per report than the whole by more than chance.")
    explained = tr(
        "Expected is what a place would treat if it reported like the whole. That more is treated than reported does "
        "not say why: people may not report, may be treated for what is no offence, or one agency's places may be off."
    )
    return page(
        title,
        marking(marks),
        sentences(remarks),
        heading(tr("Where most is treated per report")),
        table(titles, rows) if rows else sentences([none]),
        sentences([explained] if rows else []),
    )


def _row(gap: Gap, place: int) -> tuple[str, ...]:
    found, treated, reported = gap.found, gap.treated[place], gap.reported[place]
    low, high = np.exp(found.shrunk_low[place]), np.exp(found.shrunk_high[place])
    adjusted = found.p_adjusted[place]
    return (
        gap.names[place],
        numeral(treated, ",.0f"),
        numeral(reported, ",.0f"),
        numeral(np.exp(found.shrunk[place]), ".2f"),
        tr("{low} to {high}").format(low=numeral(low, ".2f"), high=numeral(high, ".2f")),
        numeral(adjusted, ".3f") if adjusted >= 0.001 else tr("under {number}").format(number="0.001"),
    )


def style_gap(layer: QgsVectorLayer) -> None:
    """More treated red, less treated blue, the rest faint; what is not covered grey."""
    classes = [
        (_MORE, HOT[2], tr("More treated than reported, against the whole")),
        (_LESS, COLD[2], tr("Less treated than reported, against the whole")),
        (_NO_EVIDENCE, NOTHING, tr("No evidence of a difference")),
        (_TOO_FEW, "255,255,255,0", tr("Too few incidents to test")),
        ("", "120,120,120,160", tr("Not covered by both")),
    ]
    style_classes(layer, "class", classes)
