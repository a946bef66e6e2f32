"""What it means that a request got no whole answer: one sentence for each way in which that happens."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Optional

import requests

from ..errors import PortalUnreachable
from .address import without_query

PROXY_WANTS_PASSWORD = 407
"""The HTTP status of a proxy that lets only known people through."""


class AnswerTooLong(requests.RequestException):
    """More came than is read of one answer."""


@dataclass(frozen=True)
class Failure:
    """A way to fail; `passes` where trying again may help."""

    is_it: Callable[[requests.RequestException], bool]
    passes: bool
    sentence: str


def failure_of(error: requests.RequestException) -> Failure:
    """The way in which a request failed."""
    return next(each for each in _FAILURES if each.is_it(error))


def unreachable(error: requests.RequestException, url: str) -> PortalUnreachable:
    """The error to show for a request to `url` that got no whole answer."""
    address = without_query(url)
    host = address.partition("://")[2].partition("/")[0]
    now = f"{datetime.now():%Y-%m-%d %H:%M}"
    return PortalUnreachable(failure_of(error).sentence.format(address=address, host=host, now=now))


def _is(*kinds: type[requests.RequestException]) -> Callable[[requests.RequestException], bool]:
    return lambda error: isinstance(error, kinds)


def _certificate_out_of_time(error: requests.RequestException) -> bool:
    # The words of OpenSSL, and those of Qt.
    words = " ".join(str(each).lower() for each in _behind(error))
    return isinstance(error, requests.exceptions.SSLError) and ("not yet valid" in words or "has expired" in words)


def _proxy_wants_password(error: requests.RequestException) -> bool:
    is_proxy = isinstance(error, requests.exceptions.ProxyError)
    return is_proxy and any(str(PROXY_WANTS_PASSWORD) in str(each) for each in _behind(error))


def _name_unknown(error: requests.RequestException) -> bool:
    return any(isinstance(each, socket.gaierror) for each in _behind(error))


def _behind(error: BaseException) -> Iterator[BaseException]:
    """The error and those it comes from."""
    at: Optional[BaseException] = error
    while at is not None:
        yield at
        at = at.__cause__ or at.__context__


# Looked through in this order: the particular before the general.
_FAILURES = (
    Failure(
        _certificate_out_of_time,
        False,
        "The certificate of {address} is not valid at the time on this computer's clock, {now}. Set date, time and "
        "time zone; if they are right, tell the portal's manager that the certificate has ended.",
    ),
    Failure(
        _is(requests.exceptions.SSLError),
        False,
        "The certificate of {address} could not be verified. Check the address; if your organisation inspects its "
        "traffic, set REQUESTS_CA_BUNDLE to its certificate file, or add it to QGIS's trusted authorities.",
    ),
    Failure(
        _proxy_wants_password,
        False,
        "The proxy on the way to {host} asks for a user name and a password. Give them in HTTPS_PROXY, with a colon "
        "between them and an @ behind, before the name of the proxy, or in the network settings of QGIS.",
    ),
    Failure(
        _is(requests.exceptions.ProxyError),
        False,
        "The proxy did not let {address} through. Check HTTPS_PROXY and NO_PROXY, or the network settings of QGIS.",
    ),
    Failure(
        _is(AnswerTooLong),
        False,
        "{address} sends more in one answer than is ever read at once. Check the address; if it is right, tell the "
        "people who run the server.",
    ),
    Failure(
        _is(requests.exceptions.Timeout),
        True,
        "{address} did not answer in time. Check the network or VPN, and try again in a minute.",
    ),
    Failure(
        _name_unknown,
        True,
        "The network does not know {host}. Check how the address is spelled, and that you are on the network or VPN.",
    ),
    Failure(
        _is(requests.exceptions.ConnectionError),
        True,
        "{address} cannot be reached. Check the address, the network or VPN, and that the portal is running.",
    ),
    Failure(
        _is(requests.RequestException),
        True,
        "The answer of {address} broke off or cannot be read. Try again; if it stays so, tell the portal's manager.",
    ),
)
