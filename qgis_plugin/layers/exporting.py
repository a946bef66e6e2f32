"""Rows that leave QGIS: asked for their purpose first where the terms demand it, and reported to the portal.

A result made from such data is asked about, too, unless `safetoshare` found it safe.

QGIS lets nobody veto an export. What it does tell is that its "Save as" dialog is about to open, whichever menu
opened it, and that features were copied. Algorithms, drag and drop into a database, and print stay out of reach.
"""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QObject, QTimer
from qgis.PyQt.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QInputDialog, QMessageBox

from ...processing_algorithms.base.translation import tr
from ...processing_algorithms.results.provenance import marks_of
from ...processing_algorithms.results.sharing.verdict import verdict_on
from .. import tasks
from .attribute_tables import AttributeTables
from .placeholder import is_ours
from .question import Question

_SAVE_AS = ("QgsVectorLayerSaveAsDialog", "QgsRasterLayerSaveAsDialog")
"""The dialogs' classes, which the older QGIS do not show to Python: known by their names, and so are their parts."""
_LONGEST = 500


class ExportWatch(QObject):
    """Stands at the doors of the main window.

    connection  whose client reports
    say         tells the person a sentence, as a warning or not
    """

    def __init__(self, iface, connection, say: Callable[[str, bool], None]) -> None:
        super().__init__()
        self._iface, self._connection, self._say = iface, connection, say
        self._window = iface.mainWindow()
        self._window.installEventFilter(self)
        self._copy = iface.actionCopyFeatures()
        self._copy.triggered.connect(self._copied)
        self._tables = AttributeTables(self._window, self._copied_from)

    def stop(self) -> None:
        """Stand there no longer."""
        self._window.removeEventFilter(self)
        self._copy.triggered.disconnect(self._copied)
        self._tables.stop()

    def eventFilter(self, watched, event) -> bool:
        """A dialog of the main window has been made and will be shown: let it, and ask on top of it."""
        if event.type() == QEvent.Type.ChildPolished and event.child().metaObject().className() in _SAVE_AS:
            dialog, layer = event.child(), self._iface.activeLayer()
            if is_ours(layer):
                QTimer.singleShot(0, lambda: self._opened(dialog, layer))
            elif _is_unsafe_result(layer):
                QTimer.singleShot(0, lambda: self._may_leave(layer) or dialog.reject())
        return False

    def _opened(self, dialog: QDialog, layer: QgsVectorLayer) -> None:
        purpose = self._allowed(layer)
        if purpose is None:
            dialog.reject()
            return

        def accepted() -> None:
            rows = layer.selectedFeatureCount() if _takes_selection(dialog) else layer.featureCount()
            self._report(layer, rows, _format(dialog), purpose)

        dialog.accepted.connect(accepted)

    def _copied(self) -> None:
        self._copied_from(self._iface.activeLayer())

    def _copied_from(self, layer: QgsMapLayer | None) -> None:
        if _is_unsafe_result(layer) and not self._may_leave(layer):
            QApplication.clipboard().clear()
        if not is_ours(layer) or not layer.selectedFeatureCount():
            return
        purpose = self._allowed(layer)
        if purpose is None:
            QApplication.clipboard().clear()
        else:
            self._report(layer, layer.selectedFeatureCount(), "clipboard", purpose)

    def _may_leave(self, layer: QgsMapLayer) -> bool:
        """Whether a result that nobody found safe may leave all the same, because the person says so."""
        verdict = verdict_on(layer)
        unknown = tr(
            "'{layer}' is made from data marked {handling}, and nobody has looked whether it is safe to share. The "
            "algorithm 'Safe to share' does that."
        ).format(layer=layer.name(), handling=marks_of(layer).get("handling", ""))
        words = unknown if verdict is None else verdict.sentence
        words += " " + tr("Export it all the same?")
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        return QMessageBox.question(self._window, "SafeStats", words, yes | no, no) == yes

    def _allowed(self, layer: QgsVectorLayer) -> str | None:
        """What the rows are for; None where they have to stay."""
        if not self._can_report(layer):
            words = tr("Sign in to the portal of '{layer}' first: it has to be told of every export.")
            self._say(words.format(layer=layer.name()), True)
            return None
        if not self._reports():
            return ""
        dataset = self._dataset(layer)
        handling = layer.customProperty("safestats/handling", "")
        words = tr("These rows are marked {handling}. In a file or on the clipboard nothing protects them.").format(
            handling=handling
        )
        if dataset.asks_before_export:
            return self._ask_purpose(words)
        agreed = QMessageBox.question(self._window, "SafeStats", words + " " + tr("Go on?"))
        return tr("Not asked for") if agreed == QMessageBox.StandardButton.Yes else None

    def _ask_purpose(self, words: str) -> str | None:
        words += "\n" + tr("The terms of use ask what you need them for. The portal is told.")
        purpose, agreed = QInputDialog.getText(self._window, "SafeStats", words)
        purpose = " ".join(purpose.split())[:_LONGEST]
        if agreed and not purpose:
            self._say(tr("Nothing was exported: the terms of use ask for a purpose."), True)
        return purpose if agreed and purpose else None

    def _report(self, layer: QgsVectorLayer, rows: int, form: str, purpose: str) -> None:
        client, dataset = self._connection.session.client, self._dataset(layer)
        if not self._reports():
            return

        def done(told: bool) -> None:
            if not told:
                self._say(tr("The portal cannot be reached: it is told of the export when it can."), False)

        tasks.start(
            tr("Reporting the export"),
            lambda progress: client.report_export(dataset, rows, form, purpose),
            done,
            lambda sentence: self._say(sentence, True),
            must_run=True,
        )

    def _reports(self) -> bool:
        """Whether there is somebody to tell: not for open data."""
        return hasattr(self._connection.session.client, "report_export")

    def _can_report(self, layer: QgsVectorLayer) -> bool:
        portal, question = self._connection.portal, Question.read(layer)
        is_there = self._connection.is_signed_in and portal is not None and portal.url == question.portal
        return is_there and self._dataset(layer) is not None

    def _dataset(self, layer: QgsVectorLayer):
        query = Question.read(layer).query()
        datasets = self._connection.session.datasets
        return next((each for each in datasets if (each.dataset, each.level) == (query.dataset, query.level)), None)


def _is_unsafe_result(layer: QgsMapLayer | None) -> bool:
    """Whether a layer was made from marked data, or looked at, and not found safe to share."""
    if layer is None or is_ours(layer):
        return False
    verdict = verdict_on(layer)
    return "handling" in marks_of(layer) if verdict is None else not verdict.is_safe


def _takes_selection(dialog: QDialog) -> bool:
    box = dialog.findChild(QCheckBox, "mSelectedOnly")
    return box is not None and box.isChecked()


def _format(dialog: QDialog) -> str:
    box = dialog.findChild(QComboBox, "mFormatComboBox")
    return box.currentText() if box is not None and box.currentText() else "file"
