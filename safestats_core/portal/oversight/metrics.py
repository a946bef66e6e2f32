"""What happened in this process since it started, in the text format that Prometheus reads (version 0.0.4)."""

from __future__ import annotations

import math
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Union

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds: upper bounds of the histogram of answering times."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Number = Union[int, float]


@dataclass(frozen=True)
class Sample:
    """One value. `suffix` is what a histogram hangs on its name."""

    value: Number
    labels: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""


@dataclass(frozen=True)
class Family:
    """A metric with all its values. `kind` is counter, gauge or histogram."""

    name: str
    kind: str
    words: str
    samples: tuple[Sample, ...]


@dataclass
class Requests:
    """Answers by handler and status, how long they took, and what is under way."""

    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    _times: dict[str, list[int]] = field(default_factory=dict)
    _sums: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, handler: str, status: int, seconds: float) -> None:
        """An answer is out. Status 0 means that none was."""
        with self._lock:
            self.answered[handler, str(status)] += 1
            self._times.setdefault(handler, [0] * (len(BOUNDS) + 1))[bisect_left(BOUNDS, seconds)] += 1
            self._sums[handler] += seconds  # type: ignore[assignment]

    def families(self) -> Iterator[Family]:
        """The answers as metrics."""
        with self._lock:
            answered, sums = sorted(self.answered.items()), dict(self._sums)
            times = {handler: list(counted) for handler, counted in sorted(self._times.items())}
        counted = tuple(Sample(n, {"handler": handler, "status": status}) for (handler, status), n in answered)
        yield Family("safestats_requests_total", "counter", "Requests answered, by handler and HTTP status.", counted)
        samples = tuple(each for handler in times for each in _histogram(handler, times[handler], sums[handler]))
        words = "Seconds from a request to the end of its answer."
        yield Family("safestats_request_duration_seconds", "histogram", words, samples)


def exposition(families: Iterable[Family]) -> str:
    """The text that Prometheus reads."""
    lines: list[str] = []
    for family in families:
        lines += [f"# HELP {family.name} {family.words}", f"# TYPE {family.name} {family.kind}"]
        lines += [_line(family.name, sample) for sample in family.samples]
    return "\n".join(lines) + "\n"


def _histogram(handler: str, counted: list[int], total: float) -> Iterator[Sample]:
    below = 0
    for bound, count in zip((*BOUNDS, math.inf), counted):
        below += count
        yield Sample(below, {"handler": handler, "le": _number(bound)}, "_bucket")
    yield Sample(total, {"handler": handler}, "_sum")
    yield Sample(below, {"handler": handler}, "_count")


def _line(name: str, sample: Sample) -> str:
    labels = ",".join(f'{label}="{_escaped(value)}"' for label, value in sample.labels.items())
    return f"{name}{sample.suffix}{f'{{{labels}}}' if labels else ''} {_number(sample.value)}"


def _number(value: Number) -> str:
    return "+Inf" if value == math.inf else repr(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
