"""The error family. A message says what is wrong, with the value, and what to do next."""

from __future__ import annotations


class SafeStatsError(Exception):
    """Base of every error that SafeStats raises on purpose; its text is fit to show to a user."""


class InvalidInput(SafeStatsError, ValueError):
    """A parameter, query or data array cannot be used as given."""


class UnreadableSupply(SafeStatsError):
    """A supplier's file as a whole cannot be read (a single bad row is refused and counted instead)."""


class AccessDenied(SafeStatsError):
    """The person's grants do not cover what was asked for."""


class TermsNotAccepted(SafeStatsError):
    """A dataset's terms of use have to be accepted first; `collection` is the one that was asked for."""

    def __init__(self, message: str, collection: str) -> None:
        super().__init__(message)
        self.collection = collection


class SignInFailed(SafeStatsError):
    """A sign-in, refresh or sign-out did not succeed."""


class SignInRequired(SignInFailed):
    """There is no usable session: the person has to sign in (again)."""


class NotAdmitted(SignInRequired):
    """Somebody is signed in elsewhere, but this portal does not let her in; signing in again does not help."""


class IssuerUnreachable(SafeStatsError):
    """The issuer at which people sign in gives a portal no answer, so the portal cannot tell who asks."""


class TooSlow(SafeStatsError):
    """A question to the portal's database takes longer than one may."""


class PortalUnreachable(SafeStatsError):
    """No answer from the portal: network, proxy, certificate or server down."""


class PortalRefused(SafeStatsError):
    """The portal answered with an error; `status` is its HTTP status code."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class CacheLocked(SafeStatsError):
    """The cache key is not available: no keyring entry, or a wrong passphrase."""


class CacheDamaged(SafeStatsError):
    """A cache file was changed, cut, swapped or rolled back; the remedy is to fetch it again."""


class DiskRefuses(SafeStatsError):
    """The operating system does not read, write or lock a file of the cache: a full disk, one that is read-only."""


class LeaseExpired(SafeStatsError):
    """Cached data may no longer be shown until the portal has been contacted."""


class MissingPackage(SafeStatsError):
    """An optional Python package is needed; the message names the command that installs it."""


class Cancelled(SafeStatsError):
    """The user stopped the work; raised from inside a progress callback."""
