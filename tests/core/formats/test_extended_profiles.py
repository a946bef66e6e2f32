"""A profile that extends a built-in one says only what is different."""

from __future__ import annotations

import pytest

from safestats_core.errors import InvalidInput
from safestats_core.formats.profile_file import load_profile, read_profile

OWN = """
extends = "ambulance-dispatch"

[dataset]
name = "anytown-ambulance"
retention_months = 24

[supplier]
value = "Anytown Ambulance Service"

[category.crosswalk]
"Hurt by a person" = "assault-injury"
"""


def test_its_own_lines_are_laid_over_the_built_in_profile(tmp_path, take_csv):
    (tmp_path / "own.toml").write_text(OWN)
    own, base = load_profile(tmp_path / "own.toml"), load_profile("ambulance-dispatch")
    assert (own.name, own.title, own.retention_months) == ("anytown-ambulance", base.title, 24)
    assert own.category.crosswalk == {**base.category.crosswalk, "Hurt by a person": "assault-injury"}
    assert (own.rules, own.time, own.location) == (base.rules, base.time, base.location)
    rows = "call_id,received,nature,easting,northing\n1,2024-07-05 22:15,Hurt by a person,530076,182797\n"
    taken = take_csv(rows, own)
    assert (taken["supplier"], taken["category"]) == (["Anytown Ambulance Service"], ["assault-injury"])


@pytest.mark.parametrize("name", ["ambulance", "../profiles/generic", "own.toml", 5])
def test_only_a_built_in_profile_can_be_extended(name):
    with pytest.raises(InvalidInput, match=r"no built-in profile|Write a text in quotes"):
        read_profile({"extends": name}, "own.toml")


def test_a_slip_of_the_pen_is_named_in_the_own_lines():
    with pytest.raises(InvalidInput, match=r"own.toml: \[categories\] is not known. Did you mean: category"):
        read_profile({"extends": "generic", "categories": {}}, "own.toml")
