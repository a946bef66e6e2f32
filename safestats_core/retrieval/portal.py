"""A portal as the signed-in person sees it: what there is, and the data itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Optional
from urllib.parse import quote, urljoin

import pyarrow as pa
import requests

from ..errors import PortalRefused
from ..query import Query
from .address import portal_address, without_query
from .arrow_stream import CONTENT_TYPE, Arrived, Arriving, CutStream, check_month, check_scope
from .bearer import Bearer, KeptSession, SessionInMemory
from .catalogue import Area, DatasetInfo, Me, MonthInfo, read_areas, read_datasets, read_me, read_months
from .changes import CHANGES_AT_ONCE, STARTS_AFRESH, Changes, read_changes
from .coverage import Covered, read_coverage
from .exports import ExportReport
from .json_answer import check_content_type, read_json
from .saved_queries import SavedQuery, read_saved_queries, read_saved_query
from .sign_in import Tokens
from .statuses import check_status
from .terms import Terms, read_terms

ATTEMPTS = 3
"""How often in a row a table is asked for whose transfer breaks off without a whole batch of it having come."""

MOST_ANSWERS = 100
"""How many answers a table may come in, however much each of them brings."""

_BEGIN_ANEW = frozenset({400, 410})
"""Statuses of an answer that was to go on: the portal does not know the cursor, or what came before has changed."""


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
        self._said_at: Optional[datetime] = None

    @property
    def said_at(self) -> Optional[datetime]:
        """The portal's own time when it answered last; None where it has not, or did not say."""
        return self._said_at

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

    def coverage(self, dataset: DatasetInfo) -> list[Covered]:
        """Which months of which supplier are there, as far as she may know it."""
        return read_json(self._get(f"{_path(dataset)}/coverage"), read_coverage)

    def incidents(
        self,
        dataset: DatasetInfo,
        month: Optional[str] = None,
        received: Callable[[int], None] = lambda rows: None,
    ) -> pa.Table:
        """All rows of `dataset`, or of one month of it, with the columns `dataset.fields`.

        received  is told again and again how many rows have come so far; what it raises ends the transfer
        """
        if month is None:
            return self._whole(dataset, "items", {}, received).table
        table = self._whole(dataset, "items", {"month": month}, received).table
        check_month(table, month, dataset)
        return table

    def changes(
        self, dataset: DatasetInfo, since: Optional[str] = None, wait: int = 0, at_once: int = CHANGES_AT_ONCE
    ) -> Optional[Changes]:
        """What is new, different or gone since a token was given; None where that token is good no longer.

        since    `following` of the changes before; None gives a token for this moment, and no rows
        wait     seconds that the portal may wait for something to tell
        at_once  rows of one answer
        """
        parameters = {"limit": str(at_once)}
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

    def saved_queries(self) -> list[SavedQuery]:
        """Her own, by name, then those that colleagues share, as far as she may see their datasets now."""
        return read_json(self._get("/queries"), read_saved_queries)

    def save_query(self, name: str, query: Query, shared: bool = False) -> SavedQuery:
        """Keeps a question at the portal, in the place of her own one of that name."""
        body = {"name": name, "query": query.as_note(), "shared": shared}
        return read_json(self._send("POST", "/queries", json=body), read_saved_query)

    def forget_query(self, number: str) -> None:
        """Forgets one of her own; AccessDenied where there is none of that id."""
        check_status(self._send("DELETE", f"/queries/{quote(number, safe='')}"))

    def report_export(self, report: ExportReport) -> None:
        """Lets the portal write down that rows went into a file."""
        check_status(self._send("POST", "/exports", json=report.as_note()))

    def areas(self, area_type: str) -> list[Area]:
        """The outlines of all areas of a type, such as "borough" or "ward"."""
        return read_json(self._get(f"/areas/{quote(area_type, safe='')}"), read_areas)

    def sign_out(self) -> None:
        """Forgets the session, and ends it at the portal."""
        self._bearer.end()

    def _whole(
        self, dataset: DatasetInfo, part: str, parameters: dict[str, str], received: Callable[[int], None]
    ) -> Arrived:
        """A table that comes in one answer; where that breaks off, the rest of it is asked for."""
        arriving, fruitless, left = Arriving(dataset, received), 0, MOST_ANSWERS
        while True:
            cursor, left = arriving.cursor, left - 1
            try:
                return self._transfer(dataset, part, parameters, arriving)
            except CutStream:
                fruitless = fruitless + 1 if arriving.cursor == cursor else 0
                if fruitless == ATTEMPTS or not left:
                    raise
            except PortalRefused as refused:
                fruitless += 1
                if cursor is None or refused.status not in _BEGIN_ANEW or fruitless == ATTEMPTS or not left:
                    raise
                arriving = Arriving(dataset, received)

    def _transfer(self, dataset: DatasetInfo, part: str, parameters: dict[str, str], arriving: Arriving) -> Arrived:
        asked = {"f": "arrow", **parameters}
        if arriving.cursor is not None:
            asked["cursor"] = arriving.cursor
        with self._get(f"{_path(dataset)}/{part}", params=asked, stream=True) as answer:
            check_status(answer)
            check_content_type(answer, CONTENT_TYPE)
            return arriving.read(answer)

    def _get(self, address: str, **options: Any) -> requests.Response:
        return self._send("GET", address, **options)

    def _send(self, method: str, address: str, **options: Any) -> requests.Response:
        """The answer to a request for a path, or for a whole address on this portal, signed with the session."""
        url = address if "://" in address else self.portal_url + address
        if not url.startswith(self.portal_url + "/"):
            raise PortalRefused(f"The portal sends on to {without_query(url)}, which is not its own address.", 200)
        used = self._bearer.tokens
        answer = self._http.request(method, url, auth=self._bearer, **options)
        self._said_at = _date(answer)
        if answer.status_code != 401:
            return answer
        answer.close()
        self._bearer.renew(used)
        return self._http.request(method, url, auth=self._bearer, **options)


def _path(dataset: DatasetInfo) -> str:
    return f"/collections/{quote(dataset.collection, safe='')}"


def _date(answer: requests.Response) -> Optional[datetime]:
    """When an answer was made, by its header Date."""
    try:
        said = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (TypeError, ValueError, IndexError):  # the last two and the first by Python's version
        return None
    return said if said.tzinfo else said.replace(tzinfo=timezone.utc)


def _page(document: Any) -> tuple[dict[str, Any], Optional[str]]:
    """A page, and where the next one is."""
    following = (link["href"] for link in document.get("links", []) if link["rel"] == "next")
    return document, next(following, None)
