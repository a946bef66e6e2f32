"""The space-time scan in the toolbox: what the core finds, written as circles and as the incidents within."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

QUICK = {"TIME_FIELD": "when", "CELL_SIZE": 500, "TIME_STEP": 7, "PERMUTATIONS": 19}


def layer_of(output):
    return output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)


def rows(output):
    return list(layer_of(output).getFeatures())


def core(sample, **settings):
    from safestats.safestats_core.hotspots.space_time.scan import space_time_scan

    days = sample.times.astype("datetime64[D]").astype(np.int64)
    return space_time_scan(sample.x, sample.y, days, cell_size=500, time_step=7, permutations=19, **settings)


def test_the_circles_are_the_clusters_of_the_core(run, points, sample):
    results = run("spacetimescan", INPUT=points, SEED=4, **QUICK)
    expected = core(sample, seed=4)
    found = rows(results["OUTPUT"])
    assert len(found) == len(expected.clusters) == results["CLUSTERS"] > 0
    for row, cluster in zip(found, expected.clusters):
        assert (row["llr"], row["p"], row["observed"]) == (cluster.llr, cluster.p, cluster.observed)
        assert (row["x"], row["y"], row["radius"]) == (cluster.x, cluster.y, cluster.radius)
        assert row["expected"] == pytest.approx(cluster.expected)
        assert row["ratio"] == pytest.approx(cluster.observed / cluster.expected)
        first, last = (str(np.datetime64(day, "D")) for day in (cluster.first_day, cluster.last_day))
        assert [row[name].toString("yyyy-MM-dd") for name in ("from", "to")] == [first, last]
        assert row["days"] == cluster.last_day - cluster.first_day + 1
        assert row.geometry().area() >= np.pi * cluster.radius**2
    assert results["COUNT"] == 1_500
    assert results["LOCATIONS"] == expected.locations
    assert results["LARGEST_LLR"] == expected.clusters[0].llr
    assert results["SMALLEST_P"] == expected.clusters[0].p
    kinds = {field.name(): field.type() for field in layer_of(results["OUTPUT"]).fields()}
    assert kinds["llr"] == QVariant.Double
    assert kinds["from"] in (QVariant.DateTime, QVariant.Date)


def test_the_incidents_within_say_which_cluster_they_are_in(run, points, sample):
    results = run("spacetimescan", INPUT=points, SEED=4, MEMBERS="TEMPORARY_OUTPUT", **QUICK)
    clusters = {row["cluster"]: row for row in rows(results["OUTPUT"])}
    members = rows(results["MEMBERS"])
    assert len(members) == sum(row["observed"] for row in clusters.values())
    for member in members:
        cluster = clusters[member["cluster"]]
        assert cluster["from"].date() <= member["when"].date() <= cluster["to"].date()
        assert cluster.geometry().contains(member.geometry())
        assert member["p"] == cluster["p"]
    assert members[0]["harm"] is not None


def test_the_legend_says_in_words_how_likely_chance_is(run, points):
    layer = layer_of(run("spacetimescan", INPUT=points, **QUICK)["OUTPUT"])
    categories = layer.renderer().categories()
    assert [c.value() for c in categories] == ["p <= 0.01", "p <= 0.05", "p <= 0.1", "p > 0.1"]
    assert categories[-1].label() == "Could well be chance, p > 0.1"
    assert {row["class"] for row in layer.getFeatures()} <= {c.value() for c in categories}


def test_the_study_period_leaves_out_and_counts(run, points, sample, log):
    results = run("spacetimescan", INPUT=points, START="2024-02-01", END="2024-04-30", PROSPECTIVE=True, **QUICK)
    kept = (sample.times >= np.datetime64("2024-02-01")) & (sample.times < np.datetime64("2024-05-01"))
    assert results["COUNT"] == kept.sum()
    assert any(f"{1_500 - kept.sum():,} incidents outside the study period" in line for line in log.said)
    assert {row["to"].toString("yyyy-MM-dd") for row in rows(results["OUTPUT"])} <= {"2024-04-30"}


def test_a_largest_p_that_so_few_permutations_cannot_give_shows_one_cluster_and_says_so(run, points, log):
    results = run("spacetimescan", INPUT=points, SEED=4, MAX_P=0.01, **QUICK)
    assert results["CLUSTERS"] == 1 < run("spacetimescan", INPUT=points, SEED=4, **QUICK)["CLUSTERS"]
    said = [line for line in log.said if "no p can be below" in line]
    assert len(said) == 1
    assert "With 19 permutations no p can be below 0.05, and none above 0.01 was to be shown" in said[0]


def test_months_and_centres_can_be_chosen(run, points, sample):
    given = {**QUICK, "TIME_STEP": 1, "TIME_UNIT": 1}
    results = run("spacetimescan", INPUT=points, CENTRES=points, MAX_RADIUS=1_500, **given)
    places = set(zip(sample.x.tolist(), sample.y.tolist()))
    for row in rows(results["OUTPUT"]):
        assert (row["x"], row["y"]) in places
        assert row["radius"] <= 1_500
        assert row["from"].date().day() == 1 or row["from"].toString("yyyy-MM-dd") == str(sample.times[0])[:10]


def test_incidents_without_a_date_or_a_place_are_left_out_and_counted(run, points, add, log):
    add(points, "Point(530000 180000)")
    add(points, "Point EMPTY")
    results = run("spacetimescan", INPUT=points, **QUICK)
    assert results["COUNT"] == 1_500
    assert any("1 points without a value in 'when'" in line for line in log.said)


def test_the_log_says_what_was_tried_and_what_was_found(run, points, log):
    run("spacetimescan", INPUT=points, **QUICK)
    said = " ".join(log.said)
    assert "1,500 incidents at" in said
    assert "Most likely cluster: 2024-" in said


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"TIME_STEP": 500}, "fewer than two time units"),
        ({"END": "2023-12-31"}, "at least two"),
        ({"MAX_DAYS": 1}, "No window is short enough"),
        ({"CELL_SIZE": 0.0001}, "cells"),
        ({"MAX_SHARE": 0.01}, "No circle holds"),
    ],
)
def test_what_cannot_be_scanned_is_refused_with_a_sentence(run, points, settings, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("spacetimescan", INPUT=points, **{**QUICK, **settings})


def test_it_runs_as_a_monthly_job(qgis_process, points, save, tmp_path):
    layer = save(points, "points.gpkg")
    results = qgis_process(
        "spacetimescan",
        INPUT=layer.source().split("|")[0],
        OUTPUT=str(tmp_path / "clusters.gpkg"),
        MEMBERS=str(tmp_path / "members.gpkg"),
        **QUICK,
    )
    clusters = QgsVectorLayer(str(tmp_path / "clusters.gpkg"), "clusters", "ogr")
    assert clusters.isValid()
    assert clusters.featureCount() == results["CLUSTERS"]
