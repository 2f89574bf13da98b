"""Mistakes in a summary form that tells kinds of expenditure apart, as Shanghai prints it, in yuan."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "shanghai"

SUMS = (
    Mistake(
        "表 1\n", "1,040,000\t590,000\t110,000\t340,000\n四",
        "1,040,000\t590,000\t120,000\t340,000\n四", "FRM-32 TOT-02", "1,040,000\t590,000\t110,001\t340,000\n四",
    ),
    # Vehicles of kinds that only Shanghai tells apart.
    Mistake("（三）国有", "车辆 7 辆", "车辆 8 辆", "FIG-04"),
)  # fmt: skip
