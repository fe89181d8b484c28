"""Times the measures of a graph beside rustworkx, on the same ties, in one sitting.

    pip install rustworkx
    python3 benches/peers/measures.py FOLDER

FOLDER has a `relations.csv` with `subject` and `object`, such as ICEWS14. Parallel ties become one with their number as its weight,
for both. Processor time of one thread each, the best of seven; rustworkx is told to use one. Its graph is made beforehand, as
is ours, and it gives its answer as its own objects, not as Python lists. Scratch files go to target/peers.
"""

import collections
import csv
import os
import pathlib
import subprocess
import sys
import time

os.environ["RAYON_NUM_THREADS"] = "1"
import rustworkx as rx

SCRATCH = pathlib.Path("target/peers")
TIMES = 7

with open(pathlib.Path(sys.argv[1]) / "relations.csv", newline="", encoding="utf-8") as file:
    pairs = collections.Counter((row["subject"], row["object"]) for row in csv.DictReader(file))
number = {name: at for at, name in enumerate(sorted({name for pair in pairs for name in pair}))}
ties = sorted((number[one], number[other], float(weight)) for (one, other), weight in pairs.items())
print(f"{sum(pairs.values())} rows, {len(number)} nodes, {len(ties)} ties; rustworkx {rx.__version__}")

SCRATCH.mkdir(parents=True, exist_ok=True)
path = SCRATCH / "ties.txt"
path.write_text(f"{len(number)}\n" + "".join(f"{one} {other} {weight:g}\n" for one, other, weight in ties))
run = subprocess.run(
    ["cargo", "bench", "--quiet", "--bench", "measures"],
    env=os.environ | {"ACTANT_TIES": str(path.resolve())},
    stdout=subprocess.PIPE,
    text=True,
    check=True,
)
ours = {name: float(milliseconds) for name, milliseconds in (line.split() for line in run.stdout.splitlines())}

graph = rx.PyDiGraph()
graph.add_nodes_from(range(len(number)))
graph.add_edges_from(ties)
both = graph.to_undirected(multigraph=False)
NEVER = 10**9
theirs = {
    "pagerank": lambda: rx.pagerank(graph, weight_fn=float),
    "betweenness": lambda: rx.digraph_betweenness_centrality(graph, parallel_threshold=NEVER),
    "closeness": lambda: rx.digraph_closeness_centrality(graph, parallel_threshold=NEVER),
    "eigenvector": lambda: rx.digraph_eigenvector_centrality(graph, weight_fn=float, max_iter=1000),
    "hits": lambda: rx.hits(graph, weight_fn=float, max_iter=1000),
    "weak": lambda: rx.weakly_connected_components(graph),
    "strong": lambda: rx.strongly_connected_components(graph),
    "core": lambda: rx.core_number(graph),
    "cut-points": lambda: rx.articulation_points(both),
}
print("| measure | actant, ms | rustworkx, ms | ratio |\n|---|---|---|---|")
for name, measure in theirs.items():
    best = float("inf")
    for _ in range(TIMES):
        before = time.thread_time()
        try:
            measure()
        except Exception as error:  # what does not settle, or is not there in this version
            print(f"{name}: {error!r}", file=sys.stderr)
            break
        best = min(best, time.thread_time() - before)
    if best < float("inf"):
        print(f"| {name} | {ours[name]:.2f} | {best * 1e3:.2f} | {ours[name] / best / 1e3:.2f} |")
print(f"| leiden | {ours['leiden']:.2f} | – | – |")
