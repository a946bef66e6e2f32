"""GDAL's files in memory, of which the panels make none here."""

from qgis.names import named


def __getattr__(name: str) -> type:
    return named(name)
