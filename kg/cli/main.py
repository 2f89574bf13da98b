"""`kg`: the group of commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import sys
import traceback

import click

from kg import __version__
from kg.cli.ask import ask
from kg.cli.build import build_command
from kg.cli.codes import codes
from kg.cli.convert import convert
from kg.cli.demo import demo
from kg.cli.export import export
from kg.cli.inspect import inspect
from kg.cli.ledger import ledger
from kg.cli.network import network_command
from kg.cli.ontology import ontology
from kg.cli.output import printable
from kg.cli.push import push_command
from kg.cli.query import query
from kg.cli.rules import rules
from kg.cli.sample import sample
from kg.cli.tables import tables
from kg.cli.validate import validate
from kg.errors import KgError

_EPILOG = """\b
Examples:
  kg inspect budget.txt                    what was recognised, form by form
  kg ledger budget.txt                     where every number of a document went
  kg convert budget.txt -o budget.ttl      one document as RDF
  kg build documents/ --store budgets.db   a folder into a store
  kg query --store budgets.db 'SELECT ?d { ?d a bo:DisclosureDocument }'
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def kg(context: click.Context, debug: bool) -> None:
    """Chinese department budgets (部门预算公开) to a knowledge graph.

    Every amount is exact, leads back to the cell it was printed in, and is never guessed.
    """
    context.obj = debug


_COMMANDS = (
    inspect, ledger, convert, build_command, query, ask, export, push_command, tables, network_command,
    codes, validate, rules, sample, demo, ontology,
)  # fmt: skip
for command in _COMMANDS:
    kg.add_command(command)


def main() -> None:
    """Runs the command line; bad input ends with one clear line and its exit code."""
    try:
        kg()
    except KgError as error:
        if "--debug" in sys.argv:
            traceback.print_exc()
        click.echo(f"kg: {printable(str(error))}", err=True)
        sys.exit(error.exit_code)
