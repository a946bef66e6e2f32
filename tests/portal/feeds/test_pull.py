"""The portal fetches what is new by itself, once, from where it may, and whole; failures are said and tried again."""

from __future__ import annotations

import gzip
import ssl
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import update

from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.databases.database import writing
from safestats_core.portal.feeds import addresses, fetching, running
from safestats_core.portal.feeds.register import add_feed, get_feed, list_feeds, remove_feed
from safestats_core.portal.feeds.turns import turn
from safestats_core.portal.schema import tables

sqlite_only = pytest.mark.parametrize("store", ["sqlite"])


@pytest.fixture
def run(portal):
    """Runs a feed once, in a turn of its own."""

    def once(feed):
        current = get_feed(portal, feed.id)
        with turn(portal, current) as is_mine:
            assert is_mine
            return running.run_feed(portal, current, [])

    return once


@pytest.fixture
def feed(portal, dataset, website):
    return add_feed(portal, dataset, website.url, allow_private=True)


@pytest.mark.parametrize("mark", ["etag", "modified"])
def test_what_is_new_is_taken_in_and_what_is_not_is_not_fetched(portal, website, feed, run, rows_csv, published, mark):
    setattr(website, mark, '"first"' if mark == "etag" else "Mon, 05 Feb 2024 10:00:00 GMT")
    website.body = rows_csv(20)
    assert [each.numbers["added"] for each in run(feed)] == [20]
    assert run(feed) == []
    setattr(website, mark, '"second"' if mark == "etag" else "Tue, 06 Feb 2024 10:00:00 GMT")
    website.body = rows_csv(25)
    before = time.time()
    assert [each.numbers["added"] for each in run(feed)] == [5]
    assert published() == 25
    sent = [each.get("if-none-match" if mark == "etag" else "if-modified-since") for each in website.asked]
    assert sent[0] is None
    assert sent[1] == sent[2]
    assert sent[2] in ('"first"', "Mon, 05 Feb 2024 10:00:00 GMT")
    state = get_feed(portal, feed.id)
    assert (state.failures, state.last_error) == (0, None)
    assert before + 899 <= state.next_run <= time.time() + 900
    collected = [each.person for each in audit.search(portal) if each.operation == "collection"]
    assert collected == [f"feed:{feed.id}"] * 2


@sqlite_only
def test_packed_answers_and_names_by_header_are_read(website, feed, run, rows_csv, published, portal):
    website.body = gzip.compress(rows_csv(10))
    website.headers = {"Content-Encoding": "gzip", "Content-Disposition": 'attachment; filename="2024-01-met.csv"'}
    [receipt] = run(feed)
    assert published() == 10
    assert (portal.quarantine / receipt.delivery / "2024-01-met.csv").exists()


FAILURES = {
    "answers 500": {"status": 500},
    "answers 304": {"status": 304},
    "broke off after 100 of": {"cut_after": 100},
    "does not state how long": {"states_length": False},
    "at most, unpacked": {"body": b"x" * 200_001},
    "times its size": {"body": gzip.compress(b"0" * (80 << 20)), "headers": {"Content-Encoding": "gzip"}},
    "was not asked for": {"headers": {"Content-Encoding": "br"}},
    "no column 'ref'": {"body": b"other,columns\n1,2\n"},
    "more than 5": {"status": 302, "headers": {"Location": "/again"}},
    "is not a web address": {"status": 302, "headers": {"Location": "file:///etc/passwd"}},
    "which is not a public": {"status": 301, "headers": {"Location": "http://169.254.169.254/latest/"}},
}


@sqlite_only
@pytest.mark.parametrize("words", FAILURES)
def test_a_failure_is_said_kept_and_tried_again_later(portal, dataset, website, run, rows_csv, published, words):
    website.body = rows_csv(20)
    most = (1 << 30) if "times" in words else 200_000
    feed = add_feed(portal, dataset, website.url, allow_private=True, most_bytes=most)
    for name, value in FAILURES[words].items():
        setattr(website, name, value)
    before = time.time()
    with pytest.raises(SafeStatsError, match=words):
        run(feed)
    state = get_feed(portal, feed.id)
    assert state.failures == 1
    assert words in state.last_error
    assert before + 29 <= state.next_run <= time.time() + 60
    assert published() == 0
    for name in ("status", "headers", "cut_after", "states_length"):
        setattr(website, name, {"status": 200, "headers": {}, "cut_after": None, "states_length": True}[name])
    website.body = rows_csv(20)
    run(feed)
    assert (get_feed(portal, feed.id).failures, get_feed(portal, feed.id).last_error) == (0, None)
    assert published() == 20


def test_waits_grow_and_differ():
    waits = [{running.wait_after(failures, 900) for _ in range(50)} for failures in (1, 2, 3, 30)]
    for drawn, longest in zip(waits, (60, 120, 240, 6 * 3600)):
        assert longest / 2 - 1 <= min(drawn) <= max(drawn) <= longest
        assert len(drawn) > 5
    assert running.wait_after(1, 10) <= 10
    assert running.wait_after(99, 86_400) <= 86_400


PRIVATE = ("127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.0.1", "100.64.0.1", "0.0.0.0", "::1", "fd00::1")
NEVER = ("169.254.169.254", "fe80::1", "224.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::")


@pytest.mark.parametrize(
    "address", [*PRIVATE, *NEVER, "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "localhost"]
)
def test_private_addresses_are_refused_in_every_spelling(address):
    with pytest.raises(SafeStatsError, match="not a public address"):
        addresses.connect(address, 9, 1, allow_private=False)


@pytest.mark.parametrize("address", NEVER)
def test_addresses_of_the_machine_itself_are_refused_even_where_private_ones_are_allowed(address):
    with pytest.raises(SafeStatsError, match="not a public address"):
        addresses.connect(address, 9, 1, allow_private=True)


@sqlite_only
def test_a_feed_from_the_own_network_needs_leave(portal, dataset, website, run, published):
    feed = add_feed(portal, dataset, website.url)
    with pytest.raises(SafeStatsError, match="--allow-private"):
        run(feed)
    assert website.asked == []


@sqlite_only
def test_headers_go_to_their_address_and_to_no_other(portal, dataset, website, run, rows_csv, tmp_path):
    key = tmp_path / "headers"
    key.write_text("X-Api-Key: sesame-open\n\nAccept-Language: en\n")
    key.chmod(0o644)
    with pytest.raises(InvalidInput, match="chmod 600"):
        add_feed(portal, dataset, website.url, header_file=key, allow_private=True)
    key.chmod(0o600)
    feed = add_feed(portal, dataset, website.url + "?key=hidden", header_file=key, allow_private=True)
    website.body = rows_csv(3)
    run(feed)
    assert (website.asked[0]["x-api-key"], website.asked[0]["path"]) == ("sesame-open", "/offences.csv?key=hidden")
    elsewhere = website.url.replace("127.0.0.1", "localhost")
    website.status, website.headers = 302, {"Location": elsewhere}
    with pytest.raises(SafeStatsError, match="more than 5"):
        run(feed)
    assert [each.get("x-api-key") for each in website.asked[1:3]] == ["sesame-open", None]
    assert "sesame" not in repr(list(audit.search(portal))) + repr(list_feeds(portal))
    assert "hidden" not in repr(list(audit.search(portal))) + feed.source + repr(list_feeds(portal))
    key.write_text("Host: elsewhere\n")
    with pytest.raises(InvalidInput, match="Line 1"):
        run(feed)


@sqlite_only
def test_a_certificate_is_checked(portal, dataset, website, run, rows_csv, published, tmp_path, monkeypatch):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    (tmp_path / "certificate").write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    (tmp_path / "key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    website.secure(context)
    website.body = rows_csv(4)
    feed = add_feed(portal, dataset, website.url.replace("http://127.0.0.1", "https://localhost"), allow_private=True)
    with pytest.raises(SafeStatsError, match="certificate verify failed"):
        run(feed)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    run(feed)
    assert published() == 4
    other = add_feed(portal, dataset, website.url.replace("http://", "https://"), allow_private=True)
    with pytest.raises(SafeStatsError, match="certificate"):
        run(other)


@sqlite_only
def test_an_address_with_a_password_or_another_scheme_is_refused(portal, dataset):
    for url in (
        "ftp://example.org/x",
        "file:///etc/passwd",
        "https://user@example.org/",
        "http:///x",
        "x",
        "http://a b/",
    ):
        with pytest.raises(InvalidInput):
            add_feed(portal, dataset, url)
    with pytest.raises(InvalidInput, match="Every 1 seconds"):
        add_feed(portal, dataset, "https://example.org/x.csv", every=1)
    assert list_feeds(portal) == []


def test_a_redirect_to_plain_http_is_not_followed():
    class Answer:
        status, reason = 302, "Found"
        headers = {"location": "http://example.org/x.csv"}

    with pytest.raises(SafeStatsError, match="https to http"):
        fetching._next("https://example.org/x.csv", Answer())


def test_two_processes_fetch_once(portal, website, feed, start, rows_csv, published):
    website.body, website.etag = rows_csv(30), '"one"'
    with writing(portal.engine) as connection:
        connection.execute(update(tables.feeds).values(next_run=int(time.time()) + 4))
    servers = [start(), start()]
    deadline = time.monotonic() + 90
    while not published() and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(2.5)
    assert published() == 30
    assert len(website.asked) == 1
    assert get_feed(portal, feed.id).failures == 0
    for server in servers:
        assert server.stop() == 0
        assert "Traceback" not in server.log.read_text()


@sqlite_only
def test_who_holds_a_feed_holds_it_alone_and_a_dead_one_lets_go(portal, feed):
    with turn(portal, feed) as mine, turn(portal, feed) as other:
        assert (mine, other) == (True, False)
    with turn(portal, feed) as again:
        assert again
    with writing(portal.engine) as connection:
        connection.execute(update(tables.feeds).values(held_by="killed", held_until=int(time.time()) - 1))
    with turn(portal, feed) as mine:
        assert mine
    with turn(portal, replace(feed, next_run=feed.next_run - 1)) as stale:
        assert not stale
    remove_feed(portal, feed.id)
    with turn(portal, feed) as removed:
        assert not removed
