"""A portal as the signed-in person sees it: what there is, and the data itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Optional
from urllib.parse import quote, urljoin

import pyarrow as pa
import requests

from ..errors import PortalRefused
from .address import portal_address, without_query
from .arrow_stream import CONTENT_TYPE, Arrived, CutStream, check_scope, read_stream
from .bearer import Bearer, KeptSession, SessionInMemory
from .catalogue import Area, DatasetInfo, Me, MonthInfo, read_areas, read_datasets, read_me, read_months
from .changes import CHANGES_AT_ONCE, STARTS_AFRESH, Changes, read_changes
from .json_answer import check_content_type, read_json
from .sign_in import Tokens
from .statuses import check_status
from .terms import Terms, read_terms

ATTEMPTS = 3
"""How often a table is asked for whose transfer breaks off."""


class PortalSource:
    """Reads from one portal in the name of one person. Any thread may call it.

    Every method raises PortalUnreachable without a network or portal, SignInRequired when the session has
    ended, AccessDenied for what the person may not see, and PortalRefused for an answer that is not good.
    """

    def __init__(
        self, portal_url: str, http: requests.Session, tokens: Tokens, kept: Optional[KeptSession] = None
    ) -> None:
        self.portal_url = portal_address(portal_url)
        self._http = http
        self._bearer = Bearer(tokens, http, kept or SessionInMemory(tokens))

    def me(self) -> Me:
        """The person who is signed in."""
        return read_json(self._get("/me"), read_me)

    def datasets(self) -> list[DatasetInfo]:
        """Every dataset and level that she may see."""
        return read_json(self._get("/collections"), read_datasets)

    def months(self, dataset: DatasetInfo) -> list[MonthInfo]:
        """The months in which she may see something; PortalRefused when her rights have changed meanwhile."""
        answer = self._get(f"{_path(dataset)}/months")
        scope_hash, months = read_json(answer, read_months)
        check_scope(scope_hash, dataset, answer)
        return months

    def incidents(
        self,
        dataset: DatasetInfo,
        month: Optional[str] = None,
        received: Callable[[int], None] = lambda rows: None,
    ) -> pa.Table:
        """All rows of `dataset`, or of one month of it, with the columns `dataset.fields`.

        received  is told how many rows have come so far; what it raises ends the transfer
        """
        parameters = {} if month is None else {"month": month}
        return self._whole(dataset, "items", parameters, received).table

    def changes(self, dataset: DatasetInfo, since: Optional[str] = None, wait: int = 0) -> Optional[Changes]:
        """What is new, different or gone since a token was given; None where that token is good no longer.

        since  `following` of the changes before; None gives a token for this moment, and no rows
        wait   seconds that the portal may wait for something to tell
        """
        parameters = {"limit": str(CHANGES_AT_ONCE)}
        if since is not None:
            parameters |= {"since": since, "wait": str(wait)}
        try:
            return read_changes(self._whole(dataset, "changes", parameters, lambda rows: None))
        except PortalRefused as refused:
            if refused.status == STARTS_AFRESH:
                return None
            raise

    def pages(self, dataset: DatasetInfo, **parameters: str) -> Iterator[dict[str, Any]]:
        """The same rows as GeoJSON FeatureCollections, page after page.

        parameters  of the portal's items, such as limit, bbox, datetime, month or category
        """
        address: Optional[str] = f"{_path(dataset)}/items"
        seen: set[str] = set()
        while address is not None:
            seen.add(address)
            answer = self._get(address, params=parameters)
            page, following = read_json(answer, _page)
            yield page
            address, parameters = following and urljoin(answer.url, following), {}
            if address in seen:
                raise PortalRefused(
                    f"{without_query(answer.url)} leads back to a page already read. Tell the portal's manager.",
                    answer.status_code,
                )

    def terms(self, dataset: DatasetInfo) -> Optional[Terms]:
        """The terms of use that hold for the dataset, or None where there are none."""
        answer = self._get(f"{_path(dataset)}/terms")
        return None if answer.status_code == 404 else read_json(answer, read_terms)

    def accept_terms(self, dataset: DatasetInfo, version: int) -> Terms:
        """Accepts the version of the terms that the person has read; PortalRefused where another one holds now."""
        answer = self._send("POST", f"{_path(dataset)}/terms", json={"version": version})
        return read_json(answer, read_terms)

    def areas(self, area_type: str) -> list[Area]:
        """The outlines of all areas of a type, such as "borough" or "ward"."""
        return read_json(self._get(f"/areas/{quote(area_type, safe='')}"), read_areas)

    def sign_out(self) -> None:
        """Forgets the session, and ends it at the portal."""
        self._bearer.end()

    def _whole(
        self, dataset: DatasetInfo, part: str, parameters: dict[str, str], received: Callable[[int], None]
    ) -> Arrived:
        """A table that comes in one answer, asked for again where it breaks off."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._transfer(dataset, part, parameters, received)
            except CutStream:
                continue
        return self._transfer(dataset, part, parameters, received)

    def _transfer(
        self, dataset: DatasetInfo, part: str, parameters: dict[str, str], received: Callable[[int], None]
    ) -> Arrived:
        with self._get(f"{_path(dataset)}/{part}", params={"f": "arrow", **parameters}, stream=True) as answer:
            check_status(answer)
            check_content_type(answer, CONTENT_TYPE)
            return read_stream(answer, dataset, received)

    def _get(self, address: str, **options: Any) -> requests.Response:
        return self._send("GET", address, **options)

    def _send(self, method: str, address: str, **options: Any) -> requests.Response:
        """The answer to a request for a path, or for a whole address on this portal, signed with the session."""
        url = address if "://" in address else self.portal_url + address
        if not url.startswith(self.portal_url + "/"):
            raise PortalRefused(f"The portal sends on to {without_query(url)}, which is not its own address.", 200)
        used = self._bearer.tokens
        answer = self._http.request(method, url, auth=self._bearer, **options)
        if answer.status_code != 401:
            return answer
        answer.close()
        self._bearer.renew(used)
        return self._http.request(method, url, auth=self._bearer, **options)


def _path(dataset: DatasetInfo) -> str:
    return f"/collections/{quote(dataset.collection, safe='')}"


def _page(document: Any) -> tuple[dict[str, Any], Optional[str]]:
    """A page, and where the next one is."""
    following = (link["href"] for link in document.get("links", []) if link["rel"] == "next")
    return document, next(following, None)
