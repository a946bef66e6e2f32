"""Values that a visitor carries for the portal and brings back: she can neither read nor change them.

A signature alone would not do: a page cursor holds a sequence number, and the gaps between two of those
tell how many rows lie between that she may not see. Nor may the length tell how long such a number is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ...errors import InvalidInput
from ..portal import Portal

_NONCE_BYTES = 12
_STEP = 64
"""Values are filled up with spaces, which JSON passes over, to so many bytes or a multiple of them."""


def seal(portal: Portal, value: Any, *bound_to: str) -> str:
    """`value` (anything that JSON holds) as URL-safe text that opens only at this portal, and with equal `bound_to`."""
    nonce, text = os.urandom(_NONCE_BYTES), json.dumps(value).encode()
    filled = text.ljust(-(-len(text) // _STEP) * _STEP)
    sealed = _cipher(portal).encrypt(nonce, filled, _binding(bound_to))
    return base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def unseal(portal: Portal, text: str, *bound_to: str) -> Any:
    """The value inside `text`. Raises InvalidInput when it was changed, or sealed for something else."""
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return json.loads(_cipher(portal).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _binding(bound_to)))
    except (InvalidTag, ValueError) as error:
        raise InvalidInput("The value was not issued by this portal for this request.") from error


def _cipher(portal: Portal) -> AESGCM:
    return AESGCM(hmac.new(portal.key, b"sealed values", hashlib.sha256).digest())


def _binding(bound_to: tuple[str, ...]) -> bytes:
    return json.dumps(bound_to).encode()
