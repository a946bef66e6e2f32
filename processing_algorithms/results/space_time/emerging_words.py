"""What became of every cell: the class of its history, and what is said of counts, steps and classes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...base.translation import in_sentences, numeral, tr

if TYPE_CHECKING:
    from ....safestats_core.hotspots.space_time.cube import Cube
    from ....safestats_core.hotspots.space_time.emerging import EmergingHotSpots as Found

NOT_TESTED = "not tested"

TITLES = {
    "new hot spot": QT_TRANSLATE_NOOP("SafeStats", "New hot spot"),
    "consecutive hot spot": QT_TRANSLATE_NOOP("SafeStats", "Consecutive hot spot"),
    "intensifying hot spot": QT_TRANSLATE_NOOP("SafeStats", "Intensifying hot spot"),
    "persistent hot spot": QT_TRANSLATE_NOOP("SafeStats", "Persistent hot spot"),
    "diminishing hot spot": QT_TRANSLATE_NOOP("SafeStats", "Diminishing hot spot"),
    "sporadic hot spot": QT_TRANSLATE_NOOP("SafeStats", "Sporadic hot spot"),
    "oscillating hot spot": QT_TRANSLATE_NOOP("SafeStats", "Oscillating hot spot"),
    "historical hot spot": QT_TRANSLATE_NOOP("SafeStats", "Historical hot spot"),
    "new cold spot": QT_TRANSLATE_NOOP("SafeStats", "New cold spot"),
    "consecutive cold spot": QT_TRANSLATE_NOOP("SafeStats", "Consecutive cold spot"),
    "intensifying cold spot": QT_TRANSLATE_NOOP("SafeStats", "Intensifying cold spot"),
    "persistent cold spot": QT_TRANSLATE_NOOP("SafeStats", "Persistent cold spot"),
    "diminishing cold spot": QT_TRANSLATE_NOOP("SafeStats", "Diminishing cold spot"),
    "sporadic cold spot": QT_TRANSLATE_NOOP("SafeStats", "Sporadic cold spot"),
    "oscillating cold spot": QT_TRANSLATE_NOOP("SafeStats", "Oscillating cold spot"),
    "historical cold spot": QT_TRANSLATE_NOOP("SafeStats", "Historical cold spot"),
    "no pattern": QT_TRANSLATE_NOOP("SafeStats", "No pattern"),
    NOT_TESTED: QT_TRANSLATE_NOOP("SafeStats", "Not tested"),
}
"""Class -> what people read."""

_FEW_STEPS = 10
"""With fewer steps a trend has to be very steady to be found."""


def classes_of(found: Found) -> np.ndarray:
    """The class of every cell in words."""
    from ....safestats_core.hotspots.space_time.patterns import WORDS

    words = np.array([WORDS[int(code)] for code in found.pattern.ravel()], dtype=object).reshape(found.pattern.shape)
    words[found.tested == 0] = NOT_TESTED
    return words


def now(classes: Counter, side: str) -> int:
    """Cells that are hot, or cold, in their last step."""
    return sum(
        cells for words, cells in classes.items() if words.endswith(f"{side} spot") and "historical" not in words
    )


def cube_remarks(cube: Cube, cells: int, size: str, outside: int) -> list[str]:
    """What was counted and what was not; `size` is that of a cell with its unit, `outside` the points beyond all."""
    steps = cube.steps
    said = in_sentences(
        [
            (outside, tr("{number} points outside the study area were left out.")),
            (cube.outside_period, tr("{number} points before the first or after the last day were left out.")),
            (cube.without_supply, tr("{number} points in incomplete steps were left out.")),
        ]
    )
    chosen = tr("{cells} cells of {size} in {steps} steps; the data cover {period}.")
    said.append(chosen.format(cells=numeral(cells), size=size, steps=numeral(steps.count), period=steps.covered))
    has_values = cube.present.any(axis=(1, 2))
    for step in np.flatnonzero(~steps.complete | ~has_values):
        first, last = steps.edges[step], steps.edges[step + 1] - 1
        sentence = _about_gap(bool(steps.complete[step]), bool(has_values[step]))
        said.append(sentence.format(number=step + 1, first=first, last=last))
    return said


def _about_gap(is_complete: bool, has_values: bool) -> str:
    if is_complete:
        return tr("Step {number}, {first} to {last}, holds no incident at all: it was taken as a gap.")
    if has_values:
        return tr("Step {number}, {first} to {last}, is incomplete, and was counted nevertheless.")
    return tr(
        "Step {number}, {first} to {last}, is incomplete, and was left out. Where the data do cover it, "
        "enter their first or last day."
    )


def emerging_remarks(classes: Counter, steps: int) -> list[str]:
    """How many cells are of each class, and a caution where so many steps are few for a trend."""
    sentence = tr("{number} cells: {words}.")
    counted = classes.most_common()
    said = [sentence.format(number=numeral(number), words=tr(TITLES[words]).lower()) for words, number in counted]
    few = tr("With {number} steps, only a very steady trend can be found.")
    return [*said, few.format(number=steps)] if steps < _FEW_STEPS else said
