"""Graphs in which the changes of amounts that the text states contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

from tests.validate.erring import TEXT
from tests.validate.seeded.mistake import document

_TOLD = """四、财政拨款收支预算总体情况说明
示范市标准局 2018 年财政拨款收、支总预算 100.00 万元，比上年预算增加 5.00 万元，增长 5.26%。
五、财政拨款支出预算情况说明
示范市标准局 2018 年财政拨款预算支出 100.00 万元，比上年预算增加 5.00 万元，增长 5.26%。
八、一般公共预算基本支出预算情况说明
示范市标准局 2018 年度一般公共预算基本支出预算 70.00 万元，其中：
人员经费 59.00 万元。
公用经费 11.00 万元。
"""
_BEFORE = "（二）一般公共预算当年拨款结构情况"
JIANGSU = document("jiangsu").replace(_BEFORE, f"{_TOLD}{_BEFORE}", 1)
"""The forms of Jiangsu with sentences about the appropriation and about basic expenditure."""
_APPROPRIATION = "预算支出 100.00 万元，比上年预算增加 5.0"

CHANGES: Mapping[str, tuple[str, frozenset[str]]] = {
    "changes": (
        TEXT.replace("减少 5.00 万元", "减少 4.00 万元").replace("增加 5.00 万元，用于", "增加 6.00 万元，用于"),
        frozenset({"PRS-26", "PRS-28"}),
    ),
    "changes-rounded": (
        TEXT.replace("减少 5.00 万元", "减少 5.01 万元").replace("增加 5.00 万元，用于", "增加 5.01 万元，用于"),
        frozenset({"PRS-26-R", "PRS-28-R"}),
    ),
    "changes-ended": (TEXT.replace("减少 5.00 万元", "减少 6.00 万元"), frozenset({"PRS-27"})),
    "changes-jiangsu": (
        JIANGSU.replace(f"{_APPROPRIATION}0", f"{_APPROPRIATION}5").replace("公用经费 11.00", "公用经费 12.00"),
        frozenset({"PRS-29", "PRS-30"}),
    ),
    "changes-jiangsu-rounded": (
        JIANGSU.replace(f"{_APPROPRIATION}0", f"{_APPROPRIATION}1").replace("公用经费 11.00", "公用经费 11.01"),
        frozenset({"PRS-29-R", "PRS-30-R"}),
    ),
}
"""Each text, and the rules that notice what is wrong in it."""
