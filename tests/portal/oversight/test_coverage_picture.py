"""The calendar picture says in form, words and colour the same, whatever the names and months are."""

from __future__ import annotations

from xml.etree import ElementTree

from safestats_core.portal.intake.supplied import Supplied
from safestats_core.portal.oversight.coverage_picture import Run, month_name, month_number, picture, runs


def known(*cells):
    return [Supplied(supplier, month, state, False) for supplier, month, state in cells]


def test_months_in_a_row_in_one_state_are_one_run():
    cells = known(
        ("Met", "2023-12", "complete"),
        ("Met", "2024-01", "complete"),
        ("Met", "2024-03", "complete"),
        ("Met", "2024-04", "missing"),
        ("BTP", "2024-01", "complete"),
    )
    found = runs(reversed(cells), 0, month_number("2024-12"))
    assert [run.words for run in found] == [
        "BTP: complete, 2024-01",
        "Met: complete, 2023-12 to 2024-01",
        "Met: complete, 2024-03",
        "Met: missing, 2024-04",
    ]


def test_what_was_stated_is_told_from_what_arrived():
    cells = [Supplied("Met", "2024-01", "complete", False), Supplied("Met", "2024-02", "complete", True)]
    assert [run.words for run in runs(cells, 0, 99_999)][1] == "Met: complete, 2024-02 (as stated)"


def test_a_month_far_off_is_left_out():
    cells = known(("Met", "0201-01", "complete"), ("Met", "2024-01", "complete"), ("Met", "9999-12", "partial"))
    first, last = month_number("2010-01"), month_number("2024-06")
    assert [run.words for run in runs(cells, first, last)] == ["Met: complete, 2024-01"]


def test_months_and_their_numbers_go_back_and_forth():
    for month in ("0001-01", "1999-12", "2024-01", "2024-10"):
        assert month_name(month_number(month)) == month


def test_a_gap_differs_from_the_rest_in_form_and_every_bar_says_what_it_is():
    first = month_number("2023-11")
    found = [Run("A & <b>", state, False, first + at, first + at) for at, state in enumerate(("complete", "partial"))]
    found.append(Run("A & <b>", "missing", False, first + 2, first + 3))
    drawn = ElementTree.fromstring(picture("offences", found))
    bars = {group.get("class"): group for group in drawn.iter("g")}
    assert len(bars["missing"].findall("line")) == 1
    heights = {state: int(bars[state].find("rect").get("height")) for state in bars}
    assert heights["partial"] * 2 == heights["complete"]
    widths = {state: int(bars[state].find("rect").get("width")) for state in bars}
    assert widths["missing"] > 2 * widths["partial"]
    assert bars["missing"].find("title").text == "A & <b>: missing, 2024-01 to 2024-02"
    assert drawn.get("aria-label") == "offences: months of 1 suppliers from 2023-11 to 2024-02"
    assert {text.text for text in drawn.iter("text")} >= {"2024"}
