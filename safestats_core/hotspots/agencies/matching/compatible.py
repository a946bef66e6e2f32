"""Which categories of two agencies can be one event, as an analyst writes it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ....errors import InvalidInput


def compatible_categories(text: str, first: Sequence[str], second: Sequence[str]) -> np.ndarray:
    """Read "violence = assault-injury, overdose; robbery = assault-injury".

    text           combinations with semicolons or new lines between them: on the left a category of the first agency,
                   on the right one or more of the second
    first, second  the categories that the agencies have
    Returns bool of shape (first, second).
    Raises InvalidInput for a part without an equals sign, and for a category that nobody has.
    """
    able = np.zeros((max(len(first), 1), max(len(second), 1)), dtype=bool)
    for part in (part.strip() for part in text.replace("\n", ";").split(";")):
        if not part:
            continue
        one, sign, others = part.partition("=")
        if not sign:
            raise InvalidInput(
                f"'{part}' names no combination of categories. Write them as violence = assault-injury, overdose."
            )
        for other in others.split(","):
            able[_position(one.strip(), first, "first"), _position(other.strip(), second, "second")] = True
    return able


def _position(name: str, known: Sequence[str], agency: str) -> int:
    if name not in known:
        raise InvalidInput(
            f"The {agency} agency has no category '{name}'. It has: {', '.join(known) or 'none'}. Correct the name."
        )
    return list(known).index(name)
