"""Aoristic analysis in the toolbox: a table, columns of the incidents or shifts, and the week as a picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt

WEDNESDAY = "2024-05-01"


@pytest.fixture
def incidents():
    """Make a layer in memory from (start, end) as texts; None is a null."""

    def incidents(*spans, kind="Point?crs=EPSG:27700&"):
        layer = QgsVectorLayer(f"{kind}field=name:string&field=began:datetime&field=ended:datetime", "spans", "memory")
        for number, span in enumerate(spans):
            feature = QgsFeature(layer.fields())
            if kind.startswith("Point"):
                feature.setGeometry(QgsGeometry.fromWkt(f"Point({530_000 + number} 180000)"))
            times = [time and QDateTime.fromString(time, Qt.DateFormat.ISODate) for time in span]
            feature.setAttributes([f"incident {number}", *times])
            assert layer.dataProvider().addFeature(feature)
        return layer

    return incidents


def layer_of(output):
    return output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)


def rows(output):
    return list(layer_of(output).getFeatures())


MIXED = (
    (f"{WEDNESDAY}T08:00:00", f"{WEDNESDAY}T16:00:00"),
    (f"{WEDNESDAY}T14:33:00", None),
    (f"{WEDNESDAY}T14:00:00", f"{WEDNESDAY}T13:00:00"),
    (f"{WEDNESDAY}T14:00:00", "2024-06-01T14:00:00"),
    (None, f"{WEDNESDAY}T14:00:00"),
)


def test_the_week_as_a_table(run, incidents, log):
    results = run("aoristic", INPUT=incidents(*MIXED), START="began", END="ended", HTML="TEMPORARY_OUTPUT")
    table = rows(results["OUTPUT"])
    assert len(table) == 168
    hours = {(row["weekday"], row["hour"]): row["weight"] for row in table}
    assert hours[3, 14] == pytest.approx(1 / 8 + 2 + 1 / 168)
    assert hours[3, 8] == pytest.approx(1 / 8 + 1 / 168)
    assert hours[1, 0] == pytest.approx(1 / 168)
    assert sum(hours.values()) == pytest.approx(4)
    assert sum(row["share"] for row in table) == pytest.approx(1)
    names = ("COUNT", "WITHOUT_START", "NO_END", "REVERSED", "LONG")
    assert [results[name] for name in names] == [4, 1, 1, 1, 1]
    assert results["PEAK"] == "Wednesday 14-15"
    assert "1 incidents without a start were left out." in log.said
    assert "1 incidents that end before they start count in the hour of their start." in log.said
    assert "<svg" in Path(results["HTML"]).read_text(encoding="utf-8")


def test_the_incidents_with_168_columns(run, incidents):
    results = run("aoristic", INPUT=incidents(*MIXED), START="began", END="ended", LAYOUT=1)
    output = layer_of(results["OUTPUT"])
    names = [field.name() for field in output.fields()]
    assert names[:3] == ["name", "began", "ended"]
    assert names[3] == "mon_00"
    assert names[-1] == "sun_23"
    assert len(names) == 3 + 168
    found = rows(output)
    assert [feature["name"] for feature in found] == [f"incident {number}" for number in range(4)]
    np.testing.assert_allclose([sum(feature.attributes()[3:]) for feature in found], 1)
    assert [feature["wed_14"] for feature in found] == pytest.approx([1 / 8, 1, 1, 1 / 168])
    assert found[1].geometry().asPoint().x() == 530_001


def test_shares_of_shifts_as_columns_and_as_a_table(run, incidents):
    results = run(
        "aoristic",
        INPUT=incidents(*MIXED[:3], ("2024-05-04T02:00:00", None)),
        START="began",
        END="ended",
        LAYOUT=2,
        SHIFTS="06-12, 12-22, 22-06",
        SHIFT_TABLE="TEMPORARY_OUTPUT",
        HTML="TEMPORARY_OUTPUT",
    )
    found = rows(results["OUTPUT"])
    assert [[feature[name] for name in ("s_06_12", "s_12_22", "s_22_06")] for feature in found] == [
        [0.5, 0.5, 0],
        [0, 1, 0],
        [0, 1, 0],
        [0, 0, 1],
    ]
    by_shift = {(row["shift"], row["weekday"]): row["weight"] for row in rows(results["SHIFT_TABLE"])}
    assert len(by_shift) == 21
    assert by_shift["12-22", 3] == 2.5
    # Saturday 02:00 belongs to the night that began on Friday.
    assert by_shift["22-06", 5] == 1
    assert "22-06" in Path(results["HTML"]).read_text(encoding="utf-8")


def test_many_incidents_get_the_weights_of_the_core(run, points, sample):
    from safestats.safestats_core.hotspots.aoristic import aoristic_weights

    results = run("aoristic", INPUT=points, START="when", LAYOUT=1)
    written = np.array([feature.attributes()[3:] for feature in rows(results["OUTPUT"])], dtype=float)
    np.testing.assert_array_equal(written, aoristic_weights(sample.times))


def test_a_table_without_geometry_and_text_dates(run, log):
    layer = QgsVectorLayer("None?field=began:string", "table", "memory")
    for text in ("2024-05-01 14:33", "", "2024-05-02T09:00:00"):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([text])
        layer.dataProvider().addFeature(feature)
    results = run("aoristic", INPUT=layer, START="began", LAYOUT=1)
    assert results["COUNT"] == len(rows(results["OUTPUT"])) == 2
    assert "No field of ends was given: every incident counts in the hour of its start." in log.said


def test_times_in_utc_are_put_on_the_clock_on_the_wall(run, incidents):
    # In London summer begins on 31 March 2024: 23:30 UTC on 1 May is half past midnight on the 2nd, a Thursday.
    given = incidents((f"{WEDNESDAY}T23:30:00", None), ("2024-01-03T23:30:00", None))
    results = run("aoristic", INPUT=given, START="began", TIME_ZONE="Europe/London")
    hours = {(row["weekday"], row["hour"]): row["weight"] for row in rows(results["OUTPUT"]) if row["weight"]}
    assert hours == {(4, 0): 1, (3, 23): 1}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"START": "name"}, "is no date as"),
        ({"START": "gone"}, "'gone' is not a date field"),
        ({"SHIFTS": "early"}, "are no hours of the day"),
        ({"SHIFTS": "06:30-14"}, "Give whole hours"),
        ({"LAYOUT": 2}, "need shifts"),
        ({"SHIFT_TABLE": "TEMPORARY_OUTPUT"}, "needs shifts"),
        ({"TIME_ZONE": "Mars/Base"}, "no time zone 'Mars/Base'"),
        ({"TIME_ZONE": "../etc"}, "no time zone"),
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(run, incidents, asked, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("aoristic", **{"INPUT": incidents(*MIXED), "START": "began", "END": "ended", **asked})


@pytest.mark.parametrize("spans", [(), ((None, None), (None, f"{WEDNESDAY}T10:00:00"))])
def test_nothing_to_work_with_is_refused_with_a_sentence(run, incidents, spans):
    with pytest.raises(QgsProcessingException, match="has a value in 'began'"):
        run("aoristic", INPUT=incidents(*spans), START="began", END="ended")
