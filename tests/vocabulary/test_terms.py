"""The vocabulary: every term complete in both languages, every name in use defined, examples in order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.datafolders import data_folder
from kg.graph.iris import ONTOLOGY
from kg.validate.cubes import integrity_findings
from kg.vocabulary.reference import example_files
from kg.vocabulary.terms import OWL, RDFS, SKOS, Term, ontology_version, themes, vocabulary_files

FOLDER = data_folder("ontology")
ROOT = FOLDER.parent
TERMS = [term for theme in themes(FOLDER) for term in theme.terms]
CONTRACT = """
DisclosureDocument Department BudgetFact UnplacedAmount Project PerformanceGoal Indicator Claim
Staffing Procurement AssetHolding OperatingCost SourceCell Finding fiscalYear documentKind scope
disclosedBy sha256 fileName template region mandate amount printed precision reportTable candidate
projectCode policyBasis executedBy allocation period disclosureStatus statedAmount goalOf objective
goalFunding indicator level1 level2 operator targetValue targetUnit targetText weight basis
priorYearValue scoringRule evidence claimKind about statedValue direction reason comparedWith
inDocument page line table row column text charStart charEnd bbox department budgetUnit side
function economic fundingSource expenditureKind project item aggregateRole fundType arrangedBy
vintage unlisted
"""
# Names in the namespace that are no classes or properties: the structures of the cubes and their components.
_NOT_TERMS = re.compile(r"cube-[\w-]*|component-[\w-]+")


def _hanzi(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))


def test_every_name_of_the_contract_is_defined_once() -> None:
    names = [term.name for term in TERMS]
    assert len(names) == len(set(names))
    assert set(CONTRACT.split()) <= set(names)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_term_is_complete_in_both_languages(term: Term) -> None:
    for chinese, english in (term.label, term.definition):
        assert _hanzi(chinese)
        assert re.search(r"[a-zA-Z]", english)
        assert english.isascii() or "万元" in english or "指标" in english
    assert term.definition[0].endswith("。")
    assert term.definition[1].endswith(".")
    assert term.status in ("stable", "testing")
    assert term.name[0].isupper() == (term.kind == "class")


def test_every_term_says_what_defines_it_and_its_version() -> None:
    store = Store()
    for path in vocabulary_files(FOLDER):
        store.load(path.read_bytes(), RdfFormat.TURTLE)
    for term in TERMS:
        found = {quad.predicate.value for quad in store.quads_for_pattern(NamedNode(ONTOLOGY + term.name), None, None)}
        assert {f"{RDFS}isDefinedBy", f"{OWL}versionInfo"} <= found, term.name


def test_every_version_is_that_of_the_header() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in vocabulary_files(FOLDER))
    assert set(re.findall(r'owl:versionInfo "([^"]+)"', text)) == {ontology_version(FOLDER)}


def test_domains_and_ranges_are_known() -> None:
    names = {ONTOLOGY + term.name for term in TERMS if term.kind == "class"}
    for term in TERMS:
        for iri in (term.domain, term.range):
            assert not iri.startswith(ONTOLOGY) or iri in names, f"{term.name}: {iri}"
        if term.kind == "datatype":
            assert term.range, f"{term.name} has no range"


def test_alignments_speak_of_defined_terms_only() -> None:
    known = {ONTOLOGY + term.name for term in TERMS}
    store = Store()
    store.load((FOLDER / "alignments.ttl").read_bytes(), RdfFormat.TURTLE)
    subjects = {str(getattr(quad.subject, "value", "")) for quad in store}
    assert {iri for iri in subjects if iri.startswith(ONTOLOGY)} <= known
    assert sum(1 for term in TERMS if term.above or term.near) > 25


def test_the_network_is_never_asked() -> None:
    for path in vocabulary_files(FOLDER):
        assert "owl:imports" not in path.read_text(encoding="utf-8")


def _names_in(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"\bbo:([A-Za-z][\w-]*)", text)
    found += re.findall(re.escape(ONTOLOGY) + r"([A-Za-z][\w-]*)", text)
    found += re.findall(r'ONTOLOGY(?:\}| \+ ")([A-Za-z][\w-]*)', text)
    return {name for name in found if not _NOT_TERMS.fullmatch(name)}


def test_every_name_used_in_code_shapes_queries_and_data_is_defined() -> None:
    known = {term.name for term in TERMS}
    places = [("kg", "*.py"), ("kg", "*.toml"), ("shapes", "*"), ("queries", "*"), ("ontology", "*.ttl")]
    looked_at = [path for name, glob in places for path in (ROOT / name).rglob(glob) if path.is_file()]
    assert len(looked_at) > 30
    unknown = {f"{path.name}: {name}" for path in looked_at for name in _names_in(path) if name not in known}
    assert unknown == set()


def test_every_structure_uses_components_that_exist() -> None:
    store = Store()
    store.load((FOLDER / "cubes.ttl").read_bytes(), RdfFormat.TURTLE)
    qb = "http://purl.org/linked-data/cube#"
    specified = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(qb + "componentProperty"), None)}
    used = {quad.object for quad in store.quads_for_pattern(None, NamedNode(qb + "component"), None)}
    assert used == specified


def test_context_names_every_term() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {term.name for term in TERMS} <= set(context)
    assert context["amount"] == {"@id": "bo:amount", "@type": "xsd:decimal"}
    assert context["function"] == {"@id": "bo:function", "@type": "@id"}


def test_context_reads_a_fact_as_the_same_triples() -> None:
    document = {
        **json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8")),
        "id": "https://example.org/fact",
        "type": "BudgetFact",
        "amount": "1.50",
        "fiscalYear": "2024",
        "side": "https://w3id.org/budget-kg/code/side/revenue",
    }
    from_json, from_turtle = Store(), Store()
    from_json.load(json.dumps(document).encode(), RdfFormat.JSON_LD)
    from_turtle.load(
        f"""@prefix bo: <{ONTOLOGY}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://example.org/fact> a bo:BudgetFact ; bo:amount 1.50 ; bo:fiscalYear "2024"^^xsd:gYear ;
            bo:side <https://w3id.org/budget-kg/code/side/revenue> .""".encode(),
        RdfFormat.TURTLE,
    )
    assert set(from_json) == set(from_turtle)


def test_examples_keep_the_integrity_constraints() -> None:
    store = Store()
    for path in [
        *vocabulary_files(FOLDER),
        *sorted((FOLDER / "codes").glob("*.ttl")),
        *example_files(FOLDER),
    ]:
        store.load(path.read_bytes(), RdfFormat.TURTLE)
    assert len(example_files(FOLDER)) >= 2
    facts = store.query(f"SELECT ?f WHERE {{ ?f a <{ONTOLOGY}BudgetFact> }}")
    assert len(list(facts)) >= 2  # type: ignore[arg-type]
    assert integrity_findings(store) == []


def test_examples_use_codes_that_exist() -> None:
    store = Store()
    for path in sorted((FOLDER / "codes").glob("*.ttl")):
        store.load(path.read_bytes(), RdfFormat.TURTLE)
    subjects = {str(getattr(quad.subject, "value", "")) for quad in store}
    for path in example_files(FOLDER):
        example = Store()
        example.load(path.read_bytes(), RdfFormat.TURTLE)
        used = {str(getattr(quad.object, "value", "")) for quad in example}
        codes = {iri for iri in used if iri.startswith("https://w3id.org/budget-kg/code/")}
        assert codes
        assert codes <= subjects


def test_a_term_that_nothing_uses_has_a_note() -> None:
    paths = [path for folder in ("kg", "shapes", "queries") for path in _texts(ROOT / folder)]
    in_use = {name for path in paths for name in _names_in(path)}
    in_use |= _BY_KEY
    store = Store()
    for path in vocabulary_files(FOLDER):
        store.load(path.read_bytes(), RdfFormat.TURTLE)
    note = NamedNode(f"{SKOS}scopeNote")
    noted = {quad.subject.value for quad in store.quads_for_pattern(None, note, None)}  # type: ignore[union-attr]
    assert {term.name for term in TERMS if term.name not in in_use} <= {iri.removeprefix(ONTOLOGY) for iri in noted}


# Written under names put together in the code: the numbers of a place, the marks of a funding source, and the records
# of the narrative under the names of their classes.
_BY_KEY = {
    "Staffing",
    "Procurement",
    "OperatingCost",
    "page",
    "line",
    "table",
    "row",
    "column",
    "charStart",
    "charEnd",
    "fundType",
    "arrangedBy",
    "vintage",
}


def _texts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in (".py", ".rq", ".ttl", ".toml")]
