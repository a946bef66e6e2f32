"""What is asked about one dataset when somebody looks at it. It waits: call it in a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...safestats_core.client import Client
from ...safestats_core.errors import TermsNotAccepted
from ...safestats_core.retrieval.catalogue import DatasetInfo, MonthInfo
from ...safestats_core.retrieval.coverage import Covered
from ..connection.open_data import OpenData


@dataclass(frozen=True)
class AboutDataset:
    """More than the list of datasets tells of it.

    months         with their rows; None where terms of use have to be accepted before they are told
    covered        every supplier's months
    cached_months  months on this computer
    categories     rows of each category in those; None where that is not known
    """

    dataset: DatasetInfo
    months: tuple[MonthInfo, ...] | None
    covered: tuple[Covered, ...]
    cached_months: int
    categories: Mapping[str, int] | None


def ask_about(client: Client | OpenData, dataset: DatasetInfo) -> AboutDataset:
    """Ask the portal, or what it said last, and the cache."""
    cached_months, categories = client.cached_categories(dataset)
    try:
        months = tuple(client.months(dataset))
    except TermsNotAccepted:
        months = None
    return AboutDataset(dataset, months, tuple(client.coverage(dataset)), cached_months, categories)
