"""The plain files beside the caches, whatever stands in their place: an error in words, at once."""

from __future__ import annotations

import os
import sys

import pytest

from safestats_core import known_portals
from safestats_core.errors import SafeStatsError


@pytest.fixture
def note(tmp_path, monkeypatch):
    monkeypatch.setattr(known_portals, "home_folder", lambda: tmp_path)
    known = known_portals.remember_portal("https://portal.example", "ada")
    return next(known.folder.glob("person-*.json"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
@pytest.mark.parametrize("kind", ["pipe", "deep", "endless"])
def test_what_is_no_note_is_an_error_and_not_waited_for(note, kind):
    assert [each.username for each in known_portals.known_people()] == ["ada"]
    if kind == "pipe":
        note.unlink()
        os.mkfifo(note)
    elif kind == "deep":
        note.write_text("[" * 9_000)
    else:
        os.truncate(note, 1 << 40)
    with pytest.raises(SafeStatsError, match="Remove it"):
        known_portals.known_people()
