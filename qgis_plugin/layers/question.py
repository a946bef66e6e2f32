"""What a layer was asked for, kept on the layer itself: a project holds this, and never the answer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from qgis.core import QgsMapLayer

from ...safestats_core.query import Query
from .extract import Extract

_PROPERTY = "safestats-layer/question"
# Apart from "safestats/...": those marks travel on into the results of algorithms.


@dataclass(frozen=True)
class Question:
    """One layer's question.

    portal    the address that answers it
    note      the query as a plain mapping, `Query.as_note`
    part      "map", or "no location" for the table of incidents that have none
    counted   whether incidents are counted by ward here
    every     minutes between refreshes; 0: by hand only, -1: as soon as the portal publishes something
    """

    portal: str
    note: dict
    part: str = "map"
    counted: bool = False
    every: int = 0

    @classmethod
    def of(cls, extract: Extract, part: str) -> Question:
        """What was asked to get this part of an extract."""
        return cls(extract.portal, extract.query.as_note(), part, extract.is_counted_here)

    @classmethod
    def read(cls, layer: QgsMapLayer) -> Question | None:
        """The question of a layer; None where it is not one of SafeStats."""
        text = layer.customProperty(_PROPERTY)
        return cls(**json.loads(text)) if text else None

    def write(self, layer: QgsMapLayer) -> None:
        """Keep it on a layer."""
        layer.setCustomProperty(_PROPERTY, json.dumps(asdict(self)))

    def query(self) -> Query:
        """To ask again; raises InvalidInput where this version does not understand it."""
        return Query.from_note(self.note)
