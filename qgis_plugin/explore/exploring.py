"""What the explore panel does: it reads a layer, sums it up, draws a preview, and carries selections both ways."""

from __future__ import annotations

from functools import partial

import numpy as np
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import numeral, tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.hotspots.aoristic import aoristic_blocks
from ...safestats_core.hotspots.density.bandwidth import automatic_bandwidth
from ..layers.making import MISSING_MONTHS
from .latest import Latest
from .preview import draw_density
from .rows import Rows, RowSource, guess_fields
from .summary import Summary, is_among, summarise


class Exploring(QObject):
    """One layer at a time. All work runs in tasks; an answer that is no longer asked for is dropped.

    summarised  the Summary of all rows and that of the selected ones, or None; None and None: there are no rows
    drawn       the Picture of the density, or None: there is none
    suggested   a bandwidth in metres that fits the rows
    said        a sentence on the layer
    previewed   a sentence on the density, or ""
    """

    summarised = pyqtSignal(object, object)
    drawn = pyqtSignal(object)
    suggested = pyqtSignal(float)
    said = pyqtSignal(str)
    previewed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer: QgsVectorLayer | None = None
        self._rows: Rows | None = None
        self._whole: Summary | None = None
        self._wanted: tuple[float, float] | None = None
        self._reading = Latest(tr("Reading the layer"), self._cannot_read)
        # Apart: a selection that is made is counted at once, and that must not displace the next one that waits.
        self._selecting = Latest(tr("Counting"), self.said.emit)
        self._summing = Latest(tr("Counting"), self.said.emit)
        self._drawing = Latest(tr("Drawing the density"), self._cannot_draw)

    def use(self, layer: QgsVectorLayer | None) -> None:
        """Turn to another layer, or to none."""
        self._let_go()
        self.said.emit(tr("Choose a layer of points.") if layer is None else tr("Reading the layer…"))
        if layer is None:
            return
        self._layer = layer
        layer.selectionChanged.connect(self._show_selection)
        layer.subsetStringChanged.connect(self._read)
        layer.dataSourceChanged.connect(self._read)
        layer.willBeDeleted.connect(self._let_go)
        self._read()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return any(work.is_busy for work in (self._reading, self._selecting, self._summing, self._drawing))

    def preview(self, bandwidth: float | None, cell_size: float) -> None:
        """Draw the density with these lengths in metres; without a bandwidth draw none."""
        self._wanted = None if bandwidth is None else (bandwidth, cell_size)
        self._draw()

    def select_month(self, month: str) -> None:
        """Select on the map what began in a month, "YYYY-MM"."""
        self._select(lambda rows: rows.start.astype("datetime64[M]") == np.datetime64(month, "M"))

    def select_hour(self, weekday: int, hour: int) -> None:
        """Select on the map what may have happened in an hour of the week; weekday 0 is Monday."""
        self._select(partial(_may_be_in_hour, weekday=weekday, hour=hour))

    def select_category(self, category: str) -> None:
        """Select on the map what is of a category; "" stands for none."""
        self._select(lambda rows: np.array([(value or "") == category for value in rows.category], bool))

    def _read(self) -> None:
        try:
            source = RowSource(self._layer, guess_fields(self._layer))
        except InvalidInput as error:
            self._reading.stop()  # of the layer as it was before
            self._cannot_read(in_words(error))
            return
        missing = [month for month in str(self._layer.customProperty(MISSING_MONTHS, "")).split(",") if month]

        def work(progress) -> tuple[Rows, Summary, float]:
            rows = source.read(progress)
            return rows, summarise(rows, missing), _fitting_bandwidth(rows)

        self._reading.ask(work, self._has_read)

    def _has_read(self, read: tuple[Rows, Summary, float]) -> None:
        self._rows, self._whole, bandwidth = read
        undated = self._whole.months.undated
        words = tr("{rows} incidents.").format(rows=numeral(self._rows.ids.size))
        if undated:
            words += " " + tr("{undated} without a time.").format(undated=numeral(undated))
        self.said.emit(words)
        self.summarised.emit(self._whole, None)
        if bandwidth:
            self.suggested.emit(bandwidth)
        self._show_selection()
        self._draw()

    def _cannot_read(self, sentence: str) -> None:
        """Show nothing rather than what the layer held before."""
        self._forget_rows()
        self.said.emit(sentence)

    def _show_selection(self, *_) -> None:
        rows = self._rows
        if rows is None:
            return
        ids = self._layer.selectedFeatureIds()
        if not ids:
            self._summing.stop()
            self.summarised.emit(self._whole, None)
            return
        whole = self._whole
        self._summing.ask(
            lambda progress: summarise(rows, among=is_among(rows, ids)), lambda part: self.summarised.emit(whole, part)
        )

    def _select(self, which) -> None:
        rows, layer = self._rows, self._layer
        if rows is not None:
            self._selecting.ask(lambda progress: rows.ids[which(rows)].tolist(), layer.selectByIds)

    def _draw(self) -> None:
        rows = self._rows
        placed = np.isfinite(rows.x) if rows is not None else np.zeros(0, bool)
        if self._wanted is None or not placed.any():
            self._draw_nothing()
            return
        bandwidth, cell_size = self._wanted

        def work(progress):
            return draw_density(rows.x[placed], rows.y[placed], bandwidth, cell_size, rows.crs)

        self._drawing.ask(work, self._has_drawn)

    def _draw_nothing(self) -> None:
        self._drawing.stop()  # or its picture would come after all
        self.drawn.emit(None)
        self.previewed.emit("")

    def _cannot_draw(self, sentence: str) -> None:
        """Take away the picture of what was asked for before."""
        self.drawn.emit(None)
        self.previewed.emit(sentence)

    def _has_drawn(self, picture) -> None:
        self.drawn.emit(picture)
        across = picture.extent.width() / picture.image.width()
        self.previewed.emit(tr("Cells of {size} m.").format(size=numeral(across, ",.0f")))

    def _let_go(self) -> None:
        self._reading.stop()
        self._forget_rows()
        if self._layer is not None:
            self._layer.selectionChanged.disconnect(self._show_selection)
            self._layer.subsetStringChanged.disconnect(self._read)
            self._layer.dataSourceChanged.disconnect(self._read)
            self._layer.willBeDeleted.disconnect(self._let_go)
        self._layer = None

    def _forget_rows(self) -> None:
        """Keep and show nothing of what was read."""
        self._selecting.stop()
        self._summing.stop()
        self._rows = self._whole = None
        self.summarised.emit(None, None)
        self._draw_nothing()


def _fitting_bandwidth(rows: Rows) -> float:
    """Metres; 0 where the points are too few, or all in one place."""
    placed = np.isfinite(rows.x)
    x, y = rows.x[placed], rows.y[placed]
    return automatic_bandwidth(x, y) if x.size > 1 and np.ptp(x) + np.ptp(y) > 0 else 0.0


def _may_be_in_hour(rows: Rows, weekday: int, hour: int) -> np.ndarray:
    found = np.zeros(rows.ids.size, bool)
    dated = np.flatnonzero(~np.isnat(rows.start))
    column = 24 * weekday + hour
    for block, weights in aoristic_blocks(rows.start[dated], rows.end[dated]):
        found[dated[block]] = weights[:, column] > 0
    return found
