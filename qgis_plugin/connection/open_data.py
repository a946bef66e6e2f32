"""The open street-level crimes of data.police.uk, asked as if they were a portal at which nobody signs in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timezone

from ...processing_algorithms.base.translation import tr
from ...safestats_core.client import Answer
from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress, silent
from ...safestats_core.query import Period, Query
from ...safestats_core.retrieval.catalogue import Area, DatasetInfo, Me, MonthInfo
from ...safestats_core.retrieval.coverage import Covered
from ...safestats_core.retrieval.saved_queries import SavedQuery
from ...safestats_core.retrieval.session import new_http_session
from ...safestats_core.retrieval.terms import Terms
from ...safestats_core.sources.police_uk import PoliceUk
from ...safestats_core.workspace.estimate import Estimate
from ...safestats_core.workspace.sync import SyncReport
from . import transport

_MOST_MONTHS = 24


class OpenData:
    """What the panel asks a portal's client, answered by the web service. Nothing of it is kept."""

    portal_url = "https://data.police.uk"

    def __init__(self, service: PoliceUk | None = None) -> None:
        self._service = service or PoliceUk(transport.mount(new_http_session()))

    @property
    def source(self) -> OpenData:
        """What a client has its answers from: there is nothing in between."""
        return self

    def me(self) -> Me:
        """Everybody."""
        return Me("", "", "", "data.police.uk")

    def datasets(self) -> list[DatasetInfo]:
        """The one that there is."""
        return self._service.datasets()

    def months(self, dataset: DatasetInfo) -> list[MonthInfo]:
        """Its months; how many rows they have is not told."""
        return [MonthInfo(month, 0, "") for month in Period(dataset.first_month, dataset.last_month).months()]

    def coverage(self, dataset: DatasetInfo) -> list[Covered]:
        """The service does not say which forces are missing."""
        return []

    def terms(self, dataset: DatasetInfo) -> Terms | None:
        """Its licence is open: nobody has to agree to anything."""
        return None

    def estimate(self, dataset: DatasetInfo, months: Iterable[MonthInfo], query: Query) -> Estimate | None:
        """Not known before it is asked."""
        return None

    def cached_categories(self, dataset: DatasetInfo) -> tuple[int, Counter[str] | None]:
        """Nothing is cached."""
        return 0, None

    def areas(self, area_type: str) -> list[Area]:
        """The service knows no areas by name."""
        return []

    def saved_queries(self) -> list[SavedQuery]:
        """Nobody keeps any there."""
        return []

    def load(self, query: Query, progress: Progress = silent) -> Answer:
        """The crimes in the area of `query`, without which it would take the service for an hour."""
        if query.area is None:
            raise InvalidInput(
                tr(
                    "data.police.uk is asked for one place at a time. Under Area choose what the map shows, a "
                    "polygon layer, or draw a polygon."
                )
            )
        if query.period is None or len(query.period.months()) > _MOST_MONTHS:
            raise InvalidInput(
                tr("data.police.uk is asked for at most {number} months at a time. Choose fewer.").format(
                    number=_MOST_MONTHS
                )
            )
        fetched = self._service.fetch(query, progress)
        months = len(query.period.months())
        report = SyncReport(months, months, fetched.read, 0, 0, 0)
        forever = datetime.max.replace(tzinfo=timezone.utc)
        return Answer(fetched.table, report, datetime.now(timezone.utc), forever)
