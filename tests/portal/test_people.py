"""Accounts and grants: nobody sees anything until somebody says so, and what is said can be checked."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest
from sqlalchemy import select

from safestats_core.access import Grant, Level
from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import audit
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.people import (
    Person,
    add_grant,
    add_person,
    check_password,
    get_person,
    grants_for,
    list_grants,
    person_scope,
    withdraw_grant,
)
from safestats_core.portal.schema import tables

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
PASSPHRASE = "heron-velvet-quarry"


@pytest.fixture
def ada(portal):
    return add_person(portal, "ada", "Ada Lovelace", "Council", PASSPHRASE)


def test_a_person_signs_in_with_her_own_password_only(portal, ada):
    add_person(portal, "bob", "Bob Bee", "Council", "copper-meadow-lantern")

    assert check_password(portal, "ada", PASSPHRASE) == ada == Person("ada", "Ada Lovelace", "Council")
    for username, typed in (("ada", "copper-meadow-lantern"), ("ada", ""), ("Ada", PASSPHRASE), ("eve", PASSPHRASE)):
        assert check_password(portal, username, typed) is None


def test_a_password_is_kept_as_argon2id_only(portal, ada):
    with portal.engine.connect() as connection:
        row = connection.execute(select(tables.people)).one()
    assert row.password_hash.startswith("$argon2id$")
    assert PASSPHRASE not in repr(row)


@pytest.mark.parametrize("store", ["sqlite"])
def test_an_unknown_username_takes_as_long_as_a_wrong_password(portal, ada):
    taken = {"ada": [], "nobody": []}
    for _ in range(10):
        for username, times in taken.items():  # by turns: what else the machine does meets both alike
            began = time.process_time()
            assert check_password(portal, username, "wrong-password") is None
            times.append(time.process_time() - began)
    known, unknown = map(min, taken.values())
    assert 0.5 < unknown / known < 2
    assert unknown > 0.005


@pytest.mark.parametrize(
    ("username", "full_name", "organisation", "typed", "why"),
    [
        ("ada", "Ada Again", "Council", PASSPHRASE, "already a person 'ada'"),
        ("Ada L", "Ada", "Council", PASSPHRASE, "cannot be a username"),
        ("", "Ada", "Council", PASSPHRASE, "cannot be a username"),
        ("eve", " ", "Council", PASSPHRASE, "full name"),
        ("eve", "Eve", "", PASSPHRASE, "organisation"),
        ("eve", "Eve", "Council", "elevenchars", "at least 12"),
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
def test_an_account_that_cannot_be_opened_says_why(portal, ada, username, full_name, organisation, typed, why):
    with pytest.raises(InvalidInput, match=why):
        add_person(portal, username, full_name, organisation, typed)
    assert get_person(portal, "eve") is None


def test_without_a_grant_a_person_sees_nothing(portal, offences, ada):
    for level in Level:
        assert person_scope(portal, ada, offences, level, NOW).is_empty


def test_a_grant_comes_back_as_it_was_given(portal, offences, ada, put):
    grants = [
        Grant("person:ada", offences, Level.RECORD),
        Grant(
            "organisation:Council",
            offences,
            Level.POINT,
            from_month="2024-01",
            to_month="2024-03",
            fields=frozenset({"category", "month"}),
            expires=datetime(2030, 1, 1, tzinfo=timezone.utc),
        ),
    ]
    numbers = [add_grant(portal, grant) for grant in grants]

    assert list_grants(portal) == list(zip(numbers, grants))
    assert grants_for(portal, ada) == grants


def test_a_person_has_her_own_grants_and_those_of_her_organisation(portal, offences, ada):
    bob = add_person(portal, "bob", "Bob Bee", "Transit", "copper-meadow-lantern")
    add_grant(portal, Grant("person:ada", offences, Level.RECORD, to_month="2024-01"))
    add_grant(portal, Grant("organisation:Council", offences, Level.RECORD, from_month="2024-03"))

    assert len(person_scope(portal, ada, offences, Level.RECORD, NOW).clauses) == 2
    assert person_scope(portal, bob, offences, Level.RECORD, NOW).is_empty


def test_a_grant_ends_when_it_expires_or_is_withdrawn(portal, offences, ada):
    end = NOW + timedelta(hours=1)
    number = add_grant(portal, Grant("person:ada", offences, Level.RECORD, expires=end))

    assert not person_scope(portal, ada, offences, Level.RECORD, end - timedelta(seconds=1)).is_empty
    assert person_scope(portal, ada, offences, Level.RECORD, end).is_empty
    assert withdraw_grant(portal, number).expires == end
    assert person_scope(portal, ada, offences, Level.RECORD, NOW).is_empty
    with pytest.raises(InvalidInput, match="No grant"):
        withdraw_grant(portal, number)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"subject": "person:adda"}, "Did you mean ada"),
        ({"subject": "organisation:Councli"}, "Did you mean Council"),
        ({"subject": "ada"}, "person:USERNAME"),
        ({"dataset": "offence"}, "It has: offences"),
        ({"areas": frozenset({"E09000007", "E9000007"})}, "'E9000007' is not.*Did you mean E09000007"),
        ({"from_month": "2024-1"}, "YYYY-MM"),
        ({"from_month": "2024-03", "to_month": "2024-01"}, "after its end"),
        ({"expires": datetime(2030, 1, 1)}, "time zone"),
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
def test_a_grant_that_cannot_be_meant_is_refused_with_a_remedy(portal, offences, ada, put, changes, why):
    put(portal, offences, _one_in("E09000007"))
    with pytest.raises(InvalidInput, match=why):
        add_grant(portal, Grant(**{"subject": "person:ada", "dataset": offences, "level": Level.RECORD, **changes}))
    assert list_grants(portal) == []


def test_changes_of_accounts_and_grants_are_audited(portal, offences, ada):
    number = add_grant(portal, Grant("person:ada", offences, Level.POINT), by="operator:eve")
    withdraw_grant(portal, number, by="operator:eve")

    entries = [(entry.person, entry.operation, entry.detail["change"]) for entry in audit.search(portal)]
    assert entries[-3:] == [
        ("operator", "alteration", "person added"),
        ("operator:eve", "alteration", "grant added"),
        ("operator:eve", "alteration", "grant withdrawn"),
    ]
    assert PASSPHRASE not in repr(list(audit.search(portal)))


def test_a_grant_that_cannot_be_audited_does_not_hold(portal, offences, ada, monkeypatch):
    def fail(*_):
        raise SafeStatsError("disk full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(SafeStatsError, match="disk full"):
        add_grant(portal, Grant("person:ada", offences, Level.POINT))
    assert list_grants(portal) == []


def test_a_dataset_keeps_its_grants_when_it_is_described_anew(portal, offences, ada, profile):
    add_grant(portal, Grant("person:ada", offences, Level.POINT))
    declare_dataset(portal, profile())
    assert len(grants_for(portal, ada)) == 1


def _one_in(borough):
    row = {
        "incident_id": "1",
        "supplier": "Test Police",
        "category": "burglary",
        "start": NOW,
        "end": NOW,
        "time_precision": "exact",
        "month": "2024-06",
        "location_precision": "none",
        "borough": borough,
    }
    return pa.Table.from_pylist([row], INCIDENT_SCHEMA)
