"""Running the portal: it says where it listens, and ends with all that it has started when it is told to."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import threading
from contextlib import ExitStack
from typing import Any, Optional

import uvicorn

from ...errors import InvalidInput
from ..feeds.schedule import scheduled
from ..lifecycle.daily import daily_retention
from ..oversight.audit_mark import marking
from ..oversight.chain import last_number
from ..portal import Portal
from .application import create_app
from .patience import PatientProtocol
from .reading.process import LOG_FORMAT
from .reading.processes import ReadingProcesses

_log = logging.getLogger(__name__)

_LOOPBACK = "127.0.0.1"

_BACKLOG = 2_048

_OPEN_FILES = 65_536
_MOST_CONNECTIONS = 10_000
"""Whoever comes beyond them is told 503."""

_GRACE_SECONDS = 5
"""For answers under way when the portal is told to end."""


def serve(
    portal: Portal,
    host: str = "127.0.0.1",
    port: int = 8642,
    metrics_port: Optional[int] = None,
    reading_processes: int = 0,
) -> None:
    """Serve `portal` until SIGTERM or SIGINT. Prints one line, `Listening on URL`, when it is ready.

    port          0 takes a free one
    metrics_port  on this computer only: there GET /metrics needs no sign-in; 0 takes a free one, None opens none
    reading_processes  how many make whole answers; 0: this process does. Each imports the program that runs anew

    Raises InvalidInput where the address cannot be had.
    """
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format=LOG_FORMAT)
    logging.getLogger("uvicorn.error").addFilter(_without_traceback)
    _allow_many_connections()
    listeners = [_listen(host, port)]
    metrics_address = None
    if metrics_port is not None:
        listeners.append(_listen(_LOOPBACK, metrics_port))
        metrics_address = listeners[-1].getsockname()[:2]
        _log.info("metrics on http://%s:%d/metrics", *metrics_address)
    readers = ReadingProcesses(portal, reading_processes)
    config = uvicorn.Config(
        create_app(portal, metrics_address, readers.places),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = _Server(config)
    gc.freeze()  # what the program itself is made of needs no search for garbage: rows make for many searches
    if threading.current_thread() is threading.main_thread():
        # uvicorn hands a signal on when it has shut down: there, too, it only means to end.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, server.end)
    with ExitStack() as until_the_end, scheduled(portal), daily_retention(portal), readers:
        until_the_end.enter_context(marking(portal, last_number))
        for listener in listeners:
            until_the_end.enter_context(listener)
        server.run(sockets=listeners)


class _Server(uvicorn.Server):
    async def startup(self, sockets: Optional[list[socket.socket]] = None) -> None:
        await super().startup(sockets)
        host, port = (sockets or [])[0].getsockname()[:2]
        print(f"Listening on http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)

    def end(self, *_signal: Any) -> None:
        self.should_exit = True


def _allow_many_connections() -> None:
    """Raise the process's limit of open files to what it may have: each connection is one."""
    if sys.platform == "win32":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
    if now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _without_traceback(record: logging.LogRecord) -> bool:
    # The guard has already logged where it happened; the text of an exception may quote data.
    record.exc_info = None
    return True


def _listen(host: str, port: int) -> socket.socket:
    # With the protocol named, asyncio sends answers without Nagle's delay: 40 ms each otherwise.
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise InvalidInput(
            f"The portal cannot listen on {host} port {port}: {error.strerror}. Choose another port, or 0 for any."
        ) from error
    return listener
