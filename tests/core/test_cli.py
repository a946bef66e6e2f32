from __future__ import annotations

import os
import subprocess
import sys

import pytest

from safestats_core.cli import main
from safestats_core.command_line import data, question, signed_in
from safestats_core.errors import InvalidInput, SignInRequired
from safestats_core.known_portals import (
    forget_person,
    known_people,
    known_portal,
    known_portals,
    only_portal,
    remember_portal,
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["datasets"], "Nobody has signed in on this computer"),
        (["datasets", "--portal", "https://portal.example"], "Nobody has signed in at https://portal.example"),
        (["logout"], "Nobody has signed in"),
        (["portals"], "Nobody has signed in"),
        (["datasets", "--as", "ada"], "Nobody has signed in"),
        (["cache", "status"], "Nobody has signed in"),
        (["login", "portal.example"], "Write it in full"),
        (["login", "http://portal.example"], "unencrypted"),
        (["login", "http://127.0.0.1:1"], "cannot be reached"),
        (["pull", "fires", "--out", "fires.txt"], "Choose one of these endings"),
        (["demo-city", "city", "--incidents", "1"], "Ask for 100 or more"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_1(capsys, monkeypatch, words, sentence):
    monkeypatch.setattr("safestats_core.retrieval.session.WAITS", ())

    assert main(words) == 1

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("safestats: ")
    assert shown.err.count("\n") == 1
    assert sentence in shown.err


def test_stopping_a_command_is_status_130_and_no_traceback(capsys, monkeypatch):
    def stop(username):
        raise KeyboardInterrupt

    monkeypatch.setattr(signed_in, "only_portal", stop)

    assert main(["datasets"]) == 130
    assert "stopped" in capsys.readouterr().err


def run_with_output(out, *words):
    # Without PYTHONUNBUFFERED, as at a terminal: what is printed is written when the command ends.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "safestats_core.cli", *words]
    with subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, text=True, env=usual) as running:
        said = running.communicate(timeout=60)[1]
    return running.returncode, said


@pytest.mark.parametrize(("words", "status"), [(["portals"], 1), (["--help"], 0)])
def test_who_has_read_enough_is_told_nothing(words, status):
    remember_portal("https://portal.example", "ada")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert run_with_output(writing, *words) == (status, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a file that is always full")
def test_an_output_that_is_full_is_one_sentence_and_status_1():
    remember_portal("https://portal.example", "ada")
    with open("/dev/full", "w") as full:
        status, said = run_with_output(full, "portals")
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("safestats: [Errno 28]")


@pytest.mark.parametrize("words", [[], ["nonsense"], ["pull"], ["pull", "x", "--out", "a.csv", "--level", "all"]])
def test_a_command_that_is_not_one_shows_how_to_type_it(capsys, words):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: safestats" in capsys.readouterr().err


def test_the_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("login", "logout", "datasets", "pull", "cache", "portal", "demo-city"))


@pytest.mark.parametrize("box", ["-0.2,51.4,0.1", "a,b,c,d", "0.1,51.4,-0.2,51.6", "-0.2,51.4,0.1,151.6"])
def test_a_box_that_is_none_is_refused_even_where_it_begins_with_a_minus(monkeypatch, capsys, box):
    monkeypatch.setattr(data, "pull", lambda args: question._box(args.bbox))

    assert main(["pull", "fires", "--bbox", box, "--out", "fires.csv"]) == 1
    assert "west,south,east,north" in capsys.readouterr().err


def test_the_client_starts_without_the_packages_of_a_portal():
    blocked = (
        "import sys; sys.modules.update(dict.fromkeys(['starlette', 'uvicorn', 'sqlalchemy', 'authlib', 'joserfc']))"
    )
    code = f"{blocked}; from safestats_core.cli import main; sys.exit(main(sys.argv[1:]))"
    run = [sys.executable, "-c", code]
    quiet = {"capture_output": True, "text": True, "env": dict(os.environ), "timeout": 60}

    assert "Nobody has signed in" in subprocess.run([*run, "datasets"], check=False, **quiet).stderr
    refused = subprocess.run([*run, "portal", "serve", "x"], check=False, **quiet)
    assert refused.returncode == 1
    assert "pip install 'safestats-core[portal]'" in refused.stderr


def test_each_portal_and_each_person_has_a_folder_of_its_own(home):
    first = remember_portal("https://portal.example/", "ada")
    other = remember_portal("https://portal.example:8443", "ada")
    another_person = remember_portal("https://portal.example", "bo")

    assert len({first.cache_folder, other.cache_folder, another_person.cache_folder}) == 3
    assert known_portals() == [another_person, other]
    assert known_portal("https://PORTAL.example/").username == "bo"
    assert home in first.cache_folder.parents


def test_the_portal_goes_without_saying_only_where_there_is_one():
    with pytest.raises(SignInRequired):
        only_portal()
    one = remember_portal("https://portal.example", "ada")
    assert only_portal() == one
    remember_portal("https://another.example", "ada")
    with pytest.raises(InvalidInput, match=r"https://another\.example, https://portal\.example.* --portal URL"):
        only_portal()


def test_people_of_one_portal_stand_side_by_side_and_who_was_last_goes_without_saying():
    ada, bo = (remember_portal("https://portal.example", name) for name in ("ada", "bo"))
    elsewhere = remember_portal("https://another.example", "ada")

    assert known_people() == [elsewhere, bo, ada]
    assert known_people("https://portal.example") == [bo, ada]
    assert known_portal("https://portal.example") == bo
    assert known_portal("https://portal.example", "ada") == ada
    assert only_portal("bo") == bo
    with pytest.raises(InvalidInput, match="Say which one with --portal"):
        only_portal("ada")
    with pytest.raises(SignInRequired, match=r"'cy' has not signed in at https://portal\.example.* known are: bo, ada"):
        known_portal("https://portal.example", "cy")
    remember_portal("https://portal.example", "ada")
    assert known_people("https://portal.example") == [ada, bo]


def test_who_signed_in_before_there_were_several_is_still_known_after_another_has():
    ada = remember_portal("https://portal.example", "ada")
    for path in ada.folder.glob("person-*"):
        path.unlink()  # as an earlier version left it
    assert known_people() == [ada]
    bo = remember_portal("https://portal.example", "bo")
    assert known_people() == [bo, ada]


def test_a_forgotten_person_leaves_the_others_and_the_last_one_takes_the_portal_along():
    ada, bo = (remember_portal("https://portal.example", name) for name in ("ada", "bo"))
    forget_person(bo)
    assert known_people() == [ada] == known_portals()
    forget_person(ada)
    assert known_people() == []


def test_the_portals_and_their_people_are_listed(capsys):
    remember_portal("https://portal.example", "ada")
    remember_portal("https://portal.example", "bo")
    assert main(["portals"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["https://portal.example", "bo", "last"],
        ["https://portal.example", "ada"],
    ]
