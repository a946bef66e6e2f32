"""Administrators are added, listed and taken off by a command, and each change is in the log."""

from __future__ import annotations

import pytest

from safestats_core.cli import main
from safestats_core.errors import InvalidInput
from safestats_core.portal import audit
from safestats_core.portal.oversight.administrators import (
    add_administrator,
    is_administrator,
    list_administrators,
    remove_administrator,
)
from safestats_core.portal.people import add_person


@pytest.fixture
def amira(portal):
    return add_person(portal, "amira", "Amira Hassan", "Council", "heron-velvet-quarry").username


def test_a_person_becomes_an_administrator_and_ceases_to_be_one(portal, amira):
    assert not is_administrator(portal, amira)
    add_administrator(portal, amira, by="operator:eve")
    assert is_administrator(portal, amira)
    assert [each[:2] for each in list_administrators(portal)] == [("amira", "Amira Hassan")]
    remove_administrator(portal, amira, by="operator:eve")
    assert not is_administrator(portal, amira)
    changes = [(entry.person, entry.operation, entry.detail["change"]) for entry in audit.search(portal)][1:]
    assert changes == [("operator:eve", "alteration", f"administrator {word}") for word in ("added", "removed")]


def test_what_cannot_be_is_said(portal, amira):
    with pytest.raises(InvalidInput, match="There is no person 'nobody'"):
        add_administrator(portal, "nobody")
    with pytest.raises(InvalidInput, match="nobody yet"):
        remove_administrator(portal, amira)
    add_administrator(portal, amira)
    with pytest.raises(InvalidInput, match="already"):
        add_administrator(portal, amira)


@pytest.mark.parametrize("store", ["sqlite"])
def test_the_commands(portal, amira, capsys):
    folder = str(portal.folder)
    assert main(["portal", "administrator", "add", folder, "amira"]) == 0
    assert main(["portal", "administrator", "list", folder]) == 0
    assert "Amira Hassan" in capsys.readouterr().out
    assert main(["portal", "administrator", "remove", folder, "amira"]) == 0
    assert main(["portal", "administrator", "remove", folder, "amira"]) == 1
