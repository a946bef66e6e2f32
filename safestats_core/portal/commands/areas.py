"""`safestats portal areas`: boundaries that incidents are stamped with."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ...errors import InvalidInput
from ...formats.boundary_sets import boundary_sets
from ...incidents import AREA_TYPES
from ...terminal import note
from .. import areas
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "areas", "boundaries that incidents are stamped with")
    parser = add_action(group, "add", "take in boundaries; they replace the earlier ones of their type")
    parser.add_argument("file", metavar="FILE", help="GeoPackage, GeoJSON or Shapefile (zipped or not)")
    parser.add_argument("--type", choices=list(AREA_TYPES), help="default: every type that the file tells of")
    parser.add_argument("--layer", help="where the file has several")
    parser.add_argument("--code", metavar="COLUMN", help="the column with the codes, where it is not recognised")
    parser.add_argument("--name", metavar="COLUMN", help="the column with the names, where it is not recognised")
    parser.add_argument("--crs", help="of a file that does not state its reference system, as EPSG:27700")
    parser.set_defaults(run=add_areas)


def add_areas(args: Namespace) -> None:
    """Take in boundaries, of one type or of every type that the file tells of."""
    path = Path(args.file)
    types = [args.type] if args.type else _area_types(path)
    with opened(args) as portal:
        for area_type in types:
            read = areas.add_areas(portal, path, area_type, args.layer, args.code, args.name, args.crs, by=operator())
            for refusal in read.refusals:
                note(f"Left out: feature {refusal.row} of {refusal.source}. {refusal.reason}")
            print(f"{len(read.areas):,} areas of type {area_type}, from {read.origin.layer}.")


def _area_types(path: Path) -> list[str]:
    found = {each.type for each in boundary_sets(path)}
    types = [area_type for area_type in AREA_TYPES if area_type in found]
    if not types:
        raise InvalidInput(f"{path} does not tell what its areas are. Say so with --type {'|'.join(AREA_TYPES)}.")
    return types
