from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

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
    spec = importlib.util.spec_from_file_location("leak_scan", ROOT / "tests" / "leak_scan.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda markers, folders, allowed=(): module.find_leaks(markers, [*folders, temporary], allowed)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of openly licensed real data, which is not part of the project."""
    folder = Path(os.environ.get("SAFESTATS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set SAFESTATS_REAL_DATA to its folder")
    return folder
