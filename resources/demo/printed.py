"""The pictures of a printed briefing in the documentation, from the made-up city and nothing else.

    .venv/bin/python resources/demo/printed.py [FOLDER]

writes rounded-picture.png and rounded-briefing.png, of under 300 kB each, into docs/pictures or FOLDER. The same city
gives the same pictures. It takes half a minute.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import plugin_package

sys.path.append(str(plugin_package.ROOT / "resources" / "guide"))  # where pictures are made small

PICTURES = plugin_package.ROOT / "docs" / "pictures"
INCIDENTS = 100_000
_DPI = 110
_VIOLENCE = ["violence", "assault-injury"]
_POLICE, _HOSPITALS = "police-recorded", "emergency-departments"
_WORDS = {
    "HEADING": "Where the police and the hospitals see the same hot spots",
    "SUBTITLE": "Violence in a made-up city: what the police record, and what its emergency departments treat.",
    "TITLES": "Who sees a hot spot",
}
_UNNAMED = {"match": "events", "gap": "gap", "hotspots": "hotspots"}
_HANDLING = {_POLICE: "OFFICIAL", _HOSPITALS: "OFFICIAL-SENSITIVE"}
_NAMES = {_POLICE: "Violence recorded by the police", _HOSPITALS: "Assaults treated in hospitals"}
_ATTRIBUTION = {_POLICE: "Doggerbank Police (made-up data)", _HOSPITALS: "Emergency departments (made-up data)"}


def draw(folder: Path = PICTURES) -> list[Path]:
    """Make the pictures in a QGIS that is running without a window, with Processing and SafeStats in it."""
    import processing
    from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

    project = QgsProject.instance()
    context = QgsProcessingContext()
    context.setProject(project)
    with tempfile.TemporaryDirectory() as name:
        city = Path(name)
        wards, police, hospitals = _layers(city)
        project.addMapLayers([wards, police, hospitals])
        shared, pdf = str(city / "shared.gpkg"), str(city / "briefing.pdf")
        results = processing.run(
            "safestats:roundedpicture", _inputs(wards, police, hospitals, shared, pdf), context=context
        )
        project.addMapLayers([results[f"{step}:{name}"] for step, name in _UNNAMED.items()])
        layer = project.addMapLayer(QgsVectorLayer(shared, "shared", "ogr"))
        sheet = {"LAYERS": [layer], "AREAS": wards, "AREA_NAME": "name", "ATLAS": False, **_WORDS}
        processing.run("safestats:printbriefing", sheet, context=context)
        made = [
            _picture(project, _WORDS["HEADING"], folder / "rounded-picture.png"),
            _picture(project, "The rounded picture of violence", folder / "rounded-briefing.png"),
        ]
        project.clear()
        return made


def _layers(city: Path) -> tuple:
    """The wards, and the violence that two agencies know, in files of `city`."""
    import geopandas
    from qgis.core import QgsVectorLayer
    from safestats.safestats_core.demo_city.city import write_city

    write_city(city, INCIDENTS)
    path = city / "layers.gpkg"
    wards = geopandas.read_file(city / "wards.geojson").to_crs("EPSG:27700")
    frames = {"wards": wards, **{dataset: _violence(city, dataset) for dataset in _HANDLING}}
    layers = []
    for name, frame in frames.items():
        # The version that the GDAL of QGIS 3.22 knows.
        frame.to_file(path, layer=name, driver="GPKG", VERSION="1.2")
        layer = QgsVectorLayer(f"{path}|layername={name}", _NAMES.get(name, name), "ogr")
        if name in _HANDLING:
            layer.setCustomProperty("safestats/handling", _HANDLING[name])
            layer.setCustomProperty("safestats/attribution", _ATTRIBUTION[name])
        layers.append(layer)
    return tuple(layers)


def _violence(city: Path, dataset: str):
    """The violent incidents of a supplier's file that have a place and a time, harmonised."""
    import geopandas
    import pyarrow as pa
    import pyarrow.compute as pc
    from safestats.safestats_core.demo_city.files import profile_path
    from safestats.safestats_core.formats.harmonise import harmonise
    from safestats.safestats_core.formats.profile_file import load_profile
    from safestats.safestats_core.formats.supply import open_supply

    (supply,) = open_supply(city / f"{dataset}.csv", load_profile(profile_path(dataset)))
    table = pa.concat_tables(harmonise(part, supply.profile, supply.name).incidents for part in supply.tables)
    violent = pc.is_in(table["category"], pa.array(_VIOLENCE))
    known = pc.and_(pc.is_valid(table["longitude"]), pc.is_valid(table["start"]))
    frame = table.filter(pc.and_(violent, known)).to_pandas()
    columns = frame[["source_id", "location_precision"]].assign(
        start=frame["start"].dt.tz_localize(None), end=frame["end"].dt.tz_localize(None)
    )
    places = geopandas.points_from_xy(frame["longitude"], frame["latitude"], crs="EPSG:4326")
    return geopandas.GeoDataFrame(columns, geometry=places).to_crs("EPSG:27700")


def _inputs(wards, police, hospitals, shared: str, pdf: str) -> dict:
    """What the model is given."""
    agencies = {"first": police, "second": hospitals}
    fields = {
        f"{agency}_{field}": column
        for agency in agencies
        for field, column in (("start", "start"), ("end", "end"), ("precision", "location_precision"))
    }
    other = {f"{step}:{name}": "TEMPORARY_OUTPUT" for step, name in _UNNAMED.items()}
    named = {"second_name": "hospitals", "areas": wards, "area_name": "name", "shared:shared": shared, "print:pdf": pdf}
    return {**agencies, **fields, **other, **named}


def _picture(project, name: str, path: Path) -> Path:
    """The first page of a layout."""
    from qgis.core import QgsLayoutExporter
    from reduce import reduce

    layout = project.layoutManager().layoutByName(name)
    if not QgsLayoutExporter(layout).renderPageToImage(0, dpi=_DPI).save(str(path)):
        raise OSError(f"The picture could not be written to {path}. Is the folder writable?")
    reduce(path, path)
    return path


def main() -> None:
    """Draw, and say what was written."""
    plugin_package.load()
    import briefing

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    with briefing.qgis():
        for path in draw(folder):
            print(f"{path} ({path.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
