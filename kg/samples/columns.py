"""The columns and labels of the statutory forms of 2024 and 2019, as the samples print them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.samples.model import Choice, Line, is_kind
from kg.samples.table import Head, key_heads

CODES = Head("功能分类科目编码", key_heads("类", "款", "项"))
NAME = Head("功能分类科目名称", key=True)


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: the key that the converter's records give it, and the lines that it sums up."""

    key: str
    choice: Choice


def of_source(key: str, source: str) -> AmountColumn:
    """A column of one funding source."""
    return AmountColumn(key, lambda line: line.comes_from(source))


def of_kind(key: str) -> AmountColumn:
    """A column of one kind of expenditure."""
    return AmountColumn(key, lambda line: is_kind(line, key))


def any_line(line: Line) -> bool:
    """Every line."""
    return bool(line)


_FISCAL = (
    ("fiscal", "fiscal-appropriation", "财政拨款（补助）小计"),
    ("general", "general-public-budget", "一般公共预算"),
    ("general-transfer", "general-transfer", "上级一般公共预算安排的转移支付"),
    ("fund", "government-fund", "政府性基金预算"),
    ("fund-transfer", "government-fund-transfer", "上级政府性基金安排的转移支付"),
    ("capital", "state-capital", "国有资本经营预算"),
    ("capital-transfer", "state-capital-transfer", "上级国有资本经营预算安排的转移支付"),
)
_OTHER = (
    ("account", "special-account", "财政专户（教育收费）"),
    ("unit", "unit-funds", "单位资金"),
    ("fiscal-carry-over", "fiscal-carry-over", "财政拨款结转"),
    ("non-fiscal-carry-over", "non-fiscal-carry-over", "非财政拨款结转结余"),
)
_OWN = {"general": "general-own", "fund": "government-fund-own", "capital": "state-capital-own"}
REVENUE_2019 = (
    ("general", "general-public-budget", "一般公共预算拨款"),
    ("fund", "government-fund", "政府性基金预算拨款"),
    ("account", "special-account", "财政专户管理资金"),
    ("business", "unit-business", "事业收入"),
    ("operating", "unit-operating", "事业单位经营收入"),
    ("other", "unit-other", "其他收入"),
    ("balance", "fund-balance-use", "用事业基金弥补收支差额"),
    ("carry-over", "carry-over", "单位上年结余（不包括国库集中支付额度结余）"),
)
_TOTAL = AmountColumn("total", any_line)


def revenue_columns(transfer: bool) -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    """The header and the columns of the revenue form of 2024, with or without transfers told apart."""
    fiscal = [each for each in _FISCAL if transfer or not each[0].endswith("-transfer")]
    columns = [_TOTAL]
    columns += [of_source(key, _OWN.get(key, source) if transfer else source) for key, source, _ in fiscal]
    columns += [of_source(key, source) for key, source, _ in _OTHER]
    header = (
        CODES, NAME, Head("总计"),
        Head("财政拨款（补助）", tuple(Head(text) for _, _, text in fiscal)),
        *(Head(text) for _, _, text in _OTHER),
    )  # fmt: skip
    return header, tuple(columns)


def revenue_columns_2019() -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    """The header and the columns of the revenue form of 2019."""
    header = (CODES, NAME, Head("总计"), *(Head(text) for _, _, text in REVENUE_2019))
    return header, (_TOTAL, *(of_source(key, source) for key, source, _ in REVENUE_2019))


def kind_columns(
    heading: str, first: str = "合计", split: bool = False
) -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    """The header and the columns of a form by kind of expenditure; `split` parts personnel and public."""
    keys = Head("科目", (CODES, NAME))
    if split:
        basic = Head("基本支出", (Head("人员经费"), Head("公用经费")))
        kinds: tuple[str, ...] = ("total", "personnel", "public", "project")
    else:
        basic = Head("基本支出")
        kinds = ("total", "basic", "project")
    return (keys, Head(heading, (Head(first), basic, Head("项目支出")))), tuple(map(of_kind, kinds))


def basic_columns(first: str = "合计") -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    """The header and the columns of the form of basic expenditure by economic item."""
    codes = Head("经济分类科目编码", key_heads("类", "款"))
    keys = Head("科目", (codes, Head("经济分类科目名称", key=True)))
    inner = (Head(first), Head("人员经费"), Head("公用经费"))
    return (keys, Head("一般公共预算基本支出", inner)), tuple(map(of_kind, ("total", "personnel", "public")))


ECONOMIC_CLASSES = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）", "310": "资本性支出", "311": "对企业补助（基本建设）", "312": "对企业补助",
    "313": "对社会保障基金补助", "399": "其他支出",
}  # fmt: skip


def project_columns() -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    """The header and the columns of the form of projects by economic class."""
    header = (
        Head("科目编码", key_heads("类", "款", "项")), NAME, Head("项目名称", key=True), Head("项目支出合计"),
        *(Head(text) for text in ECONOMIC_CLASSES.values()),
    )  # fmt: skip
    return header, (_TOTAL, *map(_of_economic, ECONOMIC_CLASSES))


def _of_economic(key: str) -> AmountColumn:
    return AmountColumn(key, lambda line: line.economic[:3] == key)


def carry_over_columns() -> tuple[tuple[Head, ...], tuple[AmountColumn, ...]]:
    """The header and the columns of the form of amounts carried over."""
    kinds = (Head("合计"), Head("基本支出", (Head("人员经费"), Head("公用经费"))), Head("项目支出"))
    header = (Head("项目名称", key=True), Head("总计"), Head("财政拨款", kinds), Head("非财政拨款", kinds))
    columns = [_TOTAL]
    for name, source in (("fiscal", "fiscal-carry-over"), ("non-fiscal", "non-fiscal-carry-over")):
        columns.append(of_source(name, source))
        columns += [_carried(name, source, kind) for kind in ("personnel", "public", "project")]
    return header, tuple(columns)


def _carried(name: str, source: str, kind: str) -> AmountColumn:
    return AmountColumn(f"{name}-{kind}", lambda line: line.comes_from(source) and line.kind == kind)


SUMMARY_2024 = (
    ("一、本年收入", "current-revenue"),
    ("1、一般公共预算拨款", "general-public-budget"),
    ("其中：一般财力", "general-own"),
    ("上级一般公共预算安排转移支付", "general-transfer"),
    ("2、政府性基金预算拨款", "government-fund"),
    ("其中：政府性基金收入", "government-fund-own"),
    ("上级政府性基金安排转移支付", "government-fund-transfer"),
    ("3、国有资本经营预算拨款", "state-capital"),
    ("其中：国有资本经营收入", "state-capital-own"),
    ("上级国有资本经营预算安排转移支付", "state-capital-transfer"),
    ("4、财政专户核拨", "special-account"),
    ("5、单位资金", "unit-funds"),
    ("其中：事业收入", "unit-business"),
    ("上级补助收入", "unit-superior"),
    ("附属单位上缴收入", "unit-subordinate"),
    ("事业单位经营收入", "unit-operating"),
    ("其他收入", "unit-other"),
    ("二、上年结转结余", "carry-over"),
    ("1、财政拨款结转", "fiscal-carry-over"),
    ("其中：一般公共预算拨款", "fiscal-carry-over-general"),
    ("政府性基金预算拨款", "fiscal-carry-over-fund"),
    ("国有资本经营预算拨款", "fiscal-carry-over-capital"),
    ("2、非财政拨款结转结余", "non-fiscal-carry-over"),
    ("其中：财政专户核拨", "non-fiscal-carry-over-account"),
    ("单位资金", "non-fiscal-carry-over-unit"),
)
SUMMARY_2019 = (
    ("财政拨款（补助）", "fiscal-appropriation"),
    ("一般公共预算", "general-public-budget"),
    ("政府性基金预算", "government-fund"),
    ("教育收费（财政专户）", "special-account"),
    ("事业收入", "unit-business"),
    ("事业单位经营收入", "unit-operating"),
    ("其他收入", "unit-other"),
    ("用事业基金弥补收支差额", "fund-balance-use"),
)
APPROPRIATION = (
    ("一、财政拨款（补助）", "fiscal-appropriation"),
    ("一般公共预算", "general-public-budget"),
    ("政府性基金预算", "government-fund"),
    ("国有资本经营预算", "state-capital"),
)
APPROPRIATION_COLUMNS = (
    ("total", "fiscal-appropriation", "合计"),
    ("general", "general-public-budget", "一般公共预算"),
    ("fund", "government-fund", "政府性基金预算"),
    ("capital", "state-capital", "国有资本经营预算"),
)
THREE_PUBLIC = (
    ("合计", "total", ("abroad", "reception", "vehicle-purchase", "vehicle-operation")),
    ("因公出国（境）费", "abroad", ("abroad",)),
    ("公务接待费", "reception", ("reception",)),
    ("公务用车购置及运行费（小计）", "vehicle", ("vehicle-purchase", "vehicle-operation")),
    ("其中：公务用车购置费", "vehicle-purchase", ("vehicle-purchase",)),
    ("公务用车运行费", "vehicle-operation", ("vehicle-operation",)),
)
THREE_PUBLIC_COLUMNS = (
    ("total", ("general-public-budget", "government-fund", "state-capital")),
    ("general", ("general-public-budget",)),
    ("fund", ("government-fund",)),
    ("capital", ("state-capital",)),
)
