from __future__ import annotations

import pytest
from qgis.core import QgsExpression, QgsExpressionContext
from safestats.qgis_plugin.expressions import FUNCTIONS, add_functions, remove_functions


@pytest.fixture
def value(qgis_app):
    """What an expression gives; an error is raised with its words."""
    add_functions()

    def evaluate(text):
        expression = QgsExpression(text)
        assert not expression.hasParserError(), expression.parserErrorString()
        found = expression.evaluate(QgsExpressionContext())
        if expression.hasEvalError():
            raise ValueError(expression.evalErrorString())
        return found

    yield evaluate
    remove_functions()


@pytest.mark.parametrize(
    ("hour", "shift"), [("05:59:59", "22-06"), ("06:00:00", "06-14"), ("22:00:00", "22-06"), ("21:59:59", "14-22")]
)
def test_the_shift_of_a_time(value, hour, shift):
    assert value(f"safestats_shift(to_datetime('2024-05-01 {hour}'), '06-14, 14-22, 22-06')") == shift


def test_between_shifts_there_is_none(value):
    assert value("safestats_shift(to_datetime('2024-05-01 12:00:00'), '22-06')") is None


def test_an_incident_between_two_times_counts_for_its_share(value):
    night = "to_datetime('2024-05-01 20:00:00'), to_datetime('2024-05-02 04:00:00')"
    assert value(f"safestats_aoristic({night}, '22-06')") == pytest.approx(0.75)
    assert value("safestats_aoristic(to_datetime('2024-05-01 23:10:00'), NULL, '22-06')") == 1
    assert value("safestats_aoristic(NULL, NULL, '22-06')") is None


def test_the_weight_of_a_category_is_that_of_the_file(value, tmp_path):
    weights = tmp_path / "harm.csv"
    weights.write_text("category,weight\nburglary,20\nrobbery,365\n")
    assert value(f"safestats_harm('Robbery', '{weights}')") == 365
    assert value(f"safestats_harm('arson', '{weights}')") is None
    weights.write_text("category,weight\nrobbery,400\n")
    assert value(f"safestats_harm('robbery', '{weights}')") == 400


def test_a_shift_that_is_none_and_a_file_that_is_not_there_are_told(value, tmp_path):
    with pytest.raises(ValueError, match="late"):
        value("safestats_shift(to_datetime('2024-05-01 12:00:00'), 'late')")
    with pytest.raises(ValueError, match=r"gone\.csv"):
        value(f"safestats_harm('robbery', '{tmp_path / 'gone.csv'}')")


def test_they_are_found_by_name_with_help_and_go_with_the_plugin(qgis_app):
    add_functions()
    for function in FUNCTIONS:
        assert QgsExpression.isFunctionName(function.name())
        assert "Example" in function.helpText()
    remove_functions()
    assert not any(QgsExpression.isFunctionName(function.name()) for function in FUNCTIONS)
