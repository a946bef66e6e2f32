"""A band of a raster as an array, from any provider, without GDAL's own bridge to numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsRasterBlock, QgsRasterDataProvider, QgsRasterLayer

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

_TYPES = {
    Qgis.DataType.Byte: "u1",
    Qgis.DataType.UInt16: "<u2",
    Qgis.DataType.Int16: "<i2",
    Qgis.DataType.UInt32: "<u4",
    Qgis.DataType.Int32: "<i4",
    Qgis.DataType.Float32: "<f4",
    Qgis.DataType.Float64: "<f8",
}
if hasattr(Qgis.DataType, "Int8"):  # QGIS 3.30
    _TYPES[Qgis.DataType.Int8] = "i1"


@dataclass(frozen=True)
class Surface:
    """One value per pixel.

    values  float64, shape (rows, columns), row 0 in the SOUTH; NaN where there is no data
    bounds  west, south, east, north in the raster's CRS
    """

    values: np.ndarray
    bounds: tuple[float, float, float, float]


def apart(layer: QgsRasterLayer) -> QgsRasterDataProvider:
    """The raster's provider once more, to read from in another thread; made in the thread of the layer."""
    return layer.dataProvider().clone()


def read_surface(provider: QgsRasterDataProvider, band: int) -> Surface:
    """A whole band; raises InvalidInput for a picture without numbers, or a band that is not there."""
    columns, rows, extent = provider.xSize(), provider.ySize(), provider.extent()
    if not 1 <= band <= provider.bandCount():
        raise InvalidInput(
            tr("The raster has no band {band}. Choose one of its {bands}.").format(
                band=band, bands=provider.bandCount()
            )
        )
    if not columns * rows:
        raise InvalidInput(tr("The raster has no pixels of its own, as a map from a server. Save it as a file first."))
    block = provider.block(band, extent, columns, rows)
    values = _numbers(block).reshape(rows, columns)[::-1]
    bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    return Surface(values, bounds)


def _numbers(block: QgsRasterBlock) -> np.ndarray:
    kind = _TYPES.get(block.dataType())
    if kind is None:
        raise InvalidInput(
            tr("The raster is a picture of colours. Choose one that holds numbers, for example a density.")
        )
    stored = np.frombuffer(bytes(block.data()), dtype=kind)
    values = stored.astype(float)
    if block.hasNoDataValue():
        # The value is compared as it is stored: 0.1 in 32 bits is not 0.1.
        with np.errstate(all="ignore"):
            values[stored == np.array(block.noDataValue()).astype(kind)] = np.nan
    values[np.isinf(values)] = np.nan
    return values
