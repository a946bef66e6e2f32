"""What a data manager types to search, check and hand over the audit log, and what a third party makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from safestats_core.cli import main
from safestats_core.portal import audit

pytestmark = pytest.mark.parametrize("store", ["sqlite"])
GUIDE = Path(__file__).parents[3] / "docs" / "portal" / "oversight.md"


@pytest.fixture
def log(portal):
    audit.record(portal, "=cmd|' /C calc'!A0", "consultation", "offences", "record", {"query": {}}, 12_000)
    audit.record(portal, "Llŷn", "sign-in", None, None, {"change": "signed in"}, None)
    audit.record(portal, "bob", "collection", "calls", None, {"file": "calls.csv"}, 5)
    return portal


@pytest.fixture
def typed(portal, capsys):
    """Runs a command and gives its exit code, its output and what it said beside."""

    def run(words):
        code = main(["portal", *shlex.split(words.replace("DIR", str(portal.folder)))])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def numbers(table):
    return [line.split("{")[0].split()[-1] for line in table.splitlines()[1:]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["1", "2", "3"]),
        ("--operation sign-in", ["2"]),
        ("--rows 6", ["1"]),
        ("--level record", ["1"]),
        ("--text calls.csv", ["3"]),
        ("--dataset calls --person bob", ["3"]),
        ("--until 2020-01-01", []),
        ("--from 2020-01-01", ["1", "2", "3"]),
    ],
)
def test_the_log_is_searched_with_a_word_and_in_the_older_form_without(log, typed, words, expected):
    for form in (f"audit search DIR {words}", f"audit search {words} DIR", f"audit DIR {words}", f"audit {words} DIR"):
        code, out, _ = typed(form)
        assert (code, numbers(out)) == (0, expected)


def test_the_daily_check_ends_with_0_or_with_1_and_a_sentence(log, typed):
    for form in ("audit verify DIR", "audit DIR --verify", "audit --verify DIR", "audit verify DIR --after 2"):
        assert typed(form)[:2] == (0, "The audit log is intact: 3 entries.\n")
    with sqlite3.connect(log.folder / "audit.db") as connection:
        connection.execute("DROP TRIGGER entries_no_UPDATE")
        connection.execute("UPDATE entries SET rows = 1 WHERE number = 1")
    connection.close()
    for form in ("audit verify DIR", "audit DIR --verify"):
        code, out, said = typed(form)
        assert (code, out) == (1, "")
        assert "entry 1 is not what was written" in said


def test_a_folder_put_back_from_an_old_copy_is_found_by_a_noted_entry(log, typed):
    noted = re.search(r"--holds (3:\w+)", typed("audit verify DIR")[2])[1]
    audit.record(log, "ada", "consultation", None, None, {}, None)
    assert typed(f"audit verify DIR --holds {noted}")[0] == 0
    for other in ("3:0123", "4:" + noted[2:], "9:" + noted[2:]):
        code, _, said = typed(f"audit verify DIR --holds {other}")
        assert (code, "is another" in said) == (1, True)
    assert "NUMBER:SEAL" in typed("audit verify DIR --holds nonsense")[2]


def test_a_log_that_was_moved_away_is_missed_until_a_new_one_is_begun(log, typed, tmp_path):
    assert typed("audit verify DIR")[0] == 0
    log.close()
    for each in log.folder.glob("audit.db*"):
        each.rename(tmp_path / each.name)
    code, _, said = typed("audit verify DIR")
    assert (code, "entries after 0 are missing" in said) == (1, True)
    assert "audit begin" in said
    assert typed("audit export DIR")[0] == 1
    assert "had 3 entries or more" in typed("audit begin DIR")[1]
    assert typed("audit verify DIR")[:2] == (0, "The audit log is intact: 1 entries.\n")
    assert "Move it away first" in typed("audit begin DIR")[2]


def test_a_spreadsheet_runs_nothing_of_the_csv(log, typed):
    code, out, _ = typed("audit export DIR")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["person"] for row in rows[:3]] == ["'=cmd|' /C calc'!A0", "Llŷn", "bob"]
    assert (rows[0]["rows"], rows[1]["rows"], json.loads(rows[2]["detail"])) == ("12000", "", {"file": "calls.csv"})


def test_taking_a_copy_is_an_entry_of_its_own(log, typed):
    typed("audit export DIR --dataset calls")
    entry = list(audit.search(log))[-1]
    assert (entry.number, entry.operation, entry.dataset) == (4, "disclosure", "calls")
    assert entry.person.startswith("operator:")
    typed("audit key DIR")
    assert list(audit.search(log))[-1].detail == {"change": "key of the audit log shown"}


def test_a_file_is_new_and_for_its_owner_alone(log, typed, tmp_path):
    place = tmp_path / "log.jsonl"
    assert typed(f"audit export DIR --format jsonl --to {place}")[:2] == (0, "")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    code, _, said = typed(f"audit export DIR --to {place}")
    assert (code, "is there already" in said) == (1, True)


@pytest.fixture
def check(log, typed, tmp_path):
    """The program of the guide, as somebody runs it who has the key and a file, and nothing of ours."""
    program = re.search(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]
    (tmp_path / "check.py").write_text(program)
    (tmp_path / "audit.key").write_text(typed("audit key DIR")[1])

    def run(text):
        (tmp_path / "log.jsonl").write_text(text)
        command = [sys.executable, "-I", "check.py", "audit.key", "log.jsonl"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_third_party_checks_the_chain_with_the_program_of_the_guide(log, typed, check):
    out = typed("audit export DIR --format jsonl")[1]
    last = list(audit.search(log))[-1]
    assert check(out) == (0, f"intact up to entry {last.number}, sealed {last.seal}\n")
    continued = typed(f"audit export DIR --format jsonl --after {last.number}")[1]
    assert len(continued.splitlines()) == 1
    assert check(out + continued)[0] == 0
    assert check(continued)[0] == 0


def test_the_program_of_the_guide_finds_what_was_changed_or_taken_out(log, typed, check):
    out = typed("audit export DIR --format jsonl")[1]
    lines = out.splitlines(keepends=True)
    assert check(out.replace('"bob"', '"eve"')) == (1, "entry 3 is not what was written\n")
    assert check("".join([lines[0], *lines[2:]])) == (1, "an entry before 3 is missing\n")
    assert check("".join([lines[1], lines[0]]))[0] == 1
