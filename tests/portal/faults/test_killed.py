"""Killed at any moment of its work, a portal has what it acknowledged, nothing by halves, and is back at once.

In every round a portal process is fed by two suppliers, fetches a web feed, runs the daily chore and streams whole
answers, while a command line takes in a file or erases rows. Both are killed. SAFESTATS_KILL_ROUNDS says how often,
both stores together.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyarrow as pa
import pytest
import requests
from sqlalchemy import func, select, update

from safestats_core.formats.profile_file import load_profile
from safestats_core.portal import audit
from safestats_core.portal.feeds.register import add_feed
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.retention import set_retention
from safestats_core.portal.schema import tables

ROUNDS = int(os.environ.get("SAFESTATS_KILL_ROUNDS", "20")) // 2
ROWS, OLD_ROWS = 300, 600
RESTART_SECONDS = 2.0
IN_SMALL_STEPS = (
    "import sys; from safestats_core.portal.lifecycle import retention; retention._BATCH = 100; "
    "from safestats_core.cli import main; sys.exit(main(sys.argv[1:]))"
)


@dataclass
class Campaign:
    """What was sent, and what the portal said of it.

    acknowledged  label -> the SHA-256 on its receipt
    streams       rows of each answer that was whole
    wrong         answers that nobody should get
    """

    rows_csv: object
    sent: dict[str, bytes] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    erasing: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    streams: list[int] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(4))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new(self):
        """A delivery of rows that no other has."""
        with self._lock:
            label = f"d{len(self.sent):05d}"
            self.sent[label] = self.rows_csv(ROWS, label, first=len(self.sent) * ROWS)
        return label

    def push(self, sender, over):
        """Send one delivery after the other, those first for which no receipt came."""
        waiting = [label for label in self.sent if label not in self.acknowledged and label not in self.erasing]
        while not over.is_set():
            label = waiting.pop() if waiting else self.new()
            with contextlib.suppress(requests.RequestException):
                answer = sender.push(self.sent[label], name=f"{label}.csv")
                if answer.status_code not in (200, 201):
                    self.wrong.append(answer.text)
                    continue
                self.acknowledged[label] = answer.json()["delivery"]

    def read(self, serving, over):
        """Stream the whole answer again and again: what ends as it should is a state between two publications."""
        while not over.is_set():
            over.wait(0.2)
            with contextlib.suppress(requests.RequestException, pa.ArrowException, OSError):
                answer = serving.get("/collections/offences/items?f=arrow", "ada")
                if answer.status_code != 200:
                    self.wrong.append(answer.text)
                    continue
                seen = Counter(pa.ipc.open_stream(answer.content).read_all()["outcome"].to_pylist())
                self.streams.append(sum(seen.values()))
                self.wrong += [f"half a batch was seen: {each}" for each in seen.items() if each[1] != ROWS]


@pytest.fixture
def campaign(rows_csv):
    return Campaign(rows_csv)


@pytest.fixture
def website(campaign):
    """A feed that has something new whenever it is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            label = campaign.new()
            campaign.erasing.add(label)  # it is there once, or not at all, and nobody sends it again
            body = campaign.sent[label]
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_):
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/offences.csv"
        server.shutdown()


@pytest.fixture
def grow_old(portal, offences_profile, rows_csv, tmp_path):
    """Fills a second dataset with rows that are past their time."""
    described = tmp_path / "old.toml"
    described.write_text(offences_profile.read_text().replace('"offences"', '"old"'))
    path = tmp_path / "old.csv"
    path.write_bytes(rows_csv(OLD_ROWS, "old", month="2015-01"))

    def fill():
        with contextlib.suppress(Exception):
            set_retention(portal, "old", None)
        ingest(portal, path, load_profile(described), again=True)
        set_retention(portal, "old", 12)
        with portal.engine.begin() as connection:
            connection.execute(update(tables.chores).values(next_run=int(time.time()) - 1))
            connection.execute(update(tables.feeds).values(next_run=0, held_until=0))

    return fill


@pytest.fixture
def command(portal, campaign, offences_profile, tmp_path):
    """Starts a command that changes the portal beside the process that serves it."""
    url = portal.engine.url.render_as_string(hide_password=False)
    database = () if portal.engine.dialect.name == "sqlite" else ("--database", url)

    def run(*words):
        command = [sys.executable, "-m", "safestats_core.cli", "portal", *map(str, words), *database]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def take_in_or_erase(number):
        """The process, the label of what it is about, and how many rows of it there are when it has ended."""
        done = [label for label in campaign.acknowledged if label not in campaign.erasing]
        if number % 2 and done:
            label = campaign.chance.choice(done)
            campaign.erasing.add(label)
            ids = tmp_path / "ids.txt"
            ids.write_text("\n".join(line.split(",")[0] for line in campaign.sent[label].decode().split()[1:]))
            words = ("erase", portal.folder, "offences", "--ids", ids, "--reason", "a test")
            return run(*words), label, 0
        label = campaign.new()
        path = tmp_path / f"{label}.csv"
        path.write_bytes(campaign.sent[label])
        return run("ingest", portal.folder, path, "--profile", offences_profile), label, ROWS

    return take_in_or_erase


def wait_for_receipt(campaign, known):
    deadline = time.monotonic() + 25
    while campaign.acknowledged.keys() <= known and time.monotonic() < deadline:
        time.sleep(0.02)


def there(portal):
    """How many rows of each delivery analysts can see."""
    row = tables.incidents.c
    counted = select(row.outcome, func.count()).where(~row.removed).group_by(row.outcome)
    with portal.engine.connect() as connection:
        return dict(connection.execute(counted).all())


def in_cube(portal):
    with portal.engine.connect() as connection:
        return int(connection.scalar(select(func.sum(tables.counts.c["rows"]))) or 0)


def check(portal, campaign):
    """Everything that was acknowledged is there, nothing is there by halves, and all books agree."""
    found = there(portal)
    old = found.pop("old", 0)
    assert set(found.values()) <= {ROWS}, "a half batch"
    assert not campaign.wrong
    missing = [label for label in campaign.acknowledged if label not in found and label not in campaign.erasing]
    assert not missing, "acknowledged rows were lost"
    assert in_cube(portal) == sum(found.values()) + old
    assert old % 100 == 0
    assert audit.verify(portal).is_intact
    for folder in portal.quarantine.iterdir():
        if len(folder.name) == 64:
            (file,) = folder.iterdir()
            assert hashlib.sha256(file.read_bytes()).hexdigest() == folder.name


def test_what_was_acknowledged_survives_every_kill_and_nothing_is_there_by_halves(
    portal, prepare, start, sender, campaign, website, grow_old, command, capsys, settle
):
    prepare(portal)
    grow_old()
    add_feed(portal, "offences", url=website, every=10, allow_private=True)
    serving = start(portal, code=IN_SMALL_STEPS)
    senders = [sender(portal, serving, name) for name in ("Met", "City")]
    restarts, worked, killed_commands = [], [], 0
    for number in range(ROUNDS):
        known = set(campaign.acknowledged)
        over = threading.Event()
        beside, label, rows_then = command(number)
        workers = [threading.Thread(target=campaign.push, args=(each, over)) for each in senders]
        workers.append(threading.Thread(target=campaign.read, args=(serving, over)))
        for worker in workers:
            worker.start()
        if campaign.chance.random() < 0.6:  # else it is killed while it starts to work
            wait_for_receipt(campaign, known)
        time.sleep(campaign.chance.uniform(0.02, 1.2))
        over.set()
        serving.kill()
        time.sleep(campaign.chance.choice((0, campaign.chance.uniform(0, 1.5))))
        beside.kill()
        if beside.wait(20) == 0:
            assert there(portal).get(label, 0) == rows_then
        else:
            killed_commands += 1
        for worker in workers:
            worker.join(60)
        settle()
        check(portal, campaign)

        grow_old()
        serving = start(portal, code=IN_SMALL_STEPS)
        restarts.append(serving.started)
        worked.append(serving.worked)
        for each in senders:
            each.serving = serving
        new = [label for label in campaign.acknowledged if label not in known]
        # Only who sent a delivery may read its receipt, and either may have sent it.
        for label in new[-1:]:
            answers = [each.push(campaign.sent[label], name=f"{label}.csv") for each in senders]
            assert [each.status_code for each in answers] == [200, 200]
            assert answers[0].json()["delivery"] == campaign.acknowledged[label]
            assert there(portal).get(label) in ((ROWS,) if label not in campaign.erasing else (ROWS, None))
    serving.stop()
    check(portal, campaign)
    collected = {entry.detail.get("delivery") for entry in audit.search(portal) if entry.operation == "collection"}
    assert set(campaign.acknowledged.values()) <= collected
    with capsys.disabled():
        print(
            f"\n{portal.engine.dialect.name}: {ROUNDS} rounds, {len(campaign.acknowledged)} acknowledged deliveries of "
            f"{len(campaign.sent)} sent, {len(campaign.streams)} whole streams, {killed_commands} commands killed; "
            f"restart {statistics.median(restarts):.2f} s in the middle, {max(restarts):.2f} s at most, "
            f"{statistics.median(worked):.2f} s of a processor"
        )
    assert campaign.acknowledged
    # What else this machine does at the time is no part of what a restart needs.
    assert statistics.median(worked) < RESTART_SECONDS
