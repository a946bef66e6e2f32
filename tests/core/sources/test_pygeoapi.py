"""A server that nobody here wrote, pygeoapi, read by our source: what comes is what lies in its files.

It runs in an environment of its own, which `.ci/install test` makes in .venv/pygeoapi. Without it these tests are left
out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import shapely

from safestats_core.access import Level
from safestats_core.errors import InvalidInput
from safestats_core.formats.profile_file import read_profile
from safestats_core.query import Period, Query
from safestats_core.sources.ogc_features import OgcFeatures

PYTHON = Path(sys.prefix, "pygeoapi", "bin", "python")
pytestmark = pytest.mark.skipif(not PYTHON.is_file(), reason=f"{PYTHON} is not there; make it with `.ci/install test`")

ROWS, MOST = 1_234, 250
KINDS = ("STABBING", "FALL", "FIRE")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

SERVING = """
    import json, os, socket, sys
    from pathlib import Path

    config = json.loads(Path(sys.argv[1]).read_text())
    listening = socket.create_server(("127.0.0.1", 0))
    config["server"]["url"] = f"http://127.0.0.1:{listening.getsockname()[1]}"
    for name, content in (("PYGEOAPI_CONFIG", config), ("PYGEOAPI_OPENAPI", {"openapi": "3.0.2", "paths": {}})):
        path = Path(sys.argv[1]).with_name(f"{name}.json")
        path.write_text(json.dumps(content))
        os.environ[name] = str(path)
    sys.modules["rasterio"] = None  # for coverages, of which there are none here
    from pygeoapi.flask_app import APP
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, APP, threaded=True, fd=listening.fileno())
    print(config["server"]["url"], flush=True)
    server.serve_forever()
"""


def profile(key):
    """How the columns are read; a CSV's key is the id of the feature there, a GeoPackage's a column."""
    about = ("title", "agency", "theme", "description", "attribution", "licence", "handling")
    return read_profile(
        {
            "dataset": {"name": "calls", **dict.fromkeys(about, "Made for a test")},
            "source": {"header": ["kind", "happened"]},
            "key": {"columns": [key]},
            "supplier": {"value": "Test Ambulance"},
            "category": {
                "column": "kind",
                "crosswalk": {"STABBING": "assault-injury", "FALL": "medical", "FIRE": "drugs"},
            },
            "time": {"start": "happened"},
            "location": {"x": "longitude", "y": "latitude", "crs": "EPSG:4326"},
        },
        "the test's profile",
    )


@pytest.fixture(scope="module")
def calls():
    """The made points: what each file holds."""
    random = np.random.default_rng(5)
    return {
        "ref": [f"R{number}" for number in range(ROWS)],
        "kind": random.choice(KINDS, ROWS).tolist(),
        "happened": [f"2024-{month:02d}-15T10:00:00Z" for month in random.integers(1, 13, ROWS)],
        "lon": random.uniform(-0.2, 0.2, ROWS).round(6).tolist(),
        "lat": random.uniform(51.4, 51.6, ROWS).round(6).tolist(),
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory, calls):
    folder = tmp_path_factory.mktemp("pygeoapi")
    _write_csv(folder / "calls.csv", calls)
    _write_geopackage(folder / "calls.gpkg", calls)
    (folder / "config.json").write_text(json.dumps(_config(folder)))
    run = [PYTHON, "-c", textwrap.dedent(SERVING), str(folder / "config.json")]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=log, text=True)
    address = process.stdout.readline().strip()
    assert address.startswith("http://"), (folder / "log").read_text()
    yield address
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture(params=["calls-csv", "calls-gpkg"])
def collection(request):
    return request.param


@pytest.fixture
def source(server, collection):
    return OgcFeatures(server, profile("id" if collection == "calls-csv" else "ref"))


def asked(collection, **narrowed):
    return Query(collection, Level.RECORD, **narrowed)


def test_its_collections_are_found_from_the_landing_page(source):
    found = source.datasets()
    assert [each.dataset for each in found] == ["calls-csv", "calls-gpkg"]
    assert {each.title for each in found} == {"Calls"}


def test_every_row_of_the_file_comes_over_all_pages(source, collection, calls):
    told = []
    fetched = source.fetch(asked(collection), lambda done, total, what: told.append((done, total)))
    assert (fetched.read, fetched.table.num_rows, fetched.refusals) == (ROWS, ROWS, ())
    assert set(fetched.table["source_id"].to_pylist()) == set(calls["ref"])
    # The one counts what it has, and the other does not say; OGC 17-069r4, 7.15.6, lets it.
    assert {total for _, total in told} == {ROWS if collection == "calls-csv" else 0}
    assert [done for done, _ in told] == [*range(MOST, ROWS, MOST), ROWS]
    assert len(told) == -(-ROWS // MOST)
    counts = Counter(fetched.table["category"].to_pylist())
    words = {"STABBING": "assault-injury", "FALL": "medical", "FIRE": "drugs"}
    assert counts == Counter(words[kind] for kind in calls["kind"])
    places = zip(fetched.table["longitude"].to_pylist(), fetched.table["latitude"].to_pylist())
    assert {(round(x, 6), round(y, 6)) for x, y in places} == set(zip(calls["lon"], calls["lat"]))


def test_the_answer_is_the_same_whatever_the_server_can_narrow_by_itself(source, collection, calls):
    """Neither of the two does CQL2; the GeoPackage narrows by a box, the CSV by nothing at all."""
    area = shapely.Polygon([(-0.1, 51.45), (0.1, 51.45), (0.0, 51.58)])
    query = asked(collection, period=Period("2024-03", "2024-08"), area=area, categories=("medical",))
    fetched = source.fetch(query)
    expected = {
        ref
        for ref, kind, happened, x, y in zip(*calls.values())
        if kind == "FALL" and "2024-03" <= happened[:7] <= "2024-08" and area.contains(shapely.Point(x, y))
    }
    assert len(expected) > 20
    assert set(fetched.table["source_id"].to_pylist()) == expected
    assert "categories" not in fetched.by_source
    assert {"area", "period", "categories"} <= set(fetched.here)
    if collection == "calls-gpkg":
        inside = sum(-0.1 <= x <= 0.1 and 51.45 <= y <= 51.58 for x, y in zip(calls["lon"], calls["lat"]))
        assert fetched.read == inside < ROWS


def test_it_declares_what_may_be_asked_for_and_no_filter_is_put_that_it_does_not_declare(server, source, collection):
    assert {"kind", "happened"} <= set(source._server.queryables(collection))
    assert "cql2-text" not in source._server.conformance()
    assert "crs" in source._server.conformance()


def test_a_collection_that_it_has_not_is_answered_with_those_it_has(source):
    with pytest.raises(InvalidInput, match="It has: calls-csv .record., calls-gpkg"):
        source.fetch(asked("fires"))


def _config(folder):
    resources = {
        "calls-csv": {
            "name": "CSV",
            "data": str(folder / "calls.csv"),
            "geometry": {"x_field": "lon", "y_field": "lat"},
        },
        "calls-gpkg": {"name": "SQLiteGPKG", "data": str(folder / "calls.gpkg"), "table": "calls"},
    }
    keys = {"calls-csv": "ref", "calls-gpkg": "fid"}
    extents = {"spatial": {"bbox": [-1, 51, 1, 52], "crs": CRS84}, "temporal": {"begin": None, "end": None}}
    about = {"type": "collection", "title": "Calls", "description": "Made for a test", "keywords": ["test"]}
    nobody = {"name": "nobody", "url": "http://127.0.0.1"}
    identification = {"title": "A test", "description": "A test", "keywords": ["test"], "url": "http://127.0.0.1"}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": 0},
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 20, "max_items": MOST},
            "map": {"url": "http://127.0.0.1", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {"identification": identification, "license": nobody, "provider": nobody, "contact": nobody},
        "resources": {
            name: {
                **about,
                "links": [],
                "extents": extents,
                "providers": [{"type": "feature", "id_field": keys[name], "time_field": "happened", **provider}],
            }
            for name, provider in resources.items()
        },
    }


def _write_csv(path, calls):
    import csv

    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(calls)
        rows.writerows(zip(*calls.values()))


def _write_geopackage(path, calls):
    import pyogrio

    table = pa.table({name: calls[name] for name in ("ref", "kind", "happened")})
    points = shapely.to_wkb(shapely.points(calls["lon"], calls["lat"]))
    table = table.append_column("geom", pa.array(points, pa.binary()))
    place = {"layer": "calls", "geometry_name": "geom", "geometry_type": "Point", "crs": "EPSG:4326"}
    pyogrio.write_arrow(table, path, driver="GPKG", **place)
