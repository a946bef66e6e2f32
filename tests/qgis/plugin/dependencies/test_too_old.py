"""A QGIS whose Python has a shapely that is too old: said, and replaced for QGIS alone, where that is safe."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

STORY = """
import importlib.util, json, sys
root, in_use, take_out = sys.argv[1], "in use" in sys.argv, "take out" in sys.argv
if in_use:
    import shapely  # as a plugin does that QGIS has loaded before
spec = importlib.util.spec_from_file_location("safestats", root + "/__init__.py", submodule_search_locations=[root])
module = importlib.util.module_from_spec(spec)
sys.modules["safestats"] = module
spec.loader.exec_module(module)

from qgis.core import QgsApplication, QgsGeometry
from qgis.PyQt.QtWidgets import QLabel

of_qgis = "shapely" in sys.modules
application = QgsApplication([], True)
application.initQgis()

from safestats.processing_algorithms.base.native_packages import load_apart
from safestats.qgis_plugin.dependencies.needed import missing_for_the_panel
from safestats.qgis_plugin.dependencies.package_folder import leave_package_folder, package_folder, use_package_folder
from safestats.qgis_plugin.dependencies.page import PackagesDock

package_folder().mkdir(parents=True, exist_ok=True)
load_apart()
before = missing_for_the_panel()
page = PackagesDock(before, lambda: None)
for path in sys.argv[2].split(","):
    (package_folder() / path.rpartition("/")[2]).symlink_to(path)
use_package_folder()
after = missing_for_the_panel()
load_apart()
import pyogrio
import shapely
areas = []
if not after:
    # QGIS and the package of our folder each use a GEOS of their own.
    square = shapely.from_wkt("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))")
    for _ in range(200):
        areas = [shapely.area(shapely.buffer(square, 1, quad_segs=64)),
                 QgsGeometry.fromWkt(square.wkt).buffer(1, 64).area()]
leave_package_folder()
print("SAID " + json.dumps(dict(
    before=[lack.in_words() for lack in before],
    words=" ".join(label.text() for label in page.findChildren(QLabel)),
    after=[lack.in_words() for lack in after],
    file=shapely.__file__,
    areas=areas,
    of_qgis=of_qgis,
    left=[type(finder).__name__ for finder in sys.meta_path if type(finder).__module__.startswith("safestats.")],
)))
"""


@pytest.fixture
def tell(tmp_path):
    """What a bare QGIS says whose first shapely is an old one; the newer one is put into its folder on the way."""
    old = tmp_path / "of the system"
    (old / "shapely").mkdir(parents=True)
    (old / "shapely" / "__init__.py").write_text('__version__ = "1.8.5"\n')
    (old / "Shapely-1.8.5.egg-info").write_text("Metadata-Version: 2.1\nName: Shapely\nVersion: 1.8.5\n")
    newer = distribution("shapely")
    tops = {file.parts[0] for file in newer.files if ".." not in file.parts}
    paths = ",".join(str(newer.locate_file(top)) for top in tops)

    def run(*words: str) -> dict:
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
        environment = {**environment, "LANG": "C.UTF-8", "PYTHONPATH": str(old)}
        command = [sys.executable, "-c", STORY, str(ROOT), paths, *words]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
        said = [line for line in ended.stdout.splitlines() if line.startswith("SAID ")]
        assert said, ended.stderr
        return json.loads(said[0][5:])

    return run


def test_the_page_names_both_versions_and_the_newer_one_comes_first_once_it_is_installed(tell, tmp_path):
    said = tell()
    assert said["before"] == ["shapely 1.8.5 is there, 2.0 is needed"]
    if said["of_qgis"]:
        pytest.skip("this QGIS imports shapely itself, so nobody could replace it")
    assert "shapely 1.8.5 is there, 2.0 is needed" in said["words"]
    assert "the old one stays where it is" in said["words"]
    assert "another plugin" not in said["words"]
    assert said["after"] == []
    assert "safestats-packages" in said["file"]
    assert said["areas"] == pytest.approx([16 + 16 + 3.1416] * 2, rel=1e-3)
    assert said["left"] == []


def test_an_old_one_that_is_in_use_is_left_alone_and_the_page_says_what_to_do(tell):
    said = tell("in use")
    assert "QGIS or another plugin uses the old shapely already" in said["words"]
    assert said["after"] == ["shapely 1.8.5 is there, 2.0 is needed"]
    assert "of the system" in said["file"]
