"""The index of the library, written from the headers: `queries/README.md`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kg.query.header import COLUMN_TYPES, PARAMETER_TYPES
from kg.query.library import Question

_OPENING = f"""\
# The question library · 问题库

Written by `kg ask --index`: change the headers of the questions, not this file.
由 `kg ask --index` 生成：请修改各问题的文件头，而不是本文件。

Each question is a file of SPARQL 1.1 that any engine runs on a store of `kg build`: one named graph a document, the
code lists in the default graph. `kg ask NAME --store DIR` answers it, `kg ask NAME --sparql` shows the query with its
parameters bound. Every sum is made within one document, from leaf rows or from one printed total, so that nothing is
counted twice and a department is never added to its own units. Amounts are in yuan (元).

The header, one YAML mapping behind `#+`:

- `summary`, `question`: English · 中文
- `tags`: who asks, and about what
- `parameters`: `name`, `type` ({", ".join(PARAMETER_TYPES)}), `default` (null: everything), `allowed`, `en`, `zh`;
  in the query the variable `?_name`, always inside `COALESCE(?_name, default)`
- `columns`: `name`, `type` ({", ".join(COLUMN_TYPES)}), `unit` (required for decimals), `en`, `zh`, in the order of
  SELECT; a column of type `sources` holds the IRIs of the facts behind the row
- `example`: parameters of a useful call
- `chart` (optional): the columns of its bars (`label`, `value`)
"""


def index_text(questions: Sequence[Question]) -> str:
    """The index as Markdown: a table for each theme."""
    lines = [_OPENING, f"{len(questions)} questions · {len(questions)} 个问题"]
    for theme, members in groupby(sorted(questions, key=lambda each: (each.theme, each.name)), lambda each: each.theme):
        lines += ["", f"## {theme}", "", "| name | 问题 | question | parameters |", "| --- | --- | --- | --- |"]
        lines += [_row(question) for question in members]
    return "\n".join(lines) + "\n"


def _row(question: Question) -> str:
    header = question.header
    parameters = ", ".join(f"`{each.name}`" for each in header.parameters)
    link = f"[{question.name}]({question.theme}/{question.name}.rq)"
    return f"| {link} | {header.question.zh} | {header.question.en} | {parameters} |"
