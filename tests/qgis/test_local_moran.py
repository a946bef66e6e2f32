from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsRectangle, QgsVectorLayer

from safestats_core.hotspots.local_statistics.local_moran import CLASSES, local_moran_grid


def squares(values: np.ndarray, lone: bool = False) -> QgsVectorLayer:
    """A square of 500 m for each value, rows from the south; a lone one apart."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700&field=rate:double", "wards", "memory")
    places = [(500.0 * c, 500.0 * r, float(values[r, c])) for r in range(len(values)) for c in range(len(values[0]))]
    features = []
    for west, south, rate in places + ([(90_000.0, 90_000.0, 50.0)] if lone else []):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, west + 500, south + 500)))
        feature.setAttributes([None if np.isnan(rate) else rate])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


@pytest.fixture
def rates() -> np.ndarray:
    rates = np.random.default_rng(3).gamma(9, 1, (14, 14))
    rates[2:6, 2:6] += 12
    rates[9:12, 9:12] = 1
    return rates


def columns_of(layer, *names) -> list[list]:
    rows = list(layer.getFeatures())
    return [[row[name] for row in rows] for name in names]


def test_polygons_get_the_statistic_of_their_field(run, rates):
    result = run("localmoran", INPUT=squares(rates), FIELD="rate", SEED=4)
    i, p, adjusted, named = columns_of(result["OUTPUT"], "li", "li_p", "li_p_adj", "li_class")
    core = local_moran_grid(rates, permutations=9_999, seed=4)
    np.testing.assert_allclose(i, core.i.ravel(), atol=1e-9)
    np.testing.assert_array_equal(p, core.p.ravel())
    np.testing.assert_array_equal(adjusted, core.p_adjusted.ravel())
    assert named == [CLASSES[number] for number in core.classes.ravel()]
    assert named[3 * 14 + 3] == "HH"
    assert result["HIGH_HIGH"] == named.count("HH") > 0
    assert result["LOW_LOW"] == named.count("LL")
    assert (result["CELLS"], result["ISLANDS"], result["CELL_SIZE"]) == (196, 0, 0)
    assert result["OUTPUT"].renderer().classAttribute() == "li_class"


def test_islands_and_nulls_are_told_and_not_tested(run, rates, log):
    rates[0, 0] = np.nan
    result = run("localmoran", INPUT=squares(rates, lone=True), FIELD="rate", PERMUTATIONS=99)
    i, p, named = columns_of(result["OUTPUT"], "li", "li_p", "li_class")
    assert len(named) == 196
    assert named[-1] == "not tested"
    assert not isinstance(i[-1], float)
    assert not isinstance(p[-1], float)
    assert result["ISLANDS"] == 1
    assert "1 areas without a value in 'rate' were left out." in log.said
    assert "1 areas have no neighbour." in log.said
    assert any(said.startswith("With 99 permutations at least 78 of 195 cells") for said in log.said)


def test_points_are_counted_on_a_grid(run, points, study_area):
    result = run("localmoran", INPUT=points, CELL_SIZE=250, BOUNDARY=study_area, NEIGHBOURHOOD=1, PERMUTATIONS=999)
    rows = list(result["OUTPUT"].getFeatures())
    place = np.array([(row["cell_row"], row["cell_col"]) for row in rows])
    grid = np.full(place.max(axis=0) - place.min(axis=0) + 1, np.nan)
    grid[tuple((place - place.min(axis=0)).T)] = [row["count"] for row in rows]
    core = local_moran_grid(grid, "rook", permutations=999)
    where = tuple((place - place.min(axis=0)).T)
    np.testing.assert_allclose([row["li"] for row in rows], core.i[where], atol=1e-9)
    np.testing.assert_array_equal([row["li_p"] for row in rows], core.p[where])
    assert result["CELLS"] == len(rows)
    assert result["CELL_SIZE"] == 250


@pytest.mark.parametrize(("neighbourhood", "more"), [(2, {"DISTANCE": 1_100}), (3, {"NEIGHBOURS": 5})])
def test_bands_and_nearest_work_for_both_kinds_of_input(run, points, rates, neighbourhood, more):
    areas = run("localmoran", INPUT=squares(rates), FIELD="rate", NEIGHBOURHOOD=neighbourhood, **more)
    cells = run("localmoran", INPUT=points, CELL_SIZE=500, NEIGHBOURHOOD=neighbourhood, **more)
    for result in (areas, cells):
        (p,) = columns_of(result["OUTPUT"], "li_p")
        assert 0 < min(p) <= max(p) <= 1


def test_without_the_false_discovery_rate_more_stand_out(run, points):
    adjusted, plain = (run("localmoran", INPUT=points, CELL_SIZE=300, FDR=fdr) for fdr in (True, False))
    assert plain["HIGH_HIGH"] > adjusted["HIGH_HIGH"]


@pytest.mark.parametrize(
    ("values", "parameters", "why"),
    [
        (np.ones((9, 9)), {"FIELD": "rate"}, "same value"),
        (np.arange(25.0).reshape(5, 5), {"FIELD": "rate"}, "Only 25 cells"),
        (np.arange(81.0).reshape(9, 9), {}, "need a field"),
        (np.arange(81.0).reshape(9, 9), {"FIELD": "rate", "NEIGHBOURHOOD": 2, "DISTANCE": 9}, "longer band"),
        (np.arange(81.0).reshape(9, 9), {"FIELD": "rate", "NEIGHBOURHOOD": 3, "NEIGHBOURS": 99}, "from 1 to 80"),
    ],
)
def test_what_cannot_be_tested_gets_a_sentence(run, values, parameters, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("localmoran", INPUT=squares(values), **parameters)
