"""What the numbers of a department say: how concentrated its money is, on whom it depends, which projects it shares.

A measure is given only where the forms carry it whole: where the certain amounts of a form do not add up to its printed
total (beyond rounding), a share of them would be a share of nothing, and the measure is empty with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from kg.codes.small import NOT_TOLD_APART, SmallConcept, small_lists
from kg.export.choosing import Told, told_of
from kg.export.flows import grand_totals
from kg.export.rows import fact_rows
from kg.store.embedded import EmbeddedStore

Row = Mapping[str, str]
_ZERO, _PLACES = Decimal(0), Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Concentration:
    """How one form's money is spread: the Herfindahl-Hirschman index (1 is all in one), the largest part, its share.

    `parts` counts the parts; `problem` says why there is no index.
    """

    total: Decimal | None = None
    parts: int = 0
    hhi: Decimal | None = None
    top: str = ""
    top_share: Decimal | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one document. Shares are fractions of 1, rounded to four places; amounts are exact yuan.

    `upper_share` is the share of the revenue that an upper level of government arranges (上级), `open_share` that of
    which the form does not say who arranges it: the dependence lies between the first and the sum of both.
    """

    told: Told
    funding: Concentration
    upper_share: Decimal | None
    open_share: Decimal | None
    projects: Concentration


@dataclass(frozen=True, slots=True)
class SharedProject:
    """A project name that several departments print for one year: a candidate, since a name is no identity."""

    name: str
    year: str
    departments: tuple[str, ...]
    amount: Decimal
    projects: tuple[str, ...]


def measures(store: EmbeddedStore) -> tuple[list[Measures], list[SharedProject]]:
    """The measures of every document, and the projects that departments share; documents are read one by one."""
    found, named = [], _Named()
    for document in sorted(store.graphs()):
        told = told_of(store, document)
        rows = list(fact_rows(store, [document]))
        found.append(_measured(told, rows))
        named.add(told, rows)
    return found, named.shared()


def _measured(told: Told, rows: Sequence[Row]) -> Measures:
    revenue = [row for row in rows if row["report_table"] == "revenue"]
    by_source = _leaf_sums(revenue, "funding_source")
    funding = _concentration(revenue, by_source, _label)
    upper, unsaid = _ZERO, _ZERO
    for source, amount in by_source.items():
        arranged = _arranged_by().get(source, NOT_TOLD_APART)
        upper += amount if arranged == "upper" else _ZERO
        unsaid += amount if arranged == NOT_TOLD_APART else _ZERO
    whole = funding.total if not funding.problem else None
    projects = [row for row in rows if row["report_table"] == "general-project"]
    names = {row["project_iri"]: row["project"] for row in projects}
    return Measures(
        told,
        funding,
        _share(upper, whole),
        _share(unsaid, whole),
        _concentration(projects, project_sums(projects), lambda key: names[key]),
    )


def project_sums(rows: Iterable[Row]) -> dict[str, Decimal]:
    """What the project form gives each project: its column 合计, or the sum of its items where there is none."""
    whole: dict[str, Decimal] = defaultdict(Decimal)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row["project_iri"] and row["row_role"] == "leaf":
            if row["column_key"] == "total":
                whole[row["project_iri"]] += Decimal(row["amount"])
            elif row["aggregate_role"] == "leaf":
                parts[row["project_iri"]] += Decimal(row["amount"])
    return {**parts, **whole}


def _leaf_sums(rows: Iterable[Row], column: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row["aggregate_role"] == "leaf" and row[column]:
            sums[row[column]] += Decimal(row["amount"])
    return dict(sums)


def _concentration(rows: Sequence[Row], sums: Mapping[str, Decimal], label: Callable[[str], str]) -> Concentration:
    known = {key: amount for key, amount in sums.items() if amount}
    if not known:
        return Concentration(problem="the document gives no amounts")
    total = sum(known.values(), _ZERO)
    printed = grand_totals(rows)
    step = max((Decimal(row["precision"]) for row in rows if row["precision"]), default=_ZERO)
    if not printed:
        return Concentration(total, len(known), problem="the form prints no total to hold the parts against")
    if abs(max(printed) - total) > step * sum(row["aggregate_role"] == "leaf" for row in rows):
        return Concentration(total, len(known), problem=f"the certain parts are {total:f} of {max(printed):f} yuan")
    if any(amount < 0 for amount in known.values()):
        return Concentration(total, len(known), problem="a part is negative")
    top = min(known, key=lambda key: (-known[key], key))
    hhi = sum((amount * amount for amount in known.values()), _ZERO) / (total * total)
    return Concentration(total, len(known), hhi.quantize(_PLACES), label(top), _share(known[top], total))


def _share(part: Decimal, whole: Decimal | None) -> Decimal | None:
    return (part / whole).quantize(_PLACES) if whole else None


def _arranged_by() -> dict[str, str]:
    return {each.key: dict(each.marks).get("arranged-by", NOT_TOLD_APART) for each in _sources()}


def _label(key: str) -> str:
    return next((each.zh for each in _sources() if each.key == key), key)


def _sources() -> tuple[SmallConcept, ...]:
    return small_lists()["funding-source"].concepts


class _Named:
    """Projects of every document by name and year."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[tuple[str, str, Decimal]]] = defaultdict(list)

    def add(self, told: Told, rows: Sequence[Row]) -> None:
        projects = [row for row in rows if row["report_table"] == "general-project"]
        names = {row["project_iri"]: row["project"] for row in projects}
        for iri, amount in project_sums(projects).items():
            self._found[names[iri], told.year].append((told.department, iri, amount))

    def shared(self) -> list[SharedProject]:
        several = []
        for (name, year), each in sorted(self._found.items()):
            departments = tuple(sorted({department for department, _, _ in each}))
            if len(departments) > 1:
                amount = sum((amount for _, _, amount in each), _ZERO)
                several.append(SharedProject(name, year, departments, amount, tuple(sorted(iri for _, iri, _ in each))))
        return several


def annotate(graph: nx.MultiDiGraph[str], found: Iterable[Measures]) -> None:
    """Puts the measures on the nodes of departments, as text: of several documents those of the last year stand."""
    for each in sorted(found, key=lambda each: (each.told.year, each.told.document)):
        if each.told.body in graph:
            named = as_row(each)
            graph.nodes[each.told.body].update({name: named[name] for name in MARKS})


MARKS = ("year", "funding_hhi", "funding_top", "funding_top_share", "upper_share", "open_share", "project_hhi")
"""The measures that nodes carry."""


def as_row(each: Measures) -> dict[str, str]:
    """The measures of one document as text, an empty one where there is none."""
    told = each.told
    row = {"document": told.document, "department": told.department, "year": told.year, "title": told.title}
    for name, part in (("funding", each.funding), ("project", each.projects)):
        row |= {
            f"{name}_total": _text(part.total),
            f"{name}_parts": str(part.parts),
            f"{name}_hhi": _text(part.hhi),
            f"{name}_top": part.top,
            f"{name}_top_share": _text(part.top_share),
            f"{name}_problem": part.problem,
        }
    return row | {"upper_share": _text(each.upper_share), "open_share": _text(each.open_share)}


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
