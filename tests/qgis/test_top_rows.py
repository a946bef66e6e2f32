"""The ten worst places as a layer with ranks and as a page."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsFeature,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)


@pytest.fixture
def wards():
    layer = QgsVectorLayer(
        "NoGeometry?field=name:string&field=count:int&field=rate:double&field=day:date", "wards", "memory"
    )
    rows = [("A", 5, 1.5), ("B", None, 9.0), ("C <D>", 12_345, 0.123456), ("E", 5, 2.0), ("F", 1, 3.2e-7)]
    for name, count, rate in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, count, rate, "2024-03-01"])
        assert layer.dataProvider().addFeature(feature)
    return layer


def ranked(output):
    layer = output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)
    return {row["name"]: row["rank"] for row in layer.getFeatures()}


def test_the_highest_come_first_and_equals_share_a_rank(run, wards, log):
    result = run("toprows", INPUT=wards, ORDER_BY="count")
    assert ranked(result["OUTPUT"]) == {"C <D>": 1, "A": 2, "E": 2, "F": 4}
    assert (result["COUNT"], result["WITHOUT_VALUE"]) == (4, 1)
    assert "1 rows without a value in 'count' were left out." in log.said


def test_the_lowest_first_and_no_more_than_asked_for(run, wards):
    result = run("toprows", INPUT=wards, ORDER_BY="rate", ORDER=1, NUMBER=2)
    assert ranked(result["OUTPUT"]) == {"F": 1, "C <D>": 2}


def test_the_page_holds_what_was_asked_for(run, wards, tmp_path):
    path = tmp_path / "top.html"
    wards.setCustomProperty("safestats/handling", "OFFICIAL")
    run(
        "toprows",
        INPUT=wards,
        ORDER_BY="count",
        NUMBER=1,
        FIELDS=["name", "count", "rate", "day"],
        HEADING="March & April",
        TEXT="First line.\n# What <next>\nSecond line.",
        HTML=str(path),
    )
    text = path.read_text(encoding="utf-8")
    assert "<h1>March &amp; April</h1><p>Handling: OFFICIAL.</p><p>First line.</p>" in text
    assert "<p>First line.</p><h2>What &lt;next&gt;</h2><p>Second line.</p>" in text
    assert "<tr><td>1</td><td>C &lt;D&gt;</td><td>12,345</td><td>0.1235</td><td>2024-03-01</td></tr>" in text


def test_the_strictest_marking_of_what_the_text_speaks_of_stands_on_the_page(run, wards, tmp_path):
    path = tmp_path / "top.html"
    other = wards.clone()
    wards.setCustomProperty("safestats/handling", "OFFICIAL")
    other.setCustomProperty("safestats/handling", "SECRET")
    run("toprows", INPUT=wards, ORDER_BY="count", TEXT_LAYER=other, HTML=str(path))
    assert "<p>Handling: SECRET.</p>" in path.read_text(encoding="utf-8")


def test_a_tiny_number_is_no_power_of_ten(run, wards, tmp_path):
    path = tmp_path / "top.html"
    run("toprows", INPUT=wards, ORDER_BY="rate", ORDER=1, NUMBER=1, FIELDS=["rate"], HTML=str(path))
    assert "<td>under 0.0001</td>" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"ORDER_BY": "name"}, "not a numeric field"), ({"ORDER_BY": "count", "FIELDS": ["x"]}, "'x' is not a field")],
)
def test_what_cannot_be_ranked_is_refused(run, wards, asked, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("toprows", INPUT=wards, **asked)


def test_a_layer_without_any_number_is_refused(run, wards):
    wards.selectByExpression("name = 'B'")

    only_b = QgsProcessingFeatureSourceDefinition(wards.id(), True)
    QgsProject.instance().addMapLayer(wards, False)
    try:
        with pytest.raises(QgsProcessingException, match="No row of"):
            run("toprows", INPUT=only_b, ORDER_BY="count")
    finally:
        QgsProject.instance().takeMapLayer(wards)
