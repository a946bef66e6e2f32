from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from safestats_core.demo_city.clock import on_the_clock, to_utc
from safestats_core.demo_city.files import DATASETS

LONDON = ZoneInfo("Europe/London")


def wall_clock(column):
    return pc.local_timestamp(column.cast(pa.timestamp("s", "Europe/London"))).to_numpy()


def test_everything_happens_in_the_two_years(incidents):
    for dataset in DATASETS:
        start, end = (wall_clock(incidents[dataset][name]) for name in ("start", "end"))
        assert start.min() >= np.datetime64("2024-01-01")
        assert end.max() < np.datetime64("2026-01-01")
        assert (end >= start).all()
        months = set(incidents[dataset]["month"].to_pylist())
        assert len(months) == 24
        assert (min(months), max(months)) == ("2024-01", "2025-12")


def test_burglaries_happen_some_time_within_hours(incidents):
    table = incidents["police-recorded"]
    burglary = table["category"].to_numpy() == "burglary"
    hours = (table["end"].cast("int64").to_numpy() - table["start"].cast("int64").to_numpy()) / 3600
    assert set(table["time_precision"].filter(burglary).to_pylist()) == {"interval"}
    assert 1.5 < hours[burglary].min()
    assert hours[burglary].max() < 15.5
    violence = table["category"].to_numpy() == "violence"
    # One hour is left open in the night when the clocks go back.
    assert np.isin(hours[violence], (0, 1)).all()
    assert np.mean(hours[violence] == 0) > 0.99


def test_assaults_peak_on_weekend_nights_and_shop_thefts_by_day(incidents):
    assaults, offences = incidents["emergency-departments"], incidents["police-recorded"]
    thefts = offences.filter(pc.equal(offences["category"], "shoplifting"))
    assert weekend_night_share(assaults) > 2.5 * 22 / 168
    assert weekend_night_share(thefts) < 0.5 * 22 / 168


def weekend_night_share(table) -> float:
    """Share of Friday and Saturday nights, 19:00 to 06:00: 22 of the week's 168 hours."""
    evening = wall_clock(table["start"]) - np.timedelta64(6, "h")
    day = evening.astype("M8[D]")
    weekday = (day.astype(int) + 3) % 7
    late = (evening - day) >= np.timedelta64(13, "h")
    return float(np.mean(np.isin(weekday, (4, 5)) & late))


def test_nothing_happens_in_the_hour_that_the_clock_skips():
    hour = np.arange("2024-01-01", "2026-01-01", dtype="M8[h]").astype("M8[s]")
    shown = set(on_the_clock(hour).astype("M8[h]").tolist())
    assert datetime(2024, 3, 31, 1) not in shown
    assert datetime(2025, 3, 30, 1) not in shown
    assert len(shown) == len(hour) - 2


def test_hospital_times_are_utc_as_the_time_zone_rules_have_it():
    hour = np.arange("2024-01-01", "2026-01-01", dtype="M8[h]").astype("M8[s]")
    wall = on_the_clock(hour)
    ours = to_utc(wall).tolist()
    rules = [moment.replace(tzinfo=LONDON).astimezone(timezone.utc).replace(tzinfo=None) for moment in wall.tolist()]
    assert ours == rules
