"""What the algorithms that bring incidents share: they ask for a dataset, months, categories and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..results.incident_rows import fields_of
from ..sources.study_area import read_outline
from .algorithm import SafeStatsAlgorithm
from .groups import DATA
from .translation import numeral

if TYPE_CHECKING:
    import pyarrow as pa

    from ...safestats_core.query import Period, Query
    from ...safestats_core.retrieval.catalogue import DatasetInfo


class QuestionAlgorithm(SafeStatsAlgorithm):
    """Asks one query, and gives the incidents that answer it."""

    DATASET = "DATASET"
    FROM_MONTH = "FROM_MONTH"
    TO_MONTH = "TO_MONTH"
    CATEGORIES = "CATEGORIES"
    AREA = "AREA"
    AREA_CODES = "AREA_CODES"
    COUNT = "COUNT"
    WITHOUT_PLACE = "WITHOUT_PLACE"
    HANDLING = "HANDLING"
    ATTRIBUTION = "ATTRIBUTION"

    group_name = DATA
    packages = ("cryptography", "numpy", "platformdirs", "pyarrow", "pyogrio", "pyproj", "requests", "shapely")

    def level(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The level that is asked for."""
        return "record"

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse months, categories and areas that do not exist."""
        self.query(parameters, context)

    def query(self, parameters: dict, context: QgsProcessingContext) -> Query:
        """The query that the parameters mean."""
        from ...safestats_core.access import Level
        from ...safestats_core.query import Query

        area = self.parameterAsSource(parameters, self.AREA, context)
        return Query(
            dataset=self.text(parameters, self.DATASET, context),
            level=Level(self.level(parameters, context)),
            period=self._period(parameters, context),
            area=read_outline(area, context) if area else None,
            area_codes=self._words(parameters, self.AREA_CODES, context),
            categories=self._words(parameters, self.CATEGORIES, context),
        )

    def text(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """A text without spaces around it."""
        return self.parameterAsString(parameters, name, context).strip()

    def sink_for(
        self, parameters: dict, context: QgsProcessingContext, table: pa.Table, dataset: DatasetInfo
    ) -> tuple[QgsFeatureSink, str]:
        """The layer OUTPUT, ready for the rows of a dataset, and its id; the dataset's marks will stand on it."""
        self._marks = {
            "dataset": dataset.dataset,
            "level": dataset.level.value,
            "handling": dataset.handling,
            "attribution": dataset.attribution,
            **({"disclosure": "; ".join(dataset.disclosure)} if dataset.disclosure else {}),
        }
        kind = QgsWkbTypes.Type.MultiPolygon if dataset.level == "counts" else QgsWkbTypes.Type.Point
        crs = QgsCoordinateReferenceSystem(dataset.crs)
        sink, output = self.parameterAsSink(parameters, self.OUTPUT, context, fields_of(table.schema), kind, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        return sink, output

    def counted(self, dataset: DatasetInfo, rows: int, without_place: int) -> tuple[str, str]:
        """How many rows there are, and how they are to be handled, as remarks."""
        read = self.tr("{title}: {rows} rows, of which {number} have no place.").format(
            title=dataset.title, rows=numeral(rows), number=numeral(without_place)
        )
        handling = self.tr("Handling: {handling}. {attribution}").format(
            handling=dataset.handling, attribution=dataset.attribution
        )
        return read, handling

    def add_dataset(self, meaning: str) -> None:
        """Declare DATASET."""
        self.add(QgsProcessingParameterString(self.DATASET, self.tr("Dataset")), meaning)

    def add_filters(self) -> None:
        """Declare what narrows the answer."""
        for name, title, meaning in (
            (self.FROM_MONTH, self.tr("First month"), self.tr("YYYY-MM. Default: the first there is.")),
            (self.TO_MONTH, self.tr("Last month"), self.tr("YYYY-MM, included. Default: the last there is.")),
            (
                self.CATEGORIES,
                self.tr("Categories"),
                self.tr("With commas, for example burglary, robbery. A wrong one answers with the list. Default: all."),
            ),
            (
                self.AREA_CODES,
                self.tr("Area codes"),
                self.tr("Codes of boroughs or wards, with commas; an incident in any of them answers. Default: all."),
            ),
        ):
            self.add(QgsProcessingParameterString(name, title, optional=True), meaning)
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREA, self.tr("Area"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            self.tr("Polygons in any CRS; incidents inside any of them answer. Default: everywhere."),
        )

    def add_answer(self, numbers: dict[str, str]) -> None:
        """Declare OUTPUT, and what is told of it; `numbers` besides COUNT and WITHOUT_PLACE."""
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Incidents"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            )
        )
        self.add_numbers({self.COUNT: self.tr("Rows"), self.WITHOUT_PLACE: self.tr("Rows without a place"), **numbers})
        self.addOutput(QgsProcessingOutputString(self.HANDLING, self.tr("Handling marking")))
        self.addOutput(QgsProcessingOutputString(self.ATTRIBUTION, self.tr("Attribution")))

    def _period(self, parameters: dict, context: QgsProcessingContext) -> Optional[Period]:
        from ...safestats_core.query import Period

        first, last = (self.text(parameters, name, context) for name in (self.FROM_MONTH, self.TO_MONTH))
        return Period.between(first, last)

    def _words(self, parameters: dict, name: str, context: QgsProcessingContext) -> tuple[str, ...]:
        words = self.parameterAsString(parameters, name, context).split(",")
        return tuple(word.strip() for word in words if word.strip())
