from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant


@pytest.fixture
def weights_file(tmp_path):
    def write(text: str, encoding: str = "utf-8") -> str:
        path = tmp_path / "weights.csv"
        path.write_text(text, encoding=encoding)
        return str(path)

    return write


def test_each_incident_gets_the_weight_of_its_category(run, points, sample, weights_file, log):
    path = weights_file("category;weight\nEAST;2,5\nwest;1\nnorth;9\n", "utf-8-sig")
    result = run("harmweights", INPUT=points, CATEGORY="name", WEIGHTS=path, TABLE="TEMPORARY_OUTPUT")
    rows = list(result["OUTPUT"].getFeatures())
    assert [row["weight"] for row in rows] == [2.5 if x > 531_500 else 1 for x in sample.x]
    assert [row["harm"] for row in rows] == sample.weights.tolist()
    assert rows[0].geometry().asPoint().x() == sample.x[0]
    assert result["COUNT"] == 1_500
    assert result["WITHOUT_WEIGHT"] == 0
    assert result["TOTAL"] == pytest.approx(sum(row["weight"] for row in rows))
    assert "'east' was taken for 'EAST' of the file." in log.said
    assert "1 categories of the file do not occur." in log.said
    table = {row["category"]: row for row in result["TABLE"].getFeatures()}
    assert table["east"]["match"] == "EAST"
    assert table["east"]["count"] == (sample.x > 531_500).sum()
    assert table["west"]["total"] == (sample.x <= 531_500).sum()


def test_what_has_no_weight_is_listed_and_left_empty(run, points, sample, add, weights_file, log):
    add(points, "")
    path = weights_file("west,1")
    result = run("harmweights", INPUT=points, CATEGORY="name", WEIGHTS=path, TABLE="TEMPORARY_OUTPUT")
    east = int((sample.x > 531_500).sum())
    assert result["WITHOUT_WEIGHT"] == east + 1
    assert result["UNMATCHED"] == "east; (empty)"
    assert f"{east:,} incidents of 'east' are not in the file: no weight." in log.said
    assert "1 incidents of '(empty)' are not in the file: no weight." in log.said
    rows = list(result["OUTPUT"].getFeatures())
    assert len(rows) == 1_501
    assert sum(isinstance(row["weight"], QVariant) for row in rows) == east + 1
    assert isinstance({row["category"]: row for row in result["TABLE"].getFeatures()}["east"]["weight"], QVariant)
    # The other methods leave these out, and count them.
    counted = run("countgrid", INPUT=result["OUTPUT"], WEIGHT="weight")
    assert counted["COUNT"] == 1_500 - east
    assert f"{east:,} points with a null weight were left out." in log.said


def test_only_whoever_asks_for_it_gets_0_in_place_of_no_weight(run, points, weights_file):
    path = weights_file("west,1")
    result = run("harmweights", INPUT=points, CATEGORY="name", WEIGHTS=path, WITHOUT=1)
    assert {row["weight"] for row in result["OUTPUT"].getFeatures()} == {0, 1}
    assert result["TABLE"] == ""


def test_columns_of_the_file_can_be_named(run, points, weights_file):
    path = weights_file("code,days,offence\n1,5,east\n2,7,west\n")
    result = run(
        "harmweights", INPUT=points, CATEGORY="name", WEIGHTS=path, CATEGORY_COLUMN="offence", WEIGHT_COLUMN="days"
    )
    assert {(row["name"], row["weight"]) for row in result["OUTPUT"].getFeatures()} == {("east", 5), ("west", 7)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "weights file is empty"),
        ("category,weight\neast,-3", "Row 2 .*'-3' is no weight"),
        ("category,weight\neast,3\nEast,4", "Row 3 .*again, after row 2"),
        ("category,weight\nnorth,3", "No incident has a category that the weights file knows"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(run, points, weights_file, text, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("harmweights", INPUT=points, CATEGORY="name", WEIGHTS=weights_file(text))


def test_a_file_or_field_that_is_not_there_and_no_incidents_are_refused(run, points, weights_file, tmp_path):
    with pytest.raises(QgsProcessingException, match="could not be opened"):
        run("harmweights", INPUT=points, CATEGORY="name", WEIGHTS=str(tmp_path / "nowhere.csv"))
    with pytest.raises(QgsProcessingException, match="'crime' is not a field"):
        run("harmweights", INPUT=points, CATEGORY="crime", WEIGHTS=weights_file("west,1"))
    empty = QgsVectorLayer("Point?crs=EPSG:27700&field=name:string", "empty", "memory")
    with pytest.raises(QgsProcessingException, match="There are no incidents in 'empty'"):
        run("harmweights", INPUT=empty, CATEGORY="name", WEIGHTS=weights_file("west,1"))
