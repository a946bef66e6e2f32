"""The project that a briefing begins with: the national grid, groups for what comes, and a sheet to print on."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContextUtils,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsUnitTypes,
)

from ...processing_algorithms.base.translation import tr
from ...processing_algorithms.printing.briefing import Block, Briefing, Map
from ...processing_algorithms.printing.furniture import ATTRIBUTION, MARKING
from ...processing_algorithms.printing.layout import BriefingLayout

_NATIONAL_GRID = "EPSG:27700"
_GREAT_BRITAIN = QgsRectangle(60_000, 0, 660_000, 1_230_000)
_SCALES = (2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000)


def set_up(project: QgsProject) -> Iterator[None]:
    """Make an empty project ready for a briefing, in short steps; it holds no data and asks for none."""
    grid = QgsCoordinateReferenceSystem(_NATIONAL_GRID)
    project.setCrs(grid, True)
    project.setTitle(tr("Hotspot briefing"))
    project.setDistanceUnits(QgsUnitTypes.DistanceUnit.DistanceMeters)
    project.setAreaUnits(QgsUnitTypes.AreaUnit.AreaSquareKilometers)
    view = project.viewSettings()
    view.setDefaultViewExtent(QgsReferencedRectangle(_GREAT_BRITAIN, grid))
    view.setMapScales([float(scale) for scale in _SCALES])
    view.setUseProjectScales(True)
    for name in (tr("Areas"), tr("Results"), tr("Incidents"), tr("Background")):
        project.layerTreeRoot().addGroup(name)
    for name in (MARKING, ATTRIBUTION):
        QgsExpressionContextUtils.setProjectVariable(project, name, "")
    yield
    yield from _add_sheet(project)


def _add_sheet(project: QgsProject) -> Iterator[None]:
    """A layout that shows what the map shows, with its legend and its marking."""
    words = (
        Block(tr("What the map shows"), is_heading=True),
        Block(tr("Click here to write what your readers should take away.")),
        Block(tr("Data as of: write the day.")),
    )
    title = tr("Hotspot briefing")
    briefing = Briefing(title, tr("Place and period"), {}, (Map(tr("Legend"), None),), words=words)
    making = BriefingLayout(briefing, project, title)
    for _ in making.steps():
        yield
    project.layoutManager().addLayout(making.without_values())
