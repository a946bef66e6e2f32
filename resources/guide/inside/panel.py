"""The panel of datasets, from the first page to a load."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.utils import iface
from sign_in_form import FormBrowser
from stage import Stage

PORTAL = "Doggerbank"
ROOT = Path(__file__).resolve().parents[3]
POLICE, AMBULANCE, FIRE = "police-recorded", "ambulance", "fire"


class Browser(QObject):
    """Stands in for the browser of the computer: signs the analyst in."""

    def __init__(self, username: str, password: str) -> None:
        super().__init__()
        self._form = FormBrowser(username, password)
        self.opened = ""
        self.is_slow = False

    @pyqtSlot(QUrl)
    def open(self, address: QUrl) -> None:
        """Called by Qt with the portal's page; a slow person has not filled it in yet."""
        self.opened = address.toString()
        if not self.is_slow:
            self._form(self.opened)


def first_page(stage: Stage) -> None:
    """Nothing is set up: one field, and a way to begin without a portal."""
    empty_map(stage)
    stage.docks(stage.panel)
    stage.part(stage.panel, "first-page-empty")
    stage.panel.first_portal.address.setText("safestats.doggerbank.example")
    stage.shot("first-page")
    stage.panel.first_portal.address.setText("http://safestats.doggerbank.example")
    stage.panel.first_portal.add.click()
    stage.part(stage.panel, "first-page-refused")
    stage.panel.first_portal.address.clear()


def signed_out(stage: Stage) -> None:
    """The portal is there, and nobody is signed in."""
    add_portal(stage)
    stage.part(stage.panel, "signed-out")


def code(stage: Stage) -> None:
    """Signing in with a code."""
    add_portal(stage)
    connection = stage.panel.connection
    connection.sign_in_by_code(stage.task["passphrase"])
    stage.wait(lambda: stage.panel.page.code.isVisible())
    stage.part(stage.panel, "sign-in-code")
    connection.cancel()
    stage.wait(lambda: not connection.is_busy)
    stage.quiet()


def passphrase(stage: Stage) -> None:
    """What is asked on a computer without a keyring."""
    from safestats.qgis_plugin.catalogue.sign_in_questions import ask_passphrase

    stage.question(lambda: ask_passphrase(stage.panel), "passphrase")


def begin_signed_in(stage: Stage) -> None:
    """Sign in, as with the browser."""
    add_portal(stage)
    stage.kept["browser"] = Browser(stage.task["username"], stage.task["password"])
    QDesktopServices.setUrlHandler("http", stage.kept["browser"], "open")
    sign_in(stage)


def catalogue(stage: Stage) -> None:
    """The datasets, and what the chosen one is."""
    choose(stage, POLICE)
    stage.shot("catalogue")
    stage.part(stage.panel, "catalogue-panel")


def filters(stage: Stage) -> None:
    """The filters filled in, with the estimate."""
    choose(stage, POLICE)
    fill_in(stage)
    scroll = stage.panel.page.scroll
    scroll.parentWidget().setSizes([150, 600])
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle(1)
    stage.part(stage.panel, "filters")
    box = stage.panel.page.form.category_choice.box
    box.showPopup()
    stage.on_screen("filters-categories", stage.panel, box.view())
    box.hidePopup()


def areas(stage: Stage) -> None:
    """Boroughs and wards by name."""
    from safestats.qgis_plugin.catalogue.area_choice import EVERYWHERE, NAMED

    choose(stage, "police-open")
    choice = stage.panel.page.form.area_choice
    choice.choose_kind(NAMED)
    stage.wait(lambda: choice.named.is_filled)
    bar = stage.panel.page.scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.part(stage.panel, "areas")
    choice.choose_kind(EVERYWHERE)


def search(stage: Stage) -> None:
    """Finding a dataset by typing."""
    field = stage.panel.page.tree.search_field
    field.setText("ambul")
    stage.part(stage.panel, "search")
    field.clear()


def terms(stage: Stage) -> None:
    """Terms of use before the first row."""
    choose(stage, FIRE)
    panel = stage.panel
    panel.load_chosen()
    stage.wait(lambda: any(each.isVisible() for each in dialogs(panel)))
    (dialog,) = (each for each in dialogs(panel) if each.isVisible())
    stage.part(dialog, "terms")
    dialog.accept()
    stage.wait(lambda: not panel.connection.is_busy)
    stage.kept["fire"] = iface.activeLayer()
    stage.quiet()


def queries(stage: Stage) -> None:
    """Saving the filters, and finding them again."""
    from safestats.qgis_plugin.catalogue.saved_queries import SaveQueryDialog

    choose(stage, POLICE)
    fill_in(stage)
    dialog = SaveQueryDialog("Burglary and robbery, 2025", stage.panel)
    dialog.shared.setChecked(True)
    stage.question(dialog.exec, "save-query")
    save_query(stage, "Burglary and robbery, 2025")
    button = stage.panel.page.queries
    QTimer.singleShot(1_500, button.list.close)
    QTimer.singleShot(800, lambda: stage.on_screen("queries", stage.panel.page.load_bar, button.list))
    button.showMenu()


def portal_menu(stage: Stage) -> None:
    """The menu beside the button that signs in and out."""
    menu = stage.panel.page.portal_bar.menu
    sign = stage.panel.page.portal_bar.sign
    end = sign.mapToGlobal(sign.rect().bottomRight())
    QTimer.singleShot(400, lambda: menu.move(end.x() - menu.width(), end.y()))  # within the panel
    QTimer.singleShot(800, lambda: stage.on_screen("portal-menu", stage.panel, menu))
    QTimer.singleShot(2_500, menu.close)
    sign.showMenu()


def add_portal_dialog(stage: Stage) -> None:
    """Adding one more portal."""
    from safestats.qgis_plugin.catalogue.add_portal_dialog import AddPortalDialog

    stage.question(AddPortalDialog(stage.panel).exec, "add-portal")


def shred(stage: Stage) -> None:
    """Destroying what is kept."""
    from safestats.qgis_plugin.catalogue.sign_in_questions import ask_to_shred

    stage.question(lambda: ask_to_shred(stage.panel, "Amira Hassan"), "shred")


def dialogs(panel) -> list:
    """The questions that belong to the panel."""
    from qgis.PyQt.QtWidgets import QDialog

    return panel.findChildren(QDialog)


def empty_map(stage: Stage) -> None:
    """A map without layers, in metres."""
    iface.newProject()
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:27700"))
    stage.quiet()


def base_map(stage: Stage) -> None:
    """Streets and wards of the made-up city, which stand for whatever an analyst has as a base map."""
    path = ROOT / "demo-output" / "backdrop.gpkg"
    from qgis.core import QgsFillSymbol, QgsLineSymbol, QgsSingleSymbolRenderer

    for name, title, symbol in (
        ("street", "Streets", QgsLineSymbol.createSimple({"line_color": "#c9ced3", "line_width": "0.3"})),
        ("ward", "Wards", QgsFillSymbol.createSimple({"style": "no", "outline_color": "#8a8f94"})),
    ):
        layer = QgsVectorLayer(f"{path}|layername={name}", title, "ogr")
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
        QgsProject.instance().addMapLayer(layer)
        stage.kept[name] = layer


def add_portal(stage: Stage) -> None:
    """Name the portal, as the first page and the options do."""
    from safestats.qgis_plugin.connection.portals import choose_portal, known_portals, remember_portal

    if not known_portals():
        remember_portal(PORTAL, stage.task["address"])
        choose_portal(PORTAL)
        stage.panel.show_portals()
    stage.wait(lambda: not stage.panel.connection.is_busy)
    stage.docks(stage.panel)
    stage.quiet()


def sign_in(stage: Stage) -> None:
    """By the browser."""
    connection = stage.panel.connection
    connection.sign_in(stage.task["passphrase"])
    stage.wait(lambda: connection.is_signed_in and not connection.is_busy)
    stage.settle(1)


def choose(stage: Stage, dataset: str) -> None:
    """Choose a dataset, its records rather than its counts, in the tree, and wait until all about it is known."""
    found = [info for info in stage.panel.connection.session.datasets if info.dataset == dataset]
    info = next((each for each in found if each.level.value != "counts"), found[0])
    stage.panel.page.tree.select(info.collection)
    stage.settle(0.5)
    # What the panel has asked is answered long before; a layer that refreshes beside it may take longer.
    with suppress(TimeoutError):
        stage.wait(lambda: QgsApplication.taskManager().countActiveTasks() == 0, 15)
    stage.settle(1)


def fill_in(stage: Stage) -> None:
    """Two kinds of offence in the last twelve months."""
    from safestats.safestats_core.query import Period

    form = stage.panel.page.form
    form.period_choice.choose(Period("2025-01", "2025-12"))
    form.category_choice.choose(("burglary", "robbery"))
    stage.settle(1)


def load(stage: Stage):
    """Press the button, and wait; the layer."""
    before = set(QgsProject.instance().mapLayers())
    stage.panel.load_chosen()
    connection = stage.panel.connection

    def is_there() -> bool:
        for dialog in dialogs(stage.panel):
            if dialog.isVisible():
                dialog.accept()  # terms of use
        return not connection.is_busy and set(QgsProject.instance().mapLayers()) != before

    stage.wait(is_there)
    stage.wait(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    stage.settle(1)
    new = [QgsProject.instance().mapLayer(each) for each in set(QgsProject.instance().mapLayers()) - before]
    return next(layer for layer in new if layer.isSpatial())


def save_query(stage: Stage, name: str) -> None:
    """Keep the filters at the portal, for colleagues too."""
    panel = stage.panel
    panel.keeping.save(name, panel.page.form.reader(panel.page.tree.selected()), True)
    stage.wait(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    stage.settle(1)
    stage.quiet()


PANEL = (
    first_page,
    signed_out,
    code,
    passphrase,
    begin_signed_in,
    catalogue,
    filters,
    areas,
    search,
    terms,
    queries,
    portal_menu,
    add_portal_dialog,
    shred,
)
