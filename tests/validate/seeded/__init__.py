"""Small documents with mistakes for every rule: texts beside modules that tell the mistakes."""
