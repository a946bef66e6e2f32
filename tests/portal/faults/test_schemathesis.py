"""schemathesis, from outside, over everything that GET /api describes: no 5xx, and answers as they are described."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from safestats_core.access import Grant, Level
from safestats_core.portal.oversight.administrators import add_administrator
from safestats_core.portal.people import add_grant
from safestats_core.portal.portal import init_portal
from safestats_core.portal.rights.delegation import add_delegation

PYTHON = Path(sys.prefix, "black-box", "bin", "python")
pytestmark = pytest.mark.skipif(
    not PYTHON.is_file(), reason=f"{PYTHON} is not there; make it with `.ci/install test` (Python 3.11 or newer)"
)

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
MOST_EXAMPLES = 8

CONFIGURATION = """
[parameters]
"path.collectionId" = "{collection}"
"path.dataset" = "offences"
"path.delivery" = "{delivery}"

[[operations]]
include-path-regex = "^/feeds"
headers = {{ Authorization = "{supplier}" }}
"""


@pytest.fixture(scope="module")
def portal(tmp_path_factory, prepare):
    opened = init_portal(tmp_path_factory.mktemp("described") / "portal", "Test portal")
    prepare(opened)
    add_administrator(opened, "ada")
    for level in Level:
        add_grant(opened, Grant("organisation:Council", "offences", level))
    add_delegation(opened, "Council", "ada", ["offences"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def serving(portal, start):
    return start(portal)


@pytest.mark.parametrize("collection", ["offences", "offences.counts"])
def test_whatever_is_asked_the_answer_is_as_it_is_described_and_never_a_5xx(
    portal, serving, sender, rows_csv, tmp_path, collection
):
    met = sender(portal, serving, f"Sender of {collection}", most_bytes=1 << 20)
    delivery = met.push(rows_csv(300, "=1+1")).json()["delivery"]
    (tmp_path / "schemathesis.toml").write_text(
        CONFIGURATION.format(collection=collection, delivery=delivery, supplier=met.headers()["Authorization"])
    )
    options = ["--checks", CHECKS, "--max-examples", str(MOST_EXAMPLES), "--seed", "4", "--no-shrink", "--no-color"]
    options += ["--phases", "examples,coverage,fuzzing", "--request-timeout", "20", "--max-failures", "20"]
    done = subprocess.run(
        [PYTHON, "-m", "schemathesis.cli", "run", f"{serving.url}/api", *options]
        + ["--generation-database", "none", "-H", f"Authorization: Bearer {serving.access('ada')}"],
        capture_output=True,
        text=True,
        timeout=200,
        cwd=tmp_path,
    )
    print(done.stdout[-12_000:], done.stderr[-2_000:])
    assert done.returncode == 0
    assert int(re.search(r"(\d+) generated", done.stdout)[1]) > 300
    assert serving.is_alive
    assert "Traceback" not in serving.log.read_text()
    assert serving.get("/collections/offences/items", "ada").json()["numberReturned"] > 0
