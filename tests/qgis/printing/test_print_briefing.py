"""What somebody who prints a briefing relies on: sheets with everything on them, as a PDF and in the project."""

from __future__ import annotations

import gc
import re
import time
import zipfile
from collections import Counter
from datetime import datetime, timezone

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsExpressionContextUtils,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt, QTimer
from safestats.processing_algorithms.base.translation import day_and_time
from safestats.processing_algorithms.printing.layout import BriefingLayout

MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture
def project(qgis_app, qgis_new_project) -> QgsProject:
    project = QgsProject.instance()
    yield project
    project.clear()
    gc.collect()  # a context of Processing must not outlive QGIS


@pytest.fixture
def given(run, project, points, areas, save, tmp_path) -> dict:
    """The parameters for hot spots of the sample in four areas, from files, with a marking."""
    points.setCustomProperty("safestats/handling", MARKING)
    points.setCustomProperty("safestats/attribution", "Made-up police")
    path = run("getisord", INPUT=points, CELL_SIZE=300, CHANCE=1, OUTPUT=str(tmp_path / "hot.gpkg"))["OUTPUT"]
    hot = QgsVectorLayer(path, "Hot and cold spots", "ogr")
    counted = run("countareas", INPUT=points, AREAS=save(areas, "areas.gpkg"))["OUTPUT"]
    counted = save(counted, "counted.gpkg")
    counted.setName("Counts")
    project.addMapLayers([hot, counted])
    return {
        "LAYERS": [hot],
        "TITLES": "Hot spots of burglary",
        "AREAS": counted,
        "AREA_NAME": "code",
        "COUNT_FIELD": "count",
        "HEADING": "Burglary & more",
        "AS_OF": "30 June 2024",
        "OUTPUT": str(tmp_path / "areas of the briefing.gpkg"),
        "PDF": str(tmp_path / "briefing.pdf"),
    }


def in_order(counted) -> list[tuple[str, int]]:
    return sorted(((row["code"], row["count"]) for row in counted.getFeatures()), key=lambda each: -each[1])


def items(layout, kind, page) -> list:
    return [item for item in layout.items() if isinstance(item, kind) and item.page() == page]


def test_there_is_a_page_for_the_whole_and_one_for_each_area_the_first_rank_first(run, given, pages_of):
    pages = run("printbriefing", **given)
    words = pages_of(given["PDF"])
    assert pages["PAGES"] == len(words) == 5
    assert len(gdal.Open(given["PDF"]).GetSubDatasets()) == 5, "another reader of PDF counts as many"
    ranked = in_order(given["AREAS"])
    total = sum(count for _, count in ranked)
    assert f"Most incidents are counted in {ranked[0][0]} ({ranked[0][1]})" in words[0]
    for number, (page, (code, count)) in enumerate(zip(words[1:], ranked), start=1):
        assert f"Burglary & more: {code}" in page
        share = f"{100 * count / total:.1f}"
        assert f"{count} incidents: {share} % of the {total:,} in all 4 areas. Rank {number} of 4." in page


def test_each_page_bears_the_marking_at_head_and_foot_whose_data_it_is_and_how_old(run, given, pages_of):
    run("printbriefing", **given)
    for number, page in enumerate(pages_of(given["PDF"]), start=1):
        assert page.count(MARKING) == 2
        assert "Made-up police" in page
        assert "Data as of 30 June 2024." in page
        assert f"Page {number} of 5" in page


def test_how_old_the_data_are_is_told_by_the_layers_unless_somebody_types_it(run, given, project, pages_of):
    first, second = given["LAYERS"][0], given["AREAS"]
    first.setCustomProperty("safestats/as_of", "2026-03-12T09:30:00+00:00")
    second.setCustomProperty("safestats/as_of", "2026-03-10T12:00:00+00:00")
    first.setCustomProperty("safestats/until", "2026-03-15T09:30:00+00:00")
    printing = Run({**given, "AS_OF": ""}, project)
    printing.start()
    assert printing.wait()
    day = day_and_time(datetime(2026, 3, 10, 12, tzinfo=timezone.utc))
    assert all(f"Data as of {day}." in page for page in pages_of(given["PDF"])), "the older of the two"
    run("printbriefing", **given)
    assert all("Data as of 30 June 2024." in page for page in pages_of(given["PDF"]))


def test_a_lease_that_is_over_is_told(given, project):
    given["LAYERS"][0].setCustomProperty("safestats/until", "2026-03-15T09:30:00+00:00")
    printing = Run(given, project)
    printing.start()
    assert printing.wait()
    assert "The rows behind this were to be used until 15 March 2026" in printing.feedback.textLog()


def test_the_words_say_how_many_cells_of_each_class_lie_in_an_area(run, given, pages_of):
    run("printbriefing", **given)
    hot, counted = given["LAYERS"][0], given["AREAS"]
    labels = {str(category.value()): category.label() for category in hot.renderer().categories()}
    for page in pages_of(given["PDF"])[1:]:
        area = next(row for row in counted.getFeatures() if f"more: {row['code']} " in page)
        inside = Counter(
            labels[str(cell["gi_bin"])]
            for cell in hot.getFeatures()
            if area.geometry().contains(cell.geometry().pointOnSurface())
        )
        for label, number in inside.items():
            assert f"- {number}: {label[0].lower()}{label[1:]}" in page


def test_the_layout_in_the_project_has_every_element(run, given, project):
    run("printbriefing", **given)
    (layout,) = project.layoutManager().printLayouts()
    assert layout.name() == "Burglary & more"
    for page in (0, 1):
        for kind in (QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemPicture):
            assert len(items(layout, kind, page)) == 1, kind
        said = [label.id() for label in items(layout, QgsLayoutItemLabel, page)]
        assert {"marking, head", "marking, foot", "title", "attribution", "dates", "page number"} <= set(said)
    assert [item.id() for item in items(layout, QgsLayoutItemMap, 0)] == ["Hot spots of burglary"]
    assert {item.id() for item in items(layout, QgsLayoutItemMap, 1)} == {"map of the area", "overview map"}
    paper = layout.pageCollection().page(0).rect()
    for item in layout.items():
        if hasattr(item, "page") and item.page() >= 0:
            place = item.mapRectToItem(layout.pageCollection().page(item.page()), item.rect())
            assert paper.adjusted(-0.1, -0.1, 0.1, 0.1).contains(place), item.id()


def test_the_legend_names_the_classes_that_occur_and_no_others(run, given, project):
    given["LAYERS"][0].setSubsetString("gi_bin <> 1 AND gi_bin <> -3")
    run("printbriefing", **given)
    (layout,) = project.layoutManager().printLayouts()
    (legend,) = items(layout, QgsLayoutItemLegend, 0)
    node = legend.model().rootGroup().findLayers()[0]
    shown = [entry.data(0) for entry in legend.model().layerLegendNodes(node)]
    hot = given["LAYERS"][0]
    occurring = {str(row["gi_bin"]) for row in hot.getFeatures()}
    assert len(shown) == 5
    assert shown == [each.label() for each in hot.renderer().categories() if str(each.value()) in occurring]


def test_saved_and_opened_again_the_layout_prints_as_many_pages_from_qgis_itself(run, given, project, tmp_path):
    import processing

    context = QgsProcessingContext()
    context.setProject(project)
    processing.run("safestats:printbriefing", given, context=context)
    for layer in context.temporaryLayerStore().mapLayers().values():  # as the window loads them
        project.addMapLayer(context.temporaryLayerStore().takeMapLayer(layer))
    project.write(str(tmp_path / "project.qgz"))
    project.clear()
    project.read(str(tmp_path / "project.qgz"))
    layout = project.layoutManager().layoutByName("Burglary & more")
    path = str(tmp_path / "again.pdf")
    settings = QgsLayoutExporter.PdfExportSettings()
    assert QgsLayoutExporter.exportToPdf(layout.atlas(), path, settings)[0] == QgsLayoutExporter.ExportResult.Success
    assert len(gdal.Open(path).GetSubDatasets()) == 5
    assert QgsExpressionContextUtils.layoutScope(layout).variable("safestats_marking") == MARKING


def test_a_project_that_is_saved_holds_no_row_of_the_table_and_no_words_on_an_area(
    run, given, project, tmp_path, pages_of
):
    top = run("toprows", INPUT=given["AREAS"], ORDER_BY="count", NUMBER=3)["OUTPUT"]
    project.addMapLayer(top)
    text = "# In short\nA sentence.\n# The table\nWhat it holds."
    run("printbriefing", **{**given, "TABLE": top, "TABLE_FIELDS": ["code", "population"], "TEXT": text})
    (table,) = (page for page in pages_of(given["PDF"]) if "What it holds." in page)
    assert "Rank 1 2 3" in table
    assert all(f"{1_000 * ('ABCD'.index(code) + 1):,}" in table for code, _ in in_order(given["AREAS"])[:3])
    project.write(str(tmp_path / "project.qgz"))
    with zipfile.ZipFile(tmp_path / "project.qgz") as zipped:
        (name,) = (name for name in zipped.namelist() if name.endswith(".qgs"))
        written = zipped.read(name).decode("utf-8")
    layouts = written[written.index("<Layouts") :]
    assert "A sentence." in layouts
    assert "aggregate(" in layouts
    assert not re.search(r"\d,000|incidents: ", layouts)


def test_four_maps_are_two_on_a_sheet_and_their_words_follow(run, given, pages_of):
    hot = given["LAYERS"][0]
    text = "# In short\nFirst things first.\n" + "\n".join(f"# Part {n}\n" + "Word after word. " * 60 for n in range(9))
    titles = "\n".join(f"Map {number}" for number in "1234")
    alone = {**given, "LAYERS": [hot] * 4, "TITLES": titles, "TEXT": text, "ATLAS": False, "HEADING": "Four"}
    assert run("printbriefing", **alone)["OUTPUT"] == ""
    first, second, *words = pages_of(given["PDF"])
    assert "First things first." in first
    assert ("Map 1" in first, "Map 2" in first, "Map 3" in second, "Map 4" in second) == (True,) * 4
    assert len(words) >= 2, "so many words take more than a sheet"
    assert sum(page.count("Word after word.") for page in words) == 540
    assert [number for number in range(9) if not any(f"Part {number} Word" in page for page in words)] == []


def test_the_strictest_marking_of_all_that_is_shown_wins(run, given, pages_of, study_area):
    study_area.setCustomProperty("safestats/handling", "SECRET")
    run("printbriefing", **{**given, "BACKGROUND": [study_area]})
    assert all(page.count("SECRET") == 2 for page in pages_of(given["PDF"]))


@pytest.mark.parametrize("with_pages", [True, False])
def test_of_areas_and_of_a_table_only_what_is_selected_is_printed(run, given, pages_of, with_pages):
    areas = given["AREAS"]
    areas.selectByExpression("\"code\" in ('A', 'C')")
    chosen = QgsProcessingFeatureSourceDefinition(areas.id(), selectedFeaturesOnly=True)
    changed = {"AREAS": chosen, "ATLAS": with_pages, "TABLE": chosen, "TABLE_FIELDS": ["population"]}
    run("printbriefing", **{**given, **changed, "TEXT": "# Those chosen\nTwo of four."})
    pages = pages_of(given["PDF"])
    (table,) = (page for page in pages if "Those chosen" in page)
    assert [number for number in ("1,000", "2,000", "3,000", "4,000") if number in table] == ["1,000", "3,000"]
    assert len(pages) == (4 if with_pages else 2)
    assert all(MARKING in page for page in pages)


def test_only_the_first_areas_get_a_page_where_that_is_wished(run, given, pages_of):
    assert run("printbriefing", **{**given, "NUMBER": 2})["PAGES"] == 3
    first = [code for code, _ in in_order(given["AREAS"])[:2]]
    assert [re.search(r"more: (\w) ", page)[1] for page in pages_of(given["PDF"])[1:]] == first


def test_a_layout_that_is_there_is_kept_beside_the_new_one(run, given, project):
    for _ in range(2):
        run("printbriefing", **given)
    names = sorted(layout.name() for layout in project.layoutManager().printLayouts())
    assert names == ["Burglary & more", "Burglary & more 2"]


def test_a_surface_is_printed_with_its_legend_and_the_counts_of_the_areas(run, given, points, tmp_path, pages_of):
    density = run("kerneldensity", INPUT=points, BANDWIDTH=500, CELL_SIZE=100, OUTPUT=str(tmp_path / "density.tif"))
    run("printbriefing", **{**given, "LAYERS": [density["OUTPUT"]], "NUMBER": 1})
    first, second = pages_of(given["PDF"])
    assert "Most incidents are counted in" in first
    assert "Rank 1 of 4." in second


def test_points_in_their_thousands_do_not_make_a_heavy_file(run, points, tmp_path, project):
    import processing

    many = processing.run("native:mergevectorlayers", {"LAYERS": [points] * 14, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
    path = tmp_path / "many.pdf"
    run("printbriefing", LAYERS=[many], PDF=str(path))
    assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"AREA_NAME": ""}, "Choose the field that holds the names"),
        ({"COUNT_FIELD": "code"}, "not a numeric field"),
        ({"LAYERS": []}, "LAYERS|nothing to print"),
        ({"PDF": "/nowhere/briefing.pdf"}, "could not be written|nowhere"),
    ],
)
def test_what_cannot_be_printed_is_refused(run, given, project, changed, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("printbriefing", **{**given, **changed})
    assert project.layoutManager().printLayouts() == []


class Run:
    """The algorithm as QGIS's window runs it: in a thread, while the main thread goes on."""

    def __init__(self, parameters: dict, project: QgsProject) -> None:
        self.algorithm = QgsApplication.processingRegistry().algorithmById("safestats:printbriefing").create()
        self.context, self.feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        self.context.setProject(project)
        self.ended: list[bool] = []
        self.task = QgsProcessingAlgRunnerTask(self.algorithm, parameters, self.context, self.feedback)
        self.task.executed.connect(lambda succeeded, results: self.ended.append(succeeded))

    def start(self) -> None:
        QgsApplication.taskManager().addTask(self.task)

    def wait(self) -> bool:
        end = time.monotonic() + 60
        while not self.ended:
            assert time.monotonic() < end, "it did not end"
            QgsApplication.processEvents()
            time.sleep(0.001)
        return self.ended[0]


def test_in_a_thread_the_window_answers_between_the_pages(given, project, pages_of):
    beats, run = [], Run({**given, "OUTPUT": "TEMPORARY_OUTPUT"}, project)
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: beats.append(run.feedback.progress()))
    timer.start()
    # In the thread that lays out, which rests a moment behind each page: a beat that is due then is not missed.
    run.feedback.progressChanged.connect(lambda _: time.sleep(0.02), Qt.ConnectionType.DirectConnection)
    run.start()
    assert run.wait()
    timer.stop()
    assert len(pages_of(given["PDF"])) == 5
    between = {round(beat) for beat in beats} & {20, 40, 60, 80}
    assert len(between) >= 2, "the main thread is free between pages, though not after each where they are quick"
    assert [layout.name() for layout in project.layoutManager().printLayouts()] == ["Burglary & more"]


def test_no_step_of_laying_out_keeps_the_main_thread_for_50_ms(run, given, monkeypatch):
    steps, longest = BriefingLayout.steps, []

    def timed(making):
        pieces, taken = steps(making), []
        done = ""
        while done is not None:
            began = time.thread_time()
            done = next(pieces, None)
            taken.append(time.thread_time() - began)
            yield from [] if done is None else [done]
        longest.append(max(taken))

    monkeypatch.setattr(BriefingLayout, "steps", timed)
    two_maps = {**given, "LAYERS": given["LAYERS"] * 2, "TITLES": "One\nTwo"}
    for parameters in (given, two_maps):
        longest.clear()
        for _ in range(3):
            run("printbriefing", **parameters)
        assert min(longest) < 0.05


def test_cancelled_after_a_page_it_leaves_neither_file_nor_layout(given, project, tmp_path):
    run = Run({**given, "OUTPUT": "TEMPORARY_OUTPUT"}, project)
    run.feedback.progressChanged.connect(lambda progress: run.feedback.cancel() if 0 < progress < 90 else None)
    run.start()
    run.wait()
    for _ in range(200):
        QgsApplication.processEvents()
    assert run.feedback.isCanceled()
    assert list(tmp_path.glob("briefing.pdf*")) == []
    assert project.layoutManager().printLayouts() == []


def test_the_rounded_picture_is_printed_with_its_four_maps_its_sentences_and_its_table(
    run, project, points, areas, pages_of, tmp_path
):
    hospital = points.clone()
    hospital.setName("hospital")
    hospital.setCustomProperty("safestats/handling", MARKING)
    hospital.dataProvider().deleteFeatures([row.id() for row in hospital.getFeatures() if row.id() % 3])
    path = tmp_path / "rounded.pdf"
    agencies = {"first": points, "first_start": "when", "second": hospital, "second_start": "when"}
    outputs = dict.fromkeys(("match:events", "shared:shared", "gap:gap", "hotspots:hotspots"), "TEMPORARY_OUTPUT")
    run("roundedpicture", **agencies, areas=areas, area_name="code", **outputs, **{"print:pdf": str(path)})
    first, second, *words, table = pages_of(path)
    assert "In short Of the violence that the health services know" in first
    assert "Every event once, by who knows it (first agency: police, second: health services)" in first
    assert "Where violence is treated but not reported" in second
    assert "Where it is hot when all is put together" in second
    assert any("What it does not say: that an event without a match was never reported." in page for page in words)
    assert re.search(r"Rank Code Treated Reported Times Class|Rank 1 2 3 4 Code", table)
    assert all(page.count(MARKING) == 2 for page in (first, second, *words, table))
    assert [layout.name() for layout in project.layoutManager().printLayouts()] == ["The rounded picture of violence"]
