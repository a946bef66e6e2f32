"""A QGIS that lacks packages: what the plugin shows there."""

from __future__ import annotations

from qgis.utils import iface
from stage import Stage


def packages(stage: Stage) -> None:
    """The page in place of the panel."""
    page = stage.plugin.packages
    if page is None:
        raise LookupError("This QGIS has every package by itself: there is nothing to show.")
    iface.newProject()
    stage.docks(page)
    stage.shot("packages")
    stage.part(page, "packages-page")


SCENES = (packages,)
