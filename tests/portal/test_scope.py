"""No row and no field outside the scope, for any grants, any data, any question: against loops over dicts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import datetime, time, timedelta, timezone
from itertools import count
from operator import itemgetter
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyproj
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from safestats_core.access import ALWAYS_VISIBLE, LEVEL_SCHEMAS, Grant, HandedOn, Level, compile_scope
from safestats_core.disclosure import PROFILES, withheld_in_table
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import store as answers
from safestats_core.portal.database import writing
from safestats_core.portal.datasets import Dataset, enter_dataset
from safestats_core.portal.row_filter import RowFilter
from safestats_core.portal.schema import tables

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
ME = frozenset({"person:ada", "organisation:Council"})
LONDON = ZoneInfo("Europe/London")
MONTHS = ("2024-01", "2024-02", "2024-03")
CATEGORIES = ("burglary", "robbery", "drugs")
WARDS = {"W1": ("B1", -0.20), "W2": ("B1", -0.15), "W3": ("B2", -0.10), "W4": ("B2", -0.05)}
"""Code -> borough and western edge; each is 0.05 degrees wide, from 51.40 to 51.50 north."""

TO_GRID = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
FROM_GRID = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
_numbers = count()

FIRST_MOMENT = datetime(2023, 12, 31, 20, tzinfo=timezone.utc)


def some_moment(rng):
    """One of few, so that edges are met: around midnights, the clock change and the ends of months."""
    return FIRST_MOMENT + timedelta(days=rng.randrange(0, 93, 4), hours=rng.randrange(0, 9, 2))


def some_incident(rng):
    ward = rng.choice([None, *WARDS])
    start = some_moment(rng)
    is_located = rng.random() < 0.8
    return {
        "supplier": "Test Police",
        "source_id": rng.choice([None, "CAD 1"]),
        "category": rng.choice(CATEGORIES),
        "source_category": "their words",
        "start": start,
        "end": start + timedelta(hours=rng.choice([0, 0, 2, 30])),
        "time_precision": rng.choice(["exact", "interval", "day"]),
        "month": f"{start.astimezone(LONDON):%Y-%m}",
        "longitude": rng.uniform(-0.21, 0.01) if is_located else None,
        "latitude": rng.uniform(51.39, 51.51) if is_located else None,
        "location_precision": "exact" if is_located else "none",
        "location": "A Street",
        "borough": WARDS[ward][0] if ward else rng.choice([None, "B1"]),
        "ward": ward,
        "lsoa": rng.choice([None, "L1"]),
        "outcome": rng.choice([None, "Charged"]),
        "attributes": None,
    }


def some_grant(rng, asked):
    """Mostly one that holds; of the others each kind."""
    holds = rng.random() < 0.7
    level = asked if holds else rng.choice(list(Level))
    first, last = sorted(rng.choices(MONTHS, k=2))
    names, codes = LEVEL_SCHEMAS[level].names, ["B1", "B2", "W1", "W3", "L1", "?"]
    return Grant(
        subject=rng.choice(["person:ada", "organisation:Council"] if holds else ["person:bob", "person:ada"]),
        dataset="ours" if holds else rng.choice(["ours", "theirs"]),
        level=level,
        areas=rng.choice([None, frozenset(rng.sample(codes, rng.randrange(4)))]),
        from_month=rng.choice([None, first]),
        to_month=rng.choice([None, last]),
        fields=rng.choice([None, frozenset(rng.sample(names, rng.randrange(len(names))))]),
        expires=rng.choice([None, NOW + timedelta(1)] if holds else [None, NOW, NOW - timedelta(1)]),
        categories=rng.choice([None, None, frozenset(rng.sample(CATEGORIES, rng.randrange(3)))]),
        disclosure=rng.choice([*PROFILES, "none"]) if level == Level.COUNTS else "nhs_round5",
    )


def some_rights(rng, asked):
    """Grants of the operator, and some that a delegate of another organisation handed on."""
    grants = [some_grant(rng, asked) for _ in range(rng.choice([0, 1, 1, 2, 3, 4]))]
    if rng.random() < 0.7:
        return grants, []
    source = tuple(as_of(some_grant(rng, asked), subject="organisation:Other") for _ in range(rng.choice([0, 1, 2, 2])))
    handed_on = [HandedOn(some_grant(rng, asked), source) for _ in range(rng.choice([1, 2]))]
    if asked != Level.COUNTS:
        return grants, handed_on
    # Of one profile: what several come to is told by the words of access.py, and tested with them.
    profile = rng.choice(list(PROFILES))
    handed_on = [
        HandedOn(under(profile, each.grant), tuple(under(profile, grant) for grant in each.source))
        for each in handed_on
    ]
    return [under(profile, grant) for grant in grants], handed_on


def under(profile, grant):
    return as_of(grant, disclosure=profile) if grant.level == Level.COUNTS else grant


def as_of(grant, **changes):
    return Grant(**{**vars(grant), **changes})


def some_filter(rng, data):
    """Everything, or a question with one or two conditions; moments lie half a second around an incident's."""
    south, north = rng.uniform(51.35, 51.45), rng.uniform(51.45, 51.55)
    half_a_second = timedelta(seconds=rng.choice([0, 0.5, -0.5]))
    conditions = {
        "bbox": (rng.uniform(-0.25, -0.05), south, rng.uniform(-0.25, 0.05), north),
        "starts_before": rng.choice(data)["start"] + half_a_second,
        "ends_after": rng.choice(data)["end"] + half_a_second,
        "month": rng.choice(MONTHS),
        "from_month": rng.choice(MONTHS),
        "to_month": rng.choice(MONTHS),
        "categories": ("burglary", "drugs"),
        "area_codes": rng.choice([("B1",), ("W2", "L1"), ("W3", "?")]),
    }
    asked = rng.sample(sorted(conditions), rng.randrange(3))
    return RowFilter(**{name: conditions[name] for name in asked})


@st.composite
def cases(draw):
    level = draw(st.sampled_from(list(Level)))
    # Of one seed: drawn value by value, most data would be a row or two and most grants none.
    rng = Random(draw(st.binary(min_size=8, max_size=8)))
    data = [some_incident(rng) for _ in range(rng.choice([1, 40, 40, 40, 40]))]
    return level, data, some_rights(rng, level), [some_filter(rng, data) for _ in range(5)], rng.randint(1, 9)


# The oracle: what the words of the design say, row by row.


def numbered(data):
    return [{"incident_id": f"id-{number}", **row} for number, row in enumerate(data)]


def as_points(data):
    return [as_point({"incident_id": None, **row}) for row in data]


def as_point(row):
    first, last = (row[edge].astimezone(LONDON).date() for edge in ("start", "end"))
    start = datetime.combine(first, time.min, LONDON).astimezone(timezone.utc)
    end = datetime.combine(last + timedelta(1), time.min, LONDON).astimezone(timezone.utc) - timedelta(seconds=1)
    point = {**row, "start": start, "end": end}
    point["time_precision"] = "day" if first == last else row["time_precision"]
    if row["longitude"] is not None:
        east, north = TO_GRID.transform(row["longitude"], row["latitude"])
        middle = (math.floor(east / 250) * 250 + 125, math.floor(north / 250) * 250 + 125)
        point["longitude"], point["latitude"] = (round(degrees, 6) for degrees in FROM_GRID.transform(*middle))
        point["location_precision"] = "snapped"
    return point


def as_counts(data, profiles):
    cells = Counter((row["month"], row["borough"], row["ward"], row["category"]) for row in data)
    withheld = withheld_cells(cells) if "suppress5" in profiles else set()
    return [
        {
            "count_id": f"{month}:{borough or ''}:{ward or ''}:{category}",
            "month": month,
            "borough": borough,
            "ward": ward,
            "category": category,
            "count": None if (month, borough, ward, category) in withheld else as_told(number, profiles),
        }
        for (month, borough, ward, category), number in cells.items()
    ]


def as_told(number, profiles):
    alike = {number}
    if "nhs_round5" in profiles:
        alike = (
            set(range(1, 8)) if number <= 7 else {near for near in range(8, 100) if rounded(near) == rounded(number)}
        )
    if min(alike) < max(5 * ("suppress5" in profiles), 10 * ("threshold10" in profiles)):
        return None
    return rounded(number) if "nhs_round5" in profiles else number


def rounded(number):
    return 5 if number <= 7 else 5 * math.floor(number / 5 + 0.5)


def withheld_cells(cells):
    """Month by month and borough by borough, over all the data there is."""
    blocks = defaultdict(dict)
    for (month, borough, ward, category), number in cells.items():
        blocks[month, borough][ward, category] = number
    withheld = set()
    for (month, borough), block in blocks.items():
        wards, categories = (sorted({place[axis] for place in block}, key=str) for axis in (0, 1))
        # In the order of the names of cells, as the portal goes through them; None comes first, as an empty name.
        wards.sort(key=lambda ward: ward or "")
        table = np.ma.masked_all((len(wards), len(categories)), dtype=int)
        for (ward, category), number in block.items():
            table[wards.index(ward), categories.index(category)] = number
        for row, column in np.argwhere(withheld_in_table(table)):
            withheld.add((month, borough, wards[row], categories[column]))
    return withheld


def rights_held(grants, handed_on, level):
    """Each right as the grants that it takes together: one, or one that was handed on and one that it rests on."""

    def holds(grant):
        return (grant.dataset, grant.level) == ("ours", level) and (grant.expires is None or grant.expires > NOW)

    rights = [(grant,) for grant in grants if grant.subject in ME and holds(grant)]
    for each in handed_on:
        if each.grant.subject in ME and holds(each.grant):
            rights += [(each.grant, source) for source in each.source if holds(source)]
    return rights


def profiles_held(rights):
    held = [right[0] for right in rights]
    exact = [grant for grant in held if grant.disclosure == "none"]
    protecting = [grant for grant in held if not any(takes_in(other, grant) for other in exact)]
    return {grant.disclosure for grant in protecting} - {"none"}


def takes_in(wider, grant):
    return (
        (wider.areas is None or (grant.areas is not None and grant.areas <= wider.areas))
        and (wider.categories is None or (grant.categories is not None and grant.categories <= wider.categories))
        and (wider.from_month or "0000-01") <= (grant.from_month or "0000-01")
        and (grant.to_month or "9999-12") <= (wider.to_month or "9999-12")
    )


def covers(grant, row):
    return (
        (grant.areas is None or row["borough"] in grant.areas or row["ward"] in grant.areas)
        and (grant.from_month is None or row["month"] >= grant.from_month)
        and (grant.to_month is None or row["month"] <= grant.to_month)
        and (grant.categories is None or row["category"] in grant.categories)
    )


def shows(right, name, level):
    return all(grant.fields is None or name in grant.fields | ALWAYS_VISIBLE[level] for grant in right)


def seen(row, rights, level):
    """What of a row the rights show: None, or its visible fields, hidden ones as None."""
    covering = [right for right in rights if all(covers(grant, row) for grant in right)]
    if not covering:
        return None
    visible = {}
    for name in LEVEL_SCHEMAS[level].names:
        if any(shows(right, name, level) for right in rights):
            visible[name] = row[name] if any(shows(right, name, level) for right in covering) else None
    if level == Level.POINT:
        del visible["incident_id"]
    return visible


def answers_to(visible, asked, level):
    """Whether a row, as it is seen, answers the question."""
    if not (cell_answers if level == Level.COUNTS else incident_answers)(visible, asked):
        return False
    if asked.month not in (None, visible["month"]):
        return False
    if not (asked.from_month or "0000-01") <= visible["month"] <= (asked.to_month or "9999-12"):
        return False
    if asked.categories and visible.get("category") not in asked.categories:
        return False
    named = {visible.get(area) for area in ("borough", "ward", "lsoa")} - {None}
    return not asked.area_codes or bool(named & set(asked.area_codes))


def cell_answers(visible, asked):
    first = asked.ends_after and f"{asked.ends_after.astimezone(LONDON):%Y-%m}"
    last = asked.starts_before and f"{asked.starts_before.astimezone(LONDON):%Y-%m}"
    is_in_time = (first or "") <= visible["month"] <= (last or "9999")
    return is_in_time and (asked.bbox is None or visible["ward"] in wards_touching(asked.bbox))


def incident_answers(visible, asked):
    start, end = visible.get("start"), visible.get("end")
    if asked.starts_before is not None and (start is None or start > asked.starts_before):
        return False
    if asked.ends_after is not None and (end is None or end < asked.ends_after):
        return False
    return asked.bbox is None or lies_in(asked.bbox, visible.get("longitude"), visible.get("latitude"))


def lies_in(box, longitude, latitude):
    west, south, east, north = box
    if longitude is None or latitude is None or not south <= latitude <= north:
        return False
    return west <= longitude <= east if west <= east else longitude >= west or longitude <= east


def wards_touching(box):
    west, south, east, north = box
    parts = [(west, east)] if west <= east else [(west, 180), (-180, east)]
    return {
        code
        for code, (_, edge) in WARDS.items()
        if south <= 51.50 and north >= 51.40 and any(left <= edge + 0.05 and right >= edge for left, right in parts)
    }


# The store, put to the same question.


def published(portal, put, data):
    """A dataset of its own with these incidents; its name."""
    name = f"ours-{next(_numbers)}"
    with writing(portal.engine) as connection:
        enter_dataset(
            connection, Dataset(name, "", "", "", "", "", "", "", "Europe/London", "EPSG:27700", "upsert", 72)
        )
    put(portal, name, pa.Table.from_pylist(numbered(data), INCIDENT_SCHEMA))
    return name


def add_wards(portal):
    shapes = {code: shapely.box(west, 51.40, west + 0.05, 51.50) for code, (_, west) in WARDS.items()}
    edges = ("west", "south", "east", "north")
    with writing(portal.engine) as connection:
        for code, shape in shapes.items():
            values = {"type": "ward", "code": code, "name": code, "geometry": shapely.to_wkb(shape)}
            connection.execute(insert(tables.areas).values({**values, **dict(zip(edges, shape.bounds))}))


def read_pages(portal, scope, asked, limit):
    found, after = [], None
    while True:
        page = answers.page(portal, scope, asked, after, limit)
        assert page.table.num_rows <= limit
        assert page.table.schema == scope.schema
        found += page.table.to_pylist()
        if page.next_after is None:
            return found
        after = page.next_after


def check(portal, put, case):
    level, data, (grants, handed_on), questions, limit = case
    name = published(portal, put, data)

    def ours(grant):
        return as_of(grant, dataset=name if grant.dataset == "ours" else "theirs")

    given = [HandedOn(ours(each.grant), tuple(map(ours, each.source))) for each in handed_on]
    scope = compile_scope([*map(ours, grants)], ME, name, level, NOW, given)
    rights = rights_held(grants, handed_on, level)
    if level == Level.COUNTS:
        rows = as_counts(data, profiles_held(rights))
    else:
        rows = {Level.RECORD: numbered, Level.POINT: as_points}[level](data)
    expected = [visible for visible in (seen(row, rights, level) for row in rows) if visible is not None]
    for asked in questions:
        check_answer(portal, scope, asked, limit, [row for row in expected if answers_to(row, asked, level)])
    check_summaries(portal, scope, expected)


def check_answer(portal, scope, asked, limit, expected):
    by_pages = read_pages(portal, scope, asked, limit)
    assert by_pages == [row for batch in answers.batches(portal, scope, asked) for row in batch.to_pylist()]
    if scope.level == Level.POINT:
        # The ids of this level are the portal's secret: they only have to be different from one another.
        ids = [row.pop("incident_id") for row in by_pages]
        assert len(set(ids)) == len(ids)
        assert not any(each.startswith("id-") for each in ids)
    if scope.level == Level.COUNTS:
        # Cells come in the database's own order of words.
        by_pages, expected = (sorted(rows, key=itemgetter("count_id")) for rows in (by_pages, expected))
    assert by_pages == expected


def check_summaries(portal, scope, expected):
    found = answers.months(portal, scope)
    assert {each.month: each.rows for each in found} == Counter(row["month"] for row in expected)
    assert [each.month for each in found] == sorted(each.month for each in found)
    if scope.level == Level.COUNTS:
        return
    places = [(row.get("longitude"), row.get("latitude")) for row in expected]
    places = [place for place in places if None not in place]
    box = None
    if places:
        longitudes, latitudes = zip(*places)
        box = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    assert answers.extent(portal, scope) == box


unhurried = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


@pytest.fixture
def with_wards(portal):
    add_wards(portal)
    return portal


@pytest.mark.parametrize("store", ["sqlite"])
@settings(max_examples=100, **unhurried)
@given(case=cases())
def test_every_answer_is_what_the_grants_say_row_by_row(with_wards, put, case):
    check(with_wards, put, case)


@pytest.mark.parametrize("store", ["postgresql"])
@settings(max_examples=20, **unhurried)
@given(case=cases())
def test_every_answer_is_the_same_on_postgresql(with_wards, put, case):
    check(with_wards, put, case)
