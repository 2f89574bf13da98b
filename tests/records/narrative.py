"""Helpers of the tests on the narrative: small texts of our own, and claims in a short notation."""

from __future__ import annotations

from kg.provenance import Source, Span
from kg.recognise.document import RecognisedDocument
from kg.records.model import FormRecord, Header
from kg.records.prose import read_prose
from kg.records.prose_model import Claim, Prose
from kg.tables.blocks import Paragraph
from kg.tables.text import text_document

SIGNS = {"increase": "+", "decrease": "-", "flat": "=", None: "?"}


def paragraphs(*lines: str) -> list[Paragraph]:
    """Lines as paragraphs that know where they stand in the lines joined by line ends."""
    found, start = [], 0
    for number, line in enumerate(lines, start=1):
        found.append(Paragraph(Source((Span(line, number, start, start + len(line)),))))
        start += len(line) + 1
    return found


def prose_of(text: str, year: int | None = 2024, forms: tuple[FormRecord, ...] = ()) -> Prose:
    """What the narrative `text` says, without any statutory form unless some are given."""
    document = text_document(text.encode(), "narrative.txt")
    recognised = RecognisedDocument(document, (), document.blocks, ())
    header = Header("", year, "budget", "department", "示范市标准局", None, "other")
    return read_prose(recognised, forms, header)


def short(claim: Claim) -> str:
    """A claim without its subject: `9.00`, `/45%`, `+1.00`, `-5%`, `not-arranged`, `[members]`."""
    if claim.kind == "composition":
        return "[" + "、".join("".join(part.dims.values()) or part.name for part in claim.parts) + "]"
    sign = SIGNS[claim.direction]
    if claim.value is None:
        return claim.status if claim.kind == "amount" else sign
    mark = {"amount": "", "share": "/", "change": sign, "growth": sign}[claim.kind]
    return f"{mark}{claim.printed}{'%' if claim.unit == '%' else ''}"


def subject(claim: Claim) -> str:
    """What a claim speaks of, in one word; `!` where no single fact of the forms carries it."""
    dims = {key: value.replace(" ", "") for key, value in claim.about.dims.items()}
    values = [dims.pop("reportTable", "-"), *(dims[key] for key in sorted(dims))]
    return "+".join(values) + ("" if claim.about.fact else " !")


def told(prose: Prose) -> list[str]:
    """The claims in printed order, those of one subject in one line."""
    lines: list[str] = []
    last: tuple[str, str] | None = None
    for claim in prose.claims:
        this = (claim.section, subject(claim))
        if this == last:
            lines[-1] += f" {short(claim)}"
        else:
            lines.append(f"{this[0]} {this[1]} {short(claim)}")
        last = this
    return lines
