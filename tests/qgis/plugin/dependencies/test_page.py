from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel
from safestats.qgis_plugin.dependencies import page as module
from safestats.qgis_plugin.dependencies.needed import Lack
from safestats.qgis_plugin.dependencies.page import PackagesDock


def test_the_button_installs_and_goes_on(wait_until, wheels, tmp_path, monkeypatch):
    wheels.add("made_one")
    folder = tmp_path / "profile" / "packages"
    install = module.install_missing
    monkeypatch.setattr(module, "package_folder", lambda: folder)
    monkeypatch.setattr(module, "use_package_folder", lambda: monkeypatch.syspath_prepend(str(folder)))
    monkeypatch.setattr(
        module, "install_missing", lambda *given, **named: install(*given, locked=wheels.locked, **named)
    )
    installed = []
    dock = PackagesDock([Lack("made_one")], lambda: installed.append(True))
    dock.install(wheels.folder)
    wait_until(lambda: installed)
    assert (folder / "made_one.py").is_file()


def test_a_failure_is_told_on_the_page_and_can_be_tried_again(wait_until, wheels, tmp_path, monkeypatch):
    wheels.add("made_one", digest="0" * 64)
    install = module.install_missing
    monkeypatch.setattr(module, "package_folder", lambda: tmp_path / "packages")
    monkeypatch.setattr(
        module, "install_missing", lambda *given, **named: install(*given, locked=wheels.locked, **named)
    )
    dock = PackagesDock([Lack("made_one")], lambda: None)
    dock.install(wheels.folder)
    wait_until(lambda: dock.said())
    assert "pip said" in dock.said()
    assert dock.can_install()


def test_what_another_plugin_uses_is_there_after_the_next_start(wait_until, wheels, tmp_path, monkeypatch):
    wheels.add("made_one")
    install = module.install_missing
    monkeypatch.setattr(module, "package_folder", lambda: tmp_path / "packages")
    monkeypatch.setattr(module, "use_package_folder", lambda: None)
    monkeypatch.setattr(
        module, "install_missing", lambda *given, **named: install(*given, locked=wheels.locked, **named)
    )
    dock = PackagesDock([Lack("made_one", "0.9", "1.0")], lambda: None)
    dock.install(wheels.folder)
    wait_until(lambda: dock.said())
    assert dock.said() == "Installed. Start QGIS again: made_one 0.9 is there, 1.0 is needed, and is in use."


def test_numpy_which_comes_with_qgis_is_not_offered():
    dock = PackagesDock([Lack("numpy", "1.20.2", "1.22")], lambda: None)
    words = " ".join(label.text() for label in dock.findChildren(QLabel))
    assert "numpy 1.20.2 is there, 1.22 is needed: it comes with QGIS itself, so install a newer QGIS." in words
