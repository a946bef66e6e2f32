"""Who a person of the issuer is at the portal, on both stores: nobody, unless somebody said so."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from safestats_core.errors import InvalidInput, NotAdmitted
from safestats_core.portal import audit
from safestats_core.portal.identity.external.admission import admit, list_named, name_person
from safestats_core.portal.identity.external.claims import groups_of
from safestats_core.portal.identity.external.register import (
    ORGANISATION,
    ROLE,
    ExternalIssuer,
    Group,
    current_issuer,
    forget_group,
    remove_issuer,
    set_group,
    set_issuer,
)
from safestats_core.portal.oversight.administrators import add_administrator, is_administrator
from safestats_core.portal.people import add_person, check_password, get_person
from safestats_core.portal.rights.accounts import change_account, lock_account, remove_person, unlock_account

ISSUER = ExternalIssuer("https://issuer.example", "desktop", "portal")


@pytest.fixture
def trusting(portal):
    set_issuer(portal, ISSUER)
    for group in (
        Group("analysts", ORGANISATION, "Council"),
        Group("drivers", ORGANISATION, "Transit"),
        Group("keepers", ROLE, "administrator"),
    ):
        set_group(portal, group)
    return portal


def claims(subject="s-1", username="asha", groups=("analysts",), **more):
    return {"sub": subject, "preferred_username": username, "groups": list(groups), "name": "Asha Rao", **more}


def test_the_settings_are_kept_as_they_were_given_and_there_is_one_issuer(trusting):
    assert current_issuer(trusting) == ISSUER
    other = replace(ISSUER, url="https://other.example", own_sign_in=True, groups_claim="a.b", username_claim="sub")
    set_issuer(trusting, other)
    assert current_issuer(trusting) == other
    remove_issuer(trusting)
    assert current_issuer(trusting) is None


def test_the_first_visit_makes_an_account_without_a_password(trusting):
    person = admit(trusting, ISSUER, claims(username="Asha"))
    assert (person.username, person.full_name, person.organisation) == ("asha", "Asha Rao", "Council")
    assert check_password(trusting, "asha", "") is None
    assert list_named(trusting, ISSUER) == [("asha", "s-1", True)]
    made = [entry for entry in audit.search(trusting) if entry.detail["change"].startswith("person")]
    assert {entry.person for entry in made} == {"issuer:https://issuer.example"}


@pytest.mark.parametrize("groups", [[], ["canteen"], ["keepers"], ["Analysts"], ["analyst"], [["analysts"]], [None, 5]])
def test_whoever_is_in_no_group_that_means_an_organisation_gets_nothing_and_no_account(trusting, groups):
    with pytest.raises(NotAdmitted, match="none of your groups"):
        admit(trusting, ISSUER, claims(groups=groups))
    assert get_person(trusting, "asha") is None
    assert list_named(trusting, ISSUER) == []


@pytest.mark.parametrize("shape", [{"groups": None}, {"groups": {"analysts": True}}, {"groups": 5}])
def test_a_claim_of_another_shape_means_nothing(trusting, shape):
    with pytest.raises(NotAdmitted):
        admit(trusting, ISSUER, {**claims(), **shape})


def test_groups_of_two_organisations_are_too_many(trusting):
    with pytest.raises(NotAdmitted, match="Council, Transit"):
        admit(trusting, ISSUER, claims(groups=["analysts", "drivers"]))


def test_she_moves_with_her_groups_and_leaves_with_them(trusting):
    admit(trusting, ISSUER, claims())
    assert admit(trusting, ISSUER, claims(groups=["drivers"])).organisation == "Transit"
    assert get_person(trusting, "asha").organisation == "Transit"
    with pytest.raises(NotAdmitted):
        admit(trusting, ISSUER, claims(groups=[]))
    forget_group(trusting, "drivers")
    with pytest.raises(NotAdmitted):
        admit(trusting, ISSUER, claims(groups=["drivers"]))


def test_her_subject_is_who_she_is_and_not_the_name_that_she_may_change(trusting):
    admit(trusting, ISSUER, claims())
    assert admit(trusting, ISSUER, claims(username="another-name")).username == "asha"
    with pytest.raises(NotAdmitted, match="belongs to an account that was made in another way"):
        admit(trusting, ISSUER, claims(subject="s-2", username="asha"))


def test_an_account_of_the_portal_cannot_be_taken_over_by_a_name(trusting):
    add_person(trusting, "emil", "Emil Fox", "Council", "violet-harbour-oak")
    with pytest.raises(NotAdmitted, match="'emil'"):
        admit(trusting, ISSUER, claims(username="emil"))
    name_person(trusting, ISSUER, "emil", "s-9")
    assert admit(trusting, ISSUER, claims(subject="s-9", groups=[])).organisation == "Council"
    for username, subject in (("emil", "s-10"), ("nobody", "s-11")):
        with pytest.raises(InvalidInput):
            name_person(trusting, ISSUER, username, subject)


def test_what_was_locked_ended_or_removed_here_stays_so_whatever_the_issuer_says(trusting):
    admit(trusting, ISSUER, claims())
    lock_account(trusting, "asha")
    with pytest.raises(NotAdmitted, match="locked"):
        admit(trusting, ISSUER, claims())
    unlock_account(trusting, "asha")
    assert admit(trusting, ISSUER, claims())
    remove_person(trusting, "asha")
    for username in ("asha", "asha-2"):
        with pytest.raises(NotAdmitted):
            admit(trusting, ISSUER, claims(username=username))


def test_an_account_past_its_end_is_not_let_in(trusting):
    from datetime import datetime, timezone

    admit(trusting, ISSUER, claims())
    change_account(trusting, "asha", expires=datetime(2020, 1, 1, tzinfo=timezone.utc))
    with pytest.raises(NotAdmitted, match="has ended"):
        admit(trusting, ISSUER, claims())


def test_a_group_makes_an_administrator_and_unmakes_her_but_not_those_of_the_operator(trusting):
    admit(trusting, ISSUER, claims(groups=["analysts", "keepers"]))
    assert is_administrator(trusting, "asha")
    admit(trusting, ISSUER, claims())
    assert not is_administrator(trusting, "asha")
    add_administrator(trusting, "asha", by="operator:jo")
    admit(trusting, ISSUER, claims())
    assert is_administrator(trusting, "asha")
    with pytest.raises(InvalidInput, match="not a role"):
        set_group(trusting, Group("all", ROLE, "operator"))


def test_an_address_names_a_person_only_where_it_is_verified(trusting):
    by_mail = replace(ISSUER, username_claim="email")
    mail = {"email": "Asha@Council.example"}
    for verified in ({}, {"email_verified": False}, {"email_verified": "true"}, {"email_verified": 1}):
        with pytest.raises(NotAdmitted, match="Confirm it there"):
            admit(trusting, by_mail, claims(**mail, **verified))
    assert admit(trusting, by_mail, claims(**mail, email_verified=True)).username == "asha@council.example"


@pytest.mark.parametrize("username", ["", "../etc", "a b", "operator:jo", "x" * 65, "\x00", None, ["asha"]])
def test_a_name_that_cannot_be_a_username_is_refused_with_a_sentence(trusting, username):
    with pytest.raises(NotAdmitted):
        admit(trusting, ISSUER, claims(username=username))


def test_many_first_requests_at_once_make_one_account(trusting):
    found, failed = [], []

    def visit():
        try:
            found.append(admit(trusting, ISSUER, claims()).username)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, failed) == (["asha"] * 8, [])


def test_groups_are_found_by_name_or_path():
    assert groups_of({"groups": "one"}, "groups") == ["one"]
    assert groups_of({"realm_access": {"roles": ["a", "b"]}}, "realm_access.roles") == ["a", "b"]
    assert groups_of({"https://x.example/groups": ["a"]}, "https://x.example/groups") == ["a"]
    assert groups_of({"realm_access": "x"}, "realm_access.roles") == []
