"""Making the next things in a thread of its own while the last are being used."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar, Union

Item = TypeVar("Item")

_LOOK_SECONDS = 0.1


class _End:
    """The last thing in the queue, with what went wrong."""

    def __init__(self, error: Union[BaseException, None] = None) -> None:
        self.error = error


def read_ahead(items: Iterator[Item], most: int = 1) -> Generator[Item, None, None]:
    """The items, made by a thread that is up to `most` ahead. What it raises is raised here, in its turn.

    Whoever leaves the loop early closes the generator: the thread has ended then.
    """
    queue: Queue[Union[Item, _End]] = Queue(most)
    stop = Event()
    thread = Thread(target=_fill, args=(items, queue, stop), name="safestats-read-ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(item := queue.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        stop.set()
        thread.join()


def _fill(items: Iterator[Item], queue: Queue[Union[Item, _End]], stop: Event) -> None:
    end = _End()
    try:
        for item in items:
            if not _put(item, queue, stop):
                return
    except BaseException as error:
        end = _End(error)
    _put(end, queue, stop)


def _put(item: Union[Item, _End], queue: Queue[Union[Item, _End]], stop: Event) -> bool:
    """Wait for room. False where nobody wants any more."""
    while not stop.is_set():
        try:
            queue.put(item, timeout=_LOOK_SECONDS)
        except Full:
            continue
        return True
    return False
