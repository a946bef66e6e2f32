"""Where a program's secret comes from: a file descriptor, the environment or the keyring; never the command line."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import Optional

from ..errors import InvalidInput

SERVICE = "SafeStats programs"
"""Under which name of a service the OS keyring is looked into; the entry is "URL ID"."""

_VARIABLE = "SAFESTATS_CLIENT_SECRET"


def client_secret(args: Namespace) -> str:
    """The secret of the program `--client-id`, from the first of these that is given.

    Raises InvalidInput, naming all ways, where there is none.
    """
    value = _from_descriptor(args.secret_fd) or os.environ.get(_VARIABLE) or _from_keyring(args)
    if not value:
        entry = f"{args.url.rstrip('/')} {args.client_id}"
        raise InvalidInput(
            f"There is no secret of the program '{args.client_id}'. Give it by --secret-fd N, in the environment as "
            f"{_VARIABLE}, or in the keyring: keyring set '{SERVICE}' '{entry}'."
        )
    return value


def _from_descriptor(number: Optional[int]) -> str:
    if number is None:
        return ""
    try:
        with os.fdopen(number, encoding="utf-8") as file:
            return file.readline().strip()
    except (OSError, ValueError) as error:
        raise InvalidInput(f"The secret cannot be read from the file descriptor {number}: {error}.") from error


def _from_keyring(args: Namespace) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, f"{args.url.rstrip('/')} {args.client_id}") or ""
    except KeyringError:
        return ""  # no keyring here: the error above names the other ways
