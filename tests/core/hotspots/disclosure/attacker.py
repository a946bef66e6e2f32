"""Somebody who has two results and the sums on both pages, and solves all of it as one linear programme.

Nothing here is taken from the code under test but what it publishes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import product
from typing import Optional

import numpy as np
from scipy.optimize import linprog

from safestats_core.disclosure import SENSITIVE_BELOW
from safestats_core.hotspots.disclosure.results import Rows, Subject, protect_result

MONTHS = ("2024-01", "2024-02", "2024-03")
CATEGORIES = ("knife", "theft")
BOROUGHS = {"A": "north", "B": "north", "C": "north", "D": "south", "E": "south"}
ALMOST = 1e-6


@dataclass(frozen=True)
class Asked:
    """One result: `level` is "wards", "boroughs" or "months" or "categories" for a table of wards by these."""

    wards: tuple[str, ...]
    months: tuple[str, ...]
    categories: Optional[tuple[str, ...]] = None
    level: str = "wards"
    is_grouped: bool = False

    def counted(self) -> set:
        return {*product(self.wards, self.months, self.categories or CATEGORIES)}

    def rows(self) -> list[tuple[str, str, set]]:
        """(area, column, what it counts) of each row."""
        if self.level == "boroughs":
            names = sorted({BOROUGHS[ward] for ward in self.wards})
            return [(name, "", {each for each in self.counted() if BOROUGHS[each[0]] == name}) for name in names]
        if self.level == "wards":
            return [(ward, "", {each for each in self.counted() if each[0] == ward}) for ward in self.wards]
        axis, columns = (1, self.months) if self.level == "months" else (2, self.categories or CATEGORIES)
        cells = product(self.wards, columns)
        return [(w, c, {each for each in self.counted() if (each[0], each[axis]) == (w, c)}) for w, c in cells]

    def sums(self) -> dict[str, set]:
        """What each total on the page counts, by its name."""
        found = {"": self.counted()}
        for area, column, counted in self.rows():
            name = BOROUGHS[area] if self.is_grouped else column
            if name:
                found[name] = found.get(name, set()) | counted
        return found


@dataclass
class Knowledge:
    """Intervals of sums of unknown counts, one for each ward, month and category."""

    truth: dict[tuple, int]
    rows: list[np.ndarray] = field(default_factory=list)
    ends: list[tuple] = field(default_factory=list)

    def vector(self, counted: set) -> np.ndarray:
        return np.array([each in counted for each in self.truth], dtype=float)

    def learns(self, counted: set, low: float, high: float) -> None:
        self.rows.append(self.vector(counted))
        self.ends.append((low, high))

    def limits(self, counted: set) -> tuple[float, float]:
        matrix, ends = np.array(self.rows), np.array(self.ends)
        exact, above = ends[:, 0] == ends[:, 1], np.isfinite(ends[:, 1])
        above &= ~exact
        told = {
            "A_eq": matrix[exact], "b_eq": ends[exact, 0],
            "A_ub": np.vstack([-matrix[~exact], matrix[above]]), "b_ub": np.r_[-ends[~exact, 0], ends[above, 1]],
        }  # fmt: skip
        told = {name: each if len(each) else None for name, each in told.items()}
        aim, found = self.vector(counted), []
        for sign in (1, -1):
            answer = linprog(sign * aim, **told, bounds=(0, None))
            assert answer.status in (0, 3), "the truth fits what was published"
            found.append(np.inf if answer.status == 3 else sign * answer.fun)
            if sign == 1 and found[0] < 1 - ALMOST:
                return found[0], np.inf
        return found[0], found[1]


def share(asked: Asked, truth: dict, profile: str, earlier: tuple = ()):
    rows = asked.rows()
    counts = np.ma.masked_array([sum(truth[each] for each in counted) for _, _, counted in rows])
    larger = [BOROUGHS[area] for area, _, _ in rows] if asked.is_grouped else None
    columns = [column for _, column, _ in rows] if asked.level in ("months", "categories") else None
    subject = Subject(frozenset(asked.months), frozenset(asked.categories) if asked.categories else None)
    return protect_result(Rows(counts, [area for area, _, _ in rows], larger, columns), profile, subject, earlier)


def learn(known: Knowledge, asked: Asked, found, profile: str) -> None:
    """What is published, in the words of the profile: every sum on the page is told, and every zero is shown, but
    where zeros are withheld as well."""
    truth, rows = known.truth, asked.rows()
    group = [BOROUGHS[area] if asked.is_grouped else "" for area, _, _ in rows]
    counts = [sum(truth[each] for each in counted) for _, _, counted in rows]
    hidden = [value is None for value in found.shown.tolist()]
    hides_zeros = {name for name, is_hidden, count in zip(group, hidden, counts) if is_hidden and not count}
    for name, (_, _, counted), value in zip(group, rows, found.shown.tolist()):
        known.learns(counted, *(read(value, profile) if value is not None else (int(name not in hides_zeros), np.inf)))
    for name, counted in asked.sums().items():
        if found.totals.get(name) is not None:
            known.learns(counted, *read(found.totals[name], profile))


def read(value: int, profile: str) -> tuple[int, int]:
    if profile != "nhs_round5":
        return value, value
    return {0: (0, 0), 5: (1, 7)}.get(value, (value - 2, value + 2))


def counts_of(asked: Asked) -> list[set]:
    """All that a result counts: its rows, its sums, and the sums of the rows of a table."""
    lines: dict[str, set] = {}
    for area, _, counted in asked.rows():
        lines[area] = lines.get(area, set()) | counted
    return [*(counted for _, _, counted in asked.rows()), *lines.values(), *asked.sums().values()]


def narrowed(truth: dict, one: Asked, two: Asked, profile: str, published: tuple) -> list[tuple]:
    """The small counts of either result, and of what is counted by one and not by the other, that are surely small and
    known closer than by the profile: (what, count, least, most)."""
    known, alone = Knowledge(truth), [Knowledge(truth), Knowledge(truth)]
    for asked, found, own in zip((one, two), published, alone):
        learn(known, asked, found, profile)
        learn(own, asked, found, profile)
    aims = {frozenset(counted) for asked in (one, two) for counted in counts_of(asked)}
    for part, large in product(counts_of(one), counts_of(two)):
        part, large = (part, large) if part <= large else (large, part)
        same_areas = {each[0] for each in part} == {each[0] for each in large}
        same_months = {each[1:] for each in part} == {each[1:] for each in large}
        is_sum = len({each[0] for each in part}) > 1 or not same_months
        if part < large and (same_areas or (same_months and is_sum)):
            aims.add(frozenset(large - part))
    found, below = [], SENSITIVE_BELOW[profile]
    for aim in aims:
        count = sum(truth[each] for each in aim)
        if 1 <= count < below:
            least, most = known.limits(set(aim))
            if least > 1 - ALMOST and most < below - ALMOST and (least > 1 + ALMOST or most < below - 1 - ALMOST):
                found.append((sorted(aim), count, round(least, 3), round(most, 3)))
    return found


KINDS = (
    "longer", "shorter", "same twice", "more areas", "fewer areas", "longer and more areas", "boroughs after wards",
    "wards after boroughs", "one category", "tables", "a longer table", "a table after wards", "wards after a table",
)  # fmt: skip


def draw(kind: str, rng: np.random.Generator) -> tuple[dict, Asked, Asked]:
    """The truth, and two results of it."""
    size = int(rng.integers(2, 6))
    wards = tuple(sorted(rng.choice(list(BOROUGHS), size, replace=False).tolist()))
    truth = {}
    for ward, month, category in product(wards, MONTHS, CATEGORIES):
        usual = [0, 0, 1, 2, 3, 4, 6, 9, 14, 25, 40] if month != MONTHS[2] else [0, 0, 0, 1, 2, 5]
        truth[ward, month, category] = int(rng.choice(usual)) if category == "knife" or rng.random() < 0.3 else 0
    some = tuple(sorted(rng.choice(list(wards), int(rng.integers(1, size)), replace=False).tolist()))
    grouped = (bool(rng.random() < 0.5), bool(rng.random() < 0.5))
    two, three = MONTHS[:2], MONTHS
    some_months = three if grouped[0] else two
    first = {"is_grouped": grouped[0]}
    second = {"is_grouped": grouped[1]}
    table = str(rng.choice(["months", "months", "categories"]))
    all_of = {"wards": wards, "months": three}
    pairs = {
        "longer": (Asked(wards, two, **first), Asked(wards, three, **second)),
        "shorter": (Asked(wards, three, **first), Asked(wards, two, **second)),
        "same twice": (Asked(wards, two, **first), Asked(wards, two, **second)),
        "more areas": (Asked(some, two, **first), Asked(wards, two, **second)),
        "fewer areas": (Asked(wards, two, **first), Asked(some, two, **second)),
        "longer and more areas": (Asked(some, two, **first), Asked(wards, three, **second)),
        "boroughs after wards": (Asked(wards, two, is_grouped=True), Asked(wards, some_months, level="boroughs")),
        "wards after boroughs": (Asked(wards, some_months, level="boroughs"), Asked(wards, two, is_grouped=True)),
        "one category": (Asked(wards, three, **first), Asked(wards, three, ("knife",), **second)),
        "tables": (Asked(**all_of, level=table), Asked(**all_of, level=str(rng.choice(["months", "categories"])))),
        "a longer table": (Asked(wards, two, level=table), Asked(wards, three, level=table)),
        "a table after wards": (Asked(wards, two, **first), Asked(**all_of, level=table)),
        "wards after a table": (Asked(**all_of, level=table), Asked(wards, two, **second)),
    }  # fmt: skip
    return truth, *pairs[kind]


@dataclass
class Score:
    """How many pairs were published, how many of them tell a small count closer, and exactly; and those refused."""

    pairs: int = 0
    closer: int = 0
    exactly: int = 0
    refused: int = 0
    withheld: int = 0
    rows: int = 0
    examples: list = field(default_factory=list)


def attack(kind: str, profile: str, number: int, seed: int = 0) -> Score:
    """Draw pairs, publish what is said to be safe, and solve."""
    rng, score = np.random.default_rng(seed), Score()
    for _ in range(number):
        truth, one, two = draw(kind, rng)
        before = share(one, truth, profile)
        if before.is_told.any():
            continue
        now = share(two, truth, profile, before.shared)
        if now.is_told.any():
            score.refused += 1
            continue
        score.pairs += 1
        score.withheld += int(np.ma.getmaskarray(now.shown).sum())
        score.rows += now.shown.size
        found = narrowed(truth, one, two, profile, (before, now))
        score.closer += bool(found)
        score.exactly += any(least == most for _, _, least, most in found)
        if found:
            score.examples.append((truth, one, two, before, now, found))
    return score


if __name__ == "__main__":
    drawn = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for chosen, its in product(("nhs_round5", "suppress5", "threshold10"), KINDS):
        total = attack(its, chosen, drawn)
        print(
            f"{chosen:12}{its:24}{total.pairs:5} published, {total.closer:3} tell a small count closer, "
            f"{total.exactly:3} exactly; {total.refused:3} not called safe"
        )
