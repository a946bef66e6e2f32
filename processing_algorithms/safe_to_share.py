"""Algorithm `safetoshare`: whether a result may leave the building, and what of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterRasterDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .asking.result_to_share import SharingAlgorithm
from .base.groups import SEVERAL_AGENCIES
from .base.translation import tr
from .results.result import Result, Style, plain
from .results.sharing.answer import ROUNDED, Answer, records, uncounted
from .results.sharing.clusters import answer_of_clusters
from .results.sharing.counts import DIFFERENCE, answer_of_counts
from .results.sharing.densities import answer_of_density, in_words, shown_density
from .results.sharing.looks import style_shared
from .results.sharing.memory import remember
from .results.sharing.page import changed_rows, sharing_page
from .results.sharing.raster import read_surface, write_surface
from .results.sharing.verdict import Verdict, flagged, verdict_for
from .results.styles import style_density
from .sources.result_rows import ResultRows


class SafeToShare(SharingAlgorithm):
    """Applies a disclosure profile to a result, and holds it against the results shared before."""

    TABLE = "TABLE"
    SAFE_RASTER = "SAFE_RASTER"
    COUNT = "COUNT"
    SHOWN = "SHOWN"
    ROUNDED = "ROUNDED"
    WITHHELD = "WITHHELD"
    BY_DIFFERENCE = "BY_DIFFERENCE"
    NOT_SAFE = "NOT_SAFE"
    SAFE = "SAFE"
    SENTENCE = "SENTENCE"
    PROFILE_USED = "PROFILE_USED"

    NUMBERS = (COUNT, SHOWN, ROUNDED, WITHHELD, BY_DIFFERENCE, NOT_SAFE)

    group_name = SEVERAL_AGENCIES
    identifier = "safetoshare"
    title = QT_TRANSLATE_NOOP("SafeStats", "Safe to share")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "disclosure control,suppression,rounding,small numbers,privacy,anonymisation,publish,share,export,"
        "differencing,multi-agency,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "May this result leave the building? Applies the disclosure profile to counts, rates, clusters and densities; "
        "withholds further counts where sums would give the small ones away; and compares with what was shared "
        "before, because two safe results can have a difference that is not. The layer that comes out has only what "
        "may be told, a flag and a sentence; the page says what was done and which sums may be told beside it.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "It knows numbers, and not what people know: a count of 12 is no secret kept if all twelve are one family. It "
        "knows only what was shared from this computer by you. Fields that you keep are not looked at. What "
        "the data's owner and the handling marking demand comes first. Points are records, and never safe.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Hundepool et al. (2012), Statistical Disclosure Control; Cox (1995), JASA 90, for secondary suppression; "
        "NHS England's disclosure control for Hospital Episode Statistics; ONS (2006), confidentiality guidance.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_what()
        self.add_columns()
        self.add_carriers()
        self.add_subject()
        table = QgsProcessing.SourceType.TypeVector
        self.add_sink(self.OUTPUT, self.tr("Result that may be shared"), table, optional=True, unasked=True)
        raster = QgsProcessingParameterRasterDestination(
            self.SAFE_RASTER, self.tr("Density that may be shared"), optional=True, createByDefault=False
        )
        self.addParameter(raster)
        self.add_sink(self.TABLE, self.tr("What was changed"), table, optional=True)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Rows or cells"),
                self.SHOWN: self.tr("Shown"),
                self.ROUNDED: self.tr("Of them rounded"),
                self.WITHHELD: self.tr("Withheld"),
                self.BY_DIFFERENCE: self.tr("Of them because of earlier results"),
                self.NOT_SAFE: self.tr("Not safe"),
            }
        )
        self.add_texts(
            {
                self.SAFE: self.tr("Safe to share: yes or no"),
                self.SENTENCE: self.tr("Why"),
                self.PROFILE_USED: self.tr("Disclosure profile"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Protect, write, and say so on every layer."""
        profile = self.profile(parameters, context)
        if self.is_given(parameters, self.RASTER):
            return self._raster(parameters, context, feedback, profile)
        rows = self.read_result(parameters, context, feedback)
        answer = self._answer(parameters, context, feedback, rows, profile)
        return self._finish(parameters, context, feedback, answer, profile)

    def _answer(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        rows: ResultRows,
        profile: str,
    ) -> Answer:
        kind, counted = self.choice(parameters, self.KIND, context, self.KINDS), self.count_field(parameters, context)
        shape = QgsWkbTypes.geometryType(self.source(parameters, context).wkbType())
        if shape != QgsWkbTypes.GeometryType.PolygonGeometry and any(rows.geometries):
            return records(rows, profile)
        if kind == "density":
            return self._density(parameters, context, feedback, rows, profile)
        if not counted:
            return uncounted(rows, profile)
        counts = rows.columns[counted].astype(float)
        if kind == "clusters":
            return answer_of_clusters(rows, counts, self.parameterAsDouble(parameters, self.COARSE, context), profile)
        return self._counts(parameters, context, rows, counts, profile)

    def _counts(
        self, parameters: dict, context: QgsProcessingContext, rows: ResultRows, counts: np.ndarray, profile: str
    ) -> Answer:
        from ..safestats_core.hotspots.disclosure.results import Rows, protect_result

        larger, column = (self.words(parameters, context, rows, name) for name in (self.GROUP, self.CATEGORY))
        areas = self.areas(parameters, context, rows, is_table=column is not None)
        memory = self.memory(parameters, context, profile, areas)
        asked = Rows(np.ma.masked_invalid(counts), areas, larger, column)
        found = protect_result(asked, profile, self.subject(parameters, context), memory.earlier)
        is_asked = self.parameterAsBool(parameters, self.REMEMBER, context)
        said = remember(memory, self.dataset(parameters, context), found, is_asked)
        field = self.field(parameters, context, self.POPULATION)
        people = rows.columns[field].astype(float) if field else None
        answer = answer_of_counts(rows, found, people, self.parameterAsDouble(parameters, self.PER, context), profile)
        return replace(answer, said=(*said, *answer.said))

    def _density(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        rows: ResultRows,
        profile: str,
    ) -> Answer:
        from ..safestats_core.disclosure import SENSITIVE_BELOW

        value, counted = self.field(parameters, context, self.VALUE_FIELD), self.count_field(parameters, context)
        if not value:
            raise InvalidInput(tr("A density needs the field of its values. Choose it, or say that these are counts."))
        if self.is_given(parameters, self.INCIDENTS):
            few, dominated, said = self.carried(parameters, context, feedback, *rows.middles(), profile)
        elif counted:
            few = np.nan_to_num(rows.columns[counted].astype(float)) < SENSITIVE_BELOW[profile]
            dominated, said = np.zeros(few.size, dtype=bool), []
        else:
            return uncounted(rows, profile)
        return answer_of_density(rows, rows.columns[value].astype(float), few, dominated, profile, said)

    def _raster(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, profile: str
    ) -> Result:
        surface = read_surface(self.parameterAsRasterLayer(parameters, self.RASTER, context))
        few, dominated, said = self.carried(parameters, context, feedback, surface.x, surface.y, profile)
        known = np.isfinite(surface.values)
        few, dominated = few & known, dominated & known
        shown = shown_density(surface.values, few | dominated, profile)
        path = self.parameterAsOutputLayer(parameters, self.SAFE_RASTER, context)
        if path:
            write_surface(path, surface, shown)
        seen, untold = known & np.isfinite(shown), int(np.count_nonzero(few | dominated))
        verdict = verdict_for(profile, int(known.sum()), untold, ())
        numbers = {
            self.COUNT: int(known.sum()),
            self.SHOWN: int(seen.sum()),
            self.ROUNDED: int(np.count_nonzero(seen & (shown != surface.values))),
            self.WITHHELD: untold,
            self.BY_DIFFERENCE: 0,
            self.NOT_SAFE: 0,
        }
        style = partial(style_density, highest=float(np.max(shown, where=seen, initial=0)))
        outputs = {self.SAFE_RASTER: path, self.OUTPUT: "", self.TABLE: "", **numbers}
        remarks = (verdict.sentence, *said, *in_words(few, dominated))
        return self._result(parameters, context, outputs, {self.SAFE_RASTER: style}, verdict, remarks, profile, {})

    def _finish(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        answer: Answer,
        profile: str,
    ) -> Result:
        verdict = verdict_for(profile, answer.changes.size, answer.untold, answer.unsafe)
        outputs = {
            self.OUTPUT: self._write(parameters, context, feedback, answer),
            self.TABLE: self._write_table(parameters, context, feedback, answer),
            self.SAFE_RASTER: "",
            self.COUNT: answer.changes.size,
            self.SHOWN: answer.changes.size - answer.untold,
            self.ROUNDED: int(np.count_nonzero(answer.changes == ROUNDED)),
            self.WITHHELD: answer.untold,
            self.BY_DIFFERENCE: int(np.count_nonzero(answer.changes == DIFFERENCE)),
            self.NOT_SAFE: int(np.count_nonzero(answer.columns["safe"] == 0)),
        }
        drawn = next((name for name in ("rate", "density", "count") if name in answer.columns), "")
        styles = {self.OUTPUT: partial(style_shared, field=drawn, values=answer.shown if drawn else None)}
        remarks = (verdict.sentence, *answer.said, *self.about_fields(parameters, context))
        return self._result(parameters, context, outputs, styles, verdict, remarks, profile, answer.totals)

    def _result(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        outputs: dict,
        styles: Mapping[str, Style],
        verdict: Verdict,
        remarks: tuple[str, ...],
        profile: str,
        totals: Mapping[str, Optional[int]],
    ) -> Result:
        """With the page, and the verdict on every layer."""
        numbers = {self.outputDefinition(name).description(): outputs[name] for name in self.NUMBERS}
        content = sharing_page(self.displayName(), verdict, remarks, self._marks, numbers, totals)
        outputs |= {self.HTML: self.write_page(parameters, context, content)}
        outputs |= {self.SAFE: verdict.word, self.SENTENCE: verdict.sentence, self.PROFILE_USED: profile}
        stays = Verdict(False, tr("This table says why each value was changed, so it stays where it is."))
        looks = {name: flagged(style, verdict) for name, style in styles.items()}
        return Result(outputs, {**looks, self.TABLE: flagged(plain, stays)}, remarks)

    def _write(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, answer: Answer
    ) -> str:
        """The fields that may go along, and what may be told."""
        source, shapes = self.source(parameters, context), answer.rows.shapes()
        kind = QgsWkbTypes.Type.NoGeometry if shapes is None else QgsWkbTypes.multiType(source.wkbType())
        dropped = {self.count_field(parameters, context), self.field(parameters, context, self.VALUE_FIELD)}
        columns = answer.written(dropped)
        return self.write_layer(parameters, self.OUTPUT, context, feedback, columns, shapes, kind, source.sourceCrs())

    def _write_table(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, answer: Answer
    ) -> str:
        has_all = len(answer.rows.geometries) == answer.changes.size  # clusters of few have left it
        names = self.words(parameters, context, answer.rows, self.AREA_FIELD) if has_all else None
        columns = changed_rows(names or [""] * answer.changes.size, answer.changes)
        return self.write_layer(parameters, self.TABLE, context, feedback, columns)
