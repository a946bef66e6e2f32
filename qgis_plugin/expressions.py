"""Functions for QGIS's expressions: the shift of a time, the share of an incident in some hours, the weight of harm."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from qgis.core import QgsExpression, qgsfunction
from qgis.PyQt.QtCore import QDateTime

from ..processing_algorithms.base.core_sentences import in_words
from ..processing_algorithms.sources.times import seconds_of, times_of
from ..safestats_core.errors import SafeStatsError
from ..safestats_core.hotspots.aoristic import aoristic_weights, in_shifts, shift_name
from ..safestats_core.hotspots.calendar import SECONDS_PER_DAY, shifts_from_text
from ..safestats_core.hotspots.harm import apply_harm_weights
from ..safestats_core.hotspots.harm_file import HarmWeights, read_harm_weights, text_of

_GROUP = "SafeStats"


@qgsfunction(args="auto", group=_GROUP, register=False)
def safestats_shift(when, shifts, feature, parent):
    """
    The shift that a time falls into, as text; null between shifts.
    <h4>Arguments</h4>
    <b>when</b>: a date and time<br>
    <b>shifts</b>: whole hours with commas between them; a shift may pass midnight
    <h4>Example</h4>
    safestats_shift("start", '06-14, 14-22, 22-06') &rarr; '22-06'
    """
    seconds = seconds_of(when) % SECONDS_PER_DAY
    for shift in _or_tell(parent, shifts_from_text, shifts) or ():
        first, length = shift
        if (seconds - first) % SECONDS_PER_DAY < length:
            return _or_tell(parent, shift_name, shift)
    return None


@qgsfunction(args="auto", group=_GROUP, register=False, handlesnull=True)
def safestats_aoristic(start, end, shift, feature, parent):
    """
    How much of an incident falls into a shift, from 0 to 1: what happened some time between two times counts in every
    hour for its share (Ratcliffe 2002). Without an end it is the hour of the start.
    <h4>Arguments</h4>
    <b>start</b>, <b>end</b>: the earliest and the latest time<br>
    <b>shift</b>: whole hours of the day, such as '22-06'
    <h4>Example</h4>
    safestats_aoristic("start", "end", '22-06') &rarr; 0.75
    """
    if not isinstance(start, QDateTime):
        return None
    times = times_of([seconds_of(start)]), times_of([seconds_of(end)])
    hours = _or_tell(parent, lambda text: in_shifts(shifts_from_text(text)), shift)
    return None if hours is None else float((aoristic_weights(*times) @ hours).sum())


@qgsfunction(args="auto", group=_GROUP, register=False)
def safestats_harm(category, weights_file, feature, parent):
    """
    The weight of harm of a category, from a file of categories and weights; null for a category that is not there.
    <h4>Arguments</h4>
    <b>category</b>: text<br>
    <b>weights_file</b>: the path of a CSV file, as for the algorithm 'Add harm weights'
    <h4>Example</h4>
    safestats_harm("category", '/data/harm.csv') &rarr; 365
    """
    weights = _or_tell(parent, _weights, weights_file)
    if weights is None:
        return None
    weight = apply_harm_weights(weights, [category]).weight[0]
    return None if np.isnan(weight) else float(weight)


FUNCTIONS = (safestats_shift, safestats_aoristic, safestats_harm)


def add_functions() -> None:
    """Let expressions use them."""
    for function in FUNCTIONS:
        QgsExpression.registerFunction(function)


def remove_functions() -> None:
    """The reverse, for when the plugin is unloaded."""
    for function in FUNCTIONS:
        QgsExpression.unregisterFunction(function.name())


def _or_tell(parent, work, argument):
    """The result of `work`, or None with the reason told to the expression."""
    try:
        return work(argument)
    except (SafeStatsError, OSError) as error:
        parent.setEvalErrorString(in_words(error))
        return None


def _weights(path: str) -> HarmWeights:
    file = Path(path)
    return _read_weights(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read_weights(file: Path, changed: int) -> HarmWeights:
    """The file as it was when it was `changed` last: an expression asks once for every feature."""
    return read_harm_weights(text_of(file.read_bytes()))
