"""Bringing the answer to a query, in a task: rows, or counts by ward, or first the terms of use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...processing_algorithms.base.translation import day_and_time, numeral, tr
from ...safestats_core.access import Level
from ...safestats_core.client import Answer, Client
from ...safestats_core.counts import incidents_by_ward
from ...safestats_core.errors import InvalidInput, PortalRefused, TermsNotAccepted
from ...safestats_core.progress import Progress
from ...safestats_core.query import Query
from ...safestats_core.retrieval.catalogue import DatasetInfo
from ...safestats_core.retrieval.terms import Terms
from ..layers.extract import Extract, counts_extract, incidents_extract
from .open_data import OpenData


@dataclass(frozen=True)
class Asked:
    """What somebody wants on her map: `make_query` is called in the task, since an area can take time to put together.

    as_counts  whether the rows are counted by ward here, and only the counts shown
    """

    dataset: DatasetInfo
    make_query: Callable[[], Query]
    as_counts: bool = False


@dataclass(frozen=True)
class Loaded:
    """What a load brought; `remark` says how old it is where the portal could not be reached, else it is empty."""

    extract: Extract
    remark: str = ""


@dataclass(frozen=True)
class TermsFirst:
    """Terms of use stand before the rows; `asked` goes on where they are accepted."""

    terms: Terms
    asked: Asked


def load(client: Client | OpenData, asked: Asked, progress: Progress) -> Loaded | TermsFirst:
    """The answer, or the terms that have to be accepted before there is one."""
    query = asked.make_query()
    try:
        answer = client.load(query, progress)
    except TermsNotAccepted:
        terms = client.source.terms(asked.dataset)
        if terms is None:  # they have just been lifted
            return load(client, asked, progress)
        return TermsFirst(terms, asked)
    extract = _extract(client, asked, query, answer, progress)
    told = replace(extract, portal=client.source.portal_url, as_of=answer.as_of, until=answer.until)
    return Loaded(told, _age(answer))


def accept_and_load(client: Client, first: TermsFirst, progress: Progress) -> Loaded | TermsFirst:
    """Accept the terms that were read, and load; where other terms hold by now, those have to be read."""
    try:
        client.source.accept_terms(first.asked.dataset, first.terms.version)
    except PortalRefused:
        terms = client.source.terms(first.asked.dataset)
        if terms is None or terms.version == first.terms.version:
            raise
        return TermsFirst(terms, first.asked)
    return load(client, first.asked, progress)


def _extract(client: Client | OpenData, asked: Asked, query: Query, answer: Answer, progress: Progress) -> Extract:
    dataset = asked.dataset
    if dataset.level == Level.COUNTS:
        return counts_extract(answer.table, client.areas("ward"), dataset, query)
    if not asked.as_counts:
        return incidents_extract(answer.table, dataset, query, progress)
    if "ward" not in answer.table.column_names:
        raise InvalidInput(
            tr("{title} does not show you the ward of an incident. Load it onto the map instead.").format(
                title=dataset.title
            )
        )
    counts = incidents_by_ward(answer.table)
    counted = counts_extract(counts, client.areas("ward"), replace(dataset, level=Level.COUNTS), query)
    words = tr("Counted here, from the {rows} incidents that you may see.").format(rows=numeral(answer.table.num_rows))
    return replace(counted, summary=f"{words} {counted.summary}")


def _age(answer: Answer) -> str:
    if answer.synced is not None:
        return ""
    words = tr(
        "The portal cannot be reached: these rows come from this computer. They are as they were on {as_of}, and you "
        "may use them until {until}."
    )
    as_of, until = (day_and_time(moment) for moment in (answer.as_of, answer.until))
    return words.format(as_of=as_of, until=until)
