"""Whether the probabilities of `matchincidents` are what they say, on the demonstration city's planted truth.

    python benchmarks/matching_reliability.py

prints a Markdown table and writes docs/pictures/matching-reliability.svg.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from demo_agencies import AGENCIES, PAIRS, matched, read_agency  # noqa: E402

from safestats_core.demo_city.city import write_city  # noqa: E402
from safestats_core.hotspots.agencies.matching.matching import links_at  # noqa: E402

PICTURE = ROOT / "docs" / "pictures" / "matching-reliability.svg"
INCIDENTS = 200_000
EDGES = (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)


def measure() -> tuple[np.ndarray, np.ndarray]:
    """The probability of every candidate pair of each two agencies, and whether it is one event."""
    with tempfile.TemporaryDirectory() as name:
        city = write_city(name, INCIDENTS)
        known = {dataset: read_agency(Path(name), dataset) for dataset in AGENCIES}
    probability, is_event = [], []
    for one, other in PAIRS:
        found, true, planted = matched(city, known, one, other)
        links = links_at(found, 0.5)
        precision, recall = true[links].mean(), true[links].sum() / planted
        print(f"| {one}, {other} | {true.size:,} | {links.size:,} | {precision:.3f} | {recall:.3f} |")
        probability.append(found.probability)
        is_event.append(true)
    return np.concatenate(probability), np.concatenate(is_event)


def draw(rows: list[tuple[float, float, int]]) -> str:
    """The share of true events over the stated probability, with the line on which both are equal."""

    def at(x: float, y: float) -> str:
        return f"{60 + 300 * x:.1f},{320 - 300 * y:.1f}"

    path = " ".join(at(stated, share) for stated, share, _ in rows)
    dots = "".join(
        f'<circle cx="{60 + 300 * stated:.1f}" cy="{320 - 300 * share:.1f}" r="{2 + np.log10(count):.1f}" '
        f'fill="#b2182b"><title>{count:,} pairs: {stated:.3f} stated, {share:.3f} true</title></circle>'
        for stated, share, count in rows
    )
    words = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'
        for x, y, anchor, text in (
            (60, 336, "middle", "0"),
            (360, 336, "middle", "1"),
            (52, 24, "end", "1"),
            (210, 352, "middle", "stated probability"),
        )
    )
    turned = '<text transform="rotate(-90 26 170)" x="26" y="170" text-anchor="middle">share that is one event</text>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="390" height="365" viewBox="0 0 390 365" '
        'font-family="sans-serif" font-size="12"><rect width="390" height="365" fill="#fff"/>'
        '<rect x="60" y="20" width="300" height="300" fill="none" stroke="#999"/>'
        f'<polyline points="{at(0, 0)} {at(1, 1)}" stroke="#999" stroke-dasharray="4 4"/>'
        f'<polyline points="{path}" fill="none" stroke="#b2182b" stroke-width="1.5"/>{dots}{words}{turned}</svg>\n'
    )


def main() -> None:
    """Measure, print and draw."""
    print("| agencies | candidate pairs | links | precision | recall |\n|---|---:|---:|---:|---:|")
    probability, is_event = measure()
    print("\n| stated | pairs | mean stated | share that is one event |\n|---|---:|---:|---:|")
    rows = []
    for low, high in zip(EDGES, EDGES[1:]):
        inside = (probability >= low) & ((probability < high) | (high == 1))
        rows.append((float(probability[inside].mean()), float(is_event[inside].mean()), int(inside.sum())))
        print(f"| {low:g} to {high:g} | {rows[-1][2]:,} | {rows[-1][0]:.3f} | {rows[-1][1]:.3f} |")
    brier = np.mean((probability - is_event) ** 2)
    off = sum(count * abs(stated - share) for stated, share, count in rows) / probability.size
    print(f"\n{probability.size:,} pairs: off by {off:.4f} on average, Brier score {brier:.4f}.")
    PICTURE.write_text(draw(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
