"""How the demonstration's analyst signs in; made anew each time, and of value to nobody beyond it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

USERNAME = "amira"


@dataclass(frozen=True)
class Credentials:
    """How the demonstration's analyst signs in, and what opens her cache."""

    username: str
    password: str
    passphrase: str


def keep_credentials(state: Path, credentials: Credentials) -> None:
    """Keep how to sign in, for `make qgis`."""
    path = state / "analyst.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(vars(credentials)), encoding="utf-8")


def kept_credentials(state: Path) -> Credentials:
    """What `keep_credentials` kept."""
    return Credentials(**json.loads((state / "analyst.json").read_text(encoding="utf-8")))
