"""A source that goes back to earlier content is taken at its word; a sender who only repeats itself changes nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import shapely
from sqlalchemy import false, select

from safestats_core.portal.boundaries.areas import add_areas, use_areas
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.retention import set_retention
from safestats_core.portal.schema.tables import incidents


def supply(path: Path, *refs: int, **values: str) -> Path:
    row = {"force": "Met", "what": "Burglary", "from": "2024-01-05T12:00", "to": "", "lon": "-0.15", "lat": "51.5"}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ("ref", *row, "outcome"))
        writer.writeheader()
        writer.writerows({"ref": str(ref), "outcome": "", **row, **values} for ref in refs)
    return path


def published(portal, name: str) -> list:
    with portal.engine.connect() as connection:
        wanted = select(incidents.c[name]).where(incidents.c.removed == false()).order_by(incidents.c.source_id)
        return list(connection.scalars(wanted))


def wards(path: Path, code: str) -> Path:
    shape = shapely.geometry.mapping(shapely.box(-0.2, 51.4, -0.1, 51.6))
    feature = {"type": "Feature", "properties": {"code": code, "name": code, "borough": "B-1"}, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def test_a_correction_that_is_taken_back_is_taken_back(portal, profile, tmp_path):
    file = tmp_path / "month.csv"
    for outcome, changed in (("Charged", 0), ("No suspect", 2), ("Charged", 2)):
        assert ingest(portal, supply(file, 1, 2, outcome=outcome), profile()).changed == changed
    assert ingest(portal, file, profile()).taken_in is not None
    assert set(published(portal, "outcome")) == {"Charged"}


def test_what_a_sender_repeats_late_does_not_undo_what_it_sent_since(portal, profile, tmp_path):
    file = tmp_path / "month.csv"
    for outcome in ("Charged", "No suspect", "Charged"):
        last = ingest(portal, supply(file, 1, outcome=outcome), profile(), by_content=True)
    assert last.taken_in is not None
    assert published(portal, "outcome") == ["No suspect"]


def test_a_month_that_is_whole_again_is_whole_again(portal, profile, tmp_path):
    for refs in ((1, 2, 3), (1, 2), (1, 2, 3)):
        ingest(portal, supply(tmp_path / "month.csv", *refs), profile(update="replace-months"))
    assert published(portal, "source_id") == ["1", "2", "3"]


def test_former_boundaries_stamp_the_same_file_anew(portal, profile, tmp_path):
    file = supply(tmp_path / "month.csv", 1)
    add_areas(portal, wards(tmp_path / "wards.geojson", "W1"), "ward", version="2011")
    ingest(portal, file, profile())
    add_areas(portal, wards(tmp_path / "wards.geojson", "N1"), "ward", version="2021")
    assert ingest(portal, file, profile()).changed == 1
    use_areas(portal, "ward", "2011")
    assert ingest(portal, file, profile()).changed == 1
    assert published(portal, "ward") == ["W1"]


def test_after_a_longer_term_the_same_file_is_taken_in(portal, profile, tmp_path):
    file = supply(tmp_path / "month.csv", 1)
    declare_dataset(portal, profile())
    set_retention(portal, "offences", 1)
    assert ingest(portal, file, profile()).refused == 1
    assert ingest(portal, file, profile()).taken_in is not None
    set_retention(portal, "offences", 240)
    assert ingest(portal, file, profile()).added == 1
