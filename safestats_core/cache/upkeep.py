"""What a person or a scheduled job does to a cache now and then: make room, change keys, settle a quarrel of clocks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime, timezone

from ..errors import LeaseExpired
from .cache import CLOCK_TOLERANCE, Cache
from .eviction import choose_evicted
from .keys import key_under
from .manifest import Manifest, Partition, PartitionKey
from .vault import Vault


def evict(cache: Cache, budget: int) -> list[PartitionKey]:
    """Drop partitions until the cache fits into `budget` bytes; those dropped, in that order.

    First those whose lease has ended, then the least recently used; never those pinned, and no notes.
    """
    with cache.vault.writing() as manifest:
        evicted = choose_evicted(cache.with_uses(manifest), budget, cache.now())
        if evicted:
            cache.swap(manifest.without(evicted))
    return evicted


def pin(cache: Cache, keys: Iterable[PartitionKey], is_pinned: bool = True) -> None:
    """Keep partitions out of eviction, or let them go again; their leases end all the same."""
    chosen = set(keys)
    with cache.vault.writing() as manifest:
        partitions = {
            key: dataclasses.replace(each, is_pinned=is_pinned) if key in chosen else each
            for key, each in manifest.partitions.items()
        }
        cache.swap(dataclasses.replace(manifest, partitions=partitions))


def rotate(cache: Cache) -> None:
    """Put a new cache key in place of the present one. No file is written anew but the manifest."""
    cache.vault.rotate()


def change_passphrase(cache: Cache, passphrase: str) -> Cache:
    """Seal the cache key under a new passphrase, then put a new key in its place; the cache under it.

    Whoever has the old passphrase and an old copy of everything can open that copy, and nothing written later.
    Other programs that have the cache open are locked out until they are given the new passphrase.
    Raises InvalidInput where the key is not kept by a passphrase.
    """
    vault = cache.vault
    key, take_over = key_under(vault.key, passphrase)
    with vault.writing():
        take_over()
    changed = dataclasses.replace(cache, vault=Vault(vault.files, key, vault.portal_url, vault.person))
    rotate(changed)
    return changed


def settle_clock(cache: Cache, portal_time: datetime) -> None:
    """Take the portal's time for the latest known, as after a clock that went wrong and was set right.

    portal_time  said by the portal just now, over a connection that proves who it is; with time zone
    Leases begun while the clock ran ahead end at once, to be renewed by the next sync.
    Raises LeaseExpired where the clock of this computer is wrong now.
    """
    now, portal = cache.now(), portal_time.astimezone(timezone.utc)
    if abs(now - portal) > CLOCK_TOLERANCE:
        raise LeaseExpired(
            f"The clock of this computer says {now:%Y-%m-%d %H:%M} UTC, the portal's {portal:%Y-%m-%d %H:%M} UTC. "
            "Set the clock right and try again."
        )
    if cache.vault.manifest().seen > portal + CLOCK_TOLERANCE:
        with cache.vault.writing() as manifest:
            cache.vault.swap(_settled(manifest, portal))


def _settled(manifest: Manifest, portal: datetime) -> Manifest:
    partitions = {key: _settled_partition(each, portal) for key, each in manifest.partitions.items()}
    return dataclasses.replace(manifest, seen=portal, partitions=partitions)


def _settled_partition(partition: Partition, portal: datetime) -> Partition:
    used = min(partition.used, portal)
    if partition.fetched <= portal + CLOCK_TOLERANCE:
        return dataclasses.replace(partition, used=used)
    return dataclasses.replace(partition, fetched=portal, lease_until=portal, used=used)
