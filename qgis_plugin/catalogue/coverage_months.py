"""The months of a dataset as one person may know them: complete, partly there, or missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...processing_algorithms.base.translation import tr
from ...safestats_core.query import Period
from ...safestats_core.retrieval.catalogue import DatasetInfo
from ...safestats_core.retrieval.coverage import Covered

COMPLETE, PARTIAL, MISSING = "complete", "partial", "missing"


def months_of(info: DatasetInfo) -> dict[str, str]:
    """Month -> state, in order, from what the list of datasets tells."""
    incomplete = {month: PARTIAL for month in info.partial_months} | {month: MISSING for month in info.missing_months}
    there = [info.first_month, info.last_month] if info.first_month else []
    known = [month for month in (*there, *incomplete) if month]
    if not known:
        return {}
    return {month: incomplete.get(month, COMPLETE) for month in Period(min(known), max(known)).months()}


def months_covered(info: DatasetInfo, covered: Iterable[Covered]) -> dict[str, str]:
    """The same with every supplier's months known: a month is missing only where all of them are."""
    states: dict[str, set[str]] = {}
    for each in covered:
        states.setdefault(each.month, set()).add(each.state)
    found = months_of(info)
    return found | {month: _together(states[month]) for month in found if month in states}


def said_of_month(month: str, state: str, covered: Iterable[Covered] = ()) -> str:
    """One month in words, with the suppliers that are not complete and what is noted of them."""
    words = f"{month}: {_state_words()[state]}"
    others = [each for each in covered if each.month == month and each.state != COMPLETE]
    told = "; ".join(f"{each.supplier} {_state_words()[each.state]}{_note(each)}" for each in others)
    return f"{words} ({told})" if told else words


def said_of_months(months: Mapping[str, str]) -> str:
    """All of them in a sentence, for a tooltip and for a screen reader."""
    if not months:
        return tr("No month yet.")
    names, words = list(months), _state_words()
    period = tr("{first} to {last}: {count} months") if len(names) > 1 else tr("{first}: one month")
    said = period.format(first=names[0], last=names[-1], count=len(names))
    parts = [
        f"{words[state]}: {_listed([month for month in names if months[month] == state])}"
        for state in (PARTIAL, MISSING)
        if state in months.values()
    ]
    return f"{said}, {'; '.join(parts) or (tr('all complete') if len(names) > 1 else tr('complete'))}."


def _listed(months: list[str]) -> str:
    shown = ", ".join(months[:6])
    return shown if len(months) <= 6 else tr("{months} and {number} more").format(months=shown, number=len(months) - 6)


def _note(covered: Covered) -> str:
    return f", {covered.note}" if covered.note else ""


def _together(states: set[str]) -> str:
    return next(iter(states)) if len(states) == 1 else PARTIAL


def _state_words() -> dict[str, str]:
    return {COMPLETE: tr("complete"), PARTIAL: tr("partly there"), MISSING: tr("missing")}
