from __future__ import annotations

import sys

import numpy as np
import pytest
from qgis.core import NULL, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsProcessingException, QgsVectorLayer
from safestats.safestats_core.hotspots.clusters.dbscan import dbscan
from safestats.safestats_core.hotspots.clusters.hierarchical import hierarchical
from safestats.safestats_core.hotspots.clusters.space_time_dbscan import space_time_dbscan

BOTH = {"OUTPUT": "TEMPORARY_OUTPUT", "CLUSTERS": "TEMPORARY_OUTPUT"}
DBSCAN, ST_DBSCAN, HDBSCAN, HIERARCHICAL = range(4)


def column(layer, name) -> list:
    return [row[name] for row in layer.getFeatures()]


def test_points_carry_the_clusters_of_the_core(run, points, sample):
    result = run("clusters", INPUT=points, DISTANCE=120, MINIMUM=12, PERMUTATIONS=9, **BOTH)
    expected = dbscan(sample.x, sample.y, 120, 12)
    assert column(result["OUTPUT"], "cluster") == expected.labels.tolist()
    assert column(result["OUTPUT"], "harm") == sample.weights.tolist()
    assert [row.geometry().asPoint().x() for row in result["OUTPUT"].getFeatures()] == sample.x.tolist()
    assert result["CLUSTER_COUNT"] == expected.clusters > 3
    assert result["COUNT"] == 1500
    assert result["CLUSTERED"] == np.count_nonzero(expected.labels)
    assert result["LARGEST"] == np.count_nonzero(expected.labels == 1)


def test_polygons_hold_their_points_and_say_what_is_in_them(run, points):
    result = run("clusters", INPUT=points, DISTANCE=120, MINIMUM=12, TIME_FIELD="when", **BOTH)
    rows = list(result["OUTPUT"].getFeatures())
    clusters = list(result["CLUSTERS"].getFeatures())
    assert len(clusters) == result["CLUSTER_COUNT"]
    for cluster in clusters:
        mine = [row for row in rows if row["cluster"] == cluster["cluster"]]
        around = cluster.geometry().buffer(0.01, 4)
        assert all(around.contains(row.geometry()) for row in mine)
        assert cluster["count"] == len(mine)
        assert cluster["share"] == pytest.approx(len(mine) / 1500)
        assert cluster["area_km2"] == pytest.approx(cluster.geometry().area() / 1e6)
        assert cluster["density"] == pytest.approx(len(mine) / cluster.geometry().area() * 1e6)
        assert cluster["first"] == min(row["when"] for row in mine)
        assert cluster["last"] == max(row["when"] for row in mine)
        assert 0 < cluster["p"] <= 1
    assert result["SIGNIFICANT"] == sum(cluster["p"] <= 0.05 for cluster in clusters)


def test_space_and_time_together_make_other_clusters(run, points, sample):
    chosen = {"METHOD": ST_DBSCAN, "DISTANCE": 300, "TIME": 10, "MINIMUM": 8, "TIME_FIELD": "when"}
    result = run("clusters", INPUT=points, PERMUTATIONS=9, **chosen, **BOTH)
    times = sample.times.astype("datetime64[s]")
    assert (
        column(result["OUTPUT"], "cluster") == space_time_dbscan(sample.x, sample.y, times, 300, 10, 8).labels.tolist()
    )


def test_hierarchical_clusters_have_levels_and_parents(run, points, sample):
    chosen = {"METHOD": HIERARCHICAL, "MINIMUM": 5, "MINIMUM_CLUSTERS": 4, "PROBABILITY": 0.5}
    result = run("clusters", INPUT=points, PERMUTATIONS=9, **chosen, **BOTH)
    area = np.ptp(sample.x) * np.ptp(sample.y)
    expected = hierarchical(sample.x, sample.y, 5, area=area, probability=0.5, minimum_clusters=4)
    assert len(expected.labels) > 1
    assert column(result["OUTPUT"], "cluster") == expected.labels[0].tolist()
    assert column(result["OUTPUT"], "cluster_2") == expected.labels[1].tolist()
    assert result["DISTANCE_USED"] == expected.distance[0]
    parents = {row["cluster"]: row["parent"] for row in result["CLUSTERS"].getFeatures() if row["level"] == 1}
    pairs = set(zip(expected.labels[0].tolist(), expected.labels[1].tolist())) - {(0, 0)}
    assert parents == dict(pairs)
    assert {row["p"] for row in result["CLUSTERS"].getFeatures() if row["level"] == 2} == {NULL}


def test_hdbscan_needs_no_distance(run, points):
    pytest.importorskip("sklearn")
    result = run("clusters", INPUT=points, METHOD=HDBSCAN, DISTANCE=5, MINIMUM=25, PERMUTATIONS=0, **BOTH)
    assert result["CLUSTER_COUNT"] > 1
    assert result["DISTANCE_USED"] == 0


def test_hdbscan_without_scikit_learn_is_refused_with_the_command(run, points, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with pytest.raises(QgsProcessingException, match="pip install"):
        run("clusters", INPUT=points, METHOD=HDBSCAN, MINIMUM=25)


def test_an_ellipse_takes_the_place_of_the_hull(run, points):
    chosen = {"INPUT": points, "DISTANCE": 120, "MINIMUM": 12, "PERMUTATIONS": 0}
    hull, ellipse = (run("clusters", OUTLINE=kind, **chosen, **BOTH)["CLUSTERS"] for kind in (0, 1))
    assert column(hull, "count") == column(ellipse, "count")
    assert {row.geometry().constGet().exteriorRing().numPoints() for row in ellipse.getFeatures()} == {73}


def test_points_outside_the_study_area_are_left_out_and_counted(run, points, study_area, log):
    result = run("clusters", INPUT=points, DISTANCE=150, MINIMUM=12, BOUNDARY=study_area, PERMUTATIONS=9, **BOTH)
    outside = 1500 - result["COUNT"]
    assert 0 < outside < 1500
    assert f"{outside:,} points outside the study area were left out." in log.said
    assert result["OUTPUT"].featureCount() == result["COUNT"]


def test_features_without_point_or_time_are_left_out_and_counted(run, points, log):
    for wkt in ("", "Point(530000 180000)"):
        feature = QgsFeature(points.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        assert points.dataProvider().addFeature(feature)
    result = run("clusters", INPUT=points, DISTANCE=120, TIME_FIELD="when", PERMUTATIONS=0, **BOTH)
    assert result["COUNT"] == 1500
    assert "1 features without a point were left out." in log.said
    assert "1 points without a value in 'when' were left out." in log.said
    assert sum(column(result["CLUSTERS"], "count")) == result["CLUSTERED"]


def test_the_polygons_are_optional(run, points):
    result = run("clusters", INPUT=points, DISTANCE=120, PERMUTATIONS=0)
    assert result["OUTPUT"].featureCount() == 1500
    assert not result["CLUSTERS"]


def test_significance_is_always_stated(run, points, log):
    run("clusters", INPUT=points, DISTANCE=120, MINIMUM=12, PERMUTATIONS=0, **BOTH)
    assert any(said.startswith("Not tested: nothing here says") for said in log.said)
    run("clusters", INPUT=points, DISTANCE=120, MINIMUM=12, PERMUTATIONS=19, SEED=4, **BOTH)
    assert any("compared with 19 sets of random data, seed 4" in said for said in log.said)
    run("clusters", INPUT=points, DISTANCE=2000, MINIMUM=3, PERMUTATIONS=99, **BOTH)
    assert any(said.startswith("One cluster holds 100 % of all points") for said in log.said)
    assert any("ended after 10 of 99 sets" in said for said in log.said)


def test_no_cluster_is_a_result_that_says_so(run, points, log):
    result = run("clusters", INPUT=points, DISTANCE=1, MINIMUM=50, **BOTH)
    assert result["CLUSTER_COUNT"] == result["CLUSTERED"] == result["LARGEST"] == 0
    assert set(column(result["OUTPUT"], "cluster")) == {0}
    assert result["CLUSTERS"].featureCount() == 0
    assert "No cluster was found. Try a longer distance or a lower minimum." in log.said


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({}, "DBSCAN needs a distance"),
        ({"METHOD": ST_DBSCAN}, "DBSCAN needs a distance"),
        ({"METHOD": ST_DBSCAN, "DISTANCE": 100}, "Choose its field"),
        ({"METHOD": ST_DBSCAN, "DISTANCE": 100, "TIME_FIELD": "when", "TIME": 0}, "for example 14"),
        ({"METHOD": HDBSCAN, "MINIMUM": 1}, "2 points or more"),
        ({"METHOD": HIERARCHICAL, "PROBABILITY": 0}, "for example 0.1"),
        ({"METHOD": HIERARCHICAL, "DISTANCE": 50, "MINIMUM_CLUSTERS": 1}, "at least 2 clusters"),
        ({"DISTANCE": 100, "BUFFER": 0}, "for example 10"),
    ],
)
def test_what_cannot_be_clustered_is_refused_with_a_sentence(run, points, chosen, why):
    if chosen.get("METHOD") == HDBSCAN:
        pytest.importorskip("sklearn")
    with pytest.raises(QgsProcessingException, match=why):
        run("clusters", INPUT=points, **chosen)


def test_the_map_shows_size_chance_and_membership(run, points):
    result = run("clusters", INPUT=points, DISTANCE=120, MINIMUM=12, **BOTH)
    labels = [rule.label() for rule in result["CLUSTERS"].renderer().rootRule().children()]
    assert labels[:2] == ["Cluster of clusters", "Chance may explain it (p above 0.05)"]
    assert all(label.endswith(" incidents") for label in labels[2:])
    shown = 0
    for rule in result["CLUSTERS"].renderer().rootRule().children():
        request = QgsFeatureRequest().setFilterExpression(rule.filterExpression())
        shown += len(list(result["CLUSTERS"].getFeatures(request)))
    assert shown == result["CLUSTERS"].featureCount() > 0
    assert [rule.label() for rule in result["OUTPUT"].renderer().rootRule().children()] == [
        "In no cluster",
        "In a cluster",
    ]


def test_every_part_of_a_multi_point_is_a_row(run):
    layer = QgsVectorLayer("MultiPoint?crs=EPSG:27700&field=id:integer", "parts", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("MultiPoint(530000 180000, 530001 180000, 530900 180000)"))
    feature.setAttributes([7])
    assert layer.dataProvider().addFeature(feature)
    result = run("clusters", INPUT=layer, DISTANCE=5, MINIMUM=2, PERMUTATIONS=0, **BOTH)
    assert column(result["OUTPUT"], "id") == [7, 7, 7]
    assert column(result["OUTPUT"], "cluster") == [1, 1, 0]
    assert [row.geometry().asPoint().x() for row in result["OUTPUT"].getFeatures()] == [530_000, 530_001, 530_900]
