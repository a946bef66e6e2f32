"""How much it will be, the buttons that load it, and how far a load has got."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import numeral, tr
from ...safestats_core.workspace.estimate import Estimate


class LoadBar(QWidget):
    """Signals what was pressed."""

    load_wanted = pyqtSignal()
    counts_wanted = pyqtSignal()
    cancel_wanted = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.estimate = QLabel()
        self.estimate.setWordWrap(True)
        self.estimate.setAccessibleName(tr("How many rows to expect"))
        self.load = QPushButton(tr("Load on&to the map"))
        self.load.setToolTip(tr("Ctrl+Enter"))
        self.load.setDefault(True)
        self.load.clicked.connect(self.load_wanted)
        self.counts = QPushButton(tr("Load as cou&nts"))
        self.counts.setToolTip(tr("Wards with how many incidents they have, without a single point"))
        self.counts.clicked.connect(self.counts_wanted)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setToolTip(tr("Escape"))
        self.cancel.clicked.connect(self.cancel_wanted)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.load, 1)
        self._buttons.addWidget(self.counts)
        working = QHBoxLayout()
        working.addWidget(self.progress, 1)
        working.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.estimate)
        layout.addLayout(self._buttons)
        layout.addLayout(working)
        self.show_state(False, False, False)

    def add_button(self, button: QWidget) -> None:
        """Put one more button beside those that load."""
        self._buttons.addWidget(button)

    def show_signed_in(self, is_signed_in: bool) -> None:
        """Without anybody signed in there is only work to wait for."""
        for widget in (self.load, self.counts):
            widget.setVisible(is_signed_in)

    def show_state(self, is_busy: bool, can_load: bool, can_count: bool) -> None:
        """Offer what can be done now."""
        self.load.setEnabled(can_load and not is_busy)
        self.counts.setEnabled(can_count and not is_busy)
        for widget in (self.progress, self.cancel):
            widget.setVisible(is_busy)
        if not is_busy:
            self.show_progress(0)

    def show_progress(self, percent: float) -> None:
        """How much is done; while nothing is known the bar just moves."""
        self.progress.setRange(0, 100 if percent else 0)
        self.progress.setValue(int(percent))

    def show_estimate(self, estimate: Estimate | None) -> None:
        """What to expect; None where nothing is known."""
        self.estimate.setText("" if estimate is None else self._in_words(estimate))

    def show_sentence(self, sentence: str) -> None:
        """Something else that is worth knowing before a load."""
        self.estimate.setText(sentence)

    def _in_words(self, estimate: Estimate) -> str:
        rows = numeral(estimate.rows)
        words = tr("{rows} rows") if estimate.is_exact else tr("At most {rows} rows")
        if estimate.is_exact and not estimate.months:
            return tr("There is nothing in this period.")
        comes = (
            tr("{fetched} to fetch").format(fetched=numeral(estimate.to_fetch))
            if estimate.to_fetch
            else tr("all on this computer")
        )
        period = (
            tr("{rows} in {months} months; {comes}.") if estimate.months > 1 else tr("{rows} in one month; {comes}.")
        )
        return period.format(rows=words.format(rows=rows), months=estimate.months, comes=comes)
