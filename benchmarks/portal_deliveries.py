"""Deliveries to measure with: made calls, made street crime, London's own, and boundaries for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from safestats_core.formats.profile import Profile
from safestats_core.formats.profile_file import load_profile
from safestats_core.incidents import CATEGORIES
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.portal import Portal

_WEST, _SOUTH, _EAST, _NORTH = -0.51, 51.28, 0.33, 51.69
_SNAP_POINTS = 45_000
_CORRECTED = 100
"""One row in so many."""

_AREAS = {"borough": (6, 6), "ward": (28, 23), "lsoa": (70, 70)}
_CORNERS_PER_SIDE = 12

_CORRECTABLE = ("Last outcome category", "location", "street_name", "location.street.name")
"""Columns of which a delivery has one, whose words say nothing of where or when."""


def deliveries(rows: int, real: Path) -> Iterator[tuple[str, Profile, pa.Table]]:
    """Name, profile and rows of each delivery."""
    yield "generic", load_profile("generic"), generic(rows)
    police = load_profile("policeuk-street")
    yield "street", replace(police, source=replace(police.source, formats=())), street(rows)
    months = sorted((real / "london_police_api_2017").glob("*.parquet"))
    if months:
        yield "real", load_profile("policeuk-api"), pa.concat_tables([pq.read_table(path) for path in months])


def generic(rows: int) -> pa.Table:
    """Calls with a key, a moment of their own and an exact place."""
    chance = np.random.default_rng(1)
    starts = chance.integers(1_672_531_200, 1_704_067_200, rows)
    # Half lies about a few hundred town centres, half anywhere.
    centre = chance.uniform((_WEST, _SOUTH), (_EAST, _NORTH), (300, 2))[chance.integers(0, 300, rows)]
    spread = np.where(chance.random((rows, 1)) < 0.5, centre + chance.normal(0, 0.004, (rows, 2)), np.nan)
    anywhere = chance.uniform((_WEST, _SOUTH), (_EAST, _NORTH), (rows, 2))
    longitude, latitude = np.where(np.isnan(spread), anywhere, spread).round(6).T
    return pa.table(
        {
            "id": pa.array([f"C-{number:08d}" for number in range(rows)]),
            "supplier": chosen(chance, ["Anytown Police", "Othertown Police"], rows),
            "category": chosen(chance, list(CATEGORIES)[:14], rows, skewed=True),
            "start": pa.array(starts, pa.timestamp("s", tz="UTC")),
            "end": pa.array(starts + chance.integers(0, 7_200, rows), pa.timestamp("s", tz="UTC")),
            "longitude": longitude,
            "latitude": latitude,
            "location": chosen(chance, [f"{number} High Street" for number in range(5_000)], rows),
        }
    )


def street(rows: int) -> pa.Table:
    """Rows as data.police.uk has them: on snap points, by month, an id for two in three, many alike."""
    chance = np.random.default_rng(2)
    point = chance.zipf(1.3, rows) % _SNAP_POINTS
    longitude = chance.uniform(_WEST, _EAST, _SNAP_POINTS).round(6).astype(str)
    latitude = chance.uniform(_SOUTH, _NORTH, _SNAP_POINTS).round(6).astype(str)
    words = list(load_profile("policeuk-street").category.crosswalk)
    ids = np.char.mod("%064x", np.arange(rows)).astype(object)
    ids[chance.random(rows) < 0.3] = ""
    codes = point % (_AREAS["lsoa"][0] * _AREAS["lsoa"][1])
    force = ["Metropolitan Police Service", "City of London Police"]
    return pa.table(
        {
            "Crime ID": pa.array(ids, pa.string()),
            "Month": chosen(chance, [f"2023-{month:02d}" for month in range(1, 13)], rows),
            "Reported by": chosen(chance, force, rows),
            "Falls within": chosen(chance, force, rows),
            "Longitude": pa.array(longitude).take(pa.array(point)),
            "Latitude": pa.array(latitude).take(pa.array(point)),
            "Location": pa.array([f"On or near Road {number}" for number in range(_SNAP_POINTS)]).take(pa.array(point)),
            "LSOA code": pa.array([f"E0100{number:04d}" for number in range(4_900)]).take(pa.array(codes)),
            "LSOA name": pa.array([f"Camden {number % 1000:03d}A" for number in range(4_900)]).take(pa.array(codes)),
            "Crime type": chosen(chance, words, rows, skewed=True),
            "Last outcome category": chosen(chance, ["Under investigation", "No suspect identified", ""], rows),
            "Context": pa.array([""] * rows),
        }
    )


def chosen(chance: np.random.Generator, words: list[str], rows: int, skewed: bool = False) -> pa.Array:
    """Texts picked at random; `skewed`: the first far more often than the last."""
    place = chance.random(rows) ** (3 if skewed else 1) * len(words)
    return pa.array(words).take(pa.array(place.astype(np.int64)))


def corrected(table: pa.Table) -> pa.Table:
    """The same delivery, one row in 100 with another word for its place or outcome."""
    name = next(each for each in _CORRECTABLE if each in table.column_names)
    values = table[name].to_pylist()
    values[::_CORRECTED] = ["Put right"] * len(values[::_CORRECTED])
    return table.set_column(table.column_names.index(name), name, pa.array(values, pa.string()))


def add_boundaries(portal: Portal, name: str, folder: Path, real: Path) -> None:
    """London's own boundaries for real data, else as many of each type with winding edges."""
    if name == "real":
        add_areas(portal, real / "london_boundaries" / "london_boroughs_wgs84.geojson", "borough")
        for layer, area_type in (("ward", "ward"), ("lsoa", "lsoa")):
            add_areas(portal, real / "london_boundaries" / "london_2011_gla.gpkg", area_type, find_layer(real, layer))
        return
    for area_type, (columns, rows) in _AREAS.items():
        path = folder / f"{area_type}.geojson"
        path.write_text(areas(area_type, columns, rows), encoding="utf-8")
        add_areas(portal, path, area_type)


def find_layer(real: Path, word: str) -> str:
    """The layer of the boundary file that is named so."""
    import pyogrio

    layers = [str(each[0]) for each in pyogrio.list_layers(real / "london_boundaries" / "london_2011_gla.gpkg")]
    return next(layer for layer in layers if word in layer.lower())


def areas(area_type: str, columns: int, rows: int) -> str:
    """Areas side by side whose edges wind, as GeoJSON."""
    side = np.linspace(0, 1, _CORNERS_PER_SIDE, endpoint=False)
    zero = np.zeros_like(side)
    ring = np.column_stack(
        [np.concatenate([side, zero + 1, 1 - side, zero]), np.concatenate([zero, side, zero + 1, 1 - side])]
    )
    column, row = np.meshgrid(np.arange(columns), np.arange(rows))
    corners = np.stack([column, row], axis=-1).reshape(-1, 1, 2) + ring
    x, y = np.moveaxis(corners / (columns, rows) * (_EAST - _WEST, _NORTH - _SOUTH) + (_WEST, _SOUTH), -1, 0)
    # A wave that depends on the place alone keeps shared edges shared.
    winding = np.stack([x + 0.0005 * np.sin(y * 3000), y + 0.0005 * np.sin(x * 3000)], axis=-1)
    features = (
        f'{{"type": "Feature", "properties": {{"code": "{area_type[0].upper()}{number:05d}", "name": "{number}"}}, '
        f'"geometry": {shapely.to_geojson(shape)}}}'
        for number, shape in enumerate(shapely.polygons(winding))
    )
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}'
