"""The suppliers' files that are read without a profile of one's own, in the columns that each supplier uses."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import numpy as np
import pytest

from safestats_core.errors import UnreadableSupply
from safestats_core.formats.profile_file import built_in_profiles, load_profile
from safestats_core.incidents import CATEGORIES
from safestats_core.projection import to_projected

LFB = (
    "IncidentNumber,DateOfCall,CalYear,TimeOfCall,HourOfCall,IncidentGroup,StopCodeDescription,SpecialServiceType,"
    "PropertyCategory,PropertyType,Postcode_full,Postcode_district,UPRN,IncGeo_BoroughCode,IncGeo_BoroughName,"
    "IncGeo_WardCode,Easting_m,Northing_m,Easting_rounded,Northing_rounded,Latitude,Longitude,FRS,NumPumpsAttending\n"
)
FIRES = (
    "000001-01012024,01 Jan 2024,2024,00:10:05,0,False Alarm,AFA,NULL,Non Residential,Office,EC2A 1AA,EC2A,1,"
    "E09000012,HACKNEY,E05009367,532900,182400,532850,182450,51.52,-0.08,London,1\n"
    "000002-01072024,2024-07-01,2024,23:59:59,23,Fire,Primary Fire,NULL,Dwelling,House,NULL,N1,0,"
    "E09000019,ISLINGTON,E05013699,NULL,NULL,531750,183350,NULL,NULL,London,2\n"
    "000003-02072024,02/07/2024,2024,12:00:00,12,Special Service,Special Service,Lift Release,Dwelling,Flat,NULL,N1,0,"
    "E09000019,ISLINGTON,E05013699,,,,,,,London,1\n"
    "000004-02072024,02-Jul-24,2024,12:00:00,12,Fire,Chimney Fire,,Dwelling,Flat,,N1,0,"
    "E09000019,,,,,531750,,,,London,1\n"
)


@pytest.fixture
def fires(take_csv):
    return take_csv(LFB + FIRES)


def test_fire_brigade_dates_come_in_every_style_of_the_published_files(fires):
    assert [f"{start:%Y-%m-%d %H:%M:%S}" for start in fires["start"]] == [
        "2024-01-01 00:10:05",
        "2024-07-01 22:59:59",
        "2024-07-02 11:00:00",
    ]
    assert set(fires["time_precision"]) == {"exact"}


def test_fire_brigade_points_are_exact_but_for_homes(fires):
    assert fires["location_precision"] == ["exact", "cell", "area"]
    assert fires["longitude"][2] is fires["latitude"][2] is None
    x, y = to_projected(np.array(fires["longitude"][:2]), np.array(fires["latitude"][:2]), "EPSG:27700")
    assert np.abs(np.stack([x, y]) - [[532_900, 531_750], [182_400, 183_350]]).max() < 0.01
    (refusal,) = fires.refusals
    assert (refusal.row, "half a point" in refusal.reason) == (4, True)


def test_a_fire_without_a_stated_cause_is_neither_deliberate_nor_an_accident(fires):
    assert fires["category"] == ["false-alarm", "fire", "special-service"]
    assert fires["source_category"] == ["AFA", "Primary Fire", "Special Service"]
    assert fires.notes == {}


def test_fire_brigade_rows_keep_no_address_and_no_second_coordinates(fires):
    kept = [json.loads(each) for each in fires["attributes"]]
    assert kept[0] == {
        "IncidentGroup": "False Alarm",
        "PropertyCategory": "Non Residential",
        "PropertyType": "Office",
        "NumPumpsAttending": "1",
    }
    assert (fires["supplier"][0], fires["ward"][0], fires["location"][1]) == ("London Fire Brigade", "E05009367", "N1")


CALLS = "call_id,received,closed,nature,priority,easting,northing,location,outcome\n"


def test_ambulance_calls_keep_the_contract_or_are_refused(take_csv):
    taken = take_csv(
        CALLS + "1,2024-07-05T22:15:00+01:00,2024-07-05T23:40:00+01:00,ASSAULT,1,530076,182797,Mill Lane,Conveyed\n"
        "2,2024-07-06 01:05,,Overdose,,,,,\n"
        "3,2024-07-06 01:05,,Cat in a tree,2,,,,\n"
        "4,2024-07-06 01:05,,,2,,,,\n"
        "5,2024-07-06 01:05,,Stabbing,9,,,,\n"
        "6,2097-07-06 01:05,,Stabbing,1,,,,\n"
        ",2024-07-06 01:05,,Stabbing,1,,,,\n"
    )
    assert (taken.read, taken["category"]) == (7, ["assault-injury", "overdose"])
    assert taken["time_precision"] == ["interval", "exact"]
    assert taken["start"][0] == datetime(2024, 7, 5, 21, 15, tzinfo=timezone.utc)
    assert {refusal.row for refusal in taken.refusals} == {3, 4, 5, 6, 7}


COLLISIONS = (
    "{0}_index,{0}_year,{0}_reference,location_easting_osgr,location_northing_osgr,longitude,latitude,police_force,"
    "{0}_severity,number_of_vehicles,number_of_casualties,date,day_of_week,time,local_authority_district,"
    "local_authority_ons_district,speed_limit,lsoa_of_accident_location\n"
    "2023010419171,2023,010419171,525060,170416,-0.202878,51.418974,1,3,1,1,01/01/2023,1,01:24,-1,E09000024,20,E01003383\n"
    "2023010419183,2023,010419183,-1,-1,-1,-1,48,2,3,1,02/07/2023,1,-1,-1,-1,30,-1\n"
)


@pytest.mark.parametrize("word", ["accident", "collision", "Accident"])
def test_road_collisions_are_read_under_their_old_and_new_names(take_csv, word):
    taken = take_csv(COLLISIONS.format(word))
    assert (taken.read, taken.refusals, taken.notes) == (2, [], {})
    assert taken["incident_id"] == ["2023010419171", "2023010419183"]
    assert taken["supplier"] == ["Metropolitan Police Service", "City of London Police"]
    assert (taken["longitude"], taken["lsoa"]) == ([-0.202878, None], ["E01003383", None])
    assert taken["time_precision"] == ["exact", "day"]
    assert (set(taken["category"]), taken["source_category"]) == ({"road-collision"}, ["3", "2"])
    assert json.loads(taken["attributes"][0])["collision_year"] == "2023"


def test_casualties_come_with_the_date_and_place_of_their_collision(take_csv):
    header = "accident_index,vehicle_reference,casualty_reference,casualty_severity,lsoa_of_casualty"
    alone = f"{header}\n2023010419171,1,1,3,E01003383\n"
    with pytest.raises(UnreadableSupply, match="No profile knows its columns"):
        take_csv(alone)
    rows = "".join(f"2023010419171,1,{n},{n},E01003383,01/01/2023,01:24,-0.2,51.4,1\n" for n in (1, 2, 4))
    taken = take_csv(f"{header},date,time,longitude,latitude,police_force\n{rows}")
    assert (taken["source_id"], len(set(taken["incident_id"]))) == (["2023010419171"] * 2, 2)
    assert "lsoa_of_casualty" not in json.loads(taken["attributes"][0])
    assert ["is none of" in refusal.reason for refusal in taken.refusals] == [True]


HEADER = {
    "REPORTING PERIOD START DATE": "2024-07-01",
    "REPORTING PERIOD END DATE": "2024-07-31",
    "SITE CODE (OF TREATMENT)": "RJ122",
}
ASSAULTS = {
    "ARRIVAL DATE AND TIME AT ACCIDENT AND EMERGENCY DEPARTMENT": ["05/07/2024 23:40", ""],
    "ASSAULT DATE AND TIME": ["05/07/2024 22:15", "06/07/2024"],
    "ASSAULT METHOD": ["1", "9"],
    "ASSAULT METHOD OTHER DESCRIPTION": ["", "umbrella"],
    "ASSAULT LOCATION TYPE": ["4", "2"],
    "ASSAULT LOCATION DESCRIPTION": ["Mill Lane, by the bridge", ""],
}


def submission(header: dict[str, str] = HEADER, above: bool = True, **changed: str) -> str:
    columns = ASSAULTS if above else {**{name: [value] * 2 for name, value in header.items()}, **ASSAULTS}
    lines = [f"{name},{value},,," for name, value in header.items()] + [",,,,"] if above else []
    lines.append(",".join(changed.get(name, name) for name in columns))
    lines += [",".join(f'"{columns[name][row]}"' for name in columns) for row in range(2)]
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize("above", [True, False])
def test_an_emergency_department_may_state_its_header_above_the_table_or_in_it(take_csv, above):
    taken = take_csv(submission(above=above))
    assert (taken.read, taken.refusals, taken.notes) == (2, [], {})
    assert (set(taken["supplier"]), set(taken["category"])) == ({"RJ122"}, {"assault-injury"})
    assert taken["start"][0] == datetime(2024, 7, 5, 21, 15, tzinfo=timezone.utc)
    assert taken["time_precision"] == ["exact", "day"]
    assert taken["location"] == ["Mill Lane, by the bridge", None]
    assert set(taken["location_precision"]) == {"none"}
    assert json.loads(taken["attributes"][1]) == {
        "ASSAULT METHOD OTHER DESCRIPTION": "umbrella",
        "ASSAULT LOCATION TYPE": "2",
    }


def test_a_submission_is_the_same_rows_however_its_header_is_written(take_csv):
    once, again = take_csv(submission()), take_csv(submission(above=False))
    longer = take_csv(submission({**HEADER, "REPORTING PERIOD START DATE": "2024-01-01"}))
    short = take_csv(
        submission(**{"ASSAULT LOCATION TYPE": "Location type", "ASSAULT DATE AND TIME": "Assault date-time"})
    )
    assert once["incident_id"] == again["incident_id"] == longer["incident_id"] == short["incident_id"]


@pytest.mark.parametrize("lost", list(HEADER))
def test_a_submission_without_its_header_is_not_read(take_csv, lost):
    with pytest.raises(UnreadableSupply, match=r"no column|No profile"):
        take_csv(submission({name: value for name, value in HEADER.items() if name != lost}))
    taken = take_csv(submission({**HEADER, lost: ""}))
    assert (taken.read, len(taken.incidents), len(taken.refusals)) == (2, 0, 2)


@pytest.mark.parametrize("column", ["ASSAULT DATE AND TIME", "ASSAULT METHOD", "ASSAULT LOCATION TYPE"])
def test_a_row_without_what_is_mandatory_is_refused(take_csv, column, monkeypatch):
    monkeypatch.setitem(ASSAULTS, column, [ASSAULTS[column][0], ""])
    taken = take_csv(submission())
    assert [refusal.row for refusal in taken.refusals] == [2]
    assert column in taken.refusals[0].reason


def test_a_site_code_that_is_none_is_refused(take_csv):
    taken = take_csv(submission({**HEADER, "SITE CODE (OF TREATMENT)": "The Royal"}))
    assert all("SITE CODE (OF TREATMENT) 'The Royal' is not written as" in each.reason for each in taken.refusals)
    assert len(taken.refusals) == 2


def test_a_submission_that_ends_with_its_header_says_so(take_csv):
    with pytest.raises(UnreadableSupply, match="ends before the names of its columns"):
        take_csv("REPORTING PERIOD START DATE,2024-07-01\n")


def test_the_plainest_file_is_read_when_its_profile_is_named(take_csv):
    rows = (
        "id,category,start,end,longitude,latitude\na,burglary,2024-01-05,2024-01-07,-0.1,51.5\nb,arson,2024-01-05,,,\n"
    )
    taken = take_csv(rows, load_profile("generic"))
    assert taken["category"] == ["burglary", "unclassified"]
    assert taken.notes == {"unknown category 'arson'": 1}
    with pytest.raises(UnreadableSupply, match="only when profile generic is named"):
        take_csv(rows)
    assert set(load_profile("generic").category.crosswalk) == set(CATEGORIES)


OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n"
    "abc,2024-01,Anytown Police,Anytown Police,-0.1,51.5,On or near Mill Lane,E01000001,Anytown 001A,Suspect charged\n"
    "abc,2024-01,Anytown Police,Anytown Police,-0.1,51.5,On or near Mill Lane,E01000001,Anytown 001A,Offender fined\n"
    ",2024-01,Anytown Police,Anytown Police,,,No location,,,Offender fined\n"
)


def test_outcomes_of_one_crime_are_told_apart_by_what_they_are(take_csv):
    taken = take_csv(OUTCOMES, load_profile("policeuk-outcomes"))
    assert taken["outcome"] == taken["source_category"] == ["Suspect charged", "Offender fined"]
    assert (taken["source_id"], len({each.partition("-")[0] for each in taken["incident_id"]})) == (["abc"] * 2, 2)
    assert (taken.notes, [refusal.row for refusal in taken.refusals]) == ({}, [3])


def test_people_s_data_is_not_kept_for_ever_unless_it_is_public():
    for profile in built_in_profiles():
        public = profile.licence.startswith("OGL")
        assert public or profile.name == "generic" or profile.retention_months, profile.name
