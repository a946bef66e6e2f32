"""What a data manager should look into, told from the state of the portal."""

from __future__ import annotations

from collections.abc import Iterator

from .readiness import READY
from .status import Health, Status


def attention(status: Status) -> Iterator[str]:
    """A sentence for each thing that is not as it should be; none where all is well."""
    yield from _of_health(status.health)
    for each in status.datasets:
        if each.last_supply is None:
            yield f"{each.dataset.title} has never been supplied."
    refused = [each.number for each in status.deliveries if each.numbers.get("refused")]
    if refused:
        yield f"Rows were refused in deliveries {', '.join(map(str, refused))}."
    if status.ending:
        yield f"Grants that end within 30 days: {', '.join(str(number) for number, _ in status.ending)}."


def _of_health(health: Health) -> Iterator[str]:
    if health.clock_problem is not None:
        yield health.clock_problem
    if health.audit_problem is not None:
        yield f"The audit log is not intact: {health.audit_problem}. Run `safestats portal audit verify`."
    for part, state in health.parts.items():
        if state != READY:
            yield f"The {part} {state}."
