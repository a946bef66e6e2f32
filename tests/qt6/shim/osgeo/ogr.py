"""OGR by name only."""

from qgis.names import named


def __getattr__(name: str) -> type:
    return named(name)
