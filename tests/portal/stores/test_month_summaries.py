"""What a collection says of itself is what its rows say, after every change, and only changed months are summed."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from sqlalchemy import event

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.portal.answering import store
from safestats_core.portal.answering.row_filter import RowFilter

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)


def scope_of(dataset, level):
    return compile_scope([Grant("person:ada", dataset, level)], {"person:ada"}, dataset, level, NOW)


def said(portal, scope):
    return vars(store.span(portal, scope)), store.extent(portal, scope)


def summed_by_hand(portal, scope):
    rows = [row for batch in store.batches(portal, scope, RowFilter()) for row in batch.to_pylist()]
    months = [row["month"] for row in rows]
    places = [(row["longitude"], row["latitude"]) for row in rows if row["longitude"] is not None]
    x, y = zip(*places)
    return {"first": min(months), "last": max(months), "rows": len(rows)}, (min(x), min(y), max(x), max(y))


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
def test_span_and_extent_are_those_of_the_rows_after_each_delivery(portal, offences, put, scattered, level):
    everything = scope_of(offences, level)
    put(portal, offences, scattered(300))
    before = said(portal, everything)
    assert before == summed_by_hand(portal, everything)
    put(portal, offences, scattered(40, 9, 1.0, 52.0, 1.2, 52.1, "later"))
    after = said(portal, everything)
    assert after == summed_by_hand(portal, everything)
    assert after[0]["rows"] == before[0]["rows"] + 40
    assert after[1] != before[1]


def test_what_has_not_changed_is_not_summed_again(portal, offences, put, scattered):
    scope = scope_of(offences, Level.RECORD)
    put(portal, offences, scattered(300))
    said(portal, scope)
    sums = []
    event.listen(portal.engine, "before_cursor_execute", lambda *heard: sums.append("sum(counts" in heard[2]))
    store.months(portal, scope)
    said(portal, scope)
    assert sums
    assert not any(sums)
    put(portal, offences, scattered(5, 4, prefix="new"))
    sums.clear()
    said(portal, scope)
    assert sum(sums) == 1
