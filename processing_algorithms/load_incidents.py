"""Algorithm `loadincidents`: the data of a portal, as far as the person may see it, as a layer."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
    QgsSettings,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.progress import report_to
from .base.question_algorithm import QuestionAlgorithm
from .results.incident_rows import add_features, count_features, incident_features
from .results.provenance import marks_of_age
from .results.result import Result
from .results.styles import style_counts, style_incidents

if TYPE_CHECKING:
    from ..safestats_core.client import Answer, Client
    from ..safestats_core.retrieval.catalogue import DatasetInfo


class LoadIncidents(QuestionAlgorithm):
    """Brings the months of a query into the encrypted cache and gives the rows that answer it."""

    PORTAL = "PORTAL"
    PERSON = "PERSON"
    LEVEL = "LEVEL"
    ROWS_FETCHED = "ROWS_FETCHED"

    LEVELS = ("record", "point", "counts")

    identifier = "loadincidents"
    title = QT_TRANSLATE_NOOP("SafeStats", "Load incidents from a portal")
    keywords = QT_TRANSLATE_NOOP("SafeStats", "crime,incidents,portal,download,sync,load,safestats")
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
        self.add_filters()
        self.add_answer({self.ROWS_FETCHED: self.tr("Rows transferred")})

    def level(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The level that was chosen."""
        return self.parameterAsEnumString(parameters, self.LEVEL, context)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Sync, read, and write the rows."""
        query = self.query(parameters, context)
        client = self._client(parameters, context, feedback)
        answer = client.load(query, report_to(feedback))
        dataset = client.catalogue().find(query)
        sink, output = self.sink_for(parameters, context, answer.table, dataset)
        self._marks = {**self._marks, **marks_of_age(answer.as_of, answer.until)}
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

    def _client(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Client:
        from ..safestats_core.client import open_client
        from ..safestats_core.known_portals import only_portal
        from ..safestats_core.retrieval.session import new_http_session

        person = self.text(parameters, self.PERSON, context) or None
        portal = self.text(parameters, self.PORTAL, context) or only_portal(person).portal_url
        http = self.provider().mount(new_http_session(), feedback)
        return open_client(portal, http, os.environ.get("SAFESTATS_PASSPHRASE"), person)

    def _remarks(self, dataset: DatasetInfo, answer: Answer, without_place: int) -> tuple[str, ...]:
        counted = self.counted(dataset, answer.table.num_rows, without_place)
        if answer.synced is None:
            return *counted, self.tr("The portal could not be reached: these rows are from the cache.")
        transferred = self.tr("{months} months checked, {fetched} transferred.").format(
            months=answer.synced.months_checked, fetched=answer.synced.months_fetched
        )
        return *counted, transferred

    def _add_what(self) -> None:
        self.add(
            QgsProcessingParameterString(self.PORTAL, self.tr("Portal"), _current_portal(), optional=True),
            self.tr("Its address. Default: the portal chosen in the SafeStats panel, or the one you signed in to."),
        )
        self.add_dataset(
            self.tr("The dataset's name, for example police-recorded. A wrong name answers with those you may see.")
        )
        self.add(
            QgsProcessingParameterEnum(
                self.LEVEL, self.tr("Level"), list(self.LEVELS), defaultValue="record", usesStaticStrings=True
            ),
            self.tr("record: as recorded. point: snapped and by day. counts: per month, ward and category."),
        )
        self.add(
            QgsProcessingParameterString(self.PERSON, self.tr("Person"), optional=True),
            self.tr("Whose rights and cache are used, by username. Default: whoever signed in last at the portal."),
            advanced=True,
        )


def _current_portal() -> str:
    """The address of the portal that the SafeStats panel shows, from the settings of this QGIS profile."""
    settings = QgsSettings()
    name = settings.value("safestats/current_portal", "", str)
    return settings.value(f"safestats/portals/{name}/url", "", str)
