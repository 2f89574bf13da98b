"""The embedded triple store: one named graph a document, the ontology and the code lists in the default graph."""
