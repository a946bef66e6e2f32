"""A gazetteer is kept with the profile that names it: a delivery means the same wherever it is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from safestats_core.errors import InvalidInput
from safestats_core.portal.feeds.feed_profiles import prepare_dataset, profile_of
from safestats_core.portal.feeds.register import add_feed, get_feed
from safestats_core.portal.feeds.running import run_feed
from safestats_core.portal.schema import tables

PLACES = 'name,aliases,longitude,latitude,area\n"Fabric ""the"" club\x7f",Fabric;Fäbric,-0.1025,51.5197,Islington\n'
PROFILE = """extends = "istv-emergency-department"
[dataset]
name = "assaults"
[location]
gazetteer = "places/london.csv"
"""
DELIVERY = (
    "REPORTING PERIOD START DATE,2024-07-01\nREPORTING PERIOD END DATE,2024-07-31\n"
    "SITE CODE (OF TREATMENT),RJ122\n\n"
    "ASSAULT DATE AND TIME,ASSAULT METHOD,ASSAULT LOCATION TYPE,ASSAULT LOCATION DESCRIPTION\n"
    '2024-07-05 22:15,1,4,"{words}"\n'
)


@pytest.fixture
def dataset(portal, tmp_path) -> str:
    """Emergency departments, by a profile with a gazetteer beside it; both files are gone afterwards."""
    folder = tmp_path / "profiles"
    (folder / "places").mkdir(parents=True)
    (folder / "places" / "london.csv").write_text(PLACES, encoding="utf-8")
    (folder / "assaults.toml").write_text(PROFILE)
    prepare_dataset(portal, "assaults", (folder / "assaults.toml",))
    shutil.rmtree(folder)
    return "assaults"


def places_of(portal):
    row = tables.incidents.c
    with portal.engine.connect() as connection:
        return connection.execute(select(row.location, row.longitude, row.location_precision).order_by(row.seq)).all()


def test_a_push_finds_its_places_though_the_file_is_gone(portal, dataset, sender):
    answer = sender(datasets=(dataset,)).push(DELIVERY.format(words="Fabric").encode(), dataset=dataset)

    assert (answer.status_code, answer.json()["numbers"]["added"]) == (201, 1)
    assert answer.json()["notes"] == {"place found in the gazetteer by its name": 1}
    assert places_of(portal) == [("Fabric", -0.1025, "snapped")]


def test_a_pull_finds_its_places_in_whichever_folder_the_portal_runs(portal, dataset, website, tmp_path, monkeypatch):
    website.body = DELIVERY.format(words="Fäbric").encode()
    feed = add_feed(portal, dataset, website.url, allow_private=True)
    monkeypatch.chdir(tmp_path)

    (receipt,) = run_feed(portal, get_feed(portal, feed.id), [])

    assert receipt.added == 1
    assert places_of(portal) == [("Fäbric", -0.1025, "snapped")]


def test_a_new_gazetteer_counts_from_when_it_is_given(portal, dataset, tmp_path):
    before = profile_of(portal, dataset)
    assert profile_of(portal, dataset) == before
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "london.csv").write_text(PLACES.replace("51.5197", "51.6"), encoding="utf-8")
    (tmp_path / "assaults.toml").write_text(PROFILE)
    assert profile_of(portal, dataset) == before

    prepare_dataset(portal, dataset, (tmp_path / "assaults.toml",))

    assert profile_of(portal, dataset) != before  # so that a file that was taken in is read anew


def test_a_profile_whose_gazetteer_is_not_there_is_not_kept(portal, tmp_path: Path):
    (tmp_path / "assaults.toml").write_text(PROFILE)
    with pytest.raises(InvalidInput, match="Cannot read the gazetteer"):
        prepare_dataset(portal, "assaults", (tmp_path / "assaults.toml",))
    with portal.engine.connect() as connection:
        assert connection.execute(select(tables.feed_profiles)).all() == []
