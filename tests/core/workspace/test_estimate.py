"""What is said of the rows of a question before they are fetched."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest

from safestats_core.access import COUNT_SCHEMA, LEVEL_SCHEMAS, Level
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.cache.manifest import PartitionKey
from safestats_core.query import Period, Query
from safestats_core.retrieval.catalogue import DatasetInfo, MonthInfo
from safestats_core.workspace import estimate as estimating
from safestats_core.workspace.estimate import Estimate, cached_categories, estimate

MONTHS = [MonthInfo("2024-01", 2, "v1"), MonthInfo("2024-02", 5, "v7")]
NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
LEASE = NOW + timedelta(hours=24)


def dataset(level):
    texts = dict.fromkeys("title agency theme description attribution licence handling".split(), "")
    fields, zone = tuple(LEVEL_SCHEMAS[level].names), "Europe/London"
    same = {"time_zone": zone, "crs": "EPSG:27700", "fields": fields, "scope_hash": "s1", "lease_hours": 24.0}
    months = {"first_month": "2024-01", "last_month": "2024-02", "rows": 7, "updated": None}
    return DatasetInfo(collection="fires", dataset="fires", level=level, **texts, **same, **months)


FIRES, QUERY = dataset(Level.POINT), Query("fires", Level.POINT)


@pytest.fixture
def cache():
    return Cache.open(None, open_key(None, ""), "https://portal.example", "ada", now=lambda: NOW)


def keep(cache, month, version, *categories, lease=LEASE):
    moment = datetime(2024, int(month[5:]), 3, tzinfo=timezone.utc)
    same = {"start": moment, "end": moment, "time_precision": "day", "month": month, "location_precision": "none"}
    rows = [{**same, "incident_id": f"{month}-{n}", "category": category} for n, category in enumerate(categories)]
    table = pa.Table.from_pylist(rows, LEVEL_SCHEMAS[Level.POINT])
    cache.replace({PartitionKey("fires", Level.POINT, month, "s1"): (table, version)}, lease_until=lease)
    cache.save_note("months fires", {"months": ["2024-01", "2024-02"]})


def test_whole_months_are_known_exactly_before_they_are_fetched(cache):
    assert estimate(cache, FIRES, MONTHS, QUERY) == Estimate(7, True, 2, 7)
    january = Query("fires", Level.POINT, Period("2023-05", "2024-01"))
    assert estimate(cache, FIRES, MONTHS, january) == Estimate(2, True, 1, 2)


def test_narrowed_rows_are_at_most_those_of_the_months_until_all_are_cached(cache):
    burglary = Query("fires", Level.POINT, categories=("burglary",))
    keep(cache, "2024-01", "v1 token", "burglary", "drugs")
    assert estimate(cache, FIRES, MONTHS, burglary) == Estimate(7, False, 2, 5)
    keep(cache, "2024-02", "v7", *["burglary"] * 2, *["drugs"] * 3)
    assert estimate(cache, FIRES, MONTHS, burglary) == Estimate(3, True, 2, 0)


def test_a_month_that_changed_or_whose_lease_is_over_has_to_be_fetched(cache):
    keep(cache, "2024-01", "v0", "burglary", "drugs")
    assert estimate(cache, FIRES, MONTHS, QUERY).to_fetch == 7
    keep(cache, "2024-01", "v1", "burglary", "drugs", lease=NOW - timedelta(minutes=1))
    assert estimate(cache, FIRES, MONTHS, QUERY).to_fetch == 7
    assert cached_categories(cache, FIRES) == (0, None)


def test_rows_of_each_category_are_those_on_this_computer(cache):
    keep(cache, "2024-01", "v1", "burglary", "drugs")
    keep(cache, "2024-02", "v7", "burglary")
    assert cached_categories(cache, FIRES) == (2, {"burglary": 2, "drugs": 1})


def test_what_another_program_drops_meanwhile_leaves_nothing_known_and_no_error(cache, monkeypatch):
    keep(cache, "2024-01", "v1", "burglary", "drugs")
    look = estimating.cached_partitions

    def look_and_lose(*asked):
        found = look(*asked)
        cache.replace({}, remove=found)
        return found

    monkeypatch.setattr(estimating, "cached_partitions", look_and_lose)
    assert cached_categories(cache, FIRES) == (1, None)


def test_of_counts_the_numbers_are_added_up_and_hidden_ones_are_not(cache):
    row = {"month": "2024-01", "borough": "B1", "ward": "W1"}
    numbers = [("1", "burglary", 10), ("2", "burglary", 5), ("3", "drugs", None)]
    rows = [{**row, "count_id": key, "category": category, "count": number} for key, category, number in numbers]
    counts = pa.Table.from_pylist(rows, COUNT_SCHEMA)
    cache.replace({PartitionKey("fires", Level.COUNTS, "2024-01", "s1"): (counts, "v1")}, lease_until=LEASE)
    assert cached_categories(cache, dataset(Level.COUNTS)) == (1, {"burglary": 15, "drugs": 0})
