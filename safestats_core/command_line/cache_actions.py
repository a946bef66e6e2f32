"""What each command about the cache does, and what it prints."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from ..cache.cache import Cache, shred
from ..cache.eviction import read_size
from ..cache.manifest import Partition, PartitionKey
from ..cache.upkeep import change_passphrase, evict, pin, rotate
from ..cache.verification import Verified, verify
from ..client import open_cache
from ..errors import CacheDamaged, InvalidInput
from ..known_portals import KnownPortal, known_portals, only_portal
from ..query import Period
from ..terminal import note, print_table
from .signed_in import portal_of
from .unlock import ask_new_passphrase, unlocked

_VARIABLE = "SAFESTATS_NEW_PASSPHRASE"
"""The environment variable that gives a new passphrase where nobody can type one."""


def status(args: Namespace) -> None:
    """Says what is cached, for which portals, and until when it may be read without them."""
    for portal, cache in _caches(args):
        print(f"{portal.portal_url}, {portal.username}: {portal.cache_folder} (key kept by {cache.vault.key.kept})")
        rows = [(*_names(key), f"{kept.rows:,}", _time(kept.lease_until)) for key, kept in _sorted(cache)]
        print_table(("DATASET", "LEVEL", "MONTH", "ROWS", "READABLE UNTIL"), rows)


def list_partitions(args: Namespace) -> None:
    """Lists every month that is cached with its size, when it was last used, and whether it is pinned."""
    for portal, cache in _caches(args):
        months = _sorted(cache)
        print(f"{portal.portal_url}, {portal.username}: {len(months)} months, {cache.size:,} bytes in all")
        rows = [
            (
                *_names(key),
                f"{kept.rows:,}",
                f"{kept.file.size:,}",
                _time(kept.fetched),
                _time(kept.used),
                _pinned(kept),
            )
            for key, kept in months
        ]
        print_table(("DATASET", "LEVEL", "MONTH", "ROWS", "BYTES", "FETCHED", "LAST USED", "PINNED"), rows)


def verify_cache(args: Namespace) -> None:
    """Opens everything that is cached, and drops what is broken so that it is fetched again."""
    broken = 0
    for portal, cache in _caches(args):
        found = verify(cache, repair=not args.only_report)
        for wrong in [*found.partitions.values(), *found.notes.values()]:
            print(wrong)
        broken += len(found.partitions) + len(found.notes)
        print(f"{portal.portal_url}, {portal.username}: {found.checked} opened, {_told(found, args.only_report)}.")
    if broken and args.only_report:
        raise CacheDamaged("Without --only-report, what is broken is removed, and fetched again by the next pull.")


def evict_partitions(args: Namespace) -> None:
    """Makes room: drops what may no longer be read, then what was not used for longest."""
    budget = read_size(args.budget)
    for portal, cache in _caches(args):
        dropped = evict(cache, budget)
        print(f"{portal.portal_url}, {portal.username}: {len(dropped)} months removed, {cache.size:,} bytes stay.")
        if cache.size > budget:
            note(f"More than {budget:,} bytes stay: what is pinned, the catalogue, areas and session.")


def pin_partitions(args: Namespace) -> None:
    """Keeps the months of a dataset out of eviction, or lets them go again."""
    changed, period = 0, Period.between(args.first, args.last)
    for _, cache in _caches(args):
        named = [key for key in cache.partitions() if key.dataset == args.dataset]
        keys = [key for key in named if period is None or key.month in period]
        if keys:
            pin(cache, keys, is_pinned=not args.release)
        changed += len(keys)
    if not changed:
        raise InvalidInput(f"No such month of {args.dataset} is cached. `safestats cache list` lists what is.")
    print(f"{changed} months of {args.dataset} are {'released' if args.release else 'pinned'}.")


def rotate_key(args: Namespace) -> None:
    """Puts a new key in place of the one that opens the cache."""
    for portal, cache in _caches(args):
        rotate(cache)
        print(f"{portal.portal_url}, {portal.username}: the cache has a new key.")


def new_passphrase(args: Namespace) -> None:
    """Changes the passphrase of the cache, and its key with it."""
    portal = portal_of(args)
    cache = unlocked(portal, partial(open_cache, portal))
    if cache.vault.key.kept != "passphrase":
        raise InvalidInput(
            f"The key of this cache is kept by {cache.vault.key.kept}: there is no passphrase to change."
        )
    change_passphrase(cache, os.environ.get(_VARIABLE) or ask_new_passphrase(_VARIABLE))
    print(f"{portal.portal_url}, {portal.username}: the cache has a new passphrase and a new key.")


def shred_cache(args: Namespace) -> None:
    """Destroys what is cached, with its key."""
    for portal in _portals(args):
        shred(portal.cache_folder, portal.account)
        print(f"Destroyed what was cached from {portal.portal_url} for {portal.username}. Sign in again to go on.")


def _portals(args: Namespace) -> list[KnownPortal]:
    """Those that are meant: without any word which, all of them, each with who signed in there last."""
    return [portal_of(args)] if args.portal or args.username else known_portals() or [only_portal()]


def _caches(args: Namespace) -> Iterator[tuple[KnownPortal, Cache]]:
    for portal in _portals(args):
        yield portal, unlocked(portal, partial(open_cache, portal))


def _sorted(cache: Cache) -> list[tuple[PartitionKey, Partition]]:
    return sorted(cache.partitions().items(), key=lambda item: str(item[0]))


def _names(key: PartitionKey) -> tuple[str, str, str]:
    return key.dataset, str(key.level), key.month


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _pinned(partition: Partition) -> str:
    return "pinned" if partition.is_pinned else ""


def _told(found: Verified, only_report: bool) -> str:
    if found.is_sound:
        return "all sound"
    count = len(found.partitions) + len(found.notes)
    return f"{count} broken" if only_report else f"{count} broken and removed; the next pull fetches them again"
