"""A weights file as analysts write them: what is read, what is refused with its row, what had no weight."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.harm import apply_harm_weights
from safestats_core.hotspots.harm_file import read_harm_weights, text_of

PLAIN = {"Burglary": 440.0, "Robbery": 746.5, "Theft, other": 0.0}


@pytest.mark.parametrize(
    "text",
    [
        'Burglary,440\nRobbery,746.5\n"Theft, other",0\n',
        "category,weight\nBurglary,440\nRobbery,746.5\n'Theft, other',0\n".replace("'", '"'),
        "\ufeffcategory;weight\r\nBurglary;440\r\nRobbery;746,5\r\nTheft, other;0\r\n",
        "Crime type\tNotes\tScore\nBurglary\tdwelling\t440\n\nRobbery\t\t746.5\nTheft, other\t\t0",
        " Burglary | 440 \nRobbery|746.5\nTheft, other|0",
        "rank,score,offence\n1,440,Burglary\n2,746.5,Robbery\n3,0,'Theft, other'".replace("'", '"'),
    ],
    ids=["no header", "header", "semicolons, BOM, decimal comma", "tabs and a third column", "bars", "other order"],
)
def test_the_same_weights_are_read_from_every_dialect(text):
    assert read_harm_weights(text).weight == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_however_a_spreadsheet_saved_it(encoding):
    text = "category,weight\r\nBurglary – café,4\r\n"
    assert read_harm_weights(text_of(text.encode(encoding))).weight == {"Burglary – café": 4}


def test_columns_may_be_named():
    text = "code,offence,sentence days,severity\n1,Burglary,440,9\n2,Robbery,746.5,8\n"
    found = read_harm_weights(text, "Offence", "Sentence Days")
    assert found.weight == {"Burglary": 440, "Robbery": 746.5}
    assert (found.category_column, found.weight_column) == ("offence", "sentence days")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("category,weight\n", "header but no weights"),
        ("Burglary\nRobbery", "1 column"),
        ("category,weight\nBurglary,many", "Row 2 .*'many' is no weight"),
        ("category,weight\n\nBurglary,4\nRobbery,-1", "Row 4 .*'-1' is no weight"),
        ("category,weight\nBurglary,nan", "Row 2 .*'nan' is no weight"),
        ("category,weight\nBurglary,", "Row 2 .*'' is no weight"),
        ("category,weight\n,4", "Row 2 .*no category"),
        ("category,weight\nBurglary", "Row 2 .*1 columns"),
        ("Burglary,4\nRobbery,5\nburglary ,6", "Row 3 .*'burglary' again, after row 1"),
        ('category,weight\nBurglary,"1,000"', "Row 2 .*'1,000' is no weight"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(text, why):
    with pytest.raises(InvalidInput, match=why):
        read_harm_weights(text)


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(InvalidInput, match="no column 'crime'. It has: category, weight"):
        read_harm_weights("category,weight\nBurglary,4", category_column="crime")
    with pytest.raises(InvalidInput, match="both be read from column 'weight'"):
        read_harm_weights("category,weight\nBurglary,4", category_column="weight")


def test_weights_are_found_exactly_first_then_without_regard_to_case_and_spaces():
    weights = read_harm_weights("Burglary,4\nVehicle crime,2\nArson,9")
    found = apply_harm_weights(weights, ["Burglary", "BURGLARY", "vehicle  Crime", "Burglary"])
    np.testing.assert_array_equal(found.weight, [4, 4, 2, 4])
    assert found.loosely == {"BURGLARY": "Burglary", "vehicle  Crime": "Vehicle crime"}
    assert found.unmatched == {}
    assert found.unused == ("Arson",)


def test_what_has_no_weight_is_listed_with_its_number_and_never_taken_as_0():
    weights = read_harm_weights("Burglary,4")
    found = apply_harm_weights(weights, ["Theft", None, "Burglary", "Theft", 7])
    np.testing.assert_array_equal(np.isnan(found.weight), [True, True, False, True, True])
    assert found.unmatched == {"Theft": 2, "": 1, "7": 1}
    assert list(found.unmatched)[0] == "Theft"


def test_no_incidents_need_no_weights():
    found = apply_harm_weights(read_harm_weights("Burglary,4"), [])
    assert found.weight.shape == (0,)
    assert found.unmatched == {}
