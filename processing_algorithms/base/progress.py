"""The core's progress shown by QGIS, and QGIS's cancel button heard by the core."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback

from ...safestats_core.errors import Cancelled
from ...safestats_core.progress import Progress
from .core_sentences import in_words
from .translation import tr


def report_to(feedback: QgsProcessingFeedback) -> Progress:
    """What the core is to call as it goes on; raises Cancelled there once somebody has cancelled."""
    said = ""

    def progress(done: int, total: int, what: str) -> None:
        nonlocal said
        if feedback.isCanceled():
            raise Cancelled(tr("Stopped before the end."))
        if what != said:
            feedback.setProgressText(in_words(tr(what)))
            said = what
        if total > 0:
            feedback.setProgress(100 * done / total)

    return progress
