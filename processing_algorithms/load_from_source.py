"""Algorithm `loadfromsource`: incidents of a server of features, of police.uk or of files, as a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.progress import report_to
from .base.question_algorithm import QuestionAlgorithm
from .base.translation import numeral
from .results.incident_rows import add_features, incident_features
from .results.result import Result
from .results.styles import style_incidents

if TYPE_CHECKING:
    from requests.auth import AuthBase

    from ..safestats_core.sources.source import Fetched, Source


class LoadFromSource(QuestionAlgorithm):
    """Asks another source than a portal, and gives the rows that answer."""

    SOURCE = "SOURCE"
    PROFILE = "PROFILE"
    AUTHENTICATION = "AUTHENTICATION"
    ROWS_READ = "ROWS_READ"
    ROWS_REFUSED = "ROWS_REFUSED"

    identifier = "loadfromsource"
    title = QT_TRANSLATE_NOOP("SafeStats", "Load incidents from another source")
    keywords = QT_TRANSLATE_NOOP("SafeStats", "crime,incidents,ogc api features,police.uk,download,load,safestats")
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Gives the incidents that answer your question as points: from any server that speaks OGC API - Features, from "
        "police.uk, or from files. The source narrows what it can, and the rest is narrowed here. Nothing is kept.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "For a SafeStats portal use 'Load incidents from a portal', which keeps what it brings, encrypted, and brings "
        "only changes. A server's features need a profile that says how its columns are read. A file that you name as "
        "the output holds the data in the clear.",
    )
    formula_source = QT_TRANSLATE_NOOP("SafeStats", "OGC 17-069r4 and 19-079r2; data.police.uk/docs.")

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self._add_where()
        self.add_filters()
        self.add_answer({self.ROWS_READ: self.tr("Rows read"), self.ROWS_REFUSED: self.tr("Rows refused")})

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Fetch, and write the rows."""
        query = self.query(parameters, context)
        fetched = self._source(parameters, context, feedback).fetch(query, report_to(feedback))
        dataset, rows = fetched.dataset, fetched.table.num_rows
        sink, output = self.sink_for(parameters, context, fetched.table, dataset)
        features = incident_features(fetched.table, dataset.crs, dataset.time_zone)
        without_place = add_features(sink, features, rows, report_to(feedback))
        outputs = {
            self.OUTPUT: output,
            self.COUNT: rows,
            self.WITHOUT_PLACE: without_place,
            self.ROWS_READ: fetched.read,
            self.ROWS_REFUSED: len(fetched.refusals),
            self.HANDLING: dataset.handling,
            self.ATTRIBUTION: dataset.attribution,
        }
        remarks = (*self.counted(dataset, rows, without_place), *self._remarks(fetched))
        return Result(outputs, {self.OUTPUT: style_incidents}, remarks)

    def _source(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Source:
        from ..safestats_core.formats.profile_file import load_profile
        from ..safestats_core.retrieval.session import new_http_session
        from ..safestats_core.sources.open_source import open_source

        profile = self.text(parameters, self.PROFILE, context)
        where = self.text(parameters, self.SOURCE, context)
        http = self.provider().mount(new_http_session(), feedback)
        return open_source(where, load_profile(profile) if profile else None, http, self._auth(parameters, context))

    def _auth(self, parameters: dict, context: QgsProcessingContext) -> Optional[AuthBase]:
        authcfg = self.text(parameters, self.AUTHENTICATION, context)
        return self.provider().sign(authcfg) if authcfg else None

    def _remarks(self, fetched: Fetched) -> tuple[str, ...]:
        there, here = (", ".join(parts) or self.tr("nothing") for parts in (fetched.by_source, fetched.here))
        narrowed = self.tr("{read} rows read. Narrowed by the source: {there}; on this computer: {here}.").format(
            read=numeral(fetched.read), there=there, here=here
        )
        notes = tuple(f"{words}: {numeral(rows)}" for words, rows in fetched.notes.items())
        refused = tuple(
            self.tr("{source}, row {row}: {reason}").format(source=each.source, row=each.row, reason=each.reason)
            for each in fetched.refusals[:5]
        )
        return narrowed, *notes, *refused

    def _add_where(self) -> None:
        self.add(
            QgsProcessingParameterString(self.SOURCE, self.tr("Source")),
            self.tr("The address of an OGC API - Features server, police.uk, or the path of a file, folder or zip."),
        )
        self.add_dataset(
            self.tr("A collection of the server, or a dataset of the files. A wrong name answers with those there are.")
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, self.tr("Profile"), optional=True),
            self.tr("How its columns are read: a TOML file, or a built-in name. Default: the one that fits."),
        )
        self.add(
            QgsProcessingParameterAuthConfig(self.AUTHENTICATION, self.tr("Authentication"), optional=True),
            self.tr(
                "For a server that asks who you are: a configuration of QGIS, by name and password, header, client "
                "certificate or another method. Only its id is written down, never what it holds. Default: none."
            ),
        )
