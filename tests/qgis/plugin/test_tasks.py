"""Work in tasks: all of it is done, however much there is, and it is told on the main thread."""

from __future__ import annotations

import threading

from qgis.core import QgsApplication


def test_every_task_runs_and_is_told_however_many_wait_for_a_thread(qgis_app, wait_until):
    from safestats.qgis_plugin import tasks

    told, side_by_side, rounds = [], 12, 60

    def go_on(chain: int, left: int) -> None:
        told.append((chain, left, threading.current_thread() is threading.main_thread()))
        if left:
            tasks.start("One of many", lambda _: None, lambda _: go_on(chain, left - 1), told.append)

    for chain in range(side_by_side):
        go_on(chain, rounds)
    wait_until(lambda: len(told) >= side_by_side * (rounds + 1))
    assert sorted(told) == [(chain, left, True) for chain in range(side_by_side) for left in range(rounds + 1)]


def test_a_task_that_is_forgotten_before_it_begins_is_not_run_and_not_told(qgis_app, wait_until):
    from safestats.qgis_plugin import tasks

    done, errors = [], []
    forgotten = tasks.start("Forgotten", lambda _: done.append("forgotten"), done.append, errors.append)
    forgotten.forget()
    cancelled = tasks.start("Cancelled", lambda _: done.append("cancelled"), done.append, errors.append)
    cancelled.cancel()
    tasks.start("Wanted", lambda _: "wanted", done.append, errors.append)
    wait_until(lambda: done)
    wait_until(lambda: errors)
    assert (done, len(errors)) == (["wanted"], 1)


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
