"""`make demo`: one real line from a supplier's file to a hotspot on an analyst's map."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import plugin_package
from steps import Steps

ROOT = plugin_package.ROOT
STATE = ROOT / ".demo"
OUTPUT = ROOT / "demo-output"


def main() -> None:
    """Set up the demonstration, walk through it as an analyst would, and say what came of it."""
    arguments = _arguments()
    _separate_from_the_user()
    plugin_package.load()
    from analyst import Analyst
    from set_up import set_up

    steps = Steps()
    demonstration = set_up(STATE, arguments, steps)
    with demonstration.serving(steps) as portal_url:
        analyst = Analyst(portal_url, demonstration.credentials)
        dataset = analyst.choose(steps)
        table = analyst.sync(dataset, steps)
        _draw(analyst, dataset, table, demonstration, steps)
        analyst.close()
    print(f"\nWhat happened\n{steps.table()}\n")
    print(_next())


def _draw(analyst, dataset, table, demonstration, steps) -> None:
    """The QGIS half; imported late, so that the first steps show at once."""
    import briefing

    with briefing.qgis() as application:
        briefing.make(application, analyst.client, dataset, table, demonstration, OUTPUT, steps)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="real police data: a CSV, a folder or zip of them, API answers")
    parser.add_argument("--boundaries", type=Path, help="boundaries for it: GeoPackage, GeoJSON or zipped Shapefile")
    parser.add_argument("--incidents", type=int, default=200_000, help="size of the made-up city")
    return parser.parse_args()


def _separate_from_the_user() -> None:
    """Keep the demonstration's cache, keys and QGIS profile apart from those of the person who runs it."""
    os.environ["SAFESTATS_HOME"] = str(STATE / "home")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(STATE / "qgis")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(STATE / "run"))
    for folder in ("home", "qgis", "run"):
        (STATE / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    OUTPUT.mkdir(exist_ok=True)


def _next() -> str:
    shown = {path.name: path.relative_to(ROOT) for path in sorted(OUTPUT.iterdir())}
    lines = "\n".join(f"  {path}" for path in shown.values())
    return (
        f"Written\n{lines}\n\n"
        "Next\n"
        "  make qgis                      open QGIS with the plugin and sign in to the demonstration portal\n"
        "  make demo DATA=FILE-OR-FOLDER  the same with police data downloaded from data.police.uk\n"
        "  docs/                          installing the plugin, running a portal, the methods"
    )


if __name__ == "__main__":
    sys.exit(main())
