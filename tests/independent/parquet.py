"""Reads Parquet files with DuckDB and prints, for each, the types of its columns and its rows as JSON.

usage: parquet.py FILE …
"""

import json
import sys

import duckdb

found = []
for path in sys.argv[1:]:
    table = duckdb.read_parquet(path)
    types = dict(zip(table.columns, map(str, table.types)))
    found.append({"types": types, "rows": [dict(zip(table.columns, row)) for row in table.fetchall()]})
print(json.dumps(found, default=str))
