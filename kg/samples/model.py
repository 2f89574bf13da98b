"""The typed records of an invented budget: every form is a view of its lines, so every sum is exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

ZERO = Decimal(0)
PARENTS = {
    "general-own": "general-public-budget",
    "general-transfer": "general-public-budget",
    "government-fund-own": "government-fund",
    "government-fund-transfer": "government-fund",
    "state-capital-own": "state-capital",
    "state-capital-transfer": "state-capital",
    "general-public-budget": "fiscal-appropriation",
    "government-fund": "fiscal-appropriation",
    "state-capital": "fiscal-appropriation",
    "unit-business": "unit-funds",
    "unit-superior": "unit-funds",
    "unit-subordinate": "unit-funds",
    "unit-operating": "unit-funds",
    "unit-other": "unit-funds",
    "fiscal-appropriation": "current-revenue",
    "special-account": "current-revenue",
    "unit-funds": "current-revenue",
    "fund-balance-use": "current-revenue",
    "fiscal-carry-over-general": "fiscal-carry-over",
    "fiscal-carry-over-fund": "fiscal-carry-over",
    "fiscal-carry-over-capital": "fiscal-carry-over",
    "non-fiscal-carry-over-account": "non-fiscal-carry-over",
    "non-fiscal-carry-over-unit": "non-fiscal-carry-over",
    "fiscal-carry-over": "carry-over",
    "non-fiscal-carry-over": "carry-over",
    "current-revenue": "total",
    "carry-over": "total",
}
"""Each funding source and the one that contains it (the tree of the code list `funding-source`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """The smallest thing a budget plans: an amount in yuan, for one use, from one source.

    `function` has seven digits; `source` is a leaf of the funding sources; `kind` is personnel, public or project;
    `economic` has five digits on basic lines and three on lines of projects; `project` is a name, or nothing.
    """

    unit: str
    function: str
    source: str
    kind: str
    economic: str
    project: str
    amount: Decimal

    def comes_from(self, source: str) -> bool:
        """Whether the money belongs to a funding source, itself or by what contains it."""
        at: str | None = self.source
        while at is not None:
            if at == source:
                return True
            at = PARENTS.get(at)
        return False


Choice = Callable[[Line], bool]


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """One item of the three public costs (abroad, reception, vehicle-purchase, vehicle-operation), in yuan."""

    item: str
    source: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a goal table."""

    level1: str
    level2: str
    name: str
    value: str
    basis: str
    weight: int
    prior: str = ""
    rule: str = "按完成比例计分"
    evidence: str = "台账资料"


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity that an objective states; `indicator` names the indicator with the same number, "" where none has."""

    number: Decimal
    unit: str
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal of the department (no project) or of one project."""

    project: str
    unit: str
    objective: str
    indicators: tuple[Indicator, ...]
    counted: tuple[Counted, ...] = ()
    """the quantities of the objective, in their order"""


@dataclass(frozen=True, slots=True)
class Staffing:
    """Posts and people; the changes are against the year before."""

    posts: int
    serving: int
    serving_change: int
    retired: int
    retired_change: int


@dataclass(frozen=True, slots=True)
class Style:
    """How the whole document prints.

    `decimals` is None where zeros at the end are left out; `money_unit` is the unit of the forms in yuan; `zeros`
    says which blanks are printed as zero: nothing, `totals` (the grand total rows) or `three-public`. The forms named
    in `other_unit` are printed in 万元 where the rest is in 元, and the other way about.
    """

    decimals: int | None = 2
    grouped: bool = False
    money_unit: Decimal = Decimal(10000)
    zeros: str = ""
    total_first: bool = True
    total_word: str = "总计"
    spaced: bool = False
    numbered_columns: bool = True
    unit_rows: bool = True
    parents: bool = True
    transfer_columns: bool = True
    other_unit: frozenset[str] = frozenset()

    def of(self, form: str) -> Style:
        """The style in which one form is printed."""
        if form not in self.other_unit:
            return self
        return replace(self, money_unit=Decimal(10000 if self.money_unit == 1 else 1), other_unit=frozenset())

    @property
    def money_word(self) -> str:
        """The unit as it is printed over the tables."""
        return "元" if self.money_unit == 1 else "万元"

    def printed(self, amount: Decimal) -> str:
        """An amount in yuan as the forms print it; exact, or a ValueError."""
        value = amount / self.money_unit
        mark = "," if self.grouped else ""
        if self.decimals is None:
            return f"{value.normalize():{mark}f}"
        rounded = value.quantize(Decimal(1).scaleb(-self.decimals))
        if rounded != value:
            raise ValueError(f"{amount} cannot be printed with {self.decimals} decimals")
        return f"{rounded:{mark}f}"


@dataclass(frozen=True, slots=True)
class Budget:
    """One invented department budget. Nothing in it names a real organisation or person."""

    seed: int
    year: int
    region: str
    department: str
    scope: str
    units: tuple[str, ...]
    lines: tuple[Line, ...]
    three_public: tuple[ThreePublic, ...]
    prior: dict[str, Decimal]
    duties: tuple[str, ...]
    offices: tuple[str, ...]
    staffing: Staffing
    goals: tuple[Goal, ...]
    contact: tuple[str, str]
    style: Style = Style()
    family: str = ""

    @property
    def template(self) -> str:
        """The family of forms in which it is disclosed."""
        return self.family or ("xinjiang-2019" if self.year < 2020 else "xinjiang-2024")

    @property
    def scope_word(self) -> str:
        """部门 or 单位."""
        return "单位" if self.scope == "unit" else "部门"

    def sum(self, choice: Choice) -> Decimal:
        """The sum of the lines chosen, in yuan."""
        return sum((line.amount for line in self.lines if choice(line)), ZERO)

    def from_source(self, source: str) -> Decimal:
        """All money of a funding source, in yuan."""
        return self.sum(lambda line: line.comes_from(source))

    def projects(self, choice: Choice) -> tuple[str, ...]:
        """The names of the projects of the lines chosen, each once, in their order."""
        return tuple(dict.fromkeys(line.project for line in self.lines if line.project and choice(line)))


def is_kind(line: Line, kind: str) -> bool:
    """Whether a line is of an expenditure kind: total, basic, personnel, public or project."""
    return kind == "total" or line.kind == kind or (kind == "basic" and line.kind in ("personnel", "public"))
