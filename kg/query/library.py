"""The library of questions: every `queries/<theme>/<name>.rq`, its header checked, found by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.datafolders import data_folder
from kg.errors import BadArgument
from kg.query.bind import bound, parameters_used, term_of
from kg.query.header import Header, read_header


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library: `name` is that of its file, `theme` that of its folder."""

    name: str
    theme: str
    header: Header
    text: str

    def sparql(self, values: Mapping[str, object] | None = None) -> str:
        """The query with these parameters bound as terms; None leaves a parameter at its default.

        Raises BadArgument for a parameter that the question has not, or a value that does not fit.
        """
        known = {each.name: each for each in self.header.parameters}
        unknown = sorted(set(values or {}) - set(known))
        if unknown:
            told = ", ".join(known) or "none"
            raise BadArgument(self.name, f"it has no parameter {unknown[0]!r}", f"its parameters are: {told}")
        given = {name: value for name, value in (values or {}).items() if value is not None}
        return bound(self.text, {name: term_of(known[name], value) for name, value in given.items()})


def read_question(path: Path) -> Question:
    """Reads one file. Raises BadArgument where header and query do not fit together or the SPARQL cannot be read."""
    text = path.read_text("utf-8")
    header = read_header(text, path.name)
    used = parameters_used(text)
    declared = {each.name for each in header.parameters}
    for name in sorted(used ^ declared):
        what = "is used and not declared" if name in used else "is declared and not used"
        raise BadArgument(path.name, f"the parameter {name} {what}", "make the header and the query agree")
    _check_columns(path.name, header, text)
    question = Question(path.stem, path.parent.name, header, text)
    question.sparql(header.example)
    return question


def _check_columns(where: str, header: Header, text: str) -> None:
    try:
        result = ox.Store().query(text)
    except SyntaxError as error:
        raise BadArgument(where, f"SPARQL cannot be read: {error}", "correct the query") from error
    promised = [each.name for each in header.columns]
    if not isinstance(result, ox.QuerySolutions) or [each.value for each in result.variables] != promised:
        advice = "name the columns of the header and of SELECT alike, in the same order"
        raise BadArgument(where, "the query does not give the columns of its header", advice)


def read_library(folder: Path) -> Mapping[str, Question]:
    """Every question below a folder, by name, in the order of themes and names."""
    found: dict[str, Question] = {}
    for path in sorted(folder.glob("*/*.rq")):
        if path.stem in found:
            raise BadArgument(str(path), "another theme has a question of this name", "give it another name")
        found[path.stem] = read_question(path)
    return found


@cache
def library() -> Mapping[str, Question]:
    """The questions that come with the project."""
    return read_library(data_folder("queries"))
