"""Looking through a whole cache for damage, and dropping what is broken so that it is fetched again."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from ..errors import CacheDamaged, InvalidInput
from .cache import Cache
from .manifest import PartitionKey


@dataclass(frozen=True)
class Verified:
    """What `verify` found.

    checked     how many partitions and notes were opened
    partitions  the broken ones, each with what is wrong
    notes       the same of notes
    """

    checked: int
    partitions: dict[PartitionKey, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is broken."""
        return not self.partitions and not self.notes


def verify(cache: Cache, repair: bool) -> Verified:
    """Open everything that the cache lists, ended leases included, and compare it with what was sealed.

    repair  drop what is broken from the manifest: the next sync fetches it again. Nothing is ever mended in place.
    Raises CacheDamaged where the manifest itself was changed, cut or rolled back: nothing can be told from it then.
    """
    manifest = cache.vault.manifest()
    partitions = {key: wrong for key in manifest.partitions if (wrong := _wrong_partition(cache, key))}
    notes = {name: wrong for name in manifest.notes if (wrong := _wrong_note(cache, name))}
    if repair and (partitions or notes):
        _drop(
            cache,
            {manifest.partitions[key].file.name for key in partitions} | {manifest.notes[name].name for name in notes},
        )
    return Verified(len(manifest.partitions) + len(manifest.notes), partitions, notes)


def _wrong_partition(cache: Cache, key: PartitionKey) -> str:
    try:
        cache.check(key)
    except CacheDamaged as error:
        return str(error)
    except InvalidInput:
        pass  # another program has dropped it meanwhile, so it is not broken
    return ""


def _wrong_note(cache: Cache, name: str) -> str:
    try:
        cache.note(name)
    except CacheDamaged as error:
        return str(error)
    return ""


def _drop(cache: Cache, files: set[str]) -> None:
    """By the names of the files: what another program has replaced meanwhile has another one, and stays."""
    with cache.vault.writing() as manifest:
        partitions = {key: each for key, each in manifest.partitions.items() if each.file.name not in files}
        notes = {name: file for name, file in manifest.notes.items() if file.name not in files}
        cache.swap(dataclasses.replace(manifest, partitions=partitions, notes=notes))
