"""Grants of some categories: what changes outside them is not heard of, and what leaves them is gone."""

from __future__ import annotations

from datetime import datetime, timezone

import pyarrow as pa

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import changes as told
from safestats_core.portal.answering import store
from safestats_core.portal.answering.row_filter import RowFilter

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)


def incidents(**categories):
    rows = [
        {
            "incident_id": name,
            "supplier": "Test Police",
            "category": category,
            "start": NOW,
            "end": NOW,
            "time_precision": "exact",
            "month": "2024-06",
            "location_precision": "none",
        }
        for name, category in categories.items()
    ]
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


def scope_of(dataset, **narrowed):
    grant = Grant("person:ada", dataset, Level.RECORD, categories=frozenset({"burglary"}), **narrowed)
    return compile_scope([grant], frozenset({"person:ada"}), dataset, Level.RECORD, NOW)


def ids(table):
    return table["incident_id"].to_pylist()


def test_a_row_that_becomes_another_category_is_told_to_be_gone_and_comes_back(portal, offences, put):
    scope = scope_of(offences)
    put(portal, offences, incidents(a="burglary", b="burglary", c="robbery"))
    since = told.latest(portal)
    put(portal, offences, incidents(a="robbery"))
    found = told.changes(portal, scope, since, 100)
    assert (ids(found.upserts), found.removed) == ([], ("a",))

    put(portal, offences, incidents(a="burglary"))
    found = told.changes(portal, scope, found.last, 100)
    assert (ids(found.upserts), found.removed) == (["a"], ())


def test_nothing_of_another_category_is_told_counted_or_found(portal, offences, put):
    scope = scope_of(offences)
    put(portal, offences, incidents(a="burglary", c="robbery"))
    since, version = told.latest(portal), store.months(portal, scope)
    put(portal, offences, incidents(c="drugs", d="robbery"))
    assert told.changes(portal, scope, since, 100).is_empty
    assert store.months(portal, scope) == version
    assert [month.rows for month in version] == [1]
    assert not store.incident(portal, scope, "c").num_rows
    assert ids(store.page(portal, scope, RowFilter(categories=("robbery", "burglary")), None, 10).table) == ["a"]


def test_the_category_decides_though_its_field_is_hidden(portal, offences, put):
    scope = scope_of(offences, fields=frozenset({"start"}))
    put(portal, offences, incidents(a="burglary", c="robbery"))
    shown = store.page(portal, scope, RowFilter(), None, 10).table
    assert shown.num_rows == 1
    assert "category" not in shown.column_names
