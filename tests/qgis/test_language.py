"""QGIS in French: the toolbox, the help and the results are French, ids are not, and unloading takes it all back."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest
from qgis.core import QgsApplication, QgsProcessingParameterEnum
from qgis.PyQt.QtCore import QCoreApplication, QTranslator


@pytest.fixture
def tr(qgis_app):
    from safestats.processing_algorithms.base.translation import tr

    return tr


@pytest.fixture
def french_provider(qgis_processing, set_language):
    from safestats.processing_algorithms.provider import SafeStatsProvider

    set_language("fr")
    provider = SafeStatsProvider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def run_french(french_provider, points):
    import processing

    return lambda name, **given: processing.run(f"safestats:{name}", {"INPUT": points, **given})


def titles_and_help(algorithm) -> list[str]:
    parameters = algorithm.parameterDefinitions()
    texts = [algorithm.displayName(), algorithm.group()]
    texts += [words for each in parameters for words in (each.description(), each.help())]
    return [words for words in [*texts, *(each.description() for each in algorithm.outputDefinitions())] if words]


def what_people_read(algorithm) -> list[str]:
    choices = [each for each in algorithm.parameterDefinitions() if isinstance(each, QgsProcessingParameterEnum)]
    page = re.split(r"<[^>]+>", algorithm.shortHelpString())
    return [*titles_and_help(algorithm), *page, *(words for each in choices for words in each.options())]


def test_no_algorithm_and_no_model_keeps_a_word_of_english(french_provider, english_left):
    algorithms = french_provider.algorithms()
    assert len(algorithms) > 30
    left = {algorithm.id(): english_left(what_people_read(algorithm)) for algorithm in algorithms}
    assert {name: texts for name, texts in left.items() if texts} == {}


class Bracketing(QTranslator):
    """A language in which every string is the English one in brackets: what has none was never looked up."""

    def translate(self, context, source, disambiguation=None, number=-1):
        return f"[[{source}]]" if context == "SafeStats" and source != "en_GB" else ""

    def isEmpty(self):
        return False


def test_every_title_and_every_help_of_the_toolbox_is_looked_up(qgis_processing):
    from safestats.processing_algorithms.provider import SafeStatsProvider

    bracketing, provider = Bracketing(), SafeStatsProvider()
    QCoreApplication.installTranslator(bracketing)
    try:
        assert QgsApplication.processingRegistry().addProvider(provider)
        texts = [words for algorithm in provider.algorithms() for words in titles_and_help(algorithm)]
    finally:
        QCoreApplication.removeTranslator(bracketing)
        QgsApplication.processingRegistry().removeProvider(provider)
    assert len(texts) > 1_000
    assert {words for words in texts if "[[" not in words} == set()


def test_a_dialog_of_a_model_is_french_too(french_provider, english_left):
    model = QgsApplication.processingRegistry().createAlgorithmById("safestats:hotspotbriefing")
    titles = {parameter.name(): parameter.description() for parameter in model.parameterDefinitions()}
    assert "Zone d'étude" in titles.values()
    assert english_left(titles.values()) == set()


def test_ids_groups_and_parameters_are_called_the_same_in_every_language(french_provider, set_language):
    def names():
        return {
            each.id(): (each.groupId(), [parameter.name() for parameter in each.parameterDefinitions()])
            for each in french_provider.algorithms()
        }

    french = names()
    set_language("en")
    french_provider.unload()
    french_provider.load()
    french_provider.refreshAlgorithms()
    assert names() == french


def test_a_result_its_legend_and_its_page_are_french_and_its_fields_are_not(run_french, english_left, tmp_path):
    layer = run_french("getisord", CELL_SIZE=300, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    assert {"count", "gi_z", "gi_p_adj", "gi_bin"} <= set(layer.fields().names())
    assert "Point chaud, confiance 99\u00a0%" in [each.label() for each in layer.renderer().categories()]
    page = tmp_path / "page.html"
    run_french("nearestneighbour", HTML=str(page))
    read = {text.strip() for text in re.split(r"<[^>]+>", page.read_text("utf-8"))}
    assert "Indice du plus proche voisin" in read
    assert english_left(read) == set()
    assert any(re.fullmatch(r"0,\d{4}", text) for text in read)


def test_numbers_and_days_are_written_as_the_sentence_around_them(french_provider, set_language):
    from safestats.processing_algorithms.base.translation import day_and_time, numeral

    moment = datetime(2024, 2, 1, 12, 30, tzinfo=timezone.utc)
    assert re.fullmatch(r"1\s234\s567,5", numeral(1_234_567.5, ",.1f"))
    assert " février 2024, " in day_and_time(moment)
    french_provider.unload()
    assert numeral(1_234_567.5, ",.1f") == "1,234,567.5"
    assert " February 2024, " in day_and_time(moment)
    french_provider.load()


def test_a_country_falls_to_its_language_and_an_unknown_language_to_english(tr, set_language):
    from safestats.processing_algorithms.base.language import fall_silent, speak_language

    for code, portal in (("fr_CA", "Portail"), ("cy", "Portal"), ("zh-Hant", "Portal"), ("en_GB", "Portal")):
        set_language(code)
        translator = speak_language()
        assert tr("Portal") == portal, code
        fall_silent(translator)
        assert tr("Portal") == "Portal", code


def test_loading_and_unloading_leaves_no_french_behind(tr, set_language):
    from safestats import classFactory

    set_language("fr")
    for _ in range(5):
        plugin = classFactory(None)
        plugin.initProcessing()
        assert tr("Portal") == "Portail"
        plugin.unload()
        assert tr("Portal") == "Portal"


def test_the_command_line_speaks_the_language_of_its_environment(qgis_process, points, save, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    layer = save(points, "points.gpkg")
    qgis_process("countgrid", INPUT=layer.source(), CELL_SIZE=300, OUTPUT=tmp_path / "grid.gpkg")
    told = (tmp_path / "grid.qmd").read_text("utf-8")
    assert "Compter les points sur une grille" in told
    assert "cellules de 300" in told
