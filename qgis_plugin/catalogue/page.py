"""The page of the panel for somebody who has a portal: every part in its place, and nothing that it does."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr
from .code_panel import CodePanel
from .dataset_details import DatasetDetails
from .dataset_tree import DatasetTree
from .load_bar import LoadBar
from .portal_bar import PortalBar
from .query_form import QueryForm
from .saved_queries import SavedQueries
from .signed_out import SignedOut


class _WideEnough(QScrollArea):
    """Scrolls up and down only: it is never narrower than what is in it."""

    def minimumSizeHint(self) -> QSize:
        """As wide as the content, with the bar beside it."""
        content, bar = self.widget().minimumSizeHint(), self.verticalScrollBar().sizeHint()
        return QSize(content.width() + bar.width(), super().minimumSizeHint().height())


class CataloguePage(QWidget):
    """From above: portal and person, datasets, what the chosen one is, its filters, loading."""

    def __init__(self, canvas, parent=None) -> None:
        super().__init__(parent)
        self.portal_bar = PortalBar()
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setAccessibleName(tr("State of the connection"))
        self.code = CodePanel()
        self.tree = DatasetTree()
        self.details = DatasetDetails()
        self.form = QueryForm(canvas)
        self.queries = SavedQueries()
        self.load_bar = LoadBar()
        self.load_bar.add_button(self.queries)
        layout = QVBoxLayout(self)
        for widget in (self.portal_bar, self.status, self.code):
            layout.addWidget(widget)
        self.signed_out = SignedOut()
        self.datasets = self._datasets()
        layout.addWidget(self.signed_out, 1)
        layout.addWidget(self.datasets, 1)
        self._waiting = QWidget()  # room in place of either
        layout.addWidget(self._waiting, 1)
        layout.addWidget(self.load_bar)
        self.show_signed_in(False, False)

    def show_signed_in(self, is_signed_in: bool, is_busy: bool) -> None:
        """Show the datasets, or the ways to sign in; neither while that is being found out."""
        self.signed_out.setVisible(not is_signed_in and not is_busy)
        self._waiting.setVisible(is_busy and not is_signed_in)
        self.datasets.setVisible(is_signed_in)
        self.load_bar.setVisible(is_signed_in or is_busy)
        self.load_bar.show_signed_in(is_signed_in)

    def show_chosen(self, is_chosen: bool) -> None:
        """Show filters only where there is a dataset to filter."""
        self.scroll.setVisible(is_chosen)
        self.scroll.updateGeometry()

    def _datasets(self) -> QSplitter:
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.details)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.scroll = _WideEnough()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidget(below)
        # Otherwise the scrolling area would be a stop on the way of the Tab key.
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.tree)
        splitter.addWidget(self.scroll)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        return splitter
