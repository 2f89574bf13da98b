"""Where the money of one document comes from and goes: funding source → function → project or economic item.

Only what forms state side by side becomes a flow: the revenue form tells which source pays which function, the
expenditure form what a function spends on basic and project spending, the project form which projects and items stand
under a function. No form tells which source pays which project, so the picture pools the money at the functions, and
what a form does not tell is a flow of its own that says so. Nothing is shared out in proportion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.codes.english import english_label
from kg.codes.small import small_lists
from kg.errors import BadArgument

Row = Mapping[str, str]
TARGETS = ("project", "economic")
_ZERO = Decimal(0)
_SPENDING = ("expenditure", "fiscal-expenditure", "general")
"""The forms of spending by function, the widest first; some families state functions only of their appropriation"""
_UNSURE_SOURCE = ("source/unsure", "来源未公开或列次未定", "Source not disclosed, or not certain")
_POOL = (
    "pool",
    "部门合计：来源与功能的对应未公开",
    "The whole department: which source pays which function is not disclosed",
)
_UNSURE_USE = ("use/unsure", "去向未公开或列次未定", "Use not disclosed, or not certain")
_REST = {
    "project": (
        "use/rest",
        "项目支出：未逐项公开或列次未定",
        "Project spending not disclosed by project, or not certain",
    ),
    "economic": (
        "use/rest",
        "项目支出：经济分类未公开或列次未定",
        "Project spending not disclosed by economic item, or not certain",
    ),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One bar of the picture: its column (0 from the left), its labels, whether it stands for what is not told."""

    key: str
    level: int
    zh: str
    en: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """One band: an exact amount in yuan between two nodes, and the form that states it ("" where no form does)."""

    source: str
    target: str
    amount: Decimal
    form: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence below the picture in Chinese and English."""

    zh: str
    en: str


@dataclass(slots=True)
class Block:
    """A picture that hangs together, with the printed totals that its flows were held against."""

    zh: str
    en: str
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, source: Node, target: Node, amount: Decimal, form: str) -> None:
        """A flow between two nodes; none where there is no money."""
        if amount:
            self.nodes[source.key], self.nodes[target.key] = source, target
            self.flows.append(Flow(source.key, target.key, amount, form))


def blocks(rows: Iterable[Row], to: str = "project") -> list[Block]:
    """The pictures of one document out of its rows of facts.

    Raises BadArgument where its forms hold no amounts by function that a picture can be made of.
    """
    forms = defaultdict(list)
    for row in rows:
        forms[row["report_table"]].append(row)
    told = _Told(forms, to)
    if not told.functions:
        raise BadArgument("picture", "no form of the document states money by function", "choose another document")
    pictures = [told.main()]
    if to == "economic" and forms["general-basic"]:
        pictures.append(_basic(forms["general-basic"]))
    return pictures


class _Told:
    """What the forms say of sources, functions and uses."""

    def __init__(self, forms: Mapping[str, list[Row]], to: str) -> None:
        self._forms, self._to = forms, to
        self._labels: dict[str, str] = {}
        self._spending = next(
            (form for form in _SPENDING if any(row["function"] for row in forms[form])), "expenditure"
        )
        revenue, expenditure = forms["revenue"], forms[self._spending]
        for row in [*revenue, *expenditure, *forms["general-project"]]:
            self._labels.setdefault(row["function"], row["function_label"] or row["row_label"])
        self._paid = _sums(revenue, lambda row: (row["function"], row["funding_source"]), _is_leaf)
        self._income = _sums(revenue, lambda row: (row["function"],), _is_row_total)
        self._kinds = _sums(expenditure, lambda row: (row["function"], row["expenditure_kind"]), _is_leaf)
        self._spent = _sums(expenditure, lambda row: (row["function"],), _is_row_total)
        told = {key[0] for key in (*self._paid, *self._income)} | {key[0] for key in (*self._kinds, *self._spent)}
        self.functions = sorted(told - {""})
        self._by_function = any(function for function, _ in self._paid)

    def main(self) -> Block:
        """Sources, functions and uses in one picture."""
        uses = ("项目", "project") if self._to == "project" else ("经济分类", "economic item")
        block = Block(f"资金来源 → 功能分类 → {uses[0]}", f"Funding source → function → {uses[1]}")
        shift = 0 if self._by_function else 1
        self._sources(block)
        for function in self.functions:
            self._uses(block, self._function(function, 1 + shift), 2 + shift)
            self._both_sides(block, function)
        self._hold_against(block, "revenue", {0})
        self._hold_against(block, self._spending, {1 + shift})
        return block

    def _function(self, code: str, level: int) -> Node:
        name = self._labels.get(code, "")
        return Node(f"function/{code}", level, f"{code} {name}".strip(), _english(name))

    def _size(self, function: str) -> Decimal:
        """What a function gets: as its row totals say, else the sum of its parts."""
        parts = sum((amount for (name, _), amount in self._kinds.items() if name == function), _ZERO)
        return self._income.get((function,)) or self._spent.get((function,)) or parts

    def _sources(self, block: Block) -> None:
        if not self._by_function:
            self._pooled(block)
            return
        for function in self.functions:
            node, left = self._function(function, 1), self._size(function)
            for (name, source), amount in sorted(self._paid.items()):
                if name == function:
                    block.add(_source(source), node, amount, "revenue")
                    left -= amount
            self._gap(block, _unsure(_UNSURE_SOURCE, 0), node, left, function)

    def _pooled(self, block: Block) -> None:
        """The forms tell the sources of the whole and not of each function: both sides meet in one bar."""
        pool, form = _unsure(_POOL, 1), "revenue"
        known = {source: amount for (_, source), amount in self._paid.items()}
        if not known:
            form = "summary"
            income = [row for row in self._forms["summary"] if row["side"] == "revenue"]
            known = {
                key[0]: amount for key, amount in _sums(income, lambda row: (row["funding_source"],), _is_leaf).items()
            }
        whole = sum((self._size(function) for function in self.functions), _ZERO)
        for source, amount in sorted(known.items()):
            block.add(_source(source), pool, amount, form)
        self._gap(block, _unsure(_UNSURE_SOURCE, 0), pool, whole - sum(known.values(), _ZERO), "", silent=True)
        for function in self.functions:
            block.add(pool, self._function(function, 2), self._size(function), self._spending)
        self._gap(block, pool, _unsure(_UNSURE_USE, 2), sum(known.values(), _ZERO) - whole, "", silent=True)

    def _uses(self, block: Block, node: Node, level: int) -> None:
        function = node.key.removeprefix("function/")
        kinds = {kind: amount for (name, kind), amount in self._kinds.items() if name == function}
        left = (self._spent.get((function,)) or sum(kinds.values(), _ZERO)) or self._size(function)
        for kind, amount in sorted(kinds.items()):
            if kind != "project":
                block.add(node, _kind(kind, level), amount, self._spending)
                left -= amount
        items = self._items(function, level)
        for item, amount in items:
            block.add(node, item, amount, "general-project")
            left -= amount
        rest = kinds.get("project", _ZERO) - sum((amount for _, amount in items), _ZERO)
        if rest > 0:
            block.add(node, _unsure(_REST[self._to], level), rest, "")
            left -= rest
        self._gap(block, node, _unsure(_UNSURE_USE, level), left, function)

    def _both_sides(self, block: Block, function: str) -> None:
        """Two forms that state two totals for one function are both drawn, and it is said."""
        income, spent = self._income.get((function,)), self._spent.get((function,))
        if income is not None and spent is not None and income != spent:
            where = f"{function} {self._labels.get(function, '')}"
            block.notes.append(
                Note(
                    f"{where}：收入表为 {income:,f} 元，支出表为 {spent:,f} 元",
                    f"{where}: {income:,f} yuan in the revenue form, {spent:,f} yuan in the expenditure form",
                )
            )

    def _items(self, function: str, level: int) -> list[tuple[Node, Decimal]]:
        """What the project form names under a function: projects by their column 合计, or items by their own."""
        rows = [row for row in self._forms["general-project"] if row["function"] == function]
        if self._to == "economic":
            sums = _sums(rows, lambda row: (row["economic"], row["economic_label"]), _is_leaf)
            return [(_economic(code, name, level), sums[code, name]) for code, name in sorted(sums)]
        whole = _sums(rows, lambda row: (row["project_iri"], row["project"]), _is_row_total)
        parts = _sums(rows, lambda row: (row["project_iri"], row["project"]), _is_leaf)
        chosen = {**parts, **whole}
        return [(Node(f"project/{iri}", level, name), chosen[iri, name]) for iri, name in sorted(chosen) if iri]

    def _gap(self, block: Block, source: Node, target: Node, gap: Decimal, function: str, silent: bool = False) -> None:
        """What is lacking becomes a flow that says so; what rounding explains or is too much, a note (or none)."""
        rounding = _rounding(self._forms["revenue"] + self._forms[self._spending])
        if gap > rounding:
            block.add(source, target, gap, "")
        elif gap and not silent:
            where = f"{function} {self._labels.get(function, '')}".strip() or "合计"
            over = f"{abs(gap):,f}"
            block.notes.append(
                Note(
                    f"{where}：各分项之和与合计相差 {over} 元"
                    + ("（四舍五入）" if abs(gap) <= rounding else "（表内或表间不符）"),
                    f"{where}: the parts and the total differ by {over} yuan"
                    + (" (rounding)" if abs(gap) <= rounding else " (the forms disagree)"),
                )
            )

    def _hold_against(self, block: Block, form: str, levels: set[int]) -> None:
        flows = [flow for flow in block.flows if block.nodes[flow.source].level in levels]
        _hold_against(block, form, self._forms[form], flows)


def _basic(rows: list[Row]) -> Block:
    block = Block(
        "一般公共预算基本支出 → 经济分类（未公开与功能、来源的对应）",
        "Basic spending of the general public budget → economic item (its functions and sources are not disclosed)",
    )
    for (kind, code, name), amount in sorted(
        _sums(rows, lambda row: (row["expenditure_kind"], row["economic"], row["economic_label"]), _is_leaf).items()
    ):
        block.add(_kind(kind, 0), _economic(code, name, 1), amount, "general-basic")
    _hold_against(block, "general-basic", rows, block.flows)
    return block


def _hold_against(block: Block, form: str, rows: Iterable[Row], flows: list[Flow]) -> None:
    """A note with the printed grand total of a form beside what was drawn, and how much of that no form tells."""
    totals = grand_totals(rows)
    if not totals:
        return
    drawn = sum((flow.amount for flow in flows), _ZERO)
    unsure = sum((flow.amount for flow in flows if not flow.form), _ZERO)
    zh, en = concept("report-table", form)
    note = Note(
        f"{zh}：表中合计 {max(totals):,f} 元，图中合计 {drawn:,f} 元",
        f"{en}: its printed total is {max(totals):,f} yuan, the picture adds up to {drawn:,f} yuan",
    )
    if unsure:
        told = f"，其中未公开或列次未定 {unsure:,f} 元", f", of which {unsure:,f} not disclosed or not certain"
        note = Note(note.zh + told[0], note.en + told[1])
    block.notes.append(note)


def _sums(
    rows: Iterable[Row], key: Callable[[Row], tuple[str, ...]], wanted: Callable[[Row], bool]
) -> dict[tuple[str, ...], Decimal]:
    found: dict[tuple[str, ...], Decimal] = {}
    for row in rows:
        if wanted(row):
            found[key(row)] = found.get(key(row), _ZERO) + Decimal(row["amount"])
    return found


def _is_leaf(row: Row) -> bool:
    return row["aggregate_role"] == "leaf"


def _is_row_total(row: Row) -> bool:
    """The column 合计 of a row that is no sum of others."""
    return row["row_role"] == "leaf" and row["column_key"] == "total" and not _is_leaf(row)


def grand_totals(rows: Iterable[Row]) -> list[Decimal]:
    """The printed grand total of a form; none where the column that holds the whole is not certain.

    Some forms have no column 合计: there it is the total over all sources or kinds, or over the year's own revenue.
    """
    totals = [row for row in rows if row["row_role"] == "total"]
    for whole in (
        [row for row in totals if row["column_key"] == "total"],
        [row for row in totals if "total" in (row["funding_source"], row["expenditure_kind"])],
        [row for row in totals if row["funding_source"] == "current-revenue"],
    ):
        if whole:
            return [Decimal(row["amount"]) for row in whole]
    return []


def _rounding(rows: list[Row]) -> Decimal:
    """What rounding of the printed numbers can explain: half a last digit for each of so many parts."""
    return max((Decimal(row["precision"]) for row in rows if row["precision"]), default=_ZERO) * 3


def concept(scheme: str, key: str) -> tuple[str, str]:
    """The labels of an entry of a small list in Chinese and English; one it does not know is its key."""
    for each in small_lists()[scheme].concepts:
        if each.key == key:
            return each.zh, each.en
    return key, ""


def _source(key: str) -> Node:
    return Node(f"source/{key}", 0, *concept("funding-source", key))


def _kind(key: str, level: int) -> Node:
    return Node(f"kind/{key}", level, *concept("expenditure-kind", key))


def _economic(code: str, name: str, level: int) -> Node:
    return Node(f"economic/{code}", level, f"{code} {name}", _english(name))


def _english(name: str) -> str:
    """The translation of an official name; nothing where there is none."""
    label = english_label("", "", name)
    return label.text if label.translated else ""


def _unsure(told: tuple[str, str, str], level: int) -> Node:
    return Node(told[0], level, told[1], told[2], True)
