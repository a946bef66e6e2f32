"""Work in tasks: all of it is done, however much there is, and it is told on the main thread."""

from __future__ import annotations

import os
import threading

from qgis.core import QgsApplication


def test_every_task_runs_and_is_told_however_many_wait_for_a_thread(qgis_app, wait_until):
    """Left to QGIS alone, of some 30,000 tasks one was lost; as many run with `make nightly`."""
    from safestats.qgis_plugin import tasks

    told, side_by_side, rounds = [], 12, int(os.environ.get("SAFESTATS_TASK_ROUNDS", "100"))

    def go_on(chain: int, left: int) -> None:
        told.append((chain, left, threading.current_thread() is threading.main_thread()))
        if left:
            tasks.start("One of many", lambda _: None, lambda _: go_on(chain, left - 1), told.append)

    for chain in range(side_by_side):
        go_on(chain, rounds)
    wait_until(lambda: len(told) >= side_by_side * (rounds + 1), 60 + rounds / 10)
    assert sorted(told) == [(chain, left, True) for chain in range(side_by_side) for left in range(rounds + 1)]


def test_no_task_is_lost_where_others_are_forgotten_and_end_beside_it(qgis_app, wait_until):
    """Each of these waits for a thread while others end, or are taken back, whose memory it may come to lie in."""
    from safestats.qgis_plugin import tasks

    done, rounds = [], 100
    for number in range(rounds):
        tasks.start("Short", lambda _: None, lambda _: None, done.append)
        tasks.start("Forgotten", lambda _: None, done.append, done.append).forget()
        tasks.start("Wanted", lambda _, number=number: number, done.append, done.append)
        if number % 5 == 0:
            QgsApplication.processEvents()
    wait_until(lambda: len(done) >= rounds)
    assert sorted(done) == list(range(rounds))


def test_a_task_that_is_cancelled_before_it_begins_is_not_run_and_says_so(qgis_app, wait_until):
    from safestats.qgis_plugin import tasks

    done, errors = [], []
    tasks.start("Cancelled", lambda _: done.append("cancelled"), done.append, errors.append).cancel()
    wait_until(lambda: errors)
    assert (done, len(errors)) == ([], 1)


def test_what_must_run_is_done_and_told_though_it_is_cancelled_before_it_begins(qgis_app, wait_until):
    from safestats.qgis_plugin import tasks

    done, told = [], []
    tasks.start("Owed", lambda _: done.append("told"), told.append, told.append, must_run=True).cancel()
    tasks.start("Owed", lambda _: done.append("forgotten"), told.append, told.append, must_run=True).forget()
    wait_until(lambda: len(done) == 2)
    wait_until(lambda: not tasks._running)
    assert (sorted(done), told) == (["forgotten", "told"], [None])


def test_nobody_is_told_in_the_middle_of_what_qgis_does_behind_a_task(qgis_app, wait_until):
    from safestats.qgis_plugin import tasks

    there: list[int] = []
    manager = QgsApplication.taskManager()
    done = []
    task = tasks.start("Looked at", lambda _: None, lambda _: done.append(list(there)), done.append)
    manager.taskAboutToBeDeleted.connect(there.append)
    wait_until(lambda: done)
    manager.taskAboutToBeDeleted.disconnect(there.append)
    assert len(done[0]) >= 1
    task.cancel()  # there is nothing left of it to cancel, and nothing happens
