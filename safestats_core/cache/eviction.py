"""Which months make room for others when the cache is larger than it may be."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import datetime

from ..errors import InvalidInput
from .manifest import Manifest, Partition, PartitionKey

_UNITS = {"": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}


def read_size(text: str) -> int:
    """The bytes that a person means by `500MB`, `2GB` or a plain number. Raises InvalidInput for anything else."""
    written = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(|KB|MB|GB)", text.strip().upper(), re.ASCII)
    if written is None:
        raise InvalidInput(f"'{text}' is not a size. Write it like 500MB or 2GB.")
    return int(float(written[1]) * _UNITS[written[2]])


def sealed_bytes(manifest: Manifest) -> int:
    """The size of all files that a manifest lists."""
    return sum(file.size for _, file in manifest.files())


def choose_evicted(
    manifest: Manifest, budget: int, now: datetime, spared: Set[PartitionKey] = frozenset()
) -> list[PartitionKey]:
    """The partitions to drop so that the cache fits into `budget` bytes, in the order in which they go.

    spared  passed over, as what is pinned is
    First those whose lease has ended: nobody can read them before they are confirmed or fetched again. Then the
    least recently used. Notes (catalogue, areas, session) count, and stay. Where all of that is not enough, the
    cache stays larger than the budget.
    """
    excess = sealed_bytes(manifest) - budget
    evicted = []
    for key, partition in sorted(manifest.partitions.items(), key=lambda item: _order(item[0], item[1], now)):
        if excess <= 0:
            break
        if not partition.is_pinned and key not in spared:
            evicted.append(key)
            excess -= partition.file.size
    return evicted


def _order(key: PartitionKey, partition: Partition, now: datetime) -> tuple[bool, datetime, str]:
    is_leased = partition.lease_until >= now
    return is_leased, partition.used if is_leased else partition.lease_until, f"{key} {key.scope_hash}"
