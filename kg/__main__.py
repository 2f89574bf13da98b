"""`python -m kg`."""

from __future__ import annotations

from kg.cli.main import main

main()
