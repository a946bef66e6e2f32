"""The black-box suite `ogctests` finds all of its 29 core tests passed, at every level and on both stores.

It needs Python 3.11 and pins what it stands on, so it runs from an environment of its own, which `.ci/install test`
makes in .venv/black-box. Without it these tests are left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

import pyarrow.compute as pc
import pytest
import shapely
import uvicorn

from safestats_core.access import Grant, Level
from safestats_core.formats.profile_file import read_profile
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import init_portal
from safestats_core.portal.web.application import create_app

PYTHON = Path(sys.prefix, "black-box", "bin", "python")
pytestmark = pytest.mark.skipif(
    not PYTHON.is_file(), reason=f"{PYTHON} is not there; make it with `.ci/install test` (Python 3.11 or newer)"
)

RUNNER = """
import os
import sys

import httpx
from ogctests.main import run_ogctests

url, scope, token = sys.argv[1], sys.argv[2], sys.stdin.read()
with httpx.Client(base_url=url, headers={"Authorization": token}, timeout=30) as client:
    # The suite lies within this project, whose own settings of pytest it must not find.
    sys.exit(run_ogctests(scope, url, ["-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", "."], client))
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def located(request, tmp_path_factory, incidents, put):
    """A portal whose rows all have a place, since the suite's schema of a feature knows none without one."""
    folder = tmp_path_factory.mktemp("located")
    database = request.getfixturevalue("new_database")() if request.param == "postgresql" else None
    portal = init_portal(folder / "portal", "Greater Testing", database)
    _add_wards(portal, folder / "wards.geojson")
    declare_dataset(portal, request.getfixturevalue("profile_of_offences"))
    put(portal, "offences", incidents.filter(pc.is_valid(incidents["longitude"])).slice(0, 300))
    add_person(portal, "olga", "Olga Roe", "Council", "ember-canyon-thistle")
    for level in Level:
        add_grant(portal, Grant("person:olga", "offences", level))
    yield portal
    portal.close()


@pytest.fixture(scope="module")
def profile_of_offences():
    described = ("title", "agency", "theme", "description", "attribution", "licence", "handling")
    return read_profile(
        {
            "dataset": {"name": "offences", **dict.fromkeys(described, "test")},
            "source": {"format": "csv", "header": ["ref"]},
            "supplier": {"value": "Test Police"},
            "category": {"column": "what"},
            "time": {"start": "when"},
        },
        "the test's profile",
    )


def _add_wards(portal, path):
    corners = {"W-NW": (-0.1, 51.5), "W-NE": (0.0, 51.5), "W-SW": (-0.1, 51.4), "W-SE": (0.0, 51.4)}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": code},
            "geometry": shapely.geometry.mapping(shapely.box(west, south, west + 0.1, south + 0.1)),
        }
        for code, (west, south) in corners.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    add_areas(portal, path, "ward")


@pytest.fixture(scope="module")
def live(located):
    """The portal on loopback, and the header of somebody who may see every level of its dataset."""
    app = create_app(located)
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", ws="none", log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    now = int(datetime.now(timezone.utc).timestamp())
    claims = {"iss": url, "aud": url, "sub": "olga", "sid": "of this test", "iat": now, "exp": now + 300}
    yield url, "Bearer " + app.state.site.key.sign(claims, "at+jwt")
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def run_suite(live, tmp_path):
    """Runs a part of the suite; what it printed."""
    runner = tmp_path / "run.py"
    runner.write_text(RUNNER)

    def run(scope: str) -> str:
        url, token = live
        command = [str(PYTHON), str(runner), url, scope]
        done = subprocess.run(command, input=token, capture_output=True, text=True, timeout=120, cwd=tmp_path)
        return done.stdout + done.stderr

    return run


def test_all_core_tests_pass_for_every_level(run_suite):
    printed = run_suite("features/core")
    assert re.search(r"\b29 passed", printed), printed
    assert not re.search(r"\d+ (failed|error)", printed), printed
