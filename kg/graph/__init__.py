"""Records to quads, and code lists to Turtle: the lowest room that may import an RDF library."""
