"""Profiles written as TOML: read, checked, and named in every complaint."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional, Union

from ..errors import InvalidInput
from ..incidents import AREA_TYPES
from .profile import Profile
from .profile_rules import read_areas, read_category, read_delete, read_location, read_source, read_supplier, read_time
from .profile_section import Section
from .profile_values import read_values

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_BUILT_IN = Path(__file__).with_name("profiles")
_UPDATES = ("upsert", "replace-months")
_SECTIONS = {
    "dataset": (
        "name title agency theme description attribution licence handling time_zone crs update lease_hours "
        "retention_months"
    ).split(),
    "source": "format header columns preamble rename blank recognised".split(),
    "key": ["columns"],
    "source_id": ["column", "strip"],
    "supplier": "column strip file_name value crosswalk".split(),
    "category": "column strip value crosswalk".split(),
    "time": "month start end formats time_zone precision".split(),
    "location": "x y pair pair_order crs precision description extent otherwise gazetteer confidence".split(),
    "areas": list(AREA_TYPES),
    "outcome": ["column", "strip"],
    "ignore": ["columns"],
    "delete": "column strip values".split(),
    "rules": "required known_category not_in_future allowed pattern range".split(),
}


def load_profile(path_or_name: Union[str, Path]) -> Profile:
    """The profile in a TOML file, or the built-in one of that name.

    Raises InvalidInput, naming the file, the section and the value, when it cannot be used as written.
    """
    path = Path(path_or_name)
    path = path if path.suffix == ".toml" else _built_in(str(path_or_name))
    return read_profile(_document(path), str(path), path.parent)


def profile_names() -> list[str]:
    """The names of the built-in profiles."""
    return sorted(path.stem for path in _BUILT_IN.glob("*.toml"))


@lru_cache(maxsize=1)
def built_in_profiles() -> tuple[Profile, ...]:
    """All built-in profiles, by name."""
    return tuple(load_profile(name) for name in profile_names())


def read_profile(
    document: Mapping[str, Any], where: str, folder: Path = Path(), gazetteer: Optional[str] = None
) -> Profile:
    """The profile that a parsed TOML `document` declares.

    `where` names it in errors, `folder` is where the path of its gazetteer starts; `gazetteer` is the text of that
    file where it was kept with the document, so that nothing is read from a disk. A document that `extends` a
    built-in profile is read as that profile with its own lines laid over it.
    """
    whole = Section(where, "", document)
    whole.allow(["extends", *_SECTIONS, "descriptions"])
    base = whole.text("extends")
    if base:
        whole = Section(where, "", _laid_over(_document(_built_in(base)), document))
    parts = {name: whole.section(name, allowed) for name, allowed in _SECTIONS.items()}
    dataset = parts["dataset"]
    time_zone = dataset.zone("time_zone", "Europe/London")
    return Profile(
        name=_name(dataset),
        title=dataset.text("title") or _name(dataset),
        agency=dataset.text("agency"),
        theme=dataset.text("theme"),
        description=dataset.text("description"),
        attribution=dataset.text("attribution"),
        licence=dataset.text("licence"),
        handling=dataset.text("handling", "OFFICIAL"),
        time_zone=time_zone,
        crs=dataset.crs("crs", "EPSG:27700"),
        update=dataset.choice("update", _UPDATES, "upsert"),
        lease_hours=dataset.whole_number("lease_hours", 72),
        source=read_source(parts["source"]),
        key=parts["key"].texts("columns"),
        source_id=parts["source_id"].column("column", parts["source_id"].text("strip")),
        supplier=read_supplier(parts["supplier"]),
        category=read_category(parts["category"]),
        time=read_time(parts["time"], time_zone),
        location=read_location(parts["location"], folder, gazetteer),
        areas=read_areas(parts["areas"]),
        outcome=parts["outcome"].column("column", parts["outcome"].text("strip")),
        ignore=parts["ignore"].texts("columns"),
        rules=read_values(parts["rules"], bool(parts["category"].table("crosswalk"))),
        retention_months=dataset.whole_number("retention_months", 1) if "retention_months" in dataset.values else None,
        descriptions=whole.table("descriptions"),
        delete=read_delete(parts["delete"], parts["key"].texts("columns")),
    )


def _built_in(name: str) -> Path:
    path = _BUILT_IN / f"{name}.toml"
    # Only a name: a path would reach files that are no profiles.
    if name not in profile_names():
        raise InvalidInput(
            f"There is no built-in profile '{name}'. Choose from: {', '.join(profile_names())}; "
            "or give the path of a .toml file."
        )
    return path


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(f"Cannot read the profile {path}: {error.strerror}. Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"The profile {path} is not valid TOML: {error}. Correct that line.") from error


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the keys of `own` in place of its own, section by section."""
    laid = {**base, **own}
    for key in base.keys() & own.keys():
        if isinstance(base[key], dict) and isinstance(own[key], dict):
            laid[key] = _laid_over(base[key], own[key])
    return laid


def _name(dataset: Section) -> str:
    name = dataset.text("name")
    # It stands in web addresses, and a dot divides it from the level.
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise dataset.error("name", f"is '{name}'", "Write small letters, digits and hyphens, as in fire-calls.")
    return name
