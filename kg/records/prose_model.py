"""What the prose of a disclosure says, as typed records: claims, people, purchases, assets, goals, the department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from kg.provenance import Source


@dataclass(frozen=True, slots=True)
class Measure:
    """One printed number: its value, money in yuan (`unit` is `元`), all else in the printed unit (人, 个, 平方米, %).

    `precision` is one unit of the last printed digit, in the same unit as `value`. `direction` is told only of
    changes: increase, decrease, flat, or None where the document gives no verb. `sentence` is what it was read in.
    """

    value: Decimal
    printed: str
    unit: str
    printed_unit: str
    precision: Decimal
    source: Source
    direction: str | None = None
    sentence: Source | None = None


@dataclass(frozen=True, slots=True)
class FactKey:
    """The fact of a form that a claim speaks of."""

    form_index: int
    form: str
    side: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class About:
    """What a claim speaks of: dimension values by name (`reportTable`, `side`, `function`, …), and the fact if one.

    `names` are the words of the document for a function (类, 款, 项); `role` is `total` where the whole of a form
    is meant.
    """

    dims: Mapping[str, str]
    label: str
    names: tuple[str, ...] = ()
    role: str = ""
    fact: FactKey | None = None
    row: str = ""
    """the key of the row, where dimensions do not tell it (what is carried into the next year)"""

    def key(self) -> tuple[tuple[str, str], ...]:
        """What tells two subjects apart."""
        return tuple(sorted({**self.dims, "names": "/".join(self.names), "role": self.role, "row": self.row}.items()))


@dataclass(frozen=True, slots=True)
class Implied:
    """The prior-year amount that an amount and its change imply, in yuan, and the interval that rounding allows."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a list: its name as printed and the dimension values it means where they are known."""

    name: str
    dims: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """One numeric statement of the narrative (or one list of what makes up an amount).

    `kind` is amount, share, change, growth or composition; `value` is in yuan or per cent as `unit` says, None for
    lists and for what is only said to be not arranged (`status` tells). `template` marks form words left standing
    (`增加（减少）`). `whole` names what a share is a share of.
    """

    kind: str
    about: About
    value: Decimal | None
    printed: str
    unit: str
    printed_unit: str
    precision: Decimal | None
    source: Source
    sentence: Source
    section: str
    direction: str | None = None
    template: bool = False
    reason: str = ""
    reason_source: Source | None = None
    compared_with: str | None = None
    implied: Implied | None = None
    whole: About | None = None
    parts: tuple[Part, ...] = ()
    status: str = "disclosed"
    year: int | None = None
    """the year that the sentence itself names, None where it names none"""
    compared_year: int | None = None
    """the year that a change is told against, None where the sentence only says `上年`"""

    def sources(self) -> tuple[Source, ...]:
        """The place of the number."""
        return (self.source,) if self.value is not None else ()


class _Figures:
    """Records whose fields hold measures."""

    __slots__ = ()

    def measures(self) -> dict[str, Measure]:
        """Every measure by the name of its field."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]
        return {name: value for name, value in named.items() if isinstance(value, Measure)}

    def sources(self) -> tuple[Source, ...]:
        """The place of every number of the record."""
        return tuple(measure.source for measure in self.measures().values())


@dataclass(frozen=True, slots=True)
class Staffing(_Figures):
    """Posts (编制), all and by kind; people (实有), in service, retired, honourably retired (离休), with changes."""

    posts: Measure | None = None
    posts_administrative: Measure | None = None
    posts_attached: Measure | None = None
    posts_institution: Measure | None = None
    posts_worker: Measure | None = None
    actual: Measure | None = None
    in_service: Measure | None = None
    in_service_change: Measure | None = None
    retired: Measure | None = None
    retired_change: Measure | None = None
    honoured: Measure | None = None
    honoured_change: Measure | None = None


@dataclass(frozen=True, slots=True)
class Procurement(_Figures):
    """Planned purchases (政府采购): total, by kind, and what is reserved for smaller enterprises.

    `year` is the one that the sentence of the total names.
    """

    total: Measure | None = None
    goods: Measure | None = None
    works: Measure | None = None
    services: Measure | None = None
    reserved_medium: Measure | None = None
    reserved_small: Measure | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AssetHolding(_Figures):
    """State assets of one kind (key of `asset-kind`): how many, how large, what value; held or planned.

    `threshold` is the unit value from which large equipment counts; `as_of` the year at whose end assets are held.
    """

    kind: str
    planned: bool = False
    count: Measure | None = None
    area: Measure | None = None
    value: Measure | None = None
    threshold: Measure | None = None
    status: str = "disclosed"
    as_of: int | None = None
    as_of_day: date | None = None
    """where the assets are those of another day than the end of a year"""
    year: int | None = None
    """the year that the sentence of a purchase names"""


@dataclass(frozen=True, slots=True)
class OperatingCost(_Figures):
    """Operating cost of the office (机关运行经费): amount, change, growth and the reason given."""

    amount: Measure | None = None
    change: Measure | None = None
    growth: Measure | None = None
    compared_with: str | None = None
    reason: str = ""
    implied: Implied | None = None


@dataclass(frozen=True, slots=True)
class GoalCount(_Figures):
    """How many goals or projects of one kind (key of `goal-kind`), and the amount that they concern.

    `year` is the one that the sentence names.
    """

    kind: str
    count: Measure | None = None
    amount: Measure | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UnitCount(_Figures):
    """How many units of one kind (key of `unit-kind`) the document says there are."""

    kind: str
    count: Measure


@dataclass(frozen=True, slots=True)
class Remark:
    """What the narrative says in passing of a change that it states elsewhere (退休人员增加 2 名).

    `measure` is a key of the list `measure`; `value` is None where only the direction is told.
    """

    measure: str
    direction: str
    value: Decimal | None
    printed: str
    source: Source
    unit_kind: str = ""
    """of units counted in passing: their kind (a key of `unit-kind`)"""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Words that stand where something was to be filled in (XX, 待填写), and the text that holds them."""

    printed: str
    source: Source


@dataclass(frozen=True, slots=True)
class DatedHeading:
    """A heading of the narrative that names a year."""

    year: int
    source: Source


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the department and where it was found.

    Places: cover, heading, compiler, seal, signature, mandate, sentence, goal (the head of a goal form).
    """

    text: str
    found: str
    source: Source


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the document with its place: a duty, a unit's name."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class DepartmentProfile:
    """Who the department is. `regions` are candidates (code, name); only a single one is certain."""

    label: str
    fiscal_year: int | None
    names: tuple[Name, ...] = ()
    mandate: tuple[Passage, ...] = ()
    internal_units: tuple[Passage, ...] = ()
    subordinate_units: tuple[Passage, ...] = ()
    counts: tuple[UnitCount, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()

    @property
    def region(self) -> str | None:
        """The code of the region, None where the names fit none or several."""
        return self.regions[0][0] if len(self.regions) == 1 else None

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Every name but the label, in the order found."""
        return tuple(name for name in dict.fromkeys(each.text for each in self.names) if name != self.label)

    def sources(self) -> tuple[Source, ...]:
        """The place of every number of the profile."""
        return tuple(source for count in self.counts for source in count.sources())


@dataclass(frozen=True, slots=True)
class Prose:
    """All that the narrative of one disclosure says."""

    department: DepartmentProfile
    claims: tuple[Claim, ...] = ()
    staffing: Staffing | None = None
    procurement: Procurement | None = None
    assets: tuple[AssetHolding, ...] = ()
    operating_cost: OperatingCost | None = None
    goal_counts: tuple[GoalCount, ...] = ()
    remarks: tuple[Remark, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    headings: tuple[DatedHeading, ...] = ()
    sections: tuple[str, ...] = field(default_factory=tuple)
    """the kinds of sections found, in printed order"""

    def sources(self) -> tuple[Source, ...]:
        """The place of every number that a record of the prose uses."""
        return tuple(_places(self._records()))

    def _records(self) -> Iterator[Claim | _Figures | DepartmentProfile]:
        yield self.department
        yield from self.claims
        yield from self.assets
        yield from self.goal_counts
        for record in (self.staffing, self.procurement, self.operating_cost):
            if record is not None:
                yield record


def _places(records: Iterable[Claim | _Figures | DepartmentProfile]) -> Iterator[Source]:
    for record in records:
        yield from record.sources()
