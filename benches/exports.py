"""Times every export, and the layout of large networks, as whole processes.

    cargo build --release
    python3 benches/exports.py FOLDER [PROGRAM]

FOLDER is copied to target/bench/exports, where its graph is built beforehand; ICEWS14 serves well (90,730 relations). Beside it a
network of 10,000 nodes and 30,000 edges is made up, whose nodes are as unequally popular as those of the record. What is timed is
processor time (user and system) of the whole process, the best of five; what is written goes nowhere, and its size is counted in
a run of its own.
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys

SCRATCH = pathlib.Path("target/bench/exports")
TIMES = 5
FORMATS = [
    ["html"], ["svg"], ["svg", "--layout", "layered"], ["dot"], ["graphml"], ["gexf"], ["cytoscape"], ["mermaid"],
    ["csv"], ["csv", "--nodes"], ["neo4j"], ["neo4j", "--nodes"], ["followthemoney"], ["turtle"], ["turtle12"],
    ["ntriples"], ["nquads"], ["trig"], ["jsonld"], ["rdfxml"], ["nanopub"],
]  # fmt: skip


def spent(command):
    """Runs a command and gives its processor time in seconds and its largest memory in MB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        return sum(len(part) for part in iter(lambda: child.stdout.read(1 << 20), b"")) / 1e6


def row(name, command):
    taken = [spent(command) for _ in range(TIMES)]
    print(f"| {name} | {min(t for t, _ in taken):.2f} | {taken[0][1]:.0f} | {size(command):.1f} |", flush=True)


def made_up(folder, nodes, edges):
    chance = random.Random(1)
    weights = [1 / (rank + 10) for rank in range(nodes)]
    rows = [(f"n{number}", f"n{chance.choices(range(nodes), weights)[0]}") for number in range(nodes)]
    both = chance.choices(range(nodes), weights, k=2 * (edges - nodes))
    rows += [(f"n{one}", f"n{other}") for one, other in zip(both[::2], both[1::2])]
    words = ["blames", "meets", "supports", "attacks"]
    text = "".join(f"{one},{chance.choice(words)},{other}\n" for one, other in rows if one != other)
    folder.mkdir()
    (folder / "relations.csv").write_text("subject,relation,object\n" + text)


def main():
    program = sys.argv[2] if len(sys.argv) > 2 else "target/release/actant"
    shutil.rmtree(SCRATCH, ignore_errors=True)
    shutil.copytree(sys.argv[1], SCRATCH / "given", ignore=shutil.ignore_patterns(".actant"))
    made_up(SCRATCH / "made-up", 10_000, 30_000)
    given, large = ([program, "-d", str(SCRATCH / name)] for name in ("given", "made-up"))
    for folder in (given, large):
        subprocess.run([*folder, "build"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print("| export | s | memory, MB | size, MB |\n|---|---|---|---|")
    for words in FORMATS:
        row(" ".join(words), [*given, "export", *words])
    for layout in ("force", "layered"):
        row(f"svg of 10,000 nodes, {layout}", [*large, "export", "svg", "--top", "10000", "--layout", layout])


main()
