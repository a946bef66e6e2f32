"""The person behind an access token of the issuer elsewhere, for every request that brings one."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from ....errors import NotAdmitted
from ... import audit
from ...person import Person
from ...portal import Portal
from .access_tokens import header_of, read_access
from .admission import admit
from .opaque_tokens import OpaqueTokens
from .published import Published
from .register import ExternalIssuer

_MOST_SEEN = 10_000


@dataclass
class SignedInElsewhere:
    """What a process knows of the issuer and its tokens."""

    published: Published = field(default_factory=Published)
    opaque: OpaqueTokens = field(default_factory=OpaqueTokens)
    _seen: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def person_behind(self, portal: Portal, issuer: ExternalIssuer, access: str, address: str) -> Person:
        """The person. Each token is entered in the audit log when it is first seen, with issuer and subject.

        Raises SignInRequired for a token that is not good, NotAdmitted for a person who is not let in, and
        IssuerUnreachable where neither can be found out.
        """
        if header_of(access):
            claims = read_access(issuer, self.published, access)
        else:
            claims = self.opaque.read(issuer, self.published, access)
        try:
            person = admit(portal, issuer, claims)
        except NotAdmitted:
            self._note(portal, issuer, access, claims, "(unknown)", address)
            raise
        self._note(portal, issuer, access, claims, person.username, address)
        return person

    def _note(
        self, portal: Portal, issuer: ExternalIssuer, access: str, claims: dict[str, Any], username: str, address: str
    ) -> None:
        token = hashlib.sha256(access.encode()).hexdigest(), username
        with self._lock:
            if token in self._seen:
                return
        detail = {
            "change": "sign-in refused" if username == "(unknown)" else "signed in",
            "issuer": issuer.url,
            "subject": claims["sub"][:200],
            "client": str(claims.get("client_id") or claims.get("azp") or "")[:200],
            "address": address,
        }
        audit.record(portal, username, audit.SIGN_IN, None, None, detail, None)
        with self._lock:
            self._seen[token] = None
            while len(self._seen) > _MOST_SEEN:
                self._seen.popitem(last=False)
