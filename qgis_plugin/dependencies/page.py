"""What is shown instead of the panel where packages are missing: which, why, and three ways to get them."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
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

from ...processing_algorithms.base.translation import tr
from .. import tasks
from .installing import install_command, install_missing
from .locked import LOCKED, read_locked
from .needed import Lack, is_there
from .network import pip_environment
from .package_folder import package_folder, use_package_folder


class PackagesDock(QgsDockWidget):
    """Names the packages that are missing or too old, and installs them; `on_installed` is called once they are."""

    def __init__(self, missing: list[Lack], on_installed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("SafeStats", parent)
        self.setObjectName("SafeStatsPackages")
        self._missing, self._on_installed = missing, on_installed
        self._task: tasks.WorkTask | None = None
        self._build()

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

    def _build(self) -> None:
        self._install = QPushButton(tr("Install them from the internet"))
        self._install.clicked.connect(lambda: self.install())
        self._from_folder = QPushButton(tr("Install from a folder of wheel files…"))
        self._from_folder.clicked.connect(self._choose_folder)
        self._command = QLineEdit(_command())
        self._command.setReadOnly(True)
        self._command.setCursorPosition(0)
        self._command.setAccessibleName(tr("Command that installs the packages"))
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(tr("Progress"))
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(lambda: self._task and self._task.cancel())
        self._said = _paragraph("")
        self._arrange(_paragraph("\n\n".join(_sentences(self._missing))))
        self._show_busy(False)

    def _arrange(self, words: QLabel) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        busy = QHBoxLayout()
        busy.addWidget(self._progress, 1)
        busy.addWidget(self._cancel)
        by_hand = _paragraph(tr("Or do it yourself, and start QGIS again:"))
        for widget in (words, self._install, self._from_folder, by_hand, self._command, self._said):
            layout.addWidget(widget)
        layout.addLayout(busy)
        layout.addStretch(1)
        self.setWidget(content)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of wheel files"))
        if chosen:
            self.install(Path(chosen))

    def install(self, wheels: Path | None = None) -> None:
        """Install what is missing, from the internet or from a folder of wheel files."""
        folder, environment = package_folder(), pip_environment()
        self._said.setText("")
        self._show_busy(True)
        self._task = tasks.start(
            tr("Installing packages"),
            lambda progress: install_missing(folder, is_there, progress, wheels, environment=environment),
            self._installed,
            self._failed,
        )

    def _installed(self, _: None) -> None:
        self._task = None
        self._show_busy(False)
        use_package_folder()
        if all(lack.is_mended for lack in self._missing):
            self._on_installed()
        else:
            names = ", ".join(lack.in_words() for lack in self._missing if not lack.is_mended)
            self._said.setText(tr("Installed. Start QGIS again: {names}, and is in use.").format(names=names))

    def _failed(self, sentence: str) -> None:
        self._task = None
        self._show_busy(False)
        self._said.setText(sentence)

    def _show_busy(self, busy: bool) -> None:
        for widget in (self._progress, self._cancel):
            widget.setVisible(busy)
        for widget in (self._install, self._from_folder):
            widget.setEnabled(not busy)


def _sentences(missing: list[Lack]) -> Iterator[str]:
    """What is missing, and what can be done about each kind of it."""
    words = tr(
        "SafeStats needs Python packages that this QGIS does not have:\n{names}.\n\n"
        "They can be installed into a folder of their own in your QGIS profile. Nothing that QGIS has is replaced, "
        "no administrator is needed, and every file is checked against its known hash."
    )
    absent = ", ".join(lack.name for lack in missing if not lack.there)
    lines = [*filter(None, [absent]), *(lack.in_words() for lack in missing if lack.there)]
    yield words.format(names="\n".join(lines))
    offered = {package.name for package in read_locked()}
    if any(lack.there and lack.name in offered for lack in missing):
        yield tr(
            "Of a package that is too old a newer one goes into that folder. All of QGIS uses the newer one while "
            "SafeStats is switched on; the old one stays where it is."
        )
    in_use = [lack.name for lack in missing if lack.is_in_use and lack.name in offered]
    if in_use:
        words = tr(
            "QGIS or another plugin uses the old {names} already. Install, and start QGIS again. If this page comes "
            "back, switch that plugin off, or have the old package removed or updated where it was installed."
        )
        yield words.format(names=", ".join(in_use))
    of_qgis = [lack.in_words() for lack in missing if lack.name not in offered]
    if of_qgis:
        yield tr("{names}: it comes with QGIS itself, so install a newer QGIS.").format(names=", ".join(of_qgis))


def _command() -> str:
    return shlex.join(install_command(LOCKED, package_folder()))


def _paragraph(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
