"""What an algorithm reads that compares agencies record by record: when, where and how exactly, of what kind."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..base.point_algorithm import PointAlgorithm
from ..base.translation import tr
from ..sources.agency_records import AgencyRecords, RecordFields, agency_records


class RecordAlgorithm(PointAlgorithm):
    """Base of the algorithms whose INPUT and INPUT_2 are the records of two agencies."""

    INPUT_2 = "INPUT_2"
    START, START_2 = "START", "START_2"
    END, END_2 = "END", "END_2"
    ID_FIELD, ID_FIELD_2 = "ID_FIELD", "ID_FIELD_2"
    PRECISION, PRECISION_2 = "PRECISION", "PRECISION_2"
    PRECISION_FIELD, PRECISION_FIELD_2 = "PRECISION_FIELD", "PRECISION_FIELD_2"
    CATEGORY, CATEGORY_2 = "CATEGORY", "CATEGORY_2"

    column_parameters = {
        "INPUT": {"START": "time", "END": "time", "ID_FIELD": "text", "CATEGORY": "text", "PRECISION_FIELD": "text"},
        "INPUT_2": {
            "START_2": "time",
            "END_2": "time",
            "ID_FIELD_2": "text",
            "CATEGORY_2": "text",
            "PRECISION_FIELD_2": "text",
        },
    }
    weight_parameters: dict[str, str] = {}
    needed = ("START", "START_2")

    def add_agency(self, suffix: str) -> None:
        """Declare the fields of an agency's records; `suffix` is "" for the first, "_2" for the second."""
        self.add_time(
            self.START + suffix,
            self._titled(suffix, self.tr("Start")),
            self.tr("When it happened, or the earliest moment at which it can have. Records without it are left out."),
            parent=self.INPUT + suffix,
        )
        self.add_time(
            self.END + suffix,
            self._titled(suffix, self.tr("End")),
            self.tr("The latest moment at which it can have happened. Default: the start."),
            optional=True,
            parent=self.INPUT + suffix,
        )
        self._add_fields(suffix)
        self.add_distance(
            self.PRECISION + suffix,
            self._titled(suffix, self.tr("Precision of the places")),
            self.tr("The event happened no further than this from its point."),
            self.tr("Default: 50."),
            default=50,
        )

    def _add_fields(self, suffix: str) -> None:
        for name, title, meaning in (
            (
                self.ID_FIELD,
                self.tr("Reference"),
                self.tr("What the agency calls the record. Default: the number of the row, from 1."),
            ),
            (
                self.CATEGORY,
                self.tr("Category"),
                self.tr("What kind of event it is; which kinds go together is learnt. Default: not compared."),
            ),
            (
                self.PRECISION_FIELD,
                self.tr("Field with the precision"),
                self.tr(
                    "Metres, or the words of a portal's location_precision: exact (the distance below), snapped "
                    "(250 m), cell (71 m, half of the diagonal of 100 m); records with area or none are left out and "
                    "counted. Default: the distance below for all."
                ),
            ),
        ):
            self.add_field(
                name + suffix, self._titled(suffix, title), meaning, optional=True, parent=self.INPUT + suffix
            )

    def _titled(self, suffix: str, title: str) -> str:
        which = self.tr("second agency") if suffix else self.tr("first agency")
        return self.tr("{title}, {agency}").format(title=title, agency=which)

    def read_agency(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, suffix: str
    ) -> AgencyRecords:
        """The records of an agency that have a place, with sentences on the others."""
        points = self.read_points(parameters, context, feedback, self.INPUT + suffix)
        names = (self.START, self.END, self.ID_FIELD, self.CATEGORY, self.PRECISION_FIELD)
        fields = RecordFields(*(self.field(parameters, context, name + suffix) for name in names))
        exact = self.parameterAsDouble(parameters, self.PRECISION + suffix, context)
        made = agency_records(points, fields, exact)
        # The reader of the log has to know of which agency all that is said.
        which = tr("Second agency:") if suffix else tr("First agency:")
        layer = self.source(parameters, context, self.INPUT + suffix).sourceName()
        return AgencyRecords(made.records, made.ids, [f"{which} '{layer}'.", *self.left_out(points), *made.remarks])
