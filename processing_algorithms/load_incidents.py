"""Algorithm `loadincidents`: the data of a portal, as far as the person may see it, as a layer."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsSettings,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.algorithm import SafeStatsAlgorithm, report_to
from .results.incident_rows import add_features, count_features, fields_of, incident_features
from .results.result import Result
from .results.styles import style_counts, style_incidents
from .sources.study_area import read_outline

if TYPE_CHECKING:
    from ..safestats_core.client import Answer, Client
    from ..safestats_core.query import Period, Query
    from ..safestats_core.retrieval.catalogue import DatasetInfo


_FIRST_MONTH, _LAST_MONTH = "0001-01", "9999-12"


class LoadIncidents(SafeStatsAlgorithm):
    """Brings the months of a query into the encrypted cache and gives the rows that answer it."""

    PORTAL = "PORTAL"
    DATASET = "DATASET"
    LEVEL = "LEVEL"
    FROM_MONTH = "FROM_MONTH"
    TO_MONTH = "TO_MONTH"
    CATEGORIES = "CATEGORIES"
    AREA = "AREA"
    AREA_CODES = "AREA_CODES"
    COUNT = "COUNT"
    WITHOUT_PLACE = "WITHOUT_PLACE"
    ROWS_FETCHED = "ROWS_FETCHED"
    HANDLING = "HANDLING"
    ATTRIBUTION = "ATTRIBUTION"

    LEVELS = ("record", "point", "counts")

    identifier = "loadincidents"
    title = QT_TRANSLATE_NOOP("SafeStats", "Load incidents from a portal")
    keywords = QT_TRANSLATE_NOOP("SafeStats", "crime,incidents,portal,download,sync,load,safestats")
    group_name = QT_TRANSLATE_NOOP("SafeStats", "Data")
    packages = ("cryptography", "numpy", "platformdirs", "pyarrow", "pyogrio", "pyproj", "requests", "shapely")
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Brings what has changed from the portal into the encrypted cache on this computer, and gives the incidents "
        "that answer your question: points in the dataset's own CRS, or, at the counts level, the polygons of wards. "
        "When the portal cannot be reached, the cache answers for as long as the dataset allows.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "To look at data on the map, the SafeStats panel is better: it holds layers in memory only. Here the output is "
        "yours: a file that you name holds the data in the clear, so mind its handling marking. Sign in first, in the "
        "panel or with the command 'safestats login'. Without a keyring on this computer, qgis_process takes the "
        "passphrase of the cache from the environment variable SAFESTATS_PASSPHRASE.",
    )
    formula_source = QT_TRANSLATE_NOOP("SafeStats", "Times are shown on the wall clock of the dataset's time zone.")

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self._add_what()
        self._add_filters()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Incidents"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            )
        )
        self.add_numbers(
            {
                self.COUNT: self.tr("Rows"),
                self.WITHOUT_PLACE: self.tr("Rows without a place"),
                self.ROWS_FETCHED: self.tr("Rows transferred"),
            }
        )
        self.addOutput(QgsProcessingOutputString(self.HANDLING, self.tr("Handling marking")))
        self.addOutput(QgsProcessingOutputString(self.ATTRIBUTION, self.tr("Attribution")))

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse months, categories and areas that do not exist."""
        self._query(parameters, context)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Sync, read, and write the rows."""
        query = self._query(parameters, context)
        client = self._client(parameters, context)
        answer = client.load(query, report_to(feedback))
        dataset = client.catalogue().find(query)
        self._marks = {
            "dataset": dataset.dataset,
            "level": dataset.level.value,
            "handling": dataset.handling,
            "attribution": dataset.attribution,
        }
        sink, output = self._sink(parameters, context, answer, dataset)
        if dataset.level == "counts":
            rows = count_features(answer.table, client.areas("ward"), dataset.crs, context)
            style = partial(style_counts, field="count", values=answer.table["count"].to_numpy())
        else:
            rows = incident_features(answer.table, dataset.crs, dataset.time_zone)
            style = style_incidents
        without_place = add_features(sink, rows, answer.table.num_rows, report_to(feedback))
        outputs = {
            self.OUTPUT: output,
            self.COUNT: answer.table.num_rows,
            self.WITHOUT_PLACE: without_place,
            self.ROWS_FETCHED: answer.synced.rows_fetched if answer.synced else 0,
            self.HANDLING: dataset.handling,
            self.ATTRIBUTION: dataset.attribution,
        }
        return Result(outputs, {self.OUTPUT: style}, self._remarks(dataset, answer, without_place))

    def _query(self, parameters: dict, context: QgsProcessingContext) -> Query:
        from ..safestats_core.access import Level
        from ..safestats_core.query import Query

        area = self.parameterAsSource(parameters, self.AREA, context)
        return Query(
            dataset=self.parameterAsString(parameters, self.DATASET, context).strip(),
            level=Level(self.parameterAsEnumString(parameters, self.LEVEL, context)),
            period=self._period(parameters, context),
            area=read_outline(area, context) if area else None,
            area_codes=self._words(parameters, self.AREA_CODES, context),
            categories=self._words(parameters, self.CATEGORIES, context),
        )

    def _period(self, parameters: dict, context: QgsProcessingContext) -> Optional[Period]:
        from ..safestats_core.query import Period

        first = self.parameterAsString(parameters, self.FROM_MONTH, context).strip()
        last = self.parameterAsString(parameters, self.TO_MONTH, context).strip()
        return Period(first or _FIRST_MONTH, last or _LAST_MONTH) if first or last else None

    def _words(self, parameters: dict, name: str, context: QgsProcessingContext) -> tuple[str, ...]:
        words = self.parameterAsString(parameters, name, context).split(",")
        return tuple(word.strip() for word in words if word.strip())

    def _client(self, parameters: dict, context: QgsProcessingContext) -> Client:
        from ..safestats_core.client import open_client
        from ..safestats_core.known_portals import only_portal
        from ..safestats_core.retrieval.session import new_http_session

        portal = self.parameterAsString(parameters, self.PORTAL, context).strip() or only_portal().portal_url
        http = self.provider().mount(new_http_session())
        return open_client(portal, http, os.environ.get("SAFESTATS_PASSPHRASE"))

    def _sink(
        self, parameters: dict, context: QgsProcessingContext, answer: Answer, dataset: DatasetInfo
    ) -> tuple[QgsFeatureSink, str]:
        kind = QgsWkbTypes.Type.MultiPolygon if dataset.level == "counts" else QgsWkbTypes.Type.Point
        crs = QgsCoordinateReferenceSystem(dataset.crs)
        sink, output = self.parameterAsSink(parameters, self.OUTPUT, context, fields_of(answer.table.schema), kind, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        return sink, output

    def _remarks(self, dataset: DatasetInfo, answer: Answer, without_place: int) -> tuple[str, ...]:
        read = self.tr("{title}: {rows} rows, of which {number} have no place.").format(
            title=dataset.title, rows=f"{answer.table.num_rows:,}", number=f"{without_place:,}"
        )
        handling = self.tr("Handling: {handling}. {attribution}").format(
            handling=dataset.handling, attribution=dataset.attribution
        )
        if answer.synced is None:
            return read, handling, self.tr("The portal could not be reached: these rows are from the cache.")
        transferred = self.tr("{months} months checked, {fetched} transferred.").format(
            months=answer.synced.months_checked, fetched=answer.synced.months_fetched
        )
        return read, handling, transferred

    def _add_what(self) -> None:
        self.add(
            QgsProcessingParameterString(self.PORTAL, self.tr("Portal"), _current_portal(), optional=True),
            self.tr("Its address. Default: the portal chosen in the SafeStats panel, or the one you signed in to."),
        )
        self.add(
            QgsProcessingParameterString(self.DATASET, self.tr("Dataset")),
            self.tr("The dataset's name, for example police-recorded. A wrong name answers with those you may see."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.LEVEL, self.tr("Level"), list(self.LEVELS), defaultValue="record", usesStaticStrings=True
            ),
            self.tr("record: as recorded. point: snapped and by day. counts: per month, ward and category."),
        )

    def _add_filters(self) -> None:
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


def _current_portal() -> str:
    """The address of the portal that the SafeStats panel shows, from the settings of this QGIS profile."""
    settings = QgsSettings()
    name = settings.value("safestats/current_portal", "", str)
    return settings.value(f"safestats/portals/{name}/url", "", str)
