"""QGIS closed in the middle of work: it ends at once and without a crash, and what is kept stays whole and sealed."""

from __future__ import annotations

import os
import signal
import time

import pytest

SOON = 45
"""Seconds. What is under way has to be left behind; on a busy computer QGIS itself takes a few to end."""

_PANEL = """
from qgis import utils
utils.updateAvailablePlugins()
assert utils.loadPlugin("safestats") and utils.startPlugin("safestats")
from safestats.qgis_plugin.connection import connection as module
from safestats.qgis_plugin.connection.portals import add_portal
panel = utils.plugins["safestats"].desktop.catalogue
connection = panel.connection
"""
_SIGNED_IN = """
add_portal({url!r})
panel.show_portals()
wait(lambda: not connection.is_busy)
connection.use(connection.portal, "amira", "the cache's passphrase")
wait(lambda: connection.is_signed_in and not connection.is_busy)
"""
_AGREE = """
from qgis.PyQt.QtWidgets import QMessageBox

def agree():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        say(asked=box.text())
        box.button(QMessageBox.StandardButton.Yes).click()
    QTimer.singleShot(1000, agree)
    QTimer.singleShot(900, iface.actionExit().trigger)

QTimer.singleShot(1000, agree)
"""
"""QGIS asks whether to cancel what is running; where a person agrees it does, and has to be told to exit again."""
_CLOSE = {"by its window": "iface.mainWindow().close()", "by its menu": _AGREE}


@pytest.fixture
def signed_in(desktop, city_portal, fill_in_the_form_as, monkeypatch):
    """Leaves a session in the profile's home, as an earlier QGIS does; its portal answers again afterwards."""
    from safestats.safestats_core.client import sign_in_client

    monkeypatch.setenv("SAFESTATS_HOME", str(desktop.folder / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    sign_in_client(city_portal.url, fill_in_the_form_as("amira"), passphrase="the cache's passphrase")
    yield _PANEL + _SIGNED_IN.format(url=city_portal.url)
    os.kill(city_portal.pid, signal.SIGCONT)


@pytest.fixture
def is_whole_and_sealed(desktop, city_portal, leak_scan):
    """Says whether the cache can be opened and read to the end, and whether nothing lies about in the clear."""
    from safestats.safestats_core.cache.verification import verify
    from safestats.safestats_core.client import open_client

    def look() -> bool:
        os.kill(city_portal.pid, signal.SIGCONT)
        client = open_client(city_portal.url, passphrase="the cache's passphrase")
        leaks = leak_scan(city_portal.markers, [desktop.folder])
        assert leaks == []
        return verify(client.cache, False).is_sound

    return look


@pytest.mark.parametrize("way", _CLOSE)
def test_while_somebody_signs_in(desktop, package, city_portal, way):
    desktop.install(package)
    window = desktop.open(
        _PANEL
        + f"""
module.QDesktopServices.openUrl = lambda address: say(browser=address.toString()) or True
add_portal({city_portal.url!r})
panel.show_portals()
wait(lambda: not connection.is_busy)
connection.sign_in("the cache's passphrase", afresh=True)
settle(1)
say(busy=connection.is_busy)
{_CLOSE[way]}
"""
    )
    assert window.hear("busy")
    code, rest = window.ends_within(SOON)
    assert code == 0, rest
    assert "Fatal Python error" not in rest


@pytest.mark.parametrize("way", _CLOSE)
def test_while_rows_are_loaded_and_the_portal_keeps_silent(
    desktop, package, city_portal, signed_in, is_whole_and_sealed, way
):
    desktop.install(package)
    window = desktop.open(
        signed_in
        + f"""
say(ready=True)
wait(lambda: os.path.exists({str(desktop.folder / "go")!r}))
info = next(each for each in connection.session.datasets if each.dataset == "police-recorded")
panel.page.tree.select(info.collection)
panel.load_chosen()
settle(1)
say(busy=connection.is_busy)
{_CLOSE[way]}
"""
    )
    window.hear("ready")
    os.kill(city_portal.pid, signal.SIGSTOP)
    (desktop.folder / "go").touch()
    assert window.hear("busy")
    code, rest = window.ends_within(SOON)
    assert code == 0, rest
    assert "Fatal Python error" not in rest
    assert is_whole_and_sealed()


def test_while_rows_are_loaded_and_it_is_killed(desktop, package, city_portal, signed_in, is_whole_and_sealed):
    desktop.install(package)
    window = desktop.open(
        signed_in
        + """
info = next(each for each in connection.session.datasets if each.dataset == "police-recorded")
panel.page.tree.select(info.collection)
panel.load_chosen()
say(loading=True)
settle(60)
"""
    )
    window.hear("loading")
    time.sleep(0.3)
    window.process.send_signal(signal.SIGTERM)
    assert window.ends_within(SOON)[0] == -signal.SIGTERM
    assert is_whole_and_sealed()


def test_while_an_algorithm_runs(desktop, package):
    desktop.install(package)
    window = desktop.open(
        _PANEL
        + f"""
from qgis.core import (
    QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback,
    QgsVectorLayer,
)
points = QgsVectorLayer("Point?crs=EPSG:27700&field=when:string", "points", "memory")
features = []
for number in range(20_000):
    feature = QgsFeature(points.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530000 + 7919 * number % 9001, 180000 + number % 7001)))
    feature.setAttributes([f"2024-0{{1 + number % 6}}-1{{number % 10}}"])
    features.append(feature)
points.dataProvider().addFeatures(features)
algorithm = QgsApplication.processingRegistry().createAlgorithmById("safestats:spacetimescan")
feedback, context = QgsProcessingFeedback(), QgsProcessingContext()
context.setProject(QgsProject.instance())
parameters = dict(INPUT=points, TIME_FIELD="when", CELL_SIZE=250, PERMUTATIONS=9999, SEED=1, OUTPUT="TEMPORARY_OUTPUT")
task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
ended = []
task.executed.connect(lambda successful, results: ended.append(feedback.textLog()))
QgsApplication.taskManager().addTask(task)
settle(2)
say(ended=ended)
sys.modules["kept"] = (feedback, context, algorithm, task, points)  # as the dialog of an algorithm does
{_AGREE}
"""
    )
    assert window.hear("ended") == []
    code, rest = window.ends_within(SOON)
    assert code == 0, rest
    assert "Fatal Python error" not in rest
