"""Keeping what a program holds in memory out of core dumps."""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """Have this process leave no core dump when it crashes, as far as the operating system can be asked to.

    For a process that is ours alone: QGIS has a crash handler of its own, and its memory is not ours to decide over.
    """
    if sys.platform == "win32":
        return  # Windows writes dumps only where its owner has set that up for a program by name
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A dump that goes to a program, as systemd-coredump, does not care for the limit above. This also keeps
        # other programs of the same user from reading this process's memory with a debugger.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
