"""A month in a borough, from counts per ward, month and category: no points are needed."""

from __future__ import annotations

from .recipe import Calculated, Input, Recipe, Step, Taken, field_of, polygons, text, words

# Not by intervals: a month is 30 days to QGIS.
_BEFORE = "format_date(to_date(@month || '-01') - to_interval('1 day'), 'yyyy-MM')"
_YEAR_BEFORE = "((to_int(left(@month, 4)) - 1) || substr(@month, 5))"

_FIELDS = {"area_field": "ward", "month_field": "month", "category_field": "category", "count_field": "count"}


def _name(parameter: str) -> str:
    """The field that the user chose, in an expression that only the step evaluates: it is told no default either."""
    return f"coalesce(@{parameter}, '{_FIELDS[parameter]}')"


def _quoted(parameter: str) -> str:
    """The same, as the name of a field in an expression that is calculated."""
    return f"'\"' || @{parameter} || '\"'"


def _aggregates(group: str) -> list[dict]:
    count, month = (f"attribute({_name(parameter)})" for parameter in ("count_field", "month_field"))

    def total(name: str, which: str) -> dict:
        held = f"if({month} = {which}, coalesce({count}, 0), 0)"
        return {
            "name": name,
            "type": 4,
            "length": 0,
            "precision": 0,
            "aggregate": "sum",
            "delimiter": ",",
            "input": held,
        }

    hidden = f"if({month} = @month and {count} is null, 1, 0)"
    return [
        {
            "name": "name",
            "type": 10,
            "length": 0,
            "precision": 0,
            "aggregate": "first_value",
            "delimiter": ",",
            "input": f"to_string(attribute({_name(group)}))",
        },
        total("count", "@month"),
        total("before", _BEFORE),
        total("year_ago", _YEAR_BEFORE),
        {**total("hidden", "@month"), "input": hidden},
    ]


def _profile(identifier: str, says: str, source: str, group: str) -> Step:
    return Step(
        identifier,
        "native:aggregate",
        says,
        {
            "INPUT": Taken(source),
            "GROUP_BY": Calculated(_quoted(group)),
            "AGGREGATES": _aggregates(group),
        },
    )


def _tested(identifier: str, says: str, source: str) -> Step:
    """The change against the month before as a standard score: two counts of the same rate differ by so much."""
    return Step(
        identifier,
        "native:fieldcalculator",
        says,
        {
            "INPUT": Taken(source),
            "FIELD_NAME": "z_before",
            "FIELD_TYPE": 0,
            "FIELD_LENGTH": 0,
            "FIELD_PRECISION": 0,
            "FORMULA": 'if("count" + "before" = 0, NULL, ("count" - "before") / sqrt("count" + "before"))',
        },
    )


def _page(identifier: str, says: str, source: str, heading: str, gives: dict) -> Step:
    said = (
        "'before: the month before. year_ago: the same month a year before. z_before: how far the count lies from the "
        "month before; beyond 2 or -2 chance alone is a poor explanation for a single place, not for the highest of "
        "many. hidden: rows whose count may not be shown; they are not in the sums.'"
    )
    return Step(
        identifier,
        "safestats:toprows",
        says,
        {
            "INPUT": Taken(source),
            "ORDER_BY": "count",
            "NUMBER": 1000,
            "FIELDS": ("name", "count", "before", "year_ago", "z_before", "hidden"),
            "HEADING": Calculated(words(heading + ", {@month}")),
            "TEXT": Calculated(said),
        },
        gives,
    )


BOROUGH_PROFILE = Recipe(
    "boroughprofile",
    "Monthly borough profile from counts",
    "Sums the counts of a month by area and by category, beside the month before and the same month a year before, "
    "and writes both as pages. Made for the counts level of a portal, where no points may be seen.",
    (
        polygons("counts", "Counts", "A polygon for each area, month and category, as 'Load incidents' gives them."),
        text("month", "Month", "YYYY-MM.", optional=False),
        field_of(
            "area_field", "Area", "counts", "Name or code of the area. Default: ward.", optional=True, default="ward"
        ),
        field_of(
            "month_field", "Month field", "counts", "Months as YYYY-MM. Default: month.", optional=True, default="month"
        ),
        field_of(
            "category_field",
            "Category",
            "counts",
            "Kind of incident. Default: category.",
            optional=True,
            default="category",
        ),
        field_of(
            "count_field", "Count", "counts", "Number of incidents. Default: count.", optional=True, default="count"
        ),
    ),
    (
        Step(
            "months",
            "native:extractbyexpression",
            "Take three months",
            {
                "INPUT": Input("counts"),
                "EXPRESSION": Calculated(
                    f"{_quoted('month_field')} || ' in (''' || @month || ''', ''' || {_BEFORE} || ''', ''' || "
                    f"{_YEAR_BEFORE} || ''')'"
                ),
            },
        ),
        _profile("by_area", "Sum by area", "months", "area_field"),
        _tested("areas_tested", "Compare areas", "by_area"),
        _page(
            "area_page",
            "Write the areas",
            "areas_tested",
            "Areas",
            {"OUTPUT": ("areas", "Areas of the month"), "HTML": ("areas_page", "Areas as a page")},
        ),
        Step("bare", "native:dropgeometries", "Leave the polygons", {"INPUT": Taken("months")}),
        _profile("by_category", "Sum by category", "bare", "category_field"),
        _tested("categories_tested", "Compare categories", "by_category"),
        _page(
            "category_page",
            "Write the categories",
            "categories_tested",
            "Categories",
            {"OUTPUT": ("categories", "Categories of the month"), "HTML": ("categories_page", "Categories as a page")},
        ),
    ),
)
