"""A delivery of which nothing can be used: every refusal is kept and told, and the memory stays as it is."""

from __future__ import annotations

import csv
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select

from safestats_core.portal import audit
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.intake.receipts import MOST_SHOWN, list_refusals
from safestats_core.portal.intake.refused import refused
from safestats_core.portal.schema import tables

COLUMNS = ("ref", "force", "what", "from", "to", "lon", "lat", "outcome")

CHILD = """
import resource, sys
from pathlib import Path
from safestats_core.formats import columnar
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.portal import open_portal
portal, profile, small, large = open_portal(Path(sys.argv[1])), load_profile(sys.argv[2]), *map(Path, sys.argv[3:])
columnar._BATCH_ROWS = 20_000
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
first, before = ingest(portal, small, profile), peak()
second = ingest(portal, large, profile)
print(first.refused, second.refused, len(second.refusals), before, peak())
"""


def write(path, rows):
    columns = {name: ["x"] * rows for name in COLUMNS}
    columns["from"] = [f"{row} is not a date " * 25 for row in range(rows)]
    pq.write_table(pa.table(columns), path, row_group_size=20_000)
    return path


@pytest.mark.parametrize("store", ["sqlite"])
def test_memory_does_not_grow_with_the_refusals(portal, profile, tmp_path):
    described = tmp_path / "offences.toml"
    profile()
    described.write_text(described.read_text().replace('format = "csv"\n', ""))
    # More than one block of rows: what is held at a time is then all there.
    small, large = write(tmp_path / "small.parquet", 60_000), write(tmp_path / "large.parquet", 360_000)
    command = [sys.executable, "-c", CHILD, str(portal.folder), str(described), str(small), str(large)]

    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout.split()

    first, second, shown, before, after = map(int, told)
    assert (first, second, shown) == (60_000, 360_000, MOST_SHOWN)
    # MiB: the database's two caches may fill; 300,000 refusals as Python objects are 250 and more.
    assert after < before + 160
    with portal.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.refusals)) == 420_000


def test_every_refusal_is_kept_in_the_order_of_the_file(portal, profile, tmp_path):
    path = tmp_path / "bad.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [COLUMNS, *((ref, "Met", "", f"never {ref}", "", "", "", "") for ref in range(2_500))]
        )

    receipt = ingest(portal, path, profile())

    assert (receipt.read, receipt.refused, receipt.added) == (2_500, 2_500, 0)
    found = list(list_refusals(portal, receipt.delivery))
    assert [each.row for each in found] == list(range(1, 2_501))
    assert "never 2499" in found[-1].reason
    assert receipt.refusals == tuple(found[:MOST_SHOWN])
    assert ingest(portal, path, profile()).refusals == receipt.refusals
    assert [entry.detail["refused"] for entry in audit.search(portal)] == [2_500]


def test_a_failed_delivery_leaves_no_refusals(portal, profile, tmp_path, monkeypatch):
    path = tmp_path / "bad.csv"
    path.write_text(",".join(COLUMNS) + "\n1,Met,Burglary,never,,,,\n")
    monkeypatch.setattr("safestats_core.portal.audit.record", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ingest(portal, path, profile())
    with portal.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.refusals)) == 0
    assert refused.name not in tables.metadata.tables  # set aside for one delivery alone
