"""Runs inside QGIS, by its option --code: plays the scenes of one script, and ends QGIS."""

from __future__ import annotations

import importlib
import json
import os
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface
from stage import Stage


def play() -> None:
    """Every scene, or those that were named and what they build on; one that fails does not end the others."""
    task = json.loads(Path(os.environ["SAFESTATS_GUIDE"]).read_text(encoding="utf-8"))
    stage = Stage(task)
    for scene in importlib.import_module(task["script"]).SCENES:
        name = scene.__name__.rstrip("_")
        if task["scenes"] and name not in task["scenes"] and not name.startswith("begin"):
            continue
        try:
            scene(stage)
            print(f"TOOK {name}", flush=True)
        except Exception:  # the next scene may well be fine
            print(f"FAILED {name}\n{traceback.format_exc()}", flush=True)
            stage.clear_up()
    QgsProject.instance().setDirty(False)
    os._exit(0)


iface.mainWindow().move(0, 0)
iface.mainWindow().resize(1280, 820)
QTimer.singleShot(800, play)
