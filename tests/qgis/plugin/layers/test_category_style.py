"""The symbols of categories: no two alike, and of one shape none alike to colour-blind eyes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from qgis.core import QgsVectorLayer
from safestats.qgis_plugin.layers.category_style import style_by_category
from safestats.safestats_core.incidents import CATEGORIES

# Machado, Oliveira and Fernandes (2009), severity 1: what is left of linear red, green and blue.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


@pytest.fixture
def symbols(qgis_app):
    layer = QgsVectorLayer("Point?field=category:string", "incidents", "memory")
    style_by_category(layer, CATEGORIES)
    styled = layer.renderer().categories()  # they own their symbols: Qt takes both away together
    found = {}
    for each in styled:
        marker = each.symbol().symbolLayer(0)
        found[each.value()] = (marker.shape(), marker.fillColor().getRgb()[:3])
    return found


def seen(colour, matrix):
    linear = (np.array(colour) / 255) ** 2.2
    return np.clip(np.array(matrix) @ linear, 0, 1) ** (1 / 2.2) * 255


def test_every_category_has_a_symbol_of_its_own(symbols):
    assert symbols.keys() == {*CATEGORIES, ""}
    assert len(set(symbols.values())) == len(symbols)


def test_a_fire_whose_cause_is_not_stated_is_neither_deliberate_nor_an_accident(symbols):
    assert CATEGORIES["fire"] == "Fire, cause not stated"
    assert len({symbols[key] for key in ("fire", "deliberate-fire", "accidental-fire")}) == 3


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_of_one_shape_no_two_colours_look_alike(symbols, blindness):
    for shape in {shape for shape, _ in symbols.values()}:
        colours = [seen(colour, BLINDNESS[blindness]) for other, colour in symbols.values() if other == shape]
        for one, other in combinations(colours, 2):
            assert np.linalg.norm(one - other) > 30, (shape, one, other)
