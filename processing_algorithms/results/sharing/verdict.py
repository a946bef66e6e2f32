"""Whether a result may be shared: a flag and a sentence that stand on its layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsMapLayer

from ...base.translation import numeral, tr
from ..provenance import SAFE, SAFE_SENTENCE
from ..result import Style


@dataclass(frozen=True)
class Verdict:
    """Whether a result may leave, in a word and in a sentence."""

    is_safe: bool
    sentence: str

    @property
    def word(self) -> str:
        """yes or no."""
        return "yes" if self.is_safe else "no"


def verdict_for(profile: str, values: int, untold: int, unsafe: Sequence[str]) -> Verdict:
    """What comes of a result of so many values.

    untold  how many of them are withheld
    unsafe  why it must not be shared; nothing: it may
    """
    if unsafe:
        return Verdict(False, tr("Not safe to share: {why}.").format(why="; ".join(unsafe)))
    if profile == "none":
        words = tr("Under the profile none nothing is protected: only for people who may see the records themselves.")
        return Verdict(True, words)
    words = tr("Safe to share under the profile {profile}: of {number} values {untold} are withheld.")
    return Verdict(True, words.format(profile=profile, number=numeral(values), untold=numeral(untold)))


def verdict_on(layer: QgsMapLayer) -> Optional[Verdict]:
    """What was found of a layer, or None where nobody has looked."""
    word = layer.customProperty(SAFE)
    return Verdict(word == "yes", str(layer.customProperty(SAFE_SENTENCE, ""))) if word else None


def flagged(style: Style, verdict: Verdict) -> Style:
    """A look that writes the verdict onto the layer as well."""

    def apply(layer: QgsMapLayer) -> None:
        style(layer)
        layer.setCustomProperty(SAFE, verdict.word)
        layer.setCustomProperty(SAFE_SENTENCE, verdict.sentence)

    return apply
