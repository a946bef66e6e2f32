"""Tables of areas by categories (or months), so protected that the sums of rows and columns give nothing away.

The sums are cells of the table, too: a small one is withheld like any other. Each small cell is withheld together with
a rectangle of cells that can trade with it: so many up here and down there, and every sum stays right. Each such trade
is a whole table that looks the same to whoever sees what is shown, so it holds whatever she computes from it.

Sources: Cox (1995), Network models for complementary cell suppression, JASA 90, 1453-1462; Giessing & Repsilber
(2002), the hypercube method, in Hundepool et al. (2012), Statistical Disclosure Control, section 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from .rules import SENSITIVE_BELOW, disclose, is_sensitive

_MOST_STEPS = 2e10
"""Small cells times cells: beyond it the search takes minutes."""


@dataclass(frozen=True)
class ProtectedTable:
    """A table as it may be shown, with its sums.

    shown        rows and columns, masked where withheld or where there is no cell
    row_sums, column_sums, whole  the same of the sums; a single number in an array for the whole
    small        which cells were withheld because they are small
    asked        which were withheld because the caller asked for it
    secondary    which were withheld because sums would give others away
    given_away   which of the small cells, and those asked for, no rectangle protects: the sums may tell them
    """

    shown: np.ma.MaskedArray
    row_sums: np.ma.MaskedArray
    column_sums: np.ma.MaskedArray
    whole: np.ma.MaskedArray
    small: np.ndarray
    asked: np.ndarray
    secondary: np.ndarray
    given_away: np.ndarray


def protect_table(counts: np.ma.MaskedArray, profile: str, also: Optional[np.ndarray] = None) -> ProtectedTable:
    """A table of counts under a profile, safe also for who knows every sum that is shown.

    counts  whole numbers, 0 or more, in rows and columns; masked where there is no cell, which counts as 0
    also    cells to withhold whatever they count: others shall not know them closer than to T - 1 more or less, T being
            the count from which on the profile hides none
    Of a profile that withholds below T, everybody who sees what is shown must still take any number from 1 to T - 1
    for possible in each small cell. Zeros are shown, but where nothing else serves one is withheld. A profile that
    rounds leaves every cell and sum rounded from its own count, and withholds nothing.
    Raises InvalidInput for an unknown profile, for negative or fractional counts, and for more cells than can be
    searched.
    """
    given = np.ma.filled(np.ma.masked_array(counts), 0)
    absent = np.ma.getmaskarray(np.ma.masked_array(counts))
    exact = _with_sums(np.asarray(disclose(given, "none").data))
    exists = _framed(~absent)
    withheld = np.ma.getmaskarray(disclose(exact, profile)).copy()
    given_away = np.zeros_like(withheld)
    small = is_sensitive(exact, profile)
    asked = np.zeros_like(withheld)
    if also is not None and SENSITIVE_BELOW[profile]:
        asked[:-1, :-1] = also & (given > 0) & ~withheld[:-1, :-1]
    withheld |= asked
    if withheld.any():
        given_away = _withhold_rectangles(exact, exists, withheld.copy(), withheld, SENSITIVE_BELOW[profile] - 1)
    shown: np.ma.MaskedArray = np.ma.masked_array(disclose(exact, profile).data, withheld | ~exists)
    inner = (slice(None, -1), slice(None, -1))
    return ProtectedTable(
        shown[inner],
        shown[:-1, -1],
        shown[-1, :-1],
        shown[-1:, -1],
        (withheld & small)[inner],
        asked[inner],
        (withheld & ~small & ~asked)[inner],
        given_away[inner],
    )


def _withhold_rectangles(
    exact: np.ndarray, exists: np.ndarray, protected: np.ndarray, withheld: np.ndarray, most: int
) -> np.ndarray:
    """Add to `withheld` what each small cell needs to be anything from 1 to `most`; gives those that nothing helps."""
    number = np.count_nonzero(protected)
    if number * float(exact.size) > _MOST_STEPS:
        raise InvalidInput(
            f"A table of {exact.shape[0] - 1:,} rows and {exact.shape[1] - 1:,} columns with {number:,} small counts "
            "is too large to be protected. Use larger areas or fewer categories."
        )
    helpless = np.zeros_like(withheld)
    for row, column in np.argwhere(protected).tolist():
        count = int(exact[row, column])
        more = most - count if count <= most else most
        for direction, amount in ((1, more), (-1, min(count - 1, most))):
            if amount:
                corner = _cheapest(exact, exists, withheld, row, column, direction, amount)
                if corner is None:
                    helpless[row, column] = True
                else:
                    withheld[np.ix_([row, corner[0]], [column, corner[1]])] = True
    return helpless


def _cheapest(
    exact: np.ndarray, exists: np.ndarray, withheld: np.ndarray, row: int, column: int, direction: int, amount: int
) -> Optional[tuple[int, int]]:
    """The cell opposite to one, such that the rectangle lets it move by `amount` and withholding it costs least.

    A sum is the negative of a further column or row: so all lines of the table with its sums come to 0, and what moves
    up at two opposite corners moves down at the other two, the other way round in the sums.
    """
    sign = np.outer(*(np.where(np.arange(size) == size - 1, -1, 1) for size in exact.shape))
    turn = sign[row, column] * direction * sign  # which way each cell moves at the corner opposite
    rises = {"beside": -turn[row, :] > 0, "above": -turn[:, column] > 0, "opposite": turn > 0}
    # Of what goes down, 1 has to stay: who sees every zero knows that what is withheld is none.
    gives = exact >= amount + 1
    fits = {"beside": gives[row, :], "above": gives[:, column], "opposite": gives}
    usable = {
        name: np.where(rises[name], present, fits[name] & present)
        for name, present in (("beside", exists[row, :]), ("above", exists[:, column]), ("opposite", exists))
    }
    serves = usable["beside"][None, :] & usable["above"][:, None] & usable["opposite"]
    serves[row, :] = serves[:, column] = False
    if not serves.any():
        return None
    # A zero is worth more than all that is counted, for to show zeros is what the profile promises.
    price = np.where(withheld, 0, np.where(exact == 0, int(exact[-1, -1]) + 1, exact))
    cost = np.where(serves, price + price[row, :][None, :] + price[:, column][:, None], np.iinfo(np.int64).max)
    found = np.unravel_index(int(np.argmin(cost)), cost.shape)
    return int(found[0]), int(found[1])


def _with_sums(counts: np.ndarray) -> np.ndarray:
    """The table with a further column and row of sums."""
    rows = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([rows, rows.sum(axis=0, keepdims=True)])


def _framed(exists: np.ndarray) -> np.ndarray:
    """The sums exist, whatever cells do."""
    return np.pad(exists, ((0, 1), (0, 1)), constant_values=True)
