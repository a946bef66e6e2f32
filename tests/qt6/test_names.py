from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def check():
    spec = importlib.util.spec_from_file_location("qt6_names", ROOT / ".ci" / "qt6.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        ("QtCore", "Qt.AlignLeft", "write Qt.AlignmentFlag.AlignLeft"),
        ("QtWidgets", "QSizePolicy.Expanding", "write QSizePolicy.Policy.Expanding"),
        ("QtCore", "QRegExp", "QRegExp is not in PyQt6.QtCore"),
        ("QtWidgets", "QApplication.desktop", "QApplication has no desktop"),
        ("QtCore", "Qt.AlignmentFlag.AlignLeft", ""),
        ("QtWidgets", "QAction", ""),
        ("QtCore", "QVariant.Int", ""),
        ("sip", "isdeleted", ""),
        ("QtWebKit", "QWebSettings", "PyQt6 has no module QtWebKit"),
    ],
)
def test_what_pyqt6_has_no_more_is_found_and_what_it_has_is_let_pass(check, module, name, said):
    found = check.breach(f"qgis.PyQt.{module}", name)
    assert said in found
    assert bool(found) == bool(said)


def test_a_whole_module_can_be_taken(check):
    assert check.breach("qgis.PyQt", "sip") == check.breach("qgis.PyQt", "sip.isdeleted") == ""
    assert "QtWebKit" in check.breach("qgis.PyQt", "QtWebKit")


def test_names_and_old_calls_are_found_in_a_file(check, tmp_path):
    path = tmp_path / "old.py"
    path.write_text(
        "from qgis.PyQt.QtCore import Qt as Q\n\ndialog.exec_()\nleft = Q.AlignLeft | Q.AlignmentFlag.AlignTop\n"
    )
    names = [dotted for _, _, dotted in check.used_names(path)]
    assert names == ["Qt", "Qt.AlignLeft", "Qt.AlignmentFlag.AlignTop"]
    assert [words for _, words in check.old_calls(path)] == ["exec_() is exec() in PyQt6"]
