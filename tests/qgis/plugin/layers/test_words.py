"""Map tips, forms and tables speak in words, and say nothing where nothing is known."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from qgis.core import QgsApplication as Application
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFieldFormatterContext,
    QgsLayerNotesUtils,
)

from .conftest import incident


@pytest.fixture
def points(load, source):
    source.rows = [
        incident(0, location="Bow St & <b>Long Acre</b>", outcome="Taken to hospital"),
        incident(1, time_precision="interval", end=datetime(2024, 6, 1, 13, 0, tzinfo=timezone.utc)),
        incident(2, time_precision="month"),
        incident(3, time_precision="interval", end=datetime(2024, 6, 3, 1, 0, tzinfo=timezone.utc)),
    ]
    return load()[0]


@pytest.fixture
def tips(points):
    """The map tip of each incident, as HTML."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(points))
    tips = {}
    for feature in points.getFeatures():
        context.setFeature(feature)
        tips[feature["incident_id"][-1]] = QgsExpression.replaceExpressionText(points.mapTipTemplate(), context)
    return tips


def test_a_map_tip_has_words_for_codes_and_no_empty_line(tips):
    assert "<b>Overdose or poisoning</b>" in tips["0"]
    assert "coordinates as recorded" in tips["0"]
    assert "OFFICIAL-SENSITIVE" in tips["0"]
    assert "Outcome" in tips["0"]
    assert "Outcome" not in tips["1"]
    for tip in tips.values():
        assert "<td></td>" not in tip
        assert "NULL" not in tip
        assert "assault-injury" not in tip
        assert "[%" not in tip


def test_a_map_tip_tells_the_time_as_well_as_it_is_known(tips):
    assert "1 June 2024, 12:30<" in tips["0"]
    assert "1 June 2024, 12:30 to 14:00<" in tips["1"]
    assert ">June 2024<" in tips["2"]
    assert "1 June 2024, 12:30 to 3 June 2024, 02:00<" in tips["3"]


def test_what_a_supplier_wrote_is_text_and_not_markup(tips):
    assert "Bow St &amp; &lt;b>Long Acre&lt;/b>" in tips["0"]


def test_a_table_shows_words_for_codes(points):
    index = points.fields().indexOf("category")
    setup = points.editorWidgetSetup(index)
    formatter = Application.fieldFormatterRegistry().fieldFormatter(setup.type())
    assert isinstance(QgsFieldFormatterContext(), QgsFieldFormatterContext)
    assert formatter.representValue(points, index, setup.config(), None, "overdose") == "Overdose or poisoning"
    assert points.attributeDisplayName(index) == "Category"


def test_a_form_is_in_groups_read_only_and_without_technical_fields(points):
    config = points.editFormConfig()
    groups = config.tabs()
    assert [group.name() for group in groups] == ["What", "When", "Where", "Record"]
    shown = [child.name() for group in groups for child in group.children()]
    assert shown[:2] == ["category", "source_category"]
    assert not {"longitude", "latitude", "month"} & set(shown)
    assert all(config.readOnly(index) for index in range(points.fields().count()))
    hidden = {column.name for column in points.attributeTableConfig().columns() if column.hidden}
    assert hidden == {"longitude", "latitude", "month"}


def test_the_notes_say_how_it_must_be_handled_and_for_how_long(points):
    notes = QgsLayerNotesUtils.layerNotes(points)
    for words in ("Handling: OFFICIAL-SENSITIVE", "Made-up attribution", "full records", "72 hours", "memory only"):
        assert words in notes
    constraint = points.metadata().constraints()[0]
    assert (constraint.constraint, constraint.type) == ("OFFICIAL-SENSITIVE", "handling")
