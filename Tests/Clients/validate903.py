"""Runs the sector's validator of the children looked after return over a folder of upload files.

    python validate903.py FOLDER YEAR AUTHORITY

YEAR is the one in which the collection year ends, AUTHORITY the council's ONS code. It needs the Python package
csc-validator-be-903, which wants Python 3.9 to 3.11, and no network. One line of JSON comes out: how many rules passed;
those that failed, each with its files and children; those that could not run, each with the files it lacks or its fault.
"""

import glob
import inspect
import json
import logging
import os
import re
import sys
import warnings

os.environ["QLACREF_PC_INSECURE"] = "True"
warnings.filterwarnings("ignore")

from lac_validator import lac_validator  # noqa: E402
from lac_validator.rules.ruleset_utils import get_year_ruleset  # noqa: E402
from lac_validator.utils import process_uploaded_files  # noqa: E402

GIVEN = {"Header", "Episodes", "Reviews", "UASC"}


def lacks(rule):
    """The files that a rule looks for and did not get."""
    wanted = set(re.findall(r"[\"'](\w+?)[\"'] (?:not )?in dfs", inspect.getsource(rule.func)))
    wanted |= set(re.findall(r"dfs\[[\"'](\w+?)[\"']\]", inspect.getsource(rule.func)))
    return sorted(name for name in wanted if name not in GIVEN and name != "metadata")


def main(folder, year, authority):
    logging.disable(logging.CRITICAL)
    registry = get_year_ruleset(year)
    files = sorted(glob.glob(os.path.join(folder, "*.csv")))
    run = lac_validator.LacValidator(
        metadata={"collectionYear": year, "localAuthority": authority},
        files=process_uploaded_files({"This year": files}), registry=registry)
    failed = {}
    for table, frame in run.ds_results.items():
        if table == "metadata":
            continue
        for column in (str(column) for column in frame.columns if str(column).startswith("ERR_")):
            rows = frame[frame[column] == True]  # noqa: E712
            found = failed.setdefault(column[4:], {"words": registry[column[4:]].message, "tables": {}})
            found["tables"][table] = rows["CHILD"].astype(str).tolist()
    print(json.dumps({
        "passed": len(run.dones) - len(failed), "failed": failed,
        "lacking": {code: lacks(registry[code]) for code in run.skips},
        "crashed": {code: registry[code].message for code in run.fails},
    }))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
