"""What a data manager types, from an empty folder to the audit log."""

from __future__ import annotations

import io
import sys

import pytest

from safestats_core.cli import main
from safestats_core.portal.people import check_password
from safestats_core.portal.portal import open_portal

CSV = """ref,force,what,from,to,lon,lat,outcome
1,Met,Burglary,2024-01-05T12:00,,-0.1,51.5,
2,Met,Robbery,2024-01-06T12:00,,-0.1,51.5,
3,Met,Robbery,yesterday,,-0.1,51.5,
"""
WARDS = """{"type": "FeatureCollection", "features": [{"type": "Feature",
"properties": {"code": "E05000001", "name": "Abbey", "borough": "E09000001"}, "geometry": {"type": "Polygon",
"coordinates": [[[-0.2, 51.4], [0.0, 51.4], [0.0, 51.6], [-0.2, 51.6], [-0.2, 51.4]]]}}]}"""
PASSPHRASE = "heron-velvet-quarry"


@pytest.fixture
def run(tmp_path, profile, capsys, monkeypatch):
    """Runs `safestats portal ACTION... DIR ...`; gives exit code, output and messages."""
    profile()
    (tmp_path / "offences.csv").write_text(CSV)
    (tmp_path / "wards.geojson").write_text(WARDS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAFESTATS_DATABASE", raising=False)

    def command(words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["portal", *words.split()])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


@pytest.fixture
def ready(run):
    for words in (
        "init p --name Test",
        "areas add p wards.geojson",
        "ingest p offences.csv --profile offences.toml",
    ):
        assert run(words)[0] == 0
    assert run("user add p ada --name Ada --organisation Council --password-stdin", PASSPHRASE + "\n")[0] == 0
    return run


def test_from_an_empty_folder_to_the_first_grant(run):
    assert run("init p --name Test")[:2] == (0, "'Test' is ready in p.\n")
    assert run("areas add p wards.geojson")[:2] == (0, "1 areas of type ward, from wards.\n")
    code, receipt, messages = run("ingest p offences.csv --profile offences.toml")
    assert receipt == "3 read, 2 added, 0 changed, 0 unchanged, 0 repeated, 0 deleted, 0 removed, 1 refused\n"
    assert "Refused row 3 of offences.csv" in messages
    assert run("dataset list p")[1].splitlines()[1].startswith("offences  Recorded offences  police  OFFICIAL")
    added = run("user add p ada --name Ada --organisation Council --password-stdin", PASSPHRASE + "\n")
    assert added[:2] == (0, "Ada of Council can sign in as ada.\n")
    granted = run("grant add p person:ada offences point --areas E05000001 --from 2024-01 --expires 2030-12-31")
    words = (
        "person:ada sees offences at the level point, in E05000001, months 2024-01 to last, until 2030-12-31 00:00 UTC"
    )
    assert granted[:2] == (0, f"Grant 1: {words}.\n")
    assert run("grant list p")[1].splitlines()[1] == f"1       {words}"
    assert run("grant withdraw p 1")[:2] == (0, f"Withdrawn: {words}.\n")
    assert run("grant list p")[1] == "NUMBER  GRANT\n"


def test_the_password_comes_from_standard_input_and_shows_nowhere(ready):
    portal = open_portal("p")
    assert check_password(portal, "ada", PASSPHRASE) is not None
    portal.close()
    assert PASSPHRASE not in ready("audit p")[1]


def test_at_a_terminal_the_password_is_asked_for_twice(run, monkeypatch):
    run("init p")
    answers = iter([PASSPHRASE, "something else", PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr("safestats_core.terminal.getpass", lambda prompt: next(answers))
    code, _, messages = run("user add p ada --name Ada --organisation Council")
    assert (code, "differ" in messages) == (1, True)
    assert run("user add p ada --name Ada --organisation Council")[0] == 0


def test_where_nobody_types_it_is_said_how_a_password_is_given(run, monkeypatch):
    def nobody_types(prompt):
        raise EOFError

    run("init p")
    monkeypatch.setattr("safestats_core.terminal.getpass", nobody_types)
    code, _, said = run("user add p ada --name Ada --organisation Council")
    assert (code, "--password-stdin" in said) == (1, True)


def test_the_same_file_again_is_said_to_be_the_same(ready):
    code, shown, _ = ready("ingest p offences.csv --profile offences.toml")
    said, receipt = shown.splitlines()
    assert said.startswith("The same was taken in on ")
    assert receipt == "3 read, 0 added, 0 changed, 2 unchanged, 0 repeated, 0 deleted, 0 removed, 1 refused"


def test_refusals_can_be_listed(ready):
    head, row = ready("refusals p")[1].splitlines()
    assert head.split() == ["SOURCE", "ROW", "REASON"]
    assert row.startswith("offences.csv  3    ")
    assert ready("refusals p 0000")[0] == 1


def test_the_audit_log_is_shown_filtered_and_verified(ready):
    assert len(ready("audit p")[1].splitlines()) == 4
    assert [line.split()[3] for line in ready("audit p --dataset offences")[1].splitlines()[1:]] == ["collection"]
    assert len(ready("audit p --since 2999-01-01")[1].splitlines()) == 1
    assert ready("audit p --verify")[:2] == (0, "The audit log is intact: 3 entries.\n")

    portal = open_portal("p")
    with portal.audit_engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER entries_no_UPDATE")
        connection.exec_driver_sql("UPDATE entries SET person = 'eve' WHERE number = 2")
    portal.close()
    code, _, messages = ready("audit p --verify")
    assert (code, "entry 2 is not what was written" in messages) == (1, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ingest nowhere offences.csv", "safestats portal init nowhere"),
        ("ingest p missing.csv", "no file or folder"),
        ("ingest p offences.csv --profile nonsense", "no built-in profile"),
        ("areas add p offences.csv", "offences.csv"),
        ("dataset add p nonsense", "no built-in profile"),
        ("grant add p person:ada offences record --areas Abey", "Did you mean E05000001 (Abbey)"),
        ("grant add p person:ada offences counts --fields lsoa", "no field 'lsoa'"),
        ("grant add p person:ada offences record --expires soon", "not a date"),
        ("user add p bob --name Bob --organisation Council --password-stdin", "at least 12"),
        ("init p", "already holds a portal"),
        ("ingest p offences.csv --database mysql://x/y", "sqlite:///PATH"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_with_a_remedy(ready, words, why):
    code, shown, messages = ready(words, "short\n")
    assert (code, shown) == (1, "")
    assert messages.startswith("safestats: ")
    assert "Traceback" not in messages
    assert why in messages


def test_every_command_explains_itself(run, capsys):
    for words in ("", "init", "dataset add", "areas add", "user add", "grant add", "ingest", "audit", "serve"):
        with pytest.raises(SystemExit) as ended:
            run(f"{words} --help")
        assert ended.value.code == 0
        assert "usage: safestats portal" in capsys.readouterr().out


def test_a_missing_package_is_named_with_its_remedy(ready, monkeypatch):
    monkeypatch.setitem(sys.modules, "safestats_core.portal.web.server", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    code, _, messages = ready("serve p")
    assert (code, 'pip install "safestats-core[portal]"' in messages) == (1, True)
