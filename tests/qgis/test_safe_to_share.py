"""Whether a result may leave the building, as whoever has to answer for it asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsLayerNotesUtils,
    QgsProcessingException,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from safestats_core.client import open_cache
from safestats_core.known_portals import remember_portal
from safestats_core.workspace.shared_results import shared_before

FIELDS = (
    "field=code:string&field=borough:string&field=month:string&field=count:integer&field=people:integer&field=z:double"
)


def wards(*rows: tuple, name: str = "wards") -> QgsVectorLayer:
    """Squares of 1 km side by side: code, borough, month, count, people, and a number that gives the count away."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:27700&{FIELDS}", name, "memory")
    codes = list(dict.fromkeys(row[0] for row in rows))
    for row in rows:
        west = 520_000 + 1_000 * codes.index(row[0])
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, 180_000, west + 1_000, 181_000)))
        code, borough, count, *month = row
        feature.setAttributes([code, borough, month[0] if month else NULL, count, 2_000, float(count or 0) / 7])
        assert layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def city() -> QgsVectorLayer:
    return wards(
        ("A", "north", 3), ("B", "north", 60), ("C", "north", 20),
        ("D", "south", 90), ("E", "south", 0), ("F", "south", 40),
    )  # fmt: skip


def column(layer: QgsVectorLayer, name: str) -> list:
    return [None if row[name] == NULL else row[name] for row in layer.getFeatures()]


@pytest.fixture(autouse=True)
def _nobody_signed_in(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.delenv("SAFESTATS_PASSPHRASE", raising=False)


@pytest.fixture
def signed_in(monkeypatch) -> Callable:
    """Somebody with a sealed cache on this computer; gives what is remembered there."""
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", "a passphrase for the test")
    portal = remember_portal("https://portal.example", "ada")
    open_cache(portal, "a passphrase for the test")
    return lambda dataset: shared_before(open_cache(portal, "a passphrase for the test"), dataset)


def share(run, layer: QgsVectorLayer, profile: str = "suppress5", **more: object) -> dict:
    profiles = ["grant", "nhs_round5", "suppress5", "threshold10", "none"]
    return run("safetoshare", INPUT=layer, PROFILE=profiles.index(profile), **more)


def test_small_counts_and_what_would_give_them_away_are_withheld(run, tmp_path):
    page = tmp_path / "page.html"
    result = share(run, city(), AREA_FIELD="code", GROUP="borough", TABLE="TEMPORARY_OUTPUT", HTML=str(page))
    layer, table = result["OUTPUT"], result["TABLE"]
    assert column(layer, "count") == [None, 60, None, 90, 0, 40]
    assert column(layer, "reason") == ["withheld", "as it is", "withheld", "as it is", "as it is", "as it is"]
    assert column(layer, "safe") == [1] * 6
    assert (result["COUNT"], result["SHOWN"], result["WITHHELD"], result["NOT_SAFE"]) == (6, 4, 2, 0)
    assert list(zip(column(table, "name"), column(table, "change"))) == [("A", "small"), ("C", "protects others")]
    assert (result["SAFE"], result["PROFILE_USED"]) == ("yes", "suppress5")
    text = page.read_text(encoding="utf-8")
    assert "Yes: this result may be shared" in text
    assert "<td>south</td><td>130</td>" in text
    assert "protects others" not in text


def test_only_what_was_named_goes_along(run):
    layer = share(run, city(), AREA_FIELD="code", GROUP="borough")["OUTPUT"]
    assert layer.fields().names() == ["code", "borough", "count", "safe", "reason"]
    kept = share(run, city(), AREA_FIELD="code", KEEP=["people"])["OUTPUT"]
    assert kept.fields().names() == ["code", "people", "count", "safe", "reason"]
    assert layer.getFeature(1).geometry().area() == pytest.approx(1e6)
    with pytest.raises(QgsProcessingException, match="is the count itself"):
        share(run, city(), KEEP=["count"])


def test_the_flag_and_the_sentence_stand_on_the_layer_and_beside_its_file(run, tmp_path):
    source = city()
    source.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    source.setCustomProperty("safestats/level", "counts")
    path = str(tmp_path / "shared.gpkg")
    result = share(run, source, OUTPUT=path)
    layer = QgsVectorLayer(path, "opened later", "ogr")
    assert layer.customProperty("safestats/safe") == "yes"
    assert layer.customProperty("safestats/safe_sentence") == result["SENTENCE"]
    assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"
    layer.loadDefaultMetadata()
    assert result["SENTENCE"] in layer.metadata().abstract()
    memory = share(run, source)["OUTPUT"]
    assert result["SENTENCE"] in QgsLayerNotesUtils.layerNotes(memory)
    again = run("toprows", INPUT=memory, ORDER_BY="count")["OUTPUT"]
    assert again.customProperty("safestats/safe") is None, "what is made from it has to be looked at anew"
    assert again.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"


def test_the_table_of_reasons_is_not_safe_itself(run):
    table = share(run, city(), TABLE="TEMPORARY_OUTPUT")["TABLE"]
    assert table.customProperty("safestats/safe") == "no"


def test_the_profile_is_that_of_the_marking_or_else_rounding(run):
    layer = city()
    result = run("safetoshare", INPUT=layer)
    assert result["PROFILE_USED"] == "nhs_round5"
    assert column(result["OUTPUT"], "count") == [5, 60, 20, 90, 0, 40]
    for stated, holds in (
        ("threshold10", "threshold10"),
        ("nhs_round5; suppress5", "nhs_round5"),
        ("none", "nhs_round5"),
    ):
        layer.setCustomProperty("safestats/disclosure", stated)
        assert run("safetoshare", INPUT=layer)["PROFILE_USED"] == holds


def test_a_rate_is_that_of_the_count_shown(run, log):
    layer = share(run, city(), "nhs_round5", POPULATION="people")["OUTPUT"]
    assert column(layer, "rate") == [2.5, 30, 10, 45, 0, 20]
    assert any("2 of them rest on fewer than 20" in line for line in log.said)


def test_months_of_wards_are_protected_along_both_sums(run):
    rows = [(code, "", count, month) for code, counts in (("A", (3, 50)), ("B", (90, 80)), ("C", (20, 60)))
            for month, count in zip(("2024-01", "2024-02"), counts)]  # fmt: skip
    result = share(run, wards(*rows), AREA_FIELD="code", CATEGORY="month")
    assert column(result["OUTPUT"], "count") == [None, None, 90, 80, None, None]
    with pytest.raises(QgsProcessingException, match="stands in several rows"):
        share(run, wards(*rows), AREA_FIELD="code")


@pytest.mark.parametrize(("profile", "word"), [("nhs_round5", "no"), ("none", "yes")])
def test_points_are_records_and_safe_only_under_none(run, points, profile, word):
    result = share(run, points, profile)
    assert (result["SAFE"], result["OUTPUT"].customProperty("safestats/safe")) == (word, word)
    assert set(column(result["OUTPUT"], "safe")) == {int(word == "yes")}
    assert result["OUTPUT"].fields().names() == ["safe", "reason"]


def test_areas_without_a_count_are_not_called_safe(run, areas):
    result = run("safetoshare", INPUT=areas)
    assert result["SAFE"] == "no"
    assert "choose the field of the count" in result["SENTENCE"]


def test_a_count_that_is_null_stays_so_and_is_told(run, log):
    layer = share(run, wards(("A", "", 30), ("B", "", NULL), ("C", "", 40)))["OUTPUT"]
    assert column(layer, "count") == [30, None, 40]
    assert "1 rows without a count stay without one." in log.said


def test_clusters_of_few_are_left_out_and_no_corner_is_an_incident(run, points):
    found = run("clusters", INPUT=points, DISTANCE=60, MINIMUM=4, PERMUTATIONS=0, CLUSTERS="TEMPORARY_OUTPUT")[
        "CLUSTERS"
    ]
    members = [row["count"] for row in found.getFeatures()]
    assert min(members) < 10 < max(members)
    result = share(run, found, "threshold10", KIND=1)
    assert column(result["OUTPUT"], "count") == [count for count in members if count >= 10]
    assert result["WITHHELD"] == sum(count < 10 for count in members)
    corners = {(v.x(), v.y()) for row in result["OUTPUT"].getFeatures() for v in row.geometry().vertices()}
    incidents = {(place.x(), place.y()) for place in (row.geometry().asPoint() for row in points.getFeatures())}
    outlines = {(v.x(), v.y()) for row in found.getFeatures() for v in row.geometry().vertices()}
    assert outlines & incidents
    assert not corners & incidents
    assert share(run, found, "threshold10", KIND=1, COARSE=0)["SAFE"] == "no"


def test_a_density_is_withheld_where_too_few_incidents_carry_it(run, points, tmp_path):
    given = {"INPUT": points, "BANDWIDTH": 300, "CELL_SIZE": 100}
    density = QgsRasterLayer(run("kerneldensity", **given, OUTPUT=str(tmp_path / "density.tif"))["OUTPUT"], "density")
    path = str(tmp_path / "shared.tif")
    result = run("safetoshare", RASTER=density, INCIDENTS=points, BANDWIDTH=300, PROFILE=2, SAFE_RASTER=path)
    shared, places = QgsRasterLayer(path, "shared"), [row.geometry().asPoint() for row in points.getFeatures()]
    x, y = (np.array([getattr(place, axis)() for place in places]) for axis in ("x", "y"))
    blocks = [each.dataProvider().block(1, each.extent(), each.width(), each.height()) for each in (density, shared)]
    west, north, withheld = density.extent().xMinimum(), density.extent().yMaximum(), 0
    for row in range(0, density.height(), 3):
        for place in range(density.width()):
            cell = (west + 100 * place + 50, north - 100 * row - 50)
            near = np.count_nonzero(np.hypot(x - cell[0], y - cell[1]) <= 300)
            assert near >= 5 or blocks[1].isNoData(row, place), "not even that there is none: it would draw circles"
            withheld += blocks[1].isNoData(row, place) and near >= 5
    assert result["SHOWN"] > 0
    assert withheld < result["SHOWN"], "blocks take not much more than they have to"
    highest = shared.dataProvider().bandStatistics(1).maximumValue
    values = {
        blocks[1].value(r, c)
        for r in range(shared.height())
        for c in range(shared.width())
        if not blocks[1].isNoData(r, c)
    }
    assert len(values) <= 21
    assert highest in values
    shared.loadDefaultStyle()
    assert shared.customProperty("safestats/safe") == "yes"


def test_without_a_cache_it_is_said_that_nothing_was_compared(run, log):
    result = share(run, city(), AREA_FIELD="code")
    assert result["SAFE"] == "yes"
    told = [line for line in log.said if line.startswith("The difference check was not done")]
    assert len(told) == 1
    assert "signed in" in told[0]


def test_the_next_quarter_is_held_against_what_was_shared_before(run, signed_in, log, tmp_path):
    before = wards(("A", "", 20), ("B", "", 30), ("C", "", 40), ("D", "", 50))
    now = wards(("A", "", 22), ("B", "", 38), ("C", "", 49), ("D", "", 59))
    about = {"AREA_FIELD": "code", "DATASET": "police-recorded", "FROM_MONTH": "2024-01"}
    share(run, before, TO_MONTH="2024-02", **about, REMEMBER=False)
    assert signed_in("police-recorded") == []
    share(run, before, TO_MONTH="2024-02", **about)
    assert len(signed_in("police-recorded")) == 1
    result = share(run, now, TO_MONTH="2024-03", **about)
    assert column(result["OUTPUT"], "count") == [None, None, 49, 59]
    assert (result["SAFE"], result["BY_DIFFERENCE"]) == ("yes", 1)
    assert "Held against 1 results of 'police-recorded' that were shared before." in log.said
    assert len(signed_in("police-recorded")) == 2
    for path in (tmp_path / "home").rglob("*"):
        assert not (path.is_file() and b"police-recorded" in path.read_bytes()), path
    other = share(run, now, TO_MONTH="2024-03", **{**about, "DATASET": "ambulance"})
    assert column(other["OUTPUT"], "count") == [22, 38, 49, 59]


def test_the_place_stands_in_for_a_code(run, signed_in):
    about = {"DATASET": "calls", "FROM_MONTH": "2024-01"}
    share(run, wards(("A", "", 20), ("B", "", 30), ("C", "", 40)), TO_MONTH="2024-01", **about)
    result = share(run, wards(("x", "", 23), ("y", "", 45), ("z", "", 60)), TO_MONTH="2024-02", **about)
    assert result["BY_DIFFERENCE"] == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"INPUT": None}, "either a layer or table"),
        ({"FROM_MONTH": "2024-01"}, "both the first and the last month"),
        ({"FROM_MONTH": "2024-13", "TO_MONTH": "2024-14"}, "not a month"),
        ({"KIND": 2}, "needs the field of its values"),
        ({"COUNT_FIELD": "code"}, "not a numeric field"),
        ({"COUNT_FIELD": "z"}, "whole numbers"),
        ({"GROUP": "borough", "CATEGORY": "code", "AREA_FIELD": "code"}, "either larger areas or categories"),
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(run, given, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("safetoshare", **{"INPUT": city(), **given})
