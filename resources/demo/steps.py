"""Tell the person at the terminal what happens, how much of it, and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_BAR = 24


class Steps:
    """Numbered steps with a moving bar; keeps what each brought for the table at the end."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, float]] = []

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """One step of the work; set `.result` to what it brought."""
        current = Step(title, len(self.rows) + 1)
        current.begin()
        yield current
        self.rows.append((title, current.result, current.end()))

    def table(self) -> str:
        """What happened, a line each, with times in seconds."""
        titles = max(len(title) for title, _, _ in self.rows)
        results = max(len(result) for _, result, _ in self.rows)
        lines = [f"  {title:<{titles}}  {result:<{results}}  {seconds:6.1f} s" for title, result, seconds in self.rows]
        total = sum(seconds for _, _, seconds in self.rows)
        return "\n".join([*lines, f"  {'together':<{titles}}  {'':<{results}}  {total:6.1f} s"])


class Step:
    """What one step shows while it runs."""

    def __init__(self, title: str, number: int) -> None:
        self.title, self.number, self.result = title, number, ""
        self._started = time.monotonic()
        self._terminal = sys.stdout.isatty()

    def begin(self) -> None:
        """Say what starts."""
        self._write("", end="" if self._terminal else "\n")

    def progress(self, done: int, total: int, what: str) -> None:
        """A progress callable as the core wants it; only a terminal sees the bar move."""
        if self._terminal:
            full = _BAR * done // total if total else 0
            self._write(f"[{'#' * full}{'.' * (_BAR - full)}] {what}", end="")

    def end(self) -> float:
        """Say what came of it; gives the seconds it took."""
        seconds = time.monotonic() - self._started
        self._write(f"{self.result} ({seconds:.1f} s)")
        return seconds

    def _write(self, text: str, end: str = "\n") -> None:
        before = "\r\033[K" if self._terminal else ""
        print(f"{before}{self.number:2d}. {self.title}  {text}", end=end, flush=True)
