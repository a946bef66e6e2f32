"""The sealed cache of one person at one portal: months of data as partitions, and small notes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Optional

import pyarrow as pa

from ..errors import InvalidInput, LeaseExpired
from .files import MANIFEST, open_files
from .keys import CacheKey, forget_key
from .lock import WRITER_SECONDS, busy
from .manifest import Manifest, Partition, PartitionKey
from .parquet import from_parquet, to_parquet
from .vault import Vault

CLOCK_TOLERANCE = timedelta(minutes=5)
"""A clock may step back this far, as time servers make it do; the latest time known is recorded as often."""


def utc_now() -> datetime:
    """The time of this computer."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Cache:
    """Partitions and notes, sealed. Get one from `Cache.open`.

    Readers never wait; writers of all processes take turns. What a call has written is durable when it returns.
    """

    vault: Vault
    now: Callable[[], datetime] = dataclasses.field(repr=False)

    @classmethod
    def open(
        cls,
        folder: Optional[Path],
        key: CacheKey,
        portal_url: str,
        person: str,
        now: Callable[[], datetime] = utc_now,
    ) -> Cache:
        """The cache in `folder`, empty at first use.

        folder  made if absent; None, or a key kept in memory, keeps everything in memory
        now     tells the time, with time zone
        Raises CacheLocked where another key sealed it, CacheDamaged where its manifest was changed or rolled
        back. `shred` is the remedy for both.
        """
        vault = Vault(open_files(None if key.kept == "memory" else folder), key, portal_url, person)
        vault.tidy()
        return cls(vault, now)

    def partitions(self) -> dict[PartitionKey, Partition]:
        """What is cached now: version, rows, fetched and lease_until of each partition."""
        return dict(self.vault.manifest().partitions)

    def read(self, key: PartitionKey) -> pa.Table:
        """The rows of one partition, verified.

        Raises LeaseExpired after its lease, or where the clock was turned back; CacheDamaged where its file was
        touched: replace the partition, or remove it and fetch again. InvalidInput where it is not cached.
        """
        plaintext = self.vault.get(lambda manifest: self._leased(manifest, key).file, str(key), *_place(key))
        self._record_time()
        return from_parquet(plaintext)

    def replace(
        self,
        put: Mapping[PartitionKey, tuple[pa.Table, str]],
        remove: Iterable[PartitionKey] = (),
        lease_until: Optional[datetime] = None,
        renew: Iterable[PartitionKey] = (),
    ) -> None:
        """Add, remove and renew partitions in one step: all of it is seen, or nothing.

        put          new or newer partitions, each with the portal's version
        remove       partitions to drop
        lease_until  until when those put and renewed may be read without the portal, with time zone
        renew        partitions that the portal has just confirmed unchanged: only their lease moves
        What another process has dropped meanwhile is neither removed nor renewed. Raises LeaseExpired where the
        clock was turned back, unless there is only something to remove.
        """
        dropped, confirmed = set(remove), set(renew)
        leasing = bool(put or confirmed)
        lease = _checked_lease(lease_until, leasing)
        with self.vault.writing() as manifest:
            now = self._trusted_now(manifest) if leasing else self.now()
            kept = {key: partition for key, partition in manifest.partitions.items() if key not in dropped}
            for key in confirmed & kept.keys():
                kept[key] = dataclasses.replace(kept[key], lease_until=lease)
            for key, (table, version) in put.items():
                file = self.vault.put(to_parquet(table), *_place(key))
                kept[key] = Partition(version, table.num_rows, fetched=now, lease_until=lease, file=file)
            self._swap(manifest, partitions=kept)

    def note(self, name: str) -> Optional[dict[str, Any]]:
        """The note last saved under `name`, or None."""
        try:
            return json.loads(self.vault.get(lambda manifest: manifest.notes[name], f"the note '{name}'", "note", name))
        except KeyError:
            return None

    def save_note(self, name: str, content: Optional[Mapping[str, Any]]) -> None:
        """Seal a small JSON object under `name`; None removes it. Notes have no lease."""
        with self.vault.writing() as manifest:
            notes = {other: file for other, file in manifest.notes.items() if other != name}
            if content is not None:
                notes[name] = self.vault.put(json.dumps(content).encode(), "note", name)
            self._swap(manifest, notes=notes)

    def clear(self) -> None:
        """Shred everything, notes included: first the wrapped keys, then the files."""
        with self.vault.writing() as manifest:
            self.vault.swap(Manifest(generation=manifest.generation, seen=self.now()))

    def _leased(self, manifest: Manifest, key: PartitionKey) -> Partition:
        partition = manifest.partitions.get(key)
        if partition is None:
            raise InvalidInput(f"The cache does not hold {key}. Sync first.")
        if self._trusted_now(manifest) > partition.lease_until:
            raise LeaseExpired(
                f"The lease of {key} ended at {partition.lease_until:%Y-%m-%d %H:%M} UTC. "
                "Connect to the portal and sync to read it again."
            )
        return partition

    def _trusted_now(self, manifest: Manifest) -> datetime:
        now = self.now()
        if now < manifest.seen - CLOCK_TOLERANCE:
            raise LeaseExpired(
                f"The clock of this computer says {now:%Y-%m-%d %H:%M}, but the cache was in use at "
                f"{manifest.seen:%Y-%m-%d %H:%M} UTC. Set the clock right; if it is right, clear the cache and sync."
            )
        return now

    def _record_time(self) -> None:
        """Keep the time for `_trusted_now`, now and then; a writer at work meanwhile keeps it anyway."""
        if self.now() - self.vault.manifest().seen <= CLOCK_TOLERANCE:
            return
        with self.vault.writing_if_free() as manifest:
            if manifest is not None:
                self._swap(manifest)

    def _swap(self, manifest: Manifest, **changes: Any) -> None:
        self.vault.swap(dataclasses.replace(manifest, seen=max(manifest.seen, self.now()), **changes))


def shred(folder: Path, account: str) -> None:
    """Destroy the cache in `folder` with its key, whatever state both are in; afterwards it begins anew.

    account  as given to `open_key`
    The manifest goes first, and with it the keys of all files; then the files; then the key of the cache.
    """
    files = open_files(folder)
    with files.lock(WRITER_SECONDS) as held:
        if not held:
            raise busy()
        files.remove(MANIFEST)
        for name in files.sealed_names():
            files.remove(name)
    forget_key(folder, account)


def _place(key: PartitionKey) -> tuple[str, ...]:
    return "partition", key.dataset, str(key.level), key.month, key.scope_hash


def _checked_lease(lease_until: Optional[datetime], needed: bool) -> datetime:
    if lease_until is None and not needed:
        return datetime.min.replace(tzinfo=timezone.utc)
    if lease_until is None or lease_until.tzinfo is None:
        raise InvalidInput(f"lease_until is {lease_until}. Give the end of the lease with its time zone.")
    return lease_until.astimezone(timezone.utc)
