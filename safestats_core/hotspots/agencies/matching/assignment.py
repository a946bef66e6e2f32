"""One to one: of pairs that compete for a record, those that together are worth the most."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

_MARGIN = 1e-6
"""Above 0, so that a pair exactly at the threshold is worth more than none."""


def one_to_one(first: np.ndarray, second: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The pairs that are kept when every record may be in one pair only.

    first, second  records of both sides, int64 of shape (pairs,)
    weight         what each pair is worth, 0 or more, shape (pairs,)
    Returns positions of the kept pairs, rising: no record twice, and the largest sum of weights that is possible.
    A pair of two records that are in no other pair is kept as it is. The others are solved exactly, component by
    component in effect: every first record may stay without a partner for nothing.
    Source: Jaro (1989), Journal of the American Statistical Association 84, 414-420; Jonker & Volgenant (1987),
    Computing 38, 325-340, for the algorithm, in its sparse form.
    """
    if not first.size:
        return np.empty(0, dtype=np.int64)
    alone = (np.bincount(first)[first] == 1) & (np.bincount(second)[second] == 1)
    contested = np.flatnonzero(~alone)
    kept = [np.flatnonzero(alone)]
    if contested.size:
        kept.append(contested[_assign(first[contested], second[contested], weight[contested])])
    return np.sort(np.concatenate(kept))


def among_competitors(first: np.ndarray, second: np.ndarray, alone: np.ndarray) -> np.ndarray:
    """The probability of each pair when every record is in one event at most, shape (pairs,).

    alone  the probability of each pair on its own, shape (pairs,)
    Formula: w / (1 + the w of all pairs that hold either of its records, itself included), with w the odds of a pair on
    its own. It is exact where the competing pairs share one record, for at most one of them is true, and near
    elsewhere; a pair without competitors keeps its probability.
    """
    odds = alone / np.maximum(1 - alone, 1e-15)
    held = np.bincount(first, odds)[first] + np.bincount(second, odds)[second] - odds
    return np.asarray(odds / (1 + held))


def _assign(first: np.ndarray, second: np.ndarray, weight: np.ndarray) -> np.ndarray:
    _, row = np.unique(first, return_inverse=True)
    _, column = np.unique(second, return_inverse=True)
    rows, columns = int(row.max()) + 1, int(column.max()) + 1
    worth = np.asarray(weight, dtype=float) + _MARGIN
    # Costs, all above 0 because a sparse matrix knows no other: a partner of its own for every row costs the most.
    none = float(worth.max()) + 1
    own = np.arange(rows)
    cost = sparse.csr_matrix(
        (
            np.concatenate([none - worth, np.full(rows, none)]),
            (np.concatenate([row, own]), np.concatenate([column, columns + own])),
        ),
        shape=(rows, columns + rows),
    )
    chosen_row, chosen_column = csgraph.min_weight_full_bipartite_matching(cost)
    partner = np.full(rows, -1)
    partner[chosen_row] = chosen_column
    return np.flatnonzero(partner[row] == column)
