"""Choosing incidents by date and time, as an analyst does it in the toolbox."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt


@pytest.fixture
def incidents():
    """Make a layer in memory from (start, end) as texts; None is a null."""

    def incidents(*times, crs="EPSG:27700", kind="datetime"):
        fields = f"field=name:string&field=began:{kind}&field=ended:{kind}"
        layer = QgsVectorLayer(f"Point?crs={crs}&{fields}", "incidents", "memory")
        features = []
        for number, pair in enumerate(times):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(number, number)))
            values = [
                time and (QDateTime.fromString(time, Qt.ISODate) if kind == "datetime" else time) for time in pair
            ]
            feature.setAttributes([f"incident {number}", *values])
            features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        return layer

    return incidents


def layer_of(output):
    return output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)


def names(output):
    return [feature["name"] for feature in layer_of(output).getFeatures()]


FRIDAY = "2024-03-01"


def test_the_nights_of_fridays(run, incidents, log):
    layer = incidents(
        (f"{FRIDAY}T03:00:00", None),
        (f"{FRIDAY}T22:00:00", None),
        ("2024-03-02T05:59:59", None),
        ("2024-03-02T06:00:00", None),
        ("2024-03-02T23:00:00", None),
    )
    asked = {"INPUT": layer, "TIME_FIELD": "began", "HOURS": "22-06", "WEEKDAYS": [4]}
    results = run("selectbydatetime", **asked)
    assert names(results["OUTPUT"]) == ["incident 1", "incident 2"]
    assert (results["COUNT"], results["EXCLUDED"], results["WITHOUT_TIME"]) == (2, 3, 0)
    assert {"1 excluded by the hours.", "2 of the others excluded by the weekdays."} <= set(log.said)
    by_calendar = run("selectbydatetime", **asked, NIGHT=1)
    assert names(by_calendar["OUTPUT"]) == ["incident 0", "incident 1"]


def test_all_attributes_are_kept_and_the_share_is_added(run, incidents):
    layer = incidents((f"{FRIDAY}T08:00:00", f"{FRIDAY}T16:00:00"), (f"{FRIDAY}T14:33:00", None))
    results = run("selectbydatetime", INPUT=layer, TIME_FIELD="began", END_FIELD="ended", HOURS="12-16")
    output = layer_of(results["OUTPUT"])
    assert [field.name() for field in output.fields()] == ["name", "began", "ended", "time_share"]
    rows = list(output.getFeatures())
    assert [row["time_share"] for row in rows] == [0.5, 1]
    assert rows[0]["began"] == QDateTime.fromString(f"{FRIDAY}T08:00:00", Qt.ISODate)
    assert rows[1].geometry().asPoint() == QgsPointXY(1, 1)


@pytest.mark.parametrize(
    ("certainty", "chosen"), [(0, ["incident 0", "incident 1"]), (1, ["incident 1"]), (2, ["incident 1"])]
)
def test_could_certainly_and_probably(run, incidents, certainty, chosen):
    layer = incidents((f"{FRIDAY}T08:00:00", f"{FRIDAY}T16:00:00"), (f"{FRIDAY}T12:00:00", f"{FRIDAY}T14:00:00"))
    results = run(
        "selectbydatetime",
        INPUT=layer,
        TIME_FIELD="began",
        END_FIELD="ended",
        HOURS="12-16",
        CERTAINTY=certainty,
        LEAST_SHARE=0.75,
    )
    assert names(results["OUTPUT"]) == chosen


def test_a_week_and_the_week_before_it(run, incidents):
    layer = incidents(*((f"2024-03-{day:02}T12:00:00", None) for day in range(1, 15)))
    results = run(
        "selectbydatetime",
        INPUT=layer,
        TIME_FIELD="began",
        RECENT_DAYS=7,
        LAST_DAY="2024-03-13",
        COMPARISON="TEMPORARY_OUTPUT",
    )
    assert names(results["OUTPUT"]) == [f"incident {day}" for day in range(6, 13)]
    assert names(results["COMPARISON"]) == [f"incident {day}" for day in range(0, 6)]
    assert (results["COUNT"], results["COMPARISON_COUNT"]) == (7, 6)
    assert results["PERIOD"] == "2024-03-07 to 2024-03-13"
    assert results["COMPARISON_PERIOD"] == "2024-02-29 to 2024-03-06"


def test_recent_days_end_with_the_newest_incident(run, incidents):
    layer = incidents(("2024-03-01T12:00:00", None), ("2024-03-05T23:59:00", None))
    results = run("selectbydatetime", INPUT=layer, TIME_FIELD="began", RECENT_DAYS=5)
    assert results["PERIOD"] == "2024-03-01 to 2024-03-05"
    assert results["COUNT"] == 2


def test_a_first_day_alone_reaches_to_the_newest_incident(run, incidents):
    layer = incidents(("2024-03-01T12:00:00", None), ("2024-03-05T23:59:00", None))
    results = run("selectbydatetime", INPUT=layer, TIME_FIELD="began", FIRST_DAY="2024-03-02")
    assert results["PERIOD"] == "2024-03-02 to 2024-03-05"
    assert names(results["OUTPUT"]) == ["incident 1"]


def test_texts_as_dates_degrees_and_months_work_too(run, incidents):
    layer = incidents(("2024-02-29", None), ("2024-03-01 22:15", None), crs="EPSG:4326", kind="string")
    results = run("selectbydatetime", INPUT=layer, TIME_FIELD="began", MONTHS=[1])
    assert names(results["OUTPUT"]) == ["incident 0"]


def test_incidents_without_a_date_and_with_swapped_dates_are_counted(run, incidents, log):
    layer = incidents((None, FRIDAY), (f"{FRIDAY}T12:00:00", "2024-02-01T12:00:00"))
    results = run("selectbydatetime", INPUT=layer, TIME_FIELD="began", END_FIELD="ended")
    assert names(results["OUTPUT"]) == ["incident 1"]
    assert results["WITHOUT_TIME"] == 1
    assert any("1 incidents without a date" in said for said in log.said)
    assert any("1 incidents end before they start" in said for said in log.said)


def test_a_choice_that_nobody_meets_gives_an_empty_layer_and_says_why(run, incidents, log):
    results = run("selectbydatetime", INPUT=incidents((f"{FRIDAY}T12:00:00", None)), TIME_FIELD="began", HOURS="22-06")
    assert results["COUNT"] == layer_of(results["OUTPUT"]).featureCount() == 0
    assert "1 excluded by the hours." in log.said


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"TIME_FIELD": "name"}, "no date as 2024-01-31"),
        ({"HOURS": "late"}, "no hours of the day"),
        ({"FIRST_DAY": "2024-01-01", "RECENT_DAYS": 7}, "contradict"),
        ({"FIRST_DAY": "2024-02-01", "LAST_DAY": "2024-01-01"}, "before the first"),
        ({"COMPARISON": "TEMPORARY_OUTPUT"}, "needs a period"),
        ({"CERTAINTY": 2, "LEAST_SHARE": 0}, "above 0"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(run, incidents, asked, words):
    layer = incidents((f"{FRIDAY}T12:00:00", None))
    with pytest.raises(QgsProcessingException, match=words):
        run("selectbydatetime", **{"INPUT": layer, "TIME_FIELD": "began", **asked})


def test_a_layer_without_any_date_is_refused(run, incidents):
    with pytest.raises(QgsProcessingException, match="None of the 1 features"):
        run("selectbydatetime", INPUT=incidents((None, None)), TIME_FIELD="began")


def test_a_file_gives_what_the_layer_in_memory_gives(run, incidents, save):
    random = np.random.default_rng(3)
    starts = np.datetime64("2024-01-01", "s") + random.integers(0, 86_400 * 90, 500)
    ends = starts + random.integers(0, 86_400, 500)
    layer = incidents(*zip(starts.astype(str).tolist(), ends.astype(str).tolist()))
    asked = {"TIME_FIELD": "began", "END_FIELD": "ended", "HOURS": "22-06", "WEEKDAYS": [4, 5], "CERTAINTY": 2}
    here = run("selectbydatetime", INPUT=layer, **asked)
    saved = run("selectbydatetime", INPUT=save(layer, "incidents.gpkg"), **asked)
    assert 10 < here["COUNT"] == saved["COUNT"] < 490
    assert names(here["OUTPUT"]) == names(saved["OUTPUT"])


def test_a_table_without_geometry_works_too(run):
    table = QgsVectorLayer("NoGeometry?field=name:string&field=began:date", "table", "memory")
    for number, day in enumerate(("2024-03-01", "2024-03-02")):
        feature = QgsFeature(table.fields())
        feature.setAttributes([f"incident {number}", QDate.fromString(day, Qt.ISODate)])
        assert table.dataProvider().addFeature(feature)
    results = run("selectbydatetime", INPUT=table, TIME_FIELD="began", WEEKDAYS=[4])
    assert names(results["OUTPUT"]) == ["incident 0"]


def test_a_multi_point_and_a_point_that_is_missing_stay_one_row_each(run, save):
    layer = QgsVectorLayer("MultiPoint?crs=EPSG:27700&field=name:string&field=began:datetime", "calls", "memory")
    for number, wkt in enumerate(("MultiPoint((0 0), (1 1))", "", "MultiPoint((5 5))")):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(
            [f"incident {number}", QDateTime.fromString(f"2024-03-0{number + 1}T12:00:00", Qt.ISODate)]
        )
        assert layer.dataProvider().addFeature(feature)
    for source in (layer, save(layer, "calls.gpkg")):
        results = run("selectbydatetime", INPUT=source, TIME_FIELD="began", LAST_DAY="2024-03-02")
        assert names(results["OUTPUT"]) == ["incident 0", "incident 1"]
