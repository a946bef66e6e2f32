"""What becomes of accounts: who is locked, moved or removed is out at once, and the audit log keeps her name."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pytest

from safestats_core.access import Grant, Level
from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.identity import sessions
from safestats_core.portal.identity.sessions import Credential
from safestats_core.portal.people import (
    Person,
    add_grant,
    add_person,
    check_password,
    get_person,
    list_grants,
    person_scope,
)
from safestats_core.portal.rights.accounts import (
    change_account,
    list_accounts,
    lock_account,
    remove_person,
    set_password,
    unlock_account,
)

PASSPHRASE = "heron-velvet-quarry"
NEW_PASSPHRASE = "copper-meadow-lantern"
NOW = datetime.now(timezone.utc)


@pytest.fixture
def ada(portal):
    return add_person(portal, "ada", "Ada Lovelace", "Council", PASSPHRASE)


@pytest.fixture
def session(portal, ada):
    """A session of Ada's: its family, and the refresh token that carries it on."""
    issued_for = Credential("ada", "family", "safestats-desktop", "openid")
    sessions.keep_refresh(portal, "refresh", issued_for, int(time.time()))
    return "family", "refresh"


def changes_in_audit(portal):
    return [entry.detail["change"] for entry in audit.search(portal)]


def test_a_locked_person_is_out_at_once_and_back_with_the_same_password(portal, session):
    lock_account(portal, "ada", by="operator:eve")
    assert check_password(portal, "ada", PASSPHRASE) is None
    assert get_person(portal, "ada") is None
    assert not sessions.is_open(portal, session[0])
    assert sessions.take_refresh(portal, session[1], int(time.time())) is None
    assert list_accounts(portal)[0].locked is not None

    unlock_account(portal, "ada", by="operator:eve")
    assert check_password(portal, "ada", PASSPHRASE) == get_person(portal, "ada")
    assert not sessions.is_open(portal, session[0])
    with pytest.raises(InvalidInput, match="not locked"):
        unlock_account(portal, "ada")
    assert changes_in_audit(portal)[-2:] == ["person locked", "person unlocked"]


def test_a_new_password_ends_the_sessions_of_the_old_one(portal, session):
    set_password(portal, "ada", NEW_PASSPHRASE)
    assert check_password(portal, "ada", PASSPHRASE) is None
    assert check_password(portal, "ada", NEW_PASSPHRASE) is not None
    assert not sessions.is_open(portal, session[0])
    assert NEW_PASSPHRASE not in repr(list(audit.search(portal)))
    with pytest.raises(InvalidInput, match="at least 12"):
        set_password(portal, "ada", "short")


def test_a_code_that_was_issued_before_opens_no_session_afterwards(portal, ada):
    issued_for = Credential("ada", "family", "safestats-desktop", "openid", "http://127.0.0.1/", "challenge")
    sessions.keep_code(portal, "code", issued_for, int(time.time()))
    set_password(portal, "ada", NEW_PASSPHRASE)
    assert sessions.take_code(portal, "code", int(time.time())) is None


def test_who_is_removed_loses_session_grants_and_name_but_not_her_name_in_the_audit_log(portal, offences, session):
    add_grant(portal, Grant("person:ada", offences, Level.RECORD))
    add_grant(portal, Grant("organisation:Council", offences, Level.POINT))
    audit.record(portal, "ada", "consultation", offences, "record", {}, 1)

    remove_person(portal, "ada", by="operator:eve")
    assert get_person(portal, "ada") is None
    assert check_password(portal, "ada", PASSPHRASE) is None
    assert not sessions.is_open(portal, session[0])
    assert [grant.subject for _, grant in list_grants(portal)] == ["organisation:Council"]
    assert list_accounts(portal) == []
    assert [entry.operation for entry in audit.search(portal, person="ada")] == ["consultation"]
    assert list(audit.search(portal))[-1].detail == {"change": "person removed", "username": "ada", "grants_ended": 1}


def test_a_username_means_one_person_for_ever(portal, ada):
    remove_person(portal, "ada")
    with pytest.raises(InvalidInput, match="was once a person 'ada'"):
        add_person(portal, "ada", "Ada Another", "Council", PASSPHRASE)
    for change in (lock_account, unlock_account, remove_person):
        with pytest.raises(InvalidInput, match="no person 'ada'"):
            change(portal, "ada")


def test_who_moves_sees_what_the_new_organisation_sees_and_nothing_of_the_old_one(portal, offences, ada):
    add_person(portal, "bob", "Bob Bee", "Transit", NEW_PASSPHRASE)
    add_grant(portal, Grant("organisation:Council", offences, Level.RECORD))
    add_grant(portal, Grant("organisation:Transit", offences, Level.POINT))

    moved = change_account(portal, "ada", full_name="Ada King", organisation="Transit").person
    assert moved == get_person(portal, "ada") == Person("ada", "Ada King", "Transit")
    assert person_scope(portal, moved, offences, Level.RECORD, NOW).is_empty
    assert not person_scope(portal, moved, offences, Level.POINT, NOW).is_empty


def test_an_account_ends_by_itself(portal, ada, session):
    change_account(portal, "ada", expires=NOW - timedelta(seconds=1))
    assert get_person(portal, "ada") is None
    assert check_password(portal, "ada", PASSPHRASE) is None
    change_account(portal, "ada", expires=NOW + timedelta(days=1))
    assert get_person(portal, "ada") is not None
    assert change_account(portal, "ada", for_good=True).expires is None


@pytest.mark.parametrize("store", ["sqlite"])
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "nothing to change"),
        ({"full_name": " "}, "neither can be empty"),
        ({"organisation": ""}, "neither can be empty"),
        ({"expires": datetime(2030, 1, 1)}, "time zone"),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused(portal, ada, changes, why):
    with pytest.raises(InvalidInput, match=why):
        change_account(portal, "ada", **changes)


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_change_that_cannot_be_audited_does_not_happen(portal, session, monkeypatch):
    def fail(*_):
        raise SafeStatsError("disk full")

    monkeypatch.setattr(audit, "record", fail)
    for change in (lock_account, remove_person, lambda *named: set_password(*named, NEW_PASSPHRASE)):
        with pytest.raises(SafeStatsError, match="disk full"):
            change(portal, "ada")
    assert check_password(portal, "ada", PASSPHRASE) is not None
    assert sessions.is_open(portal, session[0])
