"""Near repeats in the toolbox: what the core counts, written as events, bands, links and a page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt

CHAIN = (
    # x, day: the first, at the same place 3 days later, 50 m on after 5 days, far away, a week too late
    (0, "2024-03-01T10:00:00"),
    (0, "2024-03-04T10:00:00"),
    (50, "2024-03-06T23:50:00"),
    (5_000, "2024-03-04T10:00:00"),
    (60, "2024-06-01T10:00:00"),
)


@pytest.fixture
def events():
    """Make a layer in memory of (x, time); a None as x is a null geometry, as time a null."""

    def events(*given, crs="EPSG:27700", y=180_000):
        layer = QgsVectorLayer(f"Point?crs={crs}&field=name:string&field=when:datetime", "events", "memory")
        for number, (x, when) in enumerate(given):
            feature = QgsFeature(layer.fields())
            if x is not None:
                feature.setGeometry(QgsGeometry.fromWkt(f"Point({530_000 + x if crs == 'EPSG:27700' else x} {y})"))
            feature.setAttributes([f"event {number}", when and QDateTime.fromString(when, Qt.DateFormat.ISODate)])
            assert layer.dataProvider().addFeature(feature)
        return layer

    return events


def rows(output):
    layer = output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)
    return list(layer.getFeatures())


ALL = {"TABLE": "TEMPORARY_OUTPUT", "LINKS": "TEMPORARY_OUTPUT", "HTML": "TEMPORARY_OUTPUT"}


def test_the_table_is_what_the_core_gives(run, points, sample):
    from safestats.safestats_core.hotspots.space_time.near_repeat import near_repeat
    from safestats.safestats_core.hotspots.space_time.near_repeat_bands import bands

    results = run("nearrepeat", INPUT=points, TIME_FIELD="when", SEED=3, **ALL)
    space, time = bands([0, 1, 100, 200, 300, 400, np.inf]), bands([0, 7, 14, 21, 28, np.inf], what="days")
    core = near_repeat(sample.x, sample.y, sample.times, space, time, permutations=99, seed=3)
    table = rows(results["TABLE"])
    assert [row["observed"] for row in table] == core.observed.ravel().tolist()
    assert [row["p"] for row in table] == core.p.ravel().tolist()
    np.testing.assert_allclose([row["expected"] for row in table], core.expected.ravel())
    assert [row["space"] for row in table[::5]] == space.labels
    assert [row["days"] for row in table[:5]] == time.labels
    assert table[-1]["dist_to"] is None or not table[-1]["dist_to"]
    assert sum(row["observed"] for row in table) == 1_500 * 1_499 // 2
    assert results["COUNT"] == 1_500


def test_events_are_marked_and_linked(run, events):
    results = run("nearrepeat", INPUT=events(*CHAIN), TIME_FIELD="when", LINK_DISTANCE=100, LINK_DAYS=7, **ALL)
    found = rows(results["OUTPUT"])
    assert [event["role"] for event in found] == ["originator", "repeat", "near repeat", "isolated", "isolated"]
    assert [event["chain"] for event in found] == [1, 1, 1, 0, 0]
    assert [event["chain_size"] for event in found] == [3, 3, 3, 1, 1]
    assert [event["before"] for event in found] == [0, 1, 2, 0, 0]
    assert [event["after"] for event in found] == [2, 1, 0, 0, 0]
    assert [event["name"] for event in found] == [f"event {number}" for number in range(5)]
    links = rows(results["LINKS"])
    assert [(link["kind"], link["distance"], link["days"]) for link in links] == [
        ("repeat", 0, 3),
        ("near repeat", 50, 5),
        ("near repeat", 50, 2),
    ]
    assert links[1].geometry().asWkt() == "LineString (530000 180000, 530050 180000)"
    assert links[1]["second"] == QDateTime.fromString("2024-03-06T23:50:00", Qt.DateFormat.ISODate)
    assert (results["ORIGINATORS"], results["REPEATS"], results["NEAR_REPEATS"], results["ISOLATED"]) == (1, 1, 1, 2)
    assert (results["CHAINS"], results["PAIRS"]) == (1, 3)


def test_a_planted_pattern_is_found_linked_and_shown(run, events, log):
    random = np.random.default_rng(1)
    given = []
    for _ in range(150):
        x, day = random.integers(0, 40_000), np.datetime64("2024-01-01") + random.integers(0, 180)
        given += [(int(x), f"{day}T12:00:00"), (int(x) + 30, f"{day + random.integers(0, 6)}T12:00:00")]
    results = run("nearrepeat", INPUT=events(*given), TIME_FIELD="when", PERMUTATIONS=199, **ALL)
    first = next(row for row in rows(results["TABLE"]) if (row["space"], row["days"]) == ("[1, 100)", "[0, 7)"))
    assert first["observed"] >= 150
    assert first["p"] == 1 / 200
    assert first["more"] == 1
    assert results["HIGHEST_RATIO"] == pytest.approx(first["ratio"])
    assert results["NEAR_REPEATS"] >= 145
    assert any(said.startswith("Distance [1, 100), days [0, 7): ") for said in log.said)
    page = Path(results["HTML"]).read_text(encoding="utf-8")
    assert "<svg" in page
    assert "[1, 100)" in page
    assert "nan" not in page.lower()


def test_without_a_pattern_nothing_is_linked_and_that_is_said(run, events, log):
    spread = [(number * 1_000, f"2024-03-{1 + number % 28:02d}T10:00:00") for number in range(60)]
    results = run("nearrepeat", INPUT=events(*spread), TIME_FIELD="when", **ALL)
    assert (results["SIGNIFICANT_BANDS"], results["HIGHEST_RATIO"], results["PAIRS"]) == (0, None, 0)
    assert {event["role"] for event in rows(results["OUTPUT"])} == {"isolated"}
    assert any("no sign of near repeats" in said for said in log.said)
    empty = [row for row in rows(results["TABLE"]) if row["expected"] == 0]
    assert empty
    assert all(row["ratio"] is None or not row["ratio"] for row in empty)


def test_the_upper_edge_and_street_distance_can_be_chosen(run, events):
    given = events((0, "2024-03-01T10:00:00"), (100, "2024-03-08T09:00:00"), (9_000, "2024-05-01T09:00:00"))
    for closed, expected in ((0, [0, 0, 0, 1]), (1, [1, 0, 0, 0])):
        results = run(
            "nearrepeat",
            INPUT=given,
            TIME_FIELD="when",
            SPACE_BANDS="0 100 200",
            TIME_BANDS="0; 7; 14",
            CLOSED=closed,
            METRIC=1,
            **ALL,
        )
        assert [row["observed"] for row in rows(results["TABLE"])] == expected


def test_null_dates_and_geometries_are_left_out_and_counted(run, events, log):
    given = events(*CHAIN, (None, "2024-03-01T10:00:00"), (10, None), (20, None))
    results = run("nearrepeat", INPUT=given, TIME_FIELD="when", LINK_DISTANCE=100, LINK_DAYS=7)
    assert results["COUNT"] == len(rows(results["OUTPUT"])) == 5
    assert "1 features without a point were left out." in log.said
    assert "2 points without a value in 'when' were left out." in log.said
    assert not results.get("LINKS")


def test_dates_that_are_months_are_pointed_out(run, events, log):
    months = [(number * 10, f"2024-{1 + number % 6:02d}-01T00:00:00") for number in range(12)]
    run("nearrepeat", INPUT=events(*months), TIME_FIELD="when")
    assert any("these seem to be months" in said for said in log.said)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"SPACE_BANDS": "0, 100, 50"}, "do not rise"),
        ({"TIME_BANDS": "one week"}, "'one' in the days bands"),
        ({"TIME_FIELD": "gone"}, "'gone' is not a date field"),
        ({"LINK_DAYS": 7}, "at what distance"),
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(run, events, asked, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("nearrepeat", **{"INPUT": events(*CHAIN), "TIME_FIELD": "when", **asked})


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "no points to work with"),
        (CHAIN[:1], "There are 1 events"),
        ([(0, "2024-03-01T10:00:00"), (5, "2024-03-01T12:00:00")], "same day"),
        ([(0, "2024-03-01T10:00:00"), (0, "2024-03-02T12:00:00")], "same place"),
        ([(0, None), (5, None)], "no points to work with"),
    ],
)
def test_events_that_cannot_be_compared_are_refused_with_a_sentence(run, events, given, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("nearrepeat", INPUT=events(*given), TIME_FIELD="when")
