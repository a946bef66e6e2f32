"""A source by what somebody types: a web service by its name or address, or files by their path."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import requests
from requests.auth import AuthBase

from ..errors import InvalidInput
from ..formats.profile import Profile
from .files import Files
from .ogc_features import OgcFeatures
from .police_uk import PoliceUk
from .source import Source

POLICE_UK = ("police.uk", "data.police.uk", "https://data.police.uk")


def open_source(
    where: str,
    profile: Optional[Profile] = None,
    http: Optional[requests.Session] = None,
    auth: Optional[AuthBase] = None,
) -> Source:
    """The source at `where`.

    where    "police.uk", the address of an OGC API - Features server, or the path of a file, a folder or a zip
    profile  how the columns of a server or of files are read; None: by the built-in profile that fits
    http     a session from `new_http_session`
    auth     signs requests to a server
    Raises InvalidInput for an address that is none, and for what is no server but was to be signed in to.
    """
    is_open = where.strip().rstrip("/") in POLICE_UK
    if auth is not None and (is_open or "://" not in where):
        raise InvalidInput(f"Nobody signs in to '{where}'. Leave the authentication out.")
    if is_open:
        return PoliceUk(http=http)
    if "://" in where:
        return OgcFeatures(where, profile, http, auth)
    return Files(Path(where), profile)
