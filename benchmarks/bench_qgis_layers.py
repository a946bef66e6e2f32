"""From cached months to a drawn QGIS layer: 200,000 points and a million, step by step.

The clock runs from `Client.incidents` to the image of QgsMapRendererParallelJob. The months are the same as those of
bench_cache.py, sealed on disk; what it costs to start QGIS and to import is left out by a first small round.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import bench_cache
from qgis_session import start_qgis
from timing import report

GOALS = ((10_000, None), (200_000, 1.5), (1_000_000, 6.0))
MONTHS = 10
MAIN_THREAD_SECONDS = 0.05
"""The longest that the main thread may wait at a time."""


def main() -> int:
    """Every goal, a row each, and where the time goes."""
    held = start_qgis()
    print("| what | seen | goal | reached |\n|---|---|---|---|")
    reached = []
    for rows, goal in GOALS:
        steps = timed(rows)
        if goal is None:
            continue
        parts = ", ".join(f"{name} {taken:.2f} (of a core {worked:.2f})" for name, (taken, worked) in steps.items())
        total = sum(taken for taken, _ in steps.values())
        reached.append(report(f"{rows:,} points drawn", f"{total:.2f} s ({parts})", f"under {goal:g} s", total < goal))
        waited = 1000 * steps["open"][0]
        words = f"{waited:.0f} ms"
        limit = 1000 * MAIN_THREAD_SECONDS
        reached.append(report("of it on the main thread", words, f"under {limit:.0f} ms", waited < limit))
    del held
    return 0 if all(reached) else 1


def timed(rows: int) -> dict[str, tuple[float, float]]:
    """Seconds that passed, and seconds of a processor, of each step for so many rows."""
    from safestats.qgis_plugin.layers.extract import incidents_extract
    from safestats.qgis_plugin.layers.making import make_layers
    from safestats.safestats_core.access import Level
    from safestats.safestats_core.query import Query

    with tempfile.TemporaryDirectory() as folder:
        client, dataset = cached_client(Path(folder), rows)
        query, clock = Query(dataset.dataset, Level.RECORD), Clock()
        table = client.incidents(query)
        clock.lap("decrypt and parquet")
        extract = incidents_extract(table, dataset, query)
        clock.lap("FlatGeobuf")
        layers = make_layers(extract)
        clock.lap("open")
        image = drawn(layers[0])
        clock.lap("draw")
    if layers[0].featureCount() != rows or image.isNull():
        raise SystemExit(f"{layers[0].featureCount()} of {rows} points were drawn.")
    return clock.laps


class Clock:
    """Laps, in seconds that passed and seconds of a processor."""

    def __init__(self) -> None:
        self.laps: dict[str, tuple[float, float]] = {}
        self._last = time.perf_counter(), time.process_time()

    def lap(self, name: str) -> None:
        """End one, and begin the next."""
        now = time.perf_counter(), time.process_time()
        self.laps[name] = now[0] - self._last[0], now[1] - self._last[1]
        self._last = now


def cached_client(folder: Path, rows: int):
    """A client that has synced so many rows in ten months, and what its portal said of them; no portal is there."""
    from safestats.safestats_core.access import LEVEL_SCHEMAS, Level
    from safestats.safestats_core.cache.cache import Cache
    from safestats.safestats_core.cache.keys import CacheKey
    from safestats.safestats_core.cache.manifest import PartitionKey
    from safestats.safestats_core.cache.witness import MemoryWitness
    from safestats.safestats_core.client import Client
    from safestats.safestats_core.retrieval.catalogue import DatasetInfo

    fields = tuple(LEVEL_SCHEMAS[Level.RECORD].names)
    texts = dict.fromkeys(("title", "agency", "theme", "description", "attribution", "licence"), "Points")
    dataset = DatasetInfo(
        collection="police-recorded", dataset="police-recorded", level=Level.RECORD, handling="OFFICIAL-SENSITIVE",
        time_zone="Europe/London", crs="EPSG:27700", fields=fields, scope_hash="5c09e", lease_hours=72.0, updated=None,
        first_month="2024-01", last_month="2024-10", rows=rows, **texts,
    )  # fmt: skip
    cache = Cache.open(folder, CacheKey(bytes(range(32)), "keyring", MemoryWitness()), "https://portal.example", "ada")
    bench_cache.ROWS = rows // MONTHS
    keys = [PartitionKey("police-recorded", Level.RECORD, f"2024-{number:02d}", "5c09e") for number in range(1, 11)]
    until = datetime.now(timezone.utc) + timedelta(days=3)
    months = {key: (bench_cache.one_month(number), "v1") for number, key in enumerate(keys)}
    cache.replace(months, [], until)
    keep_catalogue(cache, dataset, [key.month for key in keys])
    return Client(None, cache), dataset


def keep_catalogue(cache, dataset, months: list[str]) -> None:
    """Note what a sync notes beside the months themselves."""
    from safestats.safestats_core.workspace.sync import note_name

    now = cache.now().isoformat()
    cache.save_note("catalogue", {"fetched": now, "datasets": [dataset.as_note()]})
    cache.save_note(note_name(dataset), {"months": months, "as_of": now, "behind": []})


def drawn(layer):
    """The layer on a map of 1,200 by 900 pixels, whole."""
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize

    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(1200, 900))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


if __name__ == "__main__":
    sys.exit(main())
