"""What a delivery is called: by its sender, as far as that is fit to be a file's name, and always by its format."""

from __future__ import annotations

import re
from email.message import Message
from pathlib import PurePosixPath
from typing import Optional

from ...errors import PortalRefused

SUFFIXES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.apache.arrow.file": ".arrow",
    "application/vnd.apache.arrow.stream": ".arrows",
}
"""Media type -> the ending by which files of it are read."""

_LONGEST = 120
"""Bytes."""
_UNFIT = re.compile(r"[^\w .()+-]")


def suffix_of(content_type: str) -> str:
    """The ending for a Content-Type. Raises PortalRefused (415) for one that is not read."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in SUFFIXES:
        shown = "no Content-Type" if not kind else f"the Content-Type '{kind[:60]}'"
        raise PortalRefused(f"It came with {shown}. Send one of: {', '.join(SUFFIXES)}.", 415)
    return SUFFIXES[kind]


def stated_name(content_disposition: str) -> Optional[str]:
    """The file name in a Content-Disposition header, if there is one."""
    message = Message()
    message["content-disposition"] = " ".join(content_disposition.splitlines())
    return message.get_filename()


def fetched_name(dataset: str, content_type: str, stated: str, unpacked: bool) -> str:
    """The name to keep a fetched file under: the server's where its ending says the format, else by Content-Type.

    unpacked  whether gzip was taken off on the way
    """
    name = _clean(stated)
    if unpacked and name.lower().endswith(".gz"):
        name = name[:-3]
    inner = name.lower()[:-3] if name.lower().endswith(".gz") else name.lower()
    if inner.endswith((*SUFFIXES.values(), ".zip")):
        return name.encode()[-_LONGEST:].decode("utf-8", "ignore").lstrip(" .")
    return delivery_name(dataset, suffix_of(content_type), stated)


def delivery_name(dataset: str, suffix: str, stated: Optional[str]) -> str:
    """The name to keep a delivery under: the stated one without its folders, else that of the dataset.

    Always the same where nothing is stated, so that the same content is known again.
    """
    name = _clean(stated or "")
    if name.lower().endswith(".gz"):
        name = name[:-3]
    if name.lower().endswith(suffix):
        name = name[: -len(suffix)]
    return (name.encode()[:_LONGEST].decode("utf-8", "ignore").strip(" .") or dataset) + suffix


def _clean(stated: str) -> str:
    return _UNFIT.sub("_", PurePosixPath(stated.replace("\\", "/")).name).strip(" .")
