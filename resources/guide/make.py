"""`make docs`: the pictures of the guide anew, taken in a real QGIS window that works with the demonstration's portal.

Every dock, dialog and result goes into build/pictures/ three times: light, dark, and scaled to 150 %. Those that the
pages in docs/ show are made small and put into docs/pictures/.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "resources" / "demo"))

import portal_process  # noqa: E402 - it is the demonstration's
from guide_portal import People, prepare, set_terms  # noqa: E402
from reduce import reduce  # noqa: E402
from window import LOOKS, Window, screen  # noqa: E402

STATE = ROOT / "build" / "guide"
PICTURES = ROOT / "build" / "pictures"
SHOWN = ROOT / "docs" / "pictures"
_DEMONSTRATED = ROOT / ".demo" / "analyst.json", ROOT / "demo-output" / "backdrop.gpkg"
_LINK = re.compile(r"\]\((?:\.\./)*pictures/([\w-]+)\.png\)")


def main() -> int:
    """Take the pictures, and say which scene failed."""
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that screen, portal and QGIS end with us
    if not all(path.exists() for path in _DEMONSTRATED):
        subprocess.run([sys.executable, ROOT / "resources" / "demo" / "run.py"], check=True)
    STATE.mkdir(parents=True, exist_ok=True)
    people = prepare(ROOT / ".demo", STATE / "portal")
    if not arguments.scenes and "light" in arguments.looks:
        shutil.rmtree(STATE / "results", ignore_errors=True)  # the other looks show those of the first
    failed = []
    with screen() as display, portal_process.serving(STATE / "portal") as address:
        for look in arguments.looks:
            set_terms(STATE / "portal")  # the analyst has accepted them in the look before
            failed += _take(look, display, address, people, arguments.scenes)
    _show(PICTURES / "light")
    for scene in failed:
        print(f"This scene failed: {scene}", file=sys.stderr)
    return bool(failed)


def _take(look: str, display: str, address: str, people: People, scenes: list[str]) -> list[str]:
    """Play the scenes in one look; the names of those that failed."""
    folder = PICTURES / look
    if not scenes:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    failed = []
    told = {**vars(people), "address": address, "pictures": str(folder), "results": str(STATE / "results")}
    with tempfile.TemporaryDirectory(prefix="amira-") as home:  # its path is to be seen in a picture
        window = Window(look, display, Path(home))
        for is_bare in (True, False):
            failed += window.play("bare" if is_bare else "whole", scenes, told, is_bare)
    return [f"{scene} ({look})" for scene in failed]


def _show(folder: Path) -> None:
    """Put the pictures that pages link to, and that are ours to make, where the pages look for them."""
    pages = (ROOT / "docs").rglob("*.md")
    linked = {name for page in pages for name in _LINK.findall(page.read_text(encoding="utf-8"))}
    for name in sorted(linked):
        if (folder / f"{name}.png").exists():
            size = reduce(folder / f"{name}.png", SHOWN / f"{name}.png")
            print(f"docs/pictures/{name}.png  {size / 1000:.0f} kB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--looks", nargs="+", choices=LOOKS, default=list(LOOKS))
    parser.add_argument("scenes", nargs="*", help="names of scenes; without any, all")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
