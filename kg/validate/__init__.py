"""Checks over a store: the integrity constraints of RDF Data Cube, and (by shapes) those of the budget."""
