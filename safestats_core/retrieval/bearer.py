"""The person's session on every request: the access token, renewed in time and by one caller only."""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Optional, Protocol

import requests
from requests.auth import AuthBase

from ..errors import SafeStatsError, SignInRequired
from .client_credentials import is_program, renew_program
from .sign_in import Tokens, refresh, sign_out

EARLY = 30.0
"""Seconds before its end at which an access token is renewed."""


class KeptSession(Protocol):
    """Where a session outlives the program; shared by all programs of one person."""

    def alone(self) -> AbstractContextManager[None]:
        """Holds off every other program while the session is renewed."""

    def load(self) -> Optional[str]:
        """The newest refresh token, or None when the person has signed out."""

    def save(self, newest: Optional[str]) -> None:
        """Keeps what `load` gives from now on; None forgets the session."""


class SessionInMemory:
    """A session that ends with the program."""

    def __init__(self, tokens: Tokens) -> None:
        self._newest: Optional[str] = tokens.refresh

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else to hold off."""
        return nullcontext()

    def load(self) -> Optional[str]:
        """The newest refresh token."""
        return self._newest

    def save(self, newest: Optional[str]) -> None:
        """Keeps the newest refresh token."""
        self._newest = newest


class Bearer(AuthBase):
    """Signs requests to one portal, for any number of threads.

    A refresh token works once: using it twice ends the session. So it is always taken from `kept`
    while nobody else may renew, never from what this program remembers.
    """

    def __init__(self, tokens: Tokens, http: requests.Session, kept: KeptSession) -> None:
        self._tokens = tokens
        self._http = http
        self._kept = kept
        self._lock = threading.Lock()
        self._not_kept: dict[str, str] = {}

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Puts the access token on `request`, renewing it first if it is about to end."""
        tokens = self._tokens
        if time.monotonic() > tokens.ends - EARLY:
            tokens = self.renew(tokens)
        request.headers["Authorization"] = f"Bearer {tokens.access}"
        return request

    @property
    def tokens(self) -> Tokens:
        """What the next request is signed with."""
        return self._tokens

    def renew(self, old: Tokens) -> Tokens:
        """Newer tokens than `old`; raises SignInRequired when the session has ended."""
        with self._lock:
            if self._tokens is old:
                with self._kept.alone():
                    self._tokens = self._renewed(old)
            return self._tokens

    def end(self) -> None:
        """Signs out: forgets the session here, then ends it at the portal for every program that shares it."""
        with self._lock, self._kept.alone():
            newest = self._newest()
            self._kept.save(None)
            if newest is not None and not is_program(newest):
                sign_out(replace(self._tokens, refresh=newest), self._http)

    def _renewed(self, old: Tokens) -> Tokens:
        newest = self._newest()
        if newest is None:
            raise SignInRequired(f"You signed out of {old.portal_url}. Sign in again.")
        self._kept.save(newest)  # what takes nothing now, as a full disk, says so before the portal takes this one back
        renew = renew_program if is_program(newest) else refresh
        tokens = renew(replace(old, refresh=newest), self._http)
        try:
            self._kept.save(tokens.refresh)
        except (
            SafeStatsError
        ):  # it is the only one that the portal still takes: the next renewal tries to keep it again
            self._not_kept[newest] = tokens.refresh
        return tokens

    def _newest(self) -> Optional[str]:
        """The refresh token that counts: the kept one, or what came for it and could not be kept."""
        kept = self._kept.load()
        return kept and self._not_kept.get(kept, kept)
