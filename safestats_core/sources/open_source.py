"""A source by what somebody types: a web service by its name or address, or files by their path."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from ..formats.profile import Profile
from .files import Files
from .ogc_features import OgcFeatures
from .police_uk import PoliceUk
from .source import Source

POLICE_UK = ("police.uk", "data.police.uk", "https://data.police.uk")


def open_source(where: str, profile: Optional[Profile] = None) -> Source:
    """The source at `where`.

    where    "police.uk", the address of an OGC API - Features server, or the path of a file, a folder or a zip
    profile  how the columns of a server or of files are read; None: by the built-in profile that fits
    Raises InvalidInput for an address that is none.
    """
    if where.strip().rstrip("/") in POLICE_UK:
        return PoliceUk()
    if "://" in where:
        return OgcFeatures(where, profile)
    return Files(Path(where), profile)
