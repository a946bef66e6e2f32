"""What the issuer publishes, its addresses and its keys: asked for seldom, kept for a while, renewed when keys change.

Whoever brings a token can make the portal look for a key that nobody has. So the issuer is asked for unknown keys
once in a while only, whatever comes in; and while it does not answer, what was known of it goes on for a day.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Optional, Union

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from ....errors import IssuerUnreachable, SafeStatsError, SignInRequired
from .asking import ask
from .register import ExternalIssuer

Key = Union[RSAKey, ECKey, OKPKey]

FRESH_SECONDS = 300.0
KEPT_SECONDS = 86_400.0
"""For how long keys are good that cannot be renewed because the issuer does not answer."""

ANEW_SECONDS = 10.0
"""Between two looks for an unknown key, and between two tries while the issuer does not answer."""

ALGORITHMS = {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP", "Ed25519": "OKP"}
"""Each algorithm that is taken, and its kind of key. All of them need the issuer's private key."""

_MOST_KEYS = 50
_SHORTEST_RSA = 2_048
_LONGEST_TURN = 2.0


@dataclass(frozen=True)
class _Known:
    issuer: ExternalIssuer
    document: dict[str, Any]
    keys: list[tuple[Optional[str], str, Key]]
    at: float

    def pick(self, name: Optional[str], algorithm: str) -> Optional[Key]:
        kind = ALGORITHMS[algorithm]
        fit = [key for kid, key_kind, key in self.keys if key_kind == kind and name in (None, kid)]
        # Without a name there must be no doubt.
        return fit[0] if len(fit) == 1 or (fit and name is not None) else None


@dataclass
class Published:
    """What one issuer publishes, for all threads of a process. `clock` never runs backwards."""

    clock: Callable[[], float] = time.monotonic
    _known: Optional[_Known] = None
    _failure: Optional[tuple[float, IssuerUnreachable]] = None
    _looked: float = float("-inf")
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def document(self, issuer: ExternalIssuer) -> dict[str, Any]:
        """The issuer's discovery document. Raises IssuerUnreachable where it is not known and cannot be had."""
        return self._current(issuer).document

    def key(self, issuer: ExternalIssuer, name: Optional[str], algorithm: str) -> Key:
        """The key of that name for that algorithm.

        Raises SignInRequired where the issuer has none, IssuerUnreachable where that cannot be found out.
        """
        known = self._current(issuer)
        key = known.pick(name, algorithm) or self._anew(issuer, known).pick(name, algorithm)
        if key is None:
            raise SignInRequired("The access token is signed by a key that the issuer does not publish. Sign in again.")
        return key

    def _current(self, issuer: ExternalIssuer) -> _Known:
        known, now = self._of(issuer), self.clock()
        if known is not None and now - known.at < FRESH_SECONDS:
            return known
        usable = known is not None and now - known.at < KEPT_SECONDS
        if self._failure and now - self._failure[0] < ANEW_SECONDS:
            if usable and known is not None:
                return known
            raise IssuerUnreachable(str(self._failure[1]))
        if not self._turn.acquire(blocking=not usable):
            return known  # type: ignore[return-value]  # somebody else is asking: what is known is usable
        try:
            newer = self._of(issuer)
            return newer if newer is not None and newer is not known else self._fetch(issuer)
        except IssuerUnreachable:
            if usable and known is not None:
                return known
            raise
        finally:
            self._turn.release()

    def _anew(self, issuer: ExternalIssuer, known: _Known) -> _Known:
        if not self._turn.acquire(timeout=_LONGEST_TURN):
            return known
        try:
            newer = self._of(issuer)
            if newer is not None and newer is not known:
                return newer
            if self.clock() - self._looked < ANEW_SECONDS:
                return known
            self._looked = self.clock()
            return self._fetch(issuer)
        finally:
            self._turn.release()

    def _of(self, issuer: ExternalIssuer) -> Optional[_Known]:
        known = self._known
        return known if known is not None and known.issuer == issuer else None

    def _fetch(self, issuer: ExternalIssuer) -> _Known:
        try:
            self._known = _Known(issuer, *fetch(issuer), self.clock())
            self._failure = None
            return self._known
        except IssuerUnreachable as error:
            self._failure = self.clock(), error
            raise


def fetch(issuer: ExternalIssuer) -> tuple[dict[str, Any], list[tuple[Optional[str], str, Key]]]:
    """The discovery document and the usable keys, asked for now. Raises IssuerUnreachable."""
    document = ask(issuer, f"{issuer.url.rstrip('/')}/.well-known/openid-configuration")
    if document.get("issuer") != issuer.url:
        raise IssuerUnreachable(
            f"{issuer.url} calls itself {str(document.get('issuer'))[:200]}. Set the issuer under that name."
        )
    place = document.get("jwks_uri")
    if not isinstance(place, str):
        raise IssuerUnreachable(f"{issuer.url} does not say where its keys are.")
    listed = ask(issuer, place).get("keys")
    keys = [found for each in (listed if isinstance(listed, list) else [])[:_MOST_KEYS] if (found := _key(each))]
    if not keys:
        raise IssuerUnreachable(f"{issuer.url} publishes no key for {', '.join(ALGORITHMS)}.")
    return document, keys


def _key(entry: Any) -> Optional[tuple[Optional[str], str, Key]]:
    """Name, kind and key; None for what does not check signatures in a way that is taken."""
    if (
        not isinstance(entry, dict)
        or entry.get("use", "sig") != "sig"
        or "verify" not in entry.get("key_ops", ["verify"])
    ):
        return None
    kind, name = entry.get("kty"), entry.get("kid")
    if entry.get("alg") is not None and ALGORITHMS.get(str(entry["alg"])) != kind:
        return None
    public = {name: value for name, value in entry.items() if name in ("kty", "crv", "n", "e", "x", "y", "kid")}
    try:
        if kind == "RSA":
            rsa = RSAKey.import_key(public)
            return (name, kind, rsa) if rsa.public_key.key_size >= _SHORTEST_RSA else None
        if kind == "EC" and entry.get("crv") == "P-256":
            return name, kind, ECKey.import_key(public)
        if kind == "OKP" and entry.get("crv") == "Ed25519":
            return name, kind, OKPKey.import_key(public)
    except (JoseError, ValueError, TypeError, SafeStatsError):
        return None  # one key that cannot be read must not take the others away
    return None
