"""A server that speaks OGC API - Features, whoever runs it: what it can do, its collections, and pages of features.

Source: OGC 17-069r4 (part 1: core), OGC 19-079r2 (part 3: filtering).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import requests
from requests.auth import AuthBase

from ..errors import InvalidInput, PortalRefused, SignInRequired
from ..retrieval.address import portal_address, without_query
from ..retrieval.catalogue import dataset_info
from ..retrieval.json_answer import read_json
from ..retrieval.session import new_http_session
from ..retrieval.statuses import readable

PAGE = 1_000
"""Features that are asked for at a time; a server may give fewer."""

MOST_EMPTY = 10
"""Empty pages in a row that are followed: some servers link to the next page for ever."""

_ACCEPT = {"Accept": "application/geo+json, application/schema+json, application/json;q=0.9"}


@dataclass(frozen=True)
class Page:
    """Some features of an answer as they came, and how many the server says that the whole answer has.

    following  where its link to the next page leads; None where it has none
    """

    content: bytes
    url: str
    matched: Optional[int]
    following: Optional[str]
    is_empty: bool


class OgcServer:
    """One server.

    address  of its landing page
    http     a session from `new_http_session`
    auth     signs requests; then the address has to be https, and no link leads to another host
    """

    def __init__(self, address: str, http: Optional[requests.Session] = None, auth: Optional[AuthBase] = None) -> None:
        self.address = portal_address(address) if auth else _open_address(address)
        self._http = http or new_http_session()
        self._auth = auth
        self._format: dict[str, str] = {}

    def conformance(self) -> frozenset[str]:
        """The last parts of the names of the classes that it keeps to, such as "cql2-text"."""
        return self._read(f"{self.address}/conformance", _classes)

    def collections(self) -> list[Mapping[str, Any]]:
        """What it says of each collection of features."""
        address = self._read(f"{self.address}/", self._data_link) or f"{self.address}/collections"
        return self._read(address, _collections)

    def queryables(self, collection: str) -> Mapping[str, Mapping[str, Any]]:
        """What filters may name: the field -> its schema. A server that has no such list has no filters.

        Fields that a list lets in by `additionalProperties` alone are not known to be there, and are left out.
        """
        answer = self._get(f"{self._collection(collection)}/queryables")
        if answer.status_code in _NO_LIST:
            return {}
        return read_json(answer, lambda document: dict(document.get("properties", {})))

    def pages(self, collection: str, parameters: Mapping[str, str]) -> Iterator[Page]:
        """The features of a collection, page after page: each page is asked for again where it breaks off.

        A page may be empty without being the last; after MOST_EMPTY of them in a row nothing more is asked for.
        """
        url = f"{self._collection(collection)}/items"
        page = self._first_page(url, parameters)
        seen, empty = {url}, 0
        while True:
            yield page
            empty = empty + 1 if page.is_empty else 0
            if page.following is None or empty > MOST_EMPTY:
                return
            url = self._followed(page.url, page.following)
            if url in seen and page.is_empty:
                return
            if url in seen:
                raise PortalRefused(f"{without_query(url)} leads back to a page already read. Tell who runs it.", 200)
            seen.add(url)
            page = _page(self._get(url))

    def _first_page(self, url: str, parameters: Mapping[str, str]) -> Page:
        answer = self._get(url, {**parameters, "limit": str(PAGE)})
        if answer.status_code == 400:  # some refuse more than their most, which is theirs to say
            answer = self._get(url, parameters)
        return _page(answer)

    def _collection(self, collection: str) -> str:
        return f"{self.address}/collections/{quote(collection, safe='')}"

    def _followed(self, url: str, link: str) -> str:
        target = urljoin(url, link)
        if self._auth is not None and urlsplit(target)[:2] != urlsplit(self.address)[:2]:
            raise PortalRefused(
                f"{without_query(url)} leads on to {without_query(target)}, another host, which must not have what "
                "you signed in with. Tell who runs it.",
                200,
            )
        return target

    def _data_link(self, document: Any) -> Optional[str]:
        suitable = _links(document, _DATA)
        return self._followed(f"{self.address}/", suitable[0]) if suitable else None

    def _read(self, url: str, read: Any) -> Any:
        return read_json(self._get(url), read)

    def _get(self, url: str, parameters: Optional[Mapping[str, str]] = None) -> requests.Response:
        answer = self._ask(url, parameters)
        if answer.ok and "html" in answer.headers.get("Content-Type", "") and not self._format:
            # Not every server looks at what is accepted: most of those know this parameter.
            self._format = {"f": "json"}
            answer = self._ask(url, parameters)
        if answer.status_code == 401:
            raise SignInRequired((_WHO if self._auth is None else _NOT_HER).format(address=self.address))
        return answer

    def _ask(self, url: str, parameters: Optional[Mapping[str, str]]) -> requests.Response:
        given = dict(parse_qsl(urlsplit(url).query))
        added = {name: value for name, value in self._format.items() if name not in given}
        return self._http.get(url, params={**(parameters or {}), **added}, headers=_ACCEPT, auth=self._auth)


_WHO = (
    "{address} asks who you are. In QGIS, give it an authentication configuration ('Load incidents from another "
    "source' takes one); the command signs in at SafeStats portals only, with `safestats login`."
)
_NOT_HER = "{address} does not accept what signs in with it. Check the user name, password, key or certificate."

_NO_LIST = (400, 404, 405, 406, 501)
"""Statuses by which servers say that they have no list of queryables."""

_DATA = ("data", "http://www.opengis.net/def/rel/ogc/1.0/data")


def _open_address(text: str) -> str:
    """An address that nothing secret is sent to: http will do."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise InvalidInput(f"'{text}' is not the address of a server. Write it in full: https://features.example.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _check_crs(answer: requests.Response) -> None:
    """Refuses coordinates of another system than longitude and latitude, which is what nobody asked for."""
    named = answer.headers.get("Content-Crs", "").strip("<> ")
    if named and "CRS84" not in named.upper():
        raise PortalRefused(
            f"{without_query(answer.url)} answers in {readable(named)} instead of CRS84, which is what a server gives "
            "that is not asked for another. Tell who runs it.",
            answer.status_code,
        )


def _classes(document: Any) -> frozenset[str]:
    return frozenset(str(name).rstrip("/").rpartition("/")[2] for name in document["conformsTo"])


def _collections(document: Any) -> list[Mapping[str, Any]]:
    """Those of features; what is looked for in them later can be found."""
    found = [dict(each) for each in document["collections"]]
    for each in found:
        temporal_extent(each)
        if "safestats" in each:
            dataset_info(each)
    return [each for each in found if each.get("itemType", "feature") == "feature" and "id" in each]


def temporal_extent(collection: Mapping[str, Any]) -> Any:
    """The intervals of time of a collection; nothing where it names none."""
    return ((collection.get("extent") or {}).get("temporal") or {}).get("interval")


def _target(link: Mapping[str, Any]) -> str:
    """Where a link leads to. Raises ValueError for what is no address."""
    if not isinstance(link["href"], str):
        raise ValueError("a link leads to no address")
    urlsplit(link["href"])
    return link["href"]


def _links(document: Any, relations: Collection[str]) -> list[str]:
    """Where its links of these relations lead to, but for those to pages for people."""
    links = [link for link in document.get("links") or () if link.get("rel") in relations]
    return [_target(link) for link in links if "json" in (link.get("type") or "json")]


def _page(answer: requests.Response) -> Page:
    _check_crs(answer)
    matched, following, is_empty = read_json(answer, _way_on)
    return Page(answer.content, answer.url, matched, following, is_empty)


def _way_on(document: Any) -> tuple[Optional[int], Optional[str], bool]:
    """The number of features in all, and where the next page is, None where it is not said; whether none is here."""
    if document["type"] != "FeatureCollection":
        raise ValueError(f"it is a {document['type']}")
    matched = document.get("numberMatched")
    following = next(iter(_links(document, ("next",))), None)
    return matched if isinstance(matched, int) else None, following, not document["features"]
