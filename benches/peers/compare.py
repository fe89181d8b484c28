"""Runs questions on this program and on its peers, over the same folder, in one sitting: those of benches/questions.rq.txt, or
with `catalogue` the twelve of the catalogue that catalogue.sql asks DuckDB.

    pip install duckdb maplib polars pyoxigraph morph-kgc 'pandas<3' 'numpy<2'
    python3 benches/peers/compare.py FOLDER target/release/actant [questions] [catalogue] [actant] [in-process] [duckdb]
        [pyoxigraph] [maplib] [morph-kgc]

Each peer loads and asks in a process of its own, so that one's memory and caches are not another's. Oxigraph and maplib read the
N-Triples that `actant export ntriples` writes: the same triples, the same query text. DuckDB reads the CSV and is asked in SQL.
A question is asked five times or for a minute, whichever comes first, its answer made into Python objects; one that takes more
than LIMIT seconds is stopped. DuckDB is also asked for the lengths of all strings of an answer, so that it touches them without
making objects; `in-process` is `cargo bench --bench in_process`, which touches them too. Scratch files go to target/peers.
"""

import configparser
import csv
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

LIMIT = 300
SCRATCH = pathlib.Path("target/peers")
PREFIXES = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX rel: <https://w3id.org/actant/relation/>
"""
BASE = "https://actant.invalid/"
HERE = pathlib.Path(__file__).parent


def memory():
    """The most memory this process has held, in mebibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def size(path):
    path = pathlib.Path(path)
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return sum(f.stat().st_size for f in files) // 2**20


def parameters(folder):
    """The event with the tenth most blames, and the newest actor that is a member of something."""
    blames, newest = {}, None
    with open(folder / "relations.csv", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["relation"] == "blames":
                event = row.get("about") or row.get("event")
                blames[event] = blames.get(event, 0) + 1
            if row["relation"] == "member-of":
                newest = max(newest or row["subject"], row["subject"], key=lambda name: int(name[1:]))
    return sorted(blames, key=lambda event: (-blames[event], event))[9], newest


def blocks(path, mark):
    """The parts of a file that are separated by empty lines, each by the first word of its first line."""
    for block in path.read_text().strip().split("\n\n"):
        title, text = block.split("\n", 1)
        yield title.removeprefix(mark).split()[0], text


def sql(file):
    return dict(blocks(HERE / file, "-- "))


# The first block of the catalogue is the view that the others read.
SETS = {"questions": list(sql("questions.sql")), "catalogue": list(sql("catalogue.sql"))[1:]}


def question(folder, name):
    """A question as SPARQL and as SQL."""
    sparql = {name: PREFIXES + text for name, text in blocks(HERE.parent / "questions.rq.txt", "# ")}
    query = sparql[name] if name in sparql else (HERE.parent.parent / f"queries/{name}.rq").read_text()
    asked = (sql("questions.sql") | sql("catalogue.sql"))[name]
    if "$" not in asked:
        return query, asked
    event, actor = parameters(folder)
    query = query.replace("$EVENT", f"<{BASE}event/{event}>").replace("$ACTOR", f"<{BASE}actor/{actor}>")
    return query, asked.replace("$EVENT", event).replace("$ACTOR", actor)


def report(peer, what, **figures):
    print(peer, what, *(f"{key}={value}" for key, value in figures.items()), sep="\t", flush=True)


def timed(peer, name, ask):
    """Times a question, which gives its rows in lists."""
    times, start = [], time.time()
    while len(times) < 5 and (not times or time.time() - start < 60):
        begin = time.time()
        rows, first = 0, None
        for some in ask():
            rows, first = rows + len(some), first or some[:1]
        times.append((time.time() - begin) * 1e3)
    value = first[0] if rows == 1 else ""
    report(peer, name, rows=rows, value=value, median_ms=round(statistics.median(times), 2), runs=len(times))


def fetched(cursor):
    """The rows of DuckDB as objects, not all of them at a time."""
    return iter(lambda: cursor.fetchmany(100_000), [])


def actant(folder, program, step, _names):
    if step == "load":
        shutil.rmtree(folder / ".actant", ignore_errors=True)
        begin = time.time()
        subprocess.run([program, "-d", folder, "build"], check=True, stdout=subprocess.DEVNULL)
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        report("actant", "load", s=round(time.time() - begin, 2), MiB=used, disk_MiB=size(folder / ".actant"))
        return
    # A whole process: start, open, parse, run, write.
    query, _ = question(folder, step)
    command = [program, "-d", folder, "query", "-", "--format", "tsv"]
    timed("actant", step, lambda: [subprocess.run(
        command, input=query, text=True, capture_output=True, check=True).stdout.splitlines()[1:]])


def in_process(folder, _program, step, _names):
    # One process opens the graph once and answers everything, as a program that embeds it would.
    if step == "load":
        environment = {**os.environ, "ACTANT_BENCH_DIR": str(folder.resolve())}
        subprocess.run(["cargo", "bench", "--quiet", "--bench", "in_process"], env=environment, check=True)


def duckdb(folder, _program, step, _names):
    import duckdb

    path = SCRATCH / "peer.duckdb"
    if step == "load":
        path.unlink(missing_ok=True)
        begin = time.time()
        base = duckdb.connect(path)
        base.execute("set threads=2")
        for table in ("actors", "events", "sources", "relations"):
            file = folder / f"{table}.csv"
            base.execute(f"create table {table} as select * from read_csv('{file}', header=true, all_varchar=true)")
        base.execute("checkpoint")
        report("duckdb", "load", s=round(time.time() - begin, 2), MiB=memory(), disk_MiB=size(path))
        base.execute(sql("catalogue.sql")["claims"])
        return
    base = duckdb.connect(path, read_only=True)
    base.execute("set threads=2")
    _, asked = question(folder, step)
    timed("duckdb", step, lambda: fetched(base.execute(asked)))
    columns = [column[0] for column in base.execute(f"describe {asked}").fetchall()]
    names = ", ".join(f"c{number}" for number in range(len(columns)))
    lengths = " + ".join(f"coalesce(strlen(c{number}::varchar), 0)" for number in range(len(columns)))
    # The limit keeps it from leaving out the order.
    touched = f"select count(*), sum({lengths}) from (select * from ({asked}) limit 1000000000) as t({names})"
    timed("duckdb, strings touched inside", step, lambda: fetched(base.execute(touched)))


def pyoxigraph(folder, program, step, _names):
    import pyoxigraph

    path = SCRATCH / "peer.oxigraph"
    if step == "load":
        shutil.rmtree(path, ignore_errors=True)
        store = pyoxigraph.Store(str(path))
        begin = time.time()
        store.bulk_load(path=str(triples(folder, program)), format=pyoxigraph.RdfFormat.N_TRIPLES)
        loaded = time.time()
        store.optimize()
        report("pyoxigraph", "load", s=round(loaded - begin, 2), optimize_s=round(time.time() - loaded, 2),
               MiB=memory(), disk_MiB=size(path))
        return
    store = pyoxigraph.Store.read_only(str(path))
    query, _ = question(folder, step)
    timed("pyoxigraph", step, lambda: [[tuple(row) for row in store.query(query)]])


def maplib(folder, program, step, names):
    from maplib import Model

    # It has no file to come back to, so one process does everything.
    if step != "load":
        return
    model = Model()
    begin = time.time()
    model.read(str(triples(folder, program)), format="ntriples")
    report("maplib", "load", s=round(time.time() - begin, 2), MiB=memory())
    for name in names:
        query, _ = question(folder, name)
        try:
            timed("maplib", name, lambda: [model.query(query).rows()])
        except Exception as failure:
            report("maplib", name, failed=str(failure).replace("\n", " "))


def morph_kgc(folder, _program, step, _names):
    """Maps the four tables to the claim's own triples with RML; the answer is a file of N-Triples for another store to load."""
    if step != "load":
        return
    prefixes = ("@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> . "
                "@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix ex: <https://ex.org/> .\n")
    shape = {
        "actors": ("actor/{id}", {"label": "label"}),
        "events": ("event/{id}", {"label": "label", "date": "date"}),
        "sources": ("source/{id}", {"label": "title"}),
        "relations": ("claim/{subject}-{relation}-{whom}-{event}-{source}-{locator}", {
            "subject": "actor/{subject}", "predicate": "rel/{relation}", "object": "actor/{whom}",
            "about": "event/{event}", "source": "source/{source}", "date": "date", "locator": "locator"}),
    }
    scratch = SCRATCH / "morph"
    scratch.mkdir(parents=True, exist_ok=True)
    rules = prefixes
    for table, (subject, columns) in shape.items():
        source = scratch / f"{table}.csv"
        # A column called `object` gives wrong triples without a word, so it gets another name.
        with open(folder / f"{table}.csv") as rows, open(source, "w") as copy:
            copy.write(rows.readline().replace("object", "whom"))
            shutil.copyfileobj(rows, copy)
        made = []
        for predicate, column in columns.items():
            how = f'rr:template "https://ex.org/{column}"' if "{" in column else f'rml:reference "{column}"'
            made.append(f"rr:predicateObjectMap [ rr:predicate ex:{predicate} ; rr:objectMap [ {how} ] ]")
        rules += (f'<#{table}> rml:logicalSource [ rml:source "{source}" ; rml:referenceFormulation ql:CSV ] ;\n'
                  f'rr:subjectMap [ rr:template "https://ex.org/{subject}" ] ;\n' + " ;\n".join(made) + " .\n")
    (scratch / "rules.ttl").write_text(rules)
    settings = configparser.ConfigParser()
    settings["CONFIGURATION"] = {"output_file": str(scratch / "out.nt"), "number_of_processes": "2"}
    settings["Tables"] = {"mappings": str(scratch / "rules.ttl")}
    with open(scratch / "settings.ini", "w") as file:
        settings.write(file)
    begin = time.time()
    subprocess.run([sys.executable, "-m", "morph_kgc", scratch / "settings.ini"], check=True, capture_output=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    with open(scratch / "out.nt") as lines:
        made = sum(1 for _ in lines)
    report("morph-kgc", "load", s=round(time.time() - begin, 2), MiB=used, triples=made)


def triples(folder, program):
    path = SCRATCH / f"{folder.name}.nt"
    if not path.exists():
        subprocess.run([program, "-d", folder, "export", "ntriples", "--output", path], check=True)
    return path


PEERS = {"actant": actant, "in-process": in_process, "duckdb": duckdb, "pyoxigraph": pyoxigraph, "maplib": maplib,
         "morph-kgc": morph_kgc}


def main():
    folder, program, *words = sys.argv[1:]
    folder, program = pathlib.Path(folder), os.path.abspath(program)
    if words[:1] == ["step"]:
        _, peer, step, *names = words
        PEERS[peer](folder, program, step, names)
        return
    SCRATCH.mkdir(parents=True, exist_ok=True)
    triples(folder, program)
    names = [name for word in words if word in SETS for name in SETS[word]] or SETS["questions"]
    for peer in [word for word in words if word in PEERS] or PEERS:
        for step in ("load", *names):
            command = [sys.executable, __file__, folder, program, "step", peer, step, *names]
            # maplib is asked everything in one step.
            limit = LIMIT * (len(names) if peer == "maplib" else 1)
            try:
                subprocess.run(command, timeout=limit, check=True)
            except subprocess.TimeoutExpired:
                report(peer, step, stopped_after_s=limit)
            except subprocess.CalledProcessError as failure:
                report(peer, step, failed=failure.returncode)


if __name__ == "__main__":
    main()
