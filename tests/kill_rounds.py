"""Killing a piece of work at any moment: for scripts of tests that do so again and again, by fork and SIGKILL."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable
from typing import Any


def killed(work: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, after_a_word: bool) -> bytes:
    """What a child had said when it was killed, so many seconds after it was begun or had said its first word.

    work  is called with a pipe to write to, and the arguments
    """
    inlet, outlet = os.pipe()
    child = _forked(work, outlet, *arguments)
    os.close(outlet)
    said = os.read(inlet, 100) if after_a_word else b""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(inlet, 65536):
        said += more
    os.close(inlet)
    return said


def ends_well(work: Callable[..., Any], *arguments: Any) -> bool:
    """Whether a child does its work without an error."""
    return os.waitpid(_forked(work, *arguments), 0)[1] == 0


def _forked(work: Callable[..., Any], *arguments: Any) -> int:
    child = os.fork()
    if child == 0:
        try:
            work(*arguments)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return child
