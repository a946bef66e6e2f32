"""A QGIS whose Python has numpy and requests, and nothing else of what SafeStats needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

BARE = """
import importlib.util, json, sys
for name in sys.argv[2].split(","):
    sys.modules[name] = None
root = sys.argv[1]
spec = importlib.util.spec_from_file_location("safestats", root + "/__init__.py", submodule_search_locations=[root])
module = importlib.util.module_from_spec(spec)
sys.modules["safestats"] = module
spec.loader.exec_module(module)

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QMainWindow, QPushButton

application = QgsApplication([], True)
application.initQgis()


class Iface:
    docks = []
    window = QMainWindow()

    def mainWindow(self):
        return self.window

    def addDockWidget(self, area, dock):
        self.docks.append(dock)

    def removeDockWidget(self, dock):
        self.docks.remove(dock)

    def __getattr__(self, name):
        return lambda *given: None


iface = Iface()
plugin = module.classFactory(iface)
plugin.initGui()
(dock,) = iface.docks
algorithms = QgsApplication.processingRegistry().providerById("safestats").algorithms()
said = {
    "dock": type(dock).__name__,
    "words": " ".join(label.text() for label in dock.findChildren(QLabel)),
    "command": " ".join(line.text() for line in dock.findChildren(QLineEdit)),
    "buttons": [button.text() for button in dock.findChildren(QPushButton)],
    "able": {algorithm.id(): algorithm.canExecute()[1] for algorithm in algorithms},
}
plugin.unload()
said["left"] = len(iface.docks)
print("SAID " + json.dumps(said))
"""

MISSING = "scipy,pyarrow,shapely,pyogrio,pyproj,geopandas,pandas,cryptography,keyring,argon2,platformdirs"


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> dict:
    """What the plugin shows there."""
    profile = tmp_path_factory.mktemp("profile")
    run = subprocess.run(
        [sys.executable, "-c", BARE, str(ROOT), MISSING],
        capture_output=True,
        text=True,
        timeout=600,
        env={"PATH": "/usr/bin:/bin", "HOME": str(profile), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"},
    )
    assert "Traceback" not in run.stderr, run.stderr
    line = next(line for line in run.stdout.splitlines() if line.startswith("SAID "))
    return json.loads(line[5:])


def test_a_page_names_what_is_missing_and_three_ways_to_get_it(bare):
    assert bare["dock"] == "PackagesDock"
    for name in ("scipy", "pyarrow", "cryptography", "argon2-cffi"):
        assert name in bare["words"]
    assert "numpy" not in bare["words"]
    assert [text for text in bare["buttons"] if text.startswith("Install")] == [
        "Install them from the internet",
        "Install from a folder of wheel files…",
    ]
    assert "--require-hashes" in bare["command"]
    assert "--target" in bare["command"]


def test_every_algorithm_is_listed_and_says_what_it_lacks(bare):
    assert len(bare["able"]) > 20
    assert "scipy" in bare["able"]["safestats:getisord"]


def test_unloading_takes_the_page_away(bare):
    assert bare["left"] == 0
