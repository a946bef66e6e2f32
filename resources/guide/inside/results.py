"""What every method leaves behind: its layer on the map, and its page."""

from __future__ import annotations

from pathlib import Path

from panel import AMBULANCE, FIRE, POLICE, ROOT, base_map, choose, empty_map, load
from qgis.core import (
    QgsApplication,
    QgsLayoutExporter,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtWebKitWidgets import QWebView
from qgis.utils import iface
from stage import Stage

_GRID = {"CELL_SIZE": 250, "BOUNDARY": "{borough}"}
_TWO = {"INPUT_2": "{ambulance}", "CELL_SIZE": 250, "BOUNDARY": "{borough}"}
RUNS = {
    "countgrid": _GRID,
    "countareas": {"AREAS": "{wards}"},
    "concentration": {**_GRID, "PERMUTATIONS": 19},
    "standarddistance": {},
    "nearestneighbour": {"INPUT": "{some}", "BOUNDARY": "{borough}"},
    "kerneldensity": {"BANDWIDTH": 300, "CELL_SIZE": 25, "BOUNDARY": "{borough}"},
    "dualkerneldensity": {
        "INPUT": "{some}",
        "INPUT_2": "{points}",
        "BANDWIDTH": 500,
        "CELL_SIZE": 100,
        "PERMUTATIONS": 99,
        "BOUNDARY": "{borough}",
    },
    "getisord": {"CELL_SIZE": 200, "BOUNDARY": "{borough}"},
    "optimisedhotspots": {"INPUT": "{some}", "BOUNDARY": "{borough}"},
    "localmoran": {"CELL_SIZE": 250, "PERMUTATIONS": 999, "BOUNDARY": "{borough}"},
    "clusters": {"INPUT": "{some}", "DISTANCE": 120, "PERMUTATIONS": 19},
    "aoristic": {"START": "start", "END": "end", "SHIFTS": "06-14, 14-22, 22-06"},
    "nearrepeat": {"INPUT": "{some}", "TIME_FIELD": "start"},
    "spacetimescan": {"INPUT": "{some}", "TIME_FIELD": "start", "CELL_SIZE": 500, "TIME_STEP": 7, "PERMUTATIONS": 99},
    "emerginghotspots": {"TIME_FIELD": "start", "STEP": 2, **_GRID},
    "prospective": {"INPUT": "{some}", "TIME_FIELD": "start", "BOUNDARY": "{borough}"},
    "comparehotspots": {"TIME_FIELD": "start", "SPLIT": "2025-01-01", **_GRID},
    "accuracy": {"INPUT": "{some}", "RASTER": "{kerneldensity}", "BOUNDARY": "{borough}"},
    "agencyconcordance": {**_TWO, "PERMUTATIONS": 99, "RESAMPLES": 99, "NAMES": "police, ambulance"},
    "reportinggap": {"INPUT": "{ambulance}", "INPUT_2": "{points}", "CELL_SIZE": 500, "BOUNDARY": "{borough}"},
    "matchincidents": {"INPUT": "{some}", "START": "start", "INPUT_2": "{fire}", "START_2": "start"},
    "uncertainhotspots": {"CELL_SIZE": 250, "DRAWS": 19, "START": "start", "BOUNDARY": "{borough}"},
    "hotspotstability": {"CELL_SIZES": "200, 250, 300", "ORIGINS": 1, "BOUNDARY": "{borough}"},
    "mappedshare": {
        "PRECISION_FIELD": "location_precision",
        "AREA_FIELD": "ward",
        "AREAS": "{wards}",
        "AREA_CODE": "code",
        "TIME_FIELD": "start",
    },
    "selectbydatetime": {"TIME_FIELD": "start", "END_FIELD": "end", "HOURS": "22-06", "RECENT_DAYS": 90},
    "toprows": {"INPUT": "{countareas}", "ORDER_BY": "count", "FIELDS": ["name", "count"], "HEADING": "Ten wards"},
    "hotspotbriefing": {"points": "{points}", "study_area": "{borough}", "cell_size": 250},
    "weeklybriefing": {
        "points": "{points}",
        "time_field": "start",
        "end_field": "end",
        "areas": "{wards}",
        "area_name": "name",
        "study_area": "{borough}",
        "days": 28,
        "last_day": "2025-11-30",
        "hours": "22-06",
        "cell_size": 250,
    },
}
"""Parameters of each, beside its outputs; INPUT is all that the analyst has, two years of one borough."""
_ENDINGS = {"sink": ".gpkg", "vectorDestination": ".gpkg", "rasterDestination": ".tif", "fileDestination": ".html"}


def results(stage: Stage) -> None:
    """Run what has not been run yet, and take a picture of each; one that fails does not end the others."""
    inputs = _inputs(stage)
    failed = {}
    for name, parameters in RUNS.items():
        try:
            _one(stage, name, parameters, inputs)
            print(f"TOOK results-{name}", flush=True)
        except Exception as error:  # told at the end
            failed[name] = error
            stage.clear_up()
    if failed:
        raise RuntimeError(f"These results failed: {failed}")


def _inputs(stage: Stage) -> dict[str, object]:
    """Layers of the analyst's borough, by name."""
    empty_map(stage)
    base_map(stage)
    stage.docks(stage.panel)
    backdrop = ROOT / "demo-output" / "backdrop.gpkg"
    found: dict[str, object] = {
        "borough": f"{backdrop}|layername=borough",
        "wards": f"{backdrop}|layername=ward",
    }
    for key, dataset, months, categories in (
        ("points", POLICE, ("2024-01", "2025-12"), ()),
        ("some", POLICE, ("2025-01", "2025-12"), ("burglary", "robbery")),
        ("ambulance", AMBULANCE, ("2024-01", "2025-12"), ()),
        ("fire", FIRE, ("2025-01", "2025-12"), ()),
    ):
        from safestats.safestats_core.query import Period

        choose(stage, dataset)
        form = stage.panel.page.form
        form.period_choice.choose(Period(*months))
        form.category_choice.choose(categories)
        stage.settle(0.6)
        found[key] = load(stage)
    _put_away()
    stage.quiet()
    return found


def _put_away() -> None:
    """Take what went in off the map, and out of the way of the legend."""
    root = QgsProject.instance().layerTreeRoot()
    base = {node.layerId() for node in root.findLayers() if node.name() in ("Wards", "Streets")}
    group = root.addGroup("What went in")
    for node in [node for node in root.findLayers() if node.layerId() not in base]:
        group.addChildNode(node.clone())
        root.removeChildNode(node)
    group.setItemVisibilityChecked(False)
    view = iface.layerTreeView()
    view.collapse(view.node2index(group))


def _one(stage: Stage, name: str, parameters: dict, inputs: dict[str, object]) -> None:
    files = _run(stage, name, parameters, inputs)
    inputs[name] = str(next(iter(files.values())))
    shown = [path for path in files.values() if path.suffix in (".gpkg", ".tif")]
    for path in shown:
        layer = _open(path)
        if layer.isValid() and (isinstance(layer, QgsRasterLayer) or layer.isSpatial()):
            _show(stage, layer, f"result-{path.stem.replace('.', '-')}", inputs["borough"])
    for path in files.values():
        if path.suffix == ".html":
            _page(stage, path)


def _run(stage: Stage, name: str, parameters: dict, inputs: dict[str, object]) -> dict[str, Path]:
    """The files of a run, by output."""
    import processing

    algorithm = QgsApplication.processingRegistry().algorithmById(f"safestats:{name}")
    folder = Path(stage.task["results"])
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        each.name(): folder / f"{name}.{each.name().replace(':', '-').lower()}{_ENDINGS[each.type()]}"
        for each in algorithm.parameterDefinitions()
        if each.isDestination()
    }
    if not any(path.exists() for path in files.values()):
        given = {"INPUT": "{points}"} if algorithm.parameterDefinition("INPUT") else {}
        given = {key: _filled(value, inputs) for key, value in {**given, **parameters}.items()}
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        processing.run(algorithm, {**given, **{key: str(path) for key, path in files.items()}}, context=context)
    return {key: path for key, path in files.items() if path.exists()}


def _filled(value: object, inputs: dict[str, object]) -> object:
    return inputs[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value


def _open(path: Path):
    title = path.stem.partition(".")[0]
    algorithm = QgsApplication.processingRegistry().algorithmById(f"safestats:{title}")
    kind = QgsRasterLayer if path.suffix == ".tif" else QgsVectorLayer
    return kind(str(path), algorithm.displayName())


def _show(stage: Stage, layer, name: str, borough: str) -> None:
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    stage.docks(stage.dock("Layers"))
    stage.wide(stage.dock("Layers"), 330)
    view = iface.layerTreeView()
    view.expand(view.node2index(project.layerTreeRoot().findLayer(layer.id())))
    extent = QgsVectorLayer(borough, "borough", "ogr").extent()
    extent.scale(1.08)
    stage.canvas.setExtent(extent)
    stage.quiet()
    stage.drawn()
    stage.shot(name)
    project.removeMapLayer(layer.id())


def _page(stage: Stage, path: Path) -> None:
    view = QWebView()
    view.resize(760, 900)
    finished: list[bool] = []
    view.loadFinished.connect(finished.append)
    view.load(QUrl.fromLocalFile(str(path)))
    view.show()
    stage.wait(lambda: bool(finished), 30)
    stage.part(view, f"page-{path.stem.replace('.', '-')}")
    view.close()


def briefing(stage: Stage) -> None:
    """Two results and the wards as a printed briefing: its sheets, and the layout that stays in the project."""
    import processing

    folder = Path(stage.task["results"])
    backdrop = ROOT / "demo-output" / "backdrop.gpkg"
    empty_map(stage)
    base_map(stage)
    shown = [_open(folder / "getisord.output.gpkg"), _open(folder / "kerneldensity.output.tif")]
    for layer in shown:
        QgsProject.instance().addMapLayer(layer)
    given = {
        "LAYERS": shown,
        "HEADING": f"Recorded offences in {_name_of(backdrop)}",
        "SUBTITLE": "January 2024 to December 2025",
        "AREAS": str(folder / "countareas.output.gpkg"),
        "AREA_NAME": "name",
        "COUNT_FIELD": "count",
        "BACKGROUND": [f"{backdrop}|layername=street"],
        "LAYOUT": "Hotspot briefing",
        "OUTPUT": "TEMPORARY_OUTPUT",
        "PDF": str(folder / "briefing.pdf"),
    }
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    processing.runAndLoadResults("safestats:printbriefing", given, context=context)  # the atlas needs its areas
    layout = QgsProject.instance().layoutManager().printLayouts()[-1]
    _sheets(stage, layout)
    designer = iface.openLayoutDesigner(layout)
    designer.window().resize(1_280, 860)
    stage.settle(3)
    designer.view().zoomFull()
    stage.settle(3)
    stage.part(designer.window(), "briefing-layout")
    designer.close()
    stage.settle()


def _name_of(backdrop: Path) -> str:
    borough = QgsVectorLayer(f"{backdrop}|layername=borough", "borough", "ogr")
    return str(next(borough.getFeatures())["name"])


def _sheets(stage: Stage, layout) -> None:
    """The first pages, and those of the busiest area."""
    atlas = layout.atlas()
    if atlas.enabled():
        atlas.beginRender()
        atlas.first()
    exporter = QgsLayoutExporter(layout)
    for number in range(min(4, layout.pageCollection().pageCount())):
        stage.picture(exporter.renderPageToImage(number, dpi=90), f"briefing-{number + 1}")
    atlas.endRender()


RESULTS = (results, briefing)
