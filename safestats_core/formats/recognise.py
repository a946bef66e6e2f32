"""Which profile a file is for, by the columns in its header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from ..errors import UnreadableSupply
from .delimited import looks_like_data
from .headers import missing_names
from .profile import Profile, required_columns
from .profile_file import built_in_profiles
from .records import renamed

_SHOWN = 12
_NOT_INCIDENTS = ((("neighbourhood", "force"), "It describes a neighbourhood, not incidents."),)


def recognised(columns: Sequence[str], kind: str, profile: Optional[Profile]) -> Profile:
    """`profile`, if the file has its columns; without one, the built-in profile that asks for most of them.

    Raises UnreadableSupply, saying what the file is instead or what it lacks.
    """
    if profile is not None:
        return _checked(profile, columns, kind)
    fitting = [known for known in built_in_profiles() if _reads(known, kind) and not _missing(known, columns)]
    if not fitting:
        raise UnreadableSupply(_what_it_is(columns))
    best = max(fitting, key=lambda known: len(required_columns(known)))
    if not best.source.recognised:
        raise UnreadableSupply(f"It holds {best.title}. It is taken in only when profile {best.name} is named.")
    return best


def _checked(profile: Profile, columns: Sequence[str], kind: str) -> Profile:
    if not _reads(profile, kind):
        raise UnreadableSupply(f"Profile {profile.name} reads {' and '.join(profile.source.formats)}, not {kind}.")
    missing = _missing(profile, columns)
    if missing:
        raise UnreadableSupply(
            f"There is no column '{missing[0]}', which profile {profile.name} needs, among {_listed(columns)}. "
            "Correct the profile, or choose the one that fits."
        )
    return profile


def _reads(profile: Profile, kind: str) -> bool:
    return not profile.source.formats or kind in profile.source.formats


def _missing(profile: Profile, columns: Sequence[str]) -> list[str]:
    return missing_names(renamed(columns, profile.source.rename), required_columns(profile))


def _what_it_is(columns: Sequence[str]) -> str:
    for marks, what in _NOT_INCIDENTS:
        if not missing_names(columns, marks):
            return what
    if looks_like_data(columns):
        return (
            f"Its first line looks like data, not like names of columns ({_listed(columns)}). Add a header line, "
            "or name the columns in a profile under [source] columns."
        )
    return f"No profile knows its columns ({_listed(columns)}). Write a profile for it, see docs/profiles.md."


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns[:_SHOWN]) + (", …" if len(columns) > _SHOWN else "")
