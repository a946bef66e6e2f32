"""The sealed cache beside plain Parquet files that are written and read as carefully: time, size and memory.

A month is 90,000 incidents of London from the open data folder (SAFESTATS_REAL_DATA, or ../shared/data beside the
checkout), or where that is not there as many made-up ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from timing import report, seconds

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from safestats_core.access import Level  # noqa: E402
from safestats_core.cache.cache import Cache  # noqa: E402
from safestats_core.cache.files import make_private, read_file, write_file  # noqa: E402
from safestats_core.cache.keys import CacheKey  # noqa: E402
from safestats_core.cache.manifest import PartitionKey  # noqa: E402
from safestats_core.cache.parquet import from_parquet, to_parquet  # noqa: E402
from safestats_core.cache.upkeep import evict, rotate  # noqa: E402
from safestats_core.cache.witness import MemoryWitness  # noqa: E402
from safestats_core.incidents import CATEGORIES, INCIDENT_SCHEMA  # noqa: E402

POINTS = "big_london_points_2018_2021/london_points_2018-02_2021-01.parquet"
ROWS, MONTHS, ROUNDS = 90_000, 12, 7
OPEN_SECONDS, OVERHEAD, MEMORY = 0.1, 1.25, 3.0
KEYS = [PartitionKey("police-recorded", Level.RECORD, f"2024-{month:02d}", "5c09e") for month in range(1, MONTHS + 1)]


def main() -> int:
    """Every measure of issue 5 that is the cache's own, a row each."""
    months = [one_month(number) for number in range(MONTHS)]
    print(f"{MONTHS} months of {ROWS:,} rows, {months[0].nbytes / 1e6:.1f} MB each in memory\n")
    print("| what | seen | goal | reached |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        cache = opened(Path(place) / "cache")
        reached = [
            *writing(cache, Path(place) / "plain", months),
            *reading(cache, Path(place)),
            *upkeep(cache),
            memory(cache),
        ]
    return 0 if all(reached) else 1


def opened(folder: Path) -> Cache:
    """The cache, as a program opens it that has its key."""
    return Cache.open(folder, CacheKey(bytes(range(32)), "keyring", MemoryWitness()), "https://portal.example", "ada")


def one_month(number: int) -> pa.Table:
    """So many incidents with all columns, places and categories real where there are real ones."""
    chance = np.random.default_rng(number)
    longitude, latitude = places(number)
    moments = 1_704_067_200 + chance.integers(0, 28 * 86_400, ROWS)
    numbers = np.arange(ROWS)
    columns = {
        "incident_id": [f"{number:02d}-{each:08x}" for each in chance.permutation(ROWS)],
        "supplier": ["Metropolitan Police Service"] * ROWS,
        "source_id": [f"{high:016x}{low:016x}" for high, low in chance.integers(0, 2**62, (ROWS, 2))],
        "category": np.array(list(CATEGORIES))[chance.integers(0, len(CATEGORIES), ROWS)],
        "source_category": np.array(list(CATEGORIES.values()))[chance.integers(0, len(CATEGORIES), ROWS)],
        "start": pa.array(moments, pa.int64()).cast(INCIDENT_SCHEMA.field("start").type),
        "end": pa.array(moments + 3600, pa.int64()).cast(INCIDENT_SCHEMA.field("end").type),
        "time_precision": ["interval"] * ROWS,
        "month": [KEYS[number].month] * ROWS,
        "longitude": longitude,
        "latitude": latitude,
        "location_precision": ["snapped"] * ROWS,
        "location": [f"On or near Street {each % 5000}" for each in numbers],
        "borough": [f"E090000{each % 33:02d}" for each in numbers],
        "ward": [f"E05{each % 680:06d}" for each in numbers],
        "lsoa": [f"E01{each % 4994:06d}" for each in numbers],
        "outcome": ["Investigation complete; no suspect identified"] * ROWS,
        "attributes": pa.nulls(ROWS, pa.string()),
    }
    return pa.table([pa.array(columns[each.name], each.type) for each in INCIDENT_SCHEMA], schema=INCIDENT_SCHEMA)


def places(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Real points of London where the data are there."""
    path = Path(os.environ.get("SAFESTATS_REAL_DATA", ROOT.parent / "shared" / "data")) / POINTS
    chance = np.random.default_rng(number)
    if not path.exists():
        return chance.uniform(-0.5, 0.3, ROWS).round(6), chance.uniform(51.3, 51.7, ROWS).round(6)
    table = pq.read_table(path, columns=["longitude", "latitude"]).slice(number * ROWS, ROWS)
    return table["longitude"].to_numpy(), table["latitude"].to_numpy()


def compared(plain: Callable[[], object], sealed: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds of both sides, and the median of the ratios, round after round."""
    plain(), sealed()
    times = [(seconds(plain), seconds(sealed)) for _ in range(ROUNDS)]
    return (*(median(side) for side in zip(*times)), median(after / before for before, after in times))


def writing(cache: Cache, folder: Path, months: list[pa.Table]) -> list[bool]:
    """All months in one step, against as many plain files that are forced to disk too; and their sizes."""
    make_private(folder)
    until = datetime.now(timezone.utc) + timedelta(days=3)

    def plainly() -> None:
        for key, month in zip(KEYS, months):
            write_file(folder / f"{key.month}.parquet", to_parquet(month))

    def sealed() -> None:
        cache.replace({key: (month, "v1") for key, month in zip(KEYS, months)}, [], until)

    plain, ours, ratio = compared(plainly, sealed)
    size = cache.size / sum(path.stat().st_size for path in folder.iterdir())
    words = f"plain {plain:.2f} s, sealed {ours:.2f} s, {ratio:.3f} times"
    return [
        report(f"writing {MONTHS} months", words, f"at most {OVERHEAD}", ratio <= OVERHEAD),
        report("bytes on disk, sealed to plain", f"{size:.5f} times", f"at most {OVERHEAD}", size <= OVERHEAD),
    ]


def reading(cache: Cache, place: Path) -> list[bool]:
    """A month from a program that has just been started, then from one that has the cache open, against plain."""
    plain_file = place / "plain" / f"{KEYS[3].month}.parquet"
    cold = median(seconds(lambda: again(cache).read(KEYS[3])) for _ in range(ROUNDS))
    plain, ours, ratio = compared(lambda: from_parquet(read_file(plain_file, 2**40)), lambda: cache.read(KEYS[3]))
    year, sealed_year, year_ratio = compared(
        lambda: [from_parquet(read_file(path, 2**40)) for path in (place / "plain").iterdir()],
        lambda: [cache.read(key) for key in KEYS],
    )
    words = f"plain {1000 * plain:.1f} ms, sealed {1000 * ours:.1f} ms, {ratio:.3f} times"
    year_words = f"plain {1000 * year:.0f} ms, sealed {1000 * sealed_year:.0f} ms, {year_ratio:.3f} times"
    limit = f"under {1000 * OPEN_SECONDS:.0f} ms"
    return [
        report("opening the cache and a month", f"{1000 * cold:.1f} ms", limit, cold < OPEN_SECONDS),
        report("a month", words, f"{limit}, at most {OVERHEAD}", ours < OPEN_SECONDS and ratio <= OVERHEAD),
        report("a year", year_words, f"at most {OVERHEAD}", year_ratio <= OVERHEAD),
    ]


def again(cache: Cache) -> Cache:
    """The same cache opened by another program."""
    return Cache.open(cache.vault.files.folder, cache.vault.key, cache.vault.portal_url, cache.vault.person)


def upkeep(cache: Cache) -> list[bool]:
    """What holds the lock, and so keeps other programs waiting."""
    change = max(seconds(lambda: rotate(cache)) for _ in range(ROUNDS))
    room = seconds(lambda: evict(cache, cache.size - 1))
    return [
        report("a new key", f"{1000 * change:.1f} ms", "under 1 s", change < 1),
        report("evicting a month", f"{1000 * room:.1f} ms", "under 1 s", room < 1),
    ]


READ_ONE = """
import json, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/benchmarks"]
import bench_cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.witness import MemoryWitness

key = CacheKey(bytes.fromhex(sys.argv[3]), "keyring", MemoryWitness())
cache = bench_cache.Cache.open(Path(sys.argv[2]), key, "https://portal.example", "ada")
keys = sorted(cache.partitions(), key=str)
cache.read(keys[0])

def status(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))

Path("/proc/self/clear_refs").write_text("5")
before = status("VmRSS")
table = cache.read(keys[1])
print(json.dumps([status("VmHWM") - before, table.nbytes]))
"""


def memory(cache: Cache) -> bool:
    """The most that reading a month takes beyond what the program had before, in times the month itself."""
    if not Path("/proc/self/clear_refs").exists():
        print("Left out: memory is measured on Linux.")
        return True
    (key,) = cache.vault.key.keeper.keys()
    run = [sys.executable, "-c", READ_ONE, str(ROOT), str(cache.vault.files.folder), key.hex()]
    peak, size = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    words = f"{peak / 1e6:.1f} MB for {size / 1e6:.1f} MB, {peak / size:.2f} times"
    return report("memory to read a month", words, f"at most {MEMORY:g}", peak / size <= MEMORY)


if __name__ == "__main__":
    sys.exit(main())
