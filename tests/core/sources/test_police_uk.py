"""Open street-level crime from the web service: whole, in pieces that it can answer, and no faster than it allows."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from safestats_core.access import Level
from safestats_core.errors import InvalidInput, PortalRefused, PortalUnreachable
from safestats_core.query import FIRST_MONTH, LAST_MONTH, Period, Query
from safestats_core.sources.police_uk import PER_SECOND, PoliceUk

TOWN = shapely.box(-0.2, 51.4, 0.0, 51.6)
CATEGORIES = ("burglary", "drugs", "violent-crime", "violence-and-sexual-offences")


@pytest.fixture
def source(police):
    return PoliceUk(address=police.address, pause=lambda seconds: None)


@pytest.fixture
def crowded(police):
    """3,000 crimes, half of them within a few streets, and a service that answers 100 at a time."""
    rng = np.random.default_rng(3)
    spread = rng.uniform((51.4, -0.2), (51.6, 0.0), (1_500, 2))
    dense = rng.normal((51.5, -0.1), 0.004, (1_500, 2))
    places = np.vstack([spread, dense]).clip((51.4, -0.2), (51.6, 0.0)).round(6)
    kinds = rng.integers(0, len(CATEGORIES), 3_000)
    police.crimes = [("2024-02", x, y, CATEGORIES[kind]) for (x, y), kind in zip(places.tolist(), kinds)]
    police.most = 100
    return police


def asked(months=("2024-02", "2024-02"), **narrowed):
    return Query("policeuk-api", Level.RECORD, Period(*months), **narrowed)


def expected(crowded, *kinds):
    return {str(64_000_000 + number) for number, row in enumerate(crowded.crimes) if not kinds or row[3] in kinds}


def ids(fetched):
    return fetched.table["incident_id"].to_pylist()


def test_the_months_are_those_that_are_published(source):
    (dataset,) = source.datasets()
    assert (dataset.first_month, dataset.last_month) == ("2024-01", "2024-03")
    assert "Open Government Licence" in dataset.attribution


def test_an_area_with_too_much_for_one_answer_is_cut_up_until_all_of_it_is_there_once(source, crowded):
    fetched = source.fetch(asked(area=TOWN))
    assert sorted(ids(fetched)) == sorted(expected(crowded))
    assert len(crowded.asked) > 40
    assert fetched.refusals == ()


def test_of_a_drawn_area_only_what_lies_in_it_is_given(source, crowded):
    triangle = shapely.Polygon([(-0.2, 51.4), (0.0, 51.4), (-0.1, 51.6)])
    fetched = source.fetch(asked(area=triangle))
    inside = [triangle.intersects(shapely.Point(longitude, latitude)) for _, latitude, longitude, _ in crowded.crimes]
    assert len(ids(fetched)) == sum(inside)
    assert fetched.by_source == ("period", "area")  # by boxes, which hold more
    assert fetched.here == ("area",)
    assert fetched.read >= len(ids(fetched))


def test_one_category_is_asked_for_by_name_and_several_are_taken_from_all(source, crowded):
    one = source.fetch(asked(area=TOWN, categories=("burglary",)))
    assert set(ids(one)) == expected(crowded, "burglary")
    assert one.by_source == ("period", "area", "categories")
    assert one.read == len(ids(one))
    several = source.fetch(asked(area=TOWN, categories=("violence",)))  # the service has had two words for it
    assert set(ids(several)) == expected(crowded, "violent-crime", "violence-and-sexual-offences")
    assert several.here == ("area", "categories")


def test_only_the_columns_that_are_asked_for_come(source, crowded):
    fetched = source.fetch(asked(area=TOWN, columns=("category", "incident_id")))
    assert fetched.table.column_names == ["incident_id", "category"]
    nothing = source.fetch(asked(("2024-01", "2024-01"), area=TOWN, columns=("category",)))
    assert (nothing.table.num_rows, nothing.table.column_names) == (0, ["category"])


def test_it_waits_where_it_is_told_that_it_asks_too_often(police):
    waits = []
    police.crimes = [("2024-02", 51.5, -0.1, "drugs")]
    police.too_fast = 3
    fetched = PoliceUk(address=police.address, pause=waits.append).fetch(asked(area=TOWN))
    assert len(ids(fetched)) == 1
    assert [wait for wait in waits if wait >= 1] == [1, 2, 4]
    police.too_fast = 1_000
    with pytest.raises(PortalUnreachable, match="too often"):
        PoliceUk(address=police.address, pause=waits.append).fetch(asked(area=TOWN))


def test_it_never_asks_faster_than_the_service_allows(crowded):
    class Clock:
        now = 0.0

        def pause(self, seconds):
            self.now += seconds

    clock = Clock()
    source = PoliceUk(address=crowded.address, pause=clock.pause)
    source._pace.clock = lambda: clock.now
    source.fetch(asked(area=TOWN))
    assert len(crowded.asked) / (clock.now + 1 / PER_SECOND) <= PER_SECOND + 1e-9


def test_a_service_that_is_down_is_told_from_one_with_too_much(police, source):
    police.down = True
    with pytest.raises(PortalUnreachable, match="cannot answer now"):
        source.fetch(asked(area=shapely.box(-0.1, 51.5, -0.09, 51.51)))
    assert len(police.asked) < 100


@pytest.mark.parametrize(
    ("months", "missing"),
    [
        (("2024-03", "2024-05"), "2024-04 – 2024-05"),
        (("2023-12", "2024-04"), "2023-12, 2024-04"),
        (("2001-01", "2099-12"), "2001-01 – 2023-12, 2024-04 – 2099-12"),
        (("2025-06", LAST_MONTH), "2025-06"),
        ((FIRST_MONTH, "2019-12"), "2019-12"),
    ],
)
def test_months_that_are_not_published_are_refused_with_those_that_are(source, months, missing):
    with pytest.raises(InvalidInput) as refused:
        source.fetch(asked(months, area=TOWN))
    assert f"There is nothing for {missing} at data.police.uk. It has 2024-01 to 2024-03" in str(refused.value)


@pytest.mark.parametrize(
    ("months", "given"),
    [
        (("2024-02", LAST_MONTH), ["2024-02", "2024-03"]),
        ((FIRST_MONTH, "2024-02"), ["2024-01", "2024-02"]),
        ((FIRST_MONTH, LAST_MONTH), ["2024-01", "2024-02", "2024-03"]),
    ],
)
def test_a_period_with_an_open_end_is_all_that_is_published_on_that_side(source, police, months, given):
    police.crimes = [(month, 51.5, -0.1, "drugs") for month in police.months]
    fetched = source.fetch(asked(months, area=TOWN))
    assert sorted(fetched.table["month"].to_pylist()) == given
    assert fetched.notes == {}


def test_a_month_that_is_missing_in_between_is_told_and_one_that_is_all_of_the_period_is_refused(source, police):
    police.months = ["2024-01", "2024-04"]
    police.crimes = [(month, 51.5, -0.1, "drugs") for month in police.months]
    fetched = source.fetch(asked(("2024-01", "2024-04"), area=TOWN))
    assert (len(ids(fetched)), fetched.notes) == (2, {"months that data.police.uk does not have": 2})
    with pytest.raises(InvalidInput, match="nothing for 2024-02 – 2024-03 at"):
        source.fetch(asked(("2024-02", "2024-03"), area=TOWN))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query("policeuk-api", Level.RECORD, area_codes=("E09000001",)), "no codes of areas"),
        (Query("policeuk-api", Level.POINT), "policeuk-api \\(record\\)"),
        (Query("fires", Level.RECORD), "has no 'fires'"),
    ],
)
def test_what_the_service_cannot_answer_is_refused_before_it_is_asked(police, source, query, words):
    with pytest.raises(InvalidInput, match=words):
        source.fetch(query)
    assert [path for path, _ in police.asked] == ["/crimes-street-dates"]


def test_without_an_area_the_whole_country_is_asked_for(source, police):
    police.crimes = [("2024-01", 51.5, -0.1, "drugs"), ("2024-03", 54.6, -5.9, "burglary")]
    assert len(ids(source.fetch(Query("policeuk-api", Level.RECORD)))) == 2


@pytest.mark.parametrize("answer", ["not json", "", [1, 2]])
def test_an_answer_that_is_no_list_of_crimes_is_refused_with_a_sentence(source, police, answer):
    police.answer = answer
    with pytest.raises(PortalRefused, match="sent no list of crimes"):
        source.fetch(asked(area=TOWN))


def test_rows_that_cannot_be_read_are_refused_with_a_reason_and_counted(source, police):
    police.crimes = [("2024-02", 51.5, -0.1, "drugs"), ("2024-02", 99.0, -0.1, "drugs")]
    police.answer = [
        {**each, "month": month}
        for each, month in zip(
            police._inside("all-crime", {"date": "2024-02", "poly": "0,-1:0,1:99,1:99,-1"}), ("2024-02", "x")
        )
    ]
    fetched = source.fetch(asked(area=TOWN))
    assert fetched.read == 2
    assert len(fetched.refusals) == 1
    assert fetched.table.num_rows == 1


@pytest.mark.realdata
def test_a_month_of_real_answers_comes_back_as_it_was(police, source, real_data):
    """The live answers of a London month, served again: every record that a profile reads from the files is there."""
    records = json.loads(next((real_data / "police_api_json_samples").glob("leicester*.json")).read_text())
    places = [(float(each["location"]["latitude"]), float(each["location"]["longitude"])) for each in records]
    south, west = np.min(places, axis=0)
    north, east = np.max(places, axis=0)
    police.months, police.most = ["2023-01"], 200
    by_id = {each["id"]: each for each in records}
    police.crimes = [(each["month"], lat, lon, each["category"]) for each, (lat, lon) in zip(records, places)]
    fetched = source.fetch(asked(("2023-01", "2023-01"), area=shapely.box(west, south, east, north)))
    assert fetched.table.num_rows == len(records) >= len(by_id)
