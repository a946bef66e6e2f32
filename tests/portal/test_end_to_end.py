"""From a supplier's file to an analyst's file: a real portal process, a real sign-in, a real sealed cache."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pyarrow.parquet as pq
import pyogrio
import pytest
import requests

from safestats_core.access import Grant, Level
from safestats_core.cli import main
from safestats_core.client import Client, open_client, sign_in_client
from safestats_core.errors import AccessDenied, InvalidInput, PortalUnreachable, SignInRequired
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.people import add_grant, add_person, list_grants, withdraw_grant
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.query import Period, Query
from safestats_core.retrieval.session import HttpSession

SAFESTATS = (sys.executable, "-m", "safestats_core.cli")
PASSPHRASE = "heron velvet quarry"
MONTHS = ("2024-01", "2024-02", "2024-03")
ROWS_A_MONTH = 40
MARKER = "Zyzzyva Crescent"

PROFILE = """
[dataset]
name = "{name}"
title = "Offences"
agency = "police"
theme = "crime"
description = "Made for a test."
attribution = "Test Police"
licence = "none"
handling = "OFFICIAL-SENSITIVE"
time_zone = "Europe/London"
crs = "EPSG:27700"
update = "upsert"
lease_hours = 72
[source]
format = "csv"
header = ["ref", "what", "when", "lon", "lat", "street"]
[key]
columns = ["ref"]
[supplier]
value = "Test Police"
[category]
column = "what"
[category.crosswalk]
"Burglary" = "burglary"
"Robbery" = "robbery"
[time]
start = "when"
formats = ["iso"]
[location]
x = "lon"
y = "lat"
crs = "EPSG:4326"
description = "street"
"""


@dataclass
class Site:
    """A portal, the process that serves it, and where its supplier's file is written."""

    portal: Portal
    process: subprocess.Popen
    url: str
    supply: Path

    def deliver(self, dataset: str, months=MONTHS, what="Burglary") -> None:
        """A supplier's file: half of each month in the western ward, half in the eastern one."""
        with self.supply.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["ref", "what", "when", "lon", "lat", "street"])
            for month in months:
                for number in range(ROWS_A_MONTH):
                    place = [-0.15 + 0.1 * (number % 2), 51.45, f"{MARKER} {number}"]
                    rows.writerow([f"{month}/{number}", what, f"{month}-{1 + number % 28:02d}T12:00", *place])
        profile = self.supply.with_suffix(".toml")
        profile.write_text(PROFILE.format(name=dataset))
        declare_dataset(self.portal, load_profile(profile))
        ingest(self.portal, self.supply, load_profile(profile))

    def admit(self, username: str, *grants: tuple) -> None:
        add_person(self.portal, username, username.title(), "Council", PASSPHRASE)
        for dataset, level, *more in grants:
            add_grant(self.portal, Grant(f"person:{username}", dataset, level, *more))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)


def start(portal: Portal, supply: Path) -> Site:
    serve = [*SAFESTATS, "portal", "serve", str(portal.folder), "--port", "0"]
    process = subprocess.Popen(serve, stdout=subprocess.PIPE, text=True)
    return Site(portal, process, process.stdout.readline().removeprefix("Listening on ").strip(), supply)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("portal")
    portal = init_portal(folder / "portal", "Test portal")
    wards = folder / "wards.geojson"
    wards.write_text(json.dumps({"type": "FeatureCollection", "features": [_ward("W-W", -0.2), _ward("W-E", -0.1)]}))
    add_areas(portal, wards, "ward")
    running = start(portal, folder / "offences.csv")
    try:
        running.deliver("offences")
        yield running
    finally:
        running.stop()
        portal.close()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch, leak_scan) -> Iterator[Path]:
    """The folder of whoever signs in; after each test nothing of the data or her secrets lies there in the clear."""
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    yield tmp_path / "home"
    assert leak_scan([MARKER, PASSPHRASE], [tmp_path / "home"]) == []


def _ward(code: str, west: float) -> dict:
    ring = [[west, 51.4], [west + 0.1, 51.4], [west + 0.1, 51.5], [west, 51.5], [west, 51.4]]
    properties = {"code": code, "name": f"Ward {code}", "borough": "B1"}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


class Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.action, self.values = "", {}

    def handle_starttag(self, tag, attrs) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.action = attributes["action"]
        if tag == "input":
            self.values[attributes["name"]] = attributes.get("value", "")


def browse(address: str, username: str) -> requests.Response:
    """What a person does: opens the page, fills in the form, sends it, and follows where it leads."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=10)
        form = Form()
        form.feed(page.text)
        assert {"username", "password", "request"} <= form.values.keys()
        filled = {**form.values, "username": username, "password": PASSPHRASE}
        return browser.post(urljoin(page.url, form.action), data=filled, timeout=10)


def signed_in(site: Site, username: str) -> Client:
    return sign_in_client(site.url, lambda address: browse(address, username), passphrase=PASSPHRASE)


def test_an_analyst_signs_in_and_sees_what_she_may(site):
    site.admit("ada", ("offences", Level.RECORD), ("offences", Level.COUNTS))

    client = signed_in(site, "ada")

    me = client.me()
    assert (me.username, me.full_name, me.organisation, me.portal) == ("ada", "Ada", "Council", "Test portal")
    listed = {(info.dataset, str(info.level)): info for info in client.datasets()}
    assert listed.keys() == {("offences", "record"), ("offences", "counts")}
    record = listed["offences", "record"]
    assert (record.first_month, record.last_month, record.rows) == ("2024-01", "2024-03", 120)
    assert (record.handling, record.crs, record.lease_hours) == ("OFFICIAL-SENSITIVE", "EPSG:27700", 72)


def test_a_second_sync_transfers_nothing_and_a_correction_only_what_it_changed(site):
    site.deliver("corrected")
    site.admit("bo", ("corrected", Level.RECORD))
    client, query = signed_in(site, "bo"), Query("corrected", Level.RECORD)

    first, second = client.sync(query), client.sync(query)
    site.deliver("corrected", months=["2024-02"], what="Robbery")
    third = client.sync(query)

    assert (first.months_fetched, first.rows_fetched) == (3, 120)
    assert (second.months_checked, second.months_fetched, second.rows_fetched) == (3, 0, 0)
    assert (third.months_fetched, third.months_changed, third.rows_changed) == (0, 1, 40)
    table = client.incidents(query)
    assert table.num_rows == 120
    months = zip(table["month"].to_pylist(), table["category"].to_pylist())
    assert set(months) == {("2024-01", "burglary"), ("2024-02", "robbery"), ("2024-03", "burglary")}


def test_a_grant_for_one_ward_and_month_brings_these_rows_and_no_others(site):
    site.admit("cy", ("offences", Level.RECORD, frozenset({"W-W"}), "2024-02", "2024-02"))
    client, query = signed_in(site, "cy"), Query("offences", Level.RECORD)

    assert client.sync(query).rows_fetched == 20
    table = client.incidents(query)
    assert set(table["month"].to_pylist()) == {"2024-02"}
    assert set(table["ward"].to_pylist()) == {"W-W"}


def test_what_is_withdrawn_is_gone_at_the_next_contact(site):
    site.admit("di", ("offences", Level.RECORD))
    client, query = signed_in(site, "di"), Query("offences", Level.RECORD)
    client.sync(query)
    number = next(number for number, grant in list_grants(site.portal) if grant.subject == "person:di")
    withdraw_grant(site.portal, number)

    with pytest.raises(AccessDenied):
        client.sync(query)

    assert client.cache.partitions() == {}
    with pytest.raises(AccessDenied):
        client.incidents(query)


def test_points_and_counts_sync_like_records(site):
    site.admit("ed", ("offences", Level.POINT), ("offences", Level.COUNTS))
    client = signed_in(site, "ed")

    for level in (Level.POINT, Level.COUNTS):
        assert client.load(Query("offences", level)).synced.months_fetched == 3
    points = client.incidents(Query("offences", Level.POINT))
    counts = client.incidents(Query("offences", Level.COUNTS))

    assert "location" not in points.column_names
    assert points.num_rows == 120
    # 20 incidents a ward and month, which rounding to the nearest 5 leaves as they are.
    assert counts["count"].to_pylist() == [20] * 6


def test_the_same_rows_come_by_pages_of_geojson(site):
    site.admit("flo", ("offences", Level.RECORD))
    client = signed_in(site, "flo")
    (info,) = client.datasets()

    pages = list(client.source.pages(info, limit="50"))

    assert [page["numberReturned"] for page in pages] == [50, 50, 20]
    by_pages = sorted(feature["id"] for page in pages for feature in page["features"])
    assert by_pages == sorted(client.source.incidents(info)["incident_id"].to_pylist())


def test_two_programs_share_one_session_and_each_renews_it(site):
    site.admit("gil", ("offences", Level.RECORD))
    signed_in(site, "gil")
    clients = [open_client(site.url, passphrase=PASSPHRASE) for _ in "12"]

    errors = []

    def work(client):
        try:
            client.datasets()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert open_client(site.url, passphrase=PASSPHRASE).me().username == "gil"


def test_signing_out_ends_the_session_here_and_at_the_portal(site):
    site.admit("hal", ("offences", Level.RECORD))
    client = signed_in(site, "hal")
    other = open_client(site.url, passphrase=PASSPHRASE)
    other.me()

    client.sign_out()

    with pytest.raises(SignInRequired):
        open_client(site.url, passphrase=PASSPHRASE)
    with pytest.raises(SignInRequired):
        other.datasets()


def test_offline_she_keeps_working_with_what_is_cached(site):
    site.admit("ida", ("offences", Level.RECORD))
    again = start(site.portal, site.supply)
    http = HttpSession(pause=lambda seconds: None)
    client = sign_in_client(again.url, lambda address: browse(address, "ida"), http, PASSPHRASE)
    query = Query("offences", Level.RECORD, period=Period("2024-01", "2024-02"))
    client.sync(query)
    again.stop()

    offline = open_client(again.url, http, PASSPHRASE)
    assert offline.incidents(query).num_rows == 80
    assert offline.catalogue().is_offline
    assert offline.load(query).synced is None
    with pytest.raises(InvalidInput, match="not cached for 2024-03"):
        offline.incidents(Query("offences", Level.RECORD))
    with pytest.raises(PortalUnreachable, match="cannot be reached"):
        offline.sync(query)


def test_nothing_of_the_data_or_the_session_lies_on_disk_in_the_clear(site, home):
    site.admit("jo", ("offences", Level.RECORD))
    client = signed_in(site, "jo")
    client.load(Query("offences", Level.RECORD))
    client.areas("ward")
    kept = client.cache.note("session")["refresh"].encode()

    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) > 5
    for secret in (MARKER.encode(), b"burglary", b"Ward W", kept, b"PAR1"):
        assert [path.name for path in files if secret in path.read_bytes()] == []


def test_everything_works_from_memory_alone(site, home, monkeypatch):
    monkeypatch.delenv("SAFESTATS_PASSPHRASE")
    site.admit("kim", ("offences", Level.RECORD))
    client = sign_in_client(site.url, lambda address: browse(address, "kim"))

    assert client.load(Query("offences", Level.RECORD)).table.num_rows == 120
    assert client.sync(Query("offences", Level.RECORD)).months_fetched == 0
    # Who signed in where is no secret: `account.json` says who did so last, and each person has a file of her own.
    written = sorted(path.name.partition("-")[0] for path in home.rglob("*") if path.is_file())
    assert written == ["account.json", "person"]
    client.sign_out()


def test_the_command_line_from_login_to_logout(site, tmp_path, capsys):
    site.admit("lea", ("offences", Level.RECORD), ("offences", Level.COUNTS))
    out = tmp_path / "offences.csv"

    def typed(*words: str) -> tuple[int, str, str]:
        return (main(words), *capsys.readouterr())

    login = [*SAFESTATS, "login", site.url, "--no-browser"]
    with subprocess.Popen(login, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        shown = process.stderr.readline() + process.stderr.readline()
        answer = browse(re.search(r"http\S+", shown)[0], "lea")
        assert "You can close this window" in answer.text
        assert process.stdout.read() == "Signed in at Test portal as Lea, Council.\n"
    assert process.returncode == 0

    _, listed, _ = typed("datasets")
    assert re.search(r"offences +record +Offences +2024-01 to 2024-03 +120 +OFFICIAL-SENSITIVE", listed)

    box = ("--bbox", "-0.2,51.4,-0.1,51.5")
    status, said, beside = typed("pull", "offences", "--from", "2024-01", "--to", "2024-02", *box, "--out", str(out))
    assert (status, said) == (0, f"40 rows written to {out}.\n")
    assert "2 months checked, 2 fetched" in beside
    assert "not encrypted. Handling: OFFICIAL-SENSITIVE" in beside
    with out.open(newline="") as file:
        assert {row["ward"] for row in csv.DictReader(file)} == {"W-W"}

    status, said, beside = typed("pull", "offences", "--out", str(out))
    assert (status, said, "--force" in beside) == (1, "", True)

    for end, month in (("--to", "1999-12"), ("--from", "2999-01")):
        status, _, beside = typed("pull", "offences", end, month, "--out", str(tmp_path / "none.csv"))
        assert (status, f"has nothing from {month} to {month}: it runs from" in beside) == (1, True)

    _, kept, _ = typed("cache", "status")
    assert "key kept by passphrase" in kept
    assert len(re.findall(r"offences +record +2024-0[12] +40 +\d{4}-", kept)) == 2

    assert typed("logout")[0] == 0
    assert "with `safestats login" in typed("datasets")[2]
    assert typed("cache", "clear")[0] == 0
    assert "offences" not in typed("cache", "status")[1]


def test_pull_writes_every_format_and_the_finest_level_unless_told(site, tmp_path, capsys):
    site.admit("max", ("offences", Level.POINT), ("offences", Level.COUNTS))
    signed_in(site, "max")

    assert main(["pull", "offences", "--area", "W-E", "--out", str(tmp_path / "points.gpkg")]) == 0
    assert main(["pull", "offences", "--level", "counts", "--out", str(tmp_path / "counts.gpkg")]) == 0
    assert main(["pull", "offences", "--category", "burglary", "--out", str(tmp_path / "all.parquet")]) == 0
    assert main(["pull", "offences", "--level", "record", "--out", str(tmp_path / "no.csv")]) == 1
    assert "There is no offences at the level record for you" in capsys.readouterr().err

    points = pyogrio.read_dataframe(tmp_path / "points.gpkg")
    assert (len(points), points.crs.to_epsg(), set(points["ward"])) == (60, 27700, {"W-E"})
    counts = pyogrio.read_dataframe(tmp_path / "counts.gpkg")
    assert set(counts.geometry.geom_type) == {"Polygon"}
    assert counts["count"].sum() == 120
    assert pq.read_table(tmp_path / "all.parquet").num_rows == 120
    assert not (tmp_path / "no.csv").exists()
    assert os.listdir(tmp_path / "home") == ["portals"]
