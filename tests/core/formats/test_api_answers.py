"""Answers of the data.police.uk API, as JSON and flattened to Parquet."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from safestats_core.errors import UnreadableSupply


def test_an_answer_becomes_incidents_by_its_own_id(take, data):
    taken = take(data / "answer.json")
    assert taken["incident_id"] == ["1", "2", "3"]
    assert taken["source_id"] == ["a1f0", None, "b2c4"]
    assert taken["supplier"] == ["Territorial police", "British Transport Police", "Territorial police"]
    assert taken["category"] == ["violence", "other-theft", "burglary"]
    assert taken["longitude"] == [-0.012859, -0.009917, None]
    assert taken["location"] == ["On or near Mill Lane", "On or near Anytown (Station)", None]
    assert taken["location_precision"] == ["snapped", "snapped", "none"]
    assert taken["outcome"] == ["Under investigation", None, None]
    assert set(taken["month"]) == {"2020-02"}
    assert json.loads(taken["attributes"][0]) == {"street_id": "101", "outcome_date": "2020-03"}


def test_what_is_wrong_with_an_answer_is_said_record_by_record(take, data):
    taken = take(data / "answer.json")
    assert taken.read == 7
    assert [refusal.row for refusal in taken.refusals] == [4, 5, 6, 7]
    assert {refusal.source for refusal in taken.refusals} == {"answer.json"}
    for refusal, words in zip(taken.refusals, ["(aaa, aaa)", "(, 51.498201)", "key id", "not an object"]):
        assert words in refusal.reason


def test_an_answer_without_crimes_is_no_rows_and_no_error(take, tmp_path):
    (tmp_path / "empty.json").write_text("[]")
    assert take(tmp_path / "empty.json").read == 0


def test_a_single_crime_is_an_answer_of_one(take, data, tmp_path):
    crime = json.loads((data / "answer.json").read_text())[0]
    (tmp_path / "crime.json").write_text(json.dumps(crime))
    assert take(tmp_path / "crime.json")["incident_id"] == ["1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("{", "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("null", "no records"),
        ('["Force", "BTP"]', "no records"),
        ("{}", "no records"),
        ('{"latitude": "51.5", "longitude": "-0.1"}', "No profile knows its columns"),
        ('[{"neighbourhood": "C04", "force": "metropolitan"}]', "describes a neighbourhood"),
    ],
)
def test_what_is_not_an_answer_about_crimes_says_what_it_is(take, tmp_path, content, reason):
    (tmp_path / "other.json").write_text(content)
    with pytest.raises(UnreadableSupply, match=reason):
        take(tmp_path / "other.json")


def test_a_long_answer_in_one_line_is_read(take, data, tmp_path):
    crime = json.loads((data / "answer.json").read_text())[0]
    (tmp_path / "long.json").write_text(json.dumps([{**crime, "id": number} for number in range(8_000)]))
    assert (tmp_path / "long.json").stat().st_size > 2 << 20
    assert take(tmp_path / "long.json")["incident_id"] == [str(number) for number in range(8_000)]


def test_half_a_character_pair_does_not_stop_an_answer(take, data, tmp_path):
    text = (data / "answer.json").read_text().replace("Mill Lane", "Mill \\ud83d Lane")
    (tmp_path / "answer.json").write_text(text)
    assert take(tmp_path / "answer.json")["location"][0] == "On or near Mill ? Lane"
    (tmp_path / "answer.json").write_text(text.replace('"context"', '"con\\ud83dtext"'))  # in a name, too
    assert take(tmp_path / "answer.json")["location"][0] == "On or near Mill ? Lane"


def test_flattened_parquet_gives_the_same_incidents_as_json(take, data, tmp_path):
    crimes = [crime for crime in json.loads((data / "answer.json").read_text()) if isinstance(crime, dict)][:3]
    places = [crime["location"] or {"latitude": None, "longitude": None, "street": {}} for crime in crimes]
    outcomes = [crime["outcome_status"] or {} for crime in crimes]
    pq.write_table(
        pa.table(
            {
                "id": pa.array([crime["id"] for crime in crimes], pa.int64()),
                **{name: [crime[name] for crime in crimes] for name in ("category", "location_type", "month")},
                "persistent_id": pa.array([crime["persistent_id"] for crime in crimes], pa.large_string()),
                "location_subtype": pa.array([crime["location_subtype"] for crime in crimes]).dictionary_encode(),
                "latitude": [place["latitude"] for place in places],
                "longitude": [place["longitude"] for place in places],
                "street_id": [place["street"].get("id") for place in places],
                "street_name": [place["street"].get("name") for place in places],
                "outcome_category": [outcome.get("category") for outcome in outcomes],
                "outcome_date": [outcome.get("date") for outcome in outcomes],
            }
        ),
        tmp_path / "answers.parquet",
    )
    flat, nested = take(tmp_path / "answers.parquet"), take(data / "answer.json")
    assert flat.incidents.drop_columns(["attributes"]).equals(nested.incidents.drop_columns(["attributes"]))
    assert [text and json.loads(text) for text in flat["attributes"]] == [
        text and json.loads(text) for text in nested["attributes"]
    ]


def test_typed_and_nested_parquet_columns_become_text(take, declared, tmp_path):
    times = pa.array([1_720_000_000], pa.timestamp("s", tz="UTC"))
    nested = pa.array([{"x": -0.1, "y": 51.5, "tags": ["a", "b"]}])
    pq.write_table(pa.table({"when": times, "place": nested, "injured": [True]}), tmp_path / "typed.parquet")
    profile = declared(location={"x": "place.x", "y": "place.y"})
    taken = take(tmp_path / "typed.parquet", profile)
    assert [str(start) for start in taken["start"]] == ["2024-07-03 09:46:40+00:00"]
    assert (taken["longitude"], taken["latitude"]) == ([-0.1], [51.5])
    assert json.loads(taken["attributes"][0]) == {"place.tags": '["a", "b"]', "injured": "true"}


def test_a_parquet_file_that_is_none_says_so(take, tmp_path):
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 but not really")
    with pytest.raises(UnreadableSupply, match="not a Parquet file"):
        take(tmp_path / "broken.parquet")
