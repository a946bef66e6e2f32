"""Reading a JSON answer into values, with one error for an answer that is not what it should be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import requests

from ..errors import PortalRefused, PortalUnreachable
from .address import without_query
from .statuses import check_status

Value = TypeVar("Value")


def read_json(answer: requests.Response, read: Callable[[Any], Value]) -> Value:
    """`read(document)` of a good answer.

    Raises the error of a bad status, PortalUnreachable when something other than the portal answered or not all of
    the answer came, and PortalRefused when the document lacks what `read` looks for.
    """
    check_status(answer)
    check_content_type(answer, "json")
    try:
        document = answer.json()
    except RecursionError as error:
        raise _unexpected(answer, error) from error
    except ValueError as error:
        if not _says_its_length(answer):
            raise PortalUnreachable(
                f"The answer of {without_query(answer.url)} broke off or cannot be read. Try again; if it stays so, "
                "tell the portal's manager."
            ) from error
        raise _unexpected(answer, error) from error
    try:
        return read(document)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise _unexpected(answer, error) from error


def _says_its_length(answer: requests.Response) -> bool:
    """Whether it is known that all of it came; else it ended where the connection did, or was packed on the way."""
    told = answer.headers
    return "Content-Encoding" not in told and ("Content-Length" in told or "Transfer-Encoding" in told)


def _unexpected(answer: requests.Response, error: Exception) -> PortalRefused:
    return PortalRefused(
        f"The answer of {without_query(answer.url)} is not as expected ({type(error).__name__}: {error}). "
        "Portal and client may be of different versions: update SafeStats, or tell the portal's manager.",
        answer.status_code,
    )


def check_content_type(answer: requests.Response, wanted: str) -> None:
    """Raises PortalUnreachable when the answer is of another type, as from the sign-in page of a network."""
    found = answer.headers.get("Content-Type", "nothing")
    if wanted not in found:
        raise PortalUnreachable(
            f"{without_query(answer.url)} answered with {found} instead of {wanted}: probably not the portal but "
            "the sign-in page of your network, or a wrong address. Open the address in a browser to see."
        )
