"""What a result gives away together with others that were shared before it.

Each result by itself may be safe, and the difference of two not: March is January to March less January to February.
A result is a set of months, categories and filters in each of its areas. Every sum and difference of results in which
each of these comes out equally often or not at all tells a count of something. Where that is surely a small count, and
known closer than the profile says of small counts, the later result must not show what tells it.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, section 4.1.2 (differencing); ONS, Policy on
protecting confidentiality in tables of birth and death statistics; NHS Digital, Disclosure control procedure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product
from typing import Optional

import numpy as np
from scipy.optimize import linprog

from .parts import Told, freed, told_by_parts, told_by_sum
from .rules import Bounds
from .shared import WHOLE, Shared, added_up, alike, areas_of, column
from .together import Pair, pair_of, tells_whole, told_together

__all__ = [
    "Differences",
    "Held",
    "Shared",
    "differences",
    "differences_from",
    "held_against",
    "known_before",
    "told_in_parts",
]

_OTHERS_AT_ONCE = 3
"""How many earlier results an attacker sets against the new one at a time."""

_MOST_EARLIER = 40
"""Beyond so many that bear upon it, the latest are looked at: the rest is said to be left out."""


@dataclass(frozen=True)
class Held:
    """Earlier results that bear upon a new one, however much of it is withheld in the end.

    earlier   those looked at, the oldest first
    pairs     those of them that count a part of what the new one counts, or the whole, each with it
    before    what they tell of its areas
    left_out  number of those not looked at because there are too many
    """

    earlier: Sequence[Shared]
    pairs: Sequence[Pair]
    before: Shared
    left_out: int


@dataclass(frozen=True)
class Differences:
    """What the check found.

    revealed  areas of the new result by which a small count could be told, larger areas whose total tells it, and ""
              where the sum of all does
    compared  number of earlier results that bear upon it
    left_out  number of those not looked at because there are too many
    """

    revealed: frozenset[str]
    compared: int
    left_out: int


def differences(new: Shared, earlier: Sequence[Shared], below: int) -> Differences:
    """The areas in which `new` and what was shared before give a count from 1 to less than `below` away.

    earlier  the oldest first
    Results with another filter than `new` are compared where one of the two has none.
    """
    return differences_from(new, held_against(new, earlier), below)


def held_against(new: Shared, earlier: Sequence[Shared]) -> Held:
    """What of the earlier results a new one has to be held against; its own counts do not matter."""
    bearing = [each for each in earlier if _can_bear(new, each)]
    looked_at = bearing[-_MOST_EARLIER:]
    pairs = []
    for each in looked_at:
        own, other = _parts([new, each])
        if (own <= other).all() or (own >= other).all():
            pairs.append(pair_of(new, each, bool((own <= other).all()), bool((own == other).all())))
    areas = areas_of(new)
    known = known_before(new, looked_at, areas)
    low, high = (dict(zip(areas, each.tolist())) for each in (known.low, known.high))
    return Held(looked_at, pairs, replace(new, low=low, high=high), len(bearing) - len(looked_at))


def differences_from(new: Shared, held: Held, below: int) -> Differences:
    """The same as `differences`, of a result that may withhold more than when it was held against the earlier ones."""
    revealed = _by_sums(new, held.earlier, below)
    for pair in held.pairs:
        revealed |= told_together(pair, new, below, held.before)
    return Differences(frozenset(revealed), len(held.earlier), held.left_out)


def told_in_parts(new: Sequence[Shared], earlier: Sequence[Shared], below: int) -> list[frozenset[str]]:
    """The same of a result and several parts of it at once, of which one or the others are new: for each of `new`.

    new  one result; or the columns of a table, and last all of it
    """
    found: list[set[str]] = [set() for _ in new]
    for number, whole in enumerate(new):
        parts = _parts_of(whole, earlier)
        if len(parts) > 1:
            told = told_by_parts(whole, parts, _add_up(whole, parts), below, (freed(whole), parts))
            found[number] |= _blamed_in_whole(told, whole)
    for whole in earlier if len(new) > 1 else ():
        columns = [number for number, each in enumerate(new[:-1]) if _is_part(each, whole)]
        if len(columns) > 1 and set(areas_of(whole)) & set(areas_of(new[-1])):
            parts = [new[number] for number in columns]
            is_all = _add_up(whole, parts) or (len(parts) == len(new) - 1 and _is_part(whole, new[-1]))
            told = told_by_parts(whole, parts, is_all, below, (whole, [freed(each) for each in parts]))
            for number, names in zip(columns, _blamed_in_parts(told, parts)):
                found[number] |= names
    if len(new) > 1:
        same = [each for each in earlier if set(areas_of(each)) == set(areas_of(new[-1]))]
        for number, sums in enumerate(_sums_of_columns(new, same) if same else ()):
            found[number] |= told_by_sum(new[number], sums, below)
    return [frozenset(each) for each in found]


def _sums_of_columns(new: Sequence[Shared], earlier: Sequence[Shared]) -> list[tuple[float, float]]:
    """Between what numbers the sum of each column of a table lies, from all sums of the same areas."""
    results = [*new, *earlier]
    parts = _parts(results)
    # What no column counts is not in the table as a whole.
    parts = parts[:, (parts[-1 - len(earlier)] == 0) | (parts[: len(new) - 1].sum(axis=0) > 0)]
    ends = [column(each, [WHOLE], end)[0] for end in ("low", "high") for each in results]
    low, high = np.array(ends[: len(results)]), np.array(ends[len(results) :])
    above = np.isfinite(high)
    told = {"A_ub": np.vstack([-parts, parts[above]]), "b_ub": np.r_[-low, high[above]]}
    found = []
    for number in range(len(new) - 1):
        least, most = (linprog(sign * parts[number], **told, bounds=(0, None)) for sign in (1, -1))
        found.append((least.fun if least.status == 0 else 0.0, -most.fun if most.status == 0 else np.inf))
    return found


def _parts_of(whole: Shared, earlier: Sequence[Shared]) -> list[Shared]:
    """Earlier results that count nothing but a part of a new one, and nothing twice: the smallest and latest first."""
    inside = [each for each in reversed(earlier) if _is_part(each, whole) and not _is_part(whole, each)]
    inside = [each for each in inside if set(areas_of(each)) & set(areas_of(whole))]
    if len(inside) < 2:
        return []
    held = _parts([whole, *inside])[1:]
    chosen: list[int] = []
    for number in np.argsort(held.sum(axis=1), kind="stable").tolist():
        if not any((held[number] & held[other]).any() for other in chosen):
            chosen.append(number)
    return [inside[number] for number in chosen]


def _is_part(one: Shared, other: Shared) -> bool:
    own, its = _parts([one, other])
    return bool((own <= its).all())


def _add_up(whole: Shared, parts: Sequence[Shared]) -> bool:
    held = _parts([whole, *parts])
    return bool((held[1:].sum(axis=0) == held[0]).all())


def _blamed_in_whole(told: Told, whole: Shared) -> set[str]:
    areas = {name for line in (told.whole, told.rest, *told.parts) for name, is_told in line.items() if is_told}
    found = {name if name in whole.low else WHOLE for name in areas}
    return found | {WHOLE} if any(told.sums) and (tells_whole(whole) or not found) else found


def _blamed_in_parts(told: Told, parts: Sequence[Shared]) -> list[set[str]]:
    """What is told in an area is put down to the least count of the parts that is shown there; else to all of them."""
    found: list[set[str]] = [{WHOLE} if is_told else set() for is_told in told.sums]
    for name in {name for line in (told.whole, told.rest, *told.parts) for name, is_told in line.items() if is_told}:
        counted = [number for number, part in enumerate(parts) if name in part.low]
        shown = [number for number in counted if 0 < parts[number].low[name] == parts[number].high[name]]
        least = min(shown, key=lambda number: parts[number].low[name], default=None)
        for number in counted if least is None else [least]:
            found[number].add(name)
        if not counted:
            for each in found:
                each.add(WHOLE)
    return found


def known_before(new: Shared, earlier: Sequence[Shared], names: Sequence[str]) -> Bounds:
    """Between what numbers counts of `new` must lie: a result holds what a part of it held, and no more than a whole.

    names  of areas, or of larger areas; `new` need not say anything of their counts
    """
    low, high = np.zeros(len(names)), np.full(len(names), np.inf)
    for each in earlier:
        own, other = _parts([new, each])
        if (own >= other).all():
            low = np.maximum(low, column(each, names, "low"))
        if (own <= other).all():
            high = np.minimum(high, column(each, names, "high"))
    return Bounds(low, high)


def _by_sums(new: Shared, earlier: Sequence[Shared], below: int) -> set[str]:
    found = _by_sums_of_same_areas(new, [each for each in earlier if new.low.keys() & each.low.keys() - {WHOLE}], below)
    if not any(each.within for each in (new, *earlier)):
        return found
    larger = added_up(new)  # what its own totals tell is found with the areas, whose names they stand among
    sums = [each for each in (alike(new, each) for each in earlier) if larger.low.keys() & each.low.keys() - {WHOLE}]
    also = _by_sums_of_same_areas(larger, sums, below)
    return found | also & {WHOLE} | {area for area, its in new.within.items() if its in also}


def _by_sums_of_same_areas(new: Shared, earlier: Sequence[Shared], below: int) -> set[str]:
    if not earlier:
        return set()
    areas = sorted(new.low)
    low, high = (np.array([column(each, areas, end) for each in (new, *earlier)]) for end in ("low", "high"))
    if WHOLE in new.low:  # sums of all are of the same only where the areas are
        others = [number for number, each in enumerate(earlier, 1) if set(areas_of(each)) != set(areas_of(new))]
        low[others, areas.index(WHOLE)], high[others, areas.index(WHOLE)] = 0, np.inf
    parts = _parts([new, *earlier])
    found = np.zeros(len(areas), dtype=bool)
    for factors, counted in _ways(parts.tobytes(), len(parts)):
        told = Bounds(_times(factors, low) - _times(-factors, high), _times(factors, high) - _times(-factors, low))
        for same in np.flatnonzero((parts == counted).all(axis=1)):  # a result that shows just this
            told = Bounds(np.maximum(told.low, low[same]), np.minimum(told.high, high[same]))
        found |= _is_told(told, below)
    return {area for area, is_found in zip(areas, found.tolist()) if is_found}


@lru_cache(maxsize=8)  # what is withheld in the meantime changes no set of months
def _ways(parts: bytes, results: int) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """The sums and differences of results that count something: (factor of each result, which parts it counts).

    parts  as from `_parts`
    """
    held = np.frombuffer(parts, dtype=np.int64).reshape(results, -1)
    ways = []
    for factors in _combinations(results - 1):
        counted = factors @ held
        times = counted.max(axis=1)  # twice: (January, February) and (January, March) less (February, March)
        for number in np.flatnonzero((times > 0) & ((counted == 0) | (counted == times[:, None])).all(axis=1)):
            ways.append((factors[number] / times[number], counted[number] // times[number]))
    return tuple(ways)


def _is_told(known: Bounds, below: int) -> np.ndarray:
    """Whether a count is surely small, and known closer than a small count is by the profile."""
    surely_small = (known.low >= 1) & (known.high < below)
    return np.asarray(surely_small & ((known.low > 1) | (known.high < below - 1)))


def _combinations(earlier: int) -> Iterator[np.ndarray]:
    """The new result with up to three earlier ones, each added or taken away: a row of factors for each way."""
    for size in range(1, min(_OTHERS_AT_ONCE, earlier) + 1):
        signs = np.array(list(product((1, -1), repeat=size + 1)), dtype=np.int64)
        for chosen in combinations(range(earlier), size):
            factors = np.zeros((len(signs), earlier + 1), dtype=np.int64)
            factors[:, [0, *(number + 1 for number in chosen)]] = signs
            yield factors


def _parts(results: Sequence[Shared]) -> np.ndarray:
    """One row per result, one column for each month, category and filter that any names, and for those none names."""
    axes = [
        [*sorted(set().union(*(getattr(each, name) or () for each in results))), None]
        for name in ("months", "categories")
    ]
    axes.append([*sorted({each.only for each in results} - {""}), None])
    held = np.array([[_holds(each, *part) for part in product(*axes)] for each in results], dtype=np.int64)
    return np.unique(held, axis=1)


def _holds(result: Shared, month: Optional[str], category: Optional[str], only: Optional[str]) -> bool:
    return (
        (result.months is None or month in result.months)
        and (result.categories is None or category in result.categories)
        and result.only in ("", only)
    )


def _times(factors: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The sum of the values with a factor above 0, times that: nothing times infinity is nothing."""
    used = factors > 0
    return factors[used] @ values[used] if used.any() else np.zeros(values.shape[1])


def _can_bear(new: Shared, other: Shared) -> bool:
    if new.only and other.only and new.only != other.only:
        return False
    names = new.low.keys() | set(new.within.values())
    return bool(names & (other.low.keys() | set(other.within.values())) - {WHOLE})
