"""Rows leave QGIS after their purpose was asked for, and the portal is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QInputDialog, QMessageBox, QVBoxLayout

from ..conftest import wait as wait_until


class QgsVectorLayerSaveAsDialog(QDialog):
    """QGIS's own has these parts under these names; it can be opened from its main window only."""

    def __init__(self, parent, selected_only: bool = False) -> None:
        super().__init__(parent)
        formats, selection = QComboBox(), QCheckBox()
        formats.setObjectName("mFormatComboBox")
        formats.addItem("GeoPackage")
        selection.setObjectName("mSelectedOnly")
        selection.setChecked(selected_only)
        layout = QVBoxLayout(self)
        for part in (formats, selection):
            layout.addWidget(part)


@pytest.fixture
def points(load, window):
    window.active = next(layer for layer in load() if layer.isSpatial())
    return window.active


@pytest.fixture
def answer(monkeypatch):
    """What the person types and clicks; gives the questions."""

    def answer(purpose: str | None = None, go_on: bool = False) -> list[str]:
        asked = []
        button = QMessageBox.StandardButton.Yes if go_on else QMessageBox.StandardButton.No
        typed = (purpose or "", purpose is not None)
        monkeypatch.setattr(QInputDialog, "getText", lambda parent, title, words: asked.append(words) or typed)
        monkeypatch.setattr(QMessageBox, "question", lambda parent, title, words, *_: asked.append(words) or button)
        return asked

    return answer


def save_as(window, selected_only: bool = False) -> int:
    """Open the dialog, and press OK after whatever comes up first."""
    dialog = QgsVectorLayerSaveAsDialog(window.main, selected_only)
    QTimer.singleShot(200, dialog.accept)
    return dialog.exec()


def test_the_purpose_is_asked_where_the_terms_demand_it_and_the_portal_is_told(
    points, window, panel, source, dataset, answer
):
    panel.enter(source, replace(dataset, asks_before_export=True))
    asked = answer(purpose="Briefing for\nthe ward panel")
    assert save_as(window) == QDialog.DialogCode.Accepted
    wait_until(lambda: len(source.reports) == 1)
    assert source.reports == [("calls", 9, "GeoPackage", "Briefing for the ward panel")]
    assert "OFFICIAL-SENSITIVE" in asked[0]


@pytest.mark.parametrize("purpose", [None, "   "])
def test_without_a_purpose_nothing_is_written(points, window, panel, source, dataset, answer, purpose):
    panel.enter(source, replace(dataset, asks_before_export=True))
    answer(purpose=purpose)
    assert save_as(window) == QDialog.DialogCode.Rejected
    assert source.reports == []


def test_without_such_terms_the_marking_is_shown_and_the_portal_is_told(points, window, source, answer):
    points.selectByExpression("\"category\" = 'overdose'")
    asked = answer(go_on=True)
    assert save_as(window, selected_only=True) == QDialog.DialogCode.Accepted
    wait_until(lambda: len(source.reports) == 1)
    assert source.reports == [("calls", 5, "GeoPackage", "Not asked for")]
    assert len(asked) == 1


def test_who_is_signed_out_cannot_export(points, window, panel, source, answer):
    panel.leave()
    answer(go_on=True)
    assert save_as(window) == QDialog.DialogCode.Rejected
    assert "Sign in" in window.said[-1]


def test_copied_rows_are_reported_or_taken_back(points, window, source, answer):
    points.selectAll()
    QApplication.clipboard().setText("copied")
    answer(go_on=False)
    window.copy.trigger()
    assert QApplication.clipboard().text() == ""
    answer(go_on=True)
    window.copy.trigger()
    wait_until(lambda: len(source.reports) == 1)
    assert source.reports == [("calls", 9, "clipboard", "Not asked for")]


@pytest.fixture
def result(desk, window):
    """A layer as an algorithm leaves it: one row, made from data with a marking."""
    from qgis.core import QgsVectorLayer

    window.active = QgsVectorLayer("Polygon?crs=EPSG:27700&field=count:integer", "robbery by ward", "memory")
    window.active.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    return window.active


def test_a_result_that_nobody_found_safe_is_asked_about(result, window, source, answer):
    asked = answer(go_on=False)
    assert save_as(window) == QDialog.DialogCode.Rejected
    assert "robbery by ward" in asked[0]
    assert "OFFICIAL-SENSITIVE" in asked[0]
    answer(go_on=True)
    assert save_as(window) == QDialog.DialogCode.Accepted
    assert source.reports == [], "it holds no rows of the portal to be told of"


def test_a_result_that_is_not_safe_says_why(result, window, answer):
    result.setCustomProperty("safestats/safe", "no")
    result.setCustomProperty("safestats/safe_sentence", "Not safe to share: its 9 rows are records.")
    asked = answer(go_on=False)
    assert save_as(window) == QDialog.DialogCode.Rejected
    assert asked[0].startswith("Not safe to share: its 9 rows are records.")
    QApplication.clipboard().setText("copied")
    window.copy.trigger()
    assert (len(asked), QApplication.clipboard().text()) == (2, "")


def test_a_result_that_is_safe_goes_without_a_question(result, window, answer):
    result.setCustomProperty("safestats/safe", "yes")
    asked = answer(go_on=False)
    assert save_as(window) == QDialog.DialogCode.Accepted
    window.copy.trigger()
    assert asked == []


def test_what_safe_to_share_says_is_what_the_export_asks(provider, desk, window, answer, qgis_new_project):
    import processing
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    records = QgsVectorLayer("Point?crs=EPSG:27700", "records", "memory")
    row = QgsFeature()
    row.setGeometry(QgsGeometry.fromWkt("Point(530000 180000)"))
    assert records.dataProvider().addFeature(row)
    window.active = processing.run("safestats:safetoshare", {"INPUT": records, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    asked = answer(go_on=False)
    assert save_as(window) == QDialog.DialogCode.Rejected
    assert asked[0].startswith(window.active.customProperty("safestats/safe_sentence"))


def test_layers_of_the_user_are_nobodys_business(desk, window, source, points, answer, qgis_new_project):
    from qgis.core import QgsVectorLayer

    window.active = QgsVectorLayer("Point?crs=EPSG:27700", "mine", "memory")
    asked = answer(go_on=True)
    assert save_as(window) == QDialog.DialogCode.Accepted
    assert (asked, source.reports) == ([], [])
