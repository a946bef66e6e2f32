"""A real QGIS window: Xvfb, QGIS Desktop with a profile of its own, and a script that runs inside it."""

from __future__ import annotations

import compileall
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

_BEGIN = """
import json, os, sys, time, traceback
from qgis.PyQt.QtCore import QEvent, QTimer
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import QApplication
from qgis.core import QgsApplication, QgsProject
from qgis.utils import iface


def say(**what):
    print("SAID " + json.dumps(what), flush=True)


def wait(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("nothing happened")
        QApplication.processEvents()
        time.sleep(0.005)


def settle(seconds=0.2):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.005)


def screenshot(name):
    if not os.environ.get("SAFESTATS_SCREENSHOTS"):
        return
    letters = QApplication.font()
    larger = QFont(letters)
    larger.setPointSizeF(1.5 * letters.pointSizeF())
    # Dark comes last: going back from it leaves some widgets with its colours.
    looks = ("light", "default", letters), ("scaled", "default", larger), ("dark", "Night Mapping", letters)
    palette = QApplication.palette()
    for look, theme, font in looks:
        folder = os.path.join(os.environ["SAFESTATS_SCREENSHOTS"], look)
        os.makedirs(folder, exist_ok=True)
        QgsApplication.setUITheme(theme)
        QApplication.setFont(font)
        settle()
        iface.mainWindow().grab().save(os.path.join(folder, name + ".png"))
    QgsApplication.setUITheme("default")
    QApplication.setPalette(palette)
    QApplication.setFont(letters)


def story():
"""

_END = """

def run_story():
    try:
        iface.mainWindow().resize(1400, 900)
        story()
    except BaseException:
        say(failed=traceback.format_exc())
    QgsProject.instance().setDirty(False)
    os._exit(0) if not CLOSE else iface.actionExit().trigger()


QTimer.singleShot(500, run_story)
"""


@dataclass(frozen=True)
class Window:
    """A window that is open; `said` holds what its story has said so far."""

    process: subprocess.Popen
    said: list[dict] = field(default_factory=list)

    def hear(self, name: str) -> object:
        """The next value that the story says under `name`."""
        heard = []
        for line in self.process.stdout:
            heard.append(line)
            said = json.loads(line[5:]) if line.startswith("SAID ") else {}
            assert "failed" not in said, said["failed"]
            self.said.append(said)
            if name in said:
                return said[name]
        raise AssertionError(f"QGIS ended without saying {name}: {''.join(heard)}")

    def ends_within(self, seconds: float) -> tuple[int, str]:
        """The exit code and what was said to the end, once QGIS has ended by itself."""
        started = time.monotonic()
        try:
            rest, _ = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            rest, _ = self.process.communicate()
            raise AssertionError(f"QGIS was still there after {seconds} seconds: {rest}") from None
        self.said.extend(json.loads(line[5:]) for line in rest.splitlines() if line.startswith("SAID "))
        print(f"ended after {time.monotonic() - started:.1f} s with {self.process.returncode}")
        return self.process.returncode, rest


@dataclass(frozen=True)
class Desktop:
    """QGIS Desktop on a screen of its own."""

    display: str
    folder: Path

    def tell(self, story: str, close: bool = False, seconds: float = 480, **environment: str) -> list[dict]:
        """Run `story`, lines of Python, in a fresh window; what it said with `say(name=value)`.

        close    end QGIS as a person does, by its menu, and ask that it does so without a crash
        seconds  that it may take
        """
        run = subprocess.run(
            **self._command(story, close, environment), capture_output=True, text=True, timeout=seconds
        )
        said = [json.loads(line[5:]) for line in run.stdout.splitlines() if line.startswith("SAID ")]
        failed = [row["failed"] for row in said if "failed" in row]
        assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
        assert not failed, failed[0]
        return said

    def open(self, story: str, **environment: str) -> Window:
        """Run `story` in a fresh window that stays open; what it says is heard as it is said."""
        command = self._command(story, True, environment)
        return Window(subprocess.Popen(**command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))

    def _command(self, story: str, close: bool, environment: dict[str, str]) -> dict:
        script = self.folder / "story.py"
        body = "".join(f"    {line}\n" for line in story.strip("\n").splitlines())
        script.write_text(f"CLOSE = {close}\n{_BEGIN}{body}{_END}", encoding="utf-8")
        arguments = "--nologo", "--noversioncheck", "--profiles-path", str(self.folder), "--code", str(script)
        return {"args": [_qgis(), *arguments], "env": {**self._environment(), **environment}}

    def install(self, plugin: Path) -> Path:
        """Put a plugin's folder where QGIS looks for it, as unzipping does; the installed folder."""
        installed = self.plugins / "safestats"
        shutil.rmtree(installed, ignore_errors=True)
        shutil.copytree(plugin, installed)
        return installed

    @property
    def plugins(self) -> Path:
        """The folder of plugins of the profile."""
        folder = self.folder / "profiles" / "default" / "python" / "plugins"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "SAFESTATS_SCREENSHOTS") if name in os.environ}
        return {
            **kept,
            "DISPLAY": self.display,
            "HOME": str(self.folder),
            "QGIS_OPTS": "",
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "SAFESTATS_HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONFAULTHANDLER": "1",
        }


def _qgis() -> str:
    return shutil.which("qgis.bin") or shutil.which("qgis") or pytest.skip("QGIS Desktop is not installed")


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A virtual screen; its number is whichever is free."""
    xvfb = shutil.which("Xvfb") or pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture
def desktop(display: str, tmp_path: Path) -> Desktop:
    """A window with an empty profile: no plugin is installed yet."""
    ini = tmp_path / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True)
    ini.write_text("[app]\nprojections\\promptWhenUnknownCrs=false\n", encoding="utf-8")
    return Desktop(display, tmp_path)


@pytest.fixture(scope="session")
def package(tmp_path_factory) -> Path:
    """The plugin's folder, as its zip holds it, and compiled: else each window would compile it anew."""
    folder = tmp_path_factory.mktemp("package")
    archive = folder / "safestats.zip"
    subprocess.run([ROOT / ".ci" / "package", archive], check=True, capture_output=True)
    shutil.unpack_archive(archive, folder)
    compileall.compile_dir(folder / "safestats", quiet=2)
    return folder / "safestats"


def _conftest_of_the_plugin():
    """The portal of the panels' tests, which stand in another folder."""
    path = ROOT / "tests" / "qgis" / "plugin" / "conftest.py"
    spec = importlib.util.spec_from_file_location("plugin_conftest", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_plugin = _conftest_of_the_plugin()
city_portal, fill_in_the_form_as = _plugin.city_portal, _plugin.fill_in_the_form_as
