"""What the rounded picture says: the sentences of its page, with the numbers of its steps."""

from __future__ import annotations

import re

from .recipe import Calculated, words

_NUMBERS = {
    "known_1": "{match.COUNT_1}",
    "known_2": "{match.COUNT_2}",
    "linked": "{match.LINKED}",
    "events": "{match.EVENTS}",
    "fewest": "{match.EVENTS_LOW}",
    "most": "{match.EVENTS_HIGH}",
    "days_1": "{match.PERIOD_1}",
    "days_2": "{match.PERIOD_2}",
    "first_only": "{shared.HOT_ONLY_1}",
    "second_only": "{shared.HOT_ONLY_2}",
    "third_only": "({shared.HOT_ONE} - {shared.HOT_ONLY_1} - {shared.HOT_ONLY_2})",
    "hot_all": "{shared.HOT_ALL}",
    "hot_several": "{shared.HOT_SEVERAL}",
    "overlap": "{shared.OVERLAP}",
    "overlap_low": "{shared.OVERLAP_LOW}",
    "overlap_high": "{shared.OVERLAP_HIGH}",
    "more": "{gap.MORE_TREATED}",
    "less": "{gap.LESS_TREATED}",
    "tested": "{gap.TESTED}",
}
"""Numbers of the steps that a sentence calculates with, by the names it has for them."""


def _filled_in(expression: str) -> str:
    """The expression with every step's number in place of its name.

    QGIS prepares the inside of with_variable twice: with twenty of them in each other a page would take minutes.
    """
    return re.sub(r"@(\w+)", lambda found: _NUMBERS.get(found[1], found[0]), expression)


def _whole(expression: str) -> str:
    return f"{{format_number({expression}, 0)}}"


def _share(part: str, whole: str) -> str:
    return f"{{round(100 * {part} / {whole})}} %"


def _either(condition: str, then: str, otherwise: str = "''") -> str:
    return f"if({condition}, {then}, {otherwise})"


_DAYS_APART = " or ".join(
    f"abs(day(to_date({end}(@days_1, 10)) - to_date({end}(@days_2, 10)))) > 7" for end in ("left", "right")
)

_SHORT = " || ".join(
    (
        "'# In short\\n'",
        _either(
            "@linked > 0",
            words(
                f"Of the violence that the {{@second_name}} know, {_share('@linked', '@known_2')} could be found in "
                f"the records of the {{@first_name}}; {_whole('@known_2 - @linked')} events could not.\n"
            ),
            words("No event could be shown to be known to both the {@first_name} and the {@second_name}.\n"),
        ),
        words(
            f"{_whole('@second_only')} squares of {{round(@cell_size)}} m are hot spots for the {{@second_name}} "
            f"alone, {_whole('@first_only')} for the {{@first_name}} alone.\n"
            f"In {_whole('@more')} of {_whole('@tested')} areas more violence is treated for each incident that the "
            "{@first_name} record than in all areas together, by more than chance.\n"
            "None of this says why. Below, each figure comes with what it means, how sure it is, and what it does not "
            "say.\n"
        ),
    )
)

_WHO_KNOWS = " || ".join(
    (
        words(
            f"# Who knows what\nThe {{@first_name}}: {_whole('@known_1')} records of violence from {{@days_1}}. The "
            f"{{@second_name}}: {_whole('@known_2')} from {{@days_2}}.\n"
        ),
        _either(
            _DAYS_APART,
            words(
                "Caution: their first or last days are more than a week apart. Unless the two cover the same days, "
                "every figure on this page compares unlike with unlike.\n"
            ),
        ),
        _either(
            "@linked = 0",
            words(
                "Nothing shows that they share a single event: pairs of records that are close in place and time are "
                "no more than chance would bring. No figure of what both know can be given, and the first map shows "
                "every record by itself. The usual reasons are places or times that are too vague, or two clocks.\n"
            ),
            words(
                f"Put together, each event counted once, they are {_whole('@events')} events: {_whole('@linked')} "
                f"that both know, {_whole('@known_1 - @linked')} known to the {{@first_name}} only, and "
                f"{_whole('@known_2 - @linked')} to the {{@second_name}} only.\n"
                f"What it means: {_share('@linked', '@known_2')} of the violence that the {{@second_name}} know was "
                "also found in the records of the {@first_name}. Whoever plans by those records alone may plan "
                f"without the other {_whole('@known_2 - @linked')} events.\n"
                "How sure it is: about {match.EXPECTED_FALSE|0} of the matches are expected to be wrong and "
                "{match.EXPECTED_MISSED|0} to be missing. From the most generous to the strictest matching, the events "
                f"are {_whole('@fewest')} to {_whole('@most')}, and the share that the {{@first_name}} know as well is "
                f"{_share('(@known_1 + @known_2 - @most)', '@known_2')} to "
                f"{_share('(@known_1 + @known_2 - @fewest)', '@known_2')}.\n"
                "What it does not say: that an event without a match was never reported. A wrong street or hour in one "
                "of the two records hides a match, and the same person may report later or elsewhere.\n"
            ),
        ),
    )
)

_WHO_SEES = " || ".join(
    (
        words(
            "# Where they see the same, and where only one does\n"
            f"Of the squares of {{round(@cell_size)}} m that stand out as hot spots, {_whole('@hot_all')} do so for "
        ),
        _either("@third_minx is null and @fourth_minx is null", "'both'", "'all agencies'"),
        _either("@hot_several > 0", words(f", {_whole('@hot_several')} for several but not all")),
        words(
            f", {_whole('@first_only')} for the {{@first_name}} only and {_whole('@second_only')} for the "
            "{@second_name} only"
        ),
        _either("@third_only > 0", words(f"; {_whole('@third_only')} for one of the others only")),
        "'.\\n'",
        _either(
            "@overlap is not null",
            words(
                f"What it means: of the squares hot for the {{@first_name}} or the {{@second_name}}, "
                f"{_share('@overlap', '1')} are hot for both"
            )
            + " || "
            + _either(
                "@overlap_low is not null",
                words(
                    f"; with as few hot squares as these the true share may lie anywhere from "
                    f"{_share('@overlap_low', '1')} to {_share('@overlap_high', '1')} (95 % interval)"
                ),
            )
            + " || "
            + words(
                ". A square that stands out for the {@second_name} only is a place to ask whether its violence reaches "
                "the {@first_name}; one that stands out for the {@first_name} only may hold violence that leaves no "
                "injury.\n"
            ),
            words("What it means: neither the {@first_name} nor the {@second_name} have a hot spot to compare.\n"),
        ),
        words(
            "What it does not say: that a square which is no hot spot is safe, or unseen. An agency with few records "
            "has few hot spots, and vague places widen them.\n"
        ),
    )
)

_UNREPORTED = " || ".join(
    (
        words(
            "# Where violence is treated but not reported\n"
            "In these areas together {gap.TREATED|0} incidents were treated and {gap.REPORTED|0} recorded: "
            "{gap.RATIO|2} treated for each one recorded.\n"
        ),
        _either(
            "@tested = 0",
            words("No area has the 10 incidents of both together that it takes to say more.\n"),
            _either(
                "@more = 0",
                words(
                    f"In none of the {_whole('@tested')} areas that could be tested is more treated, for each incident "
                    f"recorded, than chance would explain; in {_whole('@less')} it is less.\n"
                ),
                words(
                    f"In {_whole('@more')} of the {_whole('@tested')} areas that could be tested more is treated, for "
                    f"each incident recorded, than in all together, by more than chance; in {_whole('@less')} less. "
                    "The table at the end begins with those where it is most.\n"
                ),
            ),
        ),
        words(
            "What it means: areas with more treated are those in which to ask whether victims come forward, and which "
            "plans made from the records of the {@first_name} alone would leave short.\n"
            "What it does not say: why. Victims may not report; an injury may be no offence; the {@second_name} may "
            "place it less precisely. And it holds areas against each other: if reporting is low everywhere, none "
            "stands out.\n"
        ),
    )
)

_OTHERS = (
    "What it does not say: that there are no others. Whoever has most records rules this map, and a hot spot that only "
    "the smaller agency sees can vanish in it: read it beside the map of who sees what, and plan by both.\n"
)

_TOGETHER = " || ".join(
    (
        words(
            "# Where it is hot when all is put together\n"
            "Of {hotspots.CELLS|0} squares {hotspots.HOT_CELLS_95|0} are hot spots of what the {@first_name} and the "
            "{@second_name} know together, with at least 95 % confidence.\n"
        ),
        _either(
            "@linked > 0",
            words(
                "What it means: each event that could be matched counts once and weighs no more because two agencies "
                "know it, and what only one of them knows is in it.\n"
            ),
            words(
                "What it means: what only one of them knows is in it. As no records could be matched, an event that "
                "both know counts twice.\n"
            ),
        ),
        words(_OTHERS),
    )
)

_HANDLING = words(
    "# Before this page is passed on\n"
    "A hot spot is a square that holds, with the squares around it, more than chance would put there (Getis-Ord Gi*, "
    "corrected for the number of squares tested). Only records with a place and a time are counted. A match is a "
    "probability, made for counting: it is no evidence about a person or a case.\n"
    "The counts below are exact. Small ones can point to people: keep the page among those who may see the records, or "
    "leave the table out.\n"
    "# Areas where most is treated for each incident recorded\n"
    "treated: by the {@second_name}. reported: to the {@first_name}. times: how many times as much is treated for each "
    "incident recorded as in all areas together, drawn towards 1 where there are few. class: whether that is more than "
    "chance; where it says no evidence or too few, do not rank the area.\n"
)

PAGE = Calculated(_filled_in(" || ".join((_SHORT, _WHO_KNOWS, _WHO_SEES, _UNREPORTED, _TOGETHER, _HANDLING))))
