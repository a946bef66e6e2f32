from __future__ import annotations

from safestats.qgis_plugin.dependencies import page as module
from safestats.qgis_plugin.dependencies.page import PackagesDock


def test_the_button_installs_and_goes_on(wait_until, wheels, tmp_path, monkeypatch):
    wheels.add("made_one")
    folder = tmp_path / "profile" / "packages"
    install = module.install_missing
    monkeypatch.setattr(module, "package_folder", lambda: folder)
    monkeypatch.setattr(module, "use_package_folder", lambda: None)
    monkeypatch.setattr(
        module, "install_missing", lambda *given, **named: install(*given, locked=wheels.locked, **named)
    )
    installed = []
    dock = PackagesDock(["made_one"], lambda: installed.append(True))
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
    dock = PackagesDock(["made_one"], lambda: None)
    dock.install(wheels.folder)
    wait_until(lambda: dock.said())
    assert "pip said" in dock.said()
    assert dock.can_install()
