"""Looks after the layers of SafeStats while QGIS is open: loads those that wait, refreshes, and marks the map."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import replace

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ...processing_algorithms.base.translation import tr
from .. import tasks
from . import memory_files
from .exporting import ExportWatch
from .layer_menu import LIVE, LayerMenu
from .marking import show_marking
from .news import News
from .placeholder import is_ours, is_waiting, make_waiting, own_name
from .project_layers import write_no_source, write_question_only
from .question import Question
from .refreshing import Fresh, Shown, ask_again, bring_up_to_date

_MINUTE = 60_000


class LayerDesk(QObject):
    """One for the plugin. `connection` is the panel's: its client answers, of the portal that it is signed in to."""

    def __init__(self, iface, connection) -> None:
        super().__init__()
        self._iface, self._connection, self._project = iface, connection, QgsProject.instance()
        self._busy: set[str] = set()
        self._tried: tuple[object, set[str]] = (None, set())
        self._refreshed: dict[str, float] = {}
        self._news: dict[tuple[str, str], News] = {}
        self._menu = LayerMenu(iface, self.refresh_selected, self.refresh_every)
        self._exports = ExportWatch(iface, connection, self._say)
        self._tick = QTimer(self)
        self._tick.setInterval(_MINUTE)
        self._tick.timeout.connect(self._look_round)
        self._remark = QTimer(self)  # many layers change at once: mark them once
        self._remark.setSingleShot(True)
        self._remark.timeout.connect(lambda: show_marking(self._project))
        self._signals = (
            (self._project.layersAdded, self._added),
            (self._project.layersRemoved, self._mark_soon),
            (self._project.writeMapLayer, write_question_only),
            (self._project.writeProject, write_no_source),
            (self._project.layerTreeRoot().visibilityChanged, self._mark_soon),
            (connection.changed, self._session_changed),
        )
        for signal, slot in self._signals:
            signal.connect(slot)
        self._tick.start()
        self._added(list(self._project.mapLayers().values()))

    def stop(self) -> None:
        """Let go of everything: the plugin is being unloaded. The layers stay on the map."""
        self._tick.stop()
        self._remark.stop()
        for signal, slot in self._signals:
            signal.disconnect(slot)
        for news in self._news.values():
            news.stop()
        self._news.clear()
        self._exports.stop()
        self._menu.remove()

    def refresh(self, layers: Iterable[QgsVectorLayer]) -> None:
        """Bring layers up to date, each question asked once; says what has changed."""
        groups: dict[str, list[Shown]] = {}
        for layer in layers:
            shown = Shown.of(layer)
            if layer.id() not in self._busy and self._answers(shown.question):
                question = shown.question
                groups.setdefault(json.dumps([question.note, question.counted]), []).append(shown)
        for group in groups.values():
            self._ask(group)

    def refresh_selected(self) -> None:
        """Bring what is selected in the layer tree up to date."""
        chosen = [layer for layer in self._iface.layerTreeView().selectedLayers() if is_ours(layer)]
        elsewhere = [layer for layer in chosen if not self._answers(Question.read(layer))]
        if elsewhere:
            portal = Question.read(elsewhere[0]).portal
            self._say(tr("Sign in to {portal} in the SafeStats panel first.").format(portal=portal), True)
        self.refresh(chosen)

    def refresh_every(self, minutes: int) -> None:
        """Let what is selected be refreshed by itself; `layer_menu` says what the numbers mean."""
        for layer in self._iface.layerTreeView().selectedLayers():
            if is_ours(layer):
                replace(Question.read(layer), every=minutes).write(layer)
        self._look_round()

    def _added(self, layers: Iterable) -> None:
        ours = [layer for layer in layers if is_ours(layer)]
        for layer in ours:
            self._menu.offer(layer)
            memory_files.share(layer)
            if memory_files.file_of(layer) is None:
                make_waiting(
                    layer,
                    tr("Sign in to SafeStats to load this layer: {portal}").format(portal=Question.read(layer).portal),
                )
        if ours:
            self._session_changed()
        self._mark_soon()

    def _session_changed(self) -> None:
        """Load what waits for whoever has just signed in; what failed once is not tried again for her."""
        client = self._connection.session.client
        if client is None:
            return
        if self._tried[0] is not client:
            self._tried = (client, set())
            self._stop_news()
        passed_over = self._tried[1] | self._busy  # what somebody else asked for is asked again when that has ended
        waiting = [layer for layer in self._ours() if is_waiting(layer) and layer.id() not in passed_over]
        self._tried[1].update(layer.id() for layer in waiting if self._answers(Question.read(layer)))
        self.refresh(waiting)
        self._look_round()

    def _ask(self, group: list[Shown]) -> None:
        client, datasets = self._connection.session.client, self._connection.session.datasets
        ids = [shown.layer_id for shown in group]
        self._busy.update(ids)

        def done(brought: list[Fresh]) -> None:
            if self._release(client, group):
                self._show(brought)
                self._heard_news(group, has_failed=all(fresh.file is None for fresh in brought))

        def failed(sentence: str) -> None:
            if self._release(client, group):
                self._fail(ids, sentence)
                self._heard_news(group, has_failed=True)

        name = self._project.mapLayer(ids[0]).name()
        title = tr("Refreshing {layer}").format(layer=name)
        tasks.start(title, lambda progress: ask_again(client, datasets, group, progress), done, failed)

    def _release(self, client: object, group: list[Shown]) -> bool:
        """Let layers be asked for again; whether whoever asked is still signed in, and wants what came.

        Where somebody else is, what waits among them is asked for again, for her.
        """
        self._busy.difference_update(shown.layer_id for shown in group)
        if self._connection.session.client is client:
            return True
        self._session_changed()
        self._heard_news(group)
        return False

    def _show(self, brought: list[Fresh]) -> None:
        """On the main thread: nothing here takes long."""
        pairs = [(self._project.mapLayer(fresh.shown.layer_id), fresh) for fresh in brought]
        said = [self._show_one(layer, fresh) for layer, fresh in pairs if layer is not None]
        if said:
            self._say(" ".join(said), any(fresh.file is None for _, fresh in pairs))
        self._mark_soon()

    def _show_one(self, layer: QgsVectorLayer, fresh: Fresh) -> str:
        self._refreshed[layer.id()] = time.monotonic()
        if fresh.file is None:
            make_waiting(layer, fresh.remark, is_refused=True)
            return fresh.remark
        bring_up_to_date(layer, fresh)
        what = fresh.extract.summary if fresh.seen is None else f"{fresh.seen.in_words()}."
        return f"{own_name(layer)}: {what} {fresh.remark}".strip()

    def _fail(self, ids: list[str], sentence: str) -> None:
        """A layer that waits says why; one that shows rows keeps them."""
        for layer in filter(None, map(self._project.mapLayer, ids)):
            if is_waiting(layer):
                make_waiting(layer, sentence)
        self._say(sentence, True)

    def _heard_news(self, group: list[Shown], has_failed: bool = False) -> None:
        """Let whoever waits for news of a group's dataset go on, where refreshing it has ended."""
        note = group[0].question.note
        news = self._news.get((note["dataset"], note["level"]))
        if news is None:
            return
        if has_failed:
            news.failed()
        else:
            news.seen()

    def _look_round(self) -> None:
        """Refresh what is due, and wait for news where somebody wants to know at once."""
        due, live = [], {}
        for layer in self._ours():
            question = Question.read(layer)
            if not question.every or not self._answers(question):
                continue
            if question.every == LIVE:
                query = question.query()
                live[query.dataset, query.level.value] = layer
            elif time.monotonic() - self._refreshed.setdefault(layer.id(), time.monotonic()) >= question.every * 60:
                due.append(layer)
        self._wait_for(set(live))
        self.refresh(due)

    def _wait_for(self, wanted: set[tuple[str, str]]) -> None:
        session = self._connection.session
        known = {(info.dataset, info.level.value): info for info in session.datasets}
        for key in set(self._news) - wanted:
            self._news.pop(key).stop()
        for key in wanted - set(self._news):
            if key in known and hasattr(session.client, "await_changes"):
                self._news[key] = News(session.client, known[key])
                self._news[key].published.connect(self._published)
                self._news[key].start()

    def _stop_news(self) -> None:
        self._wait_for(set())

    def _published(self, dataset: str, level: str) -> None:
        concerned = []
        for layer in self._ours():
            question = Question.read(layer)
            if question.every == LIVE and (question.note["dataset"], question.note["level"]) == (dataset, level):
                concerned.append(layer)
        self.refresh(concerned)

    def _answers(self, question: Question) -> bool:
        """Whether the panel is signed in to the portal of a question."""
        connection = self._connection
        return connection.is_signed_in and connection.portal is not None and connection.portal.url == question.portal

    def _ours(self) -> list[QgsVectorLayer]:
        return [layer for layer in self._project.mapLayers().values() if is_ours(layer)]

    def _mark_soon(self, *_: object) -> None:
        self._remark.start(0)

    def _say(self, sentence: str, is_warning: bool) -> None:
        level = Qgis.MessageLevel.Warning if is_warning else Qgis.MessageLevel.Info
        self._iface.messageBar().pushMessage("SafeStats", sentence, level)
