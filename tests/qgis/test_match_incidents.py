"""The records of two agencies matched as an analyst does it."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import NULL, QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt, QVariant

FIELDS = "field=ref:string&field=kind:string&field=at:datetime&field=until:datetime&field=precise:string"
WEEKS, SHARED = 40, 120
GIVEN = {
    "START": "at",
    "END": "until",
    "ID_FIELD": "ref",
    "CATEGORY": "kind",
    "PRECISION_FIELD": "precise",
    "START_2": "at",
    "ID_FIELD_2": "ref",
    "CATEGORY_2": "kind",
}


def rows_of(output) -> list:
    layer = output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)
    return list(layer.getFeatures())


def agency(name: str, rows: list[tuple]) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs=EPSG:27700&{FIELDS}", name, "memory")
    features = []
    for number, (x, y, kind, at, until, precise) in enumerate(rows):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        feature.setAttributes([f"{name[0]}{number}", kind, moment(at), moment(until), precise])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def moment(seconds: object) -> QDateTime:
    if seconds is None:
        return QDateTime()
    text = str(np.datetime64("2024-01-01T00:00:00") + np.timedelta64(int(seconds), "s"))
    return QDateTime.fromString(text, Qt.DateFormat.ISODate)


@pytest.fixture
def police() -> QgsVectorLayer:
    rng = np.random.default_rng(1)
    x, y = rng.uniform(530_000, 533_000, (2, 900))
    at = rng.integers(0, WEEKS * 604_800 - 7_200, 900)
    rows = [(x[k], y[k], "violence", at[k], at[k] if k % 3 else None, "exact") for k in range(900)]
    return agency("police", rows)


@pytest.fixture
def hospital() -> QgsVectorLayer:
    """The first 120 are the first 120 of the police, half an hour later at most and in another place within 20 m."""
    rng = np.random.default_rng(1)
    x, y = rng.uniform(530_000, 533_000, (2, 900))
    at = rng.integers(0, WEEKS * 604_800 - 7_200, 900)
    own = rng.uniform(530_000, 533_000, (2, 400))
    own_at = rng.integers(0, WEEKS * 604_800 - 7_200, 400)
    near = rng.uniform(-14, 14, (2, SHARED))
    own[:, :SHARED] = np.array([x, y])[:, :SHARED] + near
    own_at[:SHARED] = at[:SHARED] + rng.integers(0, 1_800, SHARED)
    return agency("hospital", [(*own[:, k], "assault", own_at[k], None, "cell") for k in range(400)])


def test_every_event_is_there_once_with_the_references_of_both(run, police, hospital):
    result = run("matchincidents", INPUT=police, INPUT_2=hospital, **GIVEN)
    assert (result["COUNT_1"], result["COUNT_2"], result["RECORDS"]) == (900, 400, 1_300)
    assert result["EVENTS"] == 1_300 - result["LINKED"]
    rows = rows_of(result["OUTPUT"])
    assert len(rows) == result["EVENTS"]
    both = [(row["id_1"], row["id_2"]) for row in rows if row["known_to"] == "both"]
    right = {(f"p{k}", f"h{k}") for k in range(SHARED)}
    assert len(right & set(both)) >= 0.95 * SHARED
    assert len(set(both) - right) <= 0.05 * len(both)
    first = {row["id_1"] for row in rows} - {NULL}
    second = {row["id_2"] for row in rows} - {NULL}
    assert (len(first), len(second)) == (900, 400)
    alone = next(row for row in rows if row["known_to"] == "second only")
    assert (alone["id_1"], alone["category_1"], alone["prob"]) == (NULL, NULL, NULL)
    assert result["EVENTS_LOW"] <= result["EVENTS"] <= result["EVENTS_HIGH"]


def test_links_and_counts_say_how_sure_each_is(run, police, hospital):
    result = run(
        "matchincidents",
        INPUT=police,
        INPUT_2=hospital,
        **GIVEN,
        THRESHOLD=0.8,
        LINKS="TEMPORARY_OUTPUT",
        TABLE="TEMPORARY_OUTPUT",
    )
    links = rows_of(result["LINKS"])
    assert sum(row["linked"] for row in links) == result["LINKED"]
    for row in links:
        assert row["prob"] <= 1 / (1 + 2 ** -row["weight"]) + 1e-9  # less where another pair competes
        assert row["linked"] == 0 or row["prob"] >= 0.8
        assert row.geometry().length() == pytest.approx(row["distance"], abs=1e-6)
        assert row["lev_time"].endswith("min")
    assert {row["lev_cat"] for row in links} == {"violence + assault"}
    table = {row["threshold"]: row for row in rows_of(result["TABLE"])}
    assert set(table) == {0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95}
    assert (table[0.8]["links"], table[0.8]["events"]) == (result["LINKED"], result["EVENTS"])
    assert result["EXPECTED_FALSE"] == pytest.approx(table[0.8]["exp_false"])


def test_agencies_without_an_event_in_common_are_not_linked_and_told_so(run, police, hospital, log):
    apart = agency("hospital", [(534_000 + k, 190_000, "assault", 7_200 * k, None, "cell") for k in range(200)])
    result = run("matchincidents", INPUT=police, INPUT_2=apart, **GIVEN)
    assert (result["LINKED"], result["EVENTS"]) == (0, 1_100)
    assert any("nothing shows that the agencies share any event" in line for line in log.said)


def test_where_the_clock_is_not_moved_everything_is_learnt_from_the_pairs_alone(run, police, hospital):
    result = run("matchincidents", INPUT=police, INPUT_2=hospital, **GIVEN, CHANCE=1)
    assert result["BY_CHANCE"] is None
    assert result["LINKED"] == pytest.approx(SHARED, rel=0.1)


def test_only_categories_that_can_be_one_event_are_compared(run, police, hospital):
    given = {"INPUT": police, "INPUT_2": hospital, **GIVEN}
    every = run("matchincidents", **given)
    same = run("matchincidents", **given, COMPATIBLE="violence = assault")
    assert same["PAIRS"] == every["PAIRS"]
    with pytest.raises(QgsProcessingException, match="no category 'fall'. It has: assault"):
        run("matchincidents", **given, COMPATIBLE="violence = fall")
    with pytest.raises(QgsProcessingException, match="Choose the field of both"):
        run("matchincidents", **{**given, "CATEGORY": None}, COMPATIBLE="violence = assault")


def test_what_cannot_be_compared_is_left_out_and_counted(run, police, hospital, log):
    extra = agency("more", [(530_000, 180_000, None, 500, 100, "area"), (530_000, 180_000, None, 500, 100, "12.5")])
    police.dataProvider().addFeatures(extra.getFeatures())
    hospital.dataProvider().addFeature(QgsFeature(hospital.fields()))
    run("matchincidents", INPUT=police, INPUT_2=hospital, **GIVEN)
    assert "1 records whose place is known as an area, or not at all, were left out." in log.said
    assert "2 records that end before they start were taken as moments, at their start." in log.said
    assert "300 records without an end were taken as moments, at their start." in log.said
    assert "1 features without a point were left out." in log.said


def test_a_precision_that_is_none_and_levels_that_are_none_are_refused(run, police, hospital):
    given = {"INPUT": police, "INPUT_2": hospital, **GIVEN}
    with pytest.raises(QgsProcessingException, match="'exactish' is no precision"):
        run("matchincidents", **{**given, "INPUT": agency("odd", [(0, 0, None, 0, None, "exactish")])})
    for name, value, words in (
        ("DISTANCES", "near, far", "are no levels"),
        ("MINUTES", "30, 5", "do not rise"),
        ("THRESHOLD", 0, "threshold of 0"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("matchincidents", **given, **{name: value})


def test_the_page_and_the_layers_carry_the_strictest_handling_and_the_lowest_level(run, police, hospital, tmp_path):
    police.setCustomProperty("safestats/handling", "OFFICIAL")
    police.setCustomProperty("safestats/level", "record")
    police.setCustomProperty("safestats/attribution", "Data of the police")
    hospital.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    hospital.setCustomProperty("safestats/level", "point")
    hospital.setCustomProperty("safestats/attribution", "Data of the hospital")
    page = tmp_path / "page.html"
    result = run("matchincidents", INPUT=police, INPUT_2=hospital, **GIVEN, LINKS="TEMPORARY_OUTPUT", HTML=str(page))
    for name in ("OUTPUT", "LINKS"):
        layer = result[name]
        assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"
        assert layer.customProperty("safestats/level") == "point"
        assert layer.customProperty("safestats/attribution") == "Data of the police; Data of the hospital"
        assert "'hospital'" in layer.metadata().abstract()
    text = page.read_text(encoding="utf-8")
    assert "Handling: OFFICIAL-SENSITIVE." in text
    assert "Data of the police; Data of the hospital" in text
    assert "up to 25 m" in text


def test_the_legend_is_in_words(run, police, hospital):
    layer = run("matchincidents", INPUT=police, INPUT_2=hospital, **GIVEN)["OUTPUT"]
    labels = {category.value(): category.label() for category in layer.renderer().categories()}
    assert labels["both"] == "Known to both"
    types = {field.name(): field.type() for field in layer.fields()}
    assert (types["start"], types["prob"], types["id_1"]) == (QVariant.DateTime, QVariant.Double, QVariant.String)
