"""Following changes: whatever happened to a row, and however it was told, it ends up as it is now."""

from __future__ import annotations

from datetime import datetime, timezone

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.cache.parquet import from_parquet, to_parquet
from safestats_core.retrieval.changes import Changes
from safestats_core.workspace.delta import followed, patched

MOMENT = datetime(2024, 1, 5, tzinfo=timezone.utc)
MONTHS = ("2024-01", "2024-02")
SCHEMA = LEVEL_SCHEMAS[Level.POINT]


def rows(state):
    """A table of `state`: id -> (month, what is said of it)."""
    same = {"start": MOMENT, "end": MOMENT, "time_precision": "day", "location_precision": "none"}
    return pa.Table.from_pylist(
        [
            {"incident_id": key, "month": month, "category": "drugs", "ward": said, **same}
            for key, (month, said) in sorted(state.items())
        ],
        SCHEMA,
    )


def content(table):
    return {row["incident_id"]: (row["month"], row["ward"]) for row in table.to_pylist()}


class Portal:
    """A log of what was published, told as a portal tells it: rows as they are now, in parts of a few."""

    def __init__(self, at_once):
        self.at_once = at_once
        self.log = []
        self.state = {}

    def do(self, key, value):
        self.log.append(key)
        if value is None:
            self.state.pop(key, None)
        else:
            self.state[key] = value

    def ask(self, token):
        first = int(token)
        told = self.log[first : first + self.at_once]
        end = first + len(told)
        again = set(self.log[end:])  # a row that changes later is told with that change
        here = {key: self.state[key] for key in told if key in self.state and key not in again}
        gone = tuple(key for key in dict.fromkeys(told) if key not in self.state)
        return Changes(rows(here), gone, str(end), end < len(self.log))


EVENTS = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.none() | st.tuples(st.sampled_from(MONTHS), st.sampled_from(["W1", "W2", "W3"]))
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=200)
@given(EVENTS, EVENTS, st.integers(1, 7))
def test_a_month_with_the_changes_taken_in_is_the_month_as_it_is_now(before, after, at_once):
    portal = Portal(at_once)
    for event in before:
        portal.do(*event)
    cached = {month: rows({k: v for k, v in portal.state.items() if v[0] == month}) for month in MONTHS}
    token = str(len(portal.log))
    for event in after:
        portal.do(*event)
    delta = followed(portal.ask, token, Level.POINT, most_rows=1_000)
    for month in MONTHS:
        now = patched(cached[month], month, delta, Level.POINT)
        assert content(now) == {k: v for k, v in portal.state.items() if v[0] == month}
        assert now.num_rows == len(content(now))
        assert content(patched(now, month, delta, Level.POINT)) == content(now)
        coded = from_parquet(to_parquet(cached[month]), as_dictionaries=True)
        assert from_parquet(to_parquet(patched(coded, month, delta, Level.POINT))).equals(now)
    assert delta.token == str(len(portal.log))


def test_more_than_is_worth_following_is_not_followed_to_its_end():
    portal = Portal(at_once=10)
    for number in range(100):
        portal.do(f"id{number}", ("2024-01", "W1"))
    asked = []
    assert followed(lambda token: asked.append(token) or portal.ask(token), "0", Level.POINT, most_rows=25) is None
    assert len(asked) == 3
    assert followed(portal.ask, "0", Level.POINT, most_rows=100).rows == 100


def test_a_token_that_is_good_no_longer_is_told_as_such():
    assert followed(lambda token: None, "0", Level.POINT, most_rows=10) is None
