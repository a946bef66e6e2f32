"""Where Arrow takes its memory from."""

from __future__ import annotations

import sys

import pyarrow as pa


def use_memory_of_the_system() -> None:
    """On Linux, let Arrow allocate through the C library, in the whole program; elsewhere nothing changes.

    The C library hands what one month gave back to the next. What Arrow's wheels prefer (mimalloc) asks the kernel for
    fresh pages every time, and filling those takes a third of the time to read a year (`benchmarks/bench_sync.py`).
    """
    if sys.platform == "linux":
        pa.set_memory_pool(pa.system_memory_pool())
