"""Counts in a raw file of ICEWS events, with nothing but `csv` and dictionaries.

Usage: python3 icews_raw.py FILE
Prints one JSON object. It knows nothing of the program whose answers it checks.
"""

import csv
import json
import sys
from collections import Counter


def main(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    missing = ["City", "Source Sectors", "District"]
    json.dump(
        {
            "rows": len(rows),
            "actors": len({row[side] for row in rows for side in ("Source Name", "Target Name")}),
            "pairs": Counter(f"{row['Source Name']} > {row['Target Name']}" for row in rows),
            "days": Counter(row["Event Date"] for row in rows),
            "sources": Counter(row["Publisher"] for row in rows),
            "codes": Counter(row["CAMEO Code"] for row in rows),
            # 112 is "accuse", and the four digits that begin with it are kinds of it.
            "accuses": Counter(row["CAMEO Code"] for row in rows if row["CAMEO Code"].startswith("112")),
            "empty": {name: sum(row[name] == "NA" for row in rows) for name in missing},
        },
        sys.stdout,
        sort_keys=True,
    )


if __name__ == "__main__":
    main(sys.argv[1])
