"""From published Chinese department budgets (部门预算公开) to a knowledge graph people can trust.

>>> import kg
>>> conversion = kg.convert("budget.txt")  # doctest: +SKIP
>>> conversion.graph()                     # doctest: +SKIP
"""

from __future__ import annotations

from kg.api import Conversion, ask, convert, open_store, sparql

__version__ = "0.1.0"
__all__ = ["Conversion", "__version__", "ask", "convert", "open_store", "sparql"]
