"""Files, key and manifest as one: here they are sealed, swapped and verified."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Optional, TypeVar

from ..errors import CacheDamaged, CacheLocked, DiskRefuses
from . import sealing as aes_gcm
from .files import MANIFEST, Files
from .keys import CacheKey
from .lock import WRITER_SECONDS, busy
from .manifest import Manifest, SealedFile, encode_manifest
from .manifest_reading import decode_manifest
from .sealing import Sealing, bind, is_sealed_with, new_key
from .witness import Newest

MANIFEST_BYTES = 64 * 1024 * 1024
"""No manifest is longer: enough for more than 50,000 partitions."""

_WORTH_A_THREAD = 500_000
_T = TypeVar("_T")


@dataclass(frozen=True)
class Opened:
    """A manifest, its file as read, and the key that sealed it and wraps the keys of its files."""

    manifest: Manifest
    sealed: Optional[bytes] = field(repr=False)
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Prepared:
    """A file that is sealed and written, and counts once its key is wrapped and a manifest lists it."""

    place: tuple[Any, ...]
    file: SealedFile
    key: bytes = field(repr=False)


@dataclass
class Vault:
    """The sealed files of one person at one portal."""

    files: Files
    key: CacheKey
    portal_url: str
    person: str
    sealing: Sealing = aes_gcm
    _last: Optional[Opened] = field(default=None, repr=False)

    def manifest(self) -> Manifest:
        """The newest manifest, verified; an empty one where there is none.

        Without a manifest nothing else can be opened, so its absence can only hide data, never pass off old data.
        """
        return self._opened().manifest

    def _opened(self) -> Opened:
        sealed, last = self._read_manifest(), self._last
        if sealed is not None and last is not None and sealed == last.sealed:
            return last
        while True:
            # The witness first: writers swap the manifest and then tell the witness, so that in this order of
            # reading an honest manifest is never older than what the witness says, whoever writes meanwhile.
            newest = self.key.witness.recall()
            sealed = self._read_manifest()
            key = self._key_of(sealed)
            if key is not None or self._read_manifest() == sealed:  # else the key was changed between two reads
                break
        self._last = self._verified(sealed, key or self.key.raw, newest)
        return self._last

    def _verified(self, sealed: Optional[bytes], key: bytes, newest: Newest) -> Opened:
        if sealed is None:
            return Opened(Manifest(generation=newest.generation), None, key)
        manifest = decode_manifest(self.sealing.unseal(sealed, key, self._bound("manifest")))
        _refuse_rolled_back(manifest, sealed, newest)
        return Opened(manifest, sealed, key)

    def _key_of(self, sealed: Optional[bytes]) -> Optional[bytes]:
        """The key that sealed a manifest, or would seal the first one; None where it is not at hand."""
        for known in (self.key.raw if self._last is None else self._last.key, self.key.raw):
            if sealed is not None and is_sealed_with(sealed, known):
                return known
        kept = self.key.keeper.keys() or (self.key.raw,)
        if sealed is None:
            return kept[0]
        return next((key for key in kept if is_sealed_with(sealed, key)), None)

    def _read_manifest(self) -> Optional[bytes]:
        sealed = self.files.read(MANIFEST, MANIFEST_BYTES + 1)
        if sealed is not None and len(sealed) > MANIFEST_BYTES:
            raise CacheDamaged(
                f"The list of the cache is longer than {MANIFEST_BYTES:,} bytes. Clear the cache and fetch again."
            )
        return sealed

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
                self.files.sweep(manifest.file_names())  # what a killed or failed writer left
            yield manifest

    def swap(self, manifest: Manifest) -> None:
        """Make `manifest` the one that counts, then remove the files that it no longer lists; only inside `writing`."""
        self._swap(manifest, self._opened().key)

    def _swap(self, manifest: Manifest, key: bytes) -> None:
        """Swap to a manifest sealed with `key`.

        A crash between manifest and witness leaves a manifest newer than its witness knows. It is accepted: only the
        holder of the key can have made it, and a copy from before is older. The next swap makes both agree again.
        """
        manifest = dataclasses.replace(manifest, generation=manifest.generation + 1)
        sealed = self.sealing.seal(encode_manifest(manifest), key, self._bound("manifest"))
        self.files.write(MANIFEST, sealed)
        self.key.witness.remember(Newest(manifest.generation, _digest(sealed)))
        self._last = Opened(manifest, sealed, key)
        self.files.sweep(manifest.file_names())

    def rotate(self) -> None:
        """Put a new key in place of the cache's; the files stay as they are, only their wrapped keys change.

        Both keys are kept while the manifest is swapped. Whoever is killed meanwhile leaves two, of which one opens
        the manifest: `tidy` drops the other.
        """
        with self.writing() as manifest:
            old, new = self._opened().key, new_key()
            self.key.keeper.keep((old, new))
            self._swap(manifest.with_files(partial(self._rewrapped, old, new)), new)
            self.key.keeper.keep((new,))

    def _rewrapped(self, old: bytes, new: bytes, place: tuple[Any, ...], file: SealedFile) -> SealedFile:
        bound = self._file_bound("file key", place, file)
        file_key = self.sealing.unseal(file.wrapped_key, old, bound)
        return dataclasses.replace(file, wrapped_key=self.sealing.seal(file_key, new, bound))

    def tidy(self) -> None:
        """Verify the manifest, then remove what killed writers left, unless somebody writes or the disk refuses."""
        self.manifest()
        with suppress(DiskRefuses), self.writing_if_free() as manifest:
            if manifest is not None and len(self.key.keeper.keys()) > 1:
                self.key.keeper.keep((self._opened().key,))

    @contextmanager
    def preparing(self) -> Iterator[Callable[[bytes, tuple[Any, ...]], Prepared]]:
        """Seal and write files while others write too; yields `prepare(plaintext, place)`.

        The files outlive the block where a manifest lists them by then.
        """
        with self.files.claim(WRITER_SECONDS) as half:
            yield partial(self._prepare, half)

    def _prepare(self, half: str, plaintext: bytes, place: tuple[Any, ...]) -> Prepared:
        name, key = half + secrets.token_hex(8), new_key()
        file = SealedFile(name, digest="", size=0, generation=self.manifest().generation, wrapped_key=b"")
        sealed = self.sealing.seal(plaintext, key, self._file_bound("file", place, file))
        self.files.write(name, sealed)
        return Prepared(place, dataclasses.replace(file, digest=_digest(sealed), size=len(sealed)), key)

    def wrapped(self, prepared: Prepared) -> SealedFile:
        """The file with its key wrapped, for the next manifest; only inside `writing`, where the cache key stands."""
        if prepared.file.generation > self.manifest().generation:
            raise CacheDamaged("An old copy of the cache was put back while it was written to. Try again.")
        bound = self._file_bound("file key", prepared.place, prepared.file)
        return dataclasses.replace(
            prepared.file, wrapped_key=self.sealing.seal(prepared.key, self._opened().key, bound)
        )

    def get(
        self, find: Callable[[Manifest], SealedFile], what: str, place: tuple[Any, ...], read: Callable[[bytes], _T]
    ) -> _T:
        """What `read` makes of the plaintext of the file that `find` picks from the manifest, verified.

        what   names it in errors; what `find` and `read` raise passes through
        place  as given to `prepare`
        Raises CacheDamaged where the file is missing or is not, to the byte and place, the one that was sealed.
        """
        file, sealed, key = self._newest_file(find, what)
        changed = CacheDamaged(
            f"The file of {what} was changed, cut or swapped. Remove it from the cache and fetch it again."
        )
        if len(sealed) != file.size:
            raise changed
        digest = _digest_beside(sealed)
        try:
            file_key = self.sealing.unseal(file.wrapped_key, key, self._file_bound("file key", place, file))
            plaintext = self.sealing.unseal(sealed, file_key, self._file_bound("file", place, file))
        except (CacheDamaged, CacheLocked) as error:
            # The manifest did open: another key than the one that is wrapped there is no better than a flipped bit.
            raise changed from error
        content = read(plaintext)
        if digest() != file.digest:
            raise changed
        return content

    def _newest_file(self, find: Callable[[Manifest], SealedFile], what: str) -> tuple[SealedFile, bytes, bytes]:
        while True:
            opened = self._opened()
            file = find(opened.manifest)
            sealed = self.files.read(file.name, file.size + 1)
            if sealed is not None:
                return file, sealed, opened.key
            # Another process may have swapped between the two reads; then the next manifest names the next file.
            if self.manifest().generation == opened.manifest.generation:
                raise CacheDamaged(f"The file of {what} is missing. Remove it from the cache and fetch it again.")

    def _file_bound(self, kind: str, place: tuple[Any, ...], file: SealedFile) -> bytes:
        return self._bound(kind, *place, file.generation, file.name)

    def _bound(self, kind: str, *place: Any) -> bytes:
        return bind(kind, self.portal_url, self.person, *place)


def _refuse_rolled_back(manifest: Manifest, sealed: bytes, newest: Newest) -> None:
    # A crash can leave two manifests of one generation: the lost one, and the one written in its stead later.
    put_back = manifest.generation == newest.generation and _digest(sealed) != newest.digest
    if manifest.generation < newest.generation or put_back:
        raise CacheDamaged(
            f"An old copy of the cache was put back: it is generation {manifest.generation}, the last written was "
            f"{newest.generation}. Clear the cache and fetch again."
        )


def _digest_beside(sealed: bytes) -> Callable[[], str]:
    """The digest of a large file, reckoned by another processor while this one unseals and reads what is in it."""
    if len(sealed) < _WORTH_A_THREAD:
        return partial(_digest, sealed)
    with_one = ThreadPoolExecutor(1, thread_name_prefix="safestats-digest")
    digest = with_one.submit(_digest, sealed)
    with_one.shutdown(wait=False)
    return digest.result


def _digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
