"""Which row is which: the supplier's key, or a digest of the row where there is none.

Rows without a key can be alike in every column and yet be different incidents (anti-social behaviour at one
snap point). They are told apart by a number: the first is 'digest', the second 'digest-2'. Which of two
equal rows comes first does not matter, so a file in another order gives the same identities.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .digests import DIGEST_BYTES, hex_texts, joined_digests
from .headers import is_unnamed, plain_words
from .marks import IDENTITY, marked
from .profile import Column, Profile
from .rows import Rows, first_reason, reasons_where, rows_of

_MOST_BYTES = 1_000


@dataclass(frozen=True)
class Identities:
    """The incident id of each row, and why a row has none."""

    ids: pa.Array
    reason: pa.Array


@dataclass(frozen=True)
class _Seen:
    """The digests met so far (their first 8 bytes, sorted) and how often: 16 bytes a row, whatever the row's size."""

    digests: np.ndarray
    times: np.ndarray


def read_identities(table: pa.Table, rows: Rows, profile: Profile) -> Identities:
    """The identity of each row of `table`; without a key and a mark the table is taken to be a whole file."""
    if profile.key:
        ids = _joined_key([rows.text(Column((name,))) for name in profile.key])
        blank = pc.is_null(ids).to_numpy(zero_copy_only=False)
        reason = reasons_where(
            blank, f"No value in the key {' and '.join(profile.key)}: the row could not be told from others."
        )
        key = f"key {' and '.join(profile.key)}"
        return Identities(ids, first_reason(reason, too_long(ids, key), holding_nul(ids, key)))
    if IDENTITY not in table.column_names:
        table = next(with_identities([table], profile))
    return Identities(marked(table, IDENTITY), pa.nulls(rows.count, pa.string()))


def too_long(names: pa.Array, what: str) -> pa.Array:
    """Why a name cannot be kept that no index of a database has room for: mostly it has swallowed the row behind it."""
    wrong = pc.fill_null(pc.greater(pc.binary_length(names), _MOST_BYTES), False).to_numpy(zero_copy_only=False)
    return reasons_where(wrong, f"The {what} has more than {_MOST_BYTES:,} bytes. Look for a missing quotation mark.")


def holding_nul(texts: pa.Array, what: str) -> pa.Array:
    """Why a text cannot be kept: not every database takes the character NUL, which mostly is rubbish in a file."""
    wrong = pc.fill_null(pc.match_substring(texts, "\0"), False).to_numpy(zero_copy_only=False)
    return reasons_where(wrong, f"The {what} holds the character NUL, which cannot be kept. Take it out.")


def _joined_key(parts: list[pa.Array]) -> pa.Array:
    """The id that the parts of a key make: (1/2, 3) and (1, 2/3) are two."""
    if len(parts) > 1:
        parts = [pc.replace_substring(pc.replace_substring(part, "\\", "\\\\"), "/", "\\/") for part in parts]
    return pc.binary_join_element_wise(*parts, "/")


def with_identities(tables: Iterable[pa.Table], profile: Profile) -> Iterator[pa.Table]:
    """The tables of one file, each with its rows' identities, equal rows numbered across all of them."""
    seen = _Seen(np.empty(0, np.uint64), np.empty(0, np.int64))
    for table in tables:
        digests = _digests(rows_of(table), profile)
        number, seen = _numbered(digests, seen)
        yield table.append_column(IDENTITY, _ids(digests, number))


def _ids(digests: bytes, number: np.ndarray) -> pa.Array:
    """Each digest, with its number behind it from the second one on."""
    texts = hex_texts(digests)
    if number.max(initial=1) == 1:
        return texts
    told = pc.binary_join_element_wise("-", pa.array(number).cast(pa.string()), "")
    return pc.binary_join_element_wise(texts, pc.if_else(pa.array(number > 1), told, ""), "")


def _digests(rows: Rows, profile: Profile) -> bytes:
    """A digest of each row over its named columns without the outcome, in whatever order the file has them.

    They stand one behind the other, DIGEST_BYTES each.
    """
    # Where the outcome is itself what happened, it tells rows apart.
    outcome = set(rows.names_of(profile.outcome)) - set(rows.names_of(profile.category.column))
    left_out = outcome | set(rows.names_of(Column(profile.ignore)))
    names = sorted(
        (name for name in rows.columns if name not in left_out and not is_unnamed(name)),
        key=lambda name: (plain_words(name), name),
    )
    header = hashlib.blake2b("\x1f".join(map(plain_words, names)).encode(), digest_size=DIGEST_BYTES)
    texts = [pa.array([""] * rows.count, pa.string()), *(rows.columns[name] for name in names)]
    joined = pc.binary_join_element_wise(*texts, "\x1f", null_handling="replace").cast(pa.binary()).to_pylist()
    return joined_digests(joined, header)


def _numbered(digests: bytes, seen: _Seen) -> tuple[np.ndarray, _Seen]:
    """The number of each row among those equal to it, from 1 and on from what was `seen`."""
    short = np.frombuffer(digests, dtype=">u8")[:: DIGEST_BYTES // 8].astype(np.uint64)
    distinct, group, times = np.unique(short, return_inverse=True, return_counts=True)
    earlier, seen = _counted(distinct, times, seen)
    return earlier[group] + _place_in_group(group, times) + 1, seen


def _place_in_group(group: np.ndarray, times: np.ndarray) -> np.ndarray:
    """For each row, how many rows of its group come before it; groups are numbered, `times` are their sizes."""
    place = np.empty(len(group), dtype=np.int64)
    first = np.repeat(np.cumsum(times) - times, times)
    place[np.argsort(group, kind="stable")] = np.arange(len(group)) - first
    return place


def _counted(distinct: np.ndarray, times: np.ndarray, seen: _Seen) -> tuple[np.ndarray, _Seen]:
    """How often each digest was seen before, and all that is seen now."""
    where = np.searchsorted(seen.digests, distinct)
    known = np.isin(distinct, seen.digests, assume_unique=True)
    earlier = np.zeros(len(distinct), dtype=np.int64)
    earlier[known] = seen.times[where[known]]
    totals = seen.times.copy()
    totals[where[known]] += times[known]
    digests = np.insert(seen.digests, where[~known], distinct[~known])
    return earlier, _Seen(digests, np.insert(totals, where[~known], times[~known]))
