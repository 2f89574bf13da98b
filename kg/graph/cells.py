"""Source cells as statements: where a value stands, and its spans where it was wrapped."""

from __future__ import annotations

from kg.graph import iris
from kg.graph.names import A, term
from kg.graph.nquads import Statements, boolean, integer, text
from kg.provenance import Source, Span
from kg.records.model import CellPlace

_CELL = (term("bo:SourceCell"), term("oa:SpecificResource"))
_NUMBER = {name: term(f"bo:{name}") for name in ("page", "line", "table", "row", "column", "charStart", "charEnd")}
_TEXT, _IN, _SPAN, _BOX = term("bo:text"), term("bo:inDocument"), term("bo:span"), term("bo:bbox")
_FILE, _OPTICAL = term("bo:inFile"), term("bo:opticallyRead")


def add_cell(out: Statements, owner: str, document: str, place: CellPlace) -> str:
    """States the cell that `owner` (an IRI) was printed in; gives the cell as an N-Quads term."""
    return add_source(
        out, owner, document, place.source, {"table": place.table, "row": place.row, "column": place.column}
    )


def add_source(
    out: Statements, owner: str, document: str, source: Source, numbers: dict[str, int | None] | None = None
) -> str:
    """States a place in the document; gives it as an N-Quads term."""
    name = f"{owner}/cell"
    cell = iris.iri_term(name)
    pairs = [(A, each) for each in _CELL]
    pairs += [(_IN, document), (term("oa:hasSource"), document), (_TEXT, text(printed_text(source)))]
    pairs += [(_NUMBER[key], integer(value)) for key, value in (numbers or {}).items() if value is not None]
    pairs += _place(source.spans, document)
    out.block(cell, pairs)
    if len(source.spans) > 1:
        for order, span in enumerate(source.spans, start=1):
            part = iris.iri_term(f"{name}/{order}")
            out.add(cell, _SPAN, part)
            out.block(part, [(A, term("bo:Span")), (_TEXT, text(span.text)), *_place((span,), document)])
    return cell


def printed_text(source: Source) -> str:
    """The exact text; a wrapped value keeps its line breaks."""
    return "\n".join(span.text for span in source.spans)


def _place(spans: tuple[Span, ...], document: str) -> list[tuple[str, str]]:
    first = spans[0]
    pairs = []
    if first.file:
        pairs.append((_FILE, iris.iri_term(iris.source_file(document[1:-1], first.file))))
    if any(span.optical for span in spans):
        pairs.append((_OPTICAL, boolean(True)))
    if first.line:
        pairs.append((_NUMBER["line"], integer(first.line)))
    if first.page is not None:
        pairs.append((_NUMBER["page"], integer(first.page)))
    if len(spans) == 1 and first.start >= 0:
        pairs += [(_NUMBER["charStart"], integer(first.start)), (_NUMBER["charEnd"], integer(first.end))]
    if first.box is not None and len(spans) == 1:
        pairs.append((_BOX, text(" ".join(f"{edge:.2f}" for edge in first.box))))
    return pairs
