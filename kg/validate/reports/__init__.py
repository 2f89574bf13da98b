"""Reports of validations: Turtle, JSON, CSV, SARIF, JUnit and HTML, each a text made from document reports."""
