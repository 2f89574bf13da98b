"""What an export is, as VoID and DCAT beside its files; no clock in it, so that equal exports stay equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.compression import MEDIA_TYPES
from kg.export.files import Exported
from kg.export.statistics import Statistics
from kg.graph.formats import FORMATS
from kg.graph.iris import ONTOLOGY, segment
from kg.graph.turtle import RDF_TYPE, XSD, Iri, Literal, Resource, Term, turtle

_NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
    "bo": ONTOLOGY,
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_CANONICAL = Iri("https://www.w3.org/TR/rdf-canon/")


def description(files: Iterable[Exported], told: Statistics, folder: Path, canonical_hash: str | None = None) -> str:
    """The description as Turtle; files are named relative to `folder`, where it will stand."""
    listed = list(files)
    parts = [f"#file-{number}" for number in range(1, len(listed) + 1)]
    statements: list[tuple[str, Term]] = [
        (RDF_TYPE, _name("dcat:Dataset")),
        (RDF_TYPE, _name("void:Dataset")),
        (_full("dct:title"), Literal("Chinese department budgets as a knowledge graph", "en")),
        (_full("dct:title"), Literal("中国部门预算公开知识图谱", "zh")),
        (_full("dct:conformsTo"), Iri(ONTOLOGY)),
        (_full("void:vocabulary"), Iri(ONTOLOGY)),
        (_full("void:triples"), _integer(told.statements)),
        (_full("void:documents"), _integer(told.documents)),
        (_full("void:classes"), _integer(len(told.classes))),
        (_full("void:properties"), _integer(len(told.properties))),
        *((_full("void:classPartition"), Iri(f"#class-{n}")) for n in range(1, len(told.classes) + 1)),
        *((_full("void:propertyPartition"), Iri(f"#property-{n}")) for n in range(1, len(told.properties) + 1)),
        *((_full("void:dataDump"), Iri(_relative(each, folder))) for each in listed),
        *((_full("dcat:distribution"), Iri(part)) for part in parts),
    ]
    resources = [Resource("#dataset", tuple(statements))]
    if canonical_hash:
        statements.append((_full("spdx:checksum"), Iri("#canonical-checksum")))
        resources = [Resource("#dataset", tuple(statements)), _checksum("#canonical-checksum", canonical_hash, True)]
    resources += _partitions(told)
    for part, each in zip(parts, listed, strict=True):
        resources += _distribution(part, each, folder)
    return turtle(resources, _NAMESPACES, "What this export holds (VoID, DCAT). Written by `kg export`.")


def _partitions(told: Statistics) -> Iterator[Resource]:
    for number, (name, count) in enumerate(sorted(told.classes.items()), start=1):
        pairs = ((_full("void:class"), Iri(name)), (_full("void:entities"), _integer(count)))
        yield Resource(f"#class-{number}", pairs)
    for number, (name, count) in enumerate(sorted(told.properties.items()), start=1):
        pairs = ((_full("void:property"), Iri(name)), (_full("void:triples"), _integer(count)))
        yield Resource(f"#property-{number}", pairs)


def _distribution(part: str, each: Exported, folder: Path) -> Iterator[Resource]:
    media_type = FORMATS[each.shape.ending].media_type
    statements: list[tuple[str, Term]] = [
        (RDF_TYPE, _name("dcat:Distribution")),
        (_full("dct:title"), Literal(each.file.path.name)),
        (_full("dcat:downloadURL"), Iri(_relative(each, folder))),
        (_full("dcat:mediaType"), Iri(f"{_MEDIA}{media_type}")),
        (_full("dcat:byteSize"), Literal(str(each.file.size), datatype=f"{XSD}nonNegativeInteger")),
        (_full("void:triples"), _integer(each.statements)),
        (_full("spdx:checksum"), Iri(f"{part}-checksum")),
    ]
    if each.shape.compression:
        statements.append((_full("dcat:compressFormat"), Iri(f"{_MEDIA}{MEDIA_TYPES[each.shape.compression]}")))
    yield Resource(part, tuple(statements))
    yield _checksum(f"{part}-checksum", each.file.sha256)


def _checksum(name: str, value: str, canonical: bool = False) -> Resource:
    statements: list[tuple[str, Term]] = [
        (RDF_TYPE, _name("spdx:Checksum")),
        (_full("spdx:algorithm"), _name("spdx:checksumAlgorithm_sha256")),
        (_full("spdx:checksumValue"), Literal(value, datatype=f"{XSD}hexBinary")),
    ]
    if canonical:
        statements.append((_full("dct:conformsTo"), _CANONICAL))
    return Resource(name, tuple(statements))


def _relative(each: Exported, folder: Path) -> str:
    return segment(each.file.path.relative_to(folder).as_posix())


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=f"{XSD}integer")


def _full(name: str) -> str:
    prefix, local = name.split(":", 1)
    return _NAMESPACES[prefix] + local


def _name(name: str) -> Iri:
    return Iri(_full(name))
