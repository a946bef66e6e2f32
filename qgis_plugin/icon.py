"""Where the plugin's icon lies."""

from __future__ import annotations

from pathlib import Path

ICON = Path(__file__).parent.parent / "resources" / "icons" / "safestats.svg"
