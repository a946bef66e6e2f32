"""The sealed cache of one person at one portal: months of data as partitions, and small notes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, Optional, Union

import pyarrow as pa

from ..errors import CacheDamaged, DiskRefuses, InvalidInput, LeaseExpired
from . import memory_sealing
from . import sealing as aes_gcm
from .eviction import choose_evicted, sealed_bytes
from .files import open_files
from .keys import CacheKey, forget_key
from .lock import WRITER_SECONDS, busy
from .manifest import SCHEMA, Manifest, Partition, PartitionKey, SealedFile, note_place, partition_place
from .parquet import from_parquet, to_parquet
from .sealing import can_seal
from .vault import Prepared, Vault

CLOCK_TOLERANCE = timedelta(minutes=5)
"""A clock may step back this far, as time servers make it do; the latest time known is recorded as often."""

USE_RECORDED = timedelta(hours=1)
"""How far the recorded use of a partition may lag behind, so that reading does not write every time."""

_SEALED_AT_ONCE = 4

WORKING_SET = timedelta(hours=1)
"""What this program has read or needed so lately does not make room for what it puts."""


@dataclass(frozen=True)
class Ready:
    """A partition that is sealed and written, and is seen once `Cache.take_over` lists it."""

    file: Prepared
    rows: int


def utc_now() -> datetime:
    """The time of this computer."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Cache:
    """Partitions and notes, sealed. Get one from `Cache.open`.

    Readers never wait; writers of all processes take turns. What a call has written is durable when it returns.
    """

    vault: Vault
    now: Callable[[], datetime] = field(repr=False)
    budget: Optional[int] = None
    _used: dict[PartitionKey, datetime] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(
        cls,
        folder: Optional[Path],
        key: CacheKey,
        portal_url: str,
        person: str,
        now: Callable[[], datetime] = utc_now,
        budget: Optional[int] = None,
    ) -> Cache:
        """The cache in `folder`, empty at first use.

        folder  made if absent; None, or a key kept in memory, keeps everything in memory
        now     tells the time, with time zone
        budget  bytes that its files may have; beyond them whatever is put makes room, as in `upkeep.evict`
        Raises CacheLocked where another key sealed it, CacheDamaged where its manifest was changed or rolled
        back. `shred` is the remedy for both.
        """
        in_memory = folder is None or key.kept == "memory"
        sealing = memory_sealing if in_memory and not can_seal() else aes_gcm
        vault = Vault(open_files(None if in_memory else folder), key, portal_url, person, sealing)
        vault.tidy()
        return cls(vault, now, budget)

    def partitions(self) -> dict[PartitionKey, Partition]:
        """What is cached now: version, rows, fetched and lease_until of each partition."""
        listed = self.vault.manifest().partitions
        return {key: partition for key, partition in listed.items() if partition.schema == SCHEMA}

    @property
    def size(self) -> int:
        """The bytes of all sealed files."""
        return sealed_bytes(self.vault.manifest())

    def read(self, key: PartitionKey, as_dictionaries: bool = False) -> pa.Table:
        """The rows of one partition, verified.

        as_dictionaries  as for `parquet.from_parquet`: for whoever changes a few rows and puts the partition again
        Raises LeaseExpired after its lease, or where the clock was turned back; CacheDamaged where its file was
        touched: replace the partition, or remove it and fetch again. InvalidInput where it is not cached.
        """
        table = self._opened(key, lambda manifest: self._leased(manifest, key), as_dictionaries)
        self._used[key] = self.now()
        self._record_time()
        return table

    def check(self, key: PartitionKey) -> None:
        """Open one partition whatever its lease. Raises CacheDamaged where it is broken."""
        self._opened(key, lambda manifest: _listed(manifest, key))

    def _opened(
        self, key: PartitionKey, find: Callable[[Manifest], Partition], as_dictionaries: bool = False
    ) -> pa.Table:
        found: list[Partition] = []

        def find_file(manifest: Manifest) -> SealedFile:
            found[:] = [find(manifest)]
            return found[0].file

        read = partial(from_parquet, as_dictionaries=as_dictionaries)
        table = self.vault.get(find_file, str(key), partition_place(key), read)
        if table.num_rows != found[0].rows:
            raise CacheDamaged(f"{key} has {table.num_rows} rows instead of {found[0].rows}. Fetch it again.")
        return table

    def replace(
        self,
        put: Mapping[PartitionKey, tuple[pa.Table, str]],
        remove: Iterable[PartitionKey] = (),
        lease_until: Optional[datetime] = None,
        renew: Union[Iterable[PartitionKey], Mapping[PartitionKey, tuple[str, str]]] = (),
    ) -> None:
        """Add, remove and renew partitions in one step: all of it is seen, or nothing.

        put          new or newer partitions, each with the portal's version
        remove       partitions to drop
        lease_until  until when those put and renewed may be read without the portal, with time zone
        renew        partitions that the portal has just confirmed unchanged: only their lease moves. In a mapping the
                     version that each has, and the one that it gets
        What another process has dropped meanwhile, or put in another version, is neither removed nor renewed. Raises
        LeaseExpired where the clock was turned back, unless there is only something to remove.
        """
        self._check_leases(lease_until, bool(put or set(renew)))
        with self.preparing() as prepare:
            files = _side_by_side(lambda key: prepare(key, put[key][0]), put)
            self.take_over({key: (file, put[key][1]) for key, file in zip(put, files)}, remove, lease_until, renew)

    @contextmanager
    def preparing(self) -> Iterator[Callable[[PartitionKey, pa.Table], Ready]]:
        """Seal and write partitions one by one, ahead of `take_over`: what is sealed need not stay in memory.

        Yields `prepare(key, table)`, which any thread may call. What is not taken over within the block is lost.
        """
        with self.vault.preparing() as prepare:
            yield lambda key, table: Ready(prepare(to_parquet(table), partition_place(key)), table.num_rows)

    def take_over(
        self,
        ready: Mapping[PartitionKey, tuple[Ready, str]],
        remove: Iterable[PartitionKey] = (),
        lease_until: Optional[datetime] = None,
        renew: Union[Iterable[PartitionKey], Mapping[PartitionKey, tuple[str, str]]] = (),
    ) -> None:
        """The same as `replace` with partitions that are sealed already; only inside `preparing`."""
        dropped, confirmed = set(remove), set(renew)
        leasing = bool(ready or confirmed)
        lease = self._check_leases(lease_until, leasing)
        with self.vault.writing() as manifest:
            now = self._trusted_now(manifest) if leasing else self.now()
            kept = {key: partition for key, partition in manifest.partitions.items() if key not in dropped}
            for key in confirmed & kept.keys():
                known = kept[key].version
                was, becomes = renew[key] if isinstance(renew, Mapping) else (known, known)
                if was == known:
                    kept[key] = dataclasses.replace(kept[key], lease_until=lease, version=becomes)
            for key, (each, version) in ready.items():
                file, is_pinned = self.vault.wrapped(each.file), key in kept and kept[key].is_pinned
                kept[key] = Partition(version, each.rows, now, lease, file, now, is_pinned)
            self.swap(self._within_budget(dataclasses.replace(manifest, partitions=kept), ready.keys()))

    def need(self, keys: Iterable[PartitionKey]) -> None:
        """Tell that these partitions are about to be read: what is put before that does not drive them out."""
        self._used.update(dict.fromkeys(keys, self.now()))

    def record_use(self) -> None:
        """Keep which partitions were read, for `upkeep.evict`; not before some were last recorded an hour ago.

        Does nothing where another program is writing, or the disk refuses.
        """
        known = self.vault.manifest().partitions
        if not any(key in known and used - known[key].used >= USE_RECORDED for key, used in list(self._used.items())):
            return
        self._record()

    def note(self, name: str) -> Optional[dict[str, Any]]:
        """The note last saved under `name`, or None. Raises CacheDamaged where its file was touched."""
        what = f"the note '{name}'"
        try:
            content = self.vault.get(lambda manifest: manifest.notes[name], what, note_place(name), json.loads)
        except KeyError:
            return None
        except (ValueError, RecursionError) as error:
            raise CacheDamaged(f"{what} was sealed rightly but cannot be read ({error}).") from error
        if not isinstance(content, dict):
            raise CacheDamaged(f"{what} was sealed rightly but is no object.")
        return content

    def save_note(self, name: str, content: Optional[Mapping[str, Any]]) -> None:
        """Seal a small JSON object under `name`; None removes it. Notes have no lease, and are not evicted."""
        with self.vault.preparing() as prepare:
            file = None if content is None else prepare(json.dumps(content).encode(), note_place(name))
            with self.vault.writing() as manifest:
                notes = {other: kept for other, kept in manifest.notes.items() if other != name}
                if file is not None:
                    notes[name] = self.vault.wrapped(file)
                self.swap(dataclasses.replace(manifest, notes=notes))

    def clear(self) -> None:
        """Shred everything, notes included: first the wrapped keys, then the files."""
        with self.vault.writing() as manifest:
            self.vault.swap(Manifest(generation=manifest.generation, seen=self.now()))

    def _check_leases(self, lease_until: Optional[datetime], leasing: bool) -> datetime:
        """The end of the leases in UTC; raises where it is missing, or the clock was turned back, and leases begin."""
        lease = _checked_lease(lease_until, leasing)
        if leasing:
            self._trusted_now(self.vault.manifest())
        return lease

    def _leased(self, manifest: Manifest, key: PartitionKey) -> Partition:
        partition = _listed(manifest, key)
        if self._trusted_now(manifest) > partition.lease_until:
            raise LeaseExpired(
                f"The lease of {key} ended at {partition.lease_until:%Y-%m-%d %H:%M} UTC. "
                "Connect to the portal and sync to read it again."
            )
        return partition

    def _trusted_now(self, manifest: Manifest) -> datetime:
        now, seen = self.now(), max([manifest.seen, *self._used.values()])
        if now < seen - CLOCK_TOLERANCE:
            raise LeaseExpired(
                f"The clock of this computer says {now:%Y-%m-%d %H:%M}, but the cache was in use at "
                f"{seen:%Y-%m-%d %H:%M} UTC. Set the clock right; if it is right, clear the cache and sync."
            )
        return now

    def _record_time(self) -> None:
        """Keep the time for `_trusted_now`, now and then; a writer at work meanwhile keeps it anyway."""
        if self.now() - self.vault.manifest().seen > CLOCK_TOLERANCE:
            self._record()

    def _record(self) -> None:
        """Keep time and uses, which no reader needs: a disk that refuses to be written can still be read."""
        with suppress(DiskRefuses), self.vault.writing_if_free() as manifest:
            if manifest is not None:
                self.swap(manifest)

    def _within_budget(self, manifest: Manifest, put: Set[PartitionKey]) -> Manifest:
        if self.budget is None:
            return manifest
        manifest, now = self.with_uses(manifest), self.now()
        working = {key for key, used in list(self._used.items()) if now - used < WORKING_SET}
        return manifest.without(choose_evicted(manifest, self.budget, now, working | put))

    def with_uses(self, manifest: Manifest) -> Manifest:
        """What this program has read, told to all."""
        used = {
            key: dataclasses.replace(each, used=max(each.used, self._used.get(key, each.used)))
            for key, each in manifest.partitions.items()
        }
        return dataclasses.replace(manifest, partitions=used)

    def swap(self, manifest: Manifest) -> None:
        """Make `manifest` the one that counts; only inside `vault.writing`."""
        self.vault.swap(dataclasses.replace(self.with_uses(manifest), seen=max(manifest.seen, self.now())))


def shred(folder: Path, account: str) -> None:
    """Destroy the cache in `folder` with its key, whatever state both are in; afterwards it begins anew.

    account  as given to `open_key`
    The manifest goes first, and with it the keys of all files; then the files; then the key of the cache.
    """
    files = open_files(folder)
    with files.lock(WRITER_SECONDS) as held:
        if not held:
            raise busy()
        files.destroy()
        forget_key(folder, account)  # while nobody writes: a program at work would begin a manifest with the old key


def _side_by_side(seal: Callable[[PartitionKey], Ready], keys: Iterable[PartitionKey]) -> list[Ready]:
    """Several files sealed and written at a time: one waits for the disk while another is encrypted."""
    with ThreadPoolExecutor(_SEALED_AT_ONCE, thread_name_prefix="safestats-sealing") as threads:
        return list(threads.map(seal, keys))


def _listed(manifest: Manifest, key: PartitionKey) -> Partition:
    partition = manifest.partitions.get(key)
    if partition is None:
        raise InvalidInput(f"The cache does not hold {key}. Sync first.")
    if partition.schema != SCHEMA:
        raise CacheDamaged(
            f"{key} was kept by another version of SafeStats (schema {partition.schema}; this one reads {SCHEMA}). "
            "Fetch it again."
        )
    return partition


def _checked_lease(lease_until: Optional[datetime], needed: bool) -> datetime:
    if lease_until is None and not needed:
        return datetime.min.replace(tzinfo=timezone.utc)
    if lease_until is None or lease_until.tzinfo is None:
        raise InvalidInput(f"lease_until is {lease_until}. Give the end of the lease with its time zone.")
    return lease_until.astimezone(timezone.utc)
