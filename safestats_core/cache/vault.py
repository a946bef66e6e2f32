"""Files, key and manifest as one: here they are sealed, swapped and verified."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Optional

from ..errors import CacheDamaged
from .files import MANIFEST, Files
from .keys import CacheKey
from .lock import WRITER_SECONDS, busy
from .manifest import Manifest, SealedFile, decode_manifest, encode_manifest
from .sealing import bind, new_key, seal, unseal
from .witness import Newest


@dataclass
class Vault:
    """The sealed files of one person at one portal."""

    files: Files
    key: CacheKey
    portal_url: str
    person: str
    _last: Optional[tuple[bytes, Manifest]] = field(default=None, repr=False)

    def manifest(self) -> Manifest:
        """The newest manifest, verified; an empty one where there is none.

        Without a manifest nothing else can be opened, so its absence can only hide data, never pass off old data.
        """
        sealed, last = self.files.read(MANIFEST), self._last
        if last is not None and sealed == last[0]:
            return last[1]
        # The witness first: writers swap the manifest and then tell the witness, so that in this order of
        # reading an honest manifest is never older than what the witness says, whoever writes meanwhile.
        newest = self.key.witness.recall()
        sealed = self.files.read(MANIFEST)
        if sealed is None:
            return Manifest(generation=newest.generation)
        manifest = decode_manifest(unseal(sealed, self.key.raw, self._bound("manifest")))
        _refuse_rolled_back(manifest, sealed, newest)
        self._last = (sealed, manifest)
        return manifest

    @contextmanager
    def writing(self) -> Iterator[Manifest]:
        """Be the only writer for the time of the block; yields the manifest to start from."""
        with self._turn(WRITER_SECONDS) as manifest:
            if manifest is None:
                raise busy()
            yield manifest

    def writing_if_free(self) -> AbstractContextManager[Optional[Manifest]]:
        """The same without waiting; yields None where somebody else is writing."""
        return self._turn(0.0)

    @contextmanager
    def _turn(self, wait: float) -> Iterator[Optional[Manifest]]:
        with self.files.lock(wait) as held:
            manifest = self.manifest() if held else None
            if manifest is not None:
                self._sweep(manifest)  # what a killed or failed writer left
            yield manifest

    def swap(self, manifest: Manifest) -> None:
        """Make `manifest` the one that counts, then remove the files that it no longer lists; only inside `writing`.

        A crash between the two leaves a manifest newer than its witness knows. It is accepted: only the holder of
        the key can have made it, and a copy from before is older. The next swap makes both agree again.
        """
        manifest = dataclasses.replace(manifest, generation=manifest.generation + 1)
        sealed = seal(encode_manifest(manifest), self.key.raw, self._bound("manifest"))
        self.files.write(MANIFEST, sealed)
        self.key.witness.remember(Newest(manifest.generation, _digest(sealed)))
        self._last = (sealed, manifest)
        self._sweep(manifest)

    def tidy(self) -> None:
        """Verify the manifest, and remove what it does not list unless somebody is writing just now."""
        self.manifest()
        with self.writing_if_free():
            pass

    def _sweep(self, manifest: Manifest) -> None:
        for name in self.files.sealed_names() - manifest.file_names():
            self.files.remove(name)

    def put(self, plaintext: bytes, *place: str) -> SealedFile:
        """Seal a new file for `place` under a key of its own; it counts once a manifest lists it."""
        name, file_key = secrets.token_hex(16), new_key()
        bound = self._bound("file", *place, name)
        sealed = seal(plaintext, file_key, bound)
        self.files.write(name, sealed)
        wrapped = seal(file_key, self.key.raw, self._bound("file key", *place, name))
        return SealedFile(name, _digest(sealed), len(sealed), wrapped)

    def get(self, find: Callable[[Manifest], SealedFile], what: str, *place: str) -> bytes:
        """The plaintext of the file that `find` picks from the manifest, verified.

        what   names it in errors; what `find` itself raises passes through
        place  as given to `put`
        Raises CacheDamaged where the file is missing or is not, to the byte and place, the one that was sealed.
        """
        file, sealed = self._newest_file(find, what)
        if _digest(sealed) != file.digest:
            raise CacheDamaged(
                f"The file of {what} was changed, cut or swapped. Remove it from the cache and fetch it again."
            )
        file_key = unseal(file.wrapped_key, self.key.raw, self._bound("file key", *place, file.name))
        return unseal(sealed, file_key, self._bound("file", *place, file.name))

    def _newest_file(self, find: Callable[[Manifest], SealedFile], what: str) -> tuple[SealedFile, bytes]:
        while True:
            manifest = self.manifest()
            file = find(manifest)
            sealed = self.files.read(file.name)
            if sealed is not None:
                return file, sealed
            # Another process may have swapped between the two reads; then the next manifest names the next file.
            if self.manifest().generation == manifest.generation:
                raise CacheDamaged(f"The file of {what} is missing. Remove it from the cache and fetch it again.")

    def _bound(self, kind: str, *place: str) -> bytes:
        return bind(kind, self.portal_url, self.person, *place)


def _refuse_rolled_back(manifest: Manifest, sealed: bytes, newest: Newest) -> None:
    # A crash can leave two manifests of one generation: the lost one, and the one written in its stead later.
    put_back = manifest.generation == newest.generation and _digest(sealed) != newest.digest
    if manifest.generation < newest.generation or put_back:
        raise CacheDamaged(
            f"An old copy of the cache was put back: it is generation {manifest.generation}, the last written was "
            f"{newest.generation}. Clear the cache and fetch again."
        )


def _digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
