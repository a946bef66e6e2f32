"""A client's months are read into memory that the C library hands out, and gives to the next month."""

from __future__ import annotations

import sys

import pyarrow as pa
import pytest

from safestats_core.client import Client


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Arrow's own choice stays")
def test_a_client_lets_arrow_take_the_memory_of_the_system():
    before = pa.default_memory_pool()
    try:
        Client(None, None)
        assert pa.default_memory_pool().backend_name == "system"
    finally:
        pa.set_memory_pool(before)
