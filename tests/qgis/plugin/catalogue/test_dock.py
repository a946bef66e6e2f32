"""The panel as somebody uses it, from the first page to layers on her map, at a real portal."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox
from safestats.qgis_plugin.catalogue.area_choice import NAMED
from safestats.qgis_plugin.catalogue.terms_dialog import TermsDialog
from safestats.qgis_plugin.connection.portals import known_portals


def layers() -> list:
    return list(QgsProject.instance().mapLayers().values())


def choose(dock, title: str) -> None:
    """Find a dataset by typing."""
    dock.page.tree.search_field.setText(title)
    assert dock.page.tree.selected() is not None, f"nothing is found by {title}"


@pytest.fixture
def settled(dock, wait_until):
    """Waits until what was asked about the chosen dataset is told."""

    def wait() -> str:
        wait_until(lambda: not dock.connection.is_busy)
        wait_until(lambda: dock.page.load_bar.estimate.text() != "" and not dock.connection.look_ups._running)
        return dock.page.load_bar.estimate.text()

    return wait


def test_a_newcomer_types_the_address_and_signs_in(
    dock, city_portal, fill_in_the_form, wait_until, monkeypatch, screenshot
):
    from safestats.qgis_plugin.connection import connection as connection_module

    monkeypatch.setattr(
        connection_module.QDesktopServices, "openUrl", lambda address: fill_in_the_form(address.toString()) or True
    )
    assert dock.first_portal.isVisible()
    assert not dock.page.isVisible()
    screenshot(dock, "first-page")
    dock.first_portal.address.setText("http://portal.example")
    dock.first_portal.add.click()
    assert "unencrypted" in dock.first_portal.problem.text()
    screenshot(dock, "first-page-refused")
    dock.first_portal.address.setText(city_portal.url)
    dock.first_portal.address.returnPressed.emit()
    assert [portal.url for portal in known_portals()] == [city_portal.url]
    wait_until(lambda: not dock.connection.is_busy)
    assert dock.page.isVisible()
    assert dock.page.status.text().startswith("Signed out of 127.0.0.1")
    screenshot(dock, "signed-out")
    dock.page.portal_bar.sign.click()
    wait_until(lambda: dock.connection.is_signed_in and not dock.connection.is_busy)
    assert "Amira Hassan, Council. 3 datasets" in dock.page.status.text()
    assert dock.page.portal_bar.sign.text() == "Sign out"


def test_rows_are_estimated_then_known_then_loaded(sign_in, settled, wait_until, screenshot):
    dock = sign_in("bea")
    choose(dock, "recorded full")
    dock.page.form.period_choice.first.setCurrentText("2024-03")
    dock.page.form.period_choice.last.setCurrentText("2024-04")
    wait_until(lambda: "in 2 months" in settled())
    promised = int(settled().split()[0].replace(",", ""))
    screenshot(dock, "estimate")
    dock.load_chosen()
    wait_until(lambda: layers())
    settled()
    assert sum(layer.featureCount() for layer in layers()) == promised
    dock.page.form.category_choice.choose(("burglary",))
    wait_until(lambda: "all on this computer" in settled() and not settled().startswith(f"{promised:,}"))
    burglaries = int(settled().split()[0].replace(",", ""))
    rows = [feature for layer in layers() for feature in layer.getFeatures()]
    assert burglaries == sum(row["category"] == "burglary" for row in rows) > 0
    box = dock.page.form.category_choice.box
    assert f"Burglary ({burglaries:,})" in [box.itemText(index) for index in range(box.count())]
    screenshot(dock, "loaded")


def test_terms_are_read_and_accepted_before_the_first_row(sign_in, settled, wait_until, screenshot):
    dock = sign_in("bea")
    choose(dock, "fire")
    assert "Terms of use come first" in settled()
    assert dock.page.details.terms.isVisible()
    dock.load_chosen()
    wait_until(lambda: dock.findChildren(TermsDialog))
    (dialog,) = dock.findChildren(TermsDialog)
    assert dialog.text.toPlainText() == "Only to prevent fires."
    screenshot(dialog, "terms")
    dialog.reject()
    assert "were not accepted" in dock.said[-1]
    assert layers() == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dock.load_chosen()
    wait_until(lambda: dock.findChildren(TermsDialog))
    (dialog,) = dock.findChildren(TermsDialog)
    accept = next(
        button
        for button in dialog.buttons.buttons()
        if dialog.buttons.buttonRole(button) == QDialogButtonBox.ButtonRole.AcceptRole
    )
    accept.click()
    wait_until(lambda: layers())
    assert layers()[0].featureCount() > 0
    assert " rows in " in settled()
    calendar = dock.page.details.calendar
    assert "missing: 2024-03" in calendar.accessibleDescription()
    screenshot(dock, "coverage")


def test_days_and_hours_are_narrowed_here_and_kept_with_the_layer(sign_in, settled, wait_until):
    from safestats.qgis_plugin.layers.question import Question

    dock = sign_in("amira")
    choose(dock, "recorded")
    dock.page.form.weekday_choice.choose((5, 6))
    dock.page.form.hours_choice.choose("22-06")
    settled()
    dock.load_chosen()
    wait_until(lambda: layers())
    query = Question.read(layers()[0]).query()
    assert (query.weekdays, query.hours) == ((5, 6), "22-06")
    exact = [row for layer in layers() for row in layer.getFeatures() if row["time_precision"] == "exact"]
    assert len(exact) > 5
    for row in exact:
        began = row["start"] if row["start"].time().hour() >= 6 else row["start"].addDays(-1)
        assert row["start"].time().hour() >= 22 or row["start"].time().hour() < 6
        assert began.date().dayOfWeek() in (5, 6)


def test_counts_come_from_the_portal_or_from_her_own_rows(sign_in, settled, wait_until, screenshot):
    dock = sign_in("bea")
    choose(dock, "recorded full")
    settled()
    dock.page.load_bar.counts.click()
    wait_until(lambda: len(layers()) == 1)
    assert layers()[0].customProperty("safestats/level") == "counts"
    assert all(row["count"] % 5 == 0 for row in layers()[0].getFeatures() if row["count"])
    QgsProject.instance().clear()
    wait_until(lambda: not dock.connection.is_busy)
    dock.page.form.weekday_choice.choose((6, 7))  # by which the portal's counts cannot be narrowed
    dock.page.load_bar.counts.click()
    wait_until(lambda: len(layers()) == 1)
    counted = sum(row["count"] for row in layers()[0].getFeatures())
    assert counted % 5 or any(row["count"] % 5 for row in layers()[0].getFeatures())
    assert "Counted here" in " ".join(dock.said)


def test_boroughs_are_chosen_by_name(sign_in, settled, wait_until, city_portal, screenshot):
    dock = sign_in("bea")
    choose(dock, "recorded full")
    area = dock.page.form.area_choice
    area.choose_kind(NAMED)
    wait_until(lambda: area.named.is_filled)
    assert "ticked yet" in settled()
    area.named.choose([city_portal.borough])
    wait_until(lambda: settled().startswith("At most"))
    screenshot(dock, "named-areas")
    dock.load_chosen()
    wait_until(lambda: layers())
    rows = [row for layer in layers() for row in layer.getFeatures()]
    assert {row["borough"] for row in rows} == {city_portal.borough}


def test_a_saved_query_comes_back_and_a_colleague_finds_it(sign_in, settled, wait_until):
    dock = sign_in("bea")
    choose(dock, "recorded full")
    dock.page.form.period_choice.first.setCurrentText("2024-05")
    dock.page.form.category_choice.choose(("burglary", "robbery"))
    dock.page.form.weekday_choice.choose((1,))
    wanted = dock.page.form.query(dock.page.tree.selected())
    dock.keeping.save("Mondays", dock.page.form.reader(dock.page.tree.selected()), True)
    wait_until(lambda: dock.page.queries._queries)
    assert "Saved 'Mondays'." in dock.said
    dock.page.form.show_dataset(dock.page.tree.selected())
    assert dock.page.form.query(dock.page.tree.selected()) != wanted
    (saved,) = dock.page.queries._queries
    dock.page.queries.chosen.emit(saved)
    assert dock.page.form.query(dock.page.tree.selected()) == wanted
    dock.keeping.save("For today", dock.page.form.reader(dock.page.tree.selected()), False)
    wait_until(lambda: len(dock.page.queries._queries) == 2)
    dock.page.queries.forget_wanted.emit(dock.page.queries._queries[0])
    wait_until(lambda: len(dock.page.queries._queries) == 1)
    assert "Forgot 'For today'." in dock.said
    dock.connection.sign_out()
    wait_until(lambda: not dock.connection.is_busy)
    dock = sign_in("amira")
    wait_until(lambda: dock.page.queries._queries)
    (shared,) = dock.page.queries._queries
    assert (shared.name, shared.owner, shared.own) == ("Mondays", "Bea Larsen", False)
    dock.page.queries._fill()
    assert "Mondays (Bea Larsen)" in [action.text() for action in dock.page.queries.list.actions()]


def test_what_is_changed_at_the_portal_is_not_left_out_for_what_is_changed_next(sign_in, wait_until):
    dock = sign_in("bea")
    choose(dock, "recorded full")
    names = ["One", "Three", "Two"]
    for name in names:
        dock.keeping.save(name, dock.page.form.reader(dock.page.tree.selected()), False)
    wait_until(lambda: [each.name for each in dock.page.queries._queries if each.own and each.name in names] == names)
    assert all(f"Saved '{name}'." in dock.said for name in names)
    for each in dock.page.queries._queries:
        dock.page.queries.forget_wanted.emit(each)
    wait_until(lambda: dock.page.queries._queries == ())


def test_two_people_of_one_portal_go_on_where_each_was(sign_in, wait_until, fill_in_the_form_as, monkeypatch):
    from safestats.qgis_plugin.catalogue import dock as module
    from safestats.qgis_plugin.connection import connection as connection_module

    monkeypatch.setattr(module, "ask_passphrase", lambda parent: ("the cache's passphrase", True))
    dock = sign_in("bea")
    browser = fill_in_the_form_as("amira")
    monkeypatch.setattr(
        connection_module.QDesktopServices, "openUrl", lambda address: browser(address.toString()) or True
    )
    dock.page.portal_bar.sign_in_afresh_wanted.emit()
    wait_until(lambda: not dock.connection.is_busy)
    assert dock.connection.session.me.username == "amira"
    monkeypatch.setattr(connection_module.QDesktopServices, "openUrl", lambda address: pytest.fail("a browser opened"))
    dock.page.portal_bar._fill_menu()
    other = next(each for each in dock.page.portal_bar.menu.actions() if each.text() == "Go on as bea")
    other.trigger()
    wait_until(lambda: not dock.connection.is_busy)
    assert dock.connection.session.me.username == "bea"
    assert dock.connection.session.people == ("amira", "bea")


def test_signing_in_with_a_code_typed_in_another_browser(
    dock, city_portal, fill_in_the_form_as, wait_until, screenshot
):
    from safestats.qgis_plugin.connection.portals import add_portal

    add_portal(city_portal.url)
    dock.show_portals()
    wait_until(lambda: not dock.connection.is_busy)
    dock.page.portal_bar.code_wanted.emit()
    wait_until(lambda: dock.page.code.isVisible())
    screenshot(dock, "code")
    assert len(dock.page.code.code.text()) >= 8
    fill_in_the_form_as("amira")(dock.page.code._given.complete)
    wait_until(lambda: dock.connection.is_signed_in and not dock.connection.is_busy)
    assert not dock.page.code.isVisible()


def test_signing_out_and_shredding_leaves_nothing_to_read(sign_in, settled, wait_until, home, monkeypatch):
    from safestats.qgis_plugin.catalogue import dock as module

    monkeypatch.setattr(module, "ask_passphrase", lambda parent: ("the cache's passphrase", True))
    dock = sign_in("amira")
    assert "encrypted on this computer" in dock.page.status.text()
    choose(dock, "recorded")
    settled()
    dock.load_chosen()
    wait_until(lambda: layers())
    wait_until(lambda: not dock.connection.look_ups._running)
    sealed = [path for path in home.rglob("*") if path.is_file() and path.stat().st_size > 2_000]
    assert sealed
    monkeypatch.setattr(module, "ask_to_shred", lambda parent, name: name == "Amira Hassan")
    dock.page.portal_bar.shred_wanted.emit()
    wait_until(lambda: not dock.connection.is_busy)
    assert not dock.connection.is_signed_in
    assert [path for path in sealed if path.exists()] == []


def test_a_load_is_cancelled_within_a_second(sign_in, settled, wait_until):
    dock = sign_in("bea")
    choose(dock, "recorded full")
    settled()
    dock.load_chosen()
    dock.connection.cancel()
    wait_until(lambda: not dock.connection.is_busy, seconds=1)
    assert any("topped" in sentence for sentence in dock.said)
    assert dock.page.load_bar.load.isEnabled()
