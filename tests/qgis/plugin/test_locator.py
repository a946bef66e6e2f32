from __future__ import annotations

import pytest
import shapely
from qgis.core import QgsFeedback, QgsLocatorContext
from safestats.qgis_plugin.finding.locator import Findable, SafeStatsLocator, algorithms, matching, places
from safestats.safestats_core.retrieval.catalogue import Area


@pytest.fixture
def opened():
    return []


@pytest.fixture
def findables(opened):
    words = [("Police recorded crime", "dataset"), ("Ambulance calls", "dataset"), ("Police stops", "dataset")]
    return [Findable(name, kind, lambda name=name: opened.append(name)) for name, kind in words]


def test_the_prefix_is_one_that_qgis_takes_from_a_plugin(findables):
    assert len(SafeStatsLocator(lambda: findables).prefix()) >= 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pol", ["Police recorded crime", "Police stops"]),
        ("crime police", ["Police recorded crime"]),
        ("CALLS", ["Ambulance calls"]),
        ("p", []),
        ("nothing", []),
    ],
)
def test_all_words_typed_are_found_in_any_order(findables, typed, found):
    assert [each.words for each in matching(typed, findables)] == found


def test_not_more_of_a_kind_than_one_can_look_over():
    wards = [Findable(f"Ward {number}", "area", lambda: None) for number in range(500)]
    assert len(list(matching("ward", wards))) == 8


def test_what_is_chosen_in_the_search_box_is_opened(qgis_app, findables, opened):
    filter_of_the_box = SafeStatsLocator(lambda: findables)
    search = filter_of_the_box.clone()
    results = []
    search.resultFetched.connect(results.append)
    search.prepare("stops", QgsLocatorContext())
    search.fetchResults("stops", QgsLocatorContext(), QgsFeedback())
    (result,) = results
    filter_of_the_box.triggerResult(result)
    assert opened == ["Police stops"]


def test_the_algorithms_are_found_by_their_title(provider):
    assert [each.words for each in matching("emerging hot", algorithms())][:1] == ["Emerging hot spots"]


def test_choosing_an_area_moves_the_map_there(qgis_canvas):
    from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY

    qgis_canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:27700"))
    qgis_canvas.resize(400, 400)
    (ward,) = places([Area("E05000001", "Made Ward", None, shapely.box(-0.13, 51.50, -0.12, 51.51))], qgis_canvas)
    ward.open()
    assert qgis_canvas.extent().contains(QgsPointXY(530_000, 180_000))
    assert qgis_canvas.extent().width() < 5_000
