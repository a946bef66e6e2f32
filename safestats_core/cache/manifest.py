"""The list of all that a cache holds: the one file whose swap makes a change seen."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from typing import Any

from ..access import Level

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
    """A file of the cache: its random name, SHA-256 in hexadecimal, size in bytes, and its own key, wrapped."""

    name: str
    digest: str
    size: int
    wrapped_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Partition:
    """What is known of a partition without opening it.

    version      the portal's, opaque
    rows         their number
    fetched      when
    lease_until  until when it may be read without the portal
    """

    version: str
    rows: int
    fetched: datetime
    lease_until: datetime
    file: SealedFile


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

    def file_names(self) -> set[str]:
        """The files that this manifest needs."""
        return {partition.file.name for partition in self.partitions.values()} | {
            file.name for file in self.notes.values()
        }


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as the JSON of docs/cache-format.md."""
    content = {
        "generation": manifest.generation,
        "seen": manifest.seen.isoformat(),
        "partitions": [_partition_entry(key, partition) for key, partition in manifest.partitions.items()],
        "notes": {name: _file_entry(file) for name, file in manifest.notes.items()},
    }
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def decode_manifest(content: bytes) -> Manifest:
    """What `encode_manifest` wrote; call it only on bytes that were authenticated."""
    entries = json.loads(content)
    return Manifest(
        generation=entries["generation"],
        seen=datetime.fromisoformat(entries["seen"]),
        partitions={_partition_key(entry): _partition(entry) for entry in entries["partitions"]},
        notes={name: _sealed_file(entry) for name, entry in entries["notes"].items()},
    )


def _partition_entry(key: PartitionKey, partition: Partition) -> dict[str, Any]:
    return {
        **asdict(key),
        "version": partition.version,
        "rows": partition.rows,
        "fetched": partition.fetched.isoformat(),
        "lease_until": partition.lease_until.isoformat(),
        "file": _file_entry(partition.file),
    }


def _partition_key(entry: dict[str, Any]) -> PartitionKey:
    return PartitionKey(entry["dataset"], Level(entry["level"]), entry["month"], entry["scope_hash"])


def _partition(entry: dict[str, Any]) -> Partition:
    return Partition(
        version=entry["version"],
        rows=entry["rows"],
        fetched=datetime.fromisoformat(entry["fetched"]),
        lease_until=datetime.fromisoformat(entry["lease_until"]),
        file=_sealed_file(entry["file"]),
    )


def _file_entry(file: SealedFile) -> dict[str, Any]:
    return {**asdict(file), "wrapped_key": base64.b64encode(file.wrapped_key).decode("ascii")}


def _sealed_file(entry: dict[str, Any]) -> SealedFile:
    return SealedFile(entry["name"], entry["digest"], entry["size"], base64.b64decode(entry["wrapped_key"]))
