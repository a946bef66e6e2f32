"""Access tokens that only the issuer can read: it is asked about each (RFC 7662), and its answer holds for a moment."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ....errors import InvalidInput, IssuerUnreachable, SignInRequired
from ...feeds.request_headers import read_headers
from .access_tokens import check_claims
from .asking import ask
from .published import Published
from .register import ExternalIssuer

ANSWER_SECONDS = 30.0
"""A token that was revoked at the issuer opens the portal for so long at most."""

_MOST_ANSWERS = 1_000
_AT_ONCE = 4
_LONGEST_TURN = 2.0
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{16,4096}=*")


@dataclass
class OpaqueTokens:
    """What the issuer said of tokens, by their digests. `clock` never runs backwards."""

    clock: Callable[[], float] = time.monotonic
    _answers: OrderedDict[str, tuple[float, dict[str, Any]]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _turns: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE), repr=False)

    def read(self, issuer: ExternalIssuer, published: Published, access: str) -> dict[str, Any]:
        """The claims of a token. Raises SignInRequired where it is none, IssuerUnreachable where nobody says."""
        if issuer.introspection_headers is None or not _TOKEN.fullmatch(access):
            raise SignInRequired("This is not an access token for this portal. Sign in again.")
        digest = hashlib.sha256(f"{issuer}\n{access}".encode()).hexdigest()
        with self._lock:
            until, claims = self._answers.get(digest, (0.0, {}))
        if claims and self.clock() < until:
            return check_claims(issuer, claims)
        claims = check_claims(issuer, self._asked(issuer, published, access))
        with self._lock:
            self._answers[digest] = self.clock() + ANSWER_SECONDS, claims
            while len(self._answers) > _MOST_ANSWERS:
                self._answers.popitem(last=False)
        return claims

    def _asked(self, issuer: ExternalIssuer, published: Published, access: str) -> dict[str, Any]:
        place = published.document(issuer).get("introspection_endpoint")
        if not isinstance(place, str):
            raise IssuerUnreachable(f"{issuer.url} offers no address to ask about tokens.")
        form = urlencode({"token": access, "token_type_hint": "access_token"})
        if not self._turns.acquire(timeout=_LONGEST_TURN):
            raise IssuerUnreachable(f"{issuer.url} is slow to say whose tokens are. Try again in a moment.")
        try:
            said = ask(issuer, place, form, read_headers(Path(str(issuer.introspection_headers))))
        except InvalidInput as error:
            raise IssuerUnreachable(str(error)) from error
        finally:
            self._turns.release()
        if said.get("active") is not True or said.get("token_type", "Bearer") not in ("Bearer", "bearer"):
            raise SignInRequired("The access token has ended. Sign in again.")
        return {"iss": issuer.url, "iat": int(time.time()), **said}
