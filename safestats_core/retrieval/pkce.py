"""Proof Key for Code Exchange with SHA-256 (RFC 7636): only who asked for a code can use it."""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode


def new_verifier() -> str:
    """A fresh secret of 256 random bits, written in 43 letters that need no escaping."""
    return secrets.token_urlsafe(32)


def challenge(verifier: str) -> str:
    """What the portal is told of `verifier` beforehand: base64url(SHA-256(verifier)), unpadded."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
