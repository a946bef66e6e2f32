"""QGIS Desktop on a screen of its own, in one of three looks, playing scenes of `inside/`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOOKS = {"light": ("default", "1"), "dark": ("Night Mapping", "1"), "scaled": ("default", "1.5")}
"""QGIS's theme, and how much larger everything is drawn."""
_SETTINGS = """\
[PythonPlugins]
safestats=true

[UI]
UITheme={theme}

[app]
projections\\promptWhenUnknownCrs=false

[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true

[qgis]
checkVersion=false
newProjectDefault=false
"""
_PATIENCE = 1_200


@dataclass(frozen=True)
class Window:
    """One profile, which is empty when the first scene begins."""

    look: str
    display: str
    state: Path

    def play(self, script: str, scenes: list[str], told: dict[str, str], is_bare: bool) -> list[str]:
        """Run the scenes of a script, or those named; the names of those that failed.

        told     what the scenes need to know
        is_bare  whether QGIS has the packages of its own Python only
        """
        profiles = self._fresh_profile()
        task = self.state / "task.json"
        task.write_text(json.dumps({**told, "script": script, "scenes": scenes}), encoding="utf-8")
        task.chmod(0o600)
        code = ROOT / "resources" / "guide" / "inside" / "play.py"
        run = subprocess.run(
            [_qgis(), "--nologo", "--noversioncheck", "--profiles-path", str(profiles), "--code", str(code)],
            env=self._environment(task, is_bare),
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        task.unlink()
        lines = [line for line in run.stdout.splitlines() if line.startswith(("TOOK ", "FAILED "))]
        print("\n".join(lines), flush=True)
        failed = [line.split()[1] for line in lines if line.startswith("FAILED ")]
        if run.returncode or failed:
            print(run.stdout[-4_000:], run.stderr[-4_000:])
        return failed + ([f"QGIS itself, status {run.returncode}"] if run.returncode else [])

    def _fresh_profile(self) -> Path:
        profiles = self.state / "profiles"
        shutil.rmtree(profiles, ignore_errors=True)
        profile = profiles / "profiles" / "default"
        (profile / "QGIS").mkdir(parents=True)
        (profile / "QGIS" / "QGIS3.ini").write_text(_SETTINGS.format(theme=LOOKS[self.look][0]), encoding="utf-8")
        (profile / "python" / "plugins").mkdir(parents=True)
        (profile / "python" / "plugins" / "safestats").symlink_to(ROOT)
        shutil.rmtree(self.state / "home", ignore_errors=True)
        return profiles

    def _environment(self, task: Path, is_bare: bool) -> dict[str, str]:
        guide = ROOT / "resources" / "guide"
        ours = [str(guide / "inside"), str(ROOT / "resources" / "demo")]
        packages = [] if is_bare else [sysconfig.get_path("purelib")]
        return {
            "PATH": os.environ["PATH"],
            "LANG": "en_GB.UTF-8",
            "HOME": str(self.state),
            "DISPLAY": self.display,
            "QGIS_OPTS": "",
            "QT_SCALE_FACTOR": LOOKS[self.look][1],
            "PYTHONPATH": os.pathsep.join([*packages, *ours]),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "SAFESTATS_HOME": str(self.state / "home"),
            "SAFESTATS_GUIDE": str(task),
        }


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen, large enough for the largest look."""
    xvfb = shutil.which("Xvfb") or _lacking("xvfb")
    read, write = os.pipe()
    with subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "2100x1350x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def _qgis() -> str:
    return shutil.which("qgis.bin") or shutil.which("qgis") or _lacking("qgis")


def _lacking(package: str) -> str:
    raise SystemExit(f"The pictures need {package}. On Debian: sudo apt install {package}")
