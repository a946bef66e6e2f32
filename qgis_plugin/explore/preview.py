"""A density drawn over the map, made anew as a slider moves: no layer, no file, gone with the panel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QImage, QPolygonF, QTransform

from ...safestats_core.hotspots.density.kernel_density import DensitySurface, kernel_density

MOST_CELLS_ACROSS = 600
"""Finer than a screen shows it, and quick enough to follow a slider."""

# Yellow to dark red, which every common colour blindness tells apart by lightness; the weakest is not drawn.
_STOPS = np.array([0.0, 0.08, 0.35, 0.65, 1.0])
_RED_GREEN_BLUE_ALPHA = np.array(
    [(255, 255, 178, 0), (254, 217, 118, 110), (253, 141, 60, 170), (227, 26, 28, 200), (128, 0, 38, 220)], dtype=float
)


@dataclass(frozen=True)
class Picture:
    """A density as an image.

    image   transparent where little happens
    extent  in `crs`
    """

    image: QImage
    extent: QgsRectangle
    crs: QgsCoordinateReferenceSystem


def least_cell_size(x: np.ndarray, y: np.ndarray, bandwidth: float) -> float:
    """The finest cells, in metres, that still follow a slider."""
    across = max(np.ptp(x), np.ptp(y)) + 2 * bandwidth
    return across / MOST_CELLS_ACROSS


def draw_density(
    x: np.ndarray, y: np.ndarray, bandwidth: float, cell_size: float, crs: QgsCoordinateReferenceSystem
) -> Picture:
    """The density of points as a picture; cells that are too fine or coarser than the bandwidth are made to fit."""
    fitting = min(max(cell_size, least_cell_size(x, y, bandwidth)), bandwidth)
    surface = kernel_density(x, y, bandwidth, fitting)
    west, south, east, north = surface.grid.bounds
    return Picture(coloured(surface), QgsRectangle(west, south, east, north), crs)


def coloured(surface: DensitySurface) -> QImage:
    """A density as an image, north up."""
    values = np.flipud(surface.values)
    share = np.sqrt(np.clip(np.nan_to_num(values / max(np.nanmax(values), 1e-12)), 0, 1))
    bands = [np.interp(share, _STOPS, _RED_GREEN_BLUE_ALPHA[:, band]) for band in range(4)]
    pixels = np.ascontiguousarray(np.stack(bands, axis=-1).astype(np.uint8))
    rows, columns = share.shape
    image = QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    return image.copy()  # which owns its bytes


class DensityPreview(QgsMapCanvasItem):
    """The picture where it belongs on the canvas, whatever CRS the map has."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._picture: Picture | None = None
        self.setZValue(5)

    def show_picture(self, picture: Picture | None) -> None:
        """Draw another picture, or none."""
        self._picture = picture
        self.updatePosition()
        self.update()

    def updatePosition(self) -> None:
        """Called by QGIS when the map has moved."""
        if self._picture is not None:
            self.setRect(self._canvas.extent())

    def paint(self, painter, option=None, widget=None) -> None:
        """Called by Qt."""
        if self._picture is None:
            return
        image = self._picture.image
        frame = QPolygonF([QPointF(0, 0), QPointF(image.width(), 0), QPointF(image.width(), image.height())])
        frame.append(QPointF(0, image.height()))
        placed = QTransform()
        if QTransform.quadToQuad(frame, self._corners(self._picture), placed):
            painter.save()
            painter.setTransform(placed, True)
            painter.drawImage(0, 0, image)
            painter.restore()

    def _corners(self, picture: Picture) -> QPolygonF:
        """North-west, north-east, south-east and south-west on the canvas.

        Between two CRS four corners decide: over a city what lies between them is less than a cell away.
        """
        to_map = QgsCoordinateTransform(
            picture.crs, self._canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext()
        )
        west, south, east, north = (
            getattr(picture.extent, name)() for name in ("xMinimum", "yMinimum", "xMaximum", "yMaximum")
        )
        places = [QgsPointXY(*place) for place in ((west, north), (east, north), (east, south), (west, south))]
        return QPolygonF([self.toCanvasCoordinates(to_map.transform(place)) - self.pos() for place in places])
