"""Asking by name: typed rows, parameters, sources, tables, charts, likeness, time limits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import kg
from kg.errors import BadArgument
from kg.query.advice import advice
from kg.query.answers import places, question_of
from kg.query.chart import Bar, Bars, as_svg, as_text, bars_of, save
from kg.query.executable import executables
from kg.query.library import library
from kg.query.search import found
from kg.query.tables import as_csv, as_json, as_markdown
from kg.query.timed import ask_within
from kg.store.embedded import EmbeddedStore
from tests.query.corpus import BUREAU_2024, corpus_nquads
from tests.query.engines import oxigraph


def test_rows_are_typed_and_exact() -> None:
    rows = kg.ask(oxigraph(), "total-spending", department="标准局", year=2024)
    assert [(row["scope"], row["total"], row["projectShare"]) for row in rows] == [
        ("department", Decimal(1000000), Decimal(30)),
        ("unit", Decimal(600000), Decimal(25)),
    ]
    assert rows[0]["year"] == 2024
    assert [each["scope"] for each in rows[0:2]] == ["department", "unit"]


def test_parameters_narrow_the_answer() -> None:
    groups = kg.ask(oxigraph(), "spending-by-function", department="标准局", year=2023, level="group")
    assert [(row["code"], row["total"]) for row in groups] == [("20138", Decimal(700000)), ("20805", Decimal(100000))]
    assert len(kg.ask(oxigraph(), "spending-by-function", year=1999)) == 0
    checks = kg.ask(oxigraph(), "contradictions", department="标准局", year=2024, show="all")
    assert {row["difference"] for row in checks} == {Decimal(0)}
    assert len(checks) == 8  # six of the department, of the unit the two that its two forms allow


def test_unknown_names_are_told_with_advice() -> None:
    with pytest.raises(BadArgument, match=r"perhaps .*largest-projects"):
        kg.ask(oxigraph(), "larger-projects")
    with pytest.raises(BadArgument, match="its parameters are: department, year"):
        kg.ask(oxigraph(), "total-spending", month=5)


def test_sources_lead_to_the_printed_places() -> None:
    row = kg.ask(oxigraph(), "largest-projects", department="标准局", year=2024)[0]
    (place,) = places(oxigraph(), str(row["sources"]))
    assert (place.file, place.text) == ("bureau-2024.txt", "15.00")
    line = next(at for at, text in enumerate(BUREAU_2024.splitlines(), start=1) if "标准宣传项目" in text)
    assert str(place) == f"bureau-2024.txt line {line}: 15.00"


@pytest.mark.parametrize("library_name", ["pandas", "polars"])
def test_a_data_frame_keeps_decimals_exact(library_name: str) -> None:
    pytest.importorskip(library_name)
    rows = kg.ask(oxigraph(), "spending-by-function", department="标准局")
    frame = rows.dataframe(library_name)
    assert list(frame.columns) == [each.name for each in rows.columns]
    for at, column in enumerate(rows.columns):
        assert list(frame[column.name]) == [row[at] for row in rows.cells]
        assert all(not isinstance(value, float) for value in frame[column.name])
    assert sum(value for value in frame["total"] if value is not None) == Decimal(2400000)
    assert any(value is None for value in frame["project"])


@pytest.mark.parametrize("library_name", ["pandas", "polars"])
def test_a_data_frame_holds_numbers_of_any_size_and_none_at_all(library_name: str) -> None:
    """A number of 17 digits and four places is no float, and a frame without rows has its columns."""
    pytest.importorskip(library_name)
    rows = kg.ask(oxigraph(), "total-spending", year=2023)
    large = Decimal("1234567890123.4567")
    changed = replace(
        rows, cells=tuple(tuple(large if isinstance(v, Decimal) else v for v in row) for row in rows.cells)
    )
    assert list(changed.dataframe(library_name)["total"]) == [large]
    empty = kg.ask(oxigraph(), "total-spending", year=1999).dataframe(library_name)
    assert (len(empty), list(empty.columns)) == (0, [each.name for each in rows.columns])


def test_a_frame_of_polars_has_the_types_of_the_header() -> None:
    polars = pytest.importorskip("polars")
    frame = kg.ask(oxigraph(), "total-spending").dataframe("polars")
    assert frame.schema["year"] == polars.Int64
    assert isinstance(frame.schema["total"], polars.Decimal)
    assert frame["total"].sum() == sum(row["total"] for row in kg.ask(oxigraph(), "total-spending"))  # type: ignore[misc]


def test_a_data_frame_without_a_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = kg.ask(oxigraph(), "total-spending", year=2023)
    with pytest.raises(BadArgument, match="pandas or polars"):
        rows.dataframe("arrow")
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    with pytest.raises(BadArgument, match="neither pandas nor polars is installed"):
        rows.dataframe()
    with pytest.raises(BadArgument, match="polars is not installed"):
        rows.dataframe("polars")


def test_tables_state_the_unit() -> None:
    rows = kg.ask(oxigraph(), "three-public-by-item", year=2023)
    assert as_csv(rows).splitlines()[0] == "department,year,scope,document,code,name,amount_yuan"
    told = json.loads(as_json(rows))
    assert told["columns"][-1] == {"name": "amount", "type": "decimal", "unit": "yuan"}
    assert told["rows"][0]["amount"] == "10000"
    lines = as_markdown(rows).splitlines()
    assert lines[0].endswith("| 金额 Amount (yuan) |")
    assert lines[2].endswith("| 公务接待费 | 10,000 |")


def test_a_chart_in_the_terminal_and_as_a_picture(tmp_path: Path) -> None:
    chart = bars_of(kg.ask(oxigraph(), "spending-against-last-year"))
    assert [each.value for each in chart.bars] == [100000, 100000, 200000]
    text = as_text(chart, 60)
    assert text.splitlines()[0].endswith("(yuan) · 示范市标准局 2024")
    assert text.splitlines()[3].count("█") == 2 * text.splitlines()[1].count("█")
    save(chart, tmp_path / "chart.svg")
    drawn = ElementTree.parse(tmp_path / "chart.svg").getroot()
    assert sum(1 for _ in drawn.iter("{http://www.w3.org/2000/svg}g")) == 3
    with pytest.raises(BadArgument, match=r"\.svg or \.png"):
        save(chart, tmp_path / "chart.gif")


def test_labels_are_escaped_and_negative_bars_stay_apart() -> None:
    chart = Bars("a & b", (Bar("<script>", Decimal(-5)), Bar("x", Decimal(10))), 0)
    assert "<script>" not in as_svg(chart)
    ElementTree.fromstring(as_svg(chart))
    lines = as_text(chart, 50).splitlines()
    assert "█" not in lines[1]
    assert lines[1].endswith("-5")


def test_bars_that_would_look_alike_are_told_apart() -> None:
    """The department in both years and its unit have one name: year and scope follow."""
    chart = bars_of(kg.ask(oxigraph(), "total-spending", department="标准局"))
    assert [each.label for each in chart.bars] == ["2023 department", "2024 department", "2024 unit"]
    assert chart.title.endswith(" · 示范市标准局")
    lines = as_text(Bars("t", (Bar("示范市标准局甲乙丙丁戊己庚辛 2024 unit", Decimal(1)),), 0), 40).splitlines()
    assert "…" in lines[1]
    assert "4 unit" in lines[1]


def test_a_png_has_a_bar_for_each_row_even_of_one_label(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    image = pytest.importorskip("PIL.Image")
    chart = Bars("支出", tuple(Bar("标准局", Decimal(value)) for value in (10, 20, 30)), 0)
    if shutil.which("fc-list") is None:
        pytest.skip("fc-list is not installed, so nothing is known of the fonts")
    installed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    if not installed:
        pytest.skip("no font with Chinese characters is installed")
    save(chart, tmp_path / "chart.png")
    picture = image.open(tmp_path / "chart.png").convert("RGB")
    blue = [[picture.getpixel((x, y)) == (31, 119, 180) for x in range(picture.width)] for y in range(picture.height)]
    rows = [sum(line) for line in blue]
    lengths = [rows[at] for at in range(1, len(rows)) if rows[at] and not rows[at - 1]]
    assert len(lengths) == 3
    assert lengths == sorted(lengths)
    assert abs(lengths[2] - 3 * lengths[0]) <= 3


def test_a_png_without_matplotlib_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # as if it were not installed
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(BadArgument, match="pip install matplotlib"):
        save(Bars("t", (Bar("x", Decimal(1)),), 0), tmp_path / "chart.png")


def test_a_question_without_a_chart_says_so() -> None:
    with pytest.raises(BadArgument, match="has no chart"):
        bars_of(kg.ask(oxigraph(), "forms-lacking"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("最大的项目", "largest-projects"),
        ("三公", "three-public-by-item"),
        ("空表", "form-status"),
        ("contradictions", "contradictions"),
        ("largest project", "largest-projects"),
        ("unlisted code", "unlisted-codes"),
        ("财政拨款依赖", "dependence-on-appropriation"),
        ("carried over", "carried-over-projects"),
    ],
)
def test_questions_are_found_by_words(words: str, name: str) -> None:
    assert name in [each.name for each in found(library().values(), words)][:5]


def test_no_words_give_all_and_nonsense_none() -> None:
    assert len(found(library().values(), " ")) == len(library())
    assert found(library().values(), "zzzz 饕餮") == []


def test_the_library_as_executables() -> None:
    text = executables(tuple(library().values()))
    store = ox.Store()
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    query = """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?s { ?q a sh:SPARQLSelectExecutable ; sh:select ?s ; sh:prefixes/sh:declare ?d }"""
    texts = {row["s"].value for row in store.query(query)}
    assert len(texts) == len(library())
    assert all("#+" not in each and "PREFIX" not in each for each in texts)


def test_a_bound_query_runs_anywhere() -> None:
    text = question_of("who-spends-on").sparql({"code": "208"})
    rows = list(oxigraph().store.query(text, use_default_graph_as_union=True))
    assert len(rows) == 2


def test_a_query_ends_when_its_time_is_over(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    store = EmbeddedStore(folder)
    for graph, nquads in corpus_nquads().items():
        store.put(graph, nquads)
    store.flush()
    del store
    count = "SELECT (COUNT(*) AS ?n) { ?f a bo:BudgetFact }"
    assert ask_within(folder, count, 60).rows[0][0].value == "337"  # type: ignore[union-attr]
    with pytest.raises(BadArgument, match="SPARQL cannot be read"):
        ask_within(folder, "SELECT", 60)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(BadArgument, match=r"longer than 0\.5 seconds"):
        ask_within(folder, endless, 0.5)


def test_nothing_found_is_explained() -> None:
    """The corpus has the bureau in 2023 and 2024 and the office in 2024."""

    def told(**values: object) -> list[str]:
        return advice(oxigraph(), kg.ask(oxigraph(), "total-spending", **values), values)

    assert told() == []
    assert told(department="标准局") == []
    assert told(department="标准局", year=2020) == ["there is no document of 2020; there are documents of 2023, 2024"]
    assert told(department="乌鲁木齐市示范馆", year=2023)[0].endswith("there are documents of 2024")
    assert told(year=1999) == ["there is no document of 1999; there are documents of 2023, 2024"]
    (unknown,) = told(department="示范省标准局")
    assert "no department has 示范省标准局 in its name; perhaps 示范市标准局" in unknown
    assert "there are 乌鲁木齐市示范馆, 示范市标准局" in told(department="qqq")[0]
    (several,) = told(department="示范")
    assert several == "2 departments have 示范 in their names: 乌鲁木齐市示范馆, 示范市标准局"
    values = {"department": "示范馆", "year": 2024}
    nothing = kg.ask(oxigraph(), "unlisted-codes", **values)
    assert advice(oxigraph(), nothing, values) == ["the documents hold nothing that answers this question"]


def test_an_empty_store_says_so() -> None:
    store = EmbeddedStore()
    values = {"department": "x"}
    assert advice(store, kg.ask(store, "total-spending", **values), values) == [
        "the store holds no document; `kg build` puts them there"
    ]


@pytest.mark.parametrize("words", ["largest-projets", "largest projects", "larget-projects"])
def test_a_misspelt_name_comes_first(words: str) -> None:
    assert found(library().values(), words)[0].name == "largest-projects"
