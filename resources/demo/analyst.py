"""The analyst's part: sign in, see what there is, bring it into the encrypted cache."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from credentials import Credentials
from safestats.safestats_core.access import Level
from safestats.safestats_core.client import Client, sign_in_client
from safestats.safestats_core.query import Query
from safestats.safestats_core.retrieval.catalogue import DatasetInfo
from safestats.safestats_core.retrieval.session import new_http_session
from sign_in_form import FormBrowser
from steps import Steps


class Analyst:
    """One person at the portal."""

    def __init__(self, portal_url: str, credentials: Credentials) -> None:
        self._portal_url, self._credentials = portal_url, credentials
        self._http = new_http_session()
        self.client: Client | None = None

    def close(self) -> None:
        """Let go of the connections to the portal."""
        self._http.close()

    def choose(self, steps: Steps) -> DatasetInfo:
        """Sign in, look at the datasets, and take the one with the most detail and the most incidents."""
        with steps.step("Sign in (authorization code, PKCE)") as step:
            browser = FormBrowser(self._credentials.username, self._credentials.password)
            self.client = sign_in_client(
                self._portal_url, browser, http=self._http, passphrase=self._credentials.passphrase
            )
            me = self.client.me()
            step.result = f"{me.full_name}, {me.organisation}"
        with steps.step("See what she may use") as step:
            datasets = self.client.datasets()
            step.result = f"{len(datasets)} datasets"
        print(_as_table(datasets))
        return max(datasets, key=lambda info: (info.level == Level.RECORD, _detail(info), info.rows))

    def sync(self, dataset: DatasetInfo, steps: Steps) -> pa.Table:
        """Bring the whole of `dataset` into the cache, then ask again to see that nothing is sent twice."""
        query = Query(dataset.dataset, dataset.level)
        with steps.step("Sync to the encrypted cache") as step:
            report = self.client.sync(query, step.progress)
            step.result = f"{report.months_fetched} months, {report.rows_fetched:,} incidents, {_megabytes(self)} MB"
        with steps.step("Sync again") as step:
            report = self.client.sync(query, step.progress)
            step.result = f"{report.months_checked} months unchanged, {report.rows_fetched} incidents sent"
        return self.client.incidents(query)


def _detail(info: DatasetInfo) -> bool:
    """Whether it is more than what is published anyway."""
    return info.handling != "OFFICIAL"


def _megabytes(analyst: Analyst) -> str:
    from safestats.safestats_core.known_portals import only_portal

    folder: Path = only_portal().cache_folder
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.1f}"


def _as_table(datasets: list[DatasetInfo]) -> str:
    rows = [
        (info.dataset, str(info.level), f"{info.first_month} to {info.last_month}", f"{info.rows:,}", info.handling)
        for info in datasets
    ]
    head = ("dataset", "level", "period", "rows", "handling")
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return "\n".join("      " + "  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths)) for row in (head, *rows))
