"""A surface of numbers as a raster file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterFileWriter

from ...safestats_core.errors import InvalidInput
from ...safestats_core.hotspots.grids.grid import Grid
from ..base.translation import tr

_OPTIONS = {"GTiff": ["COMPRESS=DEFLATE", "PREDICTOR=3", "ZLEVEL=1", "TILED=YES", "BIGTIFF=IF_SAFER"]}


def write_raster(path: str, grid: Grid, values: np.ndarray, crs: QgsCoordinateReferenceSystem, what: str) -> None:
    """Write one value per cell, north up; the ending of `path` says the format.

    values  shape (rows, columns), the southern row first; NaN becomes no data
    what    description of the band, with its unit
    Raises InvalidInput where GDAL cannot write to `path`.
    """
    rows, columns = values.shape
    west, _, _, north = grid.bounds
    surface = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Float32)
    surface.SetGeoTransform((west, grid.cell_size, 0, north, 0, -grid.cell_size))
    surface.SetProjection(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED_GDAL))
    band = surface.GetRasterBand(1)
    band.SetNoDataValue(np.nan)
    band.SetDescription(what)
    # Bytes, not an array: GDAL's own numpy bridge is built for one numpy only, and is often not usable.
    band.WriteRaster(0, 0, columns, rows, values[::-1].astype("<f4").tobytes(), buf_type=gdal.GDT_Float32)
    format_name = QgsRasterFileWriter.driverForExtension(Path(path).suffix)
    driver = gdal.GetDriverByName(format_name)
    written = driver and driver.CreateCopy(path, surface, options=_OPTIONS.get(format_name, []))
    if not written:
        raise InvalidInput(
            tr("The raster '{path}' could not be written: {reason}.").format(
                path=path, reason=gdal.GetLastErrorMsg() or tr("unknown format")
            )
        )
