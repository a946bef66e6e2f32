"""A layer's rows brought up to date: the same layer, with the user's style, selection, name, filter and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import QgsDataProvider, QgsProject, QgsVectorLayer

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.client import Client
from ...safestats_core.errors import AccessDenied, LeaseExpired, TermsNotAccepted
from ...safestats_core.progress import Progress
from ...safestats_core.retrieval.catalogue import DatasetInfo
from ..connection import loading
from . import memory_files
from .differences import Differences, differences
from .extract import Extract
from .making import mark, parts_of
from .memory_files import MemoryFile
from .placeholder import filter_of, is_waiting, stop_waiting
from .question import Question


@dataclass(frozen=True)
class Shown:
    """What one layer shows when it is asked to refresh; `file` is None on a placeholder."""

    layer_id: str
    question: Question
    file: MemoryFile | None
    selected: tuple[int, ...]

    @classmethod
    def of(cls, layer: QgsVectorLayer) -> Shown:
        """Taken on the main thread, for a task to work with."""
        selected = tuple(layer.selectedFeatureIds())
        return cls(layer.id(), Question.read(layer), memory_files.file_of(layer), selected)


@dataclass(frozen=True)
class Fresh:
    """What a task brought for one layer; without a `file` there is nothing that it may show, and `remark` says why.

    seen  what had changed since the layer was loaded; None where it was a placeholder
    """

    shown: Shown
    remark: str
    extract: Extract | None = None
    file: MemoryFile | None = None
    seen: Differences | None = None


def ask_again(client: Client, datasets: Iterable[DatasetInfo], shown: list[Shown], progress: Progress) -> list[Fresh]:
    """The newest answer for layers that have one question between them. Slow work: call it in a task.

    Where the person may not see it any more, has new terms of use to read first, or was away from the portal for too
    long, the layers come back without a file. Raises whatever else loading raises.
    """
    try:
        extract, remark = _answer(client, datasets, shown[0].question, progress)
    except (AccessDenied, TermsNotAccepted, LeaseExpired) as refused:
        return [Fresh(each, in_words(refused)) for each in shown]
    files = parts_of(extract)
    return [_fresh(each, extract, files.get(each.question.part), remark) for each in shown]


def _answer(
    client: Client, datasets: Iterable[DatasetInfo], question: Question, progress: Progress
) -> tuple[Extract, str]:
    """The answer to one question, and what there is to say of its age."""
    query = question.query()
    dataset = next((each for each in datasets if (each.dataset, each.level) == (query.dataset, query.level)), None)
    if dataset is None:
        words = tr("You may not see '{dataset}' any more. Ask your data manager if you need it.")
        raise AccessDenied(words.format(dataset=query.dataset))
    brought = loading.load(client, loading.Asked(dataset, lambda: query, question.counted), progress)
    if isinstance(brought, loading.TermsFirst):
        words = tr("{title} has new terms of use. Load it once from the SafeStats panel to read and accept them.")
        raise TermsNotAccepted(words.format(title=dataset.title), dataset.collection)
    return brought.extract, brought.remark


def bring_up_to_date(layer: QgsVectorLayer, fresh: Fresh) -> None:
    """Let `layer` show what was brought and say how it must be handled: that may change where no row does."""
    if is_waiting(layer) or fresh.seen is None or fresh.seen.is_anything:
        swap(layer, fresh)
    else:
        mark(layer, fresh.extract)


def swap(layer: QgsVectorLayer, fresh: Fresh) -> None:
    """Let `layer` show what was brought. Everything that the user did to the layer stays."""
    wanted = filter_of(layer)
    chosen = fresh.seen.selected if fresh.seen else ()
    options = QgsDataProvider.ProviderOptions()
    options.transformContext = QgsProject.instance().transformContext()
    source = f"{fresh.file.path}|subset={wanted}" if wanted else fresh.file.path
    layer.setDataSource(source, layer.name(), "ogr", options, False)
    memory_files.hold(layer, fresh.file)
    layer.setReadOnly(True)
    stop_waiting(layer)
    mark(layer, fresh.extract)
    layer.selectByIds(list(chosen))
    layer.triggerRepaint()


def _fresh(shown: Shown, extract: Extract, file: MemoryFile | None, remark: str) -> Fresh:
    if file is None:
        return Fresh(shown, tr("There is none of it at the moment."))
    if shown.file is None:
        return Fresh(shown, remark, extract, file)
    seen = differences(shown.file.content(), file.content(), shown.selected)
    return Fresh(shown, remark, extract, file, seen)
