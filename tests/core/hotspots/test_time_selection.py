"""Who is chosen by date and time: at the edges, over midnight, and when only a span is known."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.calendar import period_of, shifts_from_text
from safestats_core.hotspots.time_selection import select_by_time

NIGHT = shifts_from_text("22-06")


def seconds(*times):
    return np.array(times, dtype="datetime64[s]")


def chosen(start, end=None, **conditions):
    starts = seconds(*start)
    return select_by_time(starts, None if end is None else seconds(*end), **conditions).chosen.tolist()


def test_both_days_of_a_period_are_included_to_the_second():
    times = ["2023-12-31T23:59:59", "2024-01-01T00:00:00", "2024-01-31T23:59:59", "2024-02-01T00:00:00"]
    assert chosen(times, period=period_of("2024-01-01", "2024-01-31")) == [False, True, True, False]


def test_a_shift_holds_its_first_second_and_not_its_end():
    times = ["2024-01-01T21:59:59", "2024-01-01T22:00:00", "2024-01-02T05:59:59", "2024-01-02T06:00:00"]
    assert chosen(times, shifts=NIGHT) == [False, True, True, False]


def test_the_night_belongs_to_the_day_it_began():
    # Friday 2024-03-01; Saturday morning belongs to Friday's night, Friday morning to Thursday's.
    times = ["2024-03-01T03:00", "2024-03-01T23:00", "2024-03-02T00:00", "2024-03-02T05:59", "2024-03-02T23:00"]
    assert chosen(times, shifts=NIGHT, weekdays=[5]) == [False, True, True, True, False]
    assert chosen(times, shifts=NIGHT, weekdays=[5], night="calendar") == [True, True, False, False, False]


def test_the_last_night_of_a_month_belongs_to_the_month():
    times = ["2024-02-01T03:00", "2024-02-29T23:00", "2024-03-01T03:00"]
    february = {"shifts": NIGHT, "period": period_of("2024-02-01", "2024-02-29")}
    assert chosen(times, **february) == [False, True, True]
    assert chosen(times, shifts=NIGHT, months=[2]) == [False, True, True]
    assert chosen(times, shifts=NIGHT, months=[2], night="calendar") == [True, True, False]


def test_the_week_turns_at_midnight_before_monday():
    times = ["2024-03-03T23:59:59", "2024-03-04T00:00:00", "2024-03-10T23:59:59", "2024-03-11T00:00:00"]
    assert chosen(times, weekdays=[1]) == [False, True, False, True]
    assert chosen(times, weekdays=[7]) == [True, False, True, False]


def test_the_leap_day_is_in_february():
    assert chosen(["2024-02-29T12:00", "2024-03-01T00:00"], months=[2]) == [True, False]


def test_could_have_happened_and_certainly_happened():
    start = ["2024-01-01T20:00"] * 4
    end = ["2024-01-01T22:00", "2024-01-01T22:01", "2024-01-02T08:00", "NaT"]
    assert chosen(start, end, shifts=NIGHT) == [False, True, True, False]
    assert chosen(start, end, shifts=shifts_from_text("20-8"), certainty="certain") == [True] * 4
    assert chosen(start, end, shifts=NIGHT, certainty="certain") == [False] * 4


def test_a_share_of_the_span_is_the_aoristic_weight():
    # The shift 12-16 against 08-16, 08-13, exactly 14:33 and 14-17, as the aoristic reference has them.
    start = seconds("2024-01-01T08:00", "2024-01-01T08:00", "2024-01-01T14:33", "2024-01-01T14:00")
    end = seconds("2024-01-01T16:00", "2024-01-01T13:00", "NaT", "2024-01-01T17:00")
    found = select_by_time(start, end, shifts=shifts_from_text("12-16"), certainty="share", least_share=0.5)
    np.testing.assert_allclose(found.share, [0.5, 0.2, 1, 2 / 3])
    assert found.chosen.tolist() == [True, False, True, True]


def test_days_and_hours_have_to_meet_in_one_moment():
    # Thursday 23:00 to Friday 10:00 touches a Friday and a night, but not the night of Friday.
    span = {"start": ["2024-02-29T23:00"], "end": ["2024-03-01T10:00"]}
    assert chosen(**span, weekdays=[5]) == [True]
    assert chosen(**span, shifts=NIGHT) == [True]
    assert chosen(**span, shifts=NIGHT, weekdays=[5]) == [False]


def test_a_span_of_weeks_holds_every_night_in_it():
    found = select_by_time(seconds("2024-01-01T12:00"), seconds("2024-01-15T12:00"), shifts=NIGHT)
    assert found.share[0] == pytest.approx(8 / 24)


def test_an_end_before_its_start_is_a_moment_at_the_start_and_is_counted():
    start, end = seconds("2024-01-01T23:00", "2024-01-01T12:00"), seconds("2024-01-01T10:00", "2023-01-01T23:00")
    found = select_by_time(start, end, shifts=NIGHT)
    assert found.chosen.tolist() == [True, False]
    assert found.reversed == 2


def test_each_condition_says_how_many_it_excluded_and_all_adds_up():
    times = seconds("2024-01-05T23:00", "2024-01-05T12:00", "2023-01-06T23:00", "2024-07-05T23:00", "2024-01-04T23:00")
    found = select_by_time(times, shifts=NIGHT, period=period_of("2024-01-01", "2024-12-31"), months=[1], weekdays=[5])
    assert found.excluded == {"hours": 1, "dates": 1, "months": 1, "weekdays": 1}
    assert found.chosen.tolist() == [True, False, False, False, False]


def test_without_conditions_everybody_is_chosen_and_nobody_has_no_answer():
    found = select_by_time(seconds("2024-01-01", "1850-01-01"))
    assert found.chosen.all()
    assert found.excluded == {}
    assert select_by_time(seconds(), shifts=NIGHT).chosen.size == 0


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"months": [13]}, "no month"),
        ({"weekdays": [0]}, "no weekday"),
        ({"night": "moon"}, "began, calendar"),
        ({"certainty": "perhaps"}, "could, certain, share"),
        ({"certainty": "share", "least_share": 0.0}, "above 0"),
        ({"shifts": [(0, 90_000)]}, "within a day"),
        ({"end": seconds("2024-01-01", "2024-01-02")}, "one end per start"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(conditions, words):
    with pytest.raises(InvalidInput, match=words):
        select_by_time(seconds("2024-01-01"), **conditions)


def test_dates_that_cannot_be_are_refused():
    with pytest.raises(InvalidInput, match="days apart"):
        select_by_time(seconds("2024-01-01", "20024-01-01"), weekdays=[1])


moments = st.datetimes(datetime.datetime(2024, 2, 20), datetime.datetime(2024, 3, 12)).map(
    lambda time: time.replace(minute=time.minute // 15 * 15, second=0, microsecond=0)
)
texts = st.sampled_from(["", "22-06", "07-09, 16-19", "0-24", "6-6", "23:15-0:15, 12-13", "18-24"])


@settings(max_examples=150, deadline=None)
@given(
    moments,
    st.integers(0, 400),
    texts,
    st.sets(st.integers(1, 7), max_size=4),
    st.sampled_from([(), (2,), (3,)]),
    st.booleans(),
    st.sampled_from(["began", "calendar"]),
)
def test_every_quarter_of_an_hour_of_the_span_asked_one_by_one(start, quarters, text, weekdays, months, in_week, night):
    period = period_of("2024-02-26", "2024-03-03") if in_week else None
    end = start + datetime.timedelta(minutes=15 * quarters)
    found = select_by_time(
        seconds(start),
        seconds(end),
        period=period,
        months=months,
        weekdays=sorted(weekdays),
        shifts=shifts_from_text(text),
        night=night,
    )
    answers = [
        holds(start + datetime.timedelta(minutes=15 * k), text, weekdays, months, in_week, night)
        for k in range(max(quarters, 1))
    ]
    assert found.share[0] == pytest.approx(np.mean(answers))
    assert found.chosen[0] == any(answers)
    assert sum(found.excluded.values()) + found.chosen.sum() == 1


def holds(moment, text, weekdays, months, in_week, night):
    """The same question to a single moment, by a person with a calendar and a clock."""
    begun = [moment.replace(hour=0, minute=0)] if not text else []
    for start, length in shifts_from_text(text):
        for back in (0, 1):
            day = moment.replace(hour=0, minute=0) - datetime.timedelta(days=back)
            if 0 <= (moment - day).total_seconds() - start < length:
                begun.append(day if night == "began" else moment.replace(hour=0, minute=0))
    return any(
        (not weekdays or day.isoweekday() in weekdays)
        and (not months or day.month in months)
        and (not in_week or datetime.datetime(2024, 2, 26) <= day < datetime.datetime(2024, 3, 4))
        for day in begun
    )
