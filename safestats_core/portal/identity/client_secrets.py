"""The secrets of programs: shown once, and only their digests kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NewSecret:
    """The credentials of a program, to be shown once. The secret does not show in repr."""

    client_id: str
    value: str = field(repr=False)


def new_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest_of(value: str) -> str:
    """What is kept of a secret."""
    # 256 random bits: a plain digest cannot be guessed back.
    return hashlib.sha256(value.encode("utf-8", "surrogateescape")).hexdigest()


def generation_of(digest: str) -> str:
    """What changes with the secret: a token of an earlier one is void. It stands in tokens, so it is not the digest."""
    return hashlib.sha256(digest.encode()).hexdigest()


def is_secret(value: str, generation: str) -> bool:
    """Whether this is the secret of that generation."""
    return hmac.compare_digest(generation, generation_of(digest_of(value)))
