"""A whole result made fit to be shared: its counts under a profile, and held against what was shared before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from .differences import differences_from, held_against, told_in_parts
from .rows import NAMELESS, Found, KnownRows, Rows, Subject
from .rules import SENSITIVE_BELOW
from .shared import Shared, without_sums

AS_IT_IS, ROUNDED, SMALL, SECONDARY, DIFFERENCE, UNKNOWN = range(6)
"""Why a count is shown as it is: unchanged; rounded; withheld because it is small, because sums would give others away,
because earlier results would; or not known from the start."""

_ROUNDS, _ROUNDS_OF_OTHERS = 40, 8
"""How often more is withheld at most; and how often further counts are, before the sums are."""

_ROUNDS_OF_A_TABLE = 14
"""The same of a table, which takes longer to protect."""


@dataclass(frozen=True)
class ProtectedResult:
    """A result as it may be shown.

    shown     one count per row, masked where nothing may be told
    why       one of the words above per row
    is_told   rows whose count can still be worked out: while there is one, the result is not safe
    totals    sums by name that may be told beside it, None for those that must not be; "" is the sum of all
    shared    what others will know, to be kept for the next check
    compared, left_out  earlier results that were looked at, and those that were too many
    """

    shown: np.ma.MaskedArray
    why: np.ndarray
    is_told: np.ndarray
    totals: dict[str, Optional[int]]
    shared: tuple[Shared, ...]
    compared: int
    left_out: int


def protect_result(rows: Rows, profile: str, subject: Subject, earlier: Sequence[Shared] = ()) -> ProtectedResult:
    """Counts under a profile of `disclosure.PROFILES`, with what sums and earlier results would give away withheld.

    earlier  results of the same dataset that were shared before, the oldest first
    Raises InvalidInput for counts that are none, for larger areas and columns at once, and for a table in which an
    area has two rows of one column.
    """
    known = np.flatnonzero(~np.ma.getmaskarray(rows.counts))
    table = KnownRows(rows, known)
    hidden, held = table.nothing_hidden(), None
    before = table.before(subject, earlier)
    rounds = profile == "nhs_round5" and rows.column is not None
    if rounds:  # such a table is not protected against its sums, and no more against those of others
        earlier = [without_sums(each) for each in earlier]
    for number in range(_ROUNDS if rows.column is None else _ROUNDS_OF_A_TABLE):
        found = table.protect(profile, hidden, before)
        shared = table.shared(subject, found, profile) if profile != "none" else []
        seen = [without_sums(each) for each in shared] if rounds else shared
        if held is None:
            held = [held_against(each, earlier) for each in seen] if earlier else []
        checks = [differences_from(*each, SENSITIVE_BELOW[profile]) for each in zip(seen, held)]
        revealed = [check.revealed for check in checks]
        if held and not rounds:
            in_parts = told_in_parts(shared, held[-1].earlier, SENSITIVE_BELOW[profile])
            revealed = [one | other for one, other in zip(revealed, in_parts)]
        told = table.told_by(revealed)
        more = table.hidden_besides(told, found, hidden, others=number < _ROUNDS_OF_OTHERS)
        if more is None:
            break
        hidden = more
    shown: np.ma.MaskedArray = np.ma.masked_all(rows.counts.shape, dtype=np.int64)
    why, is_told = np.full(rows.counts.shape, UNKNOWN), np.zeros(rows.counts.shape, dtype=bool)
    shown[known], is_told[known] = found.shown, found.told | table.rows_of(told)
    why[known] = _reasons(found, table.counts)
    return ProtectedResult(
        shown,
        why,
        is_told,
        {name: total for name, total in found.totals.items() if name != NAMELESS},
        tuple(shared),
        max((check.compared for check in checks), default=0),
        max((check.left_out for check in checks), default=0),
    )


def _reasons(found: Found, counts: np.ndarray) -> np.ndarray:
    why = np.where(np.asarray(found.shown.data) != counts, ROUNDED, AS_IT_IS)
    why[np.ma.getmaskarray(found.shown)] = SECONDARY
    why[found.asked] = DIFFERENCE
    why[found.small] = SMALL
    return why
