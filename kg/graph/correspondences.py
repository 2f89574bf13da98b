"""Links between editions as XKOS correspondences and SKOS mappings, written in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from kg.codes.compare import Association, compare
from kg.codes.lists import SCHEMES, editions
from kg.graph.codelists import CLASSIFICATIONS
from kg.graph.iris import ONTOLOGY, concept, scheme
from kg.graph.skos import DCT, HEADING, PREFIXES, SKOS, XKOS, Statement
from kg.graph.turtle import RDF_TYPE, Iri, Literal, Resource, turtle

_MAPPINGS = {
    "comparable": ("exactMatch", "exactMatch"),
    "with-care": ("closeMatch", "closeMatch"),
    "merged": ("broadMatch", "narrowMatch"),
    "split": ("narrowMatch", "broadMatch"),
}


def correspondence_files() -> Mapping[str, Callable[[], str]]:
    """The file names of all correspondences between neighbouring editions, and what writes each."""
    files: dict[str, Callable[[], str]] = {}
    for name in SCHEMES:
        known = editions(name)
        for old, new in pairwise(known):
            files[f"{name}-{old}-{new}.ttl"] = _writer(name, old, new)
    return files


def correspondence_text(name: str, old: str, new: str) -> str:
    """Everything that is known of the step from one edition to the next, as Turtle."""
    base = scheme(name, f"{old}-{new}")
    links = compare(name, old, new)
    prefixes = {**PREFIXES, "c": f"{base}/", "o": f"{scheme(name, old)}/", "n": f"{scheme(name, new)}/"}
    named = [(_link_iri(base, link), link) for link in links]
    head = Resource(base, tuple(_head(name, old, new, [iri for iri, _ in named])))
    associations = (Resource(iri, tuple(_association(name, old, new, link))) for iri, link in named)
    return turtle([head, *associations, *_mappings(name, old, new, links)], prefixes, HEADING)


def _writer(name: str, old: str, new: str) -> Callable[[], str]:
    return lambda: correspondence_text(name, old, new)


def _link_iri(base: str, link: Association) -> str:
    return f"{base}/{link.old or 'none'}_{link.new or 'none'}"


def _head(name: str, old: str, new: str, associations: list[str]) -> Iterator[Statement]:
    about = CLASSIFICATIONS[name]
    yield RDF_TYPE, Iri(XKOS + "Correspondence")
    yield SKOS + "prefLabel", Literal(f"{about.zh}：{old} 版与 {new} 版对照", "zh")
    yield SKOS + "prefLabel", Literal(f"{about.en}: edition {old} and edition {new}", "en")
    yield XKOS + "compares", Iri(scheme(name, old))
    yield XKOS + "compares", Iri(scheme(name, new))
    for iri in associations:
        yield XKOS + "madeOf", Iri(iri)


def _association(name: str, old: str, new: str, link: Association) -> Iterator[Statement]:
    yield RDF_TYPE, Iri(XKOS + "ConceptAssociation")
    if link.old is not None:
        yield XKOS + "sourceConcept", Iri(concept(name, link.old, old))
    if link.new is not None:
        yield XKOS + "targetConcept", Iri(concept(name, link.new, new))
    yield ONTOLOGY + "changeKind", Iri(concept("change-kind", link.kind))
    yield ONTOLOGY + "comparability", Iri(concept("comparability", link.comparability))
    yield ONTOLOGY + "attestation", Iri(concept("attestation", link.attestation))
    yield DCT + "source", Literal(link.evidence)


def _mappings(name: str, old: str, new: str, links: tuple[Association, ...]) -> Iterator[Resource]:
    """SKOS mappings, only where something is known; an entry that is not comparable gets none."""
    found: dict[str, list[Statement]] = {}
    for link in links:
        pair = _MAPPINGS.get(link.comparability) or _MAPPINGS.get(link.kind)
        if pair is None or link.old is None or link.new is None:
            continue
        source, target = concept(name, link.old, old), concept(name, link.new, new)
        found.setdefault(source, []).append((SKOS + pair[0], Iri(target)))
        found.setdefault(target, []).append((SKOS + pair[1], Iri(source)))
    for iri in sorted(found):
        yield Resource(iri, tuple(found[iri]))
