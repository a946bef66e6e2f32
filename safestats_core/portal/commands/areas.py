"""`safestats portal areas`: boundaries that incidents are stamped with."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ...errors import InvalidInput
from ...formats.boundaries import Boundaries
from ...formats.boundary_sets import boundary_sets
from ...incidents import AREA_TYPES
from ...terminal import note, print_table
from ..boundaries import areas
from ..boundaries.areas_near import areas_near
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "areas", "boundaries that incidents are stamped with")
    _add_areas_command(group)
    add_action(group, "list", "list the versions that there are").set_defaults(run=list_areas)
    use = add_action(group, "use", "stamp with another version from now on")
    use.add_argument("type", choices=list(AREA_TYPES))
    use.add_argument("version", metavar="VERSION", help="as `areas list` shows it")
    use.set_defaults(run=use_areas)
    near = add_action(
        group, "near", "list the areas within some metres of others, for a grant that reaches beyond them"
    )
    near.add_argument("codes", metavar="CODE", nargs="+", help="of boroughs or wards")
    near.add_argument("--metres", type=float, required=True)
    near.add_argument("--type", choices=("borough", "ward"), default="ward", help="of the areas to list")
    near.set_defaults(run=list_near)


def _add_areas_command(group: Any) -> None:
    parser = add_action(group, "add", "take in boundaries, and stamp with them from now on")
    parser.add_argument("file", metavar="FILE", help="GeoPackage, GeoJSON or Shapefile (zipped or not)")
    parser.add_argument("--type", choices=list(AREA_TYPES), help="default: every type that the file tells of")
    parser.add_argument("--layer", help="where the file has several")
    parser.add_argument("--code", metavar="COLUMN", help="the column with the codes, where it is not recognised")
    parser.add_argument("--name", metavar="COLUMN", help="the column with the names, where it is not recognised")
    parser.add_argument("--crs", help="of a file that does not state its reference system, as EPSG:27700")
    parser.add_argument("--version", default="", help="as 2021: kept beside other versions; the same one is replaced")
    parser.set_defaults(run=add_areas)


def add_areas(args: Namespace) -> None:
    """Take in boundaries, of one type or of every type that the file tells of."""
    path = Path(args.file)
    types = [args.type] if args.type else _area_types(path)
    with opened(args) as portal:
        for area_type in types:
            chosen = (args.layer, args.code, args.name, args.crs)
            read = areas.add_areas(portal, path, area_type, *chosen, by=operator(), version=args.version)
            _report(read)
            version = f", version {args.version}" if args.version else ""
            print(f"{len(read.areas):,} areas of type {area_type}{version}, from {read.origin.layer}.")


def list_areas(args: Namespace) -> None:
    """List the versions of boundaries."""
    with opened(args) as portal:
        rows = [
            (
                each.type,
                each.version or "-",
                "yes" if each.is_current else "no",
                *(f"{number:,}" for number in (each.features, each.repaired, each.merged, each.left_out)),
                each.file,
            )
            for each in areas.area_versions(portal)
        ]
    print_table(("TYPE", "VERSION", "CURRENT", "AREAS", "REPAIRED", "JOINED", "LEFT OUT", "FILE"), rows)


def use_areas(args: Namespace) -> None:
    """Stamp with another version from now on."""
    version = "" if args.version == "-" else args.version
    with opened(args) as portal:
        areas.use_areas(portal, args.type, version, by=operator())
    print(f"Incidents are stamped with version {args.version} of type {args.type} from now on.")


def list_near(args: Namespace) -> None:
    """List the areas that come within a distance of others, and how much of each does."""
    with opened(args) as portal:
        found = areas_near(portal, args.type, args.codes, args.metres)
    rows = [(each.area.code, each.area.name, f"{each.share:.0%}") for each in found]
    print_table(("CODE", "NAME", "WITHIN"), rows)
    print(f"{len(found)} of type {args.type} come within {args.metres:g} m. A grant that names them covers them whole.")


def _report(read: Boundaries) -> None:
    for refusal in read.refusals:
        note(f"Left out: feature {refusal.row} of {refusal.source}. {refusal.reason}")
    if read.repaired:
        note(f"Repaired: {read.repaired:,} polygons that crossed or touched themselves.")
    if read.merged:
        note(f"Joined: {read.merged:,} parts to another one with the same code.")


def _area_types(path: Path) -> list[str]:
    found = {each.type for each in boundary_sets(path)}
    types = [area_type for area_type in AREA_TYPES if area_type in found]
    if not types:
        raise InvalidInput(f"{path} does not tell what its areas are. Say so with --type {'|'.join(AREA_TYPES)}.")
    return types
