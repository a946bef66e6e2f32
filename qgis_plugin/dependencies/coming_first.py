"""Lets Python find a few packages of our own folder before those of QGIS, which are too old.

Package by package, never the folder as a whole: everything else that QGIS has is still found where it was. On the disk
nothing is replaced. And only a package that nothing has imported yet: of one that is half there already the other half
would come from another version, and call its libraries (GEOS, PROJ) with structures that these do not know.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import Distribution, DistributionFinder

from .needed import Lack


class _First(MetaPathFinder):
    """Asked by Python before it looks anywhere else; `modules` are found in `folder`, by the names of `packages`."""

    def __init__(self, folder: str, lacks: Iterable[Lack]) -> None:
        self._folder = folder
        self._modules = {lack.module for lack in lacks}
        self._packages = {lack.name for lack in lacks}

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Called by Python at an import."""
        return PathFinder.find_spec(name, [self._folder]) if path is None and name in self._modules else None

    def find_distributions(self, context: DistributionFinder.Context) -> Iterator[Distribution]:
        """Called by importlib.metadata for the version of a package."""
        if context.name not in self._packages:
            return iter(())
        return iter(_distributions(self._folder, context.name))


def come_first(folder: str, lacks: Iterable[Lack]) -> None:
    """From now on those of the packages that are too old, not in use, and there in `folder` are found in it."""
    old = [each for each in lacks if each.there and not each.is_in_use and list(_distributions(folder, each.name))]
    if old:
        sys.meta_path.insert(0, _First(folder, old))


def come_last() -> None:
    """Undo it; what has been imported stays as it is until QGIS ends."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _First)]


def _distributions(folder: str, name: str) -> Iterable[Distribution]:
    return PathFinder.find_distributions(DistributionFinder.Context(name=name, path=[folder]))
