"""What a Browser item stands for, as text that may travel over the desktop: a question, never data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.query import Query

PROVIDER_KEY = "safestats"


@dataclass(frozen=True)
class Wish:
    """A question to a portal.

    portal  its address
    note    of the query, as `Query.as_note` writes it
    """

    portal: str
    note: dict[str, Any]

    @property
    def query(self) -> Query:
        """What it asks. Raises InvalidInput for a note that is none."""
        return Query.from_note(self.note)

    def as_text(self) -> str:
        """For the data of a drag."""
        return json.dumps({"portal": self.portal, "query": self.note}, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Wish:
        """The inverse; raises InvalidInput for any other text, which somebody else may have dropped."""
        try:
            said = json.loads(text)
            return cls(str(said["portal"]), dict(said["query"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidInput(
                tr("What was dropped is no dataset of SafeStats. Drag it from the Browser again.")
            ) from error
