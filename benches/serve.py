"""Measures the endpoint over HTTP: connections are kept, the load comes from a process of its own.

    python3 benches/serve.py catalogue FOLDER target/release/actant             # who-blamed-whom, and /healthz beside it
    python3 benches/serve.py beside FOLDER target/release/actant OXIGRAPH       # the benchmark's questions, Oxigraph beside
    python3 benches/serve.py crowd FOLDER target/release/actant [SECONDS]       # 1,000 clients at once, some of them hostile

`catalogue` and `beside` want Debian's `wrk`. OXIGRAPH is the program of `pip install oxigraph`; it answers over the N-Triples that
`actant export ntriples` writes, loaded and optimised once into target/peers. Both programs get the same queries, take the same form
(SPARQL results as JSON) and have to give as many rows. A question is asked once to warm up; then CLIENTS clients ask for as long as it
takes to see a few answers of each, at least SECONDS. What takes longer than LIMIT seconds is not measured. `crowd` fails when an
answer is neither right and whole nor a refusal, or a connection is reset.
"""

import asyncio
import http.client
import json
import pathlib
import random
import re
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "peers"))
from compare import SCRATCH, questions, report, triples  # noqa: E402

CLIENTS, SECONDS, LIMIT = 2, 8, 120
RESULTS = "application/sparql-results+json"


class Endpoint:
    """A program that serves, for as long as the block lasts."""

    def __init__(self, command, said):
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(said, line)
            if found:
                self.address = found.group(1).strip()
                break
        else:
            sys.exit(f"{command[0]} does not serve")
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def get(self, path, accept="*/*", limit=LIMIT):
        connection = http.client.HTTPConnection(self.address, timeout=limit)
        connection.request("GET", path, headers={"accept": accept})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body


def actant(folder, program, *more):
    return Endpoint([program, "-d", folder, "serve", "--port", "0", *more], r"http://([^/]+)/")


def load(endpoint, path, accept, seconds, clients=CLIENTS):
    """Requests a second, and how long half and 99 of 100 of them took at most, in ms; as `wrk` saw it."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "--timeout", f"{LIMIT}s"]
    said = subprocess.run([*command, "-H", f"accept: {accept}", f"http://{endpoint.address}{path}"], check=True,
                          capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        print(said, file=sys.stderr)
    unit = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}
    quantiles = {share: float(value) * unit[letters]
                 for share, value, letters in re.findall(r"(\d\d)%\s+([\d.]+)([a-z]+)", said)}
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
    return {"rate": round(rate, 2), "p50_ms": round(quantiles["50"], 2), "p99_ms": round(quantiles["99"], 2)}


class Pulse:
    """Asks /healthz all the while and remembers how long each answer took."""

    def __init__(self, endpoint):
        self.endpoint, self.times, self.is_over = endpoint, [], False
        self.thread = threading.Thread(target=self.ask)

    def ask(self):
        while not self.is_over:
            begin = time.monotonic()
            status, _ = self.endpoint.get("/healthz")
            assert status == 200, status
            self.times.append((time.monotonic() - begin) * 1e3)
            time.sleep(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.thread.join()

    def figures(self):
        times = sorted(self.times)
        return {"asked": len(times), "p50_ms": round(times[len(times) // 2], 2),
                "p99_ms": round(times[len(times) * 99 // 100], 2), "max_ms": round(times[-1], 2)}


def catalogue(folder, program):
    with actant(folder, program) as endpoint:
        for name, path in {
            "who-blamed-whom": "/questions/who-blamed-whom",
            "who-blamed-whom, one blamer": "/questions/who-blamed-whom?blamer=Pakistan",
            "ASK {}": "/sparql?query=" + urllib.parse.quote("ASK {}"),
            "healthz": "/healthz",
        }.items():
            status, body = endpoint.get(path)
            assert status == 200, (status, body)
            for clients in (2, 8, 64):
                with Pulse(endpoint) as pulse:
                    figures = load(endpoint, path, "*/*", SECONDS, clients)
                report(name, f"{clients} clients", bytes=len(body), **figures,
                       healthz_p99_ms=pulse.figures()["p99_ms"])


def beside(folder, program, oxigraph):
    store = SCRATCH / "serve.oxigraph"
    SCRATCH.mkdir(parents=True, exist_ok=True)
    if not store.exists():
        begin = time.time()
        subprocess.run([oxigraph, "load", "--location", store, "--file", triples(folder, program)], check=True,
                       capture_output=True)
        subprocess.run([oxigraph, "optimize", "--location", store], check=True, capture_output=True)
        report("oxigraph", "load and optimize", s=round(time.time() - begin, 1))
    command = [oxigraph, "serve-read-only", "--location", store, "--bind", "127.0.0.1:7979", "--timeout-s", str(LIMIT)]
    # One after the other, question by question, and last the one that is not stopped when its client is gone: neither takes
    # the processor of the other.
    with actant(folder, program, "--timeout", str(LIMIT)) as ours, Endpoint(command, r"http://([^/ ]+)") as theirs:
        for name, query, _ in sorted(questions(folder), key=lambda question: question[0] == "q4"):
            path = "/sparql?query=" + urllib.parse.quote(query)
            known = []
            for peer, endpoint in (("actant", ours), ("oxigraph", theirs)):
                try:
                    endpoint.get(path, RESULTS)
                    begin = time.time()
                    status, body = endpoint.get(path, RESULTS)
                    once = time.time() - begin
                    assert status == 200, (peer, name, status, body[:300])
                    rows = json.loads(body)["results"]["bindings"]
                except TimeoutError:
                    report(peer, name, none_within_s=LIMIT)
                    continue
                except (ValueError, http.client.HTTPException):
                    # A 200 that stops in the middle, because its time was over.
                    report(peer, name, half_an_answer_after_s=round(once))
                    continue
                known.append(len(rows) if len(rows) != 1 else [term["value"] for term in rows[0].values()])
                assert known[0] == known[-1], (name, known)
                seconds = max(SECONDS, min(120, round(once * 6)))
                report(peer, name, rows=len(rows), bytes=len(body), once_ms=round(once * 1e3, 1),
                       **load(endpoint, path, RESULTS, seconds))


async def one(host, port, request, deadline):
    """Sends a request on a connection of its own; gives the status and whether the body is whole, and the body."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request)
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(-1), deadline)
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    status = int(head.split(b" ")[1])
    length = re.search(rb"(?i)content-length: (\d+)", head)
    assert length and int(length.group(1)) == len(body), (head, len(body))
    return status, body


async def mingle(endpoint, seconds, clients=1000, half_open=300):
    host, port = endpoint.address.split(":")
    get = "GET {} HTTP/1.1\r\nhost: " + endpoint.address + "\r\nconnection: close\r\n\r\n"
    easy = get.format("/questions/who-blamed-whom?format=csv").encode()
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    deep = "SELECT * { " + "{" * 150 + "}" * 150 + " }"
    hostile = [get.format("/sparql?query=" + urllib.parse.quote(text)).encode() for text in (cross, deep)]
    _, expected = await one(host, port, easy, 60)
    open_ones = [await asyncio.open_connection(host, port) for _ in range(half_open)]
    for _, writer in open_ones:
        writer.write(b"GET /sparql HTTP/1.1\r\nhost: ")
    end, seen, resets, chance = time.monotonic() + seconds, {}, [0], random.Random(1)

    async def client(number):
        while time.monotonic() < end:
            is_hostile = number % 10 == 0
            try:
                status, body = await one(host, port, chance.choice(hostile) if is_hostile else easy, 120)
            except ConnectionError:
                resets[0] += 1
                continue
            assert is_hostile or status in (200, 503), status
            assert is_hostile or status != 200 or body == expected, "another answer"
            seen[is_hostile, status] = seen.get((is_hostile, status), 0) + 1
            await asyncio.sleep(0.5 if status == 503 else 0)

    await asyncio.gather(*(client(number) for number in range(clients)))
    for _, writer in open_ones:
        writer.close()
    return seen, resets[0]


def crowd(folder, program, seconds="60"):
    with actant(folder, program, "--timeout", "2") as endpoint:
        with Pulse(endpoint) as pulse:
            seen, resets = asyncio.run(mingle(endpoint, float(seconds)))
        for (is_hostile, status), count in sorted(seen.items()):
            report("hostile" if is_hostile else "easy", status, answers=count, rate=round(count / float(seconds), 1))
        report("healthz", "", **pulse.figures())
        report("connections", "reset", count=resets)
        assert endpoint.process.poll() is None, "the endpoint is gone"
        assert resets == 0, "a connection was reset"


if __name__ == "__main__":
    part, folder, *rest = sys.argv[1:]
    {"catalogue": catalogue, "beside": beside, "crowd": crowd}[part](pathlib.Path(folder), *rest)
