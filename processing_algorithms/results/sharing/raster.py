"""A density raster read, and written again with what may not be told left empty."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import QgsRasterFileWriter, QgsRasterLayer

from ....safestats_core.errors import InvalidInput
from ...base.translation import tr


@dataclass(frozen=True)
class Surface:
    """The first band of a raster: values with NaN for no data, and the middle of each cell in the raster's CRS."""

    path: str
    values: np.ndarray
    x: np.ndarray
    y: np.ndarray


def read_surface(layer: QgsRasterLayer) -> Surface:
    """Read a raster of one band; raises InvalidInput where GDAL cannot, or the raster is turned."""
    dataset = gdal.Open(layer.source())
    west, width, turned, north, also_turned, height = dataset.GetGeoTransform() if dataset else (0,) * 6
    if dataset is None or dataset.RasterCount != 1 or turned or also_turned:
        raise InvalidInput(
            tr("'{layer}' is no density that can be read: a raster file with one band, north up, is needed.").format(
                layer=layer.name()
            )
        )
    band, columns, rows = dataset.GetRasterBand(1), dataset.RasterXSize, dataset.RasterYSize
    # Bytes, not an array: GDAL's own numpy bridge is built for one numpy only, and is often not usable.
    read = band.ReadRaster(0, 0, columns, rows, buf_type=gdal.GDT_Float64)
    values = np.frombuffer(read, dtype="<f8").reshape(rows, columns)
    empty = band.GetNoDataValue()
    values = values if empty is None else np.where(values == empty, np.nan, values)
    x, y = west + (np.arange(columns) + 0.5) * width, north + (np.arange(rows) + 0.5) * height
    return Surface(layer.source(), values, *np.meshgrid(x, y))


def write_surface(path: str, surface: Surface, values: np.ndarray) -> None:
    """Write other values in the place of those read; raises InvalidInput where GDAL cannot write to `path`."""
    original = gdal.Open(surface.path)
    rows, columns = values.shape
    copy = gdal.GetDriverByName("MEM").Create("", columns, rows, 1, gdal.GDT_Float32)
    copy.SetGeoTransform(original.GetGeoTransform())
    copy.SetProjection(original.GetProjection())
    band = copy.GetRasterBand(1)
    band.SetNoDataValue(np.nan)
    band.SetDescription(original.GetRasterBand(1).GetDescription())
    band.WriteRaster(0, 0, columns, rows, values.astype("<f4").tobytes(), buf_type=gdal.GDT_Float32)
    driver = gdal.GetDriverByName(QgsRasterFileWriter.driverForExtension(Path(path).suffix))
    if not (driver and driver.CreateCopy(path, copy)):
        raise InvalidInput(
            tr("The raster '{path}' could not be written: {reason}.").format(
                path=path, reason=gdal.GetLastErrorMsg() or tr("unknown format")
            )
        )
