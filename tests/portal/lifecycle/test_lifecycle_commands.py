"""What a data manager types to keep the data in order."""

from __future__ import annotations

import io
import sys

import pytest

from safestats_core.cli import main

HEAD = "ref,force,what,from,to,lon,lat,outcome\n"
CSV = HEAD + "".join(f"R{n},Met,Burglary,2019-0{n}-05T12:00,,-0.1,51.5,\n" for n in (1, 2, 3, 4))


@pytest.fixture
def run(tmp_path, profile, capsys, monkeypatch):
    """Runs `safestats portal ACTION... DIR ...` in a portal with four offences; gives code, output and messages."""
    profile()
    (tmp_path / "offences.csv").write_text(CSV)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAFESTATS_DATABASE", raising=False)

    def command(words):
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        code = main(["portal", *(word.replace("~", " ") for word in words.split())])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    assert command("init p")[0] == 0
    assert command("ingest p offences.csv --profile offences.toml")[0] == 0
    return command


def test_erasing_by_a_file_of_ids_names_what_was_not_there_and_what_still_lies_there(run, tmp_path):
    (tmp_path / "ids.txt").write_text("R1\n\nR9\n")
    code, out, err = run("erase p offences --ids ids.txt R2 --reason court~order")
    assert (code, out) == (0, "2 rows erased.\n")
    assert "1 ids were not there, for example 'R9'" in err
    assert "--forget-deliveries" in err
    assert list((tmp_path / "p" / "quarantine").rglob("*.csv"))

    code, out, err = run("erase p offences --ids R3 --reason court~order --forget-deliveries")
    assert (code, out) == (0, "1 rows erased.\n")
    assert "Destroyed" in err
    assert not list((tmp_path / "p" / "quarantine").rglob("*.csv"))
    _, out, _ = run("audit p --dataset offences")
    assert out.count("erasure") == 3


def test_withdrawing_needs_ids_that_are_there_and_a_reason(run):
    assert run("withdraw p offences --ids R1 --reason recalled")[:2] == (0, "1 rows withdrawn.\n")
    code, _, err = run("withdraw p offences --ids R1 --reason recalled")
    assert code
    assert "none of these ids" in err
    with pytest.raises(SystemExit):
        run("withdraw p offences --ids R2")


def test_a_period_is_replaced(run, tmp_path):
    (tmp_path / "again.csv").write_text(HEAD + "R2,Met,Burglary,2019-02-05T12:00,,-0.1,51.5,\n")
    code, out, _ = run("ingest p again.csv --profile offences.toml --replace 2019-01..2019-03")
    assert (code, out) == (0, "1 read, 0 added, 0 changed, 1 unchanged, 0 repeated, 0 deleted, 2 removed, 0 refused\n")
    for months in ("2019-13", "2019-03..2019-01", "last~year"):
        with pytest.raises(SystemExit):
            run(f"ingest p again.csv --replace {months}")


def test_coverage_is_stated_and_listed(run):
    words = "coverage set p offences Met 2019-02..2019-03 missing --note new~system"
    assert run(words)[:2] == (0, "Met, 2019-02 to 2019-03: missing.\n")
    _, out, _ = run("coverage list p offences")
    lines = [line.split() for line in out.splitlines()[1:]]
    assert lines == [
        ["Met", "2019-01", "complete", "as", "it", "arrived"],
        ["Met", "2019-02", "missing", "stated", "new", "system"],
        ["Met", "2019-03", "missing", "stated", "new", "system"],
        ["Met", "2019-04", "partial", "as", "it", "arrived"],
    ]


def test_retention_is_set_tried_and_run(run):
    assert run("retention run p")[:2] == (0, "Every dataset is kept for ever.\n")
    assert run("retention set p offences 12")[:2] == (0, "offences: kept for 12 months.\n")
    assert run("retention list p")[1].splitlines()[1].split() == ["offences", "kept", "for", "12", "months"]
    assert "4 rows before" in run("retention run p --dry-run")[1]
    assert "would be removed" in run("retention run p --dry-run")[1]
    code, out, _ = run("retention run p")
    assert code == 0
    assert out.startswith("offences: 4 rows before ")
    assert out.endswith(" removed.\n")
    assert run("retention set p offences forever")[:2] == (0, "offences: kept for ever.\n")
    with pytest.raises(SystemExit):
        run("retention set p offences soon")


def test_versions_of_boundaries_are_taken_in_listed_and_chosen(run, tmp_path):
    crossing = "[[[-0.2, 51.4], [0.0, 51.6], [0.0, 51.4], [-0.2, 51.6], [-0.2, 51.4]]]"
    (tmp_path / "wards.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "E05000001", '
        f'"name": "Abbey"}}, "geometry": {{"type": "Polygon", "coordinates": {crossing}}}}}]}}'
    )
    code, out, err = run("areas add p wards.geojson --type ward --version 2011")
    assert (code, out) == (0, "1 areas of type ward, version 2011, from wards.\n")
    assert "Repaired: 1 polygons" in err
    assert run("areas add p wards.geojson --type ward --version 2021")[0] == 0
    assert run("areas use p ward 2011")[0] == 0
    rows = [line.split() for line in run("areas list p")[1].splitlines()[1:]]
    assert rows == [
        ["ward", "2011", "yes", "1", "1", "0", "0", "wards.geojson"],
        ["ward", "2021", "no", "1", "1", "0", "0", "wards.geojson"],
    ]
