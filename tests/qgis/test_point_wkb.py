from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import shapely
from safestats.processing_algorithms.sources.point_wkb import points_of
from safestats.safestats_core.errors import InvalidInput

GEOMETRIES = [
    "POINT (1 2)",
    "MULTIPOINT (3 4, 5 6)",
    None,
    "POINT Z (7 8 9)",
    "MULTIPOINT Z (1 2 3, 4 5 6, 7 8 9)",
    "MULTIPOINT EMPTY",
    "POINT (9 9)",
]


def column(texts: list) -> pa.Array:
    geometries = shapely.from_wkt(texts)
    return pa.array(shapely.to_wkb(geometries, flavor="iso"), pa.binary())


@pytest.mark.parametrize("texts", [GEOMETRIES, GEOMETRIES[:1] * 3, GEOMETRIES[3:4], [None], []])
def test_points_and_rows_are_those_of_shapely(texts):
    xy, row = points_of(column(texts))
    expected, place = shapely.get_coordinates(shapely.from_wkt(texts), return_index=True)
    np.testing.assert_array_equal(xy, expected)
    np.testing.assert_array_equal(row, place)


def test_a_slice_of_a_column_is_read_as_that_slice():
    xy, row = points_of(column(GEOMETRIES).slice(1, 3))
    assert xy.tolist() == [[3, 4], [5, 6], [7, 8]]
    assert row.tolist() == [0, 0, 2]


def test_a_line_is_refused():
    with pytest.raises(InvalidInput, match="no point"):
        points_of(column(["POINT (1 2)", "LINESTRING (1 2, 3 4)"]))
