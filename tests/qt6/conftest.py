"""The plugin on PyQt6, with the `qgis` of the folder shim in place of QGIS 4's."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIM = Path(__file__).parent / "shim"
PYQT6 = [str(path) for path in (ROOT / ".venv" / "qt6" / "lib").glob("python3*/site-packages")]

# Two Qts do not go together in one program: where QGIS is there already, nothing here is collected.
collect_ignore_glob = ["*"] if "qgis" in sys.modules or "PyQt5" in sys.modules else []


def _register_checkout() -> None:
    """Make the checkout importable as `safestats`, the name that QGIS gives the plugin's folder."""
    spec = importlib.util.spec_from_file_location(
        "safestats", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["safestats"] = importlib.util.module_from_spec(spec)


if not collect_ignore_glob:
    sys.path[:0] = [str(SHIM), *PYQT6]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _register_checkout()


@pytest.fixture(scope="session")
def application():
    """Qt's application."""
    from PyQt6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch, application) -> Path:
    """Settings and files of a test."""
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_raised(monkeypatch) -> Iterator[None]:
    """What is raised in a slot or an event does not reach the test: it fails it here."""
    raised = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: raised.append(repr(error)))
    yield
    assert raised == []


class Interface:
    """QGIS's window, as far as the panels ask: a main window, a canvas and a message bar."""

    def __init__(self) -> None:
        from PyQt6.QtWidgets import QMainWindow
        from qgis.gui import QgsMapCanvas

        self._window, self._canvas = QMainWindow(), QgsMapCanvas()
        self.said: list[str] = []

    def mainWindow(self):
        return self._window

    def mapCanvas(self):
        return self._canvas

    def messageBar(self):
        return self

    def pushMessage(self, title: str, sentence: str, level) -> None:
        self.said.append(sentence)


@pytest.fixture
def interface(application) -> Interface:
    """A window of QGIS without QGIS."""
    return Interface()


@pytest.fixture
def show(application) -> Callable[[object], None]:
    """Shows a widget, and paints it and everything in it."""

    def paint(widget) -> None:
        widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
        widget.show()
        application.processEvents()
        assert not widget.grab().isNull()

    return paint


@pytest.fixture
def wait_until(application) -> Callable[..., None]:
    """Lets Qt work until something is so."""
    import time

    def wait(condition: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "nothing happened in time"
            application.processEvents()
            time.sleep(0.002)

    return wait
