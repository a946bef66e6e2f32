"""Delegates: they hand on what their organisation holds, no more, and for as long as it holds it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest

from safestats_core.access import Grant, Level
from safestats_core.errors import AccessDenied, InvalidInput
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import audit
from safestats_core.portal.answering import store
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.people import (
    add_grant,
    add_person,
    list_grants,
    person_scope,
    scope_ends,
    withdraw_grant,
)
from safestats_core.portal.rights.accounts import change_account, lock_account, remove_person, unlock_account
from safestats_core.portal.rights.delegation import add_delegation, list_delegations, withdraw_delegation
from safestats_core.portal.rights.handing_on import hand_on, handed_on_by, take_back

NOW = datetime.now(timezone.utc)
PASSPHRASE = "heron-velvet-quarry"


@pytest.fixture
def dee(portal, offences, put):
    """A delegate of the council, which holds records of borough B1 until the end of 2024-06."""
    put(portal, offences, some_incidents())
    person = add_person(portal, "dee", "Dee Dee", "Council", PASSPHRASE)
    add_person(portal, "eve", "Eve Eve", "Charity", PASSPHRASE)
    add_grant(portal, Grant("organisation:Council", offences, Level.RECORD, frozenset({"B1"}), to_month="2024-06"))
    add_delegation(portal, "Council", "dee", [offences])
    return person


@pytest.fixture
def eve(portal, dee):
    return add_person(portal, "eva", "Eva Eva", "Charity", PASSPHRASE)


def some_incidents():
    places = [("B1", "W1"), ("B1", "W2"), ("B2", "W3"), (None, None)]
    rows = [
        {
            "incident_id": f"{borough} {ward} {month} {category}",
            "supplier": "Test Police",
            "category": category,
            "start": NOW,
            "end": NOW,
            "time_precision": "exact",
            "month": month,
            "location_precision": "none",
            "borough": borough,
            "ward": ward,
        }
        for borough, ward in places
        for month in ("2024-05", "2024-06", "2024-07")
        for category in ("burglary", "robbery")
    ]
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


def to_eve(dataset, **narrowed):
    narrowed = {"areas": frozenset({"B1"}), "to_month": "2024-06", **narrowed}
    return Grant("person:eva", dataset, narrowed.pop("level", Level.RECORD), **narrowed)


def seen(portal, person, dataset, field="incident_id"):
    scope = person_scope(portal, person, dataset, Level.RECORD, datetime.now(timezone.utc))
    if scope.is_empty:
        return []
    return sorted(store.page(portal, scope, RowFilter(), None, 1000).table[field].to_pylist(), key=str)


def test_a_part_of_what_the_organisation_holds_reaches_somebody_else(portal, offences, dee, eve):
    number = hand_on(portal, dee, to_eve(offences, areas=frozenset({"W1"}), categories=frozenset({"robbery"})))
    assert seen(portal, eve, offences) == ["B1 W1 2024-05 robbery", "B1 W1 2024-06 robbery"]
    assert [(each, shows) for each, _, shows in handed_on_by(portal, dee)] == [(number, True)]

    take_back(portal, dee, number)
    assert seen(portal, eve, offences) == []
    with pytest.raises(AccessDenied, match="no grant"):
        take_back(portal, dee, number)


@pytest.mark.parametrize(
    "wider",
    [
        {"level": Level.POINT},
        {"level": Level.COUNTS},
        {"areas": None},
        {"areas": frozenset({"B1", "B2"})},
        {"areas": frozenset({"W3"})},
        {"to_month": None},
        {"to_month": "2024-07"},
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
def test_more_than_the_organisation_holds_is_refused_and_what_it_holds_is_said(portal, offences, dee, eve, wider):
    with pytest.raises(InvalidInput, match="more than Council holds.*It holds:"):
        hand_on(portal, dee, to_eve(offences, **wider))
    assert handed_on_by(portal, dee) == []


def test_fields_categories_and_the_end_are_no_wider_either(portal, offences, dee, eve):
    (number, _), *_ = list_grants(portal)
    withdraw_grant(portal, number)
    end = NOW + timedelta(days=30)
    masked, some = frozenset({"category", "borough", "ward"}), frozenset({"burglary"})
    held = Grant("organisation:Council", offences, Level.RECORD, fields=masked, categories=some, expires=end)
    add_grant(portal, held)
    fits = {"fields": masked - {"ward"}, "categories": some, "expires": end}
    for wider in ({"fields": None}, {"categories": None}, {"expires": None}, {"expires": end + timedelta(seconds=1)}):
        with pytest.raises(InvalidInput, match="more than Council holds"):
            hand_on(portal, dee, to_eve(offences, **{**fits, **wider}))
    hand_on(portal, dee, to_eve(offences, **fits))
    assert set(seen(portal, eve, offences, "category")) == {"burglary"}


def test_counts_are_handed_on_under_the_profile_of_the_organisation(portal, offences, dee, eve):
    add_grant(portal, Grant("organisation:Council", offences, Level.COUNTS, disclosure="suppress5"))
    for profile in ("none", "nhs_round5", "threshold10"):
        with pytest.raises(InvalidInput, match="more than Council holds"):
            hand_on(portal, dee, Grant("person:eva", offences, Level.COUNTS, disclosure=profile))
    hand_on(portal, dee, Grant("person:eva", offences, Level.COUNTS, disclosure="suppress5"))
    assert person_scope(portal, eve, offences, Level.COUNTS, NOW).disclosure == {"suppress5"}


def end_of_delegation(portal, dataset):
    withdraw_delegation(portal, "Council", "dee")


def end_of_source(portal, dataset):
    withdraw_grant(portal, next(n for n, grant in list_grants(portal) if grant.subject == "organisation:Council"))


@pytest.mark.parametrize(
    "ending",
    [
        end_of_delegation,
        end_of_source,
        lambda portal, _: remove_person(portal, "dee"),
        lambda portal, _: lock_account(portal, "dee"),
        lambda portal, _: change_account(portal, "dee", organisation="Charity"),
        lambda portal, _: change_account(portal, "dee", expires=NOW),
    ],
)
def test_what_was_handed_on_ends_with_the_right_behind_it_at_once(portal, offences, dee, eve, ending):
    hand_on(portal, dee, to_eve(offences))
    assert len(seen(portal, eve, offences)) == 8
    ending(portal, offences)
    assert seen(portal, eve, offences) == []


def test_what_was_handed_on_shrinks_with_the_right_behind_it(portal, offences, dee, eve):
    hand_on(portal, dee, to_eve(offences))
    end_of_source(portal, offences)
    add_grant(portal, Grant("organisation:Council", offences, Level.RECORD, frozenset({"W2"}), from_month="2024-06"))
    assert seen(portal, eve, offences) == ["B1 W2 2024-06 burglary", "B1 W2 2024-06 robbery"]


def test_a_lock_that_is_lifted_brings_back_what_was_handed_on_and_a_move_there_and_back_does_not(
    portal, offences, dee, eve
):
    hand_on(portal, dee, to_eve(offences))
    lock_account(portal, "dee")
    unlock_account(portal, "dee")
    assert len(seen(portal, eve, offences)) == 8
    for organisation in ("Charity", "Council"):
        change_account(portal, "dee", organisation=organisation)
    assert seen(portal, eve, offences) == []
    assert list_delegations(portal) == []


def test_what_was_handed_on_is_not_handed_on_again(portal, offences, dee, eve):
    hand_on(portal, dee, Grant("organisation:Charity", offences, Level.RECORD, frozenset({"B1"}), to_month="2024-06"))
    assert len(seen(portal, eve, offences)) == 8
    add_delegation(portal, "Charity", "eva", [offences])
    with pytest.raises(InvalidInput, match="more than Charity holds"):
        hand_on(portal, eve, Grant("person:dee", offences, Level.RECORD, frozenset({"B1"}), to_month="2024-05"))


def test_a_grant_to_the_delegate_herself_is_not_her_organisations_to_give(portal, offences, dee, eve):
    add_grant(portal, Grant("person:dee", offences, Level.POINT))
    with pytest.raises(InvalidInput, match="more than Council holds"):
        hand_on(portal, dee, to_eve(offences, level=Level.POINT))


def test_nobody_hands_on_what_she_was_not_let_hand_on_and_no_name_is_told(portal, offences, dee, eve):
    for dataset in (offences, "no-such-dataset"):
        with pytest.raises(AccessDenied, match="There is no such dataset among those"):
            hand_on(portal, eve, to_eve(dataset))
    with pytest.raises(InvalidInput) as refused:
        hand_on(portal, dee, Grant("person:dea", offences, Level.RECORD, frozenset({"B1"}), to_month="2024-06"))
    assert "Did you mean" not in str(refused.value)


def test_only_who_is_of_an_organisation_is_its_delegate(portal, offences, dee, eve):
    with pytest.raises(InvalidInput, match="eva is of Charity"):
        add_delegation(portal, "Council", "eva", [offences])
    with pytest.raises(InvalidInput, match="nobody cannot sign in"):
        add_delegation(portal, "Council", "nobody", [offences])
    with pytest.raises(InvalidInput, match="no dataset 'fires'"):
        add_delegation(portal, "Council", "dee", ["fires"])
    with pytest.raises(InvalidInput, match="hands on nothing of fires"):
        withdraw_delegation(portal, "Council", "dee", ["fires"])


def test_delegations_and_what_is_handed_on_are_audited(portal, offences, dee, eve):
    number = hand_on(portal, dee, to_eve(offences))
    take_back(portal, dee, number)
    withdraw_delegation(portal, "Council", "dee", by="operator:eve")
    entries = [(entry.person, entry.dataset, entry.detail["change"]) for entry in audit.search(portal)]
    assert ("operator", offences, "delegation added") in entries
    assert entries[-3:] == [
        ("dee", offences, "grant handed on"),
        ("dee", offences, "grant taken back"),
        ("operator:eve", offences, "delegation withdrawn"),
    ]


def test_what_adds_nothing_to_somebodys_rights_does_not_shorten_her_lease(portal, offences, dee, eve):
    add_grant(portal, Grant("person:eva", offences, Level.RECORD))
    soon = NOW + timedelta(minutes=5)
    hand_on(portal, dee, to_eve(offences, expires=soon))
    assert scope_ends(portal, eve, offences, Level.RECORD, NOW) is None
    add_grant(portal, Grant("person:eva", offences, Level.COUNTS, expires=soon.replace(microsecond=0)))
    assert scope_ends(portal, eve, offences, Level.COUNTS, NOW) == soon.replace(microsecond=0)
