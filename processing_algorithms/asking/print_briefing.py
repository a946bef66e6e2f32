"""What the algorithm `printbriefing` asks: what is printed, how it is headed and worded, and which areas get a page."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ..base.point_algorithm import PointAlgorithm


class BriefingParameters(PointAlgorithm):
    """Asks for results, words, areas with a page each, a background and a table."""

    LAYERS = "LAYERS"
    TITLES = "TITLES"
    HEADING = "HEADING"
    SUBTITLE = "SUBTITLE"
    TEXT = "TEXT"
    AREAS = "AREAS"
    AREA_NAME = "AREA_NAME"
    COUNT_FIELD = "COUNT_FIELD"
    ATLAS = "ATLAS"
    NUMBER = "NUMBER"
    BACKGROUND = "BACKGROUND"
    TABLE = "TABLE"
    TABLE_FIELDS = "TABLE_FIELDS"
    AS_OF = "AS_OF"
    LAYOUT = "LAYOUT"

    def add_results(self) -> None:
        """Declare what a map is made of."""
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.LAYERS, self.tr("Results"), QgsProcessing.SourceType.TypeMapLayer
            ),
            self.tr("A map for each, in this order: one fills a sheet, of more there are two on each."),
        )

    def add_headings(self) -> None:
        """Declare what stands at the head and foot of each page."""
        self._add_text(self.HEADING, self.tr("Heading"), self.tr("Of every page. Default: the first result's name."))
        self._add_text(self.SUBTITLE, self.tr("Line below the heading"), self.tr("For example the period."))
        self._add_text(
            self.AS_OF,
            self.tr("Data as of"),
            self.tr("In words, for the foot of each page. Default: what the layers tell."),
        )

    def add_words(self) -> None:
        """Declare the text beside the maps."""
        meaning = self.tr(
            "A paragraph a line; a line that begins with # is a heading. Default: what was found, and what the results "
            "say of themselves in their notes."
        )
        self._add_text(self.TEXT, self.tr("Text"), meaning, has_lines=True)
        meaning = self.tr("One a line. Default: the names of the results.")
        self._add_text(self.TITLES, self.tr("Titles of the maps"), meaning, has_lines=True)

    def add_areas(self) -> None:
        """Declare the areas, and what their pages say."""
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.AREAS, self.tr("Areas"), kinds, optional=True),
            self.tr("Wards or the like: their outlines are on every map, and each gets a page. Default: none."),
        )
        self.add_field(
            self.AREA_NAME,
            self.tr("Name of the areas"),
            self.tr("The field that the pages show."),
            optional=True,
            parent=self.AREAS,
        )
        self.add_field(
            self.COUNT_FIELD,
            self.tr("Incidents in the areas"),
            self.tr(
                "The field that holds them, for example count of 'Counts in areas'. Each page then says how many, what "
                "share of all, and which rank; the pages come in that order. Default: no counts, by name."
            ),
            numeric=True,
            optional=True,
            parent=self.AREAS,
        )
        self.add(
            QgsProcessingParameterBoolean(self.ATLAS, self.tr("A page for each area"), defaultValue=True),
            self.tr("By an atlas of the layout. Without it their outlines alone are shown. Default: yes."),
        )
        meaning = self.tr("How many areas get a page, those with most incidents first. Default: 0, which is all.")
        self.add_whole_number(self.NUMBER, self.tr("Pages of areas (0 = all)"), 0, 0, meaning)

    def add_rest(self) -> None:
        """Declare what few will ask for: background, table, name of the layout."""
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.BACKGROUND, self.tr("Background"), QgsProcessing.SourceType.TypeMapLayer, optional=True
            ),
            self.tr("Layers under each map, for example streets, the topmost first. Default: none."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.TABLE, self.tr("Table"), [QgsProcessing.SourceType.TypeVector], optional=True
            ),
            self.tr("Rows that are printed on a sheet of their own, with the last section of the text. Default: none."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterField(
                self.TABLE_FIELDS, self.tr("Columns of the table"), None, self.TABLE, allowMultiple=True, optional=True
            ),
            self.tr("In this order. Default: all fields."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.LAYOUT, self.tr("Name of the layout"), optional=True),
            self.tr("In the project. Default: the heading. One that is there already is kept beside it."),
            advanced=True,
        )

    def _add_text(self, name: str, title: str, meaning: str, has_lines: bool = False) -> None:
        self.add(QgsProcessingParameterString(name, title, multiLine=has_lines, optional=True), meaning, has_lines)
