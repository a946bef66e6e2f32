"""`make qgis`: QGIS Desktop with the plugin enabled, and the demonstration portal ready to sign in to."""

from __future__ import annotations

import configparser
import os
import shutil
import signal
import subprocess
import sys

import portal_process
from credentials import kept_credentials
from run import OUTPUT, ROOT, STATE

_PROFILE = STATE / "profiles" / "profiles" / "default"


def main() -> int:
    """Open QGIS and wait until it is closed, or until Ctrl+C or SIGTERM: the portal ends with it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    if not (STATE / "analyst.json").exists():
        subprocess.run([sys.executable, ROOT / "resources" / "demo" / "run.py"], check=True)
    credentials = kept_credentials(STATE)
    with portal_process.serving(STATE / "portal") as address:
        _prepare_profile(address)
        print(f"The demonstration portal is at {address}.")
        print(
            f"In the SafeStats panel press 'Sign in'; user name {credentials.username}, password {credentials.password}"
        )
        return _run_qgis()


def _run_qgis() -> int:
    # In a session of its own: of a Ctrl+C that it hears itself QGIS makes the report of a crash.
    with subprocess.Popen(_command(), env=_environment(), start_new_session=True) as qgis:
        try:
            return qgis.wait()
        finally:
            qgis.terminate()


def _command() -> list[str]:
    project = OUTPUT / "safestats.qgz"
    binary = shutil.which("qgis.bin") or shutil.which("qgis")
    return [binary, "--nologo", "--noversioncheck", "--profiles-path", str(STATE / "profiles"), str(project)]


def _environment() -> dict[str, str]:
    """QGIS runs on the system's Python; the packages of .venv are added to its path."""
    packages = next((ROOT / ".venv" / "lib").glob("python3.*")) / "site-packages"
    path = os.pathsep.join(filter(None, (str(packages), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "SAFESTATS_HOME": str(STATE / "home-desktop")}


def _prepare_profile(address: str) -> None:
    """A QGIS profile of its own, with this checkout as an enabled plugin and the portal in its settings."""
    link = _PROFILE / "python" / "plugins" / "safestats"
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink():
        link.symlink_to(ROOT)
    path = _PROFILE / "QGIS" / "QGIS3.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    settings = configparser.RawConfigParser()
    settings.optionxform = str
    settings.read(path)
    for section, name, value in (
        ("PythonPlugins", "safestats", "true"),
        ("safestats", r"portals\Demonstration\url", address),
        ("safestats", "current_portal", "Demonstration"),
        ("app", r"projections\promptWhenUnknownCrs", "false"),
    ):
        if not settings.has_section(section):
            settings.add_section(section)
        settings.set(section, name, value)
    with path.open("w") as file:
        settings.write(file, space_around_delimiters=False)


if __name__ == "__main__":
    sys.exit(main())
