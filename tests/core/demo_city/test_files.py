from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from safestats_core.demo_city.city import write_city
from safestats_core.demo_city.files import DATASETS
from safestats_core.errors import Cancelled, InvalidInput

NAMES = {f"{dataset}.csv" for dataset in DATASETS} | {"boroughs.geojson", "wards.geojson", "truth.json"}


def lines(path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(1 for _ in file) - 1


def test_the_files_are_those_that_were_promised(city, folder):
    assert {path.name for path in folder.iterdir()} == NAMES


def test_the_record_level_files_hold_as_many_incidents_as_asked_for(city, folder):
    files = {file.dataset: file for file in city.truth.files}
    assert sum(file.incidents for name, file in files.items() if name != "police-open") == 10_000
    assert files["police-open"].incidents == files["police-recorded"].incidents
    for file in city.truth.files:
        assert lines(folder / file.file) == file.rows


@pytest.mark.parametrize("incidents", [100, 33_333])
def test_any_size_can_be_asked_for(tmp_path, incidents):
    truth = write_city(tmp_path, incidents, seed=7).truth
    assert sum(file.incidents for file in truth.files if file.dataset != "police-open") == incidents
    assert [lines(tmp_path / file.file) for file in truth.files] == [file.rows for file in truth.files]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(city, folder, tmp_path):
    again = write_city(tmp_path, 10_000)
    assert again.truth == city.truth
    assert all((tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in NAMES)
    write_city(tmp_path, 10_000, seed=1)
    assert not any((tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in NAMES)


def test_the_truth_can_be_read_from_its_file(city, folder):
    written = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert (written["seed"], written["incidents"], written["crs"]) == (2024, 10_000, "EPSG:27700")
    assert written["hotspots"] == json.loads(json.dumps([asdict(hotspot) for hotspot in city.truth.hotspots]))
    assert [file["rows"] for file in written["files"]] == [file.rows for file in city.truth.files]
    assert len(written["near_repeats"]["pairs"]) == len(city.truth.near_repeats.pairs)


def test_progress_is_told_and_cancelling_leaves_no_truth_behind(tmp_path):
    told = []

    def stop_at_the_fire_service(done, total, what):
        told.append((done, total))
        if "fire" in what:
            raise Cancelled("Stopped.")

    (tmp_path / "truth.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Cancelled):
        write_city(tmp_path, 1_000, progress=stop_at_the_fire_service)
    assert told[-1] == (4, 5)
    assert not (tmp_path / "truth.json").exists()


@pytest.mark.parametrize(("incidents", "seed", "named"), [(99, 1, "99"), (1_000, -1, "-1")])
def test_what_cannot_be_made_is_refused_in_words(tmp_path, incidents, seed, named):
    with pytest.raises(InvalidInput, match=named):
        write_city(tmp_path, incidents, seed)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match="taken"):
        write_city(tmp_path / "taken", 1_000)
