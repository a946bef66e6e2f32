"""How a result is read before it is shared: its rows, the rule that holds, what it counts, what was shared before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback

from ...safestats_core.errors import InvalidInput
from ..base.progress import report_to
from ..base.translation import tr
from ..results.sharing.memory import Memory, no_memory, open_memory
from ..sources.columns import require_column
from ..sources.result_rows import CELL_FIELDS, ResultRows, as_words, places, read_rows
from .safe_to_share import FROM_GRANT, SharingParameters

if TYPE_CHECKING:
    from ...safestats_core.hotspots.disclosure.results import Subject

_COUNT_FIELD = "count"


class SharingAlgorithm(SharingParameters):
    """Base of the algorithms that look at a result before it is shared."""

    def crs(self, parameters: dict, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
        """That of the result: incidents are brought into it."""
        raster = self.parameterAsRasterLayer(parameters, self.RASTER, context)
        return raster.crs() if raster is not None else self.source(parameters, context).sourceCrs()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse two results or none, fields that are not there, and a density nothing is known about."""
        is_layer, is_raster = (self.is_given(parameters, name) for name in (self.INPUT, self.RASTER))
        if is_layer == is_raster:
            raise InvalidInput(tr("Choose a result: either a layer or table, or a density raster, and not both."))
        if is_layer:
            self._check_fields(parameters, context)
        incidents = self.is_given(parameters, self.INCIDENTS)
        if incidents and not self.parameterAsDouble(parameters, self.BANDWIDTH, context) > 0:
            raise InvalidInput(
                tr("With incidents the bandwidth of the density is needed. Enter the one that it was made with.")
            )
        if (incidents or self._coarsens(parameters, context)) and self.crs(parameters, context).isGeographic():
            raise InvalidInput(
                tr("The result is in degrees, which are no distances. Run 'Reproject layer' on it first.")
            )
        if is_raster and not incidents:
            raise InvalidInput(
                tr("Nothing says how many incidents carry a cell of the raster. Choose them, and their bandwidth.")
            )
        self.subject(parameters, context)

    def profile(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The key of the profile that holds: of several that the marking names, the one that protects most counts.

        None of them is no permission to share what one may see oneself, so that has to be chosen.
        """
        from ...safestats_core.disclosure import DEFAULT_PROFILE, SENSITIVE_BELOW

        chosen = self.choice(parameters, self.PROFILE, context, self.PROFILES)
        stated = [name for name in self._marks.get("disclosure", "").split("; ") if SENSITIVE_BELOW.get(name)]
        strictest = max(stated, key=lambda name: SENSITIVE_BELOW[name], default=DEFAULT_PROFILE)
        return strictest if chosen == FROM_GRANT else chosen

    def count_field(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The field of the count: the one named, else `count` where there is one, else ""."""
        named = self.field(parameters, context, self.COUNT_FIELD)
        return named or (_COUNT_FIELD if self._is_numeric(parameters, context, _COUNT_FIELD) else "")

    def subject(self, parameters: dict, context: QgsProcessingContext) -> Subject:
        """Months, categories and filter that are counted. Raises InvalidInput for months that are none."""
        from ...safestats_core.hotspots.disclosure.results import Subject
        from ...safestats_core.query import Period

        first, last = (self.text(parameters, name, context) for name in (self.FROM_MONTH, self.TO_MONTH))
        if bool(first) != bool(last):
            raise InvalidInput(tr("Enter both the first and the last month that are counted, or neither."))
        words = [word.strip() for word in self.text(parameters, self.CATEGORIES, context).split(",")]
        return Subject(
            frozenset(Period(first, last).months()) if first else None,
            frozenset(filter(None, words)) or None,
            self.text(parameters, self.ONLY, context),
        )

    def dataset(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The name under which results are kept."""
        named = self.text(parameters, self.DATASET, context) or self._marks.get("dataset", "")
        return named or self.source(parameters, context).sourceName()

    def text(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """A text without spaces around it."""
        return self.parameterAsString(parameters, name, context).strip()

    def read_result(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> ResultRows:
        """The rows of INPUT with the fields that are named, and those to keep; refused where there is none."""
        source = self.source(parameters, context)
        cells = [name for name in CELL_FIELDS if source.fields().lookupField(name) >= 0]
        named = (self.AREA_FIELD, self.GROUP, self.CATEGORY, self.POPULATION, self.VALUE_FIELD)
        wanted = [self.count_field(parameters, context), *(self.field(parameters, context, name) for name in named)]
        kept = self.parameterAsFields(parameters, self.KEEP, context)
        rows = read_rows(source, dict.fromkeys(filter(None, [*wanted, *cells, *kept])), report_to(feedback))
        if not rows.geometries:
            raise InvalidInput(
                tr("'{layer}' has no rows to look at. Check the layer, its filter, the selection.").format(
                    layer=source.sourceName()
                )
            )
        return rows

    def words(
        self, parameters: dict, context: QgsProcessingContext, rows: ResultRows, name: str
    ) -> Optional[list[str]]:
        """What stands in the field that a parameter names, or None where it names none."""
        field = self.field(parameters, context, name)
        return as_words(rows.columns[field]) if field else None

    def areas(
        self, parameters: dict, context: QgsProcessingContext, rows: ResultRows, is_table: bool
    ) -> Optional[list[str]]:
        """By what each row is known again; where rows are no table, no two may share it."""
        words = self.words(parameters, context, rows, self.AREA_FIELD)
        if words is None or is_table or len(set(words)) == len(words):
            return places(rows) if words is None else words
        seen: set[str] = set()
        double = next(word for word in words if word in seen or seen.add(word))
        raise InvalidInput(
            tr(
                "'{area}' stands in several rows of '{field}'. Choose the field of the category or month by which they "
                "differ, or add them up first."
            ).format(area=double, field=self.field(parameters, context, self.AREA_FIELD))
        )

    def memory(
        self, parameters: dict, context: QgsProcessingContext, profile: str, areas: Optional[list[str]]
    ) -> Memory:
        """What was shared before; under the profile none, nothing is compared and nothing remembered."""
        if profile == "none":
            return Memory()
        if areas is None:
            return no_memory(tr("nothing tells which area is which. Choose the field of the area."))
        portal, person = (self.text(parameters, name, context) for name in (self.PORTAL, self.PERSON))
        return open_memory(portal, person, self.dataset(parameters, context))

    def about_fields(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        """A sentence on the fields that go along."""
        kept = self.parameterAsFields(parameters, self.KEEP, context)
        words = tr("Kept as they are, and not looked at: {fields}.")
        return [words.format(fields=", ".join(kept))] if kept else []

    def _check_fields(self, parameters: dict, context: QgsProcessingContext) -> None:
        source = self.source(parameters, context)
        for name in (self.COUNT_FIELD, self.POPULATION, self.VALUE_FIELD):
            if self.field(parameters, context, name):
                require_column(source, self.field(parameters, context, name), "number")
        named = [self.field(parameters, context, name) for name in (self.AREA_FIELD, self.GROUP, self.CATEGORY)]
        for field in (*filter(None, named), *self.parameterAsFields(parameters, self.KEEP, context)):
            require_column(source, field, "text")
        if self.count_field(parameters, context) in self.parameterAsFields(parameters, self.KEEP, context):
            raise InvalidInput(
                tr("'{field}' is the count itself, so it cannot go along as it is. Take it out of the fields to keep.")
                .format(field=self.count_field(parameters, context))
            )  # fmt: skip

    def _coarsens(self, parameters: dict, context: QgsProcessingContext) -> bool:
        wide = self.parameterAsDouble(parameters, self.COARSE, context) > 0
        return wide and self.choice(parameters, self.KIND, context, self.KINDS) == "clusters"

    def _is_numeric(self, parameters: dict, context: QgsProcessingContext, name: str) -> bool:
        fields = self.source(parameters, context).fields()
        return fields.lookupField(name) >= 0 and fields.field(name).isNumeric()
