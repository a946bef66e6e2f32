"""A grant in words, for whoever has to decide about it."""

from __future__ import annotations

from ...access import Grant, Level


def in_words(grant: Grant) -> str:
    """What a grant lets be seen, as one phrase."""
    words = [f"{grant.subject} sees {grant.dataset} at the level {grant.level}"]
    if grant.areas is not None:
        words.append("in " + " ".join(sorted(grant.areas)))
    if grant.from_month or grant.to_month:
        words.append(f"months {grant.from_month or 'first'} to {grant.to_month or 'last'}")
    if grant.categories is not None:
        words.append("categories " + " ".join(sorted(grant.categories)))
    if grant.fields is not None:
        words.append("only " + " ".join(sorted(grant.fields)))
    if grant.level == Level.COUNTS:
        words.append(f"disclosure {grant.disclosure}")
    if grant.expires is not None:
        words.append(f"until {grant.expires:%Y-%m-%d %H:%M} UTC")
    return ", ".join(words)
