"""Mistakes in the forms of a university that carries money to the next year."""

from __future__ import annotations

from tests.validate.seeded.mistake import Mistake

NAME = "university"

SUMS = (
    Mistake("表 1\n", "本年支出合计\t98.00", "本年支出合计\t99.00", "FRM-31 TOT-01", "本年支出合计\t98.01"),
    # More of fiscal money than of all money.
    Mistake("表 4\n", "高等教育\t94.00\t70.00", "高等教育\t94.00\t71.00", "FRM-41", "高等教育\t94.00\t70.01"),
    Mistake("三、关于", "支出预算 98.00", "支出预算 89.00", "PRS-09"),
    # No form has these: the sentence itself tells both amounts.
    Mistake("二、关于", "占 96.15%", "占 91.65%", "PRS-35"),
    Mistake("三、关于", "占 28.57%", "占 38.57%", "PRS-10"),
)
