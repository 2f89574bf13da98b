"""`kg inspect --overlay` and `--draft` on files as a user has them."""

from __future__ import annotations

import io
import sys
import tomllib
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from kg.cli.main import kg
from kg.overlay.picture import COLOURS
from kg.samples.random_budget import random_budget
from tests.pdf_maker import PdfMaker
from tests.sample_pdf import sample_pdf


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kg, ["inspect", *map(str, arguments)])


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "budget.pdf"
    path.write_bytes(sample_pdf(random_budget(7, 2024), forms=3))
    return path


def test_an_overlay_is_a_pdf_with_a_page_for_each_page(budget: Path, tmp_path: Path) -> None:
    result = run(budget, "--overlay", tmp_path / "seen.pdf")
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(tmp_path / "seen.pdf") as seen, pypdfium2.PdfDocument(budget) as own:
        assert len(seen) == len(own)
        assert seen[1].get_width() > own[1].get_width() + 100  # the legend stands beside the page
        assert abs(seen[1].get_height() - own[1].get_height()) < 2


def test_an_overlay_of_pictures_shows_facts_in_their_colour(budget: Path, tmp_path: Path) -> None:
    result = run(budget, "--overlay", tmp_path / "seen.png")
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names == [f"seen-{page}.png" for page in range(1, len(names) + 1)]
    with Image.open(tmp_path / "seen-2.png") as picture:
        page = picture.crop((0, 0, picture.width - 360, picture.height))
        colours = {colour for _, colour in page.convert("RGB").getcolors(1 << 24)}
    assert COLOURS["fact"] in colours
    assert COLOURS["unclaimed"] not in colours


def test_a_file_without_pages_has_no_overlay(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text("2024年部门预算公开", "utf-8")
    result = run(path, "--overlay", tmp_path / "seen.pdf")
    assert str(result.exception) == "budget.txt: a file of the type text/plain has no pages to draw over; give a PDF"
    assert not (tmp_path / "seen.pdf").exists()


def test_the_ending_chooses_the_kind_and_must_be_known(budget: Path, tmp_path: Path) -> None:
    assert "end its name in .pdf or .png" in str(run(budget, "--overlay", tmp_path / "seen.gif").exception)
    assert "it draws over one file" in str(run(budget, budget, "--overlay", tmp_path / "seen.pdf").exception)


def test_without_the_drawing_library_it_says_what_to_install(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    result = run(budget, "--overlay", tmp_path / "seen.png")
    assert str(result.exception) == "--overlay: Pillow is not installed; install budget-kg[overlay]"


def test_a_document_that_is_no_budget_shows_its_grid_and_says_so(tmp_path: Path) -> None:
    maker = PdfMaker()
    maker.table([["名称", "数量"], ["桌子", "77"]], [100, 100])
    path = tmp_path / "other.pdf"
    path.write_bytes(maker.bytes())
    result = run(path, "--overlay", tmp_path / "seen.png")
    assert result.exit_code == 2
    assert "only the grid was drawn" in result.stderr
    with Image.open(tmp_path / "seen-1.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    assert COLOURS["unclaimed"] in colours


def test_a_draft_describes_each_table_that_no_description_fits(tmp_path: Path) -> None:
    maker = PdfMaker()
    maker.centred(60, "2024年桌椅购置情况表", 14)
    maker.text(400, 80, "单位：万元")
    maker.top = 90
    maker.table([["名称", "单价", "总价"], ["桌子", "0.10", "7.70"], ["椅子", "0.05", "4.40"]], [100, 100, 100])
    path = tmp_path / "tables.pdf"
    path.write_bytes(maker.bytes())
    result = run(path, "--draft")
    assert result.exit_code == 0, result.output
    drafted = tomllib.loads(result.stdout)
    assert "桌椅购置情况表" in result.stdout
    assert {"单价", "总价"} <= set(_words(drafted))


def _words(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for each in value.values() for word in _words(each)]
    if isinstance(value, list):
        return [word for each in value for word in _words(each)]
    return [value] if isinstance(value, str) else []


def test_pictures_are_png(budget: Path, tmp_path: Path) -> None:
    run(budget, "--overlay", tmp_path / "seen.png")
    data = (tmp_path / "seen-1.png").read_bytes()
    assert Image.open(io.BytesIO(data)).format == "PNG"
