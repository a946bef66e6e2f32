"""Somebody new, with a profile in which there is only the plugin: from the first page to the first hotspot map."""

from __future__ import annotations

LONGEST = 60
"""Seconds that a step may take on a busy computer; each says what it took."""


def test_from_the_first_page_to_the_first_hotspots_without_a_manual(desktop, package, city_portal, fill_in_the_form_as):
    desktop.install(package)
    window = desktop.open(
        f"""
import processing
from qgis import utils
from qgis.core import QgsProject
clock = [time.monotonic()]

def step(name, **what):
    settle(0.1)
    now = time.monotonic()
    say(step=dict(name=name, seconds=round(now - clock[0], 2), **what))
    screenshot("new-user-" + name.replace(" ", "-"))
    clock[0] = time.monotonic()

utils.updateAvailablePlugins()
assert utils.loadPlugin("safestats") and utils.startPlugin("safestats")
parts = utils.plugins["safestats"].desktop
panel = parts.catalogue
wait(lambda: panel.first_portal.isVisible())
step("panel")
from safestats.qgis_plugin.catalogue import dock as dock_module
from safestats.qgis_plugin.connection import connection as module
dock_module.ask_passphrase = lambda parent: ("the cache's passphrase", True)
module.QDesktopServices.openUrl = lambda address: say(browser=address.toString()) or True
panel.first_portal.address.setText({city_portal.url!r})
panel.first_portal.add.click()
wait(lambda: panel.page.signed_out.isVisible())
step("address")
panel.page.signed_out.browser.click()
wait(lambda: panel.connection.is_signed_in and not panel.connection.is_busy)
step("signed in", datasets=len(panel.connection.session.datasets))
panel.page.tree.search_field.setText("recorded")
wait(lambda: "rows" in panel.page.load_bar.estimate.text())
step("estimate", estimate=panel.page.load_bar.estimate.text())
panel.page.load_bar.load.click()
wait(lambda: QgsProject.instance().mapLayers() and not panel.connection.is_busy)
wait(lambda: not iface.mapCanvas().isDrawing())
layer = next(each for each in QgsProject.instance().mapLayers().values() if each.isSpatial())
step("loaded", rows=layer.featureCount())
parts.explore.setUserVisible(True)
parts.explore.show_layer(layer)
wait(lambda: not parts.explore.exploring.is_busy and parts.explore.charts.categories.bars())
step("explored")
found = processing.runAndLoadResults("safestats:kerneldensity", dict(INPUT=layer, OUTPUT="TEMPORARY_OUTPUT"))
wait(lambda: len(QgsProject.instance().mapLayers()) > 1 and not iface.mapCanvas().isDrawing())
step("hotspots", layers=[each.name() for each in QgsProject.instance().mapLayers().values()])
os._exit(0)  # closing has tests of its own
"""
    )
    fill_in_the_form_as("amira")(window.hear("browser"))
    code, rest = window.ends_within(480)
    assert code == 0, rest
    said = [each["step"] for each in window.said if "step" in each]
    print(*said, sep="\n")
    assert [each["name"] for each in said][-1] == "hotspots", rest
    assert [each for each in said if each["seconds"] > LONGEST] == []
