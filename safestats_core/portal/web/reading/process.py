"""A reading process: it makes the pieces of whole answers for the web process that started it, one at a time.

It reads from the same database with the scopes that it is sent, and keeps nothing but the answers that are under way.
It ends as soon as the web process is gone, whatever it is at. No signal but the hardest ends it alone: a terminal and
systemd send theirs to both, and answers may still end within the web process's own grace.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import traceback
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Optional, Union

from sqlalchemy import Engine

from ...databases.replicas import open_replica
from ...portal import Portal, open_portal
from .pieces import Pieces
from .wanted import Wanted, pieces_of

LOG_FORMAT = "%(asctime)s %(name)s %(message)s"

_FRAMES = 5
"""Of a failure's traceback: the innermost ones, which are ours."""


@dataclass(frozen=True)
class Opening:
    """How a portal is opened again."""

    folder: Path
    database: str = field(repr=False)
    replica: Optional[str] = field(repr=False)
    query_seconds: float

    def portal(self) -> Portal:
        """The portal, as the web process has it."""
        portal = open_portal(self.folder, self.database)
        replica = None if self.replica is None else open_replica(self.replica, portal.key)
        return replace(portal, replica=replica, query_seconds=self.query_seconds)


def opening_of(portal: Portal) -> Opening:
    """How to open a portal that is open."""
    replica = None if portal.replica is None else _url(portal.replica.engine)
    return Opening(portal.folder, _url(portal.engine), replica, portal.query_seconds)


@dataclass(frozen=True)
class Begin:
    """An answer is to be made, which goes by that number from now on."""

    number: int
    wanted: Wanted


@dataclass(frozen=True)
class Next:
    """The next piece of an answer is wanted."""

    number: int


@dataclass(frozen=True)
class Close:
    """Nobody wants any more of an answer."""

    number: int


@dataclass(frozen=True)
class Failure:
    """What failed, and where; never the words of an error, which may quote data."""

    name: str
    places: str


Order = Union[Begin, Next, Close]
Reply = Union[bytes, int, None, Failure]
"""What `Pieces` gives; None after the last of it. The only one that is not asked for is the first: None, ready."""


def work(line: Connection, opening: Opening) -> None:
    """Do what comes along the line, until it is closed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format=LOG_FORMAT)
    orders: SimpleQueue[Order] = SimpleQueue()
    Thread(target=_listen, args=(line, orders), daemon=True).start()
    try:
        portal = opening.portal()
    except Exception as error:  # whatever it is, the web process says it and tries again
        line.send(_failure(error))
        return
    gc.freeze()  # what the program itself is made of needs no search for garbage: rows make for many searches
    line.send(None)
    answers = _Answers(portal)
    while True:
        order = orders.get()
        if isinstance(order, Next):
            line.send(answers.reply(order.number))
            if orders.empty():
                answers.read_ahead(order.number)
        else:
            answers.note(order)


class _Answers:
    """Those that are under way, and of each the piece that was made before it was asked for."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._under_way: dict[int, Pieces] = {}
        self._ahead: dict[int, Reply] = {}

    def note(self, order: Union[Begin, Close]) -> None:
        if isinstance(order, Begin):
            self._under_way[order.number] = pieces_of(self._portal, order.wanted)
        else:
            self._ahead.pop(order.number, None)
            self._under_way.pop(order.number).close()

    def reply(self, number: int) -> Reply:
        return self._ahead.pop(number) if number in self._ahead else self._made(number)

    def read_ahead(self, number: int) -> None:
        """While its reader takes one piece, the next is made."""
        self._ahead[number] = self._made(number)

    def _made(self, number: int) -> Reply:
        try:
            return next(self._under_way[number], None)
        except Exception as error:
            return _failure(error)


def _listen(line: Connection, orders: Any) -> None:
    """Beside the work, so that the end of the line is noticed at once: what is under way is wanted by nobody then."""
    try:
        while True:
            orders.put(line.recv())
    except (EOFError, OSError):
        os._exit(0)


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _failure(error: Exception) -> Failure:
    return Failure(type(error).__name__, "".join(traceback.format_tb(error.__traceback__, limit=-_FRAMES)))
