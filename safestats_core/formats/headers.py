"""Column names as people write them: 'Crime ID', 'crime_id' and 'CRIME ID ' are one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Optional

from ..errors import UnreadableSupply

MOST_COLUMNS = 1_000


def plain_words(text: str) -> str:
    """`text` without case, spaces and punctuation, so that two spellings compare equal."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def find_name(names: Sequence[str], wanted: str) -> Optional[str]:
    """The member of `names` that is meant by `wanted`: as written if it is there, else in another spelling."""
    if wanted in names:
        return wanted
    plain = plain_words(wanted)
    return next((name for name in names if plain and plain_words(name) == plain), None)


def missing_names(names: Sequence[str], wanted: Iterable[str]) -> list[str]:
    """Those of `wanted` that stand in `names` in no spelling."""
    return [name for name in wanted if find_name(names, name) is None]


def unique_names(header: Sequence[Optional[str]], taken: Iterable[str] = ()) -> list[str]:
    """A name for every column: 'column 3' for one without, 'Context (2)' for one that repeats or is `taken`."""
    used = set(taken)
    names = []
    for number, written in enumerate(header, start=1):
        stem = (written or "").strip() or unnamed(number)
        name, copy = stem, 2
        while name in used:
            name, copy = f"{stem} ({copy})", copy + 1
        used.add(name)
        names.append(name)
    return names


def repeated_names(header: Iterable[Optional[str]]) -> list[str]:
    """The names that stand more than once in a header: only the first column of such a name keeps it."""
    count = Counter((written or "").strip() for written in header)
    return [name for name, times in count.items() if name and times > 1]


def unnamed(number: int) -> str:
    """What a column without a name is called; a spreadsheet or pandas index, mostly."""
    return f"column {number}"


def is_unnamed(name: str) -> bool:
    """Whether `name` was given by `unnamed`."""
    stem, _, number = name.partition(" ")
    return stem == "column" and number.isdigit()


def check_count(names: Sequence[str]) -> None:
    """Raises UnreadableSupply for more columns than any real data has: each costs time and memory in every step."""
    if len(names) > MOST_COLUMNS:
        raise UnreadableSupply(
            f"It has {len(names):,} columns; {MOST_COLUMNS:,} is the most. Leave out what is not used."
        )
