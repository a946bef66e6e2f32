"""Terms of use: everybody accepts the version that holds, and a new one asks again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.people import add_person
from safestats_core.portal.rights.terms import accept_terms, accepted_by, current_terms, missing_terms, set_terms


@pytest.fixture
def ada(portal):
    return add_person(portal, "ada", "Ada Lovelace", "Council", "heron-velvet-quarry")


@pytest.fixture
def bob(portal):
    return add_person(portal, "bob", "Bob Bee", "Council", "copper-meadow-lantern")


def test_a_dataset_without_terms_asks_for_nothing(portal, offences, ada):
    assert current_terms(portal, offences) is None
    assert missing_terms(portal, ada, offences) is None


def test_each_person_accepts_for_herself_and_a_new_version_asks_again(portal, offences, ada, bob):
    assert set_terms(portal, offences, "Do not pass on.") == 1
    accept_terms(portal, ada, offences, 1)
    accept_terms(portal, ada, offences, 1)
    assert missing_terms(portal, ada, offences) is None
    assert missing_terms(portal, bob, offences).text == "Do not pass on."

    assert set_terms(portal, offences, "Do not pass on, and delete in June.") == 2
    assert missing_terms(portal, ada, offences).version == 2
    with pytest.raises(InvalidInput, match="version 2 of its terms, not 1"):
        accept_terms(portal, ada, offences, 1)
    accept_terms(portal, ada, offences, 2)
    assert [each[:2] for each in accepted_by(portal, offences)] == [("ada", 2), ("ada", 1)]


def test_terms_can_be_lifted_and_come_back_as_a_new_version(portal, offences, ada):
    set_terms(portal, offences, "One.")
    accept_terms(portal, ada, offences, 1)
    assert set_terms(portal, offences, None) == 2
    assert missing_terms(portal, ada, offences) is None
    with pytest.raises(InvalidInput, match="has none of its terms"):
        accept_terms(portal, ada, offences, 1)
    assert set_terms(portal, offences, "One.") == 3
    assert missing_terms(portal, ada, offences).version == 3


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_text_that_cannot_be_meant_is_refused(portal, offences):
    set_terms(portal, offences, "One.")
    for text, why in (("One.", "say that already"), (" ", "1 to"), ("x" * 200_001, "1 to")):
        with pytest.raises(InvalidInput, match=why):
            set_terms(portal, offences, text)
    with pytest.raises(InvalidInput, match="no dataset 'fires'"):
        set_terms(portal, "fires", "One.")


def test_setting_and_accepting_are_audited_and_else_do_not_happen(portal, offences, ada, monkeypatch):
    set_terms(portal, offences, "One.", by="operator:eve")
    with monkeypatch.context() as patched:

        def fail(*_):
            raise SafeStatsError("disk full")

        patched.setattr(audit, "record", fail)
        with pytest.raises(SafeStatsError, match="disk full"):
            accept_terms(portal, ada, offences, 1)
    assert missing_terms(portal, ada, offences) is not None
    accept_terms(portal, ada, offences, 1)
    entries = [(entry.person, entry.dataset, entry.detail) for entry in audit.search(portal)]
    assert entries[-2:] == [
        ("operator:eve", offences, {"change": "terms of use set", "version": 1}),
        ("ada", offences, {"change": "terms of use accepted", "version": 1}),
    ]


def test_accepting_twice_at_once_is_accepting_once(portal, offences, ada):
    set_terms(portal, offences, "One.")
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(accept_terms, portal, ada, offences, 1) for _ in range(8)]:
            done.result()
    assert len(accepted_by(portal, offences)) == 1
    assert sum(entry.detail["change"] == "terms of use accepted" for entry in audit.search(portal, person="ada")) == 1
