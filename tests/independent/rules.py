"""The rules of the schemas of GraphML and GEXF and of the headers of `neo4j-admin database import`, written down by hand.

GraphML: graphml-structure.xsd and graphml-attributes.xsd 1.0. GEXF: gexf.xsd, data.xsd, dynamics.xsd and viz.xsd 1.3. What stands here is
what the schemas say of the elements that are used, and nothing that they do not know passes: an element or an attribute that is not listed
is an error. Neo4j: Operations Manual 5, Import, CSV header format. Each check raises AssertionError, or gives what it counted.
"""

import csv
import re
import xml.etree.ElementTree as tree

NAME = r"[\w.\-:·]+"  # xs:NMTOKEN
DAY = r"-?(?!0000)\d{4,}-\d\d-\d\d"
NUMBER = r"-?\d+(\.\d+)?"


def one_of(*words):
    return "|".join(map(re.escape, words))


def checked(element, rules, namespaces):
    """Checks an element and all below it; gives how many elements there are of each name."""
    counts = {}

    def visit(element, parent):
        name = element.tag
        for prefix, namespace in namespaces.items():
            name = name.replace("{" + namespace + "}", prefix)
        # What stands in a node is not what stands in an edge.
        rule = rules.get(f"{parent}/{name}", rules.get(name))
        assert rule is not None, f"no element {name}"
        children, required, optional = rule
        counts[name] = counts.get(name, 0) + 1
        for attribute, value in element.attrib.items():
            form = required.get(attribute, optional.get(attribute))
            assert form is not None, f"{name} has no attribute {attribute}"
            assert re.fullmatch(form, value, re.DOTALL), f"{name}: {attribute}={value!r}"
        assert required.keys() <= element.attrib.keys(), f"{name} lacks {required.keys() - element.attrib.keys()}"
        order = " ".join(visit(child, name) for child in element) + " "
        assert re.fullmatch(children, order.lstrip()), f"{name} holds {order[:200]}"
        if children:
            assert not (element.text or "").strip() and not any((child.tail or "").strip() for child in element), name
        return name

    visit(element, "")
    return counts


ANY = r"(.|\n)*"
TEXT = ("", {}, {})


def graphml(path):
    root = tree.parse(path).getroot()
    place = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
    rules = {
        "graphml": (r"(desc )?(key )*((data |graph )*)", {}, {place: ANY}),
        "key": (
            r"(desc )?(default )?",
            {"id": NAME, "for": one_of("all", "graphml", "graph", "node", "edge", "hyperedge", "port", "endpoint")},
            {"attr.name": NAME, "attr.type": one_of("boolean", "int", "long", "float", "double", "string")},
        ),
        "graph": (r"(desc )?((data |node |edge |hyperedge )*|locator )", {"edgedefault": one_of("directed", "undirected")}, {"id": NAME}),
        "node": (r"(desc )?((data |port )*(graph )?|locator )", {"id": NAME}, {}),
        "edge": (r"(desc )?(data )*(graph )?", {"source": NAME, "target": NAME}, {"id": NAME, "directed": one_of("true", "false")}),
        "data": (r"", {"key": NAME}, {"id": NAME}),
    }
    counts = checked(root, rules, {"": "http://graphml.graphdrawing.org/xmlns"})
    # The identity constraints: ids are keys, and what refers to one finds it, under the element it is for.
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id"): key for key in root.iter(space + "key")}
    assert len(keys) == counts["key"], "a key twice"
    nodes = {node.get("id") for node in root.iter(space + "node")}
    assert len(nodes) == counts.get("node", 0), "a node twice"
    edges = [edge.get("id") for edge in root.iter(space + "edge")]
    assert len(set(edges)) == len(edges), "an edge twice"
    for edge in root.iter(space + "edge"):
        assert edge.get("source") in nodes and edge.get("target") in nodes, edge.attrib
    forms = {"int": r"[+-]?\d+", "double": rf"{NUMBER}(E-?\d+)?", "string": ANY}
    for owner in root.iter():
        for data in owner.findall(space + "data"):
            key = keys[data.get("key")]
            assert key.get("for") == owner.tag[len(space) :], data.attrib
            assert re.fullmatch(forms[key.get("attr.type")], data.text or ""), (data.attrib, data.text)
    return counts


def gexf(path):
    root = tree.parse(path).getroot()
    kinds = "integer long double float boolean bigdecimal biginteger byte char short string anyURI".split()
    kinds += ["list" + kind for kind in kinds[:10]] + ["liststring"]
    custom = [f"custom_{number}" for number in range(1, 9)]
    times = {"start": DAY, "end": DAY, "timestamp": DAY}
    channel = r"\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]"
    modes = one_of("static", "dynamic", "slice")
    types = one_of("directed", "undirected", "mutual")
    rules = {
        "gexf": (r"(meta )?graph ", {"version": r"1\.3"}, {"variant": ANY}),
        "meta": (r"(creator |keywords |description )*", {}, {"lastmodifieddate": DAY}),
        "creator": TEXT,
        "keywords": TEXT,
        "description": TEXT,
        "graph": (
            r"(attributes |nodes |edges )*",
            {},
            {
                **times, "defaultedgetype": types, "idtype": one_of("integer", "string"), "mode": modes,
                "timeformat": one_of("integer", "double", "date", "dateTime"),
                "timerepresentation": one_of("interval", "timestamp"), "timezone": r"\S+",
            },
        ),
        "attributes": (r"(attribute )*", {"class": one_of("node", "edge")}, {"mode": modes, "start": DAY, "end": DAY}),
        "attribute": (r"(default |options )*", {"id": ANY, "title": ANY, "type": one_of(*kinds)}, {}),
        "nodes": (r"(node )*", {}, {"count": r"\d+"}),
        "edges": (r"(edge )*", {}, {"count": r"\d+"}),
        "node": (
            r"((attvalues |spells |nodes |edges |parents |viz:color |viz:position |viz:size |viz:shape )*)",
            {"id": ANY},
            {**times, "label": ANY, "pid": ANY},
        ),
        "edge": (
            r"((attvalues |spells |viz:color |viz:thickness |viz:shape )*)",
            {"source": ANY, "target": ANY},
            {**times, "id": ANY, "type": types, "label": ANY, "kind": ANY, "weight": NUMBER},
        ),
        "attvalues": (r"(attvalue )*", {}, {}),
        "attvalue": (r"", {"for": ANY, "value": ANY}, times),
        "spells": (r"(spell )+", {}, {}),
        "spell": (r"", {}, times),
        "viz:color": (r"", {}, {"r": channel, "g": channel, "b": channel, "a": r"0(\.\d+)?|1(\.0+)?", "hex": r"#[0-9A-Fa-f]{6}"}),
        "viz:thickness": (r"", {"value": r"\d+(\.\d+)?"}, {}),
        "node/viz:shape": (
            r"",
            {"value": one_of("disc", "triangle", "square", "diamond", "star", "pentagon", "hexagon", "cross", *custom)},
            {"uri": ANY},
        ),
        "edge/viz:shape": (r"", {"value": one_of("solid", "dotted", "dashed", "double", *custom)}, {}),
    }
    counts = checked(root, rules, {"viz:": "http://gexf.net/1.3/viz", "": "http://gexf.net/1.3"})
    space = "{http://gexf.net/1.3}"
    declared = {}
    for attributes in root.iter(space + "attributes"):
        ids = [attribute.get("id") for attribute in attributes]
        assert len(set(ids)) == len(ids), ids
        declared[attributes.get("class")] = {attribute.get("id"): attribute.get("type") for attribute in attributes}
    nodes = [node.get("id") for node in root.iter(space + "node")]
    known = set(nodes)
    assert len(known) == len(nodes), "a node twice"
    edges = set()
    for edge in root.iter(space + "edge"):
        ends = edge.get("source"), edge.get("target")
        assert known.issuperset(ends), ends
        edges.add((*ends, edge.get("kind")))
    assert len(edges) == counts.get("edge", 0), "parallel edges of one kind"
    for name in ("node", "edge"):
        for owner in root.iter(space + name):
            for value in owner.iter(space + "attvalue"):
                kind = declared[name][value.get("for")]
                assert kind != "integer" or re.fullmatch(r"-?\d+", value.get("value")), value.attrib
            held = [child.tag for child in owner]
            assert len(set(held)) == len(held), held
    for spell in root.iter(space + "spell"):
        start, end = spell.get("start"), spell.get("end")
        assert start or end, "a spell without a day"
        assert not (start and end) or start <= end, (start, end)
    return counts


SIMPLE = "int long float double boolean byte short char string point date localtime time localdatetime datetime duration".split()
FIELD = re.compile(rf"(?P<name>[^:]*)(:(?P<kind>ID|LABEL|START_ID|END_ID|TYPE|IGNORE|({'|'.join(SIMPLE)})(\[\])?)(\((?P<space>.+)\))?)?")


def neo4j(nodes, edges):
    """Checks both files as the importer does with its defaults: a quotation mark doubled, arrays parted by a semicolon."""

    def read(path, required, forbidden):
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
        fields = [FIELD.fullmatch(field) for field in header]
        assert all(fields), header
        kinds = [field["kind"] or "string" for field in fields]
        names = [field["name"] for field in fields if field["name"]]
        assert len(set(names)) == len(names), "a property twice"
        for kind in required:
            assert kinds.count(kind) == 1, (kind, kinds)
        assert not set(forbidden) & set(kinds), kinds
        for field, kind in zip(fields, kinds):
            assert field["name"] or kind.isupper(), "a property without a name"
        for row in rows:
            assert len(row) == len(kinds), row
            for cell, kind in zip(row, kinds):
                assert cell or kind not in required, (kind, row)
                if kind == "int":
                    assert re.fullmatch(r"-?\d+", cell) and abs(int(cell)) < 2**31, cell
                if kind == "double":
                    assert re.fullmatch(rf"{NUMBER}|", cell), cell
        return [dict(zip(kinds, row)) for row in rows]

    things = read(nodes, ["ID", "LABEL"], ["START_ID", "END_ID", "TYPE"])
    ids = [thing["ID"] for thing in things]
    assert len(set(ids)) == len(ids), "an id twice"
    ties = read(edges, ["START_ID", "END_ID", "TYPE"], ["ID", "LABEL"])
    for tie in ties:
        assert tie["START_ID"] in set(ids) and tie["END_ID"] in set(ids), tie
    return {"nodes": len(things), "edges": len(ties)}
