"""The published ontology: what of it is generated, the terms it defines, its reference page and picture."""
