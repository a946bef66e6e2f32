"""Rules on values: what a profile may ask of a row, and what a supplier is told of a row that breaks it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from safestats_core.errors import InvalidInput, UnreadableSupply
from safestats_core.formats.harmonise import harmonise
from safestats_core.formats.profile_file import load_profile

NOON = 1_704_456_000  # 2024-01-05 12:00 UTC


def refused(taken) -> dict[int, str]:
    assert taken.read == len(taken.incidents) + len(taken.refusals)
    return {refusal.row: refusal.reason for refusal in taken.refusals}


def test_a_required_column_may_not_be_blank(take_csv, declared):
    profile = declared(rules={"required": ["ref"]}, source={"blank": ["NULL"]})
    taken = take_csv("when,ref\n2024-01-05,a\n2024-01-05,\n2024-01-05,NULL\n", profile)
    assert refused(taken) == dict.fromkeys((2, 3), "No value in ref, which may not be blank.")


def test_a_required_column_has_to_be_in_the_file(take_csv, declared):
    with pytest.raises(UnreadableSupply, match="no column 'ref'"):
        take_csv("when\n2024-01-05\n", declared(rules={"required": ["ref"]}, source={"header": ["when"]}))


def test_only_allowed_values_come_in_and_blanks_are_no_values(take_csv, declared):
    profile = declared(rules={"allowed": {"Priority": ["1", "2"]}})
    taken = take_csv("when,priority\n2024-01-05,1\n2024-01-05,3\n2024-01-05,\n2024-01-05,-1\n", profile)
    assert refused(taken) == {
        2: "The Priority '3' is none of: 1, 2.",
        4: "The Priority '-1' is none of: 1, 2.",
    }


def test_a_pattern_has_to_fit_the_whole_value(take_csv, declared):
    profile = declared(rules={"pattern": {"ref": r"A-\d+|B"}})
    taken = take_csv("when,ref\n2024-01-05,A-1\n2024-01-05,xA-1\n2024-01-05,A-1x\n2024-01-05,B\n", profile)
    assert set(refused(taken)) == {2, 3}
    assert refused(taken)[2] == r"The ref 'xA-1' is not written as A-\d+|B."


def test_a_number_has_to_lie_in_its_range(take_csv, declared):
    profile = declared(rules={"range": {"age": [0, 120]}})
    taken = take_csv(
        "when,age\n" + "".join(f"2024-01-05,{age}\n" for age in ("0", "120", "121", "-1", "old", "")), profile
    )
    assert refused(taken) == {
        3: "The age '121' is not a number from 0 to 120.",
        4: "The age '-1' is not a number from 0 to 120.",
        5: "The age 'old' is not a number from 0 to 120.",
    }


def test_a_range_may_be_open(take_csv, tmp_path):
    path = tmp_path / "open.toml"
    path.write_text(
        '[dataset]\nname = "open"\n[supplier]\nvalue = "A"\n[category]\nvalue = "drugs"\n[time]\nstart = "when"\n'
        "[rules]\nrange = { n = [-inf, 5] }\n"
    )
    taken = take_csv("when,n\n2024-01-05,-1000000\n2024-01-05,6\n", load_profile(path))
    assert set(refused(taken)) == {2}


def test_a_category_may_have_to_be_known(take_csv, declared):
    category = {"column": "what", "crosswalk": {"Theft of cycle": "bicycle-theft"}}
    rows = "when,what\n2024-01-05,THEFT OF CYCLE\n2024-01-05,Piracy\n2024-01-05,\n"
    taken = take_csv(rows, declared(category=category, rules={"known_category": True}))
    assert refused(taken) == {
        2: "The category 'Piracy' is not one that profile test knows.",
        3: "No category: the row does not say what happened.",
    }
    assert taken["category"] == ["bicycle-theft"]
    assert len(take_csv(rows, declared(category=category)).incidents) == 3


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("2024-01-05T12:04:00Z", "", True),  # a clock that is a little ahead
        ("2024-01-05T12:06:00Z", "", False),
        ("2024-01-05", "", True),  # today is not over, and not ahead
        ("2024-01-06", "", False),
        ("2024-01", "", True),
        ("2024-02", "", False),
        ("2024-01-05T11:00:00Z", "2024-01-05T13:00:00Z", False),
    ],
)
def test_a_time_may_have_to_be_past(declared, start, end, kept):
    profile = declared(time={"start": "when", "end": "until"}, rules={"not_in_future": True})
    result = harmonise(pa.table({"when": [start], "until": [end]}), profile, "now.csv", now=NOON)
    assert (len(result.incidents) == 1) == kept
    assert all("lies in the future" in refusal.reason for refusal in result.refusals)


def test_the_present_is_the_present(take_csv, declared):
    taken = take_csv("when\n2024-01-05\n2098-01-05\n", declared(rules={"not_in_future": True}))
    assert set(refused(taken)) == {2}


def test_of_several_broken_rules_the_first_is_told_and_the_row_is_refused_once(take_csv, declared):
    profile = declared(rules={"required": ["a"], "allowed": {"b": ["1"]}})
    assert refused(take_csv("when,a,b\n2024-01-05,,2\nsoon,,2\n", profile)) == {
        1: "No value in a, which may not be blank.",
        2: "The when 'soon' is not a date as declared (iso). Correct it, or add its format to the profile.",
    }


def test_a_column_under_a_rule_is_kept_as_an_attribute(take_csv, declared):
    taken = take_csv("when,a\n2024-01-05,1\n", declared(rules={"allowed": {"a": ["1"]}}))
    assert taken["attributes"] == ['{"a": "1"}']


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"requried": ["a"]}, "requried is not known. Did you mean: required"),
        ({"required": 1}, "list of texts"),
        ({"known_category": "yes"}, "true or false"),
        ({"known_category": True}, "Write the words that are known"),
        ({"allowed": ["1"]}, "Write allowed with a column"),
        ({"allowed": {"a": []}}, "Write texts"),
        ({"allowed": {"a": [1]}}, "Write texts"),
        ({"pattern": {"a": "("}}, "not a regular expression"),
        ({"pattern": {"a": "(?=x)"}}, "not a regular expression"),
        ({"pattern": {"a": 1}}, "Write a text"),
        ({"range": {"a": [2, 1]}}, "the least and the greatest"),
        ({"range": {"a": [1]}}, "the least and the greatest"),
        ({"range": {"a": ["1", "2"]}}, "the least and the greatest"),
        ({"range": {"a": [float("nan"), 2]}}, "the least and the greatest"),
    ],
)
def test_a_rule_that_cannot_work_names_the_place_and_the_remedy(declared, rules, words):
    with pytest.raises(InvalidInput, match=rf"\[rules\].*{words}"):
        declared(rules=rules)


def test_retention_is_in_whole_months_or_for_ever(declared):
    assert declared().retention_months is None
    assert declared(dataset={"name": "x", "retention_months": 84}).retention_months == 84
    for wrong in (0, -1, 1.5, "7 years", True):
        with pytest.raises(InvalidInput, match="retention_months"):
            declared(dataset={"name": "x", "retention_months": wrong})
