"""Reads what `export` wrote with readers that know nothing of actant, and prints what they found as JSON.

usage: exports.py FOLDER, in which every file is called after its format.
"""

import csv
import json
import os
import subprocess
import sys
import xml.dom.minidom

import networkx
import rdflib

import rules

FOLDER = sys.argv[1]


def path(name):
    return os.path.join(FOLDER, name)


def has(name):
    return os.path.exists(path(name))


def network(graph, label, evidence=lambda edge: ""):
    """Nodes by id with their labels, edges with their ends, labels, statuses and evidence."""
    return {
        "nodes": {str(node): label(data) for node, data in graph.nodes(data=True)},
        "edges": sorted(
            [str(a), str(b), data.get("label", ""), data.get("status", ""), evidence(data)]
            for a, b, data in graph.edges(data=True)
        ),
    }


found = {}

if has("graphml"):
    graph = networkx.read_graphml(path("graphml"), force_multigraph=True)
    directed = graph.is_directed()
    # Ids are tokens of XML; what they stand for is the name.
    graph = networkx.relabel_nodes(graph, {node: data["name"] for node, data in graph.nodes(data=True)})
    found["graphml"] = network(graph, lambda node: node.get("label", ""), lambda edge: edge.get("evidence", ""))
    found["graphml"]["quotes"] = sorted(
        data["quotes"] for _, _, data in graph.edges(data=True) if "quotes" in data
    )

    found["graphml"]["directed"] = directed
    found["graphml"]["weights"] = sorted(data["weight"] for _, _, data in graph.edges(data=True))
    found["graphml"]["rules"] = rules.graphml(path("graphml"))

if has("gexf"):
    graph = networkx.read_gexf(path("gexf"), version="1.3")
    found["gexf"] = network(graph, lambda node: node.get("label", ""), lambda edge: edge.get("evidence", ""))
    found["gexf"]["spells"] = sum(len(data.get("spells", [])) for _, _, data in graph.edges(data=True))
    # networkx reads the colours of nodes only.
    assert all("viz" in data for _, data in graph.nodes(data=True))
    colours = xml.dom.minidom.parse(path("gexf")).getElementsByTagName("viz:color")
    found["gexf"]["colours"] = sorted(
        {
            "#%02X%02X%02X" % tuple(int(colour.getAttribute(c)) for c in "rgb")
            for colour in colours
            if colour.parentNode.tagName == "edge"
        }
    )

    found["gexf"]["directed"] = graph.is_directed()
    found["gexf"]["weights"] = sorted(data["weight"] for _, _, data in graph.edges(data=True))
    found["gexf"]["rules"] = rules.gexf(path("gexf"))

if has("cytoscape"):
    document = json.load(open(path("cytoscape"), encoding="utf-8"))
    graph = networkx.cytoscape_graph(document)
    assert graph.is_multigraph()
    found["cytoscape"] = network(graph, lambda node: node["label"])
    found["cytoscape"]["directed"] = graph.is_directed()
    found["cytoscape"]["weights"] = sorted(data["weight"] for _, _, data in graph.edges(data=True))
    found["cytoscape"]["quotes"] = sorted(
        claim["quote"]
        for _, _, data in graph.edges(data=True)
        for claim in data["claims"]
        if claim["quote"]
    )

for name in ["csv", "csv-nodes", "neo4j", "neo4j-nodes", "csv-raw", "csv-nodes-raw"]:
    if has(name):
        with open(path(name), encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file, strict=True))

if has("neo4j") and has("neo4j-nodes"):
    found["neo4j-rules"] = rules.neo4j(path("neo4j-nodes"), path("neo4j"))

if has("dot"):
    # Graphviz draws it, and its own SVG says what it read: the tooltips hold each text whole.
    drawn = subprocess.run(["twopi", "-Tsvg", path("dot")], check=True, stdout=subprocess.PIPE).stdout
    document = xml.dom.minidom.parseString(drawn)
    found["dot"] = {
        "titles": [link.getAttribute("xlink:title") for link in document.getElementsByTagName("a")],
        "scripts": len(document.getElementsByTagName("script")),
        "links": sum(link.hasAttribute("xlink:href") for link in document.getElementsByTagName("a")),
    }

if has("svg"):
    document = xml.dom.minidom.parse(path("svg"))
    titles = [
        "".join(child.data for child in title.childNodes)
        for title in document.getElementsByTagName("title")
    ]
    found["svg"] = {
        "titles": titles,
        "scripts": len(document.getElementsByTagName("script")),
        "elements": sorted({element.tagName for element in document.getElementsByTagName("*")}),
    }

DATASETS = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld", "nanopub": "trig"}
GRAPHS = {"ntriples": "nt", "turtle": "turtle", "rdfxml": "xml"}


def term(value):
    return value.n3() if value is not None else ""


for name, kind in GRAPHS.items():
    if has(name):
        graph = rdflib.Graph()
        graph.parse(path(name), format=kind)
        found[name] = sorted(" ".join(term(part) for part in triple) for triple in graph)

for name, kind in DATASETS.items():
    if has(name):
        data = rdflib.Dataset()
        data.parse(path(name), format=kind)
        found[name] = sorted(
            " ".join(term(part) for part in quad[:3])
            + ("" if quad[3] in (None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID) else " " + term(quad[3]))
            for quad in data.quads((None, None, None, None))
        )

if has("nanopub"):
    # The rules of nanopub.net/guidelines/working_draft: four graphs, named in the head, none of them empty, the
    # publication described in its info, the assertion in the provenance.
    NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
    data = rdflib.Dataset()
    data.parse(path("nanopub"), format="trig")
    count = 0
    for this, _, _, head in data.quads((None, rdflib.RDF.type, NP.Nanopublication, None)):
        head = data.graph(head)
        parts = [head.value(this, NP[p]) for p in ("hasAssertion", "hasProvenance", "hasPublicationInfo")]
        assert all(parts) and len(set(parts)) == 3, this
        assertion, provenance, info = (data.graph(part) for part in parts)
        assert len(assertion) and len(provenance) and len(info), this
        assert (parts[0], None, None) in provenance, this
        assert (this, None, None) in info, this
        count += 1
    found["nanopubs"] = count

if has("turtle12"):
    import pyoxigraph

    rows = list(pyoxigraph.parse(path=path("turtle12"), format=pyoxigraph.RdfFormat.TURTLE))
    reifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    found["reifies"] = sorted(
        f"{quad.subject} {quad.object}" for quad in rows if quad.predicate.value == reifies
    )
    found["turtle12"] = len(rows)
    found["turtle12-texts"] = sorted(
        {quad.object.value for quad in rows if isinstance(quad.object, pyoxigraph.Literal)}
    )

if has("followthemoney"):
    entities = [json.loads(line) for line in open(path("followthemoney"), encoding="utf-8")]
    found["followthemoney"] = {
        "schemata": sorted({entity["schema"] for entity in entities}),
        "links": sum(entity["schema"] == "UnknownLink" for entity in entities),
        "names": sorted(n for e in entities for n in e["properties"].get("name", [])),
        "summaries": sorted(n for e in entities for n in e["properties"].get("summary", [])),
    }
    try:
        from followthemoney import model
    except ImportError:
        found["followthemoney"]["validated"] = False
    else:
        ids = {entity["id"] for entity in entities}
        assert len(ids) == len(entities), "an id twice"
        invalid = []
        for entity in entities:
            proxy = model.get_proxy(entity)
            try:
                proxy.schema.validate(entity)
            except Exception as error:
                invalid.append([entity["id"], repr(error)])
            for prop, value in proxy.itervalues():
                if prop.type.name == "entity":
                    assert value in ids, value
            for name, values in entity["properties"].items():
                assert name in proxy.schema.properties, (entity["schema"], name)
                kind = proxy.schema.get(name).type.name
                if kind in ("date", "entity"):
                    assert all(proxy.schema.get(name).type.validate(value) for value in values), values
        found["followthemoney"]["validated"] = True
        found["followthemoney"]["invalid"] = invalid

json.dump(found, sys.stdout)
