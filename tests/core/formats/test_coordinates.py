"""Coordinates in any reference system, and those that cannot be a place."""

from __future__ import annotations

import pytest

NATIONAL_GRID = {"x": "x", "y": "y", "crs": "EPSG:27700"}


@pytest.fixture
def place(take_csv, declared):
    """Longitude, latitude and precision of one row, or why it was refused."""

    def place(header: str, row: str, **location: object) -> tuple:
        taken = take_csv(f"when,{header}\n2024-01-05,{row}\n", declared(location=location))
        if taken.refusals:
            return (taken.refusals[0].reason,)
        return taken["longitude"][0], taken["latitude"][0], taken["location_precision"][0]

    return place


def test_the_national_grid_becomes_longitude_and_latitude(place):
    """Caister water tower, the worked example of the Ordnance Survey (OSTN15 and OSGM15 user guide, annexe A).

    PROJ has the survey's correction grid only where it was fetched; without it the shift is good to 5 m.
    """
    longitude, latitude, precision = place("x,y", "651409.804,313177.450", **NATIONAL_GRID, precision="cell")
    assert longitude == pytest.approx(1.716073973, abs=5 / 67_000)
    assert latitude == pytest.approx(52.658007833, abs=5 / 111_000)
    assert precision == "cell"


@pytest.mark.parametrize("row", ["0,0", "0.0,-0"])
def test_zero_zero_means_not_known_in_every_system(place, row):
    assert "not known" in place("x,y", row, **NATIONAL_GRID)[0]
    assert "not known" in place("x,y", row, x="x", y="y")[0]


@pytest.mark.parametrize("row", ["5300000,180000", "1e30,1e30", "313177.270,6514099.03"])
def test_a_point_outside_the_area_of_its_system_is_refused(place, row):
    (reason,) = place("x,y", row, **NATIONAL_GRID)
    assert f"({row.replace(',', ', ')}) lie outside the area of EPSG:27700" in reason


def test_degrees_are_not_taken_for_metres(place):
    """-0.1, 51.5 on the national grid would be a place in the sea off Scilly, inside the grid's area of use."""
    assert "(-0.1, 51.5) look like degrees, not like EPSG:27700" in place("x,y", "-0.1,51.5", **NATIONAL_GRID)[0]


def test_a_point_outside_the_declared_extent_is_refused(place):
    extent = [-1, 51, 1, 52]
    assert place("x,y", "0.5,51.5", x="x", y="y", extent=extent)[:2] == (0.5, 51.5)
    assert "lie outside the area of this dataset" in place("x,y", "51.5,0.5", x="x", y="y", extent=extent)[0]


@pytest.mark.parametrize("written", ['"(51.5, -0.1)"', '"[51.5, -0.1]"', "POINT (51.5 -0.1)", "51.5;-0.1"])
def test_both_coordinates_may_stand_in_one_column(place, written):
    assert place("both", written, pair="both", pair_order="yx")[:2] == (-0.1, 51.5)


def test_a_pair_that_is_none_is_refused_with_its_text(place):
    assert "Mill Lane" in place("both", "Mill Lane", pair="both")[0]
    assert place("both,c", ",1", pair="both") == (None, None, "none")


@pytest.mark.parametrize("written", ["+0.5", " .5 ", "5e-1", "0.5"])
def test_numbers_may_be_written_in_any_usual_way(place, written):
    assert place("x,y", f"{written},51.5", x="x", y="y")[0] == 0.5


def test_words_for_nothing_can_be_declared(take_csv, declared):
    profile = declared(source={"blank": ["NULL", "n/a"]}, location={"x": "x", "y": "y", "description": "where"})
    taken = take_csv("when,x,y,where\n2024-01-05,NULL,n/a,NULL\n", profile)
    assert (taken["longitude"], taken["location"]) == ([None], [None])


def test_a_row_whose_area_alone_is_known_says_so(take_csv, declared):
    profile = declared(location={"x": "x", "y": "y"}, areas={"ward": "ward"})
    taken = take_csv("when,x,y,ward\n2024-01-05,,,E05000026\n2024-01-05,,,\n", profile)
    assert taken["location_precision"] == ["area", "none"]
