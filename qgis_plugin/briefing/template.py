"""The briefing's project among QGIS's own templates, while the plugin is loaded: Project > New from Template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QTimer

from .project import set_up

_NAME = "SafeStats.qgz"


def template_file() -> Path:
    """Where QGIS looks for it."""
    folder = QgsSettings().value("qgis/projectTemplateDir", "", str)
    return Path(folder or Path(QgsApplication.qgisSettingsDirPath()) / "project_templates") / _NAME


class Template:
    """The file, made while nothing else is to be done; a file of that name that somebody else made is left alone."""

    def __init__(self) -> None:
        self._path = template_file()
        self._is_ours, self._had_folder = False, self._path.parent.is_dir()
        self._making = self._make()
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def remove(self) -> None:
        """Leave nothing behind."""
        self._timer.stop()
        self._making.close()
        if self._is_ours:
            self._path.unlink(missing_ok=True)
            if not self._had_folder and not any(self._path.parent.iterdir()):
                self._path.parent.rmdir()

    def _go_on(self) -> None:
        if next(self._making, self) is self:
            self._timer.stop()

    def _make(self) -> Iterator[None]:
        if self._path.exists():
            return
        project = QgsProject()
        yield from set_up(project)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._is_ours = True
        project.write(str(self._path))
