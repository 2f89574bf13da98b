"""Checks code lists: the integrity conditions of SKOS, the structure of XKOS, and our own promises."""

from __future__ import annotations

from pyoxigraph import Store

from kg.validate.constraints import ConstraintFinding, broken, constraints_in

FOLDER = "codelists"


def code_list_findings(store: Store) -> list[ConstraintFinding]:
    """What breaks a condition on code lists anywhere in the store, in a stable order; empty if all hold."""
    found = [finding for constraint in constraints_in(FOLDER) for finding in broken(store, constraint)]
    return sorted(set(found), key=lambda finding: (finding.code, finding.focus))
