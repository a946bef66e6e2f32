"""What a profile says of rows that are taken back: how they are marked, and what is asked of them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.formats.harmonise import harmonise
from safestats_core.formats.profile_file import read_profile
from safestats_core.formats.table_schema import table_schema

BASE = {
    "dataset": {"name": "calls"},
    "key": {"columns": ["id"]},
    "supplier": {"value": "Met"},
    "category": {"value": "medical"},
    "time": {"start": "when"},
    "rules": {"required": ["when"]},
}


def profile(**sections):
    return read_profile({**BASE, **sections}, "calls.toml")


DELETE = {"column": "status", "values": ["Deleted"]}


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"values": ["deleted"]}, r"\[delete\] column is missing"),
        ({"column": "status"}, r"\[delete\] values is \[\]"),
        ({"column": "status", "values": [""]}, "a blank cell never does"),
        ({"column": "status", "values": ["deleted"], "value": "x"}, "Did you mean: values"),
        ({"column": "id", "values": ["deleted"]}, "part of the key"),
    ],
)
def test_a_section_that_could_delete_nothing_or_everything_is_refused(section, words):
    with pytest.raises(InvalidInput, match=words):
        profile(delete=section)


def test_rows_without_a_key_cannot_be_deleted():
    with pytest.raises(InvalidInput, match="there is no key.*deleted by its key"):
        profile(delete=DELETE, key={})


def test_deletions_are_given_aside_in_any_spelling_and_nothing_is_asked_of_them_but_the_key():
    table = pa.table(
        {
            "id": ["1", "2", "3", None, "5"],
            "when": ["2024-01-05", None, "never", None, None],
            "status": ["active", "DELETED", " deleted ", "deleted", None],
        }
    )
    found = harmonise(table, profile(delete=DELETE), "calls.csv")

    assert found.incidents["incident_id"].to_pylist() == ["1"]
    assert found.incidents["attributes"].to_pylist() == [None]  # the mark is not kept with the row
    assert (found.deleted.to_pylist(), found.deleted_at.tolist()) == (["2", "3"], [1, 2])
    assert [(each.row, each.reason.split(":")[0]) for each in found.refusals] == [
        (4, "No value in the key id"),
        (5, "No time in when"),
    ]
    assert found.read == len(found.incidents) + len(found.deleted) + len(found.refusals)


def test_the_contract_tells_the_supplier_how_to_delete_and_asks_no_more_of_such_a_row():
    schema = table_schema(profile(delete=DELETE))
    fields = {field["name"]: field for field in schema["fields"]}

    assert "A row with 'Deleted' in status takes back what was sent under its key before." in schema["description"]
    assert "'Deleted' says that the row with this key is to go." in fields["status"]["description"]
    assert "constraints" not in fields["when"] or "required" not in fields["when"]["constraints"]
    assert "blank only where the row is marked as deleted" in fields["when"]["description"]
    assert fields["id"]["constraints"]["required"]


def test_a_file_without_the_column_deletes_nothing_where_the_profile_lists_the_columns_that_it_must_have():
    listed = profile(delete=DELETE, source={"header": ["id", "when"]})
    found = harmonise(pa.table({"id": ["1"], "when": ["2024-01-05"]}), listed, "calls.csv")
    assert (len(found.incidents), len(found.deleted)) == (1, 0)


def test_the_parts_of_a_key_may_hold_what_stands_between_them():
    parts = {"id": ["1/2", "1", "1\\/2", "24/7"], "part": ["3", "2/3", "3", None], "when": ["2024-01-05"] * 4}
    found = harmonise(pa.table(parts), profile(key={"columns": ["id", "part"]}), "calls.csv")
    assert found.incidents["incident_id"].to_pylist() == ["1\\/2/3", "1/2\\/3", "1\\\\\\/2/3"]
    alone = harmonise(pa.table(parts), profile(key={"columns": ["id"]}), "calls.csv")
    assert alone.incidents["incident_id"].to_pylist() == parts["id"]


def test_a_key_with_the_character_nul_neither_comes_nor_goes():
    table = pa.table({"id": ["a\0b", "c\0d"], "when": ["2024-01-05"] * 2, "status": [None, "deleted"]})
    found = harmonise(table, profile(delete=DELETE), "calls.csv")
    assert (found.incidents.num_rows, len(found.deleted)) == (0, 0)
    assert {each.reason for each in found.refusals} == {
        "The key id holds the character NUL, which cannot be kept. Take it out."
    }
