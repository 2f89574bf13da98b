"""`kg ask`: the questions of the library, listed, searched, explained and answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg.errors import BadArgument
from kg.query.advice import advice
from kg.query.answers import Place, Rows, answer, places, question_of
from kg.query.catalogue import index_text
from kg.query.chart import as_text, bars_of, save
from kg.query.executable import executables
from kg.query.library import Question, library
from kg.query.search import found
from kg.query.tables import FORMATS, as_csv, as_json, as_markdown, head, readable, shown_columns
from kg.store.embedded import EmbeddedStore

_EPILOG = """\b
Examples:
  kg ask                                             every question
  kg ask 项目 金额                                   questions like these words
  kg ask largest-projects                            what it asks, its parameters, an example
  kg ask largest-projects --store budgets.db --year 2024 --limit 10
  kg ask total-spending --store budgets.db --department 外事办公室 --chart
  kg ask spending-by-function --store budgets.db --level group --format csv --sources
"""


@click.command(epilog=_EPILOG, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[NAME [--PARAMETER VALUE]… | WORDS…]")
@click.option("--store", "folder", type=click.Path(path_type=Path, file_okay=False), help="The store to ask.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--json", "json_flag", is_flag=True, help="The same as --format json.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
@click.option("--sources", is_flag=True, help="Show for each row the places its numbers were printed in.")
@click.option("--chart", is_flag=True, help="Draw bars in the terminal.")
@click.option(
    "--save", "picture", type=click.Path(path_type=Path, dir_okay=False), help="Write the chart (.svg, .png)."
)
@click.option("--sparql", is_flag=True, help="Show the query with its parameters bound, for any other engine.")
@click.option("--index", is_flag=True, help="Write the index of the library in Markdown.")
@click.option("--executables", "turtle", is_flag=True, help="Write the library as sh:SPARQLExecutable in Turtle.")
def ask(
    words: tuple[str, ...],
    folder: Path | None,
    form: str,
    json_flag: bool,
    limit: int | None,
    sources: bool,
    chart: bool,
    picture: Path | None,
    sparql: bool,
    index: bool,
    turtle: bool,
) -> None:
    """Ask what people really ask of budgets; without a name the questions are listed or searched.

    Each question has parameters of its own, given as --department, --year and so on; its name alone tells them.
    """
    if index or turtle:
        questions = tuple(library().values())
        click.echo(index_text(questions) if index else executables(questions), nl=False)
        return
    names, values = _parted(words)
    if len(names) != 1 or (names[0] not in library() and not values and folder is None):
        _listed(found(library().values(), " ".join(names)), " ".join(names))
        return
    question = question_of(names[0])
    if sparql:
        click.echo(question.sparql(values), nl=False)
        return
    if folder is None:
        question.sparql(values)
        _explained(question)
        return
    store = EmbeddedStore(folder, read_only=True)
    rows = answer(store, question, values, limit)
    if picture is not None:
        save(bars_of(rows), picture)
        click.echo(f"{picture}: written", err=True)
    elif chart:
        click.echo(as_text(bars_of(rows), Console().width))
    else:
        _answered(rows, "json" if json_flag else form, _sources(store, rows) if sources else None)
    for line in advice(store, rows, values):
        click.echo(f"kg: {line}", err=True)
    if not rows.complete:
        click.echo(f"kg: only the first {limit} rows are shown", err=True)


def _parted(words: Sequence[str]) -> tuple[list[str], dict[str, object]]:
    """The words, and the parameters given as `--name value` or `--name=value`."""
    names: list[str] = []
    values: dict[str, object] = {}
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("--"):
            names.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        given = value if equals else next(waiting, None)
        if given is None:
            raise BadArgument(word, "it has no value", f"write {word} VALUE")
        if name in values:
            raise BadArgument(f"--{name}", "it is given twice", "give it once")
        values[name] = given
    return names, values


def _listed(questions: Sequence[Question], words: str) -> None:
    if not questions:
        raise BadArgument(words, "no question is like these words", "`kg ask` without words lists all")
    table = Table("name", "问题", "question", title=None)
    for question in questions:
        table.add_row(question.name, question.header.summary.zh, question.header.summary.en)
    console = Console(width=None if Console().is_terminal else 160)
    console.print(table)
    console.print(f"{len(questions)} questions; kg ask NAME explains one", highlight=False)


def _explained(question: Question) -> None:
    header = question.header
    click.echo(f"{question.name}\n  {header.question.zh}\n  {header.question.en}")
    click.echo("parameters:")
    for each in header.parameters:
        allowed = f" [{'|'.join(each.allowed)}]" if each.allowed else ""
        default = f", default {each.default}" if each.default is not None else ""
        click.echo(f"  --{each.name} {each.type}{allowed}{default}: {each.label.zh} {each.label.en}")
    click.echo("columns:")
    for column in header.columns:
        click.echo(f"  {column.name}: {head(column)}")
    options = " ".join(f"--{name} {value}" for name, value in header.example.items())
    click.echo(f"example:\n  kg ask {question.name} --store DIR {options}".rstrip())


def _sources(store: EmbeddedStore, rows: Rows) -> list[list[Place]]:
    at = [order for order, each in enumerate(rows.columns) if each.type == "sources"]
    if not at:
        raise BadArgument(rows.question.name, "its rows name no sources", "leave --sources out")
    return [places(store, " ".join(str(row[each] or "") for each in at)) for row in rows.cells]


def _answered(rows: Rows, form: str, sources: list[list[Place]] | None) -> None:
    if form != "table":
        write = {"csv": as_csv, "json": as_json, "markdown": as_markdown}[form]
        click.echo(write(rows, sources), nl=form == "json")
        return
    columns = shown_columns(rows)
    table = Table(title=None)
    for _, column in columns:
        table.add_column(head(column), justify="right" if column.type in ("decimal", "integer") else "left")
    if sources is not None:
        table.add_column("出处 Sources")
    for order, row in enumerate(rows.cells):
        values = [readable(row[at], each) for at, each in columns]
        table.add_row(*values, *(["\n".join(map(str, sources[order]))] if sources is not None else []))
    console = Console(width=None if Console().is_terminal else 200)
    console.print(table)
    console.print(f"{len(rows)} rows", highlight=False)
