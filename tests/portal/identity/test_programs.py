"""Programs that read: registered by those who run the portal, with rights of their own, on both kinds of database."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import requests

from safestats_core.access import Grant, Level
from safestats_core.cache import passphrase
from safestats_core.cli import main
from safestats_core.client import open_client
from safestats_core.errors import AccessDenied, InvalidInput, SignInFailed, SignInRequired, TermsNotAccepted
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import audit
from safestats_core.portal.feeds.suppliers import add_supplier
from safestats_core.portal.people import add_grant, add_person, check_password
from safestats_core.portal.rights.accounts import lock_account, set_password, unlock_account
from safestats_core.portal.rights.delegation import add_delegation
from safestats_core.portal.rights.programs import (
    accept_for_program,
    add_program,
    list_programs,
    revoke_program,
    rotate_program,
)
from safestats_core.portal.rights.terms import set_terms
from safestats_core.query import Query
from safestats_core.retrieval.client_credentials import sign_in_program
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import HttpSession

MARKER, PHRASE = "Zyzzyva Crescent", "lantern-over-slow-water"
MONTHS = ("2024-01", "2024-02")


def _incidents() -> pa.Table:
    rows = [
        {
            "incident_id": f"{month}/{number}",
            "supplier": "Test Police",
            "category": "burglary",
            "start": datetime.fromisoformat(f"{month}-05T12:00:00+00:00"),
            "end": datetime.fromisoformat(f"{month}-05T12:00:00+00:00"),
            "time_precision": "exact",
            "month": month,
            "longitude": -0.1,
            "latitude": 51.5,
            "location_precision": "exact",
            "location": f"{MARKER} {number}",
            "borough": "B1",
            "ward": ("W1", "W2")[number % 2],
        }
        for month in MONTHS
        for number in range(20)
    ]
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


@pytest.fixture
def filled(portal, offences, put):
    """Two months of twenty offences, half of them in ward W1, and one person."""
    put(portal, offences, _incidents())
    add_person(portal, "amira", "Amira Hassan", "Council", PHRASE)
    return portal


@pytest.fixture
def url(filled, serve_here):
    with serve_here(filled) as url:
        yield url


@pytest.fixture
def home(tmp_path, monkeypatch, leak_scan):
    """The job's folder; neither what it read nor its secret ever stands in it in the clear."""
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", PHRASE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)
    secrets = [MARKER]
    yield secrets
    assert leak_scan(secrets, [tmp_path / "home"]) == []


def _source(url, made):
    http = HttpSession(pause=lambda seconds: None)
    return PortalSource(url, http, sign_in_program(url, http, made.client_id, made.value))


def _ask(url, pair, **form):
    return requests.post(f"{url}/oauth/token", {"grant_type": "client_credentials", **form}, auth=pair, timeout=20)


def test_a_job_is_registered_signs_in_syncs_and_counts_and_the_log_says_that_it_was_a_program(
    filled, url, home, tmp_path, monkeypatch, capsys, leak_scan
):
    folder = str(filled.folder)
    if filled.engine.dialect.name == "postgresql":
        monkeypatch.setenv("SAFESTATS_DATABASE", filled.engine.url.render_as_string(hide_password=False))

    def run(*words):
        assert main([str(each) for each in words]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    told = run("portal", "program", "add", folder, "nightly", "--title", "Nightly report", "--organisation", "Council")
    client_id, secret = (line.split()[-1] for line in told.splitlines()[:2])
    home.append(secret)
    run("portal", "grant", "add", folder, "program:nightly", "offences", "record", "--areas", "W1")
    run("portal", "grant", "add", folder, "program:nightly", "offences", "counts", "--disclosure", "none")
    assert "program:nightly" in run("portal", "program", "list", folder)
    monkeypatch.setenv("SAFESTATS_CLIENT_SECRET", secret)
    assert "as Nightly report, Council" in run("login", url, "--client-id", client_id)
    monkeypatch.delenv("SAFESTATS_CLIENT_SECRET")
    run("pull", "offences", "--level", "record", "--as", "program:nightly", "--out", tmp_path / "w1.parquet")
    table = pq.read_table(tmp_path / "w1.parquet")
    assert (table.num_rows, set(table["ward"].to_pylist())) == (20, {"W1"})
    run("pull", "offences", "--level", "counts", "--out", tmp_path / "counts.parquet")
    assert sum(pq.read_table(tmp_path / "counts.parquet")["count"].to_pylist()) == 40
    client = open_client(url, passphrase=PHRASE)
    assert client.me().username == "program:nightly"
    assert client.sync(Query("offences", Level.RECORD)).rows_fetched == 0
    done = {(entry.operation, entry.person) for entry in _log(filled)}
    assert {("sign-in", "program:nightly"), ("disclosure", "program:nightly")} <= done
    run("logout", "--shred")
    assert leak_scan([secret], [filled.folder]) == [], "the portal keeps a digest of it"


def _log(portal):
    return list(audit.find(portal, audit.Wanted()))


@pytest.mark.parametrize("end", ["rotated", "locked", "revoked"])
def test_a_token_is_void_as_soon_as_its_program_is(filled, url, end):
    made = add_program(filled, "nightly", "Nightly report", "Council")
    add_grant(filled, Grant("program:nightly", "offences", Level.RECORD))
    source = _source(url, made)
    assert source.incidents(source.datasets()[0]).num_rows == 40
    if end == "rotated":
        fresh = rotate_program(filled, "nightly")
    elif end == "locked":
        lock_account(filled, "program:nightly")
    else:
        revoke_program(filled, "nightly")
    token = source._bearer.tokens.access
    assert requests.get(f"{url}/me", headers={"Authorization": f"Bearer {token}"}, timeout=20).status_code == 401
    with pytest.raises((SignInFailed, SignInRequired)):
        source.me()
    if end == "rotated":
        assert _source(url, fresh).me().username == "program:nightly"
    elif end == "locked":
        unlock_account(filled, "program:nightly")
        assert _source(url, made).datasets()
    else:
        assert list_programs(filled) == []
        with pytest.raises(InvalidInput, match="There is or was a program 'nightly'"):
            add_program(filled, "nightly", "Another", "Council")


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_program_ends_by_itself_and_so_do_its_grants(filled, url):
    soon = datetime.now(timezone.utc) + timedelta(seconds=8)  # a busy machine has to sign two in before
    made = add_program(filled, "brief", "A trial", "Council", soon)
    lasting = add_program(filled, "lasting", "A job", "Council")
    add_grant(filled, Grant("program:lasting", "offences", Level.RECORD, expires=soon))
    first, second = _source(url, made), _source(url, lasting)
    assert (first.me().username, len(second.datasets())) == ("program:brief", 1)
    time.sleep(max(0.0, (soon - datetime.now(timezone.utc)).total_seconds()) + 1.1)
    assert second.datasets() == []
    with pytest.raises((SignInFailed, SignInRequired)):
        first.me()


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_person_of_its_organisation_accepts_the_terms_for_it_and_it_cannot_itself(filled, url, capsys):
    made = add_program(filled, "nightly", "Nightly report", "Council")
    add_grant(filled, Grant("program:nightly", "offences", Level.RECORD))
    add_person(filled, "otto", "Otto Else", "Elsewhere", PHRASE)
    set_terms(filled, "offences", "Not for publication.")
    source = _source(url, made)
    (dataset,) = source.datasets()
    with pytest.raises(TermsNotAccepted):
        source.incidents(dataset)
    with pytest.raises(Exception, match="A person accepts terms of use for a program"):
        source.accept_terms(dataset, 1)
    for who in ("otto", "nobody", "program:nightly"):
        with pytest.raises(InvalidInput, match="by a person of Council"):
            accept_for_program(filled, "nightly", "offences", 1, who)
    assert main(["portal", "program", "accept", str(filled.folder), "nightly", "offences", "1", "--by", "amira"]) == 0
    assert source.incidents(dataset).num_rows == 40
    entry = next(each for each in _log(filled) if each.detail.get("change") == "terms of use accepted")
    assert (entry.detail["program"], entry.detail["accepted_by"]) == ("program:nightly", "amira")
    set_terms(filled, "offences", "Nor for recruitment.")
    with pytest.raises(TermsNotAccepted):
        source.incidents(dataset)


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_wrong_secret_opens_nothing_is_not_written_down_and_costs_waiting_time(filled, url):
    made = add_program(filled, "nightly", "Nightly report", "Council")
    guess = "a-guess-that-must-not-be-kept"
    for pair in ((made.client_id, guess), (guess, made.value), ("program-0123456789abcdef", made.value)):
        assert _ask(url, pair).status_code == 401
    assert _ask(url, (made.client_id, made.value), scope="feed").json()["error"] == "invalid_scope"
    assert all(guess not in str(entry) and made.value not in str(entry) for entry in _log(filled))
    statuses = [_ask(url, (made.client_id, guess)).status_code for _ in range(3)]
    # The next has to wait; on a busy machine it may come after a wait that is short yet, and the one after it waits.
    while statuses[-1] == 401 and len(statuses) < 9:
        statuses.append(_ask(url, (made.client_id, guess)).status_code)
    assert statuses[-1] == 429


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_program_is_no_person_and_no_supplier(filled, url):
    made = add_program(filled, "nightly", "Nightly report", "Council")
    assert made.value not in repr(made)
    assert check_password(filled, "program:nightly", "") is None
    with pytest.raises(InvalidInput, match="has a secret, and no password"):
        set_password(filled, "program:nightly", "long enough for a password")
    with pytest.raises(InvalidInput, match="hands nothing on"):
        add_delegation(filled, "Council", "program:nightly", ["offences"])
    for subject in ("person:program:nightly", "person:nightly", "program:amira", "program:nobody"):
        with pytest.raises(InvalidInput, match=f"Nobody is {subject}"):
            add_grant(filled, Grant(subject, "offences", Level.RECORD))
    with pytest.raises(InvalidInput, match="cannot be a username"):
        add_person(filled, "program:other", "A person", "Council", PHRASE)
    access = _ask(url, (made.client_id, made.value)).json()["access_token"]
    push = requests.post(f"{url}/feeds/offences", b"ref", headers={"Authorization": f"Bearer {access}"}, timeout=20)
    assert push.status_code == 401, "it reads, and sends nothing"
    supplier = add_supplier(filled, "Test Police", ["offences"])
    with pytest.raises(SignInFailed, match="reads none"):
        sign_in_program(url, HttpSession(), supplier.supplier.client_id, supplier.value)


def test_what_it_is_not_granted_is_nowhere(filled, url):
    made = add_program(filled, "nightly", "Nightly report", "Council")
    add_grant(filled, Grant("person:amira", "offences", Level.RECORD))
    source = _source(url, made)
    assert source.datasets() == []
    headers = {"Authorization": f"Bearer {source._bearer.tokens.access}"}
    hidden, unknown = (
        requests.get(f"{url}/collections/{name}/items", headers=headers, timeout=20) for name in ("offences", "nowhere")
    )
    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    with pytest.raises(AccessDenied):
        next(iter(source.pages(_Named("offences"))))


class _Named:
    """As much of a dataset as an address needs."""

    def __init__(self, collection: str) -> None:
        self.collection = collection
