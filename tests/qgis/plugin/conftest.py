"""A real portal with a small made-up city, QGIS's plugin turned towards it, and a watch on QGIS's main thread."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QColor, QFont, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

USERNAME, PASSPHRASE = "amira", "heron velvet quarry"
COLLEAGUE = "bea"
"""She has the same passphrase, records and counts of the police everywhere, and of the fire brigade under terms."""
_SERVE = """
import sys
from pathlib import Path
from safestats_core.portal.portal import open_portal
from safestats_core.portal.web.server import serve
serve(open_portal(Path(sys.argv[1])), port=0)
"""
_LARGE = """
import sys
from pathlib import Path
from safestats_core.access import Grant, Level
from safestats_core.demo_city.city import write_city
from safestats_core.demo_city.files import profile_path
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import init_portal
folder, incidents, username, passphrase = Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
write_city(folder / "city", incidents)
portal = init_portal(folder / "portal", "Doggerbank")
ingest(portal, folder / "city" / "police-recorded.csv", load_profile(profile_path("police-recorded")))
add_person(portal, username, "Amira Hassan", "Council", passphrase)
add_grant(portal, Grant(f"person:{username}", "police-recorded", Level.RECORD))
portal.close()
"""


@dataclass(frozen=True)
class CityPortal:
    """A portal process; its analyst has records of one borough, points of it, and counts of everywhere.

    Her colleague has terms of use to accept, and months that are missing.
    markers  words that stand in records of that borough and, by chance, nowhere else
    serve    a program that serves the portal in the folder that it is given, such as `folder`
    """

    url: str
    borough: str
    markers: tuple[str, ...] = ()
    folder: Path = Path()
    serve: str = _SERVE
    pid: int = 0


@pytest.fixture(scope="session")
def city_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityPortal]:
    from safestats.safestats_core.access import Grant, Level
    from safestats.safestats_core.demo_city.city import write_city
    from safestats.safestats_core.demo_city.files import profile_path
    from safestats.safestats_core.formats.profile_file import load_profile
    from safestats.safestats_core.portal.boundaries.areas import add_areas
    from safestats.safestats_core.portal.intake.ingest import ingest
    from safestats.safestats_core.portal.lifecycle.coverage import state_coverage
    from safestats.safestats_core.portal.people import add_grant, add_person
    from safestats.safestats_core.portal.portal import init_portal
    from safestats.safestats_core.portal.rights.terms import set_terms
    from safestats.safestats_core.query import Period

    folder = tmp_path_factory.mktemp("portal")
    city = write_city(folder / "city", 3_000)
    portal = init_portal(folder / "portal", "Doggerbank")
    for area_type in ("borough", "ward"):
        add_areas(portal, folder / "city" / f"{area_type}s.geojson", area_type)
    for name in ("police-recorded", "ambulance", "emergency-departments", "fire"):
        ingest(portal, folder / "city" / f"{name}.csv", load_profile(profile_path(name)))
    add_person(portal, USERNAME, "Amira Hassan", "Council", PASSPHRASE)
    borough = city.boroughs[0].code
    for grant in (
        Grant(f"person:{USERNAME}", "police-recorded", Level.RECORD, frozenset({borough})),
        Grant(f"person:{USERNAME}", "ambulance", Level.POINT, frozenset({borough})),
        Grant(f"person:{USERNAME}", "emergency-departments", Level.COUNTS),
    ):
        add_grant(portal, grant)
    add_person(portal, COLLEAGUE, "Bea Larsen", "Council", PASSPHRASE)
    for dataset, level in (
        ("police-recorded", Level.RECORD),
        ("police-recorded", Level.COUNTS),
        ("fire", Level.RECORD),
    ):
        add_grant(portal, Grant(f"person:{COLLEAGUE}", dataset, level))
    set_terms(portal, "fire", "Only to prevent fires.")
    for month, state in (("2024-03", "missing"), ("2024-05", "partial")):
        state_coverage(portal, "fire", "Doggerbank Fire and Rescue", Period(month, month), state, "lost in a move")
    markers = _markers(portal, borough)
    portal.close()
    with _served(folder / "portal") as (url, pid):
        yield CityPortal(url, borough, markers, folder / "portal", pid=pid)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a portal that answers meanwhile."""
    process = subprocess.Popen([sys.executable, "-c", _SERVE, str(folder)], stdout=subprocess.PIPE, text=True)
    yield process.stdout.readline().split()[-1], process.pid
    process.terminate()
    process.wait(60)
    process.stdout.close()


@pytest.fixture(scope="session")
def large_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityPortal]:
    """A portal whose analyst may see every offence of a large city: SAFESTATS_SYNC_ROWS of them, or a few more."""
    folder = tmp_path_factory.mktemp("large")
    # Five in eight of a city's incidents are the police's.
    incidents = 1 + int(os.environ.get("SAFESTATS_SYNC_ROWS", "25000")) * 13 // 8
    # Apart: a portal starts processes of its own to take in much, and those know nothing of a name made for a test.
    subprocess.run([sys.executable, "-c", _LARGE, str(folder), str(incidents), USERNAME, PASSPHRASE], check=True)
    with _served(folder / "portal") as (url, pid):
        yield CityPortal(url, "", (), folder / "portal", pid=pid)


def _markers(portal, borough: str) -> tuple[str, ...]:
    """The suppliers' own numbers of some records, spread over all months."""
    from safestats.safestats_core.portal.schema.tables import incidents
    from sqlalchemy import select

    mine = (incidents.c.dataset == "police-recorded", incidents.c.borough == borough)
    with portal.engine.connect() as connection:
        numbers = list(connection.scalars(select(incidents.c.source_id).where(*mine).order_by(incidents.c.start)))
    assert min(map(len, numbers)) > 7, "short words may stand anywhere"
    return tuple(numbers[:: max(1, len(numbers) // 15)])


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.action, self.values = "", {}

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input":
            self.values[attributes["name"]] = attributes.get("value", "")


@pytest.fixture(scope="session")
def fill_in_the_form_as() -> Callable[[str], Callable[[str], None]]:
    """What somebody does in her browser, in a thread as a browser runs beside QGIS; a code is typed and allowed."""

    def visit(username: str, address: str) -> None:
        with requests.Session() as browser:
            page = browser.get(address, timeout=10)
            for filled in ({"username": username, "password": PASSPHRASE}, {"decision": "allow"}):
                form = _Form()
                form.feed(page.text)
                if form.action:
                    page = browser.post(urljoin(page.url, form.action), data={**form.values, **filled}, timeout=10)

    def person(username: str) -> Callable[[str], None]:
        return lambda address: threading.Thread(target=visit, args=(username, address), daemon=True).start()

    return person


@pytest.fixture(scope="session")
def fill_in_the_form(fill_in_the_form_as) -> Callable[[str], None]:
    """The same for the analyst."""
    return fill_in_the_form_as(USERNAME)


_ASKED_FOR = (".gpkg", ".csv", ".parquet", ".html", ".png")
"""Files that a test has named as an output: what a person asks for is hers."""


@pytest.fixture
def project(qgis_app, qgis_new_project) -> Iterator[QgsProject]:
    """QGIS's project, empty before and after."""
    project = QgsProject.instance()
    yield project
    project.clear()


@pytest.fixture
def home(qgis_app, tmp_path, monkeypatch, leak_scan, request) -> Iterator[Path]:
    """Where SafeStats keeps its files in a test; no keyring of the person who runs it is touched.

    After the test neither a record nor a passphrase lies in the clear in these files, among temporary ones, in QGIS's
    profile, in projects that were saved, or in QGIS's log.
    """
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    logged: list[str] = []
    QgsApplication.messageLog().messageReceived.connect(lambda words, tag, level: logged.append(words))
    yield tmp_path / "home"
    (tmp_path / "logged.txt").write_text("\n".join(logged), encoding="utf-8")
    markers = [PASSPHRASE]
    if "city_portal" in request.fixturenames:
        markers += request.getfixturevalue("city_portal").markers
    asked_for = [path for path in tmp_path.rglob("*") if path.suffix in _ASKED_FOR]
    folders = [tmp_path, Path(QgsApplication.qgisSettingsDirPath())]
    assert leak_scan(markers, folders, asked_for) == []


@pytest.fixture
def make_dataset() -> Callable[..., object]:
    """Makes the description of a dataset, as a portal would give it."""
    from safestats.safestats_core.access import LEVEL_SCHEMAS, Level
    from safestats.safestats_core.retrieval.catalogue import DatasetInfo

    def make(level: Level, first_month: str = "2024-06", last_month: str = "2024-06") -> DatasetInfo:
        return DatasetInfo(
            collection="calls",
            dataset="calls",
            level=level,
            title="Calls",
            agency="ambulance",
            theme="Health",
            description="Calls for an ambulance",
            attribution="Made-up attribution",
            licence="CC0-1.0",
            handling="OFFICIAL-SENSITIVE",
            time_zone="Europe/London",
            crs="EPSG:27700",
            fields=tuple(LEVEL_SCHEMAS[level].names),
            scope_hash="00",
            lease_hours=72,
            updated=None,
            first_month=first_month,
            last_month=last_month,
            rows=2,
        )

    return make


@pytest.fixture(scope="session")
def incidents_of_a_month() -> Callable[[int], object]:
    """Makes a table of incidents of June 2024 all over London, at the point level."""
    import numpy as np
    import pyarrow as pa
    from safestats.safestats_core.access import LEVEL_SCHEMAS, Level
    from safestats.safestats_core.incidents import CATEGORIES

    def make(rows: int) -> pa.Table:
        random = np.random.default_rng(5)
        schema = LEVEL_SCHEMAS[Level.POINT]
        moment = datetime(2024, 6, 1, tzinfo=timezone.utc)
        same = {"time_precision": "exact", "month": "2024-06", "location_precision": "exact"}
        columns = {
            "incident_id": pa.array(np.arange(rows).astype(str)),
            "category": pa.array(np.array(list(CATEGORIES))[random.integers(0, len(CATEGORIES), rows)]),
            "start": pa.array([moment] * rows),
            "end": pa.array([moment + timedelta(hours=2)] * rows),
            "longitude": pa.array(random.uniform(-0.4, 0.2, rows)),
            "latitude": pa.array(random.uniform(51.3, 51.7, rows)),
            **{name: pa.array([value] * rows) for name, value in {**same, "borough": "E1", "ward": "E2"}.items()},
        }
        return pa.table([columns[name].cast(schema.field(name).type) for name in schema.names], schema=schema)

    return make


def wait(condition: Callable[[], object], seconds: float = 60) -> None:
    """Let QGIS work until something is so; time in which the machine gave us no processor does not count."""
    end, waited = time.monotonic() + seconds, _waited_for_processor()
    while not condition():
        assert time.monotonic() - (_waited_for_processor() - waited) < end, "nothing happened in time"
        QgsApplication.processEvents()
        time.sleep(0.002)
    QgsApplication.processEvents()


@pytest.fixture
def wait_until(qgis_app) -> Callable[..., None]:
    """`wait_until(condition, seconds=60)`: see `wait`."""
    return wait


@pytest.fixture
def french(set_language) -> Iterator[None]:
    """QGIS speaks French meanwhile."""
    from safestats.processing_algorithms.base.language import fall_silent, speak_language

    set_language("fr")
    translator = speak_language()
    yield
    fall_silent(translator)


@contextmanager
def _dark(widget: QWidget) -> Iterator[None]:
    before = QApplication.palette()
    QApplication.setPalette(QPalette(QColor(45, 45, 45)))
    yield
    QApplication.setPalette(before)


@contextmanager
def _scaled(widget: QWidget) -> Iterator[None]:
    letters, size = QApplication.font(), widget.size()
    larger = QFont(letters)
    larger.setPointSizeF(1.5 * letters.pointSizeF())
    QApplication.setFont(larger)
    widget.resize(1.5 * size)
    yield
    QApplication.setFont(letters)
    widget.resize(size)


@pytest.fixture
def screenshot() -> Callable[[QWidget, str], None]:
    """Keeps pictures of a widget, light, dark and with letters half as large again, where SAFESTATS_SCREENSHOTS says.

    Without that variable it keeps none.
    """

    def keep(widget: QWidget, name: str) -> None:
        if not os.environ.get("SAFESTATS_SCREENSHOTS"):
            return
        for look, changed in (("light", nullcontext), ("dark", _dark), ("scaled", _scaled)):
            folder = Path(os.environ["SAFESTATS_SCREENSHOTS"]) / look
            folder.mkdir(parents=True, exist_ok=True)
            with changed(widget):
                QgsApplication.processEvents()
                assert widget.grab().save(str(folder / f"{name}.png"))
        QgsApplication.processEvents()

    return keep


@dataclass
class Watchdog:
    """How long the main thread left its events waiting, in seconds.

    longest  the longest gap between two beats, without the time in which the machine gave the thread no processor
    busy     what the main thread did in each gap of more than 50 ms
    """

    longest: float = 0.0
    busy: list[str] = field(default_factory=list)
    _last: float = 0.0
    _waited: float = 0.0

    def restart(self) -> None:
        """Forget what was before: the test has prepared what it needs."""
        self.longest, self._last = 0.0, 0.0
        self.busy.clear()

    def least(self, act: Callable[[], object], enough: float = 0.05, rounds: int = 10) -> float:
        """The longest gap while `act` runs, in the best of some rounds: noise of the machine passes, our work stays."""
        found = []
        while len(found) < rounds and not (found and found[-1] < enough):
            self.restart()
            act()
            found.append(self.longest)
        return min(found)

    def beat(self) -> None:
        """Called on the main thread every 10 ms, or as soon after as it can be."""
        now, waited = time.perf_counter(), _waited_for_processor()
        if self._last:
            self.longest = max(self.longest, now - self._last - (waited - self._waited))
        self._last, self._waited = now, waited

    def look(self, main_thread: int, is_over: threading.Event) -> None:
        """From another thread: what keeps the main thread, whenever it is late."""
        while not is_over.wait(0.02):
            if self._last and time.perf_counter() - self._last > 0.05:
                self.busy.append("".join(traceback.format_stack(sys._current_frames()[main_thread])[-6:]))


def _waited_for_processor() -> float:
    """Seconds that the main thread was ready to run and other programs ran instead, as Linux counts them; else 0."""
    try:
        return int(Path(f"/proc/self/task/{os.getpid()}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


@pytest.fixture
def watchdog(qgis_app) -> Iterator[Watchdog]:
    """Watches the main thread while a test lets it work; assert on `longest` at the end."""
    dog, timer, is_over = Watchdog(), QTimer(), threading.Event()
    timer.setInterval(10)
    timer.timeout.connect(dog.beat)
    timer.start()
    looking = threading.Thread(target=dog.look, args=(threading.get_ident(), is_over), daemon=True)
    looking.start()
    yield dog
    timer.stop()
    is_over.set()
    looking.join(5)
