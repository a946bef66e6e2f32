"""The rules of a profile, applied: which values refuse a row, and the sentence that says so."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .categories import translated
from .moments import Times
from .places import read_numbers
from .profile import Column, Profile
from .rows import Rows, first_reason, reasons_where

_CLOCKS_DIFFER = 300
"""Seconds that a supplier's clock may be ahead of ours."""


def broken_rules(rows: Rows, profile: Profile, times: Times, now: float) -> pa.Array:
    """The first rule that each row breaks, as a sentence; null where it keeps them all. `now` is in UTC seconds."""
    rules = profile.rules
    reasons = [pa.nulls(rows.count, pa.string())]
    reasons += [_blank(rows, name) for name in rules.required]
    reasons += [_not_allowed(rows, name, values) for name, values in rules.allowed.items()]
    reasons += [_off_pattern(rows, name, pattern) for name, pattern in rules.pattern.items()]
    reasons += [_off_range(rows, name, *limits) for name, limits in rules.range.items()]
    if rules.known_category:
        reasons.append(_unknown_category(rows, profile))
    if rules.not_in_future:
        ahead = times.latest > now + _CLOCKS_DIFFER
        reasons.append(reasons_where(ahead, "Its time lies in the future. Check the date, and the supplier's clock."))
    return first_reason(*reasons)


def _blank(rows: Rows, name: str) -> pa.Array:
    blank = pc.is_null(_text(rows, name)).to_numpy(zero_copy_only=False)
    return reasons_where(blank, f"No value in {name}, which may not be blank.")


def _not_allowed(rows: Rows, name: str, values: tuple[str, ...]) -> pa.Array:
    text = _text(rows, name)
    wrong = _given(text) & ~_true(pc.is_in(text, value_set=pa.array(values, pa.string())))
    return reasons_where(wrong, f"The {name} '", text, f"' is none of: {', '.join(values)}.")


def _off_pattern(rows: Rows, name: str, pattern: str) -> pa.Array:
    text = _text(rows, name)
    wrong = _given(text) & ~_true(pc.match_substring_regex(text, pattern=f"^(?:{pattern})$"))
    return reasons_where(wrong, f"The {name} '", text, f"' is not written as {pattern}.")


def _off_range(rows: Rows, name: str, least: float, most: float) -> pa.Array:
    text = _text(rows, name)
    number = read_numbers(text)
    wrong = _given(text) & ~((least <= number) & (number <= most))
    return reasons_where(wrong, f"The {name} '", text, f"' is not a number from {least:g} to {most:g}.")


def _unknown_category(rows: Rows, profile: Profile) -> pa.Array:
    words = rows.text(profile.category.column)
    unknown = ~_given(translated(words, profile.category.crosswalk))
    return first_reason(
        reasons_where(unknown & ~_given(words), "No category: the row does not say what happened."),
        reasons_where(unknown, "The category '", words, f"' is not one that profile {profile.name} knows."),
    )


def _text(rows: Rows, name: str) -> pa.Array:
    return rows.text(Column((name,)))


def _given(text: pa.Array) -> np.ndarray:
    return pc.is_valid(text).to_numpy(zero_copy_only=False)


def _true(condition: pa.Array) -> np.ndarray:
    return pc.fill_null(condition, False).to_numpy(zero_copy_only=False)
