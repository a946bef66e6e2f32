"""Portal addresses: the one spelling they are kept in, and how they may stand in a message."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from ..errors import InvalidInput


def portal_address(text: str) -> str:
    """A portal's address as someone typed it, in its one spelling: no trailing slash, no query.

    Raises InvalidInput for anything that is not https, or http to this very computer.

    >>> portal_address(" https://Portal.example/safestats/ ")
    'https://portal.example/safestats'
    """
    parts = _split(text)
    if parts.scheme == "http" and not _is_this_computer(parts.hostname or ""):
        raise InvalidInput(
            f"{without_query(text)} would send what you sign in with unencrypted. Use https://{parts.hostname}."
        )
    return f"{parts.scheme}://{_host(parts).lower()}{parts.path.rstrip('/')}"


def without_query(url: str) -> str:
    """`url` without user, query and fragment, which have no place in a message or a log."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, _host(parts), parts.path, "", ""))


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text.strip())
        is_whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise InvalidInput(f"'{text}' is not a portal's address. Write it in full, for example https://portal.example.")
    return parts


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
