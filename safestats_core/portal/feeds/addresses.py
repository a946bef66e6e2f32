"""Which addresses a feed may be fetched from: not every address that a name leads to is meant to be asked.

A supplier's name server, or a redirect, could lead the portal to machines inside its own network. So the address is
checked that the connection really goes to, each time, and not the name.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Union
from urllib.parse import SplitResult, urlsplit

from ...errors import InvalidInput, SafeStatsError

_SCHEMES = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = Union[ipaddress.IPv4Address, ipaddress.IPv6Address]


def check_url(url: str) -> SplitResult:
    """The parts of a web address. Raises InvalidInput for one that is not http or https, or that holds a password."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        if host:
            host.encode("idna")
    except (ValueError, UnicodeError) as error:
        raise InvalidInput("That is not a web address. Write it as https://HOST/PATH.") from error
    if parts.scheme not in _SCHEMES or not host or not url.isprintable() or " " in url:
        raise InvalidInput(f"'{without_query(url)}' is not a web address. Write it as https://HOST/PATH.")
    if parts.username is not None or parts.password is not None:
        raise InvalidInput("The address holds a user name or password. Put them into a header file: --header-file.")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port that an address names, or that of its scheme."""
    return parts.port or _SCHEMES[parts.scheme]


def without_query(url: str) -> str:
    """An address fit to be shown: its query may hold a key."""
    return url.partition("#")[0].partition("?")[0]


def connect(host: str, port: int, timeout: float, allow_private: bool) -> socket.socket:
    """A connection to `host`.

    Raises SafeStatsError where it leads into a private network and may not, or does not come about.
    """
    try:
        found = socket.getaddrinfo(host.encode("idna").decode(), port, type=socket.SOCK_STREAM)
        for *_, place in found:
            _check(host, str(place[0]), allow_private)
        return _first(found, timeout)
    except (OSError, UnicodeError) as error:
        raise SafeStatsError(f"{host} cannot be reached: {error}. Check the address and the network.") from error


def _first(found: list[tuple], timeout: float) -> socket.socket:
    for number, (family, kind, protocol, _, place) in enumerate(found, start=1):
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(timeout)
            line.connect(place)
            return line
        except OSError:
            line.close()
            if number == len(found):
                raise
    raise OSError("its name leads nowhere")


def _check(host: str, text: str, allow_private: bool) -> None:
    address = _inner(ipaddress.ip_address(text.partition("%")[0]))
    # Link-local addresses serve the keys of cloud machines: there is never a feed.
    barred = address.is_link_local or address.is_multicast or address.is_unspecified
    if barred or not (address.is_global or allow_private):
        remedy = "" if barred else " If it is meant to, add the feed with --allow-private."
        raise SafeStatsError(f"{host} leads to {address}, which is not a public address.{remedy}")


def _inner(address: _Address) -> _Address:
    """The IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
