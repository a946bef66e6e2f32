"""The models that ship: they open, they are whole, and they give what their steps give one by one."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import numpy as np
import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "models"
MODELS = sorted(FOLDER.glob("*.model3"))


@pytest.fixture
def run_model(provider, log):
    """Run a model with all its layers in memory and its pages in no file unless they are named."""
    import processing

    def run_model(name, **parameters):
        model = QgsApplication.processingRegistry().algorithmById(f"safestats:{name}")
        made = {one.name(): "TEMPORARY_OUTPUT" for one in model.parameterDefinitions() if one.isDestination()}
        return processing.run(model, {**made, **parameters}, feedback=log)

    return run_model


def rows(output, *fields):
    layer = output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)
    return [tuple(row[field] for field in fields) for row in layer.getFeatures()]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_opens_and_every_step_is_there(provider, path):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    assert model.name() == path.stem
    assert all(step.algorithm() is not None for step in model.childAlgorithms().values())
    assert model.validate()[0]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_names_no_parameter_that_its_step_does_not_have(provider, path):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    for step in model.childAlgorithms().values():
        known = {parameter.name() for parameter in step.algorithm().parameterDefinitions()}
        assert set(step.parameterSources()) <= known, step.childId()


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_what_is_left_at_its_default_reaches_every_step_of_a_model(provider, path):
    """QGIS hands a step nothing of an input that nobody filled in: steps have to take such inputs with the default."""
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    inputs = {name: model.parameterDefinition(name).defaultValue() for name in model.parameterComponents()}
    defaults = {name: value for name, value in inputs.items() if value not in (None, "")}
    for step in model.childAlgorithms().values():
        for parameter, given in step.parameterSources().items():
            taken = {one.parameterName() for one in given}
            assert not taken & set(defaults), f"{step.childId()}: {parameter}"
            for one in given:
                alone = re.sub(r"coalesce\(@\w+, ", "", one.expression())
                assert not set(re.findall(r"@(\w+)", alone)) & set(defaults), f"{step.childId()}: {parameter}"


def test_the_weekly_briefing_takes_four_weeks_where_nobody_says_how_many(run_model, points, areas):
    asked = {"points": points, "time_field": "when", "areas": areas, "area_name": "code"}
    counted = [
        run_model("weeklybriefing", **asked, **days)["CHILD_RESULTS"]["select"]
        for days in ({}, {"days": 28}, {"days": 7})
    ]
    assert counted[0]["COUNT"] == counted[1]["COUNT"] != counted[2]["COUNT"]
    assert counted[0]["PERIOD"] == counted[1]["PERIOD"]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_has_a_page_in_the_help(provider, path):
    model = QgsApplication.processingRegistry().algorithmById(f"safestats:{path.stem}")
    assert (FOLDER.parents[1] / model.helpUrl().partition("/blob/main/")[2]).is_file()
    assert model.displayName() != path.stem
    assert len(model.shortHelpString()) > 100


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT >= 32300, reason="a later QGIS writes the same model with more words")
def test_the_files_are_what_the_recipes_build(provider, monkeypatch, tmp_path):
    sys.path.insert(0, str(FOLDER))
    try:
        spec = importlib.util.spec_from_file_location("build_models", FOLDER / "build.py")
        built = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, built)
        spec.loader.exec_module(built)
    finally:
        sys.path.remove(str(FOLDER))
    for recipe in built.RECIPES:
        path = tmp_path / "again.model3"
        assert built.build(recipe).toFile(str(path))
        # The order of attributes is random in Qt.
        shipped = canonicalize(from_file=FOLDER / f"{recipe.identifier}.model3")
        assert canonicalize(from_file=path) == shipped, f"{recipe.identifier}: run resources/models/build.py"


def test_the_briefing_uses_the_cells_of_the_counts_throughout(run_model, points):
    results = run_model("hotspotbriefing", points=points, cell_size=300)
    steps = results["CHILD_RESULTS"]
    assert steps["count"]["CELL_SIZE"] == steps["hotspots"]["CELL_SIZE"] == 300
    assert steps["density"]["BANDWIDTH"] == 600
    assert steps["count"]["COUNT"] == steps["hotspots"]["COUNT"] == steps["density"]["COUNT"] == 1_500


def test_the_weekly_briefing_equals_its_steps(run_model, run, points, areas, tmp_path):
    asked = {"points": points, "time_field": "when", "areas": areas, "area_name": "code", "cell_size": 300}
    results = run_model(
        "weeklybriefing",
        **asked,
        days=42,
        last_day="2024-05-31",
        hours="18-06",
        **{"top:page": str(tmp_path / "page.html")},
    )
    selection = {"INPUT": points, "TIME_FIELD": "when", "RECENT_DAYS": 42, "LAST_DAY": "2024-05-31", "HOURS": "18-06"}
    chosen = run("selectbydatetime", **selection, COMPARISON="TEMPORARY_OUTPUT")
    hot = run("getisord", INPUT=chosen["OUTPUT"], CELL_SIZE=300, CHANCE=1)
    counted = run("countareas", INPUT=chosen["OUTPUT"], AREAS=areas)
    before = run("countareas", INPUT=chosen["COMPARISON"], AREAS=areas)
    steps = results["CHILD_RESULTS"]
    assert steps["select"]["COUNT"] == chosen["COUNT"] > 100
    assert steps["hotspots"]["HOT_CELLS_90"] == hot["HOT_CELLS_90"]
    top = {code: counts for code, *counts in rows(results["top:top_areas"], "code", "count_1", "count_2")}
    expected = dict(rows(counted["OUTPUT"], "code", "count"))
    earlier = dict(rows(before["OUTPUT"], "code", "count"))
    assert top == {code: [earlier[code], count] for code, count in expected.items()}
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Hotspot briefing, 2024-04-20 to 2024-05-31" in text
    assert (
        f"{chosen['COUNT']} incidents from {chosen['PERIOD']}, hours 18-06; {chosen['COMPARISON_COUNT']} from" in text
    )
    assert f"{hot['HOT_CELLS_95']} of {hot['CELLS']} cells of 300 m are hot" in text


@pytest.fixture
def other_areas():
    """Two squares of 3 km north of the areas, named E and F."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700&field=code:string", "others", "memory")
    for number, code in enumerate("EF"):
        feature = QgsFeature(layer.fields())
        west = 528_500 + number * 3_000
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, 184_500, west + 3_000, 187_500)))
        feature.setAttributes([code])
        assert layer.dataProvider().addFeature(feature)
    return layer


def test_before_and_after_states_the_effect_against_the_control_areas(
    run_model, run, points, areas, other_areas, tmp_path
):
    path = tmp_path / "page.html"
    results = run_model(
        "beforeandafter",
        points=points,
        time_field="when",
        first_day="2024-04-01",
        treated_areas=areas,
        control_areas=other_areas,
        area_name="code",
        **{"top:page": str(path)},
    )
    asked = {"INPUT": points, "TIME_FIELD": "when", "SPLIT": "2024-04-01"}
    treated, control = (run("comparehotspots", **asked, AREAS=layer) for layer in (areas, other_areas))
    steps = results["CHILD_RESULTS"]
    for step, alone in (("treated", treated), ("control", control)):
        for name in ("COUNT_1", "COUNT_2", "OVERALL_RATIO"):
            assert steps[step][name] == alone[name]
    together = rows(results["top:areas"], "group", "code")
    assert sorted(together) == [*(("control", code) for code in "EF"), *(("treated", code) for code in "ABCD")]
    counts = [alone[name] for alone in (treated, control) for name in ("COUNT_1", "COUNT_2")]
    effect = np.log((counts[1] / counts[3]) / (counts[0] / counts[2]))
    error = 1.96 * np.sqrt((1 / np.array(counts)).sum())
    stated = [round(100 * np.exp(value)) for value in (effect, effect - error, effect + error)]
    text = path.read_text(encoding="utf-8")
    assert "Before and after 1 April 2024" in text
    assert f"went to {stated[0]} % of what was expected, 95 % interval {stated[1]} to {stated[2]} %" in text


def test_near_repeat_zones_hold_every_incident_of_the_last_days(run_model, run, points, tmp_path):
    path = tmp_path / "page.html"
    results = run_model(
        "nearrepeatzones",
        points=points,
        time_field="when",
        reach=150,
        days=10,
        permutations=9,
        **{"top:page": str(path)},
    )
    recent = run("selectbydatetime", INPUT=points, TIME_FIELD="when", RECENT_DAYS=10)
    tested = run("nearrepeat", INPUT=points, TIME_FIELD="when", PERMUTATIONS=9)
    steps = results["CHILD_RESULTS"]
    assert steps["recent"]["COUNT"] == recent["COUNT"] > 20
    assert steps["test"]["SIGNIFICANT_BANDS"] == tested["SIGNIFICANT_BANDS"]
    zones = rows(results["top:zones"], "zone", "count", "rank")
    assert sum(count for _, count, _ in zones) == recent["COUNT"]
    assert len({zone for zone, _, _ in zones}) == len(zones) > 1
    assert min(zones, key=lambda zone: zone[2])[1] == max(count for _, count, _ in zones)
    text = path.read_text(encoding="utf-8")
    assert "<h1>Near-repeat patrol zones, 2024-06-" in text
    assert f"Zones of 150 m around the {recent['COUNT']} incidents of {recent['PERIOD']}." in text
    assert (
        "there is no sign of near repeats" in text if not tested["SIGNIFICANT_BANDS"] else "the highest ratio" in text
    )


@pytest.fixture
def hospital(sample):
    """Every sixth of the sample ten metres and twenty minutes away, and 60 patients whom the sample does not know."""
    layer = QgsVectorLayer("Point?crs=EPSG:27700&field=at:datetime", "hospital", "memory")
    random = np.random.default_rng(3)
    x = np.concatenate([sample.x[::6] + 10, random.normal(533_000, 200, 60)])
    y = np.concatenate([sample.y[::6], random.normal(180_500, 200, 60)])
    other = np.datetime64("2024-01-01T00:00:00") + random.integers(0, 182 * 86_400, 60)
    for east, north, moment in zip(x, y, np.concatenate([sample.times[::6] + np.timedelta64(20, "m"), other])):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(east, north)))
        feature.setAttributes([QDateTime.fromString(str(moment), Qt.DateFormat.ISODate)])
        assert layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def test_the_rounded_picture_says_what_its_steps_find(run_model, run, points, hospital, areas, tmp_path):
    path = tmp_path / "page.html"
    places = {"areas": areas, "area_name": "code"}
    both = {
        "first": points,
        "first_start": "when",
        "second": hospital,
        "second_start": "at",
        "second_name": "hospitals",
    }
    steps = run_model("roundedpicture", **both, **places, **{"top:page": str(path)})["CHILD_RESULTS"]
    matched = run("matchincidents", INPUT=points, START="when", INPUT_2=hospital, START_2="at")
    names = {"NAMES": "police, hospitals", "CELL_SIZE": 250, "BOUNDARY": areas}
    shared = run("agencyconcordance", INPUT=points, INPUT_2=hospital, **names)
    gap = run("reportinggap", INPUT=hospital, INPUT_2=points, AREAS=areas)
    hot = run("getisord", INPUT=matched["OUTPUT"], CELL_SIZE=250, BOUNDARY=areas, CHANCE=1)
    assert steps["match"]["LINKED"] == matched["LINKED"] > 200
    assert steps["shared"]["HOT_ONLY_2"] == shared["HOT_ONLY_2"] > 0
    assert steps["gap"]["MORE_TREATED"] == gap["MORE_TREATED"] > 0
    assert steps["hotspots"]["HOT_CELLS_95"] == hot["HOT_CELLS_95"] > 0
    text = path.read_text(encoding="utf-8")
    linked, treated = matched["LINKED"], matched["COUNT_2"]
    for sentence in (
        f"{round(100 * linked / treated)} % could be found in the records of the police; {treated - linked} events",
        f"they are {matched['EVENTS']:,} events: {linked} that both know",
        f"{shared['HOT_ONLY_2']} squares of 250 m are hot spots for the hospitals alone",
        f"{shared['HOT_ALL']} do so for both",
        f"In {gap['MORE_TREATED']} of {gap['TESTED']} areas more violence is treated",
        f"Of {hot['CELLS']:,} squares {hot['HOT_CELLS_95']} are hot spots",
    ):
        assert sentence in text
    assert "Caution" not in text


def test_the_rounded_picture_warns_of_other_days_and_carries_the_strictest_marking(
    run_model, points, hospital, areas, tmp_path
):
    path = tmp_path / "page.html"
    third = points.clone()
    third.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    points.setSubsetString("\"when\" >= '2024-03-01'")
    results = run_model(
        "roundedpicture",
        first=points,
        first_start="when",
        second=hospital,
        second_start="at",
        third=third,
        third_name="transport police",
        areas=areas,
        area_name="code",
        **{"top:page": str(path)},
    )
    text = path.read_text(encoding="utf-8")
    assert "Caution: their first or last days are more than a week apart." in text
    assert "<p>Handling: OFFICIAL-SENSITIVE.</p>" in text
    classes = {value for (value,) in rows(results["shared:shared"], "class")}
    assert "several" in classes or "all" in classes
    assert "do so for all agencies" in text


def test_the_rounded_picture_claims_no_match_where_there_is_none(run_model, points, hospital, areas, tmp_path):
    path = tmp_path / "page.html"
    hospital.startEditing()
    hospital.deleteFeatures([row.id() for row in hospital.getFeatures() if row.id() <= 250])
    assert hospital.commitChanges()
    asked = {"first": points, "first_start": "when", "second": hospital, "second_start": "at"}
    results = run_model("roundedpicture", **asked, areas=areas, area_name="code", **{"top:page": str(path)})
    assert results["CHILD_RESULTS"]["match"]["LINKED"] == 0
    text = path.read_text(encoding="utf-8")
    assert "Nothing shows that they share a single event" in text
    assert "No event could be shown to be known to both" in text


@pytest.fixture
def counts(areas):
    """A polygon per area, month and category, as the counts level gives them; None may not be shown."""
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:27700&field=month:string&field=ward:string&field=category:string&field=count:int",
        "counts",
        "memory",
    )
    numbers = {
        ("2024-03", "burglary"): (10, 0, None, 4),
        ("2024-03", "robbery"): (2, 3, 0, 0),
        ("2024-02", "burglary"): (4, 1, 5, 4),
        ("2023-03", "burglary"): (7, 7, 7, 7),
        ("2024-01", "burglary"): (99, 99, 99, 99),
    }
    for (month, category), values in numbers.items():
        for area, value in zip(areas.getFeatures(), values):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(area.geometry())
            feature.setAttributes([month, area["code"], category, value])
            assert layer.dataProvider().addFeature(feature)
    return layer


def test_the_borough_profile_sums_by_area_and_by_category(run_model, counts, tmp_path):
    path = tmp_path / "areas.html"
    results = run_model("boroughprofile", counts=counts, month="2024-03", **{"area_page:areas_page": str(path)})
    by_area = rows(results["area_page:areas"], "name", "count", "before", "year_ago", "hidden", "rank")
    assert sorted(by_area) == [("A", 12, 4, 7, 0, 1), ("B", 3, 1, 7, 0, 3), ("C", 0, 5, 7, 1, 4), ("D", 4, 4, 7, 0, 2)]
    by_category = rows(results["category_page:categories"], "name", "count", "before", "year_ago", "hidden")
    assert sorted(by_category) == [("burglary", 14, 14, 28, 1), ("robbery", 5, 0, 0, 0)]
    (z,) = (z for name, z in rows(results["area_page:areas"], "name", "z_before") if name == "A")
    assert z == pytest.approx((12 - 4) / 4)
    assert "Areas, 2024-03" in path.read_text(encoding="utf-8")


def test_the_method_comparison_judges_each_map_as_accuracy_does(run_model, run, points, city, tmp_path):
    path = tmp_path / "page.html"
    scale = {"cell_size": 200, "bandwidth": 400, "area_share": 10}
    results = run_model(
        "methodcomparison",
        points=points,
        time_field="when",
        first_day="2024-05-01",
        study_area=city,
        **scale,
        **{"top:page": str(path)},
    )
    train = run("selectbydatetime", INPUT=points, TIME_FIELD="when", LAST_DAY="2024-04-30")["OUTPUT"]
    later = run("selectbydatetime", INPUT=points, TIME_FIELD="when", FIRST_DAY="2024-05-01")["OUTPUT"]
    on = {"INPUT": train, "CELL_SIZE": 200, "BOUNDARY": city}
    maps = {
        "Counts in cells": {"AREAS": run("countgrid", **on)["OUTPUT"], "SCORE": "count"},
        "Kernel density": {"RASTER": run("kerneldensity", **on, BANDWIDTH=400)["OUTPUT"]},
        "Hot spots (Gi*)": {"AREAS": run("getisord", **on)["OUTPUT"], "SCORE": "gi_z"},
        "Prospective": {"RASTER": run("prospective", **on, TIME_FIELD="when", AS_OF="2024-05-01 00:00:00")["OUTPUT"]},
    }
    found = {method: numbers for method, *numbers in rows(results["top:methods"], "method", "hit_rate", "pai", "rri")}
    for method, map_of in maps.items():
        alone = run("accuracy", INPUT=later, EARLIER=train, BOUNDARY=city, AREA_SHARE=10, **map_of)
        assert found[method] == pytest.approx([alone["HIT_RATE"], alone["PAI"], alone["RRI"]]), method
        assert alone["PAI"] > 2
    assert len(found) == 4
    assert len(rows(results["all:all_shares"], "method")) == 400
    text = path.read_text(encoding="utf-8")
    assert "Method comparison, 2024-05-01 to 2024-06-" in text
    assert "incidents before 1 May 2024, judged by" in text


@pytest.fixture
def city():
    """A square of 9 km round the sample."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700", "city", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(527_000, 177_600, 536_000, 186_600)))
    assert layer.dataProvider().addFeature(feature)
    return layer


BY_COMMAND = {
    "beforeandafter": {
        "points": "points",
        "time_field": "when",
        "first_day": "2024-04-01",
        "treated_areas": "areas",
        "control_areas": "other_areas",
        "area_name": "code",
    },
    "boroughprofile": {"counts": "counts", "month": "2024-03"},
    "hotspotbriefing": {"points": "points", "cell_size": 300},
    "methodcomparison": {
        "points": "points",
        "time_field": "when",
        "first_day": "2024-05-01",
        "study_area": "city",
        "cell_size": 200,
        "bandwidth": 400,
    },
    "roundedpicture": {
        "first": "points",
        "first_start": "when",
        "second": "hospital",
        "second_start": "at",
        "areas": "areas",
        "area_name": "code",
    },
    "nearrepeatzones": {"points": "points", "time_field": "when", "reach": 150, "permutations": 9},
}
"""What each model needs to run from the command line; a layer by the name of its fixture."""

ELSEWHERE = {"weeklybriefing": "below", "portalbriefing": "tests/qgis/plugin/test_portal_briefing.py"}


def test_every_model_is_run_from_the_command_line():
    assert set(BY_COMMAND) | set(ELSEWHERE) == {path.stem for path in MODELS}


@pytest.mark.parametrize("name", BY_COMMAND)
def test_a_model_runs_from_the_command_line(request, provider, qgis_process, save, tmp_path, name):
    layers = {"points", "areas", "other_areas", "counts", "city", "hospital"}
    given = {
        key: save(request.getfixturevalue(value), f"{value}.gpkg").source() if value in layers else value
        for key, value in BY_COMMAND[name].items()
    }
    model = QgsApplication.processingRegistry().algorithmById(f"safestats:{name}")
    outputs = {
        one.name(): tmp_path / f"{number}.{one.defaultFileExtension()}"
        for number, one in enumerate(model.parameterDefinitions())
        if one.isDestination()
    }
    results = qgis_process(name, **given, **outputs)
    assert outputs
    for output, path in outputs.items():
        assert results[output] == str(path)
        assert path.stat().st_size > 0


def test_a_weekly_job_writes_the_briefing(qgis_process, points, areas, save, tmp_path):
    page = tmp_path / "briefing.html"
    results = qgis_process(
        "weeklybriefing",
        points=save(points, "points.gpkg").source(),
        time_field="when",
        areas=save(areas, "areas.gpkg").source(),
        area_name="code",
        days=28,
        last_day="2024-05-31",
        hours="22-06",
        **{
            "select:incidents": tmp_path / "incidents.gpkg",
            "hotspots:hotspots": tmp_path / "hot.gpkg",
            "change:areas_counted": tmp_path / "counted.gpkg",
            "top:top_areas": tmp_path / "top.gpkg",
            "top:page": page,
        },
    )
    assert results["top:page"] == str(page)
    assert "Hotspot briefing, 2024-05-04 to 2024-05-31" in page.read_text(encoding="utf-8")
    top = QgsVectorLayer(str(tmp_path / "top.gpkg"), "top", "ogr")
    assert {"code", "count_1", "count_2", "rank"} <= set(top.fields().names())
