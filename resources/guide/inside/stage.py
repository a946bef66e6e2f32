"""What scenes are played with: waiting, and taking pictures of the window, of a part of it, or of a question."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEvent, QRect, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QImage, QPainter, QPixmap
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QWidget
from qgis.utils import iface, plugins

_PATIENCE = 120
_WIDTHS = {
    "Layers": 270,
    "SafeStatsDock": 400,
    "SafeStatsExplore": 430,
    "SafeStatsPackages": 420,
    "Browser": 400,
    "ProcessingToolbox": 380,
}


class Stage:
    """One QGIS window. `task` is what the scenes were told; `kept` is what one leaves to the next."""

    def __init__(self, task: dict) -> None:
        self.task = task
        self.window = iface.mainWindow()
        self.canvas = iface.mapCanvas()
        self.kept: dict = {}
        self._folder = Path(task["pictures"])

    @property
    def plugin(self):
        """SafeStats, as QGIS runs it."""
        return plugins["safestats"]

    @property
    def panel(self):
        """Its panel of datasets."""
        return self.plugin.desktop.catalogue

    @property
    def explore(self):
        """Its panel of charts."""
        return self.plugin.desktop.explore

    def settle(self, seconds: float = 0.4) -> None:
        """Let QGIS work for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.005)

    def wait(self, holds: Callable[[], bool], seconds: float = _PATIENCE) -> None:
        """Let QGIS work until something is so."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError("nothing happened")
            QApplication.processEvents()
            time.sleep(0.005)
        self.settle()

    def drawn(self) -> None:
        """Wait until the map is drawn."""
        self.canvas.refresh()
        self.settle(0.5)
        self.wait(lambda: not self.canvas.isDrawing())
        self.settle(0.5)

    def shot(self, name: str) -> None:
        """The whole window with every menu and question on it, as the screen shows it."""
        self.settle()
        self._drop_remarks()
        self._save(self._on_screen(self.window.geometry()), name)

    def part(self, widget: QWidget, name: str) -> None:
        """One widget, as it draws itself."""
        self.settle()
        self._save(widget.grab(), name)

    def on_screen(self, name: str, *widgets: QWidget) -> None:
        """The place of widgets on the screen, with what lies on it."""
        self.settle()
        places = [QRect(each.mapToGlobal(each.rect().topLeft()), each.size()) for each in widgets]
        whole = places[0]
        for place in places[1:]:
            whole = whole.united(place)
        self._save(self._on_screen(whole), name)

    def corner(self, name: str, widget: QWidget, width: int, height: int) -> None:
        """The top left of a widget on the screen, with what lies on it."""
        self.settle()
        self._save(self._on_screen(QRect(widget.mapToGlobal(widget.rect().topLeft()), QSize(width, height))), name)

    def picture(self, image: QImage, name: str) -> None:
        """Something that was drawn elsewhere, on white."""
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.end()
        self._save(QPixmap.fromImage(paper), name)

    def question(self, ask: Callable[[], object], name: str, whole: bool = False, prepare=None, part=None) -> None:
        """What `ask` opens and waits for: take its picture, and say no.

        whole    the window with the question on it
        prepare  called with the question before
        part     gives the widget to take instead of the whole question
        """
        failed: list[Exception] = []

        def look() -> None:
            asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            try:
                if asked is None:
                    raise LookupError("no question is asked")
                if prepare:
                    prepare(asked)
                self.shot(name) if whole else self.part(part(asked) if part else asked, name)
            except Exception as error:  # told once the question is gone
                failed.append(error)
            if asked is not None:
                asked.reject() if isinstance(asked, QDialog) else asked.close()

        QTimer.singleShot(1_200, look)
        ask()
        self.settle()
        if failed:
            raise failed[0]

    def docks(self, *shown: QDockWidget) -> None:
        """Show these docks, and hide all others that stand beside the map."""
        for dock in self.window.findChildren(QDockWidget):
            if dock.parent() is self.window and not dock.isFloating():
                dock.setVisible(dock in shown)
        self.settle()
        widths = [_WIDTHS.get(dock.objectName(), 300) for dock in shown]
        self.window.resizeDocks(list(shown), widths, Qt.Orientation.Horizontal)
        self.settle()

    def dock(self, name: str) -> QDockWidget:
        """One of QGIS's own docks."""
        return self.window.findChild(QDockWidget, name)

    def wide(self, dock: QDockWidget, width: int) -> None:
        """Make a dock so wide."""
        self.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        self.settle()

    def high(self, dock: QDockWidget, height: int) -> None:
        """Make a dock so high."""
        self.window.resizeDocks([dock], [height], Qt.Orientation.Vertical)
        self.settle()

    def clear_up(self) -> None:
        """Close what a scene that failed may have left open."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and isinstance(widget, QDialog) and widget.isVisible():
                widget.close()
        iface.messageBar().clearWidgets()

    def quiet(self) -> None:
        """Take the messages off the map."""
        iface.messageBar().clearWidgets()
        self.settle()

    def empty(self) -> None:
        """Begin with an empty map."""
        QgsProject.instance().clear()
        self.quiet()

    def _drop_remarks(self) -> None:
        """Take away what QGIS says of grids that this computer lacks: it is nothing of ours."""
        bar = iface.messageBar()
        for item in bar.items():
            if "preferred transform" in item.text():
                bar.popWidget(item)
        self.settle(0.1)

    def _on_screen(self, place: QRect) -> QPixmap:
        picture = QApplication.primaryScreen().grabWindow(0)
        ratio = picture.devicePixelRatio()
        scaled = QRect(place.topLeft() * ratio, place.size() * ratio)
        return picture.copy(scaled)

    def _save(self, picture: QPixmap, name: str) -> None:
        path = self._folder / f"{name}.png"
        if picture.isNull() or not picture.save(str(path)):
            raise OSError(f"{path} could not be written")
