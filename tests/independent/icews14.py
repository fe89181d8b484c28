"""Answers about a folder of claims, from its files and with nothing but `csv` and dictionaries.

Usage: python3 icews14.py FOLDER
Prints one JSON object. It knows nothing of the program whose answers it checks.
"""

import csv
import json
import os
import sys
from collections import Counter

PAIRS = [
    ("barack-obama", "make-statement"),
    ("china", "criticize-or-denounce"),
    ("iran", "accuse"),
]


def read(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main(folder):
    claims = read(folder, "relations.csv")
    actors = read(folder, "actors.csv")
    types = read(folder, "relation_types.csv")
    relations = Counter(row["relation"] for row in claims)
    pairs = Counter((row["subject"], row["object"]) for row in claims)
    top = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:10]
    chosen = {
        f"{subject} {relation}": sorted(
            [row["object"], row["date"]]
            for row in claims
            if row["subject"] == subject and row["relation"] == relation
        )
        for subject, relation in PAIRS
    }
    json.dump(
        {
            "actors": len({row["id"] for row in actors}),
            "claims": len(claims),
            "types": len({row["id"] for row in types}),
            "relations": dict(sorted(relations.items())),
            "pairs": [[subject, object_, count] for (subject, object_), count in top],
            "chosen": chosen,
            "dates": sorted({row["date"] for row in claims}),
            "selves": sum(row["subject"] == row["object"] for row in claims),
            "sources": dict(Counter(row["source"] for row in claims)),
        },
        sys.stdout,
        sort_keys=True,
    )


if __name__ == "__main__":
    main(sys.argv[1])
