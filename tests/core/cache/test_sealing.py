from __future__ import annotations

import builtins

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safestats_core.cache.sealing import bind, new_key, seal, unseal
from safestats_core.errors import CacheDamaged, CacheLocked, MissingPackage


def test_sealed_bytes_open_with_the_same_key_and_place():
    key = new_key()
    for plaintext in (b"", b"x", b"Hauptstra\xc3\x9fe" * 10_000):
        assert unseal(seal(plaintext, key, bind("note", "a")), key, bind("note", "a")) == plaintext


def test_the_bytes_are_laid_out_as_the_format_says():
    """A second reader, written from docs/cache-format.md."""
    key = bytes(range(32))
    sealed = seal(b"hello", key, bind("manifest", "https://portal.example", "ada"))
    assert sealed[:8] == b"SAFESTAT"
    assert sealed[8] == 2
    assert sealed[9:17].hex() == "7205c4e0be89caac"
    additional = sealed[:29] + b'["safestats-cache",2,"manifest","https://portal.example","ada"]'
    assert AESGCM(key).decrypt(sealed[17:29], sealed[29:], additional) == b"hello"


def test_the_same_bytes_never_look_the_same_twice():
    key = new_key()
    assert len({seal(b"same", key, b"")[17:] for _ in range(100)}) == 100


def test_another_place_is_damage_and_another_key_is_a_lock():
    key = new_key()
    sealed = seal(b"hello", key, bind("note", "a"))
    with pytest.raises(CacheDamaged, match="changed, cut or moved"):
        unseal(sealed, key, bind("note", "b"))
    with pytest.raises(CacheLocked, match="another key"):
        unseal(sealed, new_key(), bind("note", "a"))


def test_names_cannot_run_into_each_other():
    assert bind("note", "a", "b") != bind("note", "a,b")
    assert bind("note", 'a","b') != bind("note", "a", "b")


def test_a_file_of_something_else_is_not_taken_for_ours():
    with pytest.raises(CacheDamaged, match="not one that SafeStats sealed"):
        unseal(b"PAR1" * 20, new_key(), b"")


def test_a_missing_package_is_named_with_its_command(monkeypatch):
    def without(name, *rest, imported=builtins.__import__):
        if name.startswith("cryptography"):
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPackage, match="pip install cryptography"):
        seal(b"", new_key(), b"")
