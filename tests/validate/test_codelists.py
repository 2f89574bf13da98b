"""The published code lists keep the conditions of SKOS and XKOS, and each condition can fail."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import RdfFormat, Store

from kg.datafolders import data_folder
from kg.validate.codelists import FOLDER, code_list_findings
from kg.validate.constraints import constraints_in

PREFIXES = """
@prefix bo: <https://w3id.org/budget-kg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .
"""

SOUND = """
ex:list a skos:ConceptScheme ; skos:prefLabel "表"@zh, "List"@en ; xkos:numberOfLevels 2 ; xkos:levels ex:l1 .
ex:l1 rdf:first ex:level1 ; rdf:rest ex:l2 . ex:l2 rdf:first ex:level2 ; rdf:rest rdf:nil .
ex:level1 a xkos:ClassificationLevel ; xkos:depth 1 ; xkos:notationPattern "[0-9]" ; skos:member ex:a, ex:b .
ex:level2 a xkos:ClassificationLevel ; xkos:depth 2 ; xkos:notationPattern "[0-9]{2}" ; skos:member ex:aa .
ex:a a skos:Concept ; skos:inScheme ex:list ; skos:topConceptOf ex:list ; skos:notation "1" ;
    skos:prefLabel "甲"@zh, "A"@en ; bo:attestation ex:sure .
ex:b a skos:Concept ; skos:inScheme ex:list ; skos:topConceptOf ex:list ; skos:notation "2" ;
    skos:prefLabel "乙"@zh, "B"@en ; bo:attestation ex:sure .
ex:aa a skos:Concept ; skos:inScheme ex:list ; skos:broader ex:a ; skos:broaderTransitive ex:a ;
    skos:notation "11" ; skos:prefLabel "甲一"@zh, "AA"@en ; bo:attestation ex:sure .
ex:sure skos:notation "sourced" .
ex:next a skos:ConceptScheme ; skos:prefLabel "次表"@zh, "Next"@en .
ex:n a skos:Concept ; skos:inScheme ex:next ; skos:topConceptOf ex:next ; skos:notation "1" ;
    skos:prefLabel "甲"@zh, "A"@en ; skos:exactMatch ex:a .
ex:link a xkos:Correspondence ; xkos:compares ex:list, ex:next ; xkos:madeOf ex:a-n .
ex:a-n a xkos:ConceptAssociation ; xkos:sourceConcept ex:a ; xkos:targetConcept ex:n .
"""

# code -> what to add, what to remove, the resource at fault
FAULTS: dict[str, tuple[str, str, str]] = {
    "SKOS-S09": ("ex:list a skos:Concept .", "", "list"),
    "SKOS-S13": ('ex:a skos:hiddenLabel "甲"@zh .', "", "a"),
    "SKOS-S14": ('ex:a skos:prefLabel "又甲"@zh .', "", "a"),
    "SKOS-S27": ("ex:aa skos:related ex:a .", "", "aa"),
    "SKOS-S37": ("ex:a a skos:Collection .", "", "a"),
    "SKOS-S46": ("ex:n skos:broadMatch ex:a .", "", "a"),
    "XKOS-LEVELS": ("", "ex:level2 xkos:depth ?o", "list"),
    "XKOS-MEMBER": ("", "ex:level1 skos:member ex:b", "b"),
    "XKOS-PATTERN": ('ex:b skos:notation "x" .', 'ex:b skos:notation "2"', "b"),
    "XKOS-PARENT": ("ex:level2 skos:member ex:b .", "", "b"),
    "XKOS-CORRESPONDENCE": ("ex:a-n xkos:targetConcept ex:b .", "ex:a-n xkos:targetConcept ?o", "a-n"),
    "BO-labels": ("", 'ex:a skos:prefLabel "A"@en', "a"),
    "BO-notation": ('ex:b skos:notation "1" .', "ex:b skos:notation ?o", "b"),
    "BO-scheme": ("", "ex:b skos:topConceptOf ?o", "b"),
    "BO-closure": ("", "ex:aa skos:broaderTransitive ?o", "aa"),
    "BO-attested": ("", "ex:b bo:attestation ?o", "b"),
}


@cache
def _published() -> Store:
    store = Store()
    for path in sorted((data_folder("ontology") / "codes").glob("*.ttl")):
        store.load(path.read_bytes(), RdfFormat.TURTLE)
    return store


def _small(added: str = "", removed: str = "") -> Store:
    store = Store()
    store.load((PREFIXES + SOUND).encode(), RdfFormat.TURTLE)
    if removed:
        prefixes = PREFIXES.replace("@prefix", "PREFIX").replace("> .", ">")
        store.update(f"{prefixes} DELETE WHERE {{ {removed} }}")
    store.load((PREFIXES + added).encode(), RdfFormat.TURTLE)
    return store


def test_published_lists_keep_every_condition() -> None:
    store = _published()
    assert len(store) > 100_000
    assert code_list_findings(store) == []


def test_sound_lists_give_no_finding() -> None:
    assert code_list_findings(_small()) == []


def test_every_condition_is_tried() -> None:
    assert {constraint.code for constraint in constraints_in(FOLDER)} == set(FAULTS)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_the_fault_is_found_and_named(code: str) -> None:
    added, removed, focus = FAULTS[code]
    found = {(finding.code, finding.focus) for finding in code_list_findings(_small(added, removed))}
    assert (code, f"https://example.org/{focus}") in found
