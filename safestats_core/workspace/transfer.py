"""Several months at once from a portal, each kept as soon as it is whole."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import pyarrow as pa

from ..errors import Cancelled, PortalRefused
from ..progress import Progress
from ..retrieval.catalogue import DatasetInfo, MonthInfo
from ..retrieval.portal import PortalSource

AT_ONCE = 4
"""Months under way at a time, and so in memory."""

OPENED_AT_ONCE = min(AT_ONCE, os.cpu_count() or 1)
"""Months that are unsealed, read or patched at a time: more than there are processors take memory, and no less time."""

MOST_TIMES, MOST_MORE = 2, 100_000
"""A month may have grown since it was listed: so many times its rows, and so many more, are believed."""

_LOOK_SECONDS = 0.1


class _Received:
    """How many rows each month has brought so far; ends the transfers when somebody stops them."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._most = 0
        self.stopped = threading.Event()

    def of(self, month: MonthInfo) -> Callable[[int], None]:
        """What a transfer reports to."""

        def received(rows: int) -> None:
            if self.stopped.is_set():
                raise Cancelled("The transfer was stopped.")
            if rows > MOST_TIMES * month.rows + MOST_MORE:
                raise PortalRefused(
                    f"The portal has {month.rows:,} rows of {month.month}, and sent {rows:,} without an end; nothing "
                    "of them was kept. Tell the portal's manager.",
                    200,
                )
            self._rows[month.month] = rows

        return received

    @property
    def total(self) -> int:
        """Of all months together; never fewer than before, also where a month had to begin anew."""
        self._most = max(self._most, sum(list(self._rows.values())))
        return self._most


def fetch_months(
    source: PortalSource,
    dataset: DatasetInfo,
    months: Iterable[MonthInfo],
    progress: Progress,
    keep: Callable[[MonthInfo, pa.Table], None],
) -> int:
    """Fetch months and hand each to `keep`, in the caller's thread, in the order in which they are whole.

    progress  is told rows of rows; what it raises ends all transfers
    Returns the number of rows. What one transfer raises ends the others; months that were kept before stay.
    """
    waiting = list(months)
    total, rows = sum(month.rows for month in waiting), 0
    received = _Received()
    running: dict[Future[pa.Table], MonthInfo] = {}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="safestats-transfer") as threads:
        try:
            while waiting or running:
                while waiting and len(running) < AT_ONCE:
                    month = waiting.pop(0)
                    running[threads.submit(source.incidents, dataset, month.month, received.of(month))] = month
                done, _ = wait(running, _LOOK_SECONDS, FIRST_COMPLETED)
                progress(min(received.total, total), total, f"Fetching {dataset.title}")
                for future in done:
                    month, table = running.pop(future), future.result()
                    keep(month, table)
                    rows += table.num_rows
        finally:
            received.stopped.set()
    return rows
