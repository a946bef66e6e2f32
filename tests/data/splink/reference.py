"""The figures of splink for the records in this folder: m, u, prior, and the probability of every pair.

    python3 -m venv peer && peer/bin/pip install splink==5.0.0 && peer/bin/python reference.py

writes reference.json. The records are those of the demonstration city (40,000 incidents, seed 2024) that are in a
candidate pair; `levels` and `u` say how they are compared. Blocking is by the columns that begin with block_: splink
does not train a comparison on columns that it has blocked by.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from splink import DuckDBAPI, Linker, SettingsCreator

HERE = Path(__file__).resolve().parent
SETTINGS = json.loads((HERE / "settings.json").read_text(encoding="utf-8"))

STEPS = 25
"""After so many steps of EM the figures are taken: beyond, a probability falls below 1e-300, and splink stops."""

APART = "greatest(start_l - end_r, start_r - end_l, 0, ((end_l - start_l) + (end_r - start_r)) / 2.0)"
DISTANCE = "sqrt((x_l - x_r) * (x_l - x_r) + (y_l - y_r) * (y_l - y_r))"
BLOCKING = (
    "sqrt((l.block_x - r.block_x) * (l.block_x - r.block_x) + (l.block_y - r.block_y) * (l.block_y - r.block_y)) "
    "<= l.block_precision + r.block_precision "
    f"and greatest(l.block_start - r.block_end, r.block_start - l.block_end) <= {SETTINGS['tolerance']}"
)


def agency(name: str) -> pd.DataFrame:
    """The records of one agency, with copies of what is blocked by."""
    table = pd.read_csv(HERE / f"{name}.csv").rename(columns={"id": "unique_id"})
    for column in ("x", "y", "precision", "start", "end"):
        table[f"block_{column}"] = table[column].astype(float)
    return table.assign(agency=name)


def comparison(name: str, conditions: list[str], m: list[float], u: list[float], null: str = "") -> dict:
    """A comparison whose last level is everything else."""
    levels = [
        {"sql_condition": sql, "label_for_charts": f"level {k}", "m_probability": m[k], "u_probability": u[k]}
        for k, sql in enumerate([*conditions, "ELSE"])
    ]
    if null:
        levels.insert(0, {"sql_condition": null, "label_for_charts": "null", "is_null_level": True})
    return {"output_column_name": name, "comparison_levels": levels}


def comparisons(start: dict) -> list[dict]:
    """Distance, time apart and category."""
    distance = [f"{DISTANCE} <= {end}" for end in SETTINGS["distances"]]
    apart = [f"{APART} <= {60 * end}" for end in SETTINGS["minutes"]]
    # By their names the hospital's records come to stand on the left.
    category = [f"category_l = '{other}' and category_r = '{one}'" for one, other in SETTINGS["combinations"]]
    return [
        comparison("distance", distance, start["m"][0], start["u"][0]),
        comparison("apart", apart, start["m"][1], start["u"][1]),
        comparison("category", category, start["m"][2], start["u"][2], "category_l is null or category_r is null"),
    ]


def figures(start: dict, fix_u: bool, fix_prior: bool) -> dict:
    """Train from `start` and predict."""
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=comparisons(start),
        blocking_rules_to_generate_predictions=[BLOCKING],
        probability_two_random_records_match=start["prior"],
        em_convergence=1e-12,
        max_iterations=STEPS,
        source_dataset_column_name="agency",
    )
    database = DuckDBAPI()
    tables = [database.register(agency(name)) for name in ("police", "hospital")]
    linker = Linker(tables, settings)
    session = linker.training.estimate_parameters_using_expectation_maximisation(
        BLOCKING,
        fix_u_probabilities=fix_u,
        fix_probability_two_random_records_match=fix_prior,
        populate_probability_two_random_records_match_from_trained_values=not fix_prior,
        max_pairs=10_000_000,
        record_sample_proportion=1.0,
    )
    model = linker.misc.save_model_to_json()
    predicted = linker.inference.predict().as_pandas_dataframe()
    levels = [
        [level for level in each["comparison_levels"] if not level.get("is_null_level")]
        for each in model["comparisons"]
    ]
    pairs = sorted(
        (left, right, probability, weight) if source == "police" else (right, left, probability, weight)
        for source, left, right, probability, weight in zip(
            predicted["agency_l"],
            predicted["unique_id_l"],
            predicted["unique_id_r"],
            predicted["match_probability"],
            predicted["match_weight"],
        )
    )
    del session
    return {
        "m": [[level.get("m_probability") for level in each] for each in levels],
        "u": [[level.get("u_probability") for level in each] for each in levels],
        "prior": model["probability_two_random_records_match"],
        "pairs": pairs,
    }


def main() -> None:
    """Train three times: all by EM, u fixed, u and the prior fixed."""
    start = SETTINGS["start"]
    fixed = {**start, "u": SETTINGS["u"]}
    results = {
        "splink": version("splink"),
        "duckdb": version("duckdb"),
        "em": figures(start, fix_u=False, fix_prior=False),
        "u fixed": figures(fixed, fix_u=True, fix_prior=False),
        "u and prior fixed": figures({**fixed, "prior": SETTINGS["prior"]}, fix_u=True, fix_prior=True),
    }
    (HERE / "reference.json").write_text(json.dumps(results, indent=None) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
