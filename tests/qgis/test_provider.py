from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingAlgorithm

ROOT = Path(__file__).resolve().parents[2]
ALGORITHMS = (
    "clusters",
    "nearrepeat",
    "spacetimescan",
    "aoristic",
    "loadincidents",
    "loadfromsource",
    "comparehotspots",
    "emerginghotspots",
    "countgrid",
    "kerneldensity",
    "nearestneighbour",
    "prospective",
    "dualkerneldensity",
    "getisord",
    "selectbydatetime",
    "accuracy",
    "countareas",
    "standarddistance",
    "concentration",
    "harmweights",
    "toprows",
    "localmoran",
    "optimisedhotspots",
    "matchincidents",
    "agencyconcordance",
    "reportinggap",
    "uncertainhotspots",
    "mappedshare",
    "hotspotstability",
    "printbriefing",
    "safetoshare",
)


@pytest.fixture(params=ALGORITHMS)
def algorithm(request, provider) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().algorithmById(f"safestats:{request.param}")


def test_the_version_is_that_of_the_metadata(provider):
    stated = re.search(r"^version=(.+)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert provider.versionInfo() == stated.group(1)


def test_an_algorithm_has_what_the_toolbox_shows(algorithm):
    assert Path(algorithm.svgIconPath()).is_file()
    assert not algorithm.icon().pixmap(24, 24).isNull()
    assert "safestats" in algorithm.tags()
    assert algorithm.canExecute()[0]
    page = algorithm.helpUrl().partition("/blob/main/")[2]
    assert (ROOT / page).is_file(), page


def test_every_parameter_explains_itself_in_the_help(algorithm):
    text = algorithm.shortHelpString()
    for parameter in algorithm.parameterDefinitions():
        if not parameter.isDestination():
            assert parameter.help() in text, parameter.name()
    for heading in ("When not to use it", "Parameters", "Source"):
        assert heading in text


def test_constants_are_the_names_of_the_parameters(algorithm):
    for parameter in algorithm.parameterDefinitions():
        assert getattr(type(algorithm), parameter.name()) == parameter.name()


def test_a_second_start_finds_fresh_algorithms(provider):
    before = {found.id() for found in provider.algorithms()}
    provider.refreshAlgorithms()
    assert {found.id() for found in provider.algorithms()} == before
    assert "safestats:hotspotbriefing" in before
