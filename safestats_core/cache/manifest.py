"""The list of all that a cache holds: the one file whose swap makes a change seen."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from typing import Any

from ..access import Level
from .strict import write_base64

SCHEMA = 1
"""Number of the meaning of a partition's columns (incidents.py, counts.py); one more when a column changes."""

_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class PartitionKey:
    """What a partition holds: one month of a dataset at a level, as one scope shows it."""

    dataset: str
    level: Level
    month: str
    scope_hash: str

    def __str__(self) -> str:
        return f"month {self.month} of '{self.dataset}' ({self.level} level)"


@dataclass(frozen=True)
class SealedFile:
    """A file of the cache.

    name         random, 32 hex digits
    digest       SHA-256 in hexadecimal
    size         in bytes
    generation   of the manifest that counted when the file was sealed
    wrapped_key  its own key, sealed
    """

    name: str
    digest: str
    size: int
    generation: int
    wrapped_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Partition:
    """What is known of a partition without opening it.

    version      the portal's, opaque
    rows         their number
    fetched      when
    lease_until  until when it may be read without the portal
    used         when it was last put or read, as far as that was recorded
    is_pinned    whether eviction passes it over
    schema       number of the meaning of its columns; only partitions with our SCHEMA are read
    """

    version: str
    rows: int
    fetched: datetime
    lease_until: datetime
    file: SealedFile
    used: datetime = _BEFORE_ALL
    is_pinned: bool = False
    schema: int = SCHEMA


@dataclass(frozen=True)
class Manifest:
    """Everything in the cache.

    generation  one more at every swap
    seen        the latest time that this cache has known
    """

    generation: int = 0
    seen: datetime = _BEFORE_ALL
    partitions: Mapping[PartitionKey, Partition] = field(default_factory=dict)
    notes: Mapping[str, SealedFile] = field(default_factory=dict)

    def files(self) -> Iterator[tuple[tuple[Any, ...], SealedFile]]:
        """Every file that this manifest needs, with the place that it is sealed for."""
        yield from (
            (partition_place(key, partition.schema), partition.file) for key, partition in self.partitions.items()
        )
        yield from ((note_place(name), file) for name, file in self.notes.items())

    def file_names(self) -> set[str]:
        """The files that this manifest needs."""
        return {file.name for _, file in self.files()}

    def without(self, dropped: Iterable[PartitionKey]) -> Manifest:
        """The same without some partitions."""
        gone = set(dropped)
        kept = {key: partition for key, partition in self.partitions.items() if key not in gone}
        return dataclasses.replace(self, partitions=kept)

    def with_files(self, changed: Callable[[tuple[Any, ...], SealedFile], SealedFile]) -> Manifest:
        """The same with every file as `changed(place, file)` returns it."""
        partitions = {
            key: dataclasses.replace(partition, file=changed(partition_place(key, partition.schema), partition.file))
            for key, partition in self.partitions.items()
        }
        notes = {name: changed(note_place(name), file) for name, file in self.notes.items()}
        return dataclasses.replace(self, partitions=partitions, notes=notes)


def partition_place(key: PartitionKey, schema: int = SCHEMA) -> tuple[Any, ...]:
    """Where a partition belongs, as its file is bound to it."""
    return "partition", key.dataset, str(key.level), key.month, key.scope_hash, schema


def note_place(name: str) -> tuple[Any, ...]:
    """Where a note belongs, as its file is bound to it."""
    return "note", name


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as the JSON of docs/cache-format.md."""
    content = {
        "generation": manifest.generation,
        "seen": manifest.seen.isoformat(),
        "partitions": [_partition_entry(key, partition) for key, partition in manifest.partitions.items()],
        "notes": {name: _file_entry(file) for name, file in manifest.notes.items()},
    }
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def _partition_entry(key: PartitionKey, partition: Partition) -> dict[str, Any]:
    return {
        **asdict(key),
        "schema": partition.schema,
        "version": partition.version,
        "rows": partition.rows,
        "fetched": partition.fetched.isoformat(),
        "lease_until": partition.lease_until.isoformat(),
        "used": partition.used.isoformat(),
        "pinned": partition.is_pinned,
        "file": _file_entry(partition.file),
    }


def _file_entry(file: SealedFile) -> dict[str, Any]:
    return {**asdict(file), "wrapped_key": write_base64(file.wrapped_key)}
