"""Units told from projects where only their sums and names tell them."""

from __future__ import annotations

from decimal import Decimal

from kg.provenance import Source
from kg.recognise.model import Number, Row
from kg.recognise.units import under_units
from kg.text.numbers import Printed


def _row(name: str, amount: int, kind: str = "project") -> Row:
    number = Number(Printed(str(amount), Decimal(amount), 0), Source(()))
    return Row(kind, name, None, (number,), project=name if kind == "project" else "")


def _read(*rows: Row, known: frozenset[str] = frozenset()) -> list[tuple[str, str, str]]:
    return [(row.kind, row.label, row.unit) for row in under_units(rows, known)]


def test_a_unit_sums_up_the_projects_behind_it() -> None:
    found = _read(
        _row("总计", 30, "total"), _row("甲县水文站", 10), _row("维护经费", 10), _row("甲县灌区所", 20),
        _row("渠道经费", 5), _row("闸门经费", 15),
    )  # fmt: skip
    assert found == [
        ("total", "总计", ""), ("unit", "甲县水文站", "甲县水文站"), ("project", "维护经费", "甲县水文站"),
        ("unit", "甲县灌区所", "甲县灌区所"), ("project", "渠道经费", "甲县灌区所"),
        ("project", "闸门经费", "甲县灌区所"),
    ]  # fmt: skip


def test_a_project_named_like_an_organisation_is_none() -> None:
    assert _read(_row("青年活动中心", 7), _row("维护经费", 10)) == [
        ("project", "青年活动中心", ""), ("project", "维护经费", ""),
    ]  # fmt: skip


def test_a_known_organisation_needs_no_proof() -> None:
    assert _read(_row("甲县水文站", 7), _row("维护经费", 10), known=frozenset({"甲县水文站"}))[1][2] == "甲县水文站"
