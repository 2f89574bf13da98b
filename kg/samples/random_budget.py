"""Random budgets, consistent by construction: the same seed gives the same budget for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

from kg.samples.counting import counting
from kg.samples.material import listed, material
from kg.samples.model import Budget, Goal, Indicator, Line, Staffing, Style, ThreePublic
from kg.samples.prior import compared_with

BASIC_SOURCE = "general-own"
_FOLDED_2019 = {
    "general-own": "general-public-budget",
    "general-transfer": "general-public-budget",
    "government-fund-own": "government-fund",
    "government-fund-transfer": "government-fund",
    "unit-superior": "unit-business",
    "unit-subordinate": "unit-other",
}
_WITHOUT_TRANSFERS = {
    "general-own": "general-public-budget",
    "general-transfer": "general-public-budget",
    "government-fund-own": "government-fund",
    "government-fund-transfer": "government-fund",
    "state-capital-own": "state-capital",
    "state-capital-transfer": "state-capital",
    "unit-superior": "unit-other",
    "unit-subordinate": "unit-other",
}
FOLDED = {
    "xinjiang-2019": _FOLDED_2019,
    "shanghai": {**_WITHOUT_TRANSFERS, "special-account": "unit-business"},
    "jiangsu": _WITHOUT_TRANSFERS,
    "university": {**_WITHOUT_TRANSFERS, "special-account": "unit-business", "unit-operating": "unit-other"},
}
"""The families whose forms tell fewer sources apart: each source and the one under which they print it."""
UNKNOWN = {
    "shanghai": ("carry-over",),
    "jiangsu": ("carry-over", "state-capital"),
    "university": ("carry-over", "state-capital"),
}
"""The sources that a family has no column for; its budgets hold none."""
STYLES = {
    "shanghai": Style(
        decimals=None, grouped=True, money_unit=Decimal(1), total_first=False, total_word="合计",
        numbered_columns=False, transfer_columns=False, other_unit=frozenset({"three-public"}),
    ),
    "jiangsu": Style(total_first=True, total_word="合计", numbered_columns=False, transfer_columns=False),
    "university": Style(
        grouped=True, total_first=False, total_word="合计", numbered_columns=False, transfer_columns=False
    ),
}  # fmt: skip
"""How the families other than Xinjiang's print."""
THREE_PUBLIC_ITEMS = {"30212": "abroad", "30217": "reception", "30231": "vehicle-operation"}


def random_budget(seed: int, year: int = 2024, style: Style | None = None, family: str = "") -> Budget:
    """An invented budget of a fiscal year, in the forms of that year's family in Xinjiang, or of the family given.

    `style` fixes how it prints; without it the style is drawn as well.
    """
    return new_maker(seed, year, style, family).budget(seed)


def _region(seed: int, drawn: str) -> str:
    """The place drawn; beyond a hundred departments one of its own for each hundred, of the same kind of place."""
    first, second = str(material()["first_syllables"]), str(material()["second_syllables"])
    at, hundred = seed // 100, seed % 100
    if at == 0:
        return drawn
    return first[at % len(first)] + second[(at // len(first) + hundred) % len(second)] + drawn[-1]


def new_maker(seed: int, year: int, style: Style | None = None, family: str = "") -> Maker:
    """A budget under construction, its lines made."""
    random = Random(f"budget {seed} {year}")
    kind = random.choice(material()["universities" if family == "university" else "departments"])
    region = _region(seed, random.choice(material()["regions"]))
    maker = Maker(random, year, style or STYLES.get(family) or random_style(random, year), kind, region, family)
    maker.make()
    return maker


def random_style(random: Random, year: int) -> Style:
    """A way of printing that occurs in the forms of the year's family."""
    old = year < 2020
    return Style(
        decimals=random.choice([None, None, 2, 0] if old else [2, 2, 2, 2, 2, 2, 0, None]),
        grouped=random.random() < 0.15,
        money_unit=Decimal(1) if random.random() < 0.06 else Decimal(10000),
        zeros=random.choice(["", "", "", "totals", "three-public"]),
        total_first=not old and random.random() < 0.7,
        total_word=random.choice(["总计", "合计"]),
        spaced=random.random() < 0.2,
        numbered_columns=not old and random.random() < 0.7,
        unit_rows=not old and random.random() < 0.7,
        parents=not old or random.random() < 0.3,
        transfer_columns=random.random() < 0.8,
    )


@dataclass
class Maker:
    """A budget under construction: its lines are added one by one, all else follows from them."""

    random: Random
    year: int
    style: Style
    kind: Mapping[str, Any]
    region: str
    family: str = ""
    lines: list[Line] = field(default_factory=list)
    three_public: list[ThreePublic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def make(self) -> None:
        """Draws units and lines."""
        random = self.random
        self.department = self.region + self.kind["name"]
        below = random.choice([0, 0, 1, 2])
        self.units = (self.department, *(self.region + name for name in self.kind["units"][:below]))
        if len(self.units) > 1:
            self.style = replace(self.style, unit_rows=self.year >= 2020)
        for unit in self.units:
            self._basic(unit)
            for _ in range(random.choice([0, 1, 1, 2, 3])):
                self.project(unit, self.project_source(), listed(self.kind["project"], self.year))
        self._special_funds()
        if random.random() < 0.45:
            self._carried()
        self._vehicle_purchase()
        self.fold()

    def amount(self, low: int, high: int) -> Decimal:
        """A random amount in yuan between two numbers of 万元, as finely as the document prints."""
        step = {2: 100, 0: 10000}.get(-1 if self.style.decimals is None else self.style.decimals)
        step = step or self.random.choice([10000, 1000, 100])
        return Decimal(self.random.randint(low * 10000 // step, high * 10000 // step) * step)

    def add(
        self, unit: str, function: str, economic: str, kind: str, size: tuple[int, int], source: str = BASIC_SOURCE
    ) -> None:
        """Adds a line of basic expenditure."""
        self.lines.append(Line(unit, function, source, kind, economic, "", max(self.amount(*size), self.least)))

    @property
    def least(self) -> Decimal:
        """The smallest amount that the document prints, in yuan."""
        return Decimal(10000 if self.style.decimals == 0 else 100)

    def _basic(self, unit: str) -> None:
        random, functions, economics = self.random, material()["functions"], material()["economics"]
        main = random.choice(listed(self.kind["operation"], self.year))
        for code in sorted(random.sample(economics["operation"], random.randint(2, 6))):
            self.add(unit, main, code, "personnel", (1, 300))
        for code in sorted(random.sample(economics["public"], random.randint(2, 9))):
            self.add(unit, main, code, "public", (1, 20))
        for code in sorted(random.sample(list(THREE_PUBLIC_ITEMS), random.randint(0, 3))):
            self.add(unit, main, code, "public", (1, 9))
        for group, size in (("pension", (0, 40)), ("insurance", (2, 60)), ("medical", (0, 20)), ("housing", (2, 50))):
            for code, economic in zip(functions[group], economics[group] * 4, strict=False):
                if random.random() < 0.7:
                    self.add(unit, code, economic, "personnel", size)
        if random.random() < 0.4:
            self.add(unit, main, random.choice(economics["family"]), "personnel", (0, 9))
        if random.random() < 0.25:
            source = "special-account" if self.kind.get("scope") == "unit" else "unit-other"
            self.add(unit, main, "30201", "public", (1, 30), source)

    def project_source(self) -> str:
        """Where the money of a project comes from."""
        sources = ["general-own"] * 6 + ["unit-other", "unit-business", "unit-superior", "unit-operating"]
        if self.style.transfer_columns:
            sources += ["general-transfer"] * 2
        return self.random.choice(sources)

    def project(self, unit: str, source: str, functions: Sequence[str], name: str = "", kind: str = "project") -> None:
        """Adds a project with one to three economic classes."""
        function = self.random.choice(functions)
        name = name or self._project_name()
        chosen = self.random.sample(material()["economics"]["project"], self.random.choice([1, 1, 2, 3]))
        for economic in sorted(set(chosen)):
            amount = max(self.amount(1, 200), self.least)
            self.lines.append(Line(unit, function, source, kind, economic, name, amount))

    def _project_name(self) -> str:
        coded = self.random.random() < 0.2
        free = [name for name in self.kind["projects"] if name not in self.used]
        if coded or not free:
            letter = self.random.choice("AHKXY")
            name = f"{material()['coded']['name']} 0{self.random.randint(410000, 999999)}{letter}"
        else:
            name = self.random.choice(free)
        self.used.add(name)
        return name

    def _special_funds(self) -> None:
        random, functions = self.random, material()["functions"]
        if random.random() < 0.25:
            for source in random.sample(["government-fund-own", "government-fund-transfer"], random.choice([1, 1, 2])):
                if self.style.transfer_columns or source == "government-fund-own":
                    self.project(random.choice(self.units), source, listed(functions["fund"], self.year))
        if self.year >= 2020 and random.random() < 0.12:
            self.project(random.choice(self.units), "state-capital-own", listed(functions["capital"], self.year))
        if self.year < 2020 and random.random() < 0.15:
            self.project(self.department, "fund-balance-use", listed(self.kind["project"], self.year))

    def _carried(self) -> None:
        random = self.random
        names = random.sample(material()["carried"]["projects"], random.randint(1, 3))
        sources = ["fiscal-carry-over-general"] * 3 + ["non-fiscal-carry-over-unit"]
        if self.year < 2020:
            sources = ["carry-over"]
        for name in names:
            unit = random.choice(self.units)
            kind = random.choice(["project"] * 4 + ["public", "personnel"])
            function = random.choice(listed(self.kind["project"], self.year))
            self.project(unit, random.choice(sources), [function], name, kind)

    def _vehicle_purchase(self) -> None:
        for line in self.lines:
            item = THREE_PUBLIC_ITEMS.get(line.economic)
            if item and line.comes_from("general-public-budget"):
                self.three_public.append(ThreePublic(item, "general-public-budget", line.amount))
        if self.random.random() < 0.1:
            bought = [line for line in self.lines if line.economic == "310" and line.source == "general-own"]
            for line in bought[:1]:
                self.three_public.append(ThreePublic("vehicle-purchase", "general-public-budget", line.amount))

    def fold(self) -> None:
        """The lines under the sources that the family's forms know."""
        family = self.family or ("xinjiang-2019" if self.year < 2020 else "")
        unknown, folded = UNKNOWN.get(family, ()), FOLDED.get(family, {})
        known = [line for line in self.lines if not any(map(line.comes_from, unknown))]
        self.lines = [replace(line, source=folded.get(line.source, line.source)) for line in known]

    def budget(self, seed: int) -> Budget:
        """The budget of the lines made."""
        random, words = self.random, material()
        budget = Budget(
            seed=seed,
            year=self.year,
            region=self.region,
            department=self.department,
            scope=self.kind.get("scope") or ("department" if len(self.units) > 1 or random.random() < 0.7 else "unit"),
            units=self.units,
            lines=tuple(self.lines),
            three_public=tuple(self.three_public),
            prior={},
            duties=tuple(self.kind["duty"]),
            offices=tuple(random.sample(words["offices"], random.randint(2, 5))),
            staffing=_staffing(random),
            goals=(),
            contact=tuple(random.choice(words["contacts"])),
            style=self.style,
            family=self.family,
        )
        prior = compared_with(self._year_before(budget), budget)
        return replace(budget, prior=prior, goals=tuple(self.goals(budget)))

    def _year_before(self, budget: Budget) -> Budget:
        """The plan of the year before: every line of this one with another amount, some functions as they are."""
        unchanged = {
            function for function in sorted({line.function for line in budget.lines}) if self.random.random() < 0.2
        }
        lines = tuple(
            line if line.function in unchanged else replace(line, amount=self._before(line.amount))
            for line in budget.lines
        )
        items = tuple(replace(each, amount=self._before(each.amount)) for each in budget.three_public)
        return replace(budget, lines=lines, three_public=items)

    def _before(self, amount: Decimal) -> Decimal:
        """An amount of the year before, to the last digit that the document prints."""
        return max(Decimal(0), amount * self.random.randint(70, 130) / 100 // self.least * self.least)

    def goals(self, budget: Budget) -> Iterator[Goal]:
        """The goals of the department and of each project that has a name."""
        words = material()["goals"]
        named = {line.project: line.unit for line in budget.lines if line.project and line.kind == "project"}
        known = {name: unit for name, unit in named.items() if not name.startswith(material()["coded"]["name"])}
        goals = [Goal("", budget.department, self.random.choice(words["department"]), self._indicators(4))]
        for project, unit in known.items():
            goals.append(Goal(project, unit, self.random.choice(words["project"]), self._indicators(6)))
        for goal in goals:
            yield counting(goal, Random(f"counting {budget.seed} {budget.year} {goal.project}"))

    def _indicators(self, count: int) -> tuple[Indicator, ...]:
        groups = material()["goals"]["indicators"]
        weights = {4: (30, 30, 20, 20), 6: (20, 20, 10, 20, 20, 10)}[count]
        return tuple(
            Indicator(
                group["level1"],
                group["level2"],
                self.random.choice(group["names"]),
                self.random.choice(group["values"]),
                self.random.choice(["年度工作计划", "历史标准", "行业标准"]),
                weight,
                self.random.choice(["", "当年项目"]),
            )
            for group, weight in zip(groups, weights, strict=False)
        )


def _staffing(random: Random) -> Staffing:
    people = (random.randint(8, 60), random.randint(8, 60), random.randint(-3, 3), random.randint(0, 30))
    return Staffing(*people, random.randint(-1, 3))
