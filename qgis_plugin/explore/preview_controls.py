"""Two sliders for a density preview: bandwidth and cell size, in metres."""

from __future__ import annotations

from math import log

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QLabel, QSlider, QWidget

from ...processing_algorithms.base.translation import numeral, tr

_STEPS = 100


class PreviewControls(QWidget):
    """`changed` says that something else is to be drawn."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = QCheckBox(tr("Show the density on the map"))
        self._bandwidth = LengthSlider(tr("Bandwidth"), 100, 5_000, 500)
        self._cell_size = LengthSlider(tr("Cell size"), 25, 1_000, 100)
        self._said = QLabel()
        self._said.setWordWrap(True)
        layout = QFormLayout(self)
        layout.addRow(self._shown)
        layout.addRow(tr("Bandwidth"), self._bandwidth)
        layout.addRow(tr("Cell size"), self._cell_size)
        layout.addRow(self._said)
        self._shown.toggled.connect(lambda on: self.changed.emit())
        for slider in (self._bandwidth, self._cell_size):
            slider.changed.connect(self.changed)

    @property
    def is_shown(self) -> bool:
        """Whether the person wants to see it."""
        return self._shown.isChecked()

    def show_on_map(self, shown: bool) -> None:
        """Tick or untick."""
        self._shown.setChecked(shown)

    @property
    def bandwidth(self) -> float:
        """Metres."""
        return self._bandwidth.metres()

    @property
    def cell_size(self) -> float:
        """Metres."""
        return self._cell_size.metres()

    def set_bandwidth(self, metres: float) -> None:
        """Move the slider."""
        self._bandwidth.set_metres(metres)

    def say(self, sentence: str) -> None:
        """What is drawn, or why nothing is."""
        self._said.setText(sentence)


class LengthSlider(QWidget):
    """A length on a scale where each step is the same share longer; arrows and page keys move it."""

    changed = pyqtSignal()

    def __init__(self, name: str, least: float, most: float, metres: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setAccessibleName(name)
        self._said = QLabel()
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addRow(self._said, self._slider)
        self.setFocusProxy(self._slider)
        self._slider.valueChanged.connect(self._moved)
        self.set_metres(metres)
        self._moved()

    def metres(self) -> float:
        """The length, to two figures."""
        exact = self._least * (self._most / self._least) ** (self._slider.value() / _STEPS)
        return float(f"{exact:.2g}")

    def set_metres(self, metres: float) -> None:
        """Move to the step nearest to a length."""
        within = min(max(metres, self._least), self._most)
        ratio, whole = within / self._least, self._most / self._least
        self._slider.setValue(round(_STEPS * log(ratio) / log(whole)))

    def _moved(self) -> None:
        self._said.setText(f"{numeral(self.metres(), ',.0f')} m")
        self.changed.emit()
