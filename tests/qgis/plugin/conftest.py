"""A real portal with a small made-up city, and QGIS's plugin turned towards it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests

USERNAME, PASSPHRASE = "amira", "heron velvet quarry"
_SERVE = """
import sys
from pathlib import Path
from safestats_core.portal.portal import open_portal
from safestats_core.portal.web.server import serve
serve(open_portal(Path(sys.argv[1])), port=0)
"""


@dataclass(frozen=True)
class CityPortal:
    """A portal process; its analyst has records of one borough, points of it, and counts of everywhere."""

    url: str
    borough: str


@pytest.fixture(scope="session")
def city_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityPortal]:
    from safestats.safestats_core.access import Grant, Level
    from safestats.safestats_core.demo_city.city import write_city
    from safestats.safestats_core.demo_city.files import profile_path
    from safestats.safestats_core.formats.profile_file import load_profile
    from safestats.safestats_core.portal.boundaries.areas import add_areas
    from safestats.safestats_core.portal.intake.ingest import ingest
    from safestats.safestats_core.portal.people import add_grant, add_person
    from safestats.safestats_core.portal.portal import init_portal

    folder = tmp_path_factory.mktemp("portal")
    city = write_city(folder / "city", 3_000)
    portal = init_portal(folder / "portal", "Doggerbank")
    for area_type in ("borough", "ward"):
        add_areas(portal, folder / "city" / f"{area_type}s.geojson", area_type)
    for name in ("police-recorded", "ambulance", "emergency-departments"):
        ingest(portal, folder / "city" / f"{name}.csv", load_profile(profile_path(name)))
    add_person(portal, USERNAME, "Amira Hassan", "Council", PASSPHRASE)
    borough = city.boroughs[0].code
    for grant in (
        Grant(f"person:{USERNAME}", "police-recorded", Level.RECORD, frozenset({borough})),
        Grant(f"person:{USERNAME}", "ambulance", Level.POINT, frozenset({borough})),
        Grant(f"person:{USERNAME}", "emergency-departments", Level.COUNTS),
    ):
        add_grant(portal, grant)
    portal.close()
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(folder / "portal")], stdout=subprocess.PIPE, text=True
    )
    yield CityPortal(process.stdout.readline().split()[-1], borough)
    process.terminate()
    process.wait(15)
    process.stdout.close()


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
def fill_in_the_form() -> Callable[[str], None]:
    """What a person does in her browser, in a thread as a browser runs beside QGIS."""

    def visit(address: str) -> None:
        with requests.Session() as browser:
            page = browser.get(address, timeout=10)
            form = _Form()
            form.feed(page.text)
            filled = {**form.values, "username": USERNAME, "password": PASSPHRASE}
            browser.post(urljoin(page.url, form.action), data=filled, timeout=10)

    return lambda address: threading.Thread(target=visit, args=(address,), daemon=True).start()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where SafeStats keeps its files in a test; no keyring of the person who runs it is touched."""
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return tmp_path / "home"


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
