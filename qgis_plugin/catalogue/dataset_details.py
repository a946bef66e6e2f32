"""What there is to know of the chosen dataset before it is loaded: in words, and its months as a calendar."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import numeral, tr
from ...safestats_core.retrieval.catalogue import DatasetInfo
from .about_dataset import AboutDataset
from .coverage_calendar import CoverageCalendar
from .coverage_months import months_covered, months_of, said_of_months


class DatasetDetails(QWidget):
    """Shows a dataset at once, and more of it when the portal has answered; `terms_wanted` when they are asked for."""

    terms_wanted = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName(tr("About the dataset"))
        self.calendar = CoverageCalendar()
        self.terms = QPushButton(tr("Terms of use…"))
        self.terms.clicked.connect(self.terms_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.calendar)
        layout.addWidget(self.terms)
        self.show_dataset(None)

    def show_dataset(self, info: DatasetInfo | None) -> None:
        """Show what the list of datasets tells."""
        self.words.setText("" if info is None else in_words(info))
        self.words.setVisible(info is not None)
        self.terms.setVisible(info is not None and info.has_terms)
        self.calendar.show_months({} if info is None else months_of(info))

    def show_about(self, about: AboutDataset) -> None:
        """Show what the portal has answered since."""
        months = months_covered(about.dataset, about.covered)
        self.calendar.show_months(months, about.covered)
        sentences = [in_words(about.dataset), said_of_months(months), *_kept(about.cached_months)]
        self.words.setText("\n".join(sentences))


def _kept(months: int) -> list[str]:
    if not months:
        return []
    if months == 1:
        return [tr("One month of it is on this computer.")]
    return [tr("{months} months of it are on this computer.").format(months=months)]


def in_words(info: DatasetInfo) -> str:
    """What a person wants to know of a dataset before she loads it."""
    months = tr("{first} to {last}").format(first=info.first_month, last=info.last_month)
    known = [
        tr("{rows} rows").format(rows=numeral(info.rows)) if info.rows else "",
        months if info.first_month else tr("no data yet"),
        tr("last updated {day}").format(day=info.updated[:10]) if info.updated else "",
    ]
    handling = tr("Handling: {marking}.").format(marking=info.handling or tr("not stated"))
    lines = (
        f"{', '.join(filter(None, known))}. {handling}",
        info.description,
        f"{info.attribution.rstrip('.')}." if info.attribution else "",
    )
    return "\n".join(filter(None, lines))
