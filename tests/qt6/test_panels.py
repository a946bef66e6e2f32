"""Every panel, page, dialog and chart on Qt 6: made, shown, filled and used."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

AREA_KINDS = 5


@pytest.fixture
def datasets():
    """A dataset at each level, with a month that nobody sent."""
    from safestats.safestats_core.access import LEVEL_SCHEMAS, Level
    from safestats.safestats_core.retrieval.catalogue import DatasetInfo

    def make(level: Level) -> DatasetInfo:
        return DatasetInfo(
            collection=f"calls-{level}",
            dataset="calls",
            level=level,
            title=f"Calls by {level}",
            agency="ambulance",
            theme="Health",
            description="Calls for an ambulance",
            attribution="Made-up attribution",
            licence="CC0-1.0",
            handling="OFFICIAL-SENSITIVE",
            time_zone="Europe/London",
            crs="EPSG:27700",
            fields=tuple(LEVEL_SCHEMAS[level].names),
            scope_hash="00",
            lease_hours=72,
            updated="2024-07-01T00:00:00Z",
            first_month="2023-01",
            last_month="2024-06",
            rows=2_000,
            missing_months=("2024-03",),
            partial_months=("2024-05",),
        )

    return tuple(make(level) for level in (Level.RECORD, Level.POINT, Level.COUNTS))


class Client:
    """Answers what the panel asks, and refuses to load."""

    def __init__(self) -> None:
        self.source = SimpleNamespace(portal_url="https://portal.example", terms=lambda dataset: None)
        self.cache = SimpleNamespace(vault=SimpleNamespace(key=SimpleNamespace(kept="memory")))

    def load(self, query, progress):
        from safestats.safestats_core.errors import AccessDenied

        progress(1, 2, "half")
        raise AccessDenied("Your grant has ended.")

    def months(self, dataset):
        from safestats.safestats_core.retrieval.catalogue import MonthInfo

        return [MonthInfo("2024-06", 1_000, "1")]

    def coverage(self, dataset):
        return []

    def cached_categories(self, dataset):
        return 1, {"burglary": 7}

    def estimate(self, dataset, months, query):
        from safestats.safestats_core.workspace.estimate import Estimate

        return Estimate(1_000, True, 1, 0)

    def saved_queries(self):
        return []


@pytest.fixture
def dock(interface, show):
    from safestats.qgis_plugin.catalogue.dock import SafeStatsDock

    panel = SafeStatsDock(interface)
    panel.setParent(None)
    show(panel)
    yield panel
    panel.close_down()


@pytest.fixture
def signed_in(dock, datasets, show, wait_until):
    """The panel of somebody who is signed in."""
    from safestats.qgis_plugin.connection.portals import KnownPortal
    from safestats.qgis_plugin.connection.sessions import Session
    from safestats.safestats_core.retrieval.catalogue import Me

    dock._pages.setCurrentWidget(dock.page)
    dock.page.portal_bar.show_portals([KnownPortal("London", "https://portal.example")], None)
    dock.connection._entered(Session(Client(), Me("amira", "Amira Hassan", "Council", "London"), datasets))
    dock.connection.changed.emit()
    wait_until(lambda: dock.page.load_bar.estimate.text() != "" and not dock.connection.look_ups._running)
    show(dock)
    return dock


def test_the_first_page_takes_an_address_and_refuses_one_that_is_not_safe(dock):
    dock.first_portal.address.setText("http://portal.example")
    dock.first_portal.add.click()
    assert "unencrypted" in dock.first_portal.problem.text()
    dock.first_portal.open_data.click()
    assert dock.page.isVisible()


def test_datasets_are_listed_drawn_found_and_chosen_with_keys(signed_in, show):
    from PyQt6.QtCore import Qt
    from PyQt6.QtTest import QTest

    tree = signed_in.page.tree
    assert "1,000 rows" in signed_in.page.load_bar.estimate.text()
    QTest.keyClicks(tree.search_field, "counts")
    assert tree.selected().title == "Calls by counts"
    QTest.keyClick(tree.search_field, Qt.Key.Key_Down)
    QTest.keyClick(tree.search_field, Qt.Key.Key_Escape)
    assert tree.search_field.text() == ""
    show(signed_in)


def test_every_filter_gives_a_question(signed_in, show, wait_until):
    from safestats.qgis_plugin.catalogue.named_areas import NamedArea

    assert signed_in.page.tree.select("calls-record")
    form, info = signed_in.page.form, signed_in.page.tree.selected()
    form.period_choice.first.setCurrentText("2024-03")
    form.weekday_choice.choose((1, 7))
    form.hours_choice.choose("22-06")
    form.category_choice.choose(("burglary",))
    for kind in range(AREA_KINDS):
        form.area_choice.choose_kind(kind)
        show(signed_in)
    form.area_choice.named.show_areas([NamedArea("E1", "Abbey (ward)")])
    form.area_choice.named.choose(["E1"])
    query = form.query(info)
    assert (query.weekdays, query.hours, query.categories) == ((1, 7), "22-06", ("burglary",))
    assert (query.period.first, query.area_codes) == ("2024-03", ("E1",))


def test_a_drawn_polygon_is_finished_with_the_right_button(signed_in):
    from PyQt6.QtCore import Qt

    area = signed_in.page.form.area_choice
    area.choose_kind(3)
    area._draw.click()
    left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
    for button in (left, left, left, right):
        event = SimpleNamespace(button=lambda button=button: button, mapPoint=lambda: (0, 0))
        area._drawing.canvasReleaseEvent(event)
    assert area._drawn is not None


def test_a_load_runs_in_a_task_and_its_failure_is_told(signed_in, interface, wait_until):
    signed_in.page.load_bar.load.click()
    assert signed_in.connection.is_busy
    wait_until(lambda: not signed_in.connection.is_busy)
    assert interface.said == ["Your grant has ended."]


def test_the_menus_of_people_portals_and_queries_open(signed_in):
    signed_in.page.portal_bar._fill_menu()
    signed_in.page.queries._fill()
    for menu in (signed_in.page.portal_bar.menu, signed_in.page.queries.list):
        assert menu.actions()


def test_the_calendar_says_the_month_under_the_mouse(signed_in, show):
    from PyQt6.QtCore import QPoint
    from PyQt6.QtTest import QTest

    calendar = signed_in.page.details.calendar
    show(calendar)
    assert "missing: 2024-03" in calendar.accessibleDescription()
    QTest.mouseMove(calendar, calendar._cell("2024-03").center().toPoint() + QPoint(1, 1))


def test_dialogs_are_shown_and_answered(application, show):
    from PyQt6.QtWidgets import QDialogButtonBox
    from safestats.qgis_plugin.catalogue.add_portal_dialog import AddPortalDialog
    from safestats.qgis_plugin.catalogue.saved_queries import SaveQueryDialog
    from safestats.qgis_plugin.catalogue.terms_dialog import TermsDialog
    from safestats.safestats_core.retrieval.terms import Terms

    for accepted in (False, True):
        terms = TermsDialog("Fire", Terms("fire", 1, "Only to prevent fires.", accepted), None)
        show(terms)
        terms.reject()
    saving = SaveQueryDialog("Mondays")
    show(saving)
    saving.name.clear()
    save = saving.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    adding = AddPortalDialog()
    show(adding)
    adding.page.address.setText("https://portal.example")
    adding.page.add.click()
    assert adding.result() == AddPortalDialog.DialogCode.Accepted


def test_questions_before_signing_in_and_out_are_asked(application):
    from PyQt6.QtCore import QTimer
    from PyQt6.QtWidgets import QInputDialog, QMessageBox
    from safestats.qgis_plugin.catalogue import sign_in_questions

    def answer(kind, act):
        QTimer.singleShot(50, lambda: act(next(top for top in application.topLevelWidgets() if isinstance(top, kind))))

    answer(QInputDialog, lambda dialog: (dialog.setTextValue("heron"), dialog.accept()))
    assert sign_in_questions.ask_passphrase(None) == ("heron", True)
    answer(QMessageBox, lambda box: box.button(QMessageBox.StandardButton.Yes).click())
    assert sign_in_questions.ask_to_shred(None, "Amira")


def test_the_code_of_a_sign_in_is_shown_and_copied(show, application):
    from PyQt6.QtWidgets import QPushButton
    from safestats.qgis_plugin.catalogue.code_panel import CodePanel
    from safestats.safestats_core.retrieval.device import CodeToType

    panel = CodePanel()
    panel.show_code(CodeToType("ABCD-EFGH", "https://portal.example/device", None, 600, 5, ""))
    show(panel)
    panel.findChildren(QPushButton)[0].click()
    assert application.clipboard().text() == "ABCD-EFGH"


def test_the_page_of_packages_names_what_is_missing(show):
    from safestats.qgis_plugin.dependencies.needed import Lack
    from safestats.qgis_plugin.dependencies.page import PackagesDock

    page = PackagesDock([Lack("pyarrow")], lambda: None)
    show(page)
    assert page.can_install()
    page.close_down()


def test_the_options_refuse_an_address_that_is_not_safe_and_keep_the_rest(show, monkeypatch):
    from PyQt6.QtWidgets import QTableWidgetItem
    from safestats.qgis_plugin.connection.portals import known_portals, remember_portal
    from safestats.qgis_plugin.options.page import SafeStatsOptionsFactory
    from safestats.qgis_plugin.options.preferences import cache_limit, refresh_every

    remember_portal("London", "https://portal.example")
    page = SafeStatsOptionsFactory(lambda: None).createWidget(None)
    show(page)
    table = page.portals.table
    table.setItem(0, 1, QTableWidgetItem("http://portal.example"))
    assert not page.isValid()
    table.setItem(0, 1, QTableWidgetItem("https://other.example"))
    page.computer.limit.setValue(3)
    page.computer.every.setCurrentIndex(2)
    assert page.isValid()
    page.apply()
    assert [portal.url for portal in known_portals()] == ["https://other.example"]
    assert (cache_limit(), refresh_every()) == (3, 5)
    monkeypatch.delenv("SAFESTATS_CACHE_BUDGET")


@pytest.fixture
def explore(interface, monkeypatch, show, wait_until):
    """The explore panel with a layer of 60 incidents."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer
    from safestats.qgis_plugin.explore import exploring as module
    from safestats.qgis_plugin.explore.dock import ExploreDock
    from safestats.qgis_plugin.explore.rows import Fields, Rows

    start = np.array(["2024-01-01T22:00:00"] * 40 + ["2024-03-01T18:30:00"] * 20, "datetime64[s]")
    category = np.array(["burglary"] * 40 + ["robbery"] * 20, object)
    x, y = 530_000 + 37.0 * np.arange(60), 180_000 + 11.0 * (np.arange(60) % 13)
    rows = Rows(np.arange(60), x, y, start, start + 7_200, category, QgsCoordinateReferenceSystem("EPSG:27700"))
    monkeypatch.setattr(module, "guess_fields", lambda layer: Fields("start", "end", "category"))
    monkeypatch.setattr(module, "RowSource", lambda layer, fields: SimpleNamespace(read=lambda progress: rows))
    dock = ExploreDock(interface)
    dock.setParent(None)
    dock.show_layer(QgsVectorLayer("incidents"))
    show(dock)
    wait_until(lambda: not dock.exploring.is_busy)
    yield dock
    dock.close_down()


def test_charts_are_drawn_and_walked_with_keys_and_mouse(explore, show, wait_until, application):
    from PyQt6.QtCore import QPoint, Qt
    from PyQt6.QtTest import QTest

    charts, layer = explore.charts, explore._layer.currentLayer()
    for page, chart in enumerate((charts.months, charts.clock, charts.categories)):
        explore._tabs.setCurrentIndex(page)
        chart.setFocus()
        show(explore)
        QTest.mouseMove(chart, QPoint(20, 40))
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space):
            QTest.keyClick(chart, key)
        wait_until(lambda: not explore.exploring.is_busy)
        explore.copy_table()
        assert application.clipboard().text()
        explore.copy_picture()
    QTest.mouseClick(charts.categories, Qt.MouseButton.LeftButton, pos=QPoint(2, 40))
    wait_until(lambda: not explore.exploring.is_busy)
    assert len(layer.selectedFeatureIds()) == 40


def test_the_density_is_drawn_on_the_canvas_as_the_slider_moves(explore, interface, show, wait_until):
    explore.controls.show_on_map(True)
    explore.controls.set_bandwidth(1_000)
    wait_until(lambda: not explore.exploring.is_busy)
    assert "Cells of" in explore.controls._said.text()
    explore._preview.setRect(explore._preview._picture.extent)
    show(interface.mapCanvas())
