"""Places given as words: found in the operator's gazetteer, with how sure that is; never guessed between two."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safestats_core.errors import InvalidInput
from safestats_core.formats.gazetteer import SPELLING_RATIO, TOKEN_SHARE
from safestats_core.formats.gazetteer_file import read_gazetteer
from safestats_core.formats.profile_file import load_profile

PLACES = """name,aliases,longitude,latitude,area
Fabric,Fabric nightclub;Fabric London,-0.1025,51.5199,Islington
Ministry of Sound,MoS,-0.0995,51.4977,Southwark
Leicester Square,,-0.1302,51.5105,Westminster
The Crown,,-0.1300,51.5400,Camden
The Crown,,-0.0700,51.5200,Tower Hamlets
O'Neill's Wardour Street,,-0.1325,51.5119,Westminster
Café de Paris,,-0.1312,51.5102,Westminster
Rose & Crown Public House,,-0.2000,51.4000,Merton
"""

ISTV = """extends = "istv-emergency-department"

[location]
gazetteer = "places/london.csv"
"""


@pytest.fixture
def places(tmp_path: Path) -> Path:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "london.csv").write_text(PLACES, encoding="utf-8")
    return tmp_path / "places" / "london.csv"


@pytest.mark.parametrize(
    ("text", "name", "confidence"),
    [
        ("Fabric", "Fabric", "high"),
        ("FABRIC  LONDON", "Fabric", "high"),
        ("m.o.s", None, "none"),
        ("mos", "Ministry of Sound", "high"),
        ("Leicester Square, Westminster", "Leicester Square", "high"),
        ("Westminster - Leicester Square", "Leicester Square", "high"),
        ("oneills wardour street", "O'Neill's Wardour Street", "high"),
        ("Cafe de Paris", "Café de Paris", "high"),
        ("rose and crown public house", "Rose & Crown Public House", "high"),
        ("The Crown, Camden", "The Crown", "high"),
        ("The Crown", None, "none"),
        ("outside the Ministry of Sound, by the taxi rank", "Ministry of Sound", "medium"),
        ("the crown pub in tower hamlets", "The Crown", "medium"),
        ("the crown court", None, "none"),
        ("a strip of fabric", None, "none"),
        ("Sound Ministry", "Ministry of Sound", "medium"),
        ("Liecester Sqare", "Leicester Square", "low"),
        ("Ministry of Sond", "Ministry of Sound", "low"),
        ("at home", None, "none"),
        ("", None, "none"),
        ("???", None, "none"),
        ("x" * 5_000, None, "none"),
    ],
)
def test_what_a_text_means_and_how_sure_that_is(places, text, name, confidence):
    match = read_gazetteer(places).find(text)
    assert (match.place and match.place.name, match.confidence) == (name, confidence)


def test_which_of_two_places_is_told_by_the_area(places):
    gazetteer = read_gazetteer(places)
    assert gazetteer.find("Crown, Camden").place is None or gazetteer.find("Crown, Camden").place.area == "Camden"
    assert gazetteer.find("The Crown Camden").place.area == "Camden"
    assert gazetteer.find("Tower Hamlets, The Crown").place.area == "Tower Hamlets"
    assert gazetteer.find("the crown").ambiguous


def test_the_thresholds_are_those_that_are_documented(pytestconfig):
    page = (pytestconfig.rootpath / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert f"{TOKEN_SHARE:.0%}" in page
    assert f"{SPELLING_RATIO:.0%}" in page


def test_assaults_are_placed_by_their_words(places, take_csv, tmp_path):
    (tmp_path / "istv.toml").write_text(ISTV)
    words = ["Fabric nightclub", "near Leicester Square station", "The Crown", "Liecester Sqare", "somewhere", ""]
    rows = "".join(f'2024-07-05 22:15,1,4,"{text}"\n' for text in words)
    taken = take_csv(
        "REPORTING PERIOD START DATE,2024-07-01\nREPORTING PERIOD END DATE,2024-07-31\n"
        "SITE CODE (OF TREATMENT),RJ122\n\n"
        "ASSAULT DATE AND TIME,ASSAULT METHOD,ASSAULT LOCATION TYPE,ASSAULT LOCATION DESCRIPTION\n" + rows,
        load_profile(tmp_path / "istv.toml"),
    )
    assert (taken.read, taken.refusals) == (6, [])
    assert taken["longitude"] == [-0.1025, -0.1302, None, None, None, None]
    assert taken["location_precision"] == ["snapped", "snapped", "none", "none", "none", "none"]
    assert taken["location"] == [text or None for text in words]
    kept = [json.loads(text) for text in taken["attributes"]]
    assert [each.get("location_confidence") for each in kept] == ["high", "medium", "none", "low", "none", None]
    assert [each.get("location_match") for each in kept] == [
        "Fabric",
        "Leicester Square",
        None,
        "Leicester Square",
        None,
        None,
    ]
    assert taken.notes == {
        "place found in the gazetteer by its name": 2,
        "place found with too little confidence: kept without a place": 1,
        "place name that fits several places of the gazetteer: kept without a place": 1,
        "place not in the gazetteer: kept without a place": 1,
    }


def test_how_sure_it_has_to_be_is_declared(places, take_csv, tmp_path):
    (tmp_path / "own.toml").write_text(
        'extends = "generic"\n[location]\ngazetteer = "places/london.csv"\nconfidence = "low"\n'
    )
    rows = "id,category,start,location,longitude,latitude\n1,drugs,2024-01-05,Liecester Sqare,,\n"
    assert take_csv(rows, load_profile(tmp_path / "own.toml"))["longitude"] == [-0.1302]


def test_coordinates_go_before_words_and_bad_ones_are_not_mended_by_them(places, take_csv, tmp_path):
    (tmp_path / "own.toml").write_text('extends = "generic"\n[location]\ngazetteer = "places/london.csv"\n')
    taken = take_csv(
        "id,category,start,location,longitude,latitude\n"
        "1,drugs,2024-01-05,Fabric,-0.5,51.5\n2,drugs,2024-01-05,Fabric,,\n3,drugs,2024-01-05,Fabric,0,0\n",
        load_profile(tmp_path / "own.toml"),
    )
    assert (taken["longitude"], taken["location_precision"]) == ([-0.5, -0.1025], ["exact", "snapped"])
    assert [refusal.row for refusal in taken.refusals] == [3]
    assert taken["attributes"][0] is None


def test_national_grid_coordinates_are_read_too(tmp_path):
    # The Ordnance Survey's own example of its projection.
    (tmp_path / "grid.csv").write_text("Name,Easting,Northing\nCaister Water Tower,651409.903,313177.270\n")
    place = read_gazetteer(tmp_path / "grid.csv").find("caister water tower").place
    assert (round(place.longitude, 3), round(place.latitude, 3)) == (1.716, 52.658)


def test_another_gazetteer_makes_another_profile(places, tmp_path):
    (tmp_path / "istv.toml").write_text(ISTV)
    before = load_profile(tmp_path / "istv.toml")
    assert before == load_profile(tmp_path / "istv.toml")
    places.write_text(PLACES + "The Bell,,-0.1,51.5,\n", encoding="utf-8")
    after = load_profile(tmp_path / "istv.toml")
    assert after != before
    assert repr(after) != repr(before)
    assert "Fabric" not in repr(after)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", r"columns \(none\). It needs name"),
        (b"name,area\nx,y\n", "columns name, area. It needs name"),
        (b"name,easting,latitude\nx,1,2\n", "It needs name"),
        (b"name,longitude,latitude\n", "names no place"),
        (b"name,longitude,latitude\nFabric,west,51.5\n", r"row 2: \(west, 51.5\) are not coordinates"),
        (b"name,longitude,latitude\nFabric,51.5\n", r"row 2: \(51.5, \) are not coordinates"),
        (b"name,longitude,latitude\nFabric,51.5,-100\n", "no place on Earth"),
        (b"name,longitude,latitude\nFabric,nan,51\n", "no place on Earth"),
        (b"name,easting,northing\nFabric,1e308,1e308\n", "no place on Earth"),
        (b"name,longitude,latitude\n...,-0.1,51.5\n", "there is no name"),
        (b"name,longitude,latitude\nCaf\xe9,-0.1,51.5\n", "not UTF-8"),
        (b'name,longitude,latitude\n"Fabric,-0.1,51.5\n', "cannot be split into rows"),
    ],
)
def test_a_gazetteer_that_cannot_be_used_says_where(tmp_path, content, words):
    (tmp_path / "bad.csv").write_bytes(content)
    with pytest.raises(InvalidInput, match=words):
        read_gazetteer(tmp_path / "bad.csv")


def test_a_profile_with_a_gazetteer_that_is_not_there_says_so(tmp_path, declared):
    (tmp_path / "istv.toml").write_text(ISTV)
    with pytest.raises(InvalidInput, match=r"gazetteer .*london.csv: No such file"):
        load_profile(tmp_path / "istv.toml")
    with pytest.raises(InvalidInput, match="Name the column of place names"):
        declared(location={"gazetteer": "x.csv"})
    with pytest.raises(InvalidInput, match="'sure'. Choose from: high, medium, low"):
        declared(location={"confidence": "sure"})


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PLACES.replace(",", " ").split())).map(" ".join)))
def test_any_text_has_a_meaning_or_none(places, text):
    match = read_gazetteer(places).find(text)
    assert (match.place is None) == (match.confidence == "none")
    assert not (match.ambiguous and match.place)


def test_thousands_of_texts_against_ten_thousand_places_take_seconds(tmp_path):
    rows = "".join(f"Venue {number} Street {number % 97},,{-0.1 + number / 1e6},51.5,\n" for number in range(10_000))
    (tmp_path / "many.csv").write_text("name,aliases,longitude,latitude,area\n" + rows)
    gazetteer = read_gazetteer(tmp_path / "many.csv")
    texts = [
        f"{prefix}Venue {n} Street {n % 97}" for n in range(0, 10_000, 10) for prefix in ("", "outside ", "x", "q")
    ]
    before = time.process_time()
    found = Counter(gazetteer.find(text).confidence for text in texts)
    assert (found["high"], found["none"]) == (1_000, 0)
    assert time.process_time() - before < 5
