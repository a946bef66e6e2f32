"""Loading from another source in QGIS: months with an open end, and exports that come back."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from qgis.core import QgsProcessingException

CALLS = "ref,kind,when,longitude,latitude\n" + "".join(
    f"R{month},FALL,2024-{month:02d}-05T10:00:00Z,-0.1,51.5\n" for month in range(1, 6)
)


class _Server(BaseHTTPRequestHandler):
    """A collection of calls that has a time, by which it can be asked."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path.endswith("/items"):
            self.server.asked.append(parse_qs(parts.query))
        body = json.dumps(self._document(parts.path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/geo+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _document(self, path: str) -> dict:
        times = {"temporal": {"interval": [["2024-01-01T00:00:00Z", None]]}}
        rows = [line.split(",") for line in CALLS.splitlines()[1:]]
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [-0.1, 51.5]},
                "properties": dict(zip(("ref", "kind", "when"), row)),
            }
            for row in rows
        ]
        known = {
            "/conformance": {"conformsTo": []},
            "/collections": {"collections": [{"id": "calls", "extent": times}]},
            "/collections/calls/queryables": {"properties": {}},
            "/collections/calls/items": {"type": "FeatureCollection", "features": features},
        }
        return known.get(path, {"links": []})

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def months(layer) -> list[str]:
    return sorted(row["month"] for row in layer.getFeatures())


@pytest.mark.parametrize(
    ("asked", "interval", "given"),
    [
        ({"FROM_MONTH": "2024-03"}, "2024-02-29T00:00:00Z/..", ["2024-03", "2024-04", "2024-05"]),
        ({"TO_MONTH": "2024-02"}, "../2024-03-02T00:00:00Z", ["2024-01", "2024-02"]),
    ],
)
def test_a_server_is_asked_for_months_with_an_open_end(run, server, calls_profile, asked, interval, given):
    address = f"http://127.0.0.1:{server.server_port}"
    loaded = run("loadfromsource", SOURCE=address, DATASET="calls", PROFILE=calls_profile, **asked)
    assert months(loaded["OUTPUT"]) == given
    assert server.asked[0]["datetime"] == [interval]


def test_an_archive_beside_its_files_gives_each_incident_once_and_says_so(run, log, calls_profile, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / "calls" / folder).mkdir(parents=True)
        (tmp_path / "calls" / folder / "calls.csv").write_text(CALLS, encoding="utf-8")
    given = {"SOURCE": str(tmp_path / "calls"), "DATASET": "calls", "PROFILE": calls_profile}
    loaded = run("loadfromsource", **given, FROM_MONTH="2024-02")
    assert (loaded["COUNT"], loaded["ROWS_READ"]) == (4, 10)
    assert any("the same row came again: 5" in said for said in log.said)


def test_an_export_without_its_months_says_in_words_that_it_cannot_be_asked_by_them(run, calls_profile, tmp_path):
    from safestats.safestats_core.access import Level
    from safestats.safestats_core.export import export
    from safestats.safestats_core.formats.profile_file import load_profile
    from safestats.safestats_core.query import Query
    from safestats.safestats_core.sources.files import Files

    (tmp_path / "calls.csv").write_text(CALLS, encoding="utf-8")
    query = Query("calls", Level.RECORD, columns=("incident_id", "longitude", "latitude"))
    kept = Files(tmp_path / "calls.csv", load_profile(calls_profile)).fetch(query)
    path = tmp_path / "kept.parquet"
    export(kept.table, kept.dataset, path)
    with pytest.raises(QgsProcessingException, match="have no column 'month'"):
        run("loadfromsource", SOURCE=str(path), DATASET="calls", FROM_MONTH="2024-02")
