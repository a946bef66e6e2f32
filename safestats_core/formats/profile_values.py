"""The [rules] of a profile: TOML values -> what is asked of a row."""

from __future__ import annotations

from typing import Any

from .profile import ValueRules
from .profile_section import Section


def read_values(section: Section, has_crosswalk: bool) -> ValueRules:
    """What the values of a row must be. Raises InvalidInput where a rule could refuse nothing, or everything."""
    rules = ValueRules(
        required=section.texts("required"),
        known_category=section.truth("known_category", False),
        not_in_future=section.truth("not_in_future", False),
        allowed={name: _allowed(section, name, values) for name, values in _columns(section, "allowed")},
        pattern={name: _pattern(section, name, value) for name, value in _columns(section, "pattern")},
        range={name: _range(section, name, value) for name, value in _columns(section, "range")},
    )
    if rules.known_category and not has_crosswalk:
        raise section.error("known_category", "is true", "Write the words that are known, as [category.crosswalk].")
    return rules


def _columns(section: Section, key: str) -> list[tuple[str, Any]]:
    values = section.values.get(key, {})
    if not isinstance(values, dict):
        raise section.error(key, f"is {values!r}", f"Write {key} with a column, as in {_EXAMPLES[key]}.")
    return list(values.items())


_EXAMPLES = {
    "allowed": '{ Priority = ["1", "2"] }',
    "pattern": "{ Call = 'A-\\d+' }",
    "range": "{ Age = [0, 120] }",
}


def _allowed(section: Section, name: str, values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise section.error("allowed", f"has {values!r} for '{name}'", f"Write texts, as in {_EXAMPLES['allowed']}.")
    return tuple(values)


def _pattern(section: Section, name: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise section.error("pattern", f"has {value!r} for '{name}'", f"Write a text, as in {_EXAMPLES['pattern']}.")
    return section.arrow_pattern("pattern", value)


def _range(section: Section, name: str, value: Any) -> tuple[float, float]:
    numbers = isinstance(value, list) and all(type(item) in (int, float) for item in value)
    # NaN is neither below nor above anything.
    if not numbers or len(value) != 2 or not value[0] <= value[1]:
        remedy = f"Write the least and the greatest, as in {_EXAMPLES['range']}; inf stands for no limit."
        raise section.error("range", f"has {value!r} for '{name}'", remedy)
    return float(value[0]), float(value[1])
