"""What an algorithm asks that looks at a result before it is shared: the result, the rule, what is counted."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .density_carriers import CarrierAlgorithm

FROM_GRANT = "grant"
"""The profile that the layer's marking names."""


class SharingParameters(CarrierAlgorithm):
    """Asks what the layer shows, under which profile, and where to find what was shared before."""

    KIND = "KIND"
    PROFILE = "PROFILE"
    COUNT_FIELD = "COUNT_FIELD"
    VALUE_FIELD = "VALUE_FIELD"
    POPULATION = "POPULATION"
    PER = "PER"
    AREA_FIELD = "AREA_FIELD"
    GROUP = "GROUP"
    CATEGORY = "CATEGORY"
    KEEP = "KEEP"
    RASTER = "RASTER"
    COARSE = "COARSE"
    DATASET = "DATASET"
    FROM_MONTH = "FROM_MONTH"
    TO_MONTH = "TO_MONTH"
    CATEGORIES = "CATEGORIES"
    ONLY = "ONLY"
    PORTAL = "PORTAL"
    PERSON = "PERSON"
    REMEMBER = "REMEMBER"

    KINDS = {
        "counts": QT_TRANSLATE_NOOP("SafeStats", "Counts or rates of areas or cells"),
        "clusters": QT_TRANSLATE_NOOP("SafeStats", "Clusters"),
        "density": QT_TRANSLATE_NOOP("SafeStats", "Density"),
    }
    PROFILES = {
        FROM_GRANT: QT_TRANSLATE_NOOP("SafeStats", "As the layer's marking says, else nhs_round5"),
        "nhs_round5": QT_TRANSLATE_NOOP("SafeStats", "nhs_round5: 1 to 7 becomes 5, the rest is rounded to 5"),
        "suppress5": QT_TRANSLATE_NOOP("SafeStats", "suppress5: 1 to 4 is withheld"),
        "threshold10": QT_TRANSLATE_NOOP("SafeStats", "threshold10: 1 to 9 is withheld"),
        "none": QT_TRANSLATE_NOOP("SafeStats", "none: for people who may see the records themselves"),
    }

    def add_what(self) -> None:
        """Declare the result, what it shows and the profile."""
        source = QgsProcessingParameterFeatureSource(
            self.INPUT, self.tr("Result"), [QgsProcessing.SourceType.TypeVector], optional=True
        )
        self.add(
            source,
            self.tr(
                "A layer or table with counts: areas, cells, clusters. Points and lines are taken for records, which "
                "are never safe. Filters and 'Selected features only' are honoured."
            ),
        )
        raster = QgsProcessingParameterRasterLayer(self.RASTER, self.tr("Density raster"), optional=True)
        self.add(raster, self.tr("In place of a layer: a density with its incidents. Default: none."))
        kinds = self.tr("Default: counts or rates.")
        self.add_choice(self.KIND, self.tr("What it shows"), self.KINDS, kinds)
        self.add_choice(
            self.PROFILE,
            self.tr("Disclosure profile"),
            self.PROFILES,
            self.tr("The rule that counts have to pass. Default: as the layer's marking says, else nhs_round5."),
        )

    def add_columns(self) -> None:
        """Declare the fields, what goes along, rates and outlines."""
        self._add_fields()
        self._add_kept()
        self.add_decimal_number(
            self.PER,
            self.tr("Rate per"),
            1000,
            self.tr("Rates are counts per so many of the population. Default: 1,000."),
            lowest=1e-9,
            advanced=True,
        )
        coarse = QgsProcessingParameterDistance(
            self.COARSE, self.tr("Coarsen outlines to"), 100, self.INPUT, minValue=0
        )
        self.add(
            coarse,
            self.tr(
                "Clusters: the corners of an outline are incidents, so they are moved to a lattice of this width, in "
                "the units of the layer's CRS. Default: 100."
            ),
            advanced=True,
        )

    def _add_fields(self) -> None:
        for name, title, meaning, numeric in (
            (self.COUNT_FIELD, self.tr("Field of the count"), self.tr("How many incidents. Default: count."), True),
            (
                self.AREA_FIELD,
                self.tr("Field of the area"),
                self.tr("A code by which an area is known again in later results. Default: the place of the area."),
                False,
            ),
            (
                self.GROUP,
                self.tr("Field of the larger area"),
                self.tr(
                    "For example the borough of each ward: totals of it are taken to be known, and do not give a "
                    "ward away. Default: only the sum of all is known."
                ),
                False,
            ),
            (
                self.CATEGORY,
                self.tr("Field of the category or month"),
                self.tr(
                    "Where each row is one category, or month, of an area: sums of areas and of categories do not "
                    "give a count away. Not together with the larger area. Default: none."
                ),
                False,
            ),
            (
                self.POPULATION,
                self.tr("Population field"),
                self.tr("A rate of the count that is shown is added; few people are withheld. Default: no rates."),
                True,
            ),
            (
                self.VALUE_FIELD,
                self.tr("Field of the density"),
                self.tr("For densities in cells. Default: none."),
                True,
            ),
        ):
            self.add_field(name, title, meaning, numeric=numeric, optional=True)

    def _add_kept(self) -> None:
        kept = QgsProcessingParameterField(
            self.KEEP, self.tr("Fields to keep"), None, self.INPUT, allowMultiple=True, optional=True
        )
        self.add(
            kept,
            self.tr(
                "They go along as they are, so name none that gives a count away. All other fields are left out, but "
                "those named above and the place of a cell. Default: none."
            ),
        )

    def add_subject(self) -> None:
        """Declare what is counted, and the memory of what was shared."""
        for name, title, meaning in (
            (self.FROM_MONTH, self.tr("First month"), self.tr("That is counted, YYYY-MM. Default: all there are.")),
            (self.TO_MONTH, self.tr("Last month"), self.tr("That is counted, YYYY-MM. Default: all there are.")),
            (self.CATEGORIES, self.tr("Categories"), self.tr("That are counted, with commas. Default: all.")),
            (
                self.ONLY,
                self.tr("Further filter"),
                self.tr("In words that you use again for the same one, for example: at night. Default: none."),
            ),
            (
                self.DATASET,
                self.tr("Dataset"),
                self.tr("Results of one dataset are held against each other. Default: that of the layer's marking."),
            ),
            (
                self.PORTAL,
                self.tr("Portal"),
                self.tr("In whose encrypted cache shared results are kept. Default: the one you signed in to."),
            ),
            (self.PERSON, self.tr("Person"), self.tr("Whose cache it is. Default: whoever signed in last.")),
        ):
            advanced = name in (self.DATASET, self.PORTAL, self.PERSON)
            self.add(QgsProcessingParameterString(name, title, optional=True), meaning, advanced=advanced)
        self.add_switch(
            self.REMEMBER,
            self.tr("Remember as shared"),
            True,
            self.tr(
                "A result that is safe is kept, sealed, in the encrypted cache, and later ones are held against it. "
                "Untick while you are still trying. Default: yes."
            ),
        )
