"""What is shown instead of the panel where packages are missing: which, why, and three ways to get them."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .. import tasks
from .installing import install_command, install_missing
from .locked import LOCKED
from .needed import is_there
from .network import pip_environment
from .package_folder import package_folder, use_package_folder


class PackagesDock(QgsDockWidget):
    """Names the packages that are missing and installs them; `on_installed` is called when they are there."""

    def __init__(self, missing: list[str], on_installed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("SafeStats", parent)
        self.setObjectName("SafeStatsPackages")
        self._on_installed = on_installed
        self._task: tasks.WorkTask | None = None
        self._build(missing)

    def said(self) -> str:
        """What the page says of the last attempt."""
        return self._said.text()

    def can_install(self) -> bool:
        """Whether the page waits for a press of its buttons."""
        return self._install.isEnabled()

    def close_down(self) -> None:
        """Stop installing: the plugin is being unloaded."""
        if self._task is not None:
            self._task.forget()
            self._task = None

    def _build(self, missing: list[str]) -> None:
        words = self.tr(
            "SafeStats needs Python packages that this QGIS does not have:\n{names}.\n\n"
            "They can be installed into a folder of their own in your QGIS profile. Nothing that QGIS has is replaced, "
            "no administrator is needed, and every file is checked against its known hash."
        )
        self._install = QPushButton(self.tr("Install them from the internet"))
        self._install.clicked.connect(lambda: self.install())
        self._from_folder = QPushButton(self.tr("Install from a folder of wheel files…"))
        self._from_folder.clicked.connect(self._choose_folder)
        self._command = QLineEdit(_command())
        self._command.setReadOnly(True)
        self._command.setCursorPosition(0)
        self._command.setAccessibleName(self.tr("Command that installs the packages"))
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(lambda: self._task and self._task.cancel())
        self._said = _paragraph("")
        self._arrange(_paragraph(words.format(names=", ".join(missing))))
        self._show_busy(False)

    def _arrange(self, words: QLabel) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        busy = QHBoxLayout()
        busy.addWidget(self._progress, 1)
        busy.addWidget(self._cancel)
        by_hand = _paragraph(self.tr("Or do it yourself, and start QGIS again:"))
        for widget in (words, self._install, self._from_folder, by_hand, self._command, self._said):
            layout.addWidget(widget)
        layout.addLayout(busy)
        layout.addStretch(1)
        self.setWidget(content)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of wheel files"))
        if chosen:
            self.install(Path(chosen))

    def install(self, wheels: Path | None = None) -> None:
        """Install what is missing, from the internet or from a folder of wheel files."""
        folder, environment = package_folder(), pip_environment()
        self._said.setText("")
        self._show_busy(True)
        self._task = tasks.start(
            self.tr("Installing packages"),
            lambda progress: install_missing(folder, is_there, progress, wheels, environment=environment),
            self._installed,
            self._failed,
        )

    def _installed(self, _: None) -> None:
        self._task = None
        self._show_busy(False)
        use_package_folder()
        self._on_installed()

    def _failed(self, sentence: str) -> None:
        self._task = None
        self._show_busy(False)
        self._said.setText(sentence)

    def _show_busy(self, busy: bool) -> None:
        for widget in (self._progress, self._cancel):
            widget.setVisible(busy)
        for widget in (self._install, self._from_folder):
            widget.setEnabled(not busy)


def _command() -> str:
    return shlex.join(install_command(LOCKED, package_folder()))


def _paragraph(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
