from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of openly licensed real data, which is not part of the project."""
    folder = Path(os.environ.get("SAFESTATS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set SAFESTATS_REAL_DATA to its folder")
    return folder
