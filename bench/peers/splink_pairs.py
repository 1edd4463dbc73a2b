"""Pairs of keys that Splink 4 finds in ways of being reported. Runs in an environment of its own: RECORDS PAIRS."""

from __future__ import annotations

import logging
import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.WARNING)


def main(given: str, found: str) -> None:
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    connection.execute(
        f"create table records as select row_number() over () as unique_id, person_key, name_key, birth_day, sex_code,"
        f" coalesce(citizen_id, citizen_id_raw) as id_text, region_code, unit_key, number_key"
        f" from read_parquet('{given}') where name_key is not null"
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.DamerauLevenshteinAtThresholds("id_text", [1, 2]),
            cl.LevenshteinAtThresholds("name_key", [1]),
            cl.DamerauLevenshteinAtThresholds("birth_day", [1, 2]),
            cl.ExactMatch("sex_code"),
            cl.ExactMatch("region_code"),
            cl.ExactMatch("unit_key"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name_key", "birth_day"),
            block_on("id_text"),
            block_on("name_key", "region_code"),
            block_on("birth_day", "region_code"),
        ],
        additional_columns_to_retain=["person_key"],
    )
    linker = Linker("records", settings, DuckDBAPI(connection))
    linker.training.estimate_probability_two_random_records_match([block_on("id_text")], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=7)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name_key", "birth_day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("id_text"))
    pairs = linker.inference.predict(threshold_match_probability=0.95).as_duckdbpyrelation()
    pairs.filter("person_key_l <> person_key_r").aggregate(
        "person_key_l, person_key_r, max(match_probability) as probability", "person_key_l, person_key_r"
    ).write_parquet(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
