"""The filters of a load: period, weekdays and hours, categories, area. Gives a Query, and shows one."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.access import Level
from ...safestats_core.query import Period, Query
from ...safestats_core.retrieval.catalogue import DatasetInfo
from .area_choice import AreaChoice
from .category_choice import CategoryChoice
from .period_choice import PeriodChoice
from .time_choice import HoursChoice, WeekdayChoice


class QueryForm(QWidget):
    """Asks when, what and where for one dataset; `changed` when the answer would be another one."""

    changed = pyqtSignal()

    def __init__(self, canvas, parent=None) -> None:
        super().__init__(parent)
        self.period_choice = PeriodChoice()
        self.weekday_choice = WeekdayChoice()
        self.hours_choice = HoursChoice()
        self.category_choice = CategoryChoice()
        self.area_choice = AreaChoice(canvas)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        # The letters are those that no menu of QGIS uses.
        for words, choice in (
            (tr("Per&iod"), self.period_choice),
            (tr("Da&ys"), self.weekday_choice),
            (tr("Ho&urs"), self.hours_choice),
            (tr("Cate&gories"), self.category_choice),
            (tr("&Area"), self.area_choice),
        ):
            layout.addRow(words, choice)
            layout.labelForField(choice).setBuddy(choice.focusProxy())
        for choice in (self.period_choice, self.weekday_choice, self.hours_choice, self.area_choice):
            choice.changed.connect(self.changed)
        self.category_choice.changed.connect(lambda chosen: self.changed.emit())

    def show_dataset(self, info: DatasetInfo | None, only_months: bool = False) -> None:
        """Offer the months that `info` has, and the filters that it can be narrowed by.

        only_months  whether nothing finer than the month is published
        """
        there = Period(info.first_month, info.last_month) if info and info.first_month else None
        self.period_choice.show_months(there)
        self.hours_choice.show_dataset(info, only_months)
        knows_days = info is not None and info.level != Level.COUNTS and not only_months
        self.weekday_choice.setEnabled(knows_days)
        self.category_choice.show_counts(0, None)
        self.setEnabled(there is not None)

    def show_query(self, query: Query) -> None:
        """Fill in a query that was saved."""
        self.period_choice.choose(query.period)
        self.weekday_choice.choose(query.weekdays)
        self.hours_choice.choose(query.hours)
        self.category_choice.choose(query.categories)
        self.area_choice.choose(query.area, query.area_codes)

    @property
    def needs_rows(self) -> bool:
        """Whether something is chosen by which counts by ward and month cannot be narrowed."""
        days, hours = self.weekday_choice.weekdays(), self.hours_choice.hours()
        return self.area_choice.is_drawn or bool(days) or bool(hours)

    def reader(self, info: DatasetInfo) -> Callable[[], Query]:
        """What gives the query as filled in now, in a task if it likes; raises InvalidInput where it makes no sense."""
        read_area = self.area_choice.reader()
        period, codes = self.period_choice.period(), self.area_choice.area_codes()
        categories, hours = self.category_choice.categories(), self.hours_choice.hours()
        weekdays = self.weekday_choice.weekdays() if self.weekday_choice.isEnabled() else ()

        def make() -> Query:
            return Query(
                dataset=info.dataset,
                level=info.level,
                period=period,
                area=read_area(),
                area_codes=codes,
                categories=categories,
                weekdays=weekdays,
                hours=hours,
            )

        return make

    def query(self, info: DatasetInfo) -> Query:
        """The question as filled in, made here and now."""
        return self.reader(info)()
