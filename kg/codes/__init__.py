"""The official classifications and the small lists of the contract, read from `ontology/sources`."""
