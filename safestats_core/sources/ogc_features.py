"""Incidents from any server that speaks OGC API - Features.

The features of a SafeStats portal are incidents already. Those of another server are read by a profile, like a file of
the same columns that a supplier sends.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Optional

import pyarrow as pa
import pyarrow.compute as pc
import requests
from requests.auth import AuthBase

from ..access import LEVEL_SCHEMAS, Level
from ..errors import InvalidInput, UnreadableSupply
from ..formats.categories import translated
from ..formats.harmonise import harmonise
from ..formats.identity import with_identities
from ..formats.profile import Profile
from ..formats.recognise import recognised
from ..formats.records import Answer, answers_table, read_answer
from ..progress import Progress, silent
from ..query import Query
from ..retrieval.catalogue import DatasetInfo, dataset_info
from .ogc_question import Abilities, question
from .ogc_server import OgcServer, Page, temporal_extent
from .source import Fetched, Taken, described, found


class OgcFeatures:
    """Collections of features as datasets of incidents.

    address  of the server's landing page
    profile  how its features are read; None: as incidents of a SafeStats portal, or by the built-in profile that fits
    http     a session from `new_http_session`
    auth     signs requests, where the server wants that
    """

    def __init__(
        self,
        address: str,
        profile: Optional[Profile] = None,
        http: Optional[requests.Session] = None,
        auth: Optional[AuthBase] = None,
    ) -> None:
        self._server = OgcServer(address, http, auth)
        self._profile = profile

    def datasets(self) -> list[DatasetInfo]:
        """Every collection of features."""
        return [self._described(each) for each in self._server.collections()]

    def fetch(self, query: Query, progress: Progress = silent) -> Fetched:
        """The incidents that answer `query`, whose dataset is the name of a collection, or of a portal's dataset.

        Raises InvalidInput for a collection that is not there, and at the counts level; UnreadableSupply where the
        features fit no profile.
        """
        collections = self._server.collections()
        infos = [self._described(each) for each in collections]
        dataset = found(infos, query, self._server.address)
        if dataset.level == Level.COUNTS:
            raise InvalidInput("Counts are read through the portal itself. Sign in to it, or ask for another level.")
        collection = collections[infos.index(dataset)]
        asked = question(query, self._abilities(collection), self._means(query))
        taken = Taken(query)
        pages = self._server.pages(str(collection["id"]), asked.parameters)
        self._take_in(_answers(pages, dataset, taken.notes, progress), taken)
        return taken.fetched(dataset, asked.rough, asked.exact)

    def _described(self, collection: Mapping[str, Any]) -> DatasetInfo:
        if "safestats" in collection:
            return dataset_info(collection)
        identifier, title = str(collection["id"]), str(collection.get("title") or collection["id"])
        words = str(collection.get("description") or "")
        if self._profile is None:
            return replace(_UNKNOWN, collection=identifier, dataset=identifier, title=title, description=words)
        return replace(described(self._profile), collection=identifier, dataset=identifier, title=title)

    def _abilities(self, collection: Mapping[str, Any]) -> Abilities:
        is_ours = "safestats" in collection
        return Abilities(
            classes=self._server.conformance(),
            fields=self._server.queryables(str(collection["id"])),
            has_time=bool(temporal_extent(collection)),
            category="category" if is_ours else self._category_field(),
            area_fields=Abilities.area_fields if is_ours else (),
        )

    def _category_field(self) -> Optional[str]:
        column = None if self._profile is None else self._profile.category.column
        return column.names[0] if column is not None and len(column.names) == 1 and not column.strip else None

    def _means(self, query: Query) -> Callable[[str], bool]:
        if self._profile is None:
            return lambda word: word in query.categories
        rule = self._profile.category

        def means(word: str) -> bool:
            (category,) = translated(pa.array([word]), rule.crosswalk).to_pylist()
            return (category or rule.value) in query.categories

        return means

    def _take_in(self, answers: Iterator[Answer], taken: Taken) -> None:
        """The incidents of all answers, read the way that fits the first of them."""
        first = next(answers, None)
        if first is None:
            return
        everything = chain([first], answers)
        if _INCIDENT <= set(first.columns):
            for answer in everything:
                taken.add(_incidents(answer, taken.query.level), len(answer.records))
            return
        profile = recognised(first.columns, first.kind, self._profile)
        tables = (answers_table([answer], profile.source.rename) for answer in everything)
        for table in tables if profile.key else with_identities(tables, profile):
            harmonised = harmonise(table, profile, first.name)
            taken.add(harmonised.incidents, harmonised.read, harmonised.refusals, harmonised.notes)


_INCIDENT = frozenset({"incident_id", "month"})
"""What every incident of a portal shows, and features of other servers do not have together."""

_UNKNOWN = DatasetInfo(
    collection="",
    dataset="",
    title="",
    agency="",
    theme="",
    description="",
    attribution="",
    licence="",
    handling="",
    time_zone="Europe/London",
    crs="EPSG:27700",
    level=Level.RECORD,
    fields=tuple(LEVEL_SCHEMAS[Level.RECORD].names),
    scope_hash="",
    lease_hours=float("inf"),
    updated=None,
    first_month=None,
    last_month=None,
    rows=0,
    partial_months=(),
    missing_months=(),
    has_terms=False,
)


def _answers(pages: Iterable[Page], dataset: DatasetInfo, notes: Counter[str], progress: Progress) -> Iterator[Answer]:
    """What came, page by page; a page without features is none. Where less came than was said, that is noted."""
    read = matched = 0
    for page in pages:
        answer = read_answer(io.BytesIO(page.content), page.url.partition("?")[0])
        read += len(answer.records)
        matched = matched if page.matched is None else page.matched
        progress(read, page.matched or 0, f"Fetching {dataset.title}")
        if answer.records:
            yield answer
    if read < matched:
        notes["counted by the server but not sent"] = matched - read


def _incidents(answer: Answer, level: Level) -> pa.Table:
    """Features of a portal as the incidents that they are; a field that the person does not see is null."""
    records = [record or {} for record in answer.records]
    return pa.table(
        {
            each.name: _field(answer.name, each, [record.get(each.name) for record in records])
            for each in LEVEL_SCHEMAS[level]
        }
    )


def _field(source: str, field: pa.Field, values: list[Optional[str]]) -> pa.Array:
    """One field of all incidents. Raises UnreadableSupply for what is none of its values."""
    try:
        return _typed(values, field.type)
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        odd = next(value for value in values if not _is_readable(value, field.type))
        raise UnreadableSupply(
            f"{source}: The {field.name} '{odd}' of an incident cannot be read. Tell who runs the server, or say by a "
            "profile how its columns are read."
        ) from error


def _typed(values: list[Optional[str]], kind: pa.DataType) -> pa.Array:
    text = pa.array(values, pa.string())
    if pa.types.is_timestamp(kind):
        for other, plain in _MOMENTS:
            text = pc.replace_substring_regex(text, other, plain)
    return pc.cast(text, kind)


def _is_readable(value: Optional[str], kind: pa.DataType) -> bool:
    try:
        return len(_typed([value], kind)) == 1
    except (pa.ArrowInvalid, UnicodeEncodeError):
        return False


_MOMENTS = (
    (r"^(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3"),
    (r"^(.{10})t", r"\1T"),
    (r"(:\d\d)[.,]\d+", r"\1"),
    (r" ?z$", "Z"),
    (r" ([Z+-][\d:]*)$", r"\1"),
)
"""How servers write moments otherwise than a portal does, and how a portal writes that part: in whole seconds."""
