from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from safestats_core.demo_city.city import City, write_city
from safestats_core.demo_city.files import DATASETS, profile_path
from safestats_core.formats.harmonise import Harmonised, harmonise
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import open_supply
from safestats_core.projection import to_projected

INCIDENTS = 10_000


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo_city")


@pytest.fixture(scope="session")
def city(folder: Path) -> City:
    return write_city(folder, INCIDENTS)


@pytest.fixture(scope="session")
def harmonised(city: City, folder: Path) -> dict[str, list[Harmonised]]:
    """Every file as the portal would read it."""
    read = {}
    for dataset in DATASETS:
        (supply,) = open_supply(folder / f"{dataset}.csv", load_profile(profile_path(dataset)))
        read[dataset] = [harmonise(table, supply.profile, supply.name) for table in supply.tables]
    return read


@pytest.fixture(scope="session")
def incidents(harmonised: dict[str, list[Harmonised]]) -> dict[str, pa.Table]:
    """The incidents of every dataset, each once."""
    tables = {}
    for dataset, parts in harmonised.items():
        table = pa.concat_tables(part.incidents for part in parts)
        _, first = np.unique(table["incident_id"].to_numpy(), return_index=True)
        tables[dataset] = table.take(pa.array(np.sort(first)))
    return tables


@pytest.fixture(scope="session")
def places(incidents: dict[str, pa.Table]) -> dict[str, np.ndarray]:
    """Eastings and northings of every dataset's incidents, shape (n, 2), NaN where blank."""
    return {
        dataset: np.column_stack(
            to_projected(
                table["longitude"].to_numpy().astype(float), table["latitude"].to_numpy().astype(float), "EPSG:27700"
            )
        )
        for dataset, table in incidents.items()
    }
