from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Callable
from xml.etree import ElementTree

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeedback,
    QgsProcessingProvider,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt

ROOT = Path(__file__).resolve().parents[2]
ISO_DATE = Qt.DateFormat.ISODate


def _register_checkout() -> None:
    """Make the checkout importable as `safestats`, the name that QGIS gives the plugin's folder."""
    spec = importlib.util.spec_from_file_location(
        "safestats", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["safestats"] = module
    spec.loader.exec_module(module)


_register_checkout()

# QGIS's settings and authentications of this run alone, not of whoever starts it: several run beside each other.
_PROFILE = tempfile.TemporaryDirectory(prefix="safestats-qgis-")
for _name in ("QGIS_CUSTOM_CONFIG_PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[_name] = _PROFILE.name


@pytest.fixture
def set_language(qgis_app) -> Iterator[Callable[[str], None]]:
    """Sets the language of this process, as that of the computer does; what is loaded afterwards speaks it.

    Not by QGIS's setting, which another run of the tests beside this one would read as well.
    """
    usual = QLocale()
    yield lambda code: QLocale.setDefault(QLocale(code))
    QLocale.setDefault(usual)


@pytest.fixture(scope="session")
def english_left() -> Callable[[Iterable[str]], set[str]]:
    """Tells which of some texts, read in a French QGIS, are still English: whole strings, or templates filled in."""
    messages = ElementTree.parse(ROOT / "resources" / "i18n" / "safestats_fr.ts").iter("message")
    pairs = [(message.findtext("source"), message.findtext("translation")) for message in messages]
    sources = [source.replace("&", "") for source, french in pairs if source != french]
    wordy = [source for source in sources if "{" in source and len(re.findall("[A-Za-z]{3,}", source)) > 3]
    filled = [re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(source)), re.DOTALL) for source in wordy]

    def english_left(texts: Iterable[str]) -> set[str]:
        plain = {re.sub("<[^>]+>|&", "", text).strip() for text in texts}
        return {text for text in plain if text in sources or any(each.fullmatch(text) for each in filled)}

    return english_left


@pytest.fixture
def provider(qgis_processing: None) -> Iterator[QgsProcessingProvider]:
    """The SafeStats provider in QGIS's registry, as the plugin puts it there."""
    from safestats.processing_algorithms.provider import SafeStatsProvider

    registry = QgsApplication.processingRegistry()
    provider = SafeStatsProvider()
    assert registry.addProvider(provider)
    yield provider
    registry.removeProvider(provider)


class Log(QgsProcessingFeedback):
    """Keeps what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:
        self.said.append(f"Warning: {warning}")


@pytest.fixture
def log() -> Log:
    """A feedback that keeps what is said."""
    return Log()


@pytest.fixture
def run(provider: QgsProcessingProvider, log: Log) -> Callable:
    """Run an algorithm of SafeStats as a script does; the output is a temporary one unless it is named."""
    import processing

    def run(algorithm: str, **parameters: object) -> dict:
        return processing.run(f"safestats:{algorithm}", {"OUTPUT": "TEMPORARY_OUTPUT", **parameters}, feedback=log)

    return run


@pytest.fixture
def calls_profile() -> str:
    """The file that says how calls with ref, kind and when are read."""
    return str(Path(__file__).with_name("calls.toml"))


@pytest.fixture
def qgis_process(tmp_path: Path) -> Callable:
    """Run an algorithm or model of SafeStats as a monthly job would; gives what it prints as JSON."""
    command = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if command is None:
        pytest.skip("qgis_process is not installed")
    profile = tmp_path / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text("[PythonPlugins]\nsafestats=true\n", encoding="utf-8")

    def run(algorithm: str, plugin: Path = ROOT, **parameters: object) -> dict:
        installed = profile / "python" / "plugins" / "safestats"
        installed.unlink(missing_ok=True)
        installed.symlink_to(plugin)
        environment = {
            **os.environ,
            "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "QGIS_OPTS": "",  # what Debian puts there is understood by the window only
        }
        given = [f"{name}={value}" for name, value in parameters.items()]
        done = subprocess.run(
            [command, "--json", "run", f"safestats:{algorithm}", "--", *given],
            env=environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["results"]

    return run


@dataclass(frozen=True)
class Sample:
    """Points in EPSG:27700, metres, how much each counts, and when it happened."""

    x: np.ndarray
    y: np.ndarray
    weights: np.ndarray
    times: np.ndarray


@pytest.fixture(scope="session")
def sample() -> Sample:
    """1,500 points around three centres, from January to June 2024."""
    random = np.random.default_rng(7)
    centres = np.array([(530_000, 180_000), (533_000, 181_500), (531_000, 184_000)])
    xy = centres[random.integers(0, 3, 1_500)] + random.normal(0, 600, (1_500, 2))
    weights = random.integers(0, 6, 1_500).astype(float)
    times = np.datetime64("2024-01-01T00:00:00") + np.sort(random.integers(0, 182 * 86_400, 1_500))
    return Sample(xy[:, 0].round(2), xy[:, 1].round(2), weights, times)


@pytest.fixture
def points(sample: Sample) -> QgsVectorLayer:
    """The sample as a layer in memory: its weights in `harm`, its times in `when`, the half of town in `name`."""
    fields = "field=harm:double&field=name:string&field=when:datetime"
    layer = QgsVectorLayer(f"Point?crs=EPSG:27700&{fields}", "sample", "memory")
    add_points(layer, sample)
    return layer


@pytest.fixture
def areas() -> QgsVectorLayer:
    """Four squares of 3 km side by side, named A to D, with a population; they hold most of the sample."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700&field=code:string&field=population:double", "areas", "memory")
    for number, code in enumerate("ABCD"):
        west, south = 528_500 + number % 2 * 3_000, 178_500 + number // 2 * 3_000
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, west + 3_000, south + 3_000)))
        feature.setAttributes([code, 1_000.0 * (number + 1)])
        assert layer.dataProvider().addFeature(feature)
    return layer


@pytest.fixture
def study_area() -> QgsVectorLayer:
    """A square of 4 km with a hole of 1 km round one of the centres, in WGS 84."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "study area", "memory")
    square = "Polygon((529000 179000, 533000 179000, 533000 183000, 529000 183000, 529000 179000), {hole})"
    hole = "(531000 181000, 532000 181000, 532000 182000, 531000 182000, 531000 181000)"
    feature = QgsFeature()
    geometry = QgsGeometry.fromWkt(square.format(hole=hole)).densifyByDistance(50)
    to_wgs84 = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:27700"),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsCoordinateTransformContext(),
    )
    geometry.transform(to_wgs84)
    feature.setGeometry(geometry)
    assert layer.dataProvider().addFeature(feature)
    return layer


@pytest.fixture
def in_cells() -> Callable:
    """Layers of points from counts: so many in the middle of each cell, from a corner in the south-west on."""

    def in_cells(name: str, counts: np.ndarray, corner: tuple[float, float], cell: float) -> QgsVectorLayer:
        layer = QgsVectorLayer("Point?crs=EPSG:27700", name, "memory")
        features = []
        for (row, column), count in np.ndenumerate(counts):
            middle = QgsPointXY(corner[0] + (column + 0.5) * cell, corner[1] + (row + 0.5) * cell)
            for _ in range(int(count)):
                feature = QgsFeature()
                feature.setGeometry(QgsGeometry.fromPointXY(middle))
                features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        layer.updateExtents()
        return layer

    return in_cells


@pytest.fixture
def boxes() -> Callable:
    """Layers of rectangles: west, south, east, north of each, then the values of its fields."""

    def boxes(*rectangles: tuple, fields: str = "") -> QgsVectorLayer:
        layer = QgsVectorLayer(f"Polygon?crs=EPSG:27700{fields}", "polygons", "memory")
        for west, south, east, north, *values in rectangles:
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, east, north)))
            feature.setAttributes(list(values))
            assert layer.dataProvider().addFeature(feature)
        layer.updateExtents()
        return layer

    return boxes


@pytest.fixture
def add() -> Callable:
    """Add a feature, given as text, to a layer in memory."""

    def add(layer: QgsVectorLayer, wkt: str, harm: object = 1.0) -> None:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttribute("harm", harm)
        assert layer.dataProvider().addFeature(feature)

    return add


@pytest.fixture
def save(tmp_path: Path) -> Callable:
    """Write a layer to a file of the test and open that; the name's ending says the format."""

    def save(layer: QgsVectorLayer, name: str) -> QgsVectorLayer:
        path = name if name.startswith("/vsimem/") else str(tmp_path / name)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = QgsVectorFileWriter.driverForExtension(Path(name).suffix)
        error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
        assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
        return QgsVectorLayer(path, "saved", "ogr")

    return save


def add_points(layer: QgsVectorLayer, sample: Sample) -> None:
    features = []
    for x, y, harm, when in zip(sample.x.tolist(), sample.y.tolist(), sample.weights.tolist(), sample.times):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        feature.setAttributes([harm, "east" if x > 531_500 else "west", QDateTime.fromString(str(when), ISO_DATE)])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
