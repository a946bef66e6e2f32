"""The attacker asks: does an answer take longer where something is there that I may not see?

Two questions are put in turns, many times, and the medians compared. What can be told apart on a network is far more
than what this allows: a fifth of the time of an answer that takes some milliseconds.
"""

from __future__ import annotations

import gc
import statistics
import time

import pytest
from sqlalchemy import event

from safestats_core.portal.datasets import declare_dataset

from .conftest import profile_of

ROUNDS = 60
ALLOWED = 1.25


def medians(desk, person, *paths):
    took = {path: [] for path in paths}
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for path in paths:
                begun = time.perf_counter()
                desk.ask(person, path)
                took[path].append(time.perf_counter() - begun)
    finally:
        gc.enable()
    return [statistics.median(took[path][5:]) for path in paths]


def is_alike(measure):
    # A busy machine may tell two equal things apart once; what is really different is so every time.
    ratios = []
    for _ in range(4):
        first, second = measure()
        ratios.append(max(first, second) / min(first, second))
        if ratios[-1] < ALLOWED:
            return True
    raise AssertionError(f"told apart by time: {ratios}")


@pytest.mark.parametrize(
    ("person", "there", "nowhere"),
    [
        ("nina", "/collections/secret/items", "/collections/nought/items"),
        ("zoe", "/collections/offences.points", "/collections/nothings.points"),
        ("roy", "/collections/offences/items/MARKER-00001%2F02022024", "/collections/offences/items/nought"),
        ("rita", "/collections/offences/items?area=W2", "/collections/offences/items?area=W9"),
    ],
)
def test_what_is_hidden_takes_as_long_as_what_is_not_there(desk, person, there, nowhere):
    assert is_alike(lambda: medians(desk, person, there, nowhere))


@pytest.mark.parametrize("store", ["sqlite"])
def test_the_list_of_collections_takes_as_many_steps_however_many_there_are(fresh):
    portal, desk = fresh
    before = steps(portal, lambda: desk.ask("zoe", "/collections"))
    for number in range(20):
        declare_dataset(portal, profile_of(f"further-{number}"))
    assert steps(portal, lambda: desk.ask("zoe", "/collections")) == before


def test_a_hidden_collection_takes_the_same_steps_as_one_that_never_was(desk, world):
    for door in ("", "/items", "/items?f=csv", "/months", "/coverage", "/changes", "/queryables", "/terms"):
        there, nowhere = (
            steps(world, lambda path=f"/collections/{name}{door}": desk.ask("nina", path))
            for name in ("secret", "nought")
        )
        assert there == nowhere


def steps(portal, asking):
    """The statements that the database was given meanwhile."""
    given = []

    def note(_connection, _cursor, statement, *_more):
        given.append(statement)

    event.listen(portal.engine, "before_cursor_execute", note)
    try:
        asking()
    finally:
        event.remove(portal.engine, "before_cursor_execute", note)
    return given
