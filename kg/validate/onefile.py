"""All shapes in one file, for engines that take one file, or that refuse messages in two languages (Jena 4.5 does)."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.names import PREFIXES
from kg.validate.rules import SH, SHAPES, shape_files

_MESSAGE = ox.NamedNode(f"{SH}message")


def shapes_in_one(language: str | None = None) -> str:
    """The shapes as one Turtle file; `language` (zh or en) leaves only the messages in that language."""
    shapes = ox.Store()
    for file in shape_files():
        shapes.load(path=str(file), format=ox.RdfFormat.TURTLE)
    if language is not None:
        for quad in list(shapes.quads_for_pattern(None, _MESSAGE, None)):
            if isinstance(quad.object, ox.Literal) and quad.object.language not in (None, language):
                shapes.remove(quad)
    prefixes = {**PREFIXES, "sh": SH, "bos": SHAPES}
    text = shapes.dump(format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=prefixes)
    return (text or b"").decode()
