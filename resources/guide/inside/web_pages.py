"""Pages of the portal, as a browser shows them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtWebKitWidgets import QWebView
from stage import Stage


def sign_in_page(stage: Stage) -> None:
    """Where the password is typed, and where the code is."""
    browser, connection = stage.kept["browser"], stage.panel.connection
    browser.is_slow, browser.opened = True, ""
    connection.sign_in(stage.task["passphrase"], afresh=True)
    stage.wait(lambda: bool(browser.opened))
    for address, name in ((browser.opened, "page-sign-in"), (f"{stage.task['address']}/oauth/device", "page-code")):
        view = _view(stage, address, 560, 560)
        stage.part(view, name)
        view.close()
    browser.is_slow = False
    connection.cancel()
    stage.wait(lambda: not connection.is_busy)
    stage.quiet()


def status_page(stage: Stage) -> None:
    """What whoever looks after the portal sees."""
    view = _view(stage, f"{stage.task['address']}/status", 1_120, 900)
    _fill_in(view, stage)
    stage.wait(lambda: "Sign out" in view.page().mainFrame().toPlainText(), 20)
    stage.settle(1)
    stage.part(view, "status-page")
    view.close()


def _view(stage: Stage, address: str, width: int, height: int) -> QWebView:
    view = QWebView()
    view.resize(width, height)
    view.setZoomFactor(0.8)
    finished: list[bool] = []
    view.loadFinished.connect(finished.append)
    view.load(QUrl(address))
    view.show()
    stage.wait(lambda: bool(finished), 30)
    stage.settle(1)
    return view


def _fill_in(view: QWebView, stage: Stage) -> None:
    frame = view.page().mainFrame()
    for name, value in (
        ("username", stage.task["administrator"]),
        ("password", stage.task["administrator_password"]),
    ):
        frame.findFirstElement(f"input[name={name}]").evaluateJavaScript(f"this.value = '{value}'")
    frame.findFirstElement("form").evaluateJavaScript("this.submit()")


PAGES = (sign_in_page, status_page)
