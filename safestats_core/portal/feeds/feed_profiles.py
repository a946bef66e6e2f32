"""How the deliveries of a dataset are read when no person is there to say so: the profile kept with it.

A gazetteer that the profile names is kept with it, word for word: a delivery means the same whoever moves or edits
the file, in whichever folder and on whichever machine a process of the portal runs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Optional

from sqlalchemy import insert, select, update

from ...errors import InvalidInput
from ...formats.gazetteer_file import gazetteer_text
from ...formats.profile import Profile
from ...formats.profile_file import load_profile, profile_names, read_profile
from .. import audit
from ..databases.database import writing
from ..datasets import declare_dataset, list_datasets
from ..portal import Portal
from ..schema.tables import feed_profiles

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_KEPT = "kept-with-it"


def profile_of(portal: Portal, dataset: str) -> Profile:
    """The profile that was kept for `dataset`, else the built-in one of that name.

    Raises InvalidInput where there is neither.
    """
    with portal.engine.connect() as connection:
        kept = connection.scalar(select(feed_profiles.c.profile).where(feed_profiles.c.dataset == dataset))
    if kept is not None:
        document = tomllib.loads(kept)
        beside = document.pop(_KEPT, {})
        return read_profile(document, f"of the dataset {dataset}", gazetteer=beside.get("gazetteer"))
    if dataset not in profile_names():
        raise InvalidInput(
            f"The portal does not know how to read deliveries of '{dataset}'. Give its profile: --profile FILE.toml."
        )
    return load_profile(dataset)


def prepare_dataset(portal: Portal, dataset: str, profiles: tuple[Path, ...] = (), by: str = "operator") -> None:
    """See to it that deliveries of `dataset` can be read: keep its profile, declare it where it is new.

    profiles  TOML files; the one whose [dataset] name is `dataset` is kept and replaces an earlier one

    Raises InvalidInput where no profile is known, or where a file cannot be read.
    """
    text = _text_for(dataset, profiles)
    described = load_profile(text[0]) if text else profile_of(portal, dataset)
    if dataset not in {each.name for each in list_datasets(portal)}:
        declare_dataset(portal, described, by)
    if text:
        _keep(portal, dataset, text[1], by)


def _text_for(dataset: str, profiles: tuple[Path, ...]) -> Optional[tuple[Path, str]]:
    for path in profiles:
        if path.suffix != ".toml":
            raise InvalidInput(
                f"'{path}' is not a .toml file. A built-in profile needs no --profile: name its dataset."
            )
        if load_profile(path).name == dataset:
            return path, path.read_text(encoding="utf-8") + _beside(path)
    return None


def _beside(path: Path) -> str:
    """What is kept with a profile: a section of TOML with the text of its gazetteer; nothing where it has none."""
    named = tomllib.loads(path.read_text(encoding="utf-8")).get("location", {}).get("gazetteer")
    if not named:
        return ""
    # A JSON string is a TOML string, but for one character that TOML wants escaped.
    text = json.dumps(gazetteer_text(path.parent / named), ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"\n[{_KEPT}]\ngazetteer = {text}\n"


def check_all_used(profiles: tuple[Path, ...], datasets: tuple[str, ...]) -> None:
    """Raises InvalidInput for a profile that describes none of `datasets`."""
    for path in profiles:
        name = load_profile(path).name
        if name not in datasets:
            raise InvalidInput(f"The profile {path} describes '{name}', not {' or '.join(datasets)}. Name its dataset.")


def _keep(portal: Portal, dataset: str, text: str, by: str) -> None:
    with writing(portal.engine) as connection:
        known = update(feed_profiles).where(feed_profiles.c.dataset == dataset).values(profile=text)
        if not connection.execute(known).rowcount:
            connection.execute(insert(feed_profiles).values(dataset=dataset, profile=text))
        detail = {"change": "profile of deliveries kept"}
        audit.record(portal, by, "alteration", dataset, None, detail, None)
