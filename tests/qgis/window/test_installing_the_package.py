from __future__ import annotations

import os
import shutil


def test_it_is_installed_used_upgraded_and_taken_out_again_without_a_trace(desktop, package, tmp_path):
    older = tmp_path / "older"
    shutil.copytree(package, older)
    metadata = older / "metadata.txt"
    metadata.write_text(metadata.read_text().replace("version=", "version=0.0.1-", 1))
    (older / "qgis_plugin" / "gone_since.py").write_text("GONE = True\n")
    desktop.install(older)
    said = desktop.tell(
        f"""
import shutil
import processing
from qgis import utils
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDockWidget

def is_empty(name):
    # QGIS leaves packages in place; ours hold nothing, so that nothing old is left in them.
    module = sys.modules[name]
    return module.__file__.endswith("__init__.py") and not os.path.getsize(module.__file__)

def seen():
    settle()
    window = iface.mainWindow()
    return dict(
        docks=sorted(dock.objectName() for dock in window.findChildren(QDockWidget) if "afeStats" in dock.objectName()),
        menus=sum(action.text() == "SafeStats" for action in iface.webMenu().actions()),
        provider=QgsApplication.processingRegistry().providerById("safestats") is not None,
        path=[place for place in sys.path if "safestats" in place],
        modules=sorted(name for name in sys.modules if name.split(".")[0] == "safestats" and not is_empty(name)),
    )

def start():
    utils.updateAvailablePlugins()
    assert utils.loadPlugin("safestats")
    assert utils.startPlugin("safestats")
    return utils.pluginMetadata("safestats", "version")

before = seen()
say(version=start(), **seen())
utils.unloadPlugin("safestats")
shutil.rmtree({str(desktop.plugins / "safestats")!r})
shutil.copytree({str(package)!r}, {str(desktop.plugins / "safestats")!r})
say(version=start(), **seen())
points = QgsVectorLayer("Point?crs=EPSG:27700", "points", "memory")
for number in range(100):
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530000 + 10 * number, 180000 + number % 7)))
    points.dataProvider().addFeature(feature)
grid = processing.run("safestats:countgrid", dict(INPUT=points, CELL_SIZE=100, OUTPUT="TEMPORARY_OUTPUT"))
say(counted=grid["COUNT"])
screenshot("installed")
utils.unloadPlugin("safestats")
say(before=before, after=seen())
"""
    )
    first, second, result, last = said
    assert first["version"].startswith("0.0.1-")
    assert not second["version"].startswith("0.0.1-")
    for there in (first, second):
        assert there["provider"]
        assert there["menus"] == 1
        assert {"SafeStatsDock", "SafeStatsExplore"} <= set(there["docks"])
    assert result["counted"] == 100
    assert last["after"] == last["before"]


def test_loading_and_unloading_again_and_again_leaves_no_dock_action_provider_thread_or_memory(desktop, package):
    rounds = int(os.environ.get("SAFESTATS_PLUGIN_ROUNDS", "30"))
    desktop.install(package)
    (said,) = desktop.tell(
        f"ROUNDS = {rounds}"
        """
import gc
import threading
from qgis import utils
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction, QDockWidget

def seen():
    settle()
    window = iface.mainWindow()
    return dict(
        docks=len(window.findChildren(QDockWidget)),
        actions=len(window.findChildren(QAction)),
        objects=len(window.findChildren(QObject)),
        providers=len(QgsApplication.processingRegistry().providers()),
        threads=threading.active_count(),
        tasks=QgsApplication.taskManager().count(),
    )

def round():
    assert utils.loadPlugin("safestats")
    assert utils.startPlugin("safestats")
    QApplication.processEvents()
    assert utils.unloadPlugin("safestats")
    # A window that is not in the middle of a story ends by itself what was put off.
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

def megabytes():
    gc.collect()
    with open("/proc/self/statm") as counted:
        return int(counted.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

def rounds(number):
    for _ in range(number):
        round()
    return megabytes()

utils.updateAvailablePlugins()
rounds(3)
before = seen()
warm, began = rounds(ROUNDS // 2), time.process_time()
grown = rounds(ROUNDS - ROUNDS // 2) - warm
taken = time.process_time() - began
say(before=before, after=seen(), grown=grown / (ROUNDS - ROUNDS // 2), taken=taken / (ROUNDS - ROUNDS // 2))
""",
        seconds=240 + 5 * rounds,
    )
    print(f"{rounds} rounds, {said['taken']:.2f} s of processor and {said['grown']:.2f} MB more each")
    assert said["after"] == said["before"]
    assert said["grown"] < 1, "memory is kept: before the docks were ended each round it was 7 MB"
