"""Dates and times as suppliers write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import InvalidInput
from safestats_core.formats.clock import to_utc, to_wall
from safestats_core.formats.date_formats import compile_format
from safestats_core.formats.date_reading import read_dates

UTC = timezone.utc


@pytest.fixture
def when(take_csv, declared):
    """The interval, precision and month of one row with these times."""

    def when(start: str, end: str = "", **time: object) -> tuple:
        taken = take_csv(f'when,until\n"{start}","{end}"\n', declared(time={"start": "when", "end": "until", **time}))
        if taken.refusals:
            return (taken.refusals[0].reason,)
        return taken["start"][0], taken["end"][0], taken["time_precision"][0], taken["month"][0]

    return when


@pytest.mark.parametrize(
    ("written", "form", "expected"),
    [
        ("2024-01-05T10:11:12", "iso", datetime(2024, 1, 5, 10, 11, 12)),
        ("2024-01-05 10:11", "iso", datetime(2024, 1, 5, 10, 11)),
        ("2024-01-05T10:11:12.999Z", "iso", datetime(2024, 1, 5, 10, 11, 12)),
        ("2024-01-05T10:11:12+05:30", "iso", datetime(2024, 1, 5, 4, 41, 12)),
        ("05/01/2024 10:11", "%d/%m/%Y %H:%M", datetime(2024, 1, 5, 10, 11)),
        ("5/1/24 9:05", "%d/%m/%y %H:%M", datetime(2024, 1, 5, 9, 5)),
        ("01/05/2024 12:11:00 AM", "%m/%d/%Y %I:%M:%S %p", datetime(2024, 1, 5, 0, 11)),
        ("01/05/2024 12:11:00 pm", "%m/%d/%Y %I:%M:%S %p", datetime(2024, 1, 5, 12, 11)),
        ("5:15pm, 7th January 1999", "prose", datetime(1999, 1, 7, 17, 15)),
        ("12:00am, 1st Feb 2024", "prose", datetime(2024, 2, 1, 0, 0)),
        ("Fri 5 Jan 2024, 10.11", "%a %d %b %Y, %H.%M", datetime(2024, 1, 5, 10, 11)),
        ("5 Sept 1969 10:00", "%d %B %Y %H:%M", datetime(1969, 9, 5, 9, 0)),
        ("29-Feb-2024 23:59", "%d-%b-%Y %H:%M", datetime(2024, 2, 29, 23, 59)),
    ],
)
def test_a_moment_is_understood_in_its_declared_format(when, written, form, expected):
    moment = expected.replace(tzinfo=UTC)
    assert when(written, formats=[form])[:3] == (moment, moment, "exact")


@settings(deadline=None)
@given(moment=st.datetimes(datetime(1970, 1, 1), datetime(2090, 1, 1)))
@pytest.mark.parametrize(
    "form", ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %I:%M:%S %p", "%A %d %B %Y %H:%M:%S", "%m-%d-%y %H:%M"]
)
def test_patterns_mean_what_they_mean_to_python(form, moment):
    written = moment.strftime(form)
    read = read_dates(pa.array([written]), [compile_format(form)])
    meant = datetime.strptime(written, form)
    if meant.year in (2068, 1969):  # where the two-digit years turn over
        return
    assert read.found[0] == 1
    assert datetime(1970, 1, 1) + timedelta(seconds=int(read.wall[0])) == meant


@pytest.mark.parametrize(
    ("written", "form", "first", "last", "precision"),
    [
        ("2024-07-05", "iso", "2024-07-04 23:00:00", "2024-07-05 22:59:59", "day"),
        ("05/01/2024", "%d/%m/%Y", "2024-01-05 00:00:00", "2024-01-05 23:59:59", "day"),
        ("2024-02", "iso", "2024-02-01 00:00:00", "2024-02-29 23:59:59", "month"),
        ("July 2024", "%B %Y", "2024-06-30 23:00:00", "2024-07-31 22:59:59", "month"),
    ],
)
def test_a_date_without_a_time_is_the_whole_of_it_on_the_wall(when, written, form, first, last, precision):
    start, end, known, month = when(written, formats=[form])
    assert (f"{start:%Y-%m-%d %H:%M:%S}", f"{end:%Y-%m-%d %H:%M:%S}", known) == (first, last, precision)
    assert month == written[:7].replace("July 20", "2024-07").replace("05/01/2", "2024-01")


def test_a_declared_precision_cuts_a_time_to_its_day(when):
    start, end, precision, _ = when("2024-01-05 10:11", precision="day")
    assert (start.hour, end - start, precision) == (0, timedelta(hours=23, minutes=59, seconds=59), "day")


def test_a_start_and_an_end_are_an_interval(when):
    assert when("2024-01-05 22:00", "2024-01-06 07:00") == (
        datetime(2024, 1, 5, 22, tzinfo=UTC),
        datetime(2024, 1, 6, 7, tzinfo=UTC),
        "interval",
        "2024-01",
    )
    assert when("2024-01-05 22:00", "2024-01-05 22:00")[2] == "exact"
    assert when("2024-01-05", "2024-01-05")[2] == "day"
    assert when("2024-01-05", "2024-01-07")[1:3] == (datetime(2024, 1, 7, 23, 59, 59, tzinfo=UTC), "interval")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "2024-01-05", "No time in when"),
        ("31/02/2024", "", "'31/02/2024' is not a date as declared"),
        ("30/02/2023", "", "not a date"),
        ("05/01/2024 x", "", "not a date"),
        ("2024-01-05", "soon", "The until 'soon' is not a date"),
        ("05/02/2024", "04/02/2024", "'04/02/2024' is before the when '05/02/2024'"),
        ("2024-01-05T24:00", "", "not a date"),
        ("2024-01-05T10:11+99:00", "", "not a date"),
        ("01/01/1066", "", "not a date"),
        ("01/01/1900", "", "'01/01/1900' is what many systems write where no date is known"),
        ("1900-01-01T00:00", "", "no date is known"),
        ("05/02/2024", "01/01/1900", "The until '01/01/1900' is what many systems write"),
    ],
)
def test_what_is_not_a_date_is_refused_with_its_value(when, start, end, words):
    (reason,) = when(start, end, formats=["%d/%m/%Y", "iso"])
    assert words in reason


def test_a_date_that_two_declared_formats_read_differently_is_refused(when):
    both = ["%d/%m/%Y", "%m/%d/%Y"]
    (reason,) = when("03/04/2024", formats=both)
    assert "'03/04/2024' means different dates" in reason
    assert when("25/04/2024", formats=both)[3] == "2024-04"
    assert when("04/04/2024", formats=both)[3] == "2024-04"


def test_an_hour_that_passes_twice_is_kept_as_both_readings(when):
    assert when("2024-10-27 01:30") == (
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
        datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
        "interval",
        "2024-10",
    )


def test_an_hour_that_clocks_skip_is_kept_as_both_readings(when):
    start, end, precision, _ = when("2024-03-31 01:30")
    assert (start, end) == (datetime(2024, 3, 31, 0, 30, tzinfo=UTC), datetime(2024, 3, 31, 1, 30, tzinfo=UTC))
    assert precision == "interval"


def test_an_interval_over_the_end_of_summer_time_does_not_run_backwards(when):
    assert when("2024-10-27 01:50", "2024-10-27 01:10")[:2] == (
        datetime(2024, 10, 27, 0, 50, tzinfo=UTC),
        datetime(2024, 10, 27, 1, 10, tzinfo=UTC),
    )


def test_rows_in_a_changed_hour_are_noted(take_csv, declared):
    taken = take_csv("when\n2024-10-27 01:30\n2024-10-27 03:30\n2024-10-27T01:30Z\n", declared())
    assert taken.notes == {"time skipped or passed twice when clocks changed": 1}
    assert taken["time_precision"] == ["interval", "exact", "exact"]


def test_utc_times_fall_in_the_month_of_the_wall_clock(when):
    assert when("2018-03-31T23:00:00+00:00", time_zone="UTC")[3] == "2018-04"
    assert when("2018-03-31 23:00", time_zone="UTC")[3] == "2018-04"
    assert when("2018-03-31 22:59", time_zone="UTC")[3] == "2018-03"


@settings(deadline=None)
@given(
    moments=st.lists(st.datetimes(datetime(1900, 1, 2), datetime(2099, 12, 30)), min_size=1, max_size=50),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_the_wall_clock_agrees_with_the_standard_library(moments, zone):
    moments = [moment.replace(microsecond=0) for moment in moments]
    wall = np.array([int((moment - datetime(1970, 1, 1)).total_seconds()) for moment in moments])
    first, last = to_utc(wall, zone)
    for moment, early, late in zip(moments, first, last):
        readings = {int(moment.replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) for fold in (0, 1)}
        assert {int(early), int(late)} == readings
        assert early <= late
    utc_wall = to_wall(wall, zone)
    for moment, shown in zip(moments, utc_wall):
        local = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert datetime(1970, 1, 1) + timedelta(seconds=int(shown)) == local


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("%H:%M", "needs a year"),
        ("%Q %Y %m", "'%Q'"),
        ("%Y-%m-%m", "twice"),
        ("%Y-%m-%d %I:%M", "am or pm"),
        ("%Y %m %", "'%'"),
    ],
)
def test_a_format_that_cannot_work_is_refused_when_it_is_declared(declared, form, words):
    with pytest.raises(InvalidInput, match=words):
        declared(time={"start": "when", "formats": [form]})
