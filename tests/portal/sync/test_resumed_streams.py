"""A stream whose connection breaks goes on behind its last whole batch, and ends as if it had never broken."""

from __future__ import annotations

import pyarrow as pa
import pytest

from safestats_core.access import Level
from safestats_core.errors import InvalidInput, PortalRefused, PortalUnreachable
from safestats_core.retrieval import portal as retrieval

ITEMS = "/items"


@pytest.fixture(autouse=True)
def ann(site):
    try:
        site.admit("ann")
    except InvalidInput:
        pass  # of the same portal, for the test before


def info_of(source):
    return next(each for each in source.datasets() if each.level == Level.RECORD)


def batch_ends(body):
    """Where the schema and each batch of a stream end."""
    with pa.ipc.open_stream(stream := pa.BufferReader(body)) as reader:
        ends = [stream.tell()]
        for _ in reader:
            ends.append(stream.tell())
    return ends


@pytest.fixture
def source(site, proxy):
    return site.source("ann", proxy.port)


def test_a_break_costs_the_batch_it_came_in_and_no_row_comes_twice_or_not_at_all(
    source, site, proxy, faults, at_portal, by_id
):
    info = info_of(source)
    told = []
    inside_third = faults.cut_after(lambda body: batch_ends(body)[2] + 1_000)
    proxy.on(ITEMS, inside_third, inside_third, times=1)

    found = source.incidents(info, None, told.append)

    assert by_id(found) == at_portal("ann")
    asked = [path for path in proxy.asked if ITEMS in path]
    assert [("cursor=" in path) for path in asked] == [False, True, True]
    assert told == sorted(told)
    assert told[-1] == found.num_rows == 2_400


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("how", ["cut_after", "ends_after"])
def test_wherever_it_breaks_it_ends_whole(source, proxy, faults, at_portal, by_id, place, how):
    places = [
        lambda body: 0,
        lambda body: 100,
        lambda body: batch_ends(body)[0],
        lambda body: batch_ends(body)[1],
        lambda body: batch_ends(body)[3] + 20,
        lambda body: len(body) - 8,
    ]
    proxy.on(ITEMS, getattr(faults, how)(places[place]), times=2)

    assert by_id(source.incidents(info_of(source), "2024-02")) == {
        key: row for key, row in at_portal("ann").items() if row["month"] == "2024-02"
    }


def test_a_line_that_breaks_in_every_answer_still_brings_everything_batch_by_batch(
    source, proxy, faults, at_portal, by_id
):
    """Each answer brings one batch, in the middle of the next one the connection breaks."""

    def inside_the_second(body):
        ends = batch_ends(body)
        return len(body) if len(ends) < 3 else (ends[1] + ends[2]) // 2

    proxy.on(ITEMS, faults.ends_after(inside_the_second))

    assert len(by_id(source.incidents(info_of(source)))) == 2_400
    assert len([path for path in proxy.asked if ITEMS in path]) >= 13


def test_a_line_that_brings_nothing_is_given_up_after_three_attempts(source, proxy, faults):
    info = info_of(source)
    proxy.on(ITEMS, faults.cut_after(lambda body: batch_ends(body)[0] + 10))

    with pytest.raises(PortalUnreachable, match="broke off before its end"):
        source.incidents(info)
    assert len([path for path in proxy.asked if ITEMS in path]) == retrieval.ATTEMPTS


def test_however_little_each_answer_brings_there_is_an_end_to_it(source, proxy, faults, monkeypatch):
    monkeypatch.setattr(retrieval, "MOST_ANSWERS", 5)
    info = info_of(source)
    proxy.on(ITEMS, faults.cut_after(lambda body: batch_ends(body)[1]))

    with pytest.raises(PortalUnreachable, match="broke off before its end"):
        source.incidents(info)
    assert len([path for path in proxy.asked if ITEMS in path]) == 5


def test_what_changed_while_the_line_was_broken_begins_anew_and_nothing_is_mixed(
    source, site, proxy, faults, at_portal, by_id, offences
):
    """The rows of the first part would be numbered anew behind the cursor: the portal says so, and all comes again."""

    def cut_and_publish(line, answered):
        site.publish(offences("2024-02", range(0, 40), outcome="closed"))
        faults.cut_after(lambda body: batch_ends(body)[2] + 10)(line, answered)

    proxy.on(ITEMS, cut_and_publish, times=1)

    found = by_id(source.incidents(info_of(source), "2024-02"))

    assert found == {key: row for key, row in at_portal("ann").items() if row["month"] == "2024-02"}
    assert {found[f"2024-02/{number:06d}"]["outcome"] for number in range(40)} == {"closed"}
    asked = ["cursor=" in path for path in proxy.asked if ITEMS in path]
    assert asked == [False, True, False], "where it went on the answer was 410"


def test_what_changed_in_another_month_is_no_reason_to_begin_anew(source, site, proxy, faults, by_id, offences):
    def cut_and_publish(line, answered):
        site.publish(offences("2024-03", range(0, 40), outcome="closed"))
        faults.cut_after(lambda body: batch_ends(body)[2] + 10)(line, answered)

    proxy.on(ITEMS, cut_and_publish, times=1)

    assert len(by_id(source.incidents(info_of(source), "2024-02"))) == 800
    assert ["cursor=" in path for path in proxy.asked if ITEMS in path] == [False, True]


def test_rows_that_went_are_not_kept_from_the_part_before(source, site, proxy, faults, by_id, offences):
    """Moved from one month to another, while the line was broken: the first month no longer has them."""
    moved = offences("2024-01", range(700, 750))
    at = moved.schema.get_field_index("month")
    there = moved.set_column(at, moved.schema.field("month"), pa.array(["2024-04"] * 50))

    def cut_and_publish(line, answered):
        site.publish(there)
        faults.cut_after(lambda body: batch_ends(body)[4])(line, answered)

    proxy.on(ITEMS, cut_and_publish, times=1)
    try:
        found = by_id(source.incidents(info_of(source), "2024-01"))
    finally:
        site.publish(moved)
    assert len(found) == 750
    assert not {row["incident_id"] for row in there.to_pylist()} & found.keys()


def test_rights_that_shrink_while_the_line_is_broken_end_the_transfer(site, proxy, faults):
    from safestats_core.access import Grant
    from safestats_core.portal.people import add_grant, withdraw_grant

    number = site.admit("shrunk")
    source = site.source("shrunk", proxy.port)

    def cut_and_withdraw(line, answered):
        withdraw_grant(site.portal, number)
        add_grant(site.portal, Grant("person:shrunk", "offences", Level.RECORD, frozenset({"W-W"})))
        faults.cut_after(lambda body: batch_ends(body)[2] + 10)(line, answered)

    info = info_of(source)
    proxy.on(ITEMS, cut_and_withdraw, times=1)

    with pytest.raises(PortalRefused, match="Your access to Offences changed while it was being read"):
        source.incidents(info, "2024-01")


def test_a_cursor_of_somebody_else_or_another_question_is_refused(site, proxy, faults, source):
    import requests

    site.admit("eve")
    info = info_of(source)
    proxy.on(ITEMS, faults.cut_after(lambda body: batch_ends(body)[2] + 10), times=1)
    source.incidents(info, "2024-01")
    resumed = next(path for path in proxy.asked if "cursor=" in path)

    def ask(person, path):
        return requests.get(site.url + path, headers={"Authorization": f"Bearer {site.access(person)}"}, timeout=20)

    assert ask("ann", resumed).status_code == 200
    for person, path in (
        ("eve", resumed),
        ("ann", resumed.replace("month=2024-01", "month=2024-02")),
        ("ann", resumed.replace("cursor=", "cursor=A")),
        ("ann", resumed.replace("f=arrow", "f=csv")),
        ("ann", resumed.replace("f=arrow", "f=json")),
    ):
        assert ask(person, path).status_code == 400, (person, path)


def test_points_resume_and_counts_come_whole(site, proxy, faults, by_id, at_portal):
    from safestats_core.access import Grant
    from safestats_core.portal.people import add_grant

    site.admit("pat", Level.POINT)
    add_grant(site.portal, Grant("person:pat", "offences", Level.COUNTS))
    source = site.source("pat", proxy.port)
    for info in source.datasets():
        proxy.clear()
        proxy.on(ITEMS, faults.cut_after(lambda body: len(body) - 8), times=1)
        assert by_id(source.incidents(info)) == at_portal("pat", info.level)
        asked = ["cursor=" in path for path in proxy.asked if ITEMS in path]
        assert asked == [False, info.level == Level.POINT]
