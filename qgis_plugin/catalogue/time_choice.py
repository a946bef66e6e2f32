"""Choosing weekdays and hours of the day. The portal does not narrow by them: that is done here, after loading."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import locale_of_words, tr
from ...safestats_core.access import Level
from ...safestats_core.retrieval.catalogue import DatasetInfo


class WeekdayChoice(QWidget):
    """Seven buttons; none pressed is every day."""

    changed = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._buttons = []
        for day in range(1, 8):
            button = QToolButton()
            button.setText(locale_of_words().dayName(day, QLocale.FormatType.ShortFormat))
            button.setAccessibleName(locale_of_words().dayName(day, QLocale.FormatType.LongFormat))
            button.setToolTip(locale_of_words().dayName(day, QLocale.FormatType.LongFormat))
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.toggled.connect(lambda checked: self.changed.emit())
            layout.addWidget(button, 1)
            self._buttons.append(button)
        self.setFocusProxy(self._buttons[0])

    def weekdays(self) -> tuple[int, ...]:
        """1 Monday to 7 Sunday; empty for every day."""
        return tuple(day for day, button in enumerate(self._buttons, 1) if button.isChecked())

    def choose(self, weekdays: tuple[int, ...]) -> None:
        """Press the buttons of these days, and no others."""
        for day, button in enumerate(self._buttons, 1):
            button.setChecked(day in weekdays)


class HoursChoice(QWidget):
    """A field for hours like 22-06, and below it what they mean for the dataset."""

    changed = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Hours of the day"))
        self.field.setPlaceholderText(tr("all day; or 22-06, or 7:30-9:30, 16-19"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda text: self.changed.emit())
        self._meaning = QLabel()
        self._meaning.setWordWrap(True)
        self.setFocusProxy(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        layout.addWidget(self._meaning)

    def hours(self) -> str:
        """As typed; empty for the whole day, and where hours are not known."""
        return self.field.text().strip() if self.field.isEnabled() else ""

    def choose(self, hours: str) -> None:
        """Show these hours."""
        self.field.setText(hours)

    def show_dataset(self, info: DatasetInfo | None, only_months: bool = False) -> None:
        """Allow hours where the dataset knows them, and say what happens.

        only_months  whether nothing finer than the month is published
        """
        knows_days = info is not None and info.level != Level.COUNTS and "start" in info.fields and not only_months
        self.field.setEnabled(knows_days and info.level == Level.RECORD)
        if not knows_days:
            words = tr("Only the month is known here: days and hours cannot be chosen.")
        elif info.level == Level.POINT:
            words = tr("Only the day is known at this level. Days are narrowed on this computer, after loading.")
        else:
            words = tr("Narrowed on this computer, after loading. A time that is not known exactly may fit.")
        self._meaning.setText(words)
        self.field.setAccessibleDescription(words)
