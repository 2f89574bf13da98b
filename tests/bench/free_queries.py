"""Queries as a stranger writes them who has read the ontology and no question of the library."""

from __future__ import annotations

FREE = {
    "how many amounts": "SELECT (COUNT(?f) AS ?n) { ?f a bo:BudgetFact }",
    "departments and their documents": """SELECT ?name (COUNT(?d) AS ?n) {
        ?d a bo:DisclosureDocument ; bo:disclosedBy/rdfs:label ?name } GROUP BY ?name ORDER BY DESC(?n) LIMIT 10""",
    "basic spending by department, no GRAPH": """SELECT ?name ?year (SUM(?a) AS ?total) {
        ?f a bo:BudgetFact ; bo:department ?d ; bo:fiscalYear ?year ; bo:amount ?a ;
          bo:reportTable/skos:notation "expenditure" ; bo:aggregateRole/skos:notation "leaf" ;
          bo:expenditureKind/skos:notation "basic" . ?d rdfs:label ?name }
        GROUP BY ?name ?year ORDER BY DESC(?total) LIMIT 10""",
    "spending by function with labels": """SELECT ?code ?label (SUM(?a) AS ?total) {
        ?f bo:reportTable <https://w3id.org/budget-kg/code/report-table/general> ;
          bo:aggregateRole <https://w3id.org/budget-kg/code/aggregate-role/leaf> ;
          bo:expenditureKind <https://w3id.org/budget-kg/code/expenditure-kind/project> ;
          bo:function ?function ; bo:amount ?a .
        ?function skos:notation ?code ; skos:prefLabel ?label FILTER(LANG(?label) = "zh") }
        GROUP BY ?code ?label ORDER BY DESC(?total) LIMIT 10""",
    "projects with money, in GRAPH": """SELECT ?p (SUM(?a) AS ?total) { GRAPH ?g {
        ?f bo:project ?project ; bo:amount ?a ; bo:aggregateRole <https://w3id.org/budget-kg/code/aggregate-role/leaf> .
        ?project rdfs:label ?p } } GROUP BY ?p ORDER BY DESC(?total) LIMIT 10""",
    "facts in GRAPH, names outside": """SELECT ?name (SUM(?a) AS ?total) {
        GRAPH ?g { ?f a bo:BudgetFact ; bo:department ?d ; bo:reportTable ?t ; bo:aggregateRole ?r ; bo:amount ?a }
        ?t skos:notation "three-public" . ?r skos:notation "leaf" . ?d rdfs:label ?name }
        GROUP BY ?name ORDER BY DESC(?total) LIMIT 5""",
    "claims by direction": """SELECT ?way (COUNT(?c) AS ?n) { ?c a bo:Claim ; bo:direction/skos:notation ?way }
        GROUP BY ?way""",
    "reasons with departments": """SELECT ?name ?reason { ?c a bo:Claim ; bo:reason ?reason ; bo:about ?f .
        ?f bo:department/rdfs:label ?name } LIMIT 20""",
    "indicators of projects": """SELECT ?p ?i ?t { ?g a bo:PerformanceGoal ; bo:goalOf ?project ; bo:indicator ?in .
        ?project rdfs:label ?p . ?in rdfs:label ?i ; bo:targetText ?t } LIMIT 20""",
    "roll-up over skos:broader+": """SELECT ?class (SUM(?a) AS ?total) {
        ?f bo:reportTable/skos:notation "expenditure" ; bo:aggregateRole/skos:notation "leaf" ;
          bo:expenditureKind/skos:notation "project" ; bo:function/skos:broader+ ?top ; bo:amount ?a .
        ?top skos:notation ?class FILTER(STRLEN(?class) = 3) } GROUP BY ?class ORDER BY DESC(?total)""",
    "two years of one department": """SELECT ?name ?before ?now {
        ?f1 bo:department ?d ; bo:fiscalYear ?y1 ; bo:reportTable ?t ; bo:rowKey "total" ; bo:columnKey "total" ;
          bo:amount ?before .
        ?f2 bo:department ?d ; bo:fiscalYear ?y2 ; bo:reportTable ?t ; bo:rowKey "total" ; bo:columnKey "total" ;
          bo:amount ?now . ?t skos:notation "expenditure" . ?d rdfs:label ?name
        FILTER(STR(?y1) < STR(?y2)) } LIMIT 10""",
    "revenue by fund type": """SELECT ?type (SUM(?a) AS ?total) { ?f bo:reportTable/skos:notation "revenue" ;
        bo:aggregateRole/skos:notation "leaf" ; bo:fundingSource/bo:fundType/skos:notation ?type ; bo:amount ?a }
        GROUP BY ?type""",
    "three public expenses by item": """SELECT ?item (SUM(?a) AS ?total) (COUNT(DISTINCT ?d) AS ?n) {
        ?f bo:item/skos:notation ?item ; bo:fundingSource/skos:notation "total" ; bo:amount ?a ; bo:department ?d }
        GROUP BY ?item""",
    "documents without a form": """SELECT (COUNT(?d) AS ?n) { GRAPH ?d { ?d a bo:DisclosureDocument
        FILTER NOT EXISTS { ?f bo:reportTable <https://w3id.org/budget-kg/code/report-table/government-fund> } } }""",
    "vehicles of departments": """SELECT ?name ?value { ?x a bo:AssetHolding ; bo:department/rdfs:label ?name ;
        bo:measuredValue ?value } LIMIT 20""",
}
