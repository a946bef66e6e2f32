"""The zip that `make package` builds, as somebody who installs it meets it."""

from __future__ import annotations

import configparser
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = (
    "name description about version qgisMinimumVersion author email homepage tracker repository "
    "tags changelog icon category hasProcessingProvider"
).split()


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """The folder that the zip holds, of the last commit."""
    folder = tmp_path_factory.mktemp("package")
    archive = folder / "safestats.zip"
    subprocess.run([ROOT / ".ci" / "package", archive], check=True, capture_output=True)
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(folder)
    archive.unlink()
    return folder / "safestats"


def test_it_is_one_folder_with_a_licence_and_without_server_tests_and_tools(package):
    assert [path.name for path in package.parent.iterdir()] == ["safestats"]
    assert (package / "LICENSE").exists()
    for left_out in ("tests", "docs", "benchmarks", ".ci", "Makefile", "safestats_core/portal", "resources/demo"):
        assert not (package / left_out).exists(), left_out
    assert {path.suffix for path in package.rglob("*") if path.is_file()} <= {
        ".py",
        ".txt",
        ".md",
        ".svg",
        ".toml",
        ".model3",
        ".qm",
        ".json",
        "",
    }


def test_it_speaks_every_language_without_a_tool(package):
    languages = {f"{path.stem}.qm" for path in (ROOT / "resources" / "i18n").glob("*.ts")}
    assert languages
    assert {path.name for path in (package / "resources" / "i18n").iterdir()} == {*languages, "core_sentences.json"}


def test_its_metadata_says_what_plugins_qgis_org_asks_for(package):
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(package / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    assert [name for name in REQUIRED if not general.get(name)] == []
    assert (package / general["icon"]).exists()
    assert general["version"] == re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M)[1]


def test_a_method_runs_from_it(package, qgis_process, points, save, tmp_path):
    layer = save(points, "points.gpkg")
    results = qgis_process("countgrid", package, INPUT=layer.source(), CELL_SIZE=300, OUTPUT=tmp_path / "cells.gpkg")
    assert results["COUNT"] == 1_500
