"""Reading a manifest strictly: whatever is not exactly as docs/cache-format.md says is refused, never repaired."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from ..access import Level
from ..errors import CacheDamaged
from .manifest import Manifest, Partition, PartitionKey, SealedFile
from .sealing import KEY_BYTES, SEALED_BYTES_MORE
from .strict import read_base64, read_json

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MANIFEST_MEMBERS = {"generation", "seen", "partitions", "notes"}
_PARTITION_MEMBERS = {
    *("dataset", "level", "month", "scope_hash", "schema"),
    *("version", "rows", "fetched", "lease_until", "used", "pinned", "file"),
}
_FILE_MEMBERS = {"name", "digest", "size", "generation", "wrapped_key"}


def decode_manifest(content: bytes) -> Manifest:
    """What `encode_manifest` wrote; call it only on bytes that were authenticated.

    Raises CacheDamaged for anything that an honest writer of this format does not write.
    """
    try:
        return _manifest(read_json(content))
    except (ValueError, RecursionError) as error:
        raise CacheDamaged(
            f"The list of the cache was sealed rightly but cannot be read ({error}). Clear the cache and fetch again."
        ) from error


def _manifest(entry: Any) -> Manifest:
    _check_members(entry, _MANIFEST_MEMBERS)
    generation = _whole(entry["generation"], least=1)
    if not isinstance(entry["partitions"], list) or not isinstance(entry["notes"], dict):
        raise ValueError("partitions are no list, or notes no object")
    read = [_partition(each, generation) for each in entry["partitions"]]
    notes = {name: _sealed_file(file, generation) for name, file in entry["notes"].items()}
    manifest = Manifest(generation, _moment(entry["seen"]), dict(read), notes)
    if len(manifest.partitions) < len(read) or len(manifest.file_names()) < len(read) + len(notes):
        raise ValueError("a partition or a file is listed twice")
    return manifest


def _partition(entry: Any, generation: int) -> tuple[PartitionKey, Partition]:
    _check_members(entry, _PARTITION_MEMBERS)
    if not isinstance(entry["pinned"], bool):
        raise ValueError(f"pinned is {entry['pinned']!r}")
    key = PartitionKey(
        _text(entry["dataset"]),
        Level(_text(entry["level"])),
        _matching(_MONTH, entry["month"]),
        _text(entry["scope_hash"]),
    )
    return key, Partition(
        version=_text(entry["version"]),
        rows=_whole(entry["rows"]),
        fetched=_moment(entry["fetched"]),
        lease_until=_moment(entry["lease_until"]),
        file=_sealed_file(entry["file"], generation),
        used=_moment(entry["used"]),
        is_pinned=entry["pinned"],
        schema=_whole(entry["schema"], least=1),
    )


def _sealed_file(entry: Any, generation: int) -> SealedFile:
    _check_members(entry, _FILE_MEMBERS)
    wrapped = read_base64(entry["wrapped_key"])
    if len(wrapped) != KEY_BYTES + SEALED_BYTES_MORE:
        raise ValueError(f"a wrapped key has {len(wrapped)} bytes")
    if _whole(entry["generation"]) >= generation:
        raise ValueError(f"a file is of generation {entry['generation']}, its manifest of {generation}")
    return SealedFile(
        _matching(_NAME, entry["name"]),
        _matching(_DIGEST, entry["digest"]),
        _whole(entry["size"], least=SEALED_BYTES_MORE),
        entry["generation"],
        wrapped,
    )


def _check_members(entry: Any, members: set[str]) -> None:
    if not isinstance(entry, dict) or entry.keys() != members:
        raise ValueError(f"an object has not the members {', '.join(sorted(members))}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(f"{value!r} is not written as {pattern.pattern}")
    return value


def _whole(value: Any, least: int = 0) -> int:
    if type(value) is not int or value < least or value >= 2**53:
        raise ValueError(f"{value!r} is no whole number of {least} or more")
    return value


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(_matching(_MOMENT, value))
