"""A real QGIS window: Xvfb, QGIS Desktop with a profile of its own, and a script that runs inside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

_BEGIN = """
import json, os, sys, time, traceback
from qgis.PyQt.QtCore import QEvent, QTimer
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
    folder = os.environ.get("SAFESTATS_SCREENSHOTS")
    if folder:
        settle()
        iface.mainWindow().grab().save(os.path.join(folder, name + ".png"))


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
class Desktop:
    """QGIS Desktop on a screen of its own."""

    display: str
    folder: Path

    def tell(self, story: str, close: bool = False, **environment: str) -> list[dict]:
        """Run `story`, lines of Python, in a fresh window; what it said with `say(name=value)`.

        close  end QGIS as a person does, by its menu, and ask that it does so without a crash
        """
        script = self.folder / "story.py"
        body = "".join(f"    {line}\n" for line in story.strip("\n").splitlines())
        script.write_text(f"CLOSE = {close}\n{_BEGIN}{body}{_END}", encoding="utf-8")
        run = subprocess.run(
            [_qgis(), "--nologo", "--noversioncheck", "--profiles-path", str(self.folder), "--code", str(script)],
            env={**self._environment(), **environment},
            capture_output=True,
            text=True,
            timeout=240,
        )
        said = [json.loads(line[5:]) for line in run.stdout.splitlines() if line.startswith("SAID ")]
        failed = [row["failed"] for row in said if "failed" in row]
        assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
        assert not failed, failed[0]
        return said

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
    """The plugin's folder, as its zip holds it."""
    folder = tmp_path_factory.mktemp("package")
    archive = folder / "safestats.zip"
    subprocess.run([ROOT / ".ci" / "package", archive], check=True, capture_output=True)
    shutil.unpack_archive(archive, folder)
    return folder / "safestats"
