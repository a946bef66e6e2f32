"""What real layers and files hold now and then: refused with a reason, or counted right; never left out in silence."""

from __future__ import annotations

import re
import sqlite3
import struct

import processing
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate


@pytest.fixture
def rows():
    """Makes points in a column, each with a tuple of attributes; `fields` as a memory layer's source has them."""

    def rows(fields: str, attributes: list[tuple]) -> QgsVectorLayer:
        layer = QgsVectorLayer(f"Point?crs=EPSG:27700{fields}", "rows", "memory")
        for number, values in enumerate(attributes):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(529_500 + 1_000 * (number % 4), 179_100 + number)))
            feature.setAttributes(list(values))
            assert layer.dataProvider().addFeature(feature)
        return layer

    return rows


@pytest.fixture
def wards(boxes):
    """Makes four squares whose field `code` holds these values."""

    def wards(kind: str, codes: list) -> QgsVectorLayer:
        corners = [(529_000 + 1_000 * k, 179_000, 530_000 + 1_000 * k, 180_000, code) for k, code in enumerate(codes)]
        return boxes(*corners, fields=f"&field=code:{kind}")

    return wards


@pytest.mark.parametrize("text", ["2024-02-30", "2023-02-29 10:00", "2024-01-31 24:00", "2024-13-01", "0000-00-00"])
def test_a_date_that_there_is_not_is_named(run, rows, text):
    layer = rows("&field=when:string", [("2024-01-05",)] * 9 + [(text,)])
    with pytest.raises(QgsProcessingException) as refusal:
        run("selectbydatetime", INPUT=layer, TIME_FIELD="when")
    assert f"'{text}' in the field 'when' is no date" in str(refusal.value)
    assert "Traceback" not in str(refusal.value)


def test_a_second_layer_without_a_crs_is_refused_where_the_first_is_reprojected(run, points):
    to_degrees = {"INPUT": points, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"}
    degrees = processing.run("native:reprojectlayer", to_degrees)["OUTPUT"]
    bare = degrees.materialize(QgsFeatureRequest())
    bare.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match="has no coordinate reference system"):
        run("reportinggap", INPUT=degrees, INPUT_2=bare, CELL_SIZE=50_000, REPROJECT=True)


def test_a_code_is_the_same_in_a_field_of_decimal_numbers(run, rows, wards, tmp_path):
    records = rows(
        "&field=ward:integer&field=precision:string", [(n % 4 + 1, "exact" if n % 3 else "none") for n in range(80)]
    )
    codes = {"AREA_FIELD": "ward", "AREAS": wards("double", [1.0, 2.0, 3.0, 4.0]), "AREA_CODE": "code"}
    told = run(
        "mappedshare",
        INPUT=records,
        PRECISION_FIELD="precision",
        UNMAPPED_WORDS="none",
        MAP="TEMPORARY_OUTPUT",
        **codes,
    )
    assert [feature["records"] for feature in told["MAP"].getFeatures()] == [20] * 4
    vague = rows(
        "&field=ward:integer&field=precision:string", [(n % 4 + 1, "exact" if n % 3 else "area") for n in range(80)]
    )
    assert (
        run("uncertainhotspots", INPUT=vague, PRECISION_FIELD="precision", CELL_SIZE=50, DRAWS=9, **codes)["LEFT_OUT"]
        == 0
    )
    (tmp_path / "weights.csv").write_text("category,weight\n1,10\n2,20\n")
    offences = rows("&field=offence:double", [(float(n % 2 + 1),) for n in range(8)])
    assert run("harmweights", INPUT=offences, CATEGORY="offence", WEIGHTS=str(tmp_path / "weights.csv"))["TOTAL"] == 120


def test_a_day_names_a_group_as_people_write_it(run, rows):
    days = rows("&field=day:date", [(QDate(2024, 1, 1 + n % 3),) for n in range(40)])
    centres = run("standarddistance", INPUT=days, GROUP="day", CENTRES="TEMPORARY_OUTPUT")["CENTRES"]
    assert {"2024-01-01", "2024-01-02", "2024-01-03"} <= {feature["group"] for feature in centres.getFeatures()}


def test_records_and_areas_that_a_map_cannot_show_are_counted(run, rows, wards, points, areas, log):
    squares = wards("string", list("ABCD"))
    nowhere = QgsFeature(squares.fields())
    nowhere["code"] = "E"
    squares.dataProvider().addFeature(nowhere)
    records = rows(
        "&field=ward:string&field=precision:string",
        [("ABZEE"[n % 5], "exact" if n % 3 else "none") for n in range(300)],
    )
    shown = {"AREA_FIELD": "ward", "AREAS": squares, "AREA_CODE": "code", "MAP": "TEMPORARY_OUTPUT"}
    run("mappedshare", INPUT=records, PRECISION_FIELD="precision", UNMAPPED_WORDS="none", **shown)
    assert "180 records name an area that no polygon has." in log.said
    assert "1 features without a polygon were left out of the areas." in log.said
    log.said.clear()
    empty = QgsFeature(areas.fields())
    empty["population"] = 9_999.0
    areas.dataProvider().addFeature(empty)
    run("accuracy", INPUT=points, AREAS=areas, SCORE="population")
    assert "1 features without a polygon were left out of the areas." in log.said


def test_ids_beyond_what_a_decimal_number_holds_stay_as_they_are(run, boxes, tmp_path):
    ids = [10_000_000_000_000_001 + number for number in range(6)]
    corners = [(100 * n, 0, 100 * n + 100, 100, each, 20 + n) for n, each in enumerate(ids)]
    layer = boxes(*corners, fields="&field=code:int8&field=count:integer")
    page = tmp_path / "top.html"
    run("toprows", INPUT=layer, ORDER_BY="count", HTML=str(page))
    shown = [
        int(words.replace(",", "")) for words in re.findall(r"<td[^>]*>(10,000[^<]+)</td>", page.read_text("utf-8"))
    ]
    assert sorted(shown) == ids
    kept = run("safetoshare", INPUT=layer, KEEP=["code"], AREA_FIELD="code", REMEMBER=False)["OUTPUT"]
    assert sorted(feature["code"] for feature in kept.getFeatures()) == ids
    unknown = QgsFeature(layer.fields())
    unknown.setGeometry(QgsGeometry.fromWkt("Polygon((900 0, 1000 0, 1000 100, 900 0))"))
    unknown["count"] = 30
    layer.dataProvider().addFeature(unknown)
    kept = run("safetoshare", INPUT=layer, KEEP=["code"], REMEMBER=False)["OUTPUT"]
    assert {str(each) for each in ids} <= {str(feature["code"]) for feature in kept.getFeatures()}


def test_a_file_with_its_bytes_the_other_way_round_is_read(run, points, save):
    path = save(points, "other.gpkg").source().partition("|")[0]
    _turn_bytes(path, "other")
    layer = QgsVectorLayer(path, "other", "ogr")
    assert layer.featureCount() == points.featureCount()
    assert run("countgrid", INPUT=layer, CELL_SIZE=500)["COUNT"] == points.featureCount()


def _turn_bytes(path: str, table: str) -> None:
    """Write the points of a GeoPackage in big-endian well-known binary, as its format allows."""
    with sqlite3.connect(path) as file:
        for (trigger,) in file.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            file.execute(f'drop trigger "{trigger}"')
        for key, blob in file.execute(f'select fid, geom from "{table}"').fetchall():
            envelope = [0, 32, 48, 48, 64][(blob[3] >> 1) & 7]
            head, (kind, x, y) = blob[: 8 + envelope], struct.unpack("<Idd", blob[9 + envelope :][:20])
            turned = head + b"\0" + struct.pack(">Idd", kind, x, y)
            file.execute(f'update "{table}" set geom = ? where fid = ?', (turned, key))
    file.close()


def test_a_table_of_a_geopackage_keeps_its_own_marking_and_no_other_verdict(run, points, areas, tmp_path):
    from safestats.processing_algorithms.results.provenance import marks_of
    from safestats.processing_algorithms.results.sharing.verdict import verdict_on

    points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    file = str(tmp_path / "month.gpkg")
    raw = run("countareas", INPUT=points, AREAS=areas)["OUTPUT"]
    assert run("safetoshare", INPUT=raw, REMEMBER=False, OUTPUT=file)["SAFE"] == "yes"
    for _ in range(2):  # QGIS would ask in a window before it writes over the style of the run before
        run("countareas", INPUT=points, AREAS=areas, OUTPUT=f"ogr:dbname='{file}' table=\"raw\" (geom)")
    later = {name: QgsVectorLayer(f"{file}|layername={name}", name, "ogr") for name in ("month", "raw")}
    for layer in later.values():  # as QGIS does with every layer that somebody opens
        layer.loadDefaultStyle()
    assert marks_of(later["raw"])["handling"] == "OFFICIAL-SENSITIVE"
    assert verdict_on(later["raw"]) is None
    assert verdict_on(later["month"]).is_safe


def test_the_command_of_a_run_repeats_what_an_expression_gave(run, points, project_without_layers):
    first_day = QgsProperty.fromExpression("to_date('2024-03-01')")
    found = run("selectbydatetime", INPUT=points, TIME_FIELD="when", FIRST_DAY=first_day)["OUTPUT"]
    project_without_layers.addMapLayer(points, False)
    command = found.metadata().history()[0].replace(points.source(), points.id())
    again = eval(command, {"processing": processing, "QgsProperty": QgsProperty})["OUTPUT"]
    assert again.featureCount() == found.featureCount() > 0


@pytest.fixture
def project_without_layers(qgis_app, qgis_new_project):
    yield QgsProject.instance()
    QgsProject.instance().clear()
