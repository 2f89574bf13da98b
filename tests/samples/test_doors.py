"""Random budgets, printed as the files that people publish, come back as what they are."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.pipeline import convert
from kg.read.libreoffice import converted
from kg.samples.flavours import DOORS
from kg.samples.history import history
from kg.samples.model import Budget
from kg.samples.random_budget import random_budget
from tests.samples.doors import assert_same, assert_told, through

SEEDS = st.integers(0, 10**6)
YEARS = st.sampled_from([2024, 2024, 2019])
BOUNDED = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.parametrize("flavour", ["html", "docx", "xlsx", "pdf"])
@BOUNDED
@given(seed=SEEDS, year=YEARS, layout=SEEDS)
def test_a_budget_comes_back(flavour: str, seed: int, year: int, layout: int) -> None:
    budget = random_budget(seed, year)
    with TemporaryDirectory() as folder:
        assert_same(budget, through(Path(folder), flavour, budget, layout))


@pytest.mark.parametrize("flavour", ["tabs", "cells", "html", "docx", "xlsx", "pdf"])
@settings(BOUNDED, max_examples=5)
@given(number=SEEDS, family=st.sampled_from(["shanghai", "jiangsu", "university"]), later=st.integers(0, 2))
def test_the_forms_of_every_family_come_back(flavour: str, number: int, family: str, later: int) -> None:
    budget = [*history(number, family, [2024, 2025, 2026])][later]
    with TemporaryDirectory() as folder:
        assert_told(budget, through(Path(folder), flavour, budget, number))


@pytest.mark.parametrize("flavour", ["tabs", "html", "docx", "xlsx", "pdf"])
@settings(BOUNDED, max_examples=4)
@given(seed=SEEDS, layout=SEEDS)
def test_each_table_has_its_own_unit(flavour: str, seed: int, layout: int) -> None:
    budget = in_several_units(seed)
    with TemporaryDirectory() as folder:
        assert_same(budget, through(Path(folder), flavour, budget, layout))


def in_several_units(seed: int) -> Budget:
    """A budget some of whose forms are printed in 元, the others in 万元."""
    budget = random_budget(seed)
    chosen = Random(seed).sample(["summary", "revenue", "general", "general-basic", "three-public", "carry-over"], 3)
    return replace(budget, style=replace(budget.style, money_unit=Decimal(10000), other_unit=frozenset(chosen)))


def test_word_made_pdf_by_an_office_program_gives_the_same(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    for seed, year in ((21, 2024), (22, 2019)):
        budget = random_budget(seed, year)
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(converted(DOORS["docx"].write(budget, seed), "sample.docx", "docx", "pdf"))
        assert_same(budget, convert(path))
