"""The headers that a web feed asks for, such as a key: they lie in a file of their own, and nowhere else."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ...errors import InvalidInput

_LINE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e]+)")
_OURS = ("host", "content-length", "transfer-encoding", "connection", "accept-encoding")
_MOST_BYTES = 16_384


def read_headers(path: Path) -> dict[str, str]:
    """The headers in a file of lines "Name: value".

    Raises InvalidInput for a file that others can read, or with a line that is no header; no message quotes a value.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise InvalidInput(
                f"Other users can read {path}. Run 'chmod 600 {path}', and change the key if they may have."
            )
        text = path.read_bytes()[:_MOST_BYTES].decode("utf-8", "replace")
    except OSError as error:
        raise InvalidInput(f"The header file {path} cannot be read: {error.strerror}. Check its path.") from error
    headers: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.fullmatch(line.strip())
        if line.strip() and (found is None or found[1].lower() in _OURS):
            raise InvalidInput(f"Line {number} of {path} is not a header to send. Write it as 'Name: value'.")
        if found:
            headers[found[1]] = found[2]
    return headers
