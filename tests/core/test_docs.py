"""The pages in docs/ and the README: what they link to is there, and what they tell people to type can be typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from safestats_core import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_LARGEST = 150_000
"""Bytes of a picture of the guide."""

named = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """What a page links to in this repository: the file, and the place in it."""
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            path, _, place = target.partition("#")
            yield (page.parent / path).resolve() if path else page, place


def places(page: Path) -> set[str]:
    """What stands behind # in a link to a heading, as GitHub makes it."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@named
def test_links_and_pictures_lead_somewhere(page):
    for path, place in links(page):
        assert path.exists(), f"{page.name} links to {path}"
        if place and path.suffix == ".md":
            assert place in places(path), f"{page.name} links to {path.name}#{place}"


def commands(page: Path) -> Iterator[str]:
    """The lines of a page that somebody may copy into a terminal, whole."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.startswith("    "):
            yield line.strip()


@named
def test_every_command_can_be_typed(page):
    for line in commands(page):
        if line.startswith("safestats ") and "..." not in line:
            words = shlex.split(re.sub(r"(\s\d?[<>]|\s\||\s#).*", "", line))[1:]
            # Ends in SystemExit, with what is wrong on standard error, where it was not typed as it should be.
            cli._parser(for_portal=words[:1] == ["portal"]).parse_args(cli._bbox_as_one_word(words))


@named
def test_every_make_target_is_there(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE)) <= targets


def identifiers() -> set[str]:
    """Of every algorithm and model of the toolbox."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "processing_algorithms").glob("*.py"))
    found = {name for source in sources for name in re.findall(r'^    identifier = "(\w+)"', source, re.MULTILINE)}
    return found | {path.stem for path in (ROOT / "resources" / "models").glob("*.model3")}


def test_every_algorithm_has_a_page_that_the_toolbox_page_links_to():
    folder = ROOT / "docs" / "toolbox"
    linked = {path.stem for path, _ in links(folder / "README.md") if path.parent == folder}
    assert len(identifiers()) > 30
    assert identifiers() == {path.stem for path in folder.glob("*.md")} - {"README"}
    assert identifiers() <= linked


@named
def test_every_algorithm_that_a_page_runs_is_there(page):
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"qgis_process (?:run|help) safestats:(\w+)", text)) <= identifiers()


def test_every_page_can_be_reached_from_the_index():
    reached, new = set(), {ROOT / "docs" / "README.md"}
    while new:
        reached |= new
        new = {path for page in new for path, _ in links(page) if path.suffix == ".md"} - reached
    assert {page for page in PAGES if page.is_relative_to(ROOT / "docs")} <= reached


def test_pictures_are_shown_somewhere_and_those_of_the_guide_are_small():
    pictures = {path for page in PAGES for path, _ in links(page) if path.parent.name == "pictures"}
    assert set((ROOT / "docs" / "pictures").iterdir()) <= pictures
    guide = {path for page in (ROOT / "docs" / "guide").glob("*.md") for path, _ in links(page)}
    for picture in guide & pictures:
        assert picture.stat().st_size < _LARGEST, picture.name
