"""Amounts whose columns the text has lost, placed by what must be true of the table and the document."""
