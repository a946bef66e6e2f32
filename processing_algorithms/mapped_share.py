"""Algorithm `mappedshare`: how much of the data can be mapped, and where or when that differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm
from .base.translation import tr
from .results.features import Columns, extended_fields, fields_of, write_extended, write_features
from .results.marked import marking
from .results.page import heading, page, sentences, table
from .results.result import Result, plain
from .results.styles import COLD, HOT, NOTHING, style_classes
from .sources.areas import Areas, read_areas
from .sources.columns import counted, read_columns, require_column
from .sources.points import read_points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.uncertainty.mapped_share import UnmappedShares

_WITH_PLACE, _WITHOUT = "with a place", "none"


@dataclass(frozen=True)
class _Records:
    """One value per record: its precision, whether it is unmapped, its area and month (None: not known)."""

    precision: np.ndarray
    is_unmapped: np.ndarray
    area: Optional[np.ndarray]
    month: Optional[np.ndarray]


class MappedShare(PointAlgorithm):
    """Shares of records without a place by precision, area and month, with intervals and exact tests."""

    PRECISION_FIELD = "PRECISION_FIELD"
    UNMAPPED_WORDS = "UNMAPPED_WORDS"
    AREA_FIELD = "AREA_FIELD"
    AREAS = "AREAS"
    AREA_CODE = "AREA_CODE"
    LEAST = "LEAST"
    DIFFERENCE = "DIFFERENCE"
    ALPHA = "ALPHA"
    MAP = "MAP"
    COUNT = "COUNT"
    UNMAPPED = "UNMAPPED"
    SHARE = "SHARE"
    SHARE_LOW = "SHARE_LOW"
    SHARE_HIGH = "SHARE_HIGH"
    WITHOUT_AREA = "WITHOUT_AREA"
    WITHOUT_DATE = "WITHOUT_DATE"
    AREAS_TESTED = "AREAS_TESTED"
    AREAS_MORE = "AREAS_MORE"
    AREAS_LESS = "AREAS_LESS"
    MONTHS_MORE = "MONTHS_MORE"
    MONTHS_LESS = "MONTHS_LESS"

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Several agencies")
    identifier = "mappedshare"
    title = QT_TRANSLATE_NOOP("SafeStats", "How much can be mapped")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,geocoding,hit rate,unmapped,missing,completeness,quality,location precision,wilson,multi-agency,"
        "safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "How much of the data can be mapped at all? Counts the records by the precision of their place, by area and by "
        "month, and gives the share of each that no map shows, with its 95 % interval. class warns where that share "
        "differs from the rest by more than chance explains: there a map of hot spots says too little (more unmapped) "
        "or, beside the others, too much (less unmapped).",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "The area of a record without a place is known only where its supplier wrote a code; records without either "
        "are counted, but belong to no area. That a record has a place does not say that it is the right one.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Interval: Wilson (1927), JASA 22. Exact test of an area against the rest: Fisher (1935), JRSS 98. False "
        "discovery rate: Benjamini & Hochberg (1995). Why it matters: Ratcliffe (2004), International Journal of "
        "Geographical Information Science 18.",
    )

    weight_parameters: dict[str, str] = {}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Records"), [QgsProcessing.SourceType.TypeVector]),
            self.tr(
                "Points, features of any other kind, or a table, in any CRS, with the records that have no place. "
                "Filters and 'Selected features only' are honoured."
            ),
        )
        self._add_fields()
        self._add_limits()
        self.add_sink(self.OUTPUT, self.tr("Shares that can be mapped"), QgsProcessing.SourceType.TypeVector)
        self.add_sink(self.MAP, self.tr("Areas with what cannot be mapped"), optional=True)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Records"),
                self.UNMAPPED: self.tr("Records that cannot be mapped"),
                self.SHARE: self.tr("Their share"),
                self.SHARE_LOW: self.tr("Its lower limit (95 %)"),
                self.SHARE_HIGH: self.tr("Its upper limit (95 %)"),
                self.WITHOUT_AREA: self.tr("Records whose area is not known"),
                self.WITHOUT_DATE: self.tr("Records without a date"),
                self.AREAS_TESTED: self.tr("Areas with enough records to test"),
                self.AREAS_MORE: self.tr("Areas where more is unmapped"),
                self.AREAS_LESS: self.tr("Areas where less is unmapped"),
                self.MONTHS_MORE: self.tr("Months in which more is unmapped"),
                self.MONTHS_LESS: self.tr("Months in which less is unmapped"),
            }
        )

    def _add_fields(self) -> None:
        self.add_field(
            self.PRECISION_FIELD,
            self.tr("Field of the precision"),
            self.tr(
                "How exact each place is, in words; location_precision of a SafeStats portal is such a field. Default: "
                "a record with a geometry has a place, one without has none."
            ),
            optional=True,
        )
        words = QgsProcessingParameterString(self.UNMAPPED_WORDS, self.tr("Words for unmapped"), "none, area")
        shown = self.tr("Precisions that no map shows, with commas; a blank counts as none. Default: none, area.")
        self.add(words, shown)
        self.add_field(
            self.AREA_FIELD,
            self.tr("Field of the area"),
            self.tr("A code or name of the area, known for records without a place as well. Default: none."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREAS, self.tr("Areas"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            self.tr(
                "Polygons to show the shares on, in any CRS. Without a field of the area, a record belongs to the "
                "polygon that holds its point. Default: none."
            ),
        )
        self.add_field(
            self.AREA_CODE,
            self.tr("Field of the polygons' code"),
            self.tr("What the field of the area says, in the layer of polygons; needed with it. Default: none."),
            optional=True,
            parent=self.AREAS,
        )
        self.add_time(self.TIME_FIELD, self.tr("Date"), self.tr("For shares by month. Default: none."), optional=True)

    def _add_limits(self) -> None:
        self.add_whole_number(
            self.LEAST,
            self.tr("Fewest records of a test"),
            20,
            1,
            self.tr("Areas and months with fewer records get no class but 'too few'. Default: 20."),
        )
        number = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(
                self.DIFFERENCE, self.tr("Smallest difference (points)"), number, 1, minValue=0, maxValue=99
            ),
            self.tr(
                "Differences from the overall share below so many percentage points are no warning, however certain. "
                "Default: 1."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.ALPHA, self.tr("Significance level"), number, 0.05, minValue=0.0001, maxValue=0.5
            ),
            self.tr("After the false discovery rate, for areas and for months each. Default: 0.05."),
            advanced=True,
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that are not there, and what cannot be told without one."""
        source = self.source(parameters, context)
        for name, kind in ((self.PRECISION_FIELD, "text"), (self.AREA_FIELD, "text"), (self.TIME_FIELD, "time")):
            field = self.field(parameters, context, name)
            if field:
                require_column(source, field, kind)
        if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
            self._check_table(parameters, context)
        self._check_areas(parameters, context)

    def _check_table(self, parameters: dict, context: QgsProcessingContext) -> None:
        if not self.field(parameters, context, self.PRECISION_FIELD):
            raise InvalidInput("A table without geometry needs a field of the precision to say what can be mapped.")
        if parameters.get(self.AREAS) not in (None, "") and not self.field(parameters, context, self.AREA_FIELD):
            raise InvalidInput("A table without geometry needs a field of the area to be shown on polygons.")

    def _check_areas(self, parameters: dict, context: QgsProcessingContext) -> None:
        area, code = (self.field(parameters, context, name) for name in (self.AREA_FIELD, self.AREA_CODE))
        if parameters.get(self.AREAS) in (None, ""):
            if code or parameters.get(self.MAP) not in (None, ""):
                raise InvalidInput(
                    "A layer of areas, or a code in it, was asked for, but no areas were given. Choose them."
                )
        elif area and not code:
            raise InvalidInput(f"Which field of the polygons says what '{area}' says? Choose the polygons' code.")
        if code:
            require_column(self.source(parameters, context, self.AREAS), code, "text")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test, and write the table, the areas and the page."""
        areas = self._read_areas(parameters, context, feedback)
        records = self._read(parameters, context, feedback, areas)
        by_area, area_names = self._shares(parameters, context, feedback, records, records.area)
        by_month, months = self._shares(parameters, context, feedback, records, records.month)
        rows = _rows(records, (by_area, area_names), (by_month, months))
        numbers = self._numbers(records, by_area, by_month)
        remarks = tuple(self._said(numbers, by_area, by_month))
        outputs = {
            self.OUTPUT: self._write_table(parameters, context, feedback, rows),
            self.MAP: self._write_map(parameters, context, feedback, areas, by_area, area_names),
            self.HTML: self.write_page(parameters, context, self._page(rows, remarks)),
        }
        return Result({**outputs, **numbers}, {self.OUTPUT: plain, self.MAP: _style}, remarks)

    def _read_areas(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Optional[Areas]:
        if parameters.get(self.AREAS) in (None, ""):
            return None
        code = self.field(parameters, context, self.AREA_CODE)
        crs = self.source(parameters, context).sourceCrs()
        if not crs.isValid():
            crs = self.source(parameters, context, self.AREAS).sourceCrs()
        source = self.source(parameters, context, self.AREAS)
        return read_areas(source, crs, context, report_to(feedback), {code: "text"} if code else {})

    def _read(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Optional[Areas],
    ) -> _Records:
        source, progress = self.source(parameters, context), report_to(feedback)
        kinds = {self.PRECISION_FIELD: "text", self.AREA_FIELD: "text", self.TIME_FIELD: "time"}
        wanted = self._fields(parameters, context, kinds)
        columns = read_columns(source, wanted, progress) if wanted else {}
        names = {name: self.field(parameters, context, name) for name in kinds}
        place = (
            self._area_by_place(parameters, context, feedback, areas) if areas and not names[self.AREA_FIELD] else None
        )
        if names[self.PRECISION_FIELD]:
            precision = np.array(
                [(word or "").strip().lower() or _WITHOUT for word in columns[names[self.PRECISION_FIELD]]]
            )
        else:
            precision = np.where(self._has_place(parameters, context, feedback), _WITH_PLACE, _WITHOUT)
        if not precision.size:
            raise InvalidInput(
                f"There are no records in '{source.sourceName()}'. Check the layer, its filter, the selection."
            )
        words = self.parameterAsString(parameters, self.UNMAPPED_WORDS, context).split(",")
        unmapped = np.isin(precision, [word.strip().lower() for word in words])
        area = columns.get(names[self.AREA_FIELD]) if names[self.AREA_FIELD] else place
        month = None
        if names[self.TIME_FIELD]:
            texts = np.datetime_as_string(columns[names[self.TIME_FIELD]].astype("datetime64[M]"))
            month = np.array([None if text == "NaT" else text for text in texts.tolist()], dtype=object)
        return _Records(precision, unmapped, area, month)

    def _has_place(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> np.ndarray:
        """Whether each record has a geometry."""
        source = self.source(parameters, context)
        request = QgsFeatureRequest().setSubsetOfAttributes([])
        features = counted(source, request, report_to(feedback))
        return np.array(
            [feature.hasGeometry() and not feature.geometry().isEmpty() for feature in features], dtype=bool
        )

    def _area_by_place(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Areas,
    ) -> np.ndarray:
        """The name of the polygon that holds each record; None where it has no point, or lies in no polygon."""
        from ..safestats_core.hotspots.grids.areas import area_index

        source = self.source(parameters, context)
        if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PointGeometry:
            raise InvalidInput("Only points lie in a polygon. Choose a field of the area, or a layer of points.")
        points = read_points(source, None, source.sourceCrs(), context, report_to(feedback))
        names = np.full(points.features, None, dtype=object)
        if points.x.size:
            index = area_index(areas.boundaries, points.x, points.y, report_to(feedback))
            inside = index >= 0
            names[points.feature[inside]] = self._names(parameters, context, areas)[index[inside]]
        return names

    def _names(self, parameters: dict, context: QgsProcessingContext, areas: Areas) -> np.ndarray:
        """The code of each polygon, or its number in the layer."""
        code = self.field(parameters, context, self.AREA_CODE)
        if code:
            return areas.columns[code]
        return np.array([str(number + 1) for number in areas.feature.tolist()], dtype=object)

    def _shares(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        records: _Records,
        names: Optional[np.ndarray],
    ) -> tuple[Optional[UnmappedShares], list[str]]:
        """The shares by area or month, and what the groups are called; None where nobody asked, or none is known."""
        from ..safestats_core.hotspots.uncertainty.mapped_share import unmapped_shares

        known = np.zeros(0, bool) if names is None else np.array([name is not None for name in names], dtype=bool)
        if not known.any():
            return None, []
        groups, number = np.unique(names[known].astype(str), return_inverse=True)
        shares = unmapped_shares(
            number,
            records.is_unmapped[known],
            groups.size,
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            least_records=self.parameterAsInt(parameters, self.LEAST, context),
            least_difference=self.parameterAsDouble(parameters, self.DIFFERENCE, context) / 100,
            progress=report_to(feedback),
        )
        return shares, groups.tolist()

    def _numbers(
        self, records: _Records, by_area: Optional[UnmappedShares], by_month: Optional[UnmappedShares]
    ) -> dict:
        from ..safestats_core.hotspots.uncertainty.mapped_share import LESS, MORE, TOO_FEW, wilson_interval

        count, unmapped = records.is_unmapped.size, int(np.count_nonzero(records.is_unmapped))
        low, high = wilson_interval(np.array([unmapped]), np.array([count]))

        def called(shares: Optional[UnmappedShares], word: str) -> int:
            return 0 if shares is None else int(np.count_nonzero(shares.classes == word))

        def unknown(names: Optional[np.ndarray], shares: Optional[UnmappedShares]) -> int:
            return 0 if names is None else count - (0 if shares is None else int(shares.records.sum()))

        return {
            self.COUNT: count,
            self.UNMAPPED: unmapped,
            self.SHARE: unmapped / count,
            self.SHARE_LOW: float(low[0]),
            self.SHARE_HIGH: float(high[0]),
            self.WITHOUT_AREA: unknown(records.area, by_area),
            self.WITHOUT_DATE: unknown(records.month, by_month),
            self.AREAS_TESTED: 0 if by_area is None else by_area.classes.size - called(by_area, TOO_FEW),
            self.AREAS_MORE: called(by_area, MORE),
            self.AREAS_LESS: called(by_area, LESS),
            self.MONTHS_MORE: called(by_month, MORE),
            self.MONTHS_LESS: called(by_month, LESS),
        }

    def _said(self, numbers: dict, by_area: Optional[UnmappedShares], by_month: Optional[UnmappedShares]) -> list[str]:
        whole = self.tr("{unmapped} of {count} records cannot be mapped: {share} (95 % interval {low} to {high}).")
        said = [
            whole.format(
                unmapped=f"{numbers[self.UNMAPPED]:,}",
                count=f"{numbers[self.COUNT]:,}",
                share=_percent(numbers[self.SHARE]),
                low=_percent(numbers[self.SHARE_LOW]),
                high=_percent(numbers[self.SHARE_HIGH]),
            )
        ]
        for number, sentence in (
            (numbers[self.WITHOUT_AREA], self.tr("{number} records whose area is not known count in no area.")),
            (numbers[self.WITHOUT_DATE], self.tr("{number} records without a date count in no month.")),
        ):
            if number:
                said.append(sentence.format(number=f"{number:,}"))
        if by_area is not None:
            said.append(self._said_of_areas(numbers, by_area))
        if by_month is not None:
            months = self.tr("Of {all} months {more} have more that is unmapped than the rest, and {less} less.")
            said.append(
                months.format(
                    all=f"{by_month.records.size:,}",
                    more=f"{numbers[self.MONTHS_MORE]:,}",
                    less=f"{numbers[self.MONTHS_LESS]:,}",
                )
            )
        return said

    def _said_of_areas(self, numbers: dict, by_area: UnmappedShares) -> str:
        known = int(by_area.unmapped.sum())
        if 2 * known < numbers[self.UNMAPPED]:
            words = self.tr(
                "Caution: only {known} of {unmapped} records that cannot be mapped say their area, so areas cannot be "
                "compared: what is missing may be missing from any of them."
            )
        elif numbers[self.AREAS_MORE] or numbers[self.AREAS_LESS]:
            words = self.tr(
                "Of {tested} areas with enough records {more} have more that is unmapped than the rest, and {less} "
                "less: a map of hot spots misleads between them."
            )
        else:
            words = self.tr("Of {tested} areas with enough records none differs from the rest.")
        return words.format(
            tested=f"{numbers[self.AREAS_TESTED]:,}",
            more=f"{numbers[self.AREAS_MORE]:,}",
            less=f"{numbers[self.AREAS_LESS]:,}",
            known=f"{known:,}",
            unmapped=f"{numbers[self.UNMAPPED]:,}",
        )

    def _write_table(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, rows: Columns
    ) -> str:
        kind, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), kind, no_crs)
        write_features(sink, None, rows, report_to(feedback))
        return output

    def _write_map(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Optional[Areas],
        shares: Optional[UnmappedShares],
        names: list[str],
    ) -> str:
        if areas is None:
            return ""
        place = {name: number for number, name in enumerate(names)}
        at = np.array([place.get(str(name), -1) for name in self._names(parameters, context, areas).tolist()])
        columns = _of_areas(shares, at)
        source = self.source(parameters, context, self.AREAS)
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.MAP, context, fields, source.wkbType(), source.sourceCrs())
        if sink is not None:
            write_extended(sink, source, areas.feature, columns, context, report_to(feedback), source.sourceCrs())
        return output

    def _page(self, rows: Columns, remarks: tuple[str, ...]) -> str:
        parts = [marking(self._marks), sentences(remarks)]
        titles = {
            "precision": self.tr("By precision"),
            "area": self.tr("By area: the most unmapped first"),
            "month": self.tr("By month"),
        }
        head = (
            self.tr("Name"),
            self.tr("Records"),
            self.tr("Unmapped"),
            self.tr("Share"),
            self.tr("95 %"),
            self.tr("Class"),
        )
        for by, title in titles.items():
            which = np.flatnonzero(rows["by"] == by)
            if by == "area":
                which = which[np.argsort(-rows["share"][which], kind="stable")]
            if which.size:
                parts += [heading(title), table(head, [_cells(rows, number) for number in which.tolist()])]
        return page(self.displayName(), *parts)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _cells(rows: Columns, number: int) -> tuple[str, ...]:
    return (
        str(rows["name"][number]),
        f"{rows['records'][number]:,}",
        f"{rows['unmapped'][number]:,}",
        _percent(rows["share"][number]),
        f"{_percent(rows['low'][number])} - {_percent(rows['high'][number])}",
        rows["class"][number] or "",
    )


def _rows(records: _Records, *grouped: tuple[Optional[UnmappedShares], list[str]]) -> Columns:
    """The table: the precisions, then each area, then each month."""
    from ..safestats_core.hotspots.uncertainty.mapped_share import wilson_interval

    words, number, count = np.unique(records.precision, return_inverse=True, return_counts=True)
    unmapped = np.bincount(number, records.is_unmapped).astype(np.int64)
    low, high = wilson_interval(unmapped, count)
    nothing = np.full(words.size, np.nan)
    parts = [
        {
            "by": np.full(words.size, "precision", dtype=object),
            "name": words.astype(object),
            "records": count.astype(np.int64),
            "part": count / records.precision.size,
            "unmapped": unmapped,
            "share": unmapped / count,
            "low": low,
            "high": high,
            "p": nothing,
            "p_adj": nothing,
            "class": np.full(words.size, None, dtype=object),
        }
    ]
    for by, (shares, names) in zip(("area", "month"), grouped):
        if shares is None:
            continue
        part = {
            "by": np.full(len(names), by, dtype=object),
            "name": np.array(names, dtype=object),
            "part": shares.records / records.precision.size,
        }
        parts.append({**part, **_of_areas(shares, np.arange(len(names))), "p": shares.p})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _of_areas(shares: Optional[UnmappedShares], at: np.ndarray) -> Columns:
    """The columns of groups `at`; -1 for an area without records."""
    from ..safestats_core.hotspots.uncertainty.mapped_share import TOO_FEW

    known = at >= 0
    columns: Columns = {}
    for name, attribute, absent in (
        ("records", "records", 0),
        ("unmapped", "unmapped", 0),
        ("share", "share", np.nan),
        ("low", "low", np.nan),
        ("high", "high", np.nan),
        ("p_adj", "p_adjusted", np.nan),
        ("class", "classes", TOO_FEW),
    ):
        dtype = {"records": np.int64, "unmapped": np.int64, "class": object}.get(name, float)
        columns[name] = np.full(at.size, absent, dtype=dtype)
        if shares is not None:
            columns[name][known] = getattr(shares, attribute)[at[known]]
    return columns


def _style(layer: QgsVectorLayer) -> None:
    """Where a map says too little in red, where it says more than elsewhere in blue."""
    from ..safestats_core.hotspots.uncertainty.mapped_share import AS_ALL, LESS, MORE, TOO_FEW

    classes = [
        (MORE, HOT[2], tr("More is unmapped than elsewhere")),
        (LESS, COLD[2], tr("Less is unmapped than elsewhere")),
        (AS_ALL, NOTHING, tr("As everywhere")),
        (TOO_FEW, "120,120,120,160", tr("Too few records")),
    ]
    style_classes(layer, "class", classes)
