"""Where a collection says under which licence its data stand, and which terms of use are to be accepted first."""

from __future__ import annotations

from typing import Any

from ..datasets import Dataset
from ..portal import Portal
from ..rights.terms import current_terms
from .site import JSON, link

HTML = "text/html"

_LICENCES = {
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
"""SPDX identifier -> the text of the licence; a dataset may also name a web address."""


def asks_first(portal: Portal, dataset: Dataset) -> dict[str, bool]:
    """Whether the terms of a dataset demand that a program asks before it writes rows into a file."""
    held = current_terms(portal, dataset.name)
    return {"asks_before_export": held is not None and held.asks_before_export}


def terms_links(portal: Portal, dataset: Dataset, address: str) -> list[dict[str, Any]]:
    """Links of a collection's description: `terms-of-service` where its dataset has terms, `license` where it is known.

    address  of the collection
    """
    held, licence = current_terms(portal, dataset.name), _LICENCES.get(dataset.licence, dataset.licence)
    links = []
    if held is not None:
        links.append(link(f"{address}/terms", "terms-of-service", JSON, f"Terms of use, version {held.version}"))
    if licence.startswith("https://"):
        links.append(link(licence, "license", HTML, dataset.licence))
    return links
