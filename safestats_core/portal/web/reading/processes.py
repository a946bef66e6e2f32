"""The reading processes of a portal, as the web process sees them: started beside it, kept alive, ended with it.

Rows cost some seconds of a processor for a million of them, and a Python process uses one processor at a time. What
the reading processes make, no page has to wait for.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Event, Lock, Thread
from typing import Optional, Union

from anyio import CapacityLimiter

from ....errors import SafeStatsError
from ...portal import Portal
from ..lane import Place
from .pieces import Pieces
from .process import Begin, Close, Failure, Next, Order, Reply, opening_of, work
from .wanted import Wanted

_log = logging.getLogger(__name__)

_MOST = 4
_OWN_TIME_SECONDS = 3.0
"""After which they are started where nobody has asked for a whole answer before: the portal begins to answer first."""

_REST_SECONDS = 10.0
"""Until one that could not be started is tried again."""


def usual_number() -> int:
    """As many as this process may use processors, 4 at most."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST, usable or 1)


class ReadingProcesses:
    """So many processes while the context lasts; with none of them the web process makes all answers itself.

    Spawned, and not forked: this works everywhere, and no thread's lock is copied while it is held.
    """

    def __init__(self, portal: Portal, number: int) -> None:
        self._opening = opening_of(portal)
        self._keepers = [Thread(target=self._keep, daemon=True, name="reading process") for _ in range(number)]
        self._wanted, self._ending = Event(), Event()
        self._running: list[BaseProcess] = []
        self._ready: list[Place] = []

    def __enter__(self) -> ReadingProcesses:
        for keeper in self._keepers:
            keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._wanted.set()
        for keeper in self._keepers:
            while keeper.is_alive():
                for process in tuple(self._running):
                    process.kill()  # it has nothing to lose
                keeper.join(0.1)

    def places(self) -> Sequence[Place]:
        """Those that can be given an answer now; where there is none yet, they are started."""
        self._wanted.set()
        return tuple(self._ready)

    def _keep(self) -> None:
        """Start a process, wait for its end, and start the next."""
        self._wanted.wait(_OWN_TIME_SECONDS)
        while not self._ending.is_set():
            was_ready = False
            try:
                was_ready = self._run()
            except OSError as error:
                _log.error("A reading process could not be started: %s.", type(error).__name__)
            if not was_ready:
                self._ending.wait(_REST_SECONDS)

    def _run(self) -> bool:
        """A process from its start to its end; whether it was ready in between."""
        here, there = _SPAWNING.Pipe()  # this end is closed with the last answer that was asked for through it
        process = _SPAWNING.Process(target=work, args=(there, self._opening), name="safestats reading", daemon=True)
        with there:
            process.start()
        self._running.append(process)
        place = _place_at(here)
        if place is not None:
            self._ready.append(place)
        process.join()
        self._running.remove(process)
        if place is not None:
            self._ready.remove(place)
        if not self._ending.is_set():
            _log.error("A reading process ended (%s). Another one is started.", process.exitcode)
        return place is not None


_SPAWNING = multiprocessing.get_context("spawn")


def _place_at(line: Connection) -> Optional[Place]:
    """The process at the other end, when it can be given answers; None when it has ended before."""
    try:
        said: Reply = line.recv()
    except (EOFError, OSError):
        return None
    if isinstance(said, Failure):
        _log.error("A reading process does not open the portal: %s at\n%s", said.name, said.places)
        return None
    return Place(_Talk(line).pieces, CapacityLimiter(1))


class _Talk:
    """What is said to a process and heard from it. Only one of its answers may be asked for a piece at a time."""

    def __init__(self, line: Connection) -> None:
        self._line, self._speaking, self._numbers = line, Lock(), count()

    def pieces(self, wanted: Wanted) -> Pieces:
        number = next(self._numbers)
        self._say(Begin(number, wanted))
        try:
            while (piece := self._ask(number)) is not None:
                yield piece
        finally:
            with suppress(OSError):  # the process is gone, and the answer with it
                self._say(Close(number))

    def _ask(self, number: int) -> Optional[Union[bytes, int]]:
        try:
            self._say(Next(number))
            said: Reply = self._line.recv()
        except (EOFError, OSError) as error:
            raise SafeStatsError("A reading process ended while it made an answer. The answer breaks off.") from error
        if isinstance(said, Failure):
            _log.error("a reading process: %s at\n%s", said.name, said.places)
            raise SafeStatsError(f"A reading process could not go on with an answer ({said.name}). It breaks off.")
        return said

    def _say(self, order: Order) -> None:
        # A pipe takes one message at a time; that an answer is closed is not to wait for the piece of another one.
        with self._speaking:
            self._line.send(order)
