"""The least of qgis.core: tasks in threads, settings, a project, and the rest by name."""

from __future__ import annotations

import os
import threading
from enum import Enum, Flag

import shapely
from PyQt6.QtCore import QObject, QRectF, QSettings, pyqtSignal

from qgis.names import Anything, named


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return globals().setdefault(name, named(name))


class Qgis(Anything):
    class MessageLevel(Enum):
        Info, Warning, Critical, Success, NoLevel = range(5)


class QgsTask(QObject):
    """As QGIS's: `run` in a thread, then `finished` on the main thread."""

    progressChanged = pyqtSignal(float)
    _ended = pyqtSignal(bool)

    class Flag(Flag):
        CanCancel = 1

    def __init__(self, description: str = "", flags: QgsTask.Flag = Flag.CanCancel) -> None:
        super().__init__()
        self._description, self._canceled = description, False
        self._ended.connect(lambda succeeded: self.finished(succeeded))

    def description(self) -> str:
        return self._description

    def isCanceled(self) -> bool:
        return self._canceled

    def cancel(self) -> None:
        self._canceled = True

    def setProgress(self, percent: float) -> None:
        self.progressChanged.emit(percent)

    def work(self) -> None:
        self._ended.emit(self.run())


class _TaskManager:
    def addTask(self, task: QgsTask) -> None:
        threading.Thread(target=task.work, daemon=True).start()


class QgsApplication(Anything):
    @staticmethod
    def taskManager() -> _TaskManager:
        return _TaskManager()

    @staticmethod
    def qgisSettingsDirPath() -> str:
        return os.environ["SAFESTATS_HOME"]


class QgsMessageLog:
    logged: list[str] = []

    @classmethod
    def logMessage(cls, message: str, tag: str, level: Qgis.MessageLevel) -> None:
        cls.logged.append(message)


class QgsSettings(QSettings):
    def __init__(self) -> None:
        super().__init__(os.path.join(os.environ["SAFESTATS_HOME"], "QGIS4.ini"), QSettings.Format.IniFormat)


class QgsProject(QObject):
    """One project, without layers."""

    layersAdded = pyqtSignal(list)
    layersRemoved = pyqtSignal(list)
    _only: QgsProject | None = None

    @classmethod
    def instance(cls) -> QgsProject:
        cls._only = cls._only or cls()
        return cls._only

    def __getattr__(self, name: str) -> Anything:
        return Anything()

    def mapLayers(self) -> dict:
        return {}


class QgsMapLayer(QObject):
    willBeDeleted = pyqtSignal()


class QgsVectorLayer(QgsMapLayer):
    """A layer that has rows to select, and no more."""

    selectionChanged = pyqtSignal()
    subsetStringChanged = pyqtSignal()
    dataSourceChanged = pyqtSignal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._selected = name, []

    def name(self) -> str:
        return self._name

    def customProperty(self, name: str, default: str = "") -> str:
        return default

    def fields(self) -> list:
        return []

    def selectByIds(self, ids: list[int]) -> None:
        self._selected = ids
        self.selectionChanged.emit()

    def selectedFeatureIds(self) -> list[int]:
        return self._selected


class QgsGeometry(Anything):
    def asWkb(self) -> bytes:
        return shapely.box(-0.5, 51.3, 0.3, 51.7).wkb


class QgsRectangle:
    def __init__(self, west: float = 0, south: float = 0, east: float = 1, north: float = 1) -> None:
        self._box = west, south, east, north

    def width(self) -> float:
        return self._box[2] - self._box[0]

    def xMinimum(self) -> float:
        return self._box[0]

    def yMinimum(self) -> float:
        return self._box[1]

    def xMaximum(self) -> float:
        return self._box[2]

    def yMaximum(self) -> float:
        return self._box[3]

    def toRectF(self) -> QRectF:
        return QRectF(self._box[0], self._box[1], self.width(), self._box[3] - self._box[1])


class QgsPointXY:
    def __init__(self, x: float, y: float) -> None:
        self._x, self._y = x, y

    def x(self) -> float:
        return self._x

    def y(self) -> float:
        return self._y


class QgsCoordinateTransform(Anything):
    def transform(self, place: QgsPointXY) -> QgsPointXY:
        return place


def qgsfunction(*given: object, **named_values: object):
    return lambda function: function
