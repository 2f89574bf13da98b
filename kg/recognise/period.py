"""The fiscal year that the lines of a document name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

YEAR_OF = re.compile(r"(20\d\d)年度?[^,。;\d]{0,40}?(?:部门|单位)?(?:收支)?(预算|决算)")
HEADING_LENGTH = 60
"""Longer lines are sentences, which also speak of the years before."""


def fiscal_year(lines: Sequence[str]) -> int | None:
    """The year that most headings name, where several do; no year is guessed from a tie."""
    for chosen in ([line for line in lines if len(line) <= HEADING_LENGTH], lines):
        counted = Counter(int(found.group(1)) for line in chosen for found in YEAR_OF.finditer(line))
        ranked = counted.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
    return None
