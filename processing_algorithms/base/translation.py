"""Words, numbers and times in the language of QGIS.

Every string that a person reads goes through `tr`, in both packages, with one context for all: where a class inherits,
Qt's own `self.tr` would look under the name of the subclass and find nothing. `.ci/translations.py` finds the strings
by the name of this function, so it takes them as literals: numbers and names enter by `format` afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from qgis.PyQt.QtCore import QCoreApplication, QLocale

CONTEXT = "SafeStats"


def tr(text: str) -> str:
    """`text` in the language that QGIS runs in, or as it is where nobody has translated it."""
    return QCoreApplication.translate(CONTEXT, text)


def numeral(value: float, form: str = ",") -> str:
    """A number for a sentence, formatted by Python's `form`, with the separators of the sentence's language."""
    locale = locale_of_words()
    return format(value, form).translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})


def in_sentences(counted: Iterable[tuple[float, str]], form: str = ",") -> list[str]:
    """What was left out, or otherwise counted: of each number that is not 0 its sentence, which holds {number}."""
    return [sentence.format(number=numeral(number, form)) for number, sentence in counted if number]


def day_and_time(moment: datetime) -> str:
    """A moment for a sentence, on the clock of this computer."""
    local = moment.astimezone()
    return f"{local.day} {locale_of_words().monthName(local.month)} {local:%Y, %H:%M}"


def locale_of_words() -> QLocale:
    """How the language of the sentences writes numbers, months and weekdays: its translation names it.

    QGIS has another setting for its own numbers, which may well be of another language.
    """
    return QLocale(tr("en_GB"))
