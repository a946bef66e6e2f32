"""Areas that touch, held against libpysal."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.grids.grid import Grid, cell_polygons
from safestats_core.hotspots.local_statistics.contiguity import centroids, contiguity
from safestats_core.hotspots.local_statistics.neighbours import queen, rook

GRID = Grid("square", 100.0, 5_000, 1_800, 7, 5)


def squares(jitter: float = 0.0) -> list:
    rng = np.random.default_rng(0)
    return [[[ring + rng.uniform(-jitter, jitter, ring.shape)]] for ring in cell_polygons(GRID)]


def of_libpysal(geometries, rule: str) -> np.ndarray:
    libpysal, geopandas = pytest.importorskip("libpysal"), pytest.importorskip("geopandas")
    build = libpysal.weights.Queen if rule == "queen" else libpysal.weights.Rook
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return build.from_dataframe(geopandas.GeoDataFrame(geometry=list(geometries)), use_index=False).sparse.toarray()


def rings_of(geometry) -> list:
    """A shapely polygon, or several, as lists of rings."""
    return [
        [np.array(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)]
        for part in getattr(geometry, "geoms", [geometry])
    ]


@pytest.mark.parametrize(("rule", "on_grid"), [("queen", queen), ("rook", rook)])
def test_squares_touch_as_the_cells_of_their_grid(rule, on_grid):
    np.testing.assert_array_equal(contiguity(squares(), rule).toarray(), on_grid(GRID).toarray())
    itself = contiguity(squares(), rule, include_self=True) - contiguity(squares(), rule)
    np.testing.assert_array_equal(itself.toarray(), np.eye(GRID.cells))


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_irregular_areas_with_holes_and_parts_touch_as_in_libpysal(rule):
    shapely = pytest.importorskip("shapely")
    points = shapely.MultiPoint(np.random.default_rng(1).uniform(0, 1_000, (60, 2)))
    cells = list(shapely.voronoi_polygons(points).geoms)
    areas = [*cells[:50], shapely.union_all(cells[50:55]), shapely.union_all([cells[55], cells[57], cells[59]])]
    np.testing.assert_array_equal(contiguity([rings_of(a) for a in areas], rule, 0).toarray(), of_libpysal(areas, rule))


@pytest.mark.realdata
@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_the_wards_of_london_touch_as_in_libpysal(real_data, rule):
    geopandas = pytest.importorskip("geopandas")
    geometries = geopandas.read_file(
        real_data / "london_boundaries" / "london_2011_gla.gpkg", layer="ward_2014"
    ).geometry
    ours = contiguity([rings_of(geometry) for geometry in geometries], rule, 0).toarray()
    np.testing.assert_array_equal(ours, of_libpysal(geometries, rule))
    assert ours.sum() > 3_000


def test_rounding_does_not_part_neighbours_but_a_street_does():
    np.testing.assert_array_equal(contiguity(squares(0.0002)).toarray(), queen(GRID).toarray())
    assert contiguity(squares(0.0002), tolerance=0).sum() == 0
    shifted = [[[ring + (0, 3 * (i // GRID.columns))]] for i, ((ring,),) in enumerate(squares())]
    np.testing.assert_array_equal(contiguity(shifted).sum(axis=1).A.ravel() <= 2, True)


def test_open_and_closed_rings_are_the_same():
    opened = [[[ring[:-1]]] for ((ring,),) in squares()]
    for rule in ("queen", "rook"):
        np.testing.assert_array_equal(contiguity(opened, rule).toarray(), contiguity(squares(), rule).toarray())


def test_the_order_of_areas_and_the_way_round_do_not_matter():
    order = np.random.default_rng(3).permutation(GRID.cells)
    turned = [[[squares()[i][0][0][::-1]]] for i in order]
    for rule in ("queen", "rook"):
        expected = contiguity(squares(), rule).toarray()[np.ix_(order, order)]
        np.testing.assert_array_equal(contiguity(turned, rule).toarray(), expected)


def test_an_island_has_nobody():
    lone = [*squares(), [[np.array([(0, 0), (1, 0), (1, 1.0)])]]]
    assert contiguity(lone).sum(axis=1).A.ravel()[-1] == 0


def test_centroids_are_those_of_geos_with_parts_and_holes_however_drawn():
    shapely = pytest.importorskip("shapely")
    ring = shapely.Point(530_000, 180_000).buffer(900).difference(shapely.Point(530_300, 180_100).buffer(300))
    areas = [ring, shapely.union_all([ring, shapely.box(540_000, 170_000, 541_000, 173_000)]), shapely.reverse(ring)]
    expected = shapely.get_coordinates(shapely.centroid(areas))
    np.testing.assert_allclose(np.transpose(centroids([rings_of(area) for area in areas])), expected, atol=1e-6)
    flat = [[[np.array([(0, 0), (2, 2), (4, 4.0)])]]]
    np.testing.assert_allclose(np.ravel(centroids(flat)), (2, 2))


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: contiguity(squares(), "bishop"), "queen.*rook"),
        (lambda: contiguity(squares(), tolerance=-1), "0 or more"),
        (lambda: contiguity([*squares(), []]), "no polygon"),
        (lambda: contiguity([]), "no polygon"),
        (lambda: contiguity([[[np.array([(0, 0), (np.nan, 1), (1, 1.0)])]]]), "Fix geometries"),
    ],
)
def test_what_is_no_set_of_areas_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
