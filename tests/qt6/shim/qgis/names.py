"""Names of QGIS that only have to be there: imported, subclassed, read as a scoped enum, called without effect."""

from __future__ import annotations


class _Names(type):
    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = named(name)
        setattr(cls, name, made)
        return made

    def __or__(cls, other: type) -> type:
        return cls


class Anything(metaclass=_Names):
    """An object of which any method can be called; it gives itself back."""

    def __init__(self, *given: object, **named_values: object) -> None:
        pass

    def __getattr__(self, name: str) -> Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *given: object, **named_values: object) -> Anything:
        return self


def named(name: str) -> type:
    """A class of this name."""
    return _Names(name, (Anything,), {})
