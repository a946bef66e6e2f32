"""What a data manager types about accounts, delegates, terms and disclosure."""

from __future__ import annotations

import io
import sys

import pytest

from safestats_core.cli import main
from safestats_core.portal.people import check_password
from safestats_core.portal.portal import open_portal

OLD, NEW = "heron-velvet-quarry", "copper-meadow-lantern"


@pytest.fixture
def run(tmp_path, profile, capsys, monkeypatch):
    """Runs `safestats portal ACTION... DIR ...`; gives exit code, output and messages."""
    profile()
    (tmp_path / "terms.txt").write_text("Do not pass on.\n", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"d\xe9fense")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAFESTATS_DATABASE", raising=False)

    def command(words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["portal", *words.split()])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    for words in ("init p --name Test", "dataset add p offences.toml"):
        assert command(words)[0] == 0
    for username, organisation in (("ada", "Council"), ("eve", "Charity")):
        words = f"user add p {username} --name {username.title()} --organisation {organisation} --password-stdin"
        assert command(words, OLD + "\n")[0] == 0
    return command


def works(password):
    portal = open_portal("p")
    try:
        return check_password(portal, "ada", password) is not None
    finally:
        portal.close()


def test_an_account_is_listed_changed_locked_given_a_password_and_removed(run):
    assert [line.split() for line in run("user list p")[1].splitlines()] == [
        ["USERNAME", "NAME", "ORGANISATION", "STATE"],
        ["ada", "Ada", "Council", "open"],
        ["eve", "Eve", "Charity", "open"],
    ]
    assert run("user lock p ada")[:2] == (0, "ada is locked, and signed out everywhere.\n")
    assert "locked since" in run("user list p")[1]
    assert not works(OLD)
    assert run("user unlock p ada")[:2] == (0, "ada can sign in again.\n")
    assert run("user password p ada --password-stdin", NEW + "\n")[0] == 0
    assert works(NEW)
    moved = run("user change p ada --organisation Charity --expires 2099-01-01")
    assert moved[:2] == (0, "ada is Ada of Charity: ends 2099-01-01 00:00 UTC.\n")
    assert run("user change p ada --expires never")[1] == "ada is Ada of Charity: open.\n"
    assert run("user remove p ada")[0] == 0
    assert "ada" not in run("user list p")[1]
    assert NEW not in run("audit p")[1]


def test_a_delegate_hands_on_in_the_name_of_her_organisation(run):
    run("grant add p organisation:Council offences counts --categories burglary robbery --disclosure suppress5")
    added = run("delegation add p Council ada offences")
    assert added[:2] == (0, "ada may hand on what Council holds of offences.\n")
    assert run("delegation list p")[1].splitlines()[1].split() == ["Council", "ada", "offences"]

    words = "grant add p person:eve offences counts --categories robbery --by ada"
    code, _, why = run(words)
    assert (code, "more than Council holds" in why) == (1, True)
    code, shown, _ = run(words + " --disclosure suppress5")
    assert (code, "categories robbery, disclosure suppress5" in shown) == (0, True)
    assert "handed on by ada for Council" in run("grant list p")[1].splitlines()[2]
    assert run("delegation withdraw p Council ada")[:2] == (0, "ada no longer hands on offences for Council.\n")
    assert run(words + " --disclosure suppress5")[0] == 1


def test_terms_are_set_shown_and_lifted(run):
    said = "Version 1 of the terms of offences holds; nobody gets a row before accepting it.\n"
    assert run("terms set p offences terms.txt")[:2] == (0, said)
    assert run("terms show p offences")[1].strip() == "Do not pass on."
    assert run("terms accepted p offences")[1].split() == ["USERNAME", "VERSION", "ACCEPTED", "(UTC)"]
    assert run("terms lift p offences")[:2] == (0, "offences has no terms of use any more.\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("user lock p nobody", "no person 'nobody'"),
        ("user unlock p ada", "not locked"),
        ("user change p ada", "nothing to change"),
        ("user change p ada --expires soon", "not a date"),
        ("user password p ada --password-stdin", "at least 12"),
        ("delegation add p Council eve offences", "eve is of Charity"),
        ("delegation add p Council ada fires", "no dataset 'fires'"),
        ("delegation withdraw p Council ada", "hands on nothing"),
        ("grant add p person:eve offences record --by nobody", "there is no such account"),
        ("grant add p person:eve offences record --by ada", "no such dataset among those"),
        ("grant add p person:eve offences record --disclosure none", "is for counts"),
        ("grant add p person:eve offences counts --categories murder", "Unknown category 'murder'"),
        ("terms set p offences nowhere.txt", "cannot be read as text"),
        ("terms set p offences latin.txt", "cannot be read as text"),
        ("terms set p fires terms.txt", "no dataset 'fires'"),
        ("terms show p offences", "has no terms of use"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_with_a_remedy(run, words, why):
    code, shown, messages = run(words, "short\n")
    assert (code, shown) == (1, "")
    assert messages.startswith("safestats: ")
    assert why in messages
