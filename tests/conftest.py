from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def leak_scan(tmp_path_factory, monkeypatch) -> Callable[..., list[str]]:
    """`leak_scan(markers, folders, allowed=())`: where a marker stands, in these folders or among temporary files.

    Temporary files of this test, and of every program that it starts from now on, go to a folder that is searched too.
    """
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    module = _beside("leak_scan")
    return lambda markers, folders, allowed=(): module.find_leaks(markers, [*folders, temporary], allowed)


@pytest.fixture
def mount_small(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """`mount_small(megabytes)`: a file system of that size; who may not mount one cannot run the tests that need it."""
    place = tmp_path / "small"

    def mount(megabytes: int) -> Path:
        place.mkdir()
        options = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
        if not shutil.which("mount") or subprocess.run(options, capture_output=True, check=False).returncode:
            pytest.skip("mounting a small file system needs root")
        return place

    yield mount
    if place.is_mount():
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def bad_network(tmp_path_factory) -> Iterator[object]:
    """Servers that get in the way of a client; see tests/bad_network.py."""
    network = _beside("bad_network").BadNetwork(tmp_path_factory.mktemp("network"))
    yield network
    network.stop()


@pytest.fixture(scope="session")
def demo_agencies() -> ModuleType:
    """The records of the demonstration city's agencies, matched; see tests/demo_agencies.py."""
    return _beside("demo_agencies")


def _beside(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / f"{name}.py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of openly licensed real data, which is not part of the project."""
    folder = Path(os.environ.get("SAFESTATS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set SAFESTATS_REAL_DATA to its folder")
    return folder
