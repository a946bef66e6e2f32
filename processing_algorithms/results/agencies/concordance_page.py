"""Where agencies agree, in sentences and as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...base.translation import numeral, tr
from ..marked import marking
from ..page import heading, page, sentences, table
from .concordance import Concordance

if TYPE_CHECKING:
    from ....safestats_core.hotspots.agencies.concordance import Agreement


def concordance_remarks(found: Concordance) -> list[str]:
    """What was found, in sentences."""
    said = []
    for name, row, test in zip(found.names, found.hot, found.tests):
        said.append(tr("{agency}: {hot} hot places.").format(agency=name, hot=numeral(np.count_nonzero(row))))
        if test.is_heavy:
            heavy = tr(
                "Caution: a few places hold far more incidents of {agency} than a distribution of counts allows for, "
                "for example reports snapped to one point, so more may be called hot by chance than stated."
            )
            said.append(heavy.format(agency=name))
    return [*said, *_who_sees(found), *(_in_words(found, *pair) for pair in found.agreed)]


def _who_sees(found: Concordance) -> list[str]:
    seen_by, agencies = found.seen.seen_by, len(found.names)
    several = (seen_by > 1) & (seen_by < agencies)
    words = tr("{all} places are hot for all agencies and {one} for one only.")
    if agencies > 2:
        words = tr("{all} places are hot for all agencies, {several} for several, and {one} for one only.")
    said = [
        words.format(
            all=numeral(np.count_nonzero(seen_by == agencies)),
            several=numeral(np.count_nonzero(several)),
            one=numeral(np.count_nonzero(seen_by == 1)),
        )
    ]
    gaps = np.count_nonzero(seen_by < 0)
    if gaps:
        words = tr("{number} places have no class, because not every agency covers them.")
        said.append(words.format(number=numeral(gaps)))
    return said


def concordance_page(title: str, marks: Mapping[str, str], found: Concordance, remarks: Sequence[str]) -> str:
    """The whole page; `marks` are those of the layers that went in."""
    who = [
        (name, numeral(np.count_nonzero(row)), numeral(np.count_nonzero(found.seen.only == number)))
        for number, (name, row) in enumerate(zip(found.names, found.hot))
    ]
    pairs = [
        (f"{found.names[one]} + {found.names[other]}", _rank(each), _overlap(each), numeral(each.both))
        for (one, other), each in found.agreed.items()
    ]
    titles = (tr("Agencies"), tr("Rank correlation"), tr("Overlap of hot places"), tr("Hot for both"))
    return page(
        title,
        marking(marks),
        sentences(remarks),
        heading(tr("Who sees what")),
        table([tr("Agency"), tr("Hot places"), tr("Seen by no other agency")], who),
        heading(tr("How far they agree")),
        table(titles, pairs),
        sentences([_explained()]),
    )


def _explained() -> str:
    return tr(
        "The rank correlation says whether places with more incidents of one agency have more of the other: 1 in the "
        "same order, 0 unrelated; many places in which neither has an incident raise it. The overlap is the share of "
        "the places hot for either agency that are hot for both. "
        "An agency with few records finds fewer hot places: that it does not call a place hot is no proof that nothing "
        "happens there."
    )


def _in_words(found: Concordance, one: int, other: int) -> str:
    words = tr("{first} and {second}: rank correlation of the counts {rank}; overlap of the hot places {overlap}.")
    each = found.agreed[one, other]
    return words.format(first=found.names[one], second=found.names[other], rank=_rank(each), overlap=_overlap(each))


def _rank(found: Agreement) -> str:
    if np.isnan(found.rank):
        return tr("not known, for one has the same count everywhere")
    words = tr("{value} (95 % interval {low} to {high})")
    value, low, high = (numeral(each, ".2f") for each in (found.rank, found.rank_low, found.rank_high))
    return words.format(value=value, low=low, high=high)


def _overlap(found: Agreement) -> str:
    if np.isnan(found.overlap):
        return tr("not known, for neither has a hot place")
    words = tr("{value} % (95 % interval {low} to {high} %)")
    limits = (found.overlap, found.overlap_low, found.overlap_high)
    value, low, high = (numeral(100 * each, ".0f") for each in limits)
    return words.format(value=value, low=low, high=high)
