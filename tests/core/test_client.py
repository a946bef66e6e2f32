"""A client against a portal that is a plain object, and a real sealed cache."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest
import shapely

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.witness import MemoryWitness
from safestats_core.client import Client
from safestats_core.errors import (
    AccessDenied,
    CacheDamaged,
    Cancelled,
    InvalidInput,
    LeaseExpired,
    PortalUnreachable,
)
from safestats_core.query import Period, Query
from safestats_core.retrieval.catalogue import Area, DatasetInfo, Me, MonthInfo
from safestats_core.retrieval.changes import Changes
from safestats_core.workspace.sync import SyncReport

FIRES = DatasetInfo(
    collection="fires.points",
    dataset="fires",
    level=Level.POINT,
    title="Fires",
    agency="fire",
    theme="Fire",
    description="",
    attribution="",
    licence="",
    handling="OFFICIAL",
    time_zone="Europe/London",
    crs="EPSG:27700",
    fields=tuple(LEVEL_SCHEMAS[Level.POINT].names),
    scope_hash="a1",
    lease_hours=24.0,
    updated=None,
    first_month="2024-01",
    last_month="2024-03",
    rows=6,
)
QUERY = Query("fires", Level.POINT)


def month_of_fires(month, rows=2, version="v1"):
    schema = LEVEL_SCHEMAS[Level.POINT]
    moment = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=timezone.utc)
    row = {
        "category": "deliberate-fire",
        "start": moment,
        "end": moment,
        "time_precision": "day",
        "month": month,
        "longitude": 0.5,
        "latitude": 51.5,
        "location_precision": "snapped",
        "borough": "B1",
        "ward": "W1",
    }
    return pa.Table.from_pylist([{"incident_id": f"{month}-{n}-{version}", **row} for n in range(rows)], schema)


class Portal:
    """What a portal holds and for whom; `asked` is what a client transferred, `log` what it tells as changes."""

    def __init__(self):
        self.listed = [FIRES]
        self.tables = {month: ("v1", month_of_fires(month)) for month in ("2024-01", "2024-02", "2024-03")}
        self.is_up = True
        self.asked = []
        self.log = []
        self.forgets = False
        self.said_at = None

    def change(self, month, rows, version):
        """All rows of a month go, and others come."""
        table = month_of_fires(month, rows, version)
        before = self.tables.get(month, ("", table.slice(0, 0)))[1]
        self.tables[month] = (version, table)
        self.log.append((table, tuple(before["incident_id"].to_pylist())))

    def changes(self, dataset, since=None):
        self._answer()
        if since is not None and self.forgets:
            return None
        told = self.log[len(self.log) if since is None else int(since) :]
        empty = LEVEL_SCHEMAS[Level.POINT].empty_table()
        upserts = pa.concat_tables([empty, *(table for table, _ in told)]).select(list(dataset.fields))
        return Changes(upserts, tuple(gone for _, each in told for gone in each), str(len(self.log)), False)

    def me(self):
        self._answer()
        return Me("ada", "Ada", "Council", "Demo")

    def datasets(self):
        self._answer()
        return list(self.listed)

    def months(self, dataset):
        self._answer()
        return [MonthInfo(month, table.num_rows, version) for month, (version, table) in self.tables.items()]

    def incidents(self, dataset, month, received):
        self._answer()
        self.asked.append(month)
        table = self.tables[month][1]
        received(table.num_rows)
        return table.select(list(dataset.fields))

    def areas(self, area_type):
        self._answer()
        return [Area("W1", "North", "B1", shapely.box(0, 51, 1, 52))]

    def _answer(self):
        if not self.is_up:
            raise PortalUnreachable("no network")


class Clock:
    def __init__(self):
        self.time = datetime(2024, 6, 1, 12, tzinfo=timezone.utc)

    def __call__(self):
        return self.time

    def advance(self, hours):
        self.time += timedelta(hours=hours)


@pytest.fixture
def portal():
    return Portal()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["folder", "memory"])
def client(request, portal, clock, tmp_path):
    kept = {"folder": "keyring", "memory": "memory"}[request.param]
    key = CacheKey(new_key(), kept, MemoryWitness())
    return Client(portal, Cache.open(tmp_path / "cache", key, "https://portal.example", "ada", now=clock))


def ids(table):
    return sorted(table["incident_id"].to_pylist())


def test_a_sync_brings_every_month_once(client, portal):
    first = client.sync(QUERY)
    second = client.sync(QUERY)

    assert first == SyncReport(3, months_fetched=3, rows_fetched=6, months_changed=0, rows_changed=0, months_removed=0)
    assert second == SyncReport(3, months_fetched=0, rows_fetched=0, months_changed=0, rows_changed=0, months_removed=0)
    assert sorted(portal.asked) == ["2024-01", "2024-02", "2024-03"]
    assert client.incidents(QUERY).num_rows == 6


def test_only_the_period_is_transferred(client, portal):
    period = dataclasses.replace(QUERY, period=Period("2024-02", "2024-02"))

    client.sync(period)

    assert portal.asked == ["2024-02"]
    assert set(client.incidents(period)["month"].to_pylist()) == {"2024-02"}


def test_of_a_month_that_changed_only_the_changes_are_transferred(client, portal):
    client.sync(QUERY)
    portal.change("2024-02", rows=5, version="v2")

    report = client.sync(QUERY)

    assert report == SyncReport(3, months_fetched=0, rows_fetched=0, months_changed=1, rows_changed=7, months_removed=0)
    assert len(portal.asked) == 3
    assert client.incidents(QUERY).num_rows == 9
    assert client.sync(QUERY).months_changed == 0


def test_a_month_that_changed_outside_the_period_takes_its_changes_in_too(client, portal):
    client.sync(QUERY)
    portal.change("2024-03", rows=1, version="v2")

    report = client.sync(dataclasses.replace(QUERY, period=Period("2024-01", "2024-01")))

    assert (report.months_changed, report.months_removed) == (1, 0)
    assert client.incidents(QUERY).num_rows == 5


def test_a_portal_that_forgot_where_we_were_gives_the_month_whole(client, portal):
    client.sync(QUERY)
    portal.change("2024-02", rows=5, version="v2")
    portal.forgets = True

    report = client.sync(QUERY)

    assert (report.months_fetched, report.rows_fetched, report.months_changed) == (1, 5, 0)
    assert portal.asked[3:] == ["2024-02"]
    assert client.incidents(QUERY).num_rows == 9


def test_a_month_outside_the_period_that_cannot_take_its_changes_in_is_not_shown_any_more(client, portal):
    client.sync(QUERY)
    portal.change("2024-03", rows=1, version="v2")
    portal.forgets = True

    report = client.sync(dataclasses.replace(QUERY, period=Period("2024-01", "2024-01")))

    assert report.months_removed == 1
    with pytest.raises(InvalidInput, match="Fires is not cached for 2024-03. Sync"):
        client.incidents(QUERY)


def test_changes_that_do_not_come_to_the_number_of_rows_that_the_portal_has_are_not_believed(client, portal):
    client.sync(QUERY)
    portal.change("2024-02", rows=5, version="v2")
    portal.log = [(table.slice(1), gone) for table, gone in portal.log]  # one row is never told

    report = client.sync(QUERY)

    assert (report.months_fetched, report.months_changed) == (1, 0)
    assert client.incidents(QUERY).num_rows == 9


def test_what_is_published_between_two_questions_of_a_sync_is_not_lost(client, portal):
    """The months are listed, then something is published, then the changes are told: the next sync has it all."""
    client.sync(QUERY)
    portal.change("2024-01", rows=3, version="v2")
    listed = portal.months(FIRES)
    portal.change("2024-02", rows=7, version="v2")
    months, portal.months = portal.months, lambda dataset: listed

    client.sync(QUERY)
    portal.months = months
    client.sync(QUERY)

    assert ids(client.incidents(QUERY)) == sorted(
        key for _, table in portal.tables.values() for key in table["incident_id"].to_pylist()
    )


def test_counts_have_no_changes_and_come_by_the_month(client, portal):
    portal.listed = [dataclasses.replace(FIRES, level=Level.COUNTS, fields=tuple(LEVEL_SCHEMAS[Level.COUNTS].names))]
    row = {"count_id": "1", "month": "2024-01", "category": "deliberate-fire", "count": None}
    table = pa.Table.from_pylist([row], LEVEL_SCHEMAS[Level.COUNTS])
    portal.tables = {"2024-01": ("v1", table)}
    portal.changes = lambda *_: pytest.fail("counts have no changes")
    counts = Query("fires", Level.COUNTS)

    assert client.sync(counts).months_fetched == 1
    portal.tables = {"2024-01": ("v2", table)}
    assert client.sync(counts).months_fetched == 1
    assert client.incidents(counts)["count"].to_pylist() == [None]


def test_a_month_that_is_gone_at_the_portal_is_gone_here(client, portal):
    client.sync(QUERY)
    del portal.tables["2024-02"]

    report = client.sync(QUERY)

    assert report.months_removed == 1
    assert set(client.incidents(QUERY)["month"].to_pylist()) == {"2024-01", "2024-03"}


def test_what_one_may_not_see_any_more_is_removed_even_if_the_transfer_fails(client, portal):
    client.sync(QUERY)
    portal.listed = [dataclasses.replace(FIRES, scope_hash="b2")]
    portal.months = lambda dataset: pytest.fail("cut off here")

    with pytest.raises(pytest.fail.Exception):
        client.sync(QUERY)

    assert client.cache.partitions() == {}
    with pytest.raises(InvalidInput, match="Sync it first|Sync these months first"):
        client.incidents(QUERY)


def test_a_dataset_that_is_withdrawn_is_removed_at_the_next_contact_of_any_kind(client, portal):
    client.sync(QUERY)
    portal.listed = []

    assert client.datasets() == []
    assert client.cache.partitions() == {}
    with pytest.raises(AccessDenied, match="You may not see fires at the level 'point'. You may see: nothing yet"):
        client.incidents(QUERY)


def test_a_changed_right_brings_everything_anew(client, portal):
    client.sync(QUERY)
    fewer = tuple(name for name in FIRES.fields if name != "category")
    portal.listed = [dataclasses.replace(FIRES, scope_hash="b2", fields=fewer)]

    assert client.sync(QUERY).months_fetched == 3
    assert "category" not in client.incidents(QUERY).column_names


def test_a_transfer_that_fails_half_way_leaves_what_was_there(client, portal):
    client.sync(QUERY)
    before = ids(client.incidents(QUERY))
    portal.change("2024-01", rows=4, version="v2")
    portal.change("2024-02", rows=4, version="v2")
    portal.forgets = True

    def fail(done, total, what):
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        client.sync(QUERY, fail)

    assert ids(client.incidents(QUERY)) == before
    assert client.sync(QUERY).months_fetched == 2


def test_progress_counts_rows_up_to_their_true_number(client):
    steps = []

    client.sync(QUERY, lambda done, total, what: steps.append((done, total, what)))

    assert steps[-1] == (6, 6, "Fetching Fires")
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)
    assert {total for _, total, _ in steps} == {6}


def test_reading_needs_no_network(client, portal):
    client.sync(QUERY)
    portal.is_up = False

    assert client.incidents(QUERY).num_rows == 6
    assert client.catalogue().is_offline
    assert client.datasets() == [FIRES]


def test_loading_falls_back_to_the_cache_and_says_so(client, portal):
    assert client.load(QUERY).synced.months_fetched == 3
    portal.is_up = False

    answer = client.load(QUERY)

    assert answer.synced is None
    assert answer.table.num_rows == 6


def test_what_is_neither_cached_nor_to_be_reached_says_both(client, portal):
    client.sync(dataclasses.replace(QUERY, period=Period("2024-01", "2024-01")))
    portal.is_up = False

    with pytest.raises(PortalUnreachable, match="no network Fires is not cached for 2024-02, 2024-03"):
        client.load(QUERY)


def test_a_sync_says_when_the_portal_cannot_be_reached(client, portal):
    portal.is_up = False

    with pytest.raises(PortalUnreachable):
        client.sync(QUERY)
    with pytest.raises(PortalUnreachable):
        client.datasets()


def test_the_lease_ends_what_may_be_seen_offline(client, portal, clock):
    client.sync(QUERY)
    portal.is_up = False
    clock.advance(hours=25)

    with pytest.raises(LeaseExpired):
        client.incidents(QUERY)
    with pytest.raises(LeaseExpired, match="longer ago"):
        client.datasets()


def test_a_sync_that_transfers_nothing_still_renews_the_lease(client, clock):
    client.sync(QUERY)
    clock.advance(hours=20)
    assert client.sync(QUERY).rows_fetched == 0
    clock.advance(hours=20)

    assert client.incidents(QUERY).num_rows == 6


def test_what_was_never_synced_is_an_error_and_not_empty(client):
    with pytest.raises(InvalidInput, match="Nothing of fires is cached. Sync it first"):
        client.incidents(QUERY)
    client.datasets()
    with pytest.raises(InvalidInput, match="Nothing of Fires is cached. Sync it first"):
        client.incidents(QUERY)


def test_a_period_without_data_is_an_error_that_says_what_there_is(client):
    client.sync(QUERY)

    with pytest.raises(InvalidInput, match="has nothing from 2030-01 to 2030-02: it runs from 2024-01 to 2024-03"):
        client.incidents(dataclasses.replace(QUERY, period=Period("2030-01", "2030-02")))


def test_a_dataset_that_is_empty_so_far_answers_with_no_rows(client, portal):
    portal.tables = {}

    client.sync(QUERY)

    assert client.incidents(QUERY).schema == LEVEL_SCHEMAS[Level.POINT]
    assert client.incidents(QUERY).num_rows == 0


@pytest.mark.parametrize(
    ("narrowed", "hidden", "words"),
    [
        ({"categories": ("violence",)}, {"category"}, "by category"),
        ({"area": shapely.box(0, 51, 1, 52)}, {"latitude"}, "by a drawn area"),
        ({"area_codes": ("W1",)}, {"borough", "ward"}, "by area codes"),
    ],
)
def test_a_question_about_a_hidden_field_is_refused_and_not_answered_with_nothing(
    client, portal, narrowed, hidden, words
):
    portal.listed = [dataclasses.replace(FIRES, fields=tuple(name for name in FIRES.fields if name not in hidden))]
    query = dataclasses.replace(QUERY, **narrowed)

    with pytest.raises(InvalidInput, match=f"cannot be narrowed {words}"):
        client.sync(query)
    assert portal.asked == []
    client.sync(QUERY)
    with pytest.raises(InvalidInput, match=f"cannot be narrowed {words}"):
        client.incidents(query)


def test_the_query_narrows_what_is_read(client):
    client.sync(QUERY)

    assert client.incidents(dataclasses.replace(QUERY, area=shapely.box(0, 51, 1, 52))).num_rows == 6
    assert client.incidents(dataclasses.replace(QUERY, area=shapely.box(2, 51, 3, 52))).num_rows == 0
    assert client.incidents(dataclasses.replace(QUERY, area_codes=("W1",))).num_rows == 6
    assert client.incidents(dataclasses.replace(QUERY, categories=("violence",))).num_rows == 0


def test_who_is_signed_in_and_the_areas_are_known_offline(client, portal):
    me, areas = client.me(), client.areas("ward")
    portal.is_up = False

    assert client.me() == me
    assert client.areas("ward") == areas
    with pytest.raises(PortalUnreachable):
        client.areas("borough")


def test_a_damaged_month_is_an_error_once_and_fetched_again_by_the_next_sync(client):
    client.sync(QUERY)
    victim = next(kept.file.name for kept in client.cache.partitions().values())
    client.cache.vault.files.write(victim, b"x")

    with pytest.raises(CacheDamaged):
        client.incidents(QUERY)

    assert client.sync(QUERY).months_fetched == 1
    assert client.incidents(QUERY).num_rows == 6
