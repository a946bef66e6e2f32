"""Which collection a request is about, for the person who asks, at this moment."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Optional

from starlette.requests import Request

from ...access import Level
from ...errors import AccessDenied, TermsNotAccepted
from ..collection import Collection, named
from ..datasets import get_dataset
from ..people import granted_datasets, person_scope
from ..person import Person
from ..portal import Portal
from ..rights.terms import missing_terms
from .bearer import who_asks
from .site import base_url, site_of


def asked_collection(request: Request) -> Collection:
    """The collection that a request wants data of, for the person who asks.

    Raises AccessDenied, with the same words, where there is none and where she may not see it; TermsNotAccepted
    where she has yet to accept the terms of its dataset.
    """
    found = described_collection(request)
    terms = missing_terms(site_of(request).portal, found.person, found.dataset.name)
    if terms is not None:
        raise TermsNotAccepted(
            f"{found.dataset.title} has terms of use, version {terms.version}, that you have not accepted yet. "
            f"Read them at {base_url(request)}/collections/{found.id}/terms, and accept them there.",
            found.id,
        )
    return found


def described_collection(request: Request) -> Collection:
    """The same where only its description is wanted, which terms of use do not stand before: nothing of its rows.

    Raises AccessDenied as above.
    """
    person = who_asks(request)
    found = collection_of(site_of(request).portal, person, request.path_params["collection"])
    if found is None:
        raise AccessDenied("There is no such collection among those that you may see. GET /collections lists them.")
    return found


def collection_of(portal: Portal, person: Person, collection_id: str) -> Optional[Collection]:
    """The collection of that name, for a person; None where there is none, or none for her."""
    return _collection(portal, person, *named(collection_id))


def visible_collections(request: Request) -> list[Collection]:
    """Every collection of the person who asks, by dataset, the finest level first."""
    person, portal = who_asks(request), site_of(request).portal
    # Not every dataset of the portal is looked at: how long that takes would tell how many there are.
    found = (_collection(portal, person, name, level) for name in granted_datasets(portal, person) for level in Level)
    return [each for each in found if each is not None]


def _collection(portal: Portal, person: Person, name: str, level: Level) -> Optional[Collection]:
    # The grants are read anew at every request: one that was withdrawn no longer counts.
    scope = person_scope(portal, person, name, level, datetime.now(timezone.utc))
    return None if scope.is_empty else Collection(get_dataset(portal, name), scope, person)
