"""Reads `subject predicate object` lines, and prints what the OWL 2 RL reasoner `owlrl` makes of them.

Names are local names. Of the closure only the triples between things (`n0`, `n1` …) count, and of those none from a
thing to itself, which the program never derives.
"""

import sys

import owlrl
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

HERE = rdflib.Namespace("https://example.org/")
WORDS = {
    "inverseOf": OWL.inverseOf,
    "subPropertyOf": RDFS.subPropertyOf,
    "type": RDF.type,
    "SymmetricProperty": OWL.SymmetricProperty,
    "TransitiveProperty": OWL.TransitiveProperty,
}

graph = rdflib.Graph()
for line in sys.stdin:
    if line.strip():
        graph.add(tuple(WORDS.get(word, HERE[word]) for word in line.split()))
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)


def local(node):
    text = str(node)
    return text[len(HERE) :] if text.startswith(HERE) else None


def thing(name):
    return name is not None and name[:1] == "n" and name[1:].isdigit()


found = set()
for subject, predicate, obj in graph:
    names = [local(node) for node in (subject, predicate, obj)]
    if thing(names[0]) and names[1] is not None and thing(names[2]) and names[0] != names[2]:
        found.add(" ".join(names))
print("\n".join(sorted(found)))
