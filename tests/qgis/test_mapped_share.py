"""How much can be mapped, as an analyst asks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import NULL, QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QVariant

from safestats_core.hotspots.uncertainty.mapped_share import unmapped_shares

CODES = ("A", "B", "C", "D", None)


def records(kind: str = "Point?crs=EPSG:27700&") -> QgsVectorLayer:
    """2,000 records of five areas, one of them not named; in B three of ten have no place, elsewhere one of ten."""
    separator = "" if kind.endswith("&") else "?"
    fields = "field=precision:string&field=code:string&field=day:date"
    layer = QgsVectorLayer(f"{kind}{separator}{fields}", "records", "memory")
    rng, features = np.random.default_rng(2), []
    for number in range(2_000):
        code = CODES[number % 5]
        feature = QgsFeature(layer.fields())
        missing = rng.random() < (0.3 if code == "B" else 0.1)
        if not missing and "Point" in kind:
            feature.setGeometry(QgsGeometry.fromWkt(f"Point({528_600 + number} 178_600)".replace("_", "")))
        day = QDate(2024, 1 + number % 3, 1) if number % 100 else QVariant()
        feature.setAttributes([("none" if number % 2 else "area") if missing else "exact", code, day])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def by(layer: QgsVectorLayer, kind: str) -> dict:
    return {row["name"]: row for row in layer.getFeatures() if row["by"] == kind}


@pytest.fixture
def given(areas) -> dict:
    return {"AREA_FIELD": "code", "AREAS": areas, "AREA_CODE": "code", "TIME_FIELD": "day"}


def test_shares_are_those_of_counting_by_hand_and_of_the_core(run, given):
    layer = records()
    result = run("mappedshare", INPUT=layer, PRECISION_FIELD="precision", MAP="TEMPORARY_OUTPUT", **given)
    rows = [(row["code"], row["precision"]) for row in layer.getFeatures()]
    missing = sum(precision != "exact" for _, precision in rows)
    assert (result["COUNT"], result["UNMAPPED"], result["WITHOUT_AREA"]) == (2_000, missing, 400)
    assert result["SHARE"] == pytest.approx(missing / 2_000)
    assert result["SHARE_LOW"] < result["SHARE"] < result["SHARE_HIGH"]
    assert result["WITHOUT_DATE"] == 20
    table = by(result["OUTPUT"], "area")
    known = [(code, precision) for code, precision in rows if code != NULL]
    expected = unmapped_shares(
        np.array(["ABCD".index(code) for code, _ in known]),
        np.array([precision != "exact" for _, precision in known]),
        4,
        least_difference=0.01,
    )
    for number, code in enumerate("ABCD"):
        assert (table[code]["records"], table[code]["unmapped"]) == (400, expected.unmapped[number])
        assert table[code]["p_adj"] == pytest.approx(expected.p_adjusted[number])
        assert (table[code]["low"], table[code]["high"]) == pytest.approx((expected.low[number], expected.high[number]))
    assert table["B"]["class"] == "more unmapped"
    assert {row["code"]: row["class"] for row in result["MAP"].getFeatures()} == {c: table[c]["class"] for c in "ABCD"}
    assert result["MAP"].renderer().classAttribute() == "class"
    precisions = by(result["OUTPUT"], "precision")
    assert sum(row["records"] for row in precisions.values()) == 2_000
    assert precisions["none"]["share"] == 1
    assert precisions["exact"]["unmapped"] == 0
    assert sorted(by(result["OUTPUT"], "month")) == ["2024-01", "2024-02", "2024-03"]


def test_without_a_precision_a_record_without_a_geometry_is_unmapped(run, given):
    by_word = run("mappedshare", INPUT=records(), PRECISION_FIELD="precision", **given)
    by_geometry = run("mappedshare", INPUT=records(), **given)
    assert by_geometry["UNMAPPED"] == by_word["UNMAPPED"]
    fewer = run("mappedshare", INPUT=records(), PRECISION_FIELD="precision", UNMAPPED_WORDS="none", **given)
    assert 0 < fewer["UNMAPPED"] < by_word["UNMAPPED"]


def test_a_table_will_do_and_the_page_says_what_stands_in_it(run, given, tmp_path: Path, log):
    path = tmp_path / "page.html"
    result = run("mappedshare", INPUT=records("NoGeometry"), PRECISION_FIELD="precision", HTML=str(path), **given)
    text = path.read_text(encoding="utf-8")
    assert f"{result['UNMAPPED']:,} of 2,000 records cannot be mapped" in text
    assert "more unmapped" in text
    assert "400 records whose area is not known count in no area." in log.said
    assert "20 records without a date count in no month." in log.said


def test_points_are_put_into_the_polygon_that_holds_them(run, areas, log):
    given = {"INPUT": records(), "PRECISION_FIELD": "precision", "AREAS": areas, "AREA_CODE": "code"}
    result = run("mappedshare", **given)
    assert sum(row["records"] for row in by(result["OUTPUT"], "area").values()) == 2_000 - result["WITHOUT_AREA"]
    assert result["WITHOUT_AREA"] == result["UNMAPPED"]
    caution = f"Caution: only 0 of {result['UNMAPPED']:,} records that cannot be mapped say their area"
    assert any(line.startswith(caution) for line in log.said)


def test_what_cannot_work_is_refused_with_a_sentence(run, areas):
    for wrong, words in (
        ({"INPUT": records("NoGeometry")}, "needs a field of the precision"),
        ({"INPUT": records(), "AREA_FIELD": "code", "AREAS": areas}, "Which field of the polygons"),
        ({"INPUT": records(), "MAP": "TEMPORARY_OUTPUT"}, "no areas were given"),
        ({"INPUT": records(), "TIME_FIELD": "code"}, "is not a date field|date"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("mappedshare", **wrong)
