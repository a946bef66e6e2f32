"""The explore panel: when, at which hours, of what kind and where the incidents of a layer happened."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsDockWidget, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr
from .charts import Charts
from .exploring import Exploring
from .preview import DensityPreview
from .preview_controls import PreviewControls


class ExploreDock(QgsDockWidget):
    """Shows one layer of points; what is chosen here is selected on the map, and the other way round."""

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self.setWindowTitle(tr("SafeStats: explore"))
        self.setObjectName("SafeStatsExplore")
        self.exploring = Exploring(self)
        self.charts = Charts()
        self.controls = PreviewControls()
        self._preview = DensityPreview(iface.mapCanvas())
        self._canvas = iface.mapCanvas()
        self._build()
        self._connect()

    def close_down(self) -> None:
        """Let go of the layer, and take the preview off the map: the plugin is being unloaded."""
        self.exploring.use(None)
        self._canvas.scene().removeItem(self._preview)

    def _build(self) -> None:
        self._layer = QgsMapLayerComboBox()
        self._layer.setFilters(QgsMapLayerProxyModel.Filter.PointLayer)
        self._layer.setAllowEmptyLayer(True)
        self._layer.setAccessibleName(tr("Layer to explore"))
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._tabs = QTabWidget()
        for title, widget in (*self.charts.pages(), (tr("Where"), self.controls)):
            self._tabs.addTab(widget, title)
        self._picture = QPushButton(tr("Copy as picture"))
        self._table = QPushButton(tr("Copy as table"))
        copies = QHBoxLayout()
        for button in (self._picture, self._table):
            copies.addWidget(button)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self._layer)
        layout.addWidget(self._said)
        layout.addWidget(self._tabs, 1)
        layout.addLayout(copies)
        self.setWidget(content)

    def _connect(self) -> None:
        self._layer.layerChanged.connect(self._use)
        self.exploring.summarised.connect(self.charts.show_summary)
        self.exploring.said.connect(self._said.setText)
        self.exploring.drawn.connect(self._preview.show_picture)
        self.exploring.previewed.connect(self.controls.say)
        self.exploring.suggested.connect(self.controls.set_bandwidth)
        self.charts.month_chosen.connect(self.exploring.select_month)
        self.charts.hour_chosen.connect(self.exploring.select_hour)
        self.charts.category_chosen.connect(self.exploring.select_category)
        self.controls.changed.connect(self._redraw)
        self._picture.clicked.connect(self.copy_picture)
        self._table.clicked.connect(self.copy_table)
        self._use(self._layer.currentLayer())

    def show_layer(self, layer: QgsVectorLayer) -> None:
        """Turn to a layer of the project."""
        self._layer.setLayer(layer)

    def copy_picture(self) -> None:
        """Put the page that is shown on the clipboard, as it is drawn."""
        QApplication.clipboard().setPixmap(self._tabs.currentWidget().grab())

    def copy_table(self) -> None:
        """Put the numbers of the page that is shown on the clipboard, with tabs between them."""
        QApplication.clipboard().setText(self.charts.table(self._tabs.currentIndex()))

    def _use(self, layer) -> None:
        self.exploring.use(layer if isinstance(layer, QgsVectorLayer) else None)
        self._redraw()

    def _redraw(self) -> None:
        controls = self.controls
        self.exploring.preview(controls.bandwidth if controls.is_shown else None, controls.cell_size)
