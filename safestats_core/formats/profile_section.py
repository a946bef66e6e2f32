"""One section of a profile's TOML: values fetched with their type checked, errors that name file and key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Optional
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa
import pyarrow.compute as pc
import pyproj

from ..errors import InvalidInput
from .profile import Column

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_MOST = {"lease_hours": 87_600, "retention_months": 12_000}
"""Ten years, and a thousand: longer times mean nothing, and not every database keeps the number."""


@dataclass(frozen=True)
class Section:
    """The keys under `[name]` in the file `where`."""

    where: str
    name: str
    values: Mapping[str, Any]

    def error(self, key: str, wrong: str, remedy: str) -> InvalidInput:
        """The complaint about one key, ready to raise."""
        path = f"[{self.name}] {key}" if self.name else f"[{key}]"
        return InvalidInput(f"Profile {self.where}: {path} {wrong}. {remedy}")

    def allow(self, keys: Iterable[str]) -> None:
        """Refuse a key that no profile has: mostly a slip of the pen that would else go unseen."""
        known = list(keys)
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1) or [", ".join(known)]
                raise self.error(key, "is not known", f"Did you mean: {near[0]}?")

    def section(self, name: str, allowed: Iterable[str]) -> Section:
        """The section below this one, empty where the file has none."""
        path = f"{self.name}.{name}" if self.name else name
        part = Section(self.where, path, self._typed(name, dict, {}))
        part.allow(allowed)
        return part

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        return self._typed(key, str, default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text stands for a list of one."""
        value = self.values.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, f"is {value!r}", "Write a text or a list of texts.")
        return tuple(value)

    def table(self, key: str) -> dict[str, str]:
        """A table of texts."""
        value = self._typed(key, dict, {})
        for word, meaning in value.items():
            if not isinstance(meaning, str):
                raise self.error(key, f"gives '{word}' the value {meaning!r}", "Write it as a text in quotes.")
        return value

    def truth(self, key: str, default: bool) -> bool:
        """True or false."""
        return self._typed(key, bool, default)

    def whole_number(self, key: str, default: int) -> int:
        """A whole number above 0, and not above what _MOST says of the key."""
        value, most = self._typed(key, int, default), _MOST[key]
        if not 1 <= value <= most:
            raise self.error(key, f"is {value}", f"Write a whole number above 0, {most} at most.")
        return value

    def choice(self, key: str, known: Iterable[str], default: str) -> str:
        """One of the words in `known`."""
        return self.check(key, self.text(key, default), known)

    def check(self, key: str, value: str, known: Iterable[str]) -> str:
        """`value`, if it is one of `known`."""
        if value not in known:
            raise self.error(key, f"has '{value}'", f"Choose from: {', '.join(known)}.")
        return value

    def pattern(self, key: str) -> str:
        """A regular expression with one group."""
        value = self.text(key)
        try:
            groups = re.compile(value).groups
        except re.error as error:
            raise self.error(key, f"is '{value}'", f"It is not a regular expression: {error}.") from error
        if value and groups != 1:
            raise self.error(key, f"is '{value}'", "Put brackets round the part to take, and only there.")
        return value

    def column(self, key: str, strip: str = "") -> Optional[Column]:
        """A column: its name, a list of names, or {column = ..., strip = ...}."""
        value = self.values.get(key)
        if isinstance(value, dict):
            inner = Section(self.where, f"{self.name}.{key}", value)
            inner.allow(("column", "strip"))
            return inner.column("column", inner.text("strip"))
        names = self.texts(key)
        return Column(names, self.arrow_pattern(key, strip)) if names else None

    def zone(self, key: str, default: str) -> str:
        """The name of a time zone."""
        value = self.text(key, default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self.error(key, f"is '{value}'", "Write a time zone such as Europe/London or UTC.") from error
        return value

    def crs(self, key: str, default: str) -> str:
        """A coordinate reference system that PROJ knows."""
        value = self.text(key, default)
        try:
            pyproj.CRS.from_user_input(value)
        except pyproj.exceptions.CRSError as error:
            raise self.error(key, f"is '{value}'", "Write a code such as EPSG:27700 or EPSG:4326.") from error
        return value

    def extent(self, key: str) -> Optional[Extent]:
        """West, south, east, north in degrees."""
        value = self.values.get(key)
        if value is None:
            return None
        numbers = isinstance(value, list) and all(type(item) in (int, float) for item in value)
        if not numbers or len(value) != 4 or value[0] >= value[2] or value[1] >= value[3]:
            raise self.error(key, f"is {value!r}", "Write [west, south, east, north] in degrees.")
        west, south, east, north = (float(item) for item in value)
        return west, south, east, north

    def arrow_pattern(self, key: str, value: str) -> str:
        """`value`, if it is a regular expression that Arrow knows: it has no looking ahead or back."""
        try:
            pc.replace_substring_regex(pa.array([""]), pattern=value, replacement="")
        except pa.ArrowInvalid as error:
            raise self.error(key, f"has '{value}'", f"It is not a regular expression: {error}.") from error
        return value

    def _typed(self, key: str, kind: type, default: Any) -> Any:
        value = self.values.get(key, default)
        if type(value) is not kind:
            wanted = {str: "a text in quotes", dict: "a section", bool: "true or false", int: "a whole number"}[kind]
            raise self.error(key, f"is {value!r}", f"Write {wanted}.")
        return value
