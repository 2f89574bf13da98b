"""`kg demo`: the way of a document through the tool, on invented documents, with the commands one could type."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg.cli.output import progress, write_whole
from kg.cli.sample import make_folder
from kg.graph import iris
from kg.pipeline import Converted, convert_all
from kg.query.present import short
from kg.query.run import ask
from kg.samples.corpus import Plan, corpus
from kg.samples.flavours import FLAVOURS
from kg.samples.write import Sample
from kg.store.embedded import EmbeddedStore

SEED = 21
BUDGETS = 2
FAMILY = "xinjiang-2024"
_EPILOG = """\b
Examples:
  kg demo                      writes to ./demo-out; run it as often as you like
  kg demo --output /tmp/demo
"""

QUERIES = (
    (
        "What each department plans to spend (yuan)",
        """SELECT ?department ?year ?planned {
  ?fact bo:reportTable/skos:notation "summary" ; bo:side/skos:notation "expenditure" ;
        bo:aggregateRole/skos:notation "total" ; bo:fiscalYear ?year ; bo:amount ?planned ;
        bo:department/rdfs:label ?department .
} GROUP BY ?department ?year ?planned ORDER BY DESC(?planned)""",
    ),
    (
        "What the money is for: classes of expenditure over all departments (yuan)",
        """SELECT ?code ?class (SUM(?amount) AS ?planned) {
  { SELECT DISTINCT ?department ?year ?code ?class ?amount {
      ?fact bo:reportTable/skos:notation "summary" ; bo:function ?function ; bo:department ?department ;
            bo:fiscalYear ?year ; bo:amount ?amount .
      ?function skos:notation ?code ; skos:prefLabel ?class .
      FILTER(LANG(?class) = "zh") } }
} GROUP BY ?code ?class ORDER BY DESC(?planned) LIMIT 8""",
    ),
    (
        "Where a figure comes from: file, line and text of its cell",
        """SELECT ?printed ?yuan ?file ?line {
  ?fact a bo:BudgetFact ; bo:reportTable/skos:notation "three-public" ; bo:printed ?printed ; bo:amount ?yuan ;
        prov:wasDerivedFrom ?cell .
  ?cell bo:line ?line ; bo:inDocument/bo:fileName ?file .
  FILTER(?yuan > 0)
} ORDER BY ?file ?line LIMIT 6""",
    ),
)


@click.command(epilog=_EPILOG)
@click.option(
    "--output", default="demo-out", show_default=True, type=click.Path(path_type=Path, file_okay=False),
    help="The folder for the documents and the store.",
)  # fmt: skip
def demo(output: Path) -> None:
    """Write sample documents, convert them, build a store and ask it, telling each step's command."""
    console = Console(width=None if Console().is_terminal else 120)
    documents, store = output / "documents", output / "budgets.db"
    _write(console, documents)
    done = _convert(console, documents)
    _build(console, documents, store, done)
    for title, query in QUERIES:
        _ask(console, store, title, query)
    console.print("\nYour own documents go the same way: give `kg build` a folder of them.", highlight=False)


def _step(console: Console, text: str, command: str) -> None:
    console.print(f"\n[bold]{text}[/bold]")
    console.print(f"  $ {command}", style="cyan", highlight=False, markup=False, soft_wrap=True)


def _samples() -> list[Sample]:
    return [each.sample for each in corpus(Plan(BUDGETS, SEED, tuple(FLAVOURS), (FAMILY,)))]


def _write(console: Console, documents: Path) -> None:
    """Every budget in each flavour, so that the same figures are seen through three doors."""
    command = f"kg sample --documents {BUDGETS} --seed {SEED} --family {FAMILY} --output {shlex.quote(str(documents))}"
    _step(console, "1. Invented budget documents", command)
    make_folder(documents)
    written = _samples()
    for each in written:
        write_whole(documents / each.file_name, each.data)
    console.print(f"{len(written)} documents in {documents}", highlight=False)


def _convert(console: Console, documents: Path) -> list[Converted]:
    files = [documents / each.file_name for each in _samples()]
    example = shlex.quote(str(files[-1]))
    _step(console, "2. Recognised and converted", f"kg inspect {example}")
    done = list(progress(convert_all(files, with_concepts=False), len(files), "converting"))
    table = Table("document", "department", "forms", "facts", "unplaced", "findings")
    for each in done:
        if each.record is None:
            table.add_row(each.path.name, str(each.error), "", "", "", "")
            continue
        record = each.record
        counts = (len(record.forms), len(record.facts), len(record.unplaced), len(record.findings))
        table.add_row(each.path.name, record.header.department, *map(str, counts))
    console.print(table)
    console.print(
        "unplaced: the text has lost the amount's column and nothing in the document proves it; it is kept with "
        "its candidates, never guessed",
        highlight=False,
    )
    return done


def _build(console: Console, documents: Path, folder: Path, done: list[Converted]) -> None:
    command = f"kg build {shlex.quote(str(documents))} --store {shlex.quote(str(folder))}"
    _step(console, "3. One named graph a document, in a store", command)
    store = EmbeddedStore(folder)
    store.load_lists()
    outcomes = [
        store.put(iris.document(each.record.sha256), each.nquads).outcome for each in done if each.record is not None
    ]
    store.flush()
    counted = ", ".join(f"{count} {outcome}" for outcome, count in sorted(Counter(outcomes).items()))
    console.print(f"{counted}; {len(store)} quads in the store", highlight=False)


def _ask(console: Console, folder: Path, title: str, query: str) -> None:
    _step(console, f"4. {title}", f"kg query --store {shlex.quote(str(folder))} {shlex.quote(query)}")
    answer = ask(EmbeddedStore(folder, read_only=True), query)
    table = Table(*answer.columns)
    for row in answer.rows:
        table.add_row(*map(short, row))
    console.print(table)
