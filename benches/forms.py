#!/usr/bin/env python3
"""How long a question of each form takes, as a whole process with a fresh cache: the best of some runs, slowest first.

    cargo build --release
    python3 benches/forms.py target/release/actant FOLDER A B [PAST [SOURCE]]

A and B are names of the folder, PAST is a verb in the past such as `accused`, SOURCE a name of a source. The forms are
those of `tests/questions.tsv`; the surveys of every verb that `actant questions --all` lists are added. Times are of the
processor (user and system), so that what else runs on the machine counts for little; the last line says how many forms
took longer than 150 ms.
"""

import csv
import io
import resource
import subprocess
import sys

FORMS = """
who {past} whom
who {past} {a}
whom did {a} {verb}
did {a} {verb} {b}
was {a} {past} by {b}
who was {past} by {a}
who was {past}
who {past} whom in March 2014
who {past} whom since 2014-06-01
who {past} {a} before 2014-03-01
who {past} whom from 2014-02-01 to 2014-02-10
who {past} whom according to {source}
how many actors {past} {a}
how many times did {a} {verb} {b}
how many times did {a} {verb} anyone
how many actors were {past}
how many claims are there
how many claims are there about {a}
which actors {past} {a}
what happened in March 2014
what happened since 2014
what happened when
what does {source} say about {a}
what does {source} say
what did {a} say
what did {a} say about {b}
what is said about {a}
how is {a} connected to {b}
how are {a} and {b} connected
who sided with whom
did {a} side with {b}
what is disputed
what rests on anonymous sources
what is possible but not decided
what is predicted
what has only one source
what has no source
how many were killed and injured
who is who
which events are there
which sources are there
who dislikes whom
who {past} Irakistan
who {past} whom because of the weather
""".strip().splitlines()


def run(command, runs=3):
    """Gives the least processor time of some runs in milliseconds, and the lines that were printed."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times) * 1e3, done


def main():
    program, folder, a, b = sys.argv[1:5]
    past, source = (sys.argv[5:] + ["accused", "the report"][len(sys.argv) - 5 :])[:2]
    verb = {"accused": "accuse", "blamed": "blame"}.get(past, past.removesuffix("ed"))
    questions = [form.format(a=a, b=b, past=past, verb=verb, source=source) for form in FORMS]
    subprocess.run([program, "-d", folder, "build"], capture_output=True, check=True)
    listed = subprocess.run(
        [program, "-d", folder, "questions", "--all", "--format", "csv"], capture_output=True, text=True, check=True
    )
    questions += [row["question"] for row in csv.DictReader(io.StringIO(listed.stdout)) if row["verb"] == "ask"]
    found = []
    for question in dict.fromkeys(questions):
        time, done = run([program, "-d", folder, "ask", question])
        found.append((time, len(done.stdout.splitlines()), done.returncode, question))
    found.sort(reverse=True)
    for time, lines, code, question in found[:25]:
        print(f"{time:6.0f} ms  {lines:5} lines  exit {code}  {question}")
    slow = sum(time > 150 for time, *_ in found)
    print(f"{len(found)} forms; {slow} took longer than 150 ms")


if __name__ == "__main__":
    main()
