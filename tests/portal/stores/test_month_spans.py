"""Months that are asked for, or granted, are found without reading all those before them."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.portal.answering import month_spans
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)


def scope_of(dataset, *grants):
    given = [Grant("person:ada", dataset, Level.RECORD, **narrowed) for narrowed in grants or ({},)]
    return compile_scope(given, {"person:ada"}, dataset, Level.RECORD, NOW)


def asked(portal, scope, row_filter, limit=150):
    rows, after = [], None
    while True:
        page = answers.page(portal, scope, row_filter, after, limit)
        rows += page.table.to_pylist()
        after = page.next_after
        if after is None:
            return rows


def test_months_are_as_they_are_when_all_rows_are_read(portal, offences, put, scattered):
    put(portal, offences, scattered(1_500))
    put(portal, offences, scattered(300, seed=9, prefix="later"))
    everything = asked(portal, scope_of(offences), RowFilter())
    months = sorted({row["month"] for row in everything}) + ["2020-01", "2030-01"]
    random = np.random.default_rng(4)
    for _ in range(25):
        first, last, granted, until = (None if random.random() < 0.3 else str(random.choice(months)) for _ in range(4))
        scope = scope_of(offences, {"from_month": granted, "to_month": until})
        found = asked(portal, scope, RowFilter(from_month=first, to_month=last))
        ends = [(first or "0", last or "9"), (granted or "0", until or "9")]
        assert found == [row for row in everything if all(low <= row["month"] <= high for low, high in ends)]
    both = scope_of(offences, {"to_month": "2021-03"}, {"from_month": "2023-06"})
    assert asked(portal, both, RowFilter()) == [row for row in everything if not "2021-03" < row["month"] < "2023-06"]


@pytest.mark.parametrize("store", ["sqlite"])
def test_rows_of_other_months_are_passed_over(portal, offences, put, scattered):
    table = scattered(2_000)
    for year in ("2021", "2022", "2023"):
        put(portal, offences, table.filter([each.startswith(year) for each in table["month"].to_pylist()]))
    rows = len([each for each in table["month"].to_pylist() if each < "2022"])
    with portal.engine.connect() as connection:
        ends = connection.execute(month_spans._ends(offences, "2022-01", "2022-12")).one()
        assert ends[0] > rows
        assert connection.execute(month_spans._ends(offences, "2031-01", None)).one() == (None, None)
        assert connection.execute(month_spans._ends(offences, "2021-01", "2020-01")).one() == (None, None)
    assert asked(portal, scope_of(offences), RowFilter(from_month="2031-01")) == []
