"""Clusters of a scan as layers: a circle for each, the incidents in them, and their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ...sources.points import Points
from ..features import Columns
from ..styles import style_classes
from ..wkb import polygons_wkb

if TYPE_CHECKING:
    from ....safestats_core.hotspots.space_time.scan import SpaceTimeScan as Scan

_CORNERS = 72
_SMALLEST_PART = 0.004
"""A cluster of a single location is drawn with this part of the map's extent as its radius: it would not show else."""

_CLASSES = ((0.01, "p <= 0.01"), (0.05, "p <= 0.05"), (0.1, "p <= 0.1"), (1.0, "p > 0.1"))
_COLOURS = ("178,24,43,130", "239,138,98,130", "253,219,199,120", "200,200,200,50")
_SOLID = ("#b2182b", "#ef8a62", "#f4b592", "#8c8c8c")


def cluster_columns(scan: Scan) -> Columns:
    """A row per cluster, the most likely first."""

    def each(name: str, kind: str) -> np.ndarray:
        return np.array([getattr(cluster, name) for cluster in scan.clusters], dtype=kind)

    first, last, p = each("first_day", "i8"), each("last_day", "i8"), each("p", "f8")
    words = np.array([name for _, name in _CLASSES], dtype=object)
    return {
        "cluster": np.arange(1, len(scan.clusters) + 1),
        "llr": each("llr", "f8"),
        "p": p,
        "class": words[np.searchsorted([highest for highest, _ in _CLASSES], p)],
        "observed": each("observed", "i8"),
        "expected": each("expected", "f8"),
        "ratio": each("ratio", "f8"),
        "from": first.astype("datetime64[D]").astype("datetime64[s]"),
        "to": last.astype("datetime64[D]").astype("datetime64[s]"),
        "days": last - first + 1,
        "x": each("x", "f8"),
        "y": each("y", "f8"),
        "radius": each("radius", "f8"),
        "locations": each("locations", "i8"),
    }


def cluster_circles(scan: Scan, points: Points, cell_size: float) -> list[bytes]:
    """A polygon for each cluster that holds all its places, and is large enough to show."""
    columns = cluster_columns(scan)
    extent = max(np.ptp(points.x), np.ptp(points.y))
    smallest = cell_size or extent * _SMALLEST_PART or 1.0
    radius = np.maximum(columns["radius"] + cell_size * np.sqrt(0.5), smallest)
    return _circles(columns["x"], columns["y"], radius)


def _circles(x: np.ndarray, y: np.ndarray, radius: np.ndarray) -> list[bytes]:
    """Closed rings round the centres that touch their circles from outside: no place within is cut off."""
    angle = np.linspace(0, 2 * np.pi, _CORNERS + 1)
    angle[-1] = 0
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=-1) / np.cos(np.pi / _CORNERS)
    return polygons_wkb(np.stack([x, y], axis=-1)[:, None, :] + radius[:, None, None] * ring)


def member_columns(scan: Scan, kept: np.ndarray) -> tuple[np.ndarray, Columns]:
    """The incidents in clusters, by their numbers, which rise, and the cluster of each.

    kept  numbers of the incidents that were scanned
    """
    members = [kept[cluster.members] for cluster in scan.clusters]
    rows = np.concatenate([np.empty(0, dtype=np.int64), *members])
    cluster = np.repeat(np.arange(len(members)), [len(inside) for inside in members])
    order = np.argsort(rows, kind="stable")
    every = cluster_columns(scan)
    return rows[order], {name: every[name][cluster[order]] for name in ("cluster", "llr", "p", "class")}


def _classes() -> list[tuple[str, str, str]]:
    words = (
        tr("Cluster, p <= 0.01"),
        tr("Cluster, p <= 0.05"),
        tr("Weak sign, p <= 0.1"),
        tr("Could well be chance, p > 0.1"),
    )
    return [(name, colour, said) for (_, name), colour, said in zip(_CLASSES, _COLOURS, words)]


def style_clusters(layer: QgsVectorLayer) -> None:
    """Circles by how likely chance alone makes such a cluster."""
    style_classes(layer, "class", _classes())


def style_members(layer: QgsVectorLayer) -> None:
    """Incidents by the cluster that they are in."""
    style_classes(layer, "class", [(value, colour, said) for (value, _, said), colour in zip(_classes(), _SOLID)])
