"""Whatever stands in the region of a goal form: reading never fails, and no digit of it is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.recognise.document import recognise
from kg.records.goals import read_goals
from kg.tables.blocks import Paragraph
from kg.tables.text import text_document

WORDS = [
    *("项目名称", "单位名称（盖章）", "示范项目", "示范市标准局", "联系电话", "项目负责人", "年度绩效目标"),
    *("项目总目标", "年度预算(万元)", "资金来源", "上级安排", "本级安排", "其他", "其他资金"),
    *("其中：财政拨款", "年度预算总额", "1.50", "30", "0", "一级指标", "二级指标", "三级指标", "指标值"),
    *("指标设定依据", "上年完成值", "分值权重", "指标赋分规则", "佐证资料", "产出指标", "产出指", "标"),
    *("数量指标", "满意度指标", "修订标准", "=3", "项", ">=4", "＜1", "%", "2024", "年工作计划"),
    *("2024年12月", "计划标准", "预算支出", "标准", "10", "15", "5", "有效提高", "按照正", "常比例"),
    *("赋分", "按照正常比例赋分", "工作资料", "原始凭证", "2次", "（次）", "第3号", "--", "合计", "12"),
    *("编制部门：示范市标准局", "单位：万元"),
]
HEAD = "一级指标 二级指标 三级指标 指标值 指标设定依据 上年完成值 分值权重 指标赋分规则 佐证资料"

lines = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.sampled_from([" ", "\t", "\t\t"])).map(
        lambda pair: pair[1].join(pair[0])
    ),
    max_size=25,
)


@settings(max_examples=100, deadline=None)
@given(above=lines, below=lines, head=st.sampled_from(["", HEAD, HEAD.replace(" ", "\t")]))
def test_no_digit_is_lost(above: list[str], below: list[str], head: str) -> None:
    text = "\n".join(["项目支出绩效目标表", *above, head, *below, ""])
    recognised = recognise(text_document(text.encode(), "own.txt"))
    goals = read_goals(recognised)
    claimed = {
        place
        for goal in goals
        for source in goal.sources()
        for span in source.spans
        for place in range(span.start, span.end)
    }
    for section in recognised.others if goals else ():
        for block in section.blocks:
            sources = [block.source] if isinstance(block, Paragraph) else [cell.source for _, _, cell in block.cells()]
            for span in (span for source in sources for span in source.spans):
                lost = [at for at, char in enumerate(span.text) if char.isdigit() and span.start + at not in claimed]
                assert not lost, (span.text, text)


@settings(max_examples=60, deadline=None)
@given(above=lines, below=lines)
def test_every_indicator_says_what_is_printed(above: list[str], below: list[str]) -> None:
    text = "\n".join(["项目支出绩效目标表", *above, HEAD, *below, ""])
    for goal in read_goals(recognise(text_document(text.encode(), "own.txt"))):
        for source in goal.sources():
            for span in source.spans:
                assert text[span.start : span.end].split() == span.text.split()
        for each in goal.indicators:
            assert each.target_value is None or each.target_text
            assert each.weight is None or 0 <= each.weight <= 100
