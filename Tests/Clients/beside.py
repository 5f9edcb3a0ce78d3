"""Computes timeliness and participation of years from exported facts with pandas and with DuckDB, and how long it takes.

    python beside.py FACTS.csv FIRST-DAY YEARS ROUNDS

It needs pandas and DuckDB. One line of JSON comes out: for each way the milliseconds of every question, and the two rates
of every year, which must be the same for all. A way `… from the file` reads the file anew for each question, as a
spreadsheet or a notebook does; the other keeps what it read.
"""

import json
import sys
import time

import duckdb
import pandas

CONTRIBUTED = ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6"]
QUERY = """
    SELECT 100.0 * count(*) FILTER (inTimescale = 'yes') / nullif(count(*) FILTER (inTimescale <> ''), 0),
      100.0 * count(*) FILTER (code BETWEEN 'PN1' AND 'PN6') / nullif(count(*) FILTER (code BETWEEN 'PN1' AND 'PN7'), 0)
    FROM {source} WHERE fact = 'review-held' AND "on" BETWEEN ? AND ?
"""


def read(path):
    return pandas.read_csv(path, dtype=str, keep_default_na=False)


def with_pandas(facts, first, last):
    held = facts[(facts["fact"] == "review-held") & (facts["on"] >= first) & (facts["on"] <= last)]
    known = held[held["inTimescale"] != ""]
    coded = held[held["code"].isin([*CONTRIBUTED, "PN7"])]
    return (
        100.0 * (known["inTimescale"] == "yes").sum() / len(known) if len(known) else None,
        100.0 * coded["code"].isin(CONTRIBUTED).sum() / len(coded) if len(coded) else None)


def main(path, first_day, years, rounds):
    facts, lake = read(path), duckdb.connect()
    file = f"read_csv('{path}', all_varchar = true, nullstr = '\\x01')"
    lake.execute(f"CREATE TABLE facts AS SELECT * FROM {file}")
    periods = [(f"{year}-04-01", f"{year + 1}-03-31") for year in range(int(first_day[:4]), int(first_day[:4]) + years)]
    ways = {
        "pandas": lambda period: with_pandas(facts, *period),
        "pandas, from the file": lambda period: with_pandas(read(path), *period),
        "DuckDB": lambda period: lake.execute(QUERY.format(source="facts"), period).fetchone(),
        "DuckDB, from the file": lambda period: lake.execute(QUERY.format(source=file), period).fetchone(),
    }
    spent, rates = {}, {}
    for name, ask in ways.items():
        rates[name] = [[None if rate is None else round(float(rate), 6) for rate in ask(period)] for period in periods]
        spent[name] = []
        for number in range(rounds):
            began = time.perf_counter()
            ask(periods[number % years])
            spent[name].append((time.perf_counter() - began) * 1_000)
    assert all(found == rates["pandas"] for found in rates.values()), rates
    print(json.dumps({"milliseconds": spent, "rates": rates["pandas"]}))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
