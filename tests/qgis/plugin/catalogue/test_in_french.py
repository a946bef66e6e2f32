"""The panels in a French QGIS: nothing in them is left in English."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAction,
    QApplication,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def texts_of(parent: QWidget) -> list[str]:
    """All that a person can read in a widget, or hear of it."""
    found = []
    for each in [parent, *parent.findChildren(QWidget)]:
        found += [each.toolTip(), each.accessibleName(), each.accessibleDescription(), each.whatsThis()]
        if isinstance(each, (QLabel, QAbstractButton)):
            found.append(each.text())
        elif isinstance(each, QLineEdit):
            found.append(each.placeholderText())
        elif isinstance(each, (QDockWidget, QGroupBox)):
            found.append(each.windowTitle() if isinstance(each, QDockWidget) else each.title())
        elif isinstance(each, QComboBox):
            found += [each.itemText(index) for index in range(each.count())]
        elif isinstance(each, QTabWidget):
            found += [each.tabText(index) for index in range(each.count())]
    found += [each.text() for each in parent.findChildren(QAction)]
    return [line for text in found for line in text.splitlines() if line.strip()]


def test_the_panel_of_somebody_new_is_french(french, dock, english_left):
    texts = texts_of(dock)
    assert "Ajouter le portail" in texts
    assert english_left(texts) == set()


def test_the_panel_of_somebody_signed_in_is_french(french, sign_in, english_left):
    panel = sign_in("bea")
    page = panel.page
    page.queries._fill()
    texts = texts_of(panel) + [page.status.text()]
    model = page.tree.view.model()
    for row in range(model.rowCount()):
        parent = model.index(row, 0)
        for index in [parent, *(model.index(inner, 0, parent) for inner in range(model.rowCount(parent)))]:
            texts += [str(index.data(role)) for role in ROLES if index.data(role)]
    assert {"Se déconnecter", "Jeux de données que vous pouvez utiliser", "Violences et infractions sexuelles"} <= set(
        texts
    )
    assert english_left(texts) == set()


def test_no_button_is_cut_off_and_every_underlined_letter_is_its_own(french, dock):
    for page in (dock.first_portal, dock.page):
        dock._pages.setCurrentWidget(page)
        QApplication.processEvents()
        buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text()]
        assert [each.text() for each in buttons if each.width() < each.minimumSizeHint().width()] == []
        lettered = [*buttons, *page.findChildren(QLabel)]
        letters = [each.text().split("&")[1][0].casefold() for each in lettered if "&" in each.text()]
        assert len(set(letters)) == len(letters) > 0
        assert not set(letters) & set("jéucpxvrbim"), "a letter of QGIS's own French menus"


def test_the_explore_panel_and_the_options_are_french(french, qgis_iface, english_left):
    from safestats.qgis_plugin.explore.dock import ExploreDock
    from safestats.qgis_plugin.options.page import SafeStatsOptionsFactory

    explore = ExploreDock(qgis_iface)
    options = SafeStatsOptionsFactory(lambda: None).createWidget(None)
    texts = texts_of(explore) + texts_of(options)
    explore.close_down()
    assert {"SafeStats : explorer", "Couche à explorer", "Adresse du portail"} & set(texts)
    assert english_left(texts) == set()


def test_the_page_of_missing_packages_is_french(french, qgis_iface, english_left):
    from safestats.qgis_plugin.dependencies.needed import Lack
    from safestats.qgis_plugin.dependencies.page import PackagesDock

    lacks = [Lack("pyarrow"), Lack("shapely", "1.8.5", "2.0"), Lack("numpy", "1.20.2", "1.22")]
    page = PackagesDock(lacks, lambda: None, qgis_iface.mainWindow())
    texts = texts_of(page)
    page.close_down()
    assert "Les installer depuis Internet" in texts
    assert english_left(texts) == set()
