"""Goal tables whose text has lost its cells: heads, fields and rows out of the stream of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.provenance import Source
from kg.recognise.goal_columns import SUBJECT
from kg.recognise.goal_fields import read_fields, set_aside, starts_table
from kg.recognise.goal_line_rows import read_rows
from kg.recognise.goal_model import GoalTable
from kg.recognise.goal_words import goal_words
from kg.recognise.model import Notice
from kg.recognise.printed import printed_run
from kg.recognise.stream import Stream, Token, stream_of

MIN_COLUMNS = 3
_NO_HEAD = ("aside", *SUBJECT)


def line_tables(key: str, title: Source | None, lines: Sequence[Source]) -> tuple[GoalTable, ...]:
    """The tables that stand in bare lines; none where no line is the head of indicators and no field is read."""
    tables = []
    for chunk in _chunks(stream_of(lines).tokens):
        table = _table(key, title, chunk)
        if table is not None:
            tables.append(table)
            title = None
    return tuple(tables)


def _table(key: str, title: Source | None, tokens: Sequence[Token]) -> GoalTable | None:
    heads = list(_heads(tokens))
    above = tokens[: heads[0][0]] if heads else tokens
    fields = read_fields(above, celled=False)
    if not heads and not (fields.fields or fields.funding):
        return None
    body: list[Token] = []
    for at, (_, end, _) in enumerate(heads):
        body.extend(tokens[end : heads[at + 1][0] if at + 1 < len(heads) else len(tokens)])
    columns = heads[0][2] if heads else ()
    read = read_rows(body, columns)
    contacts, left = set_aside(read.unread)
    message = "text within a goal table that is no part of a row"
    return GoalTable(
        form=key,
        title=title,
        fields=(*fields.fields, *contacts),
        funding=fields.funding,
        columns=columns,
        rows=read.rows,
        labels=(*fields.labels, *(printed_run(tokens[begin:end]) for begin, end, _ in heads)),
        unread=(*fields.unread, *left),
        notices=(
            *fields.notices,
            *read.notices,
            *(Notice("goal-text-unread", message, source) for source in left),
        ),
    )


def _chunks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens of each table: the next begins where, below a head of indicators, a label says whose goal follows."""
    heads = list(_heads(tokens))
    begin = 0
    for at, (_, end, _) in enumerate(heads[:-1]):
        opening = next((i for i in range(end, heads[at + 1][0]) if starts_table(tokens[i])), None)
        if opening is not None:
            yield tokens[begin:opening]
            begin = opening
    yield tokens[begin:]


def _heads(tokens: Sequence[Token]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each head of indicators: its first token, the token behind it and the roles of its columns."""
    stream = Stream(tuple(tokens))
    text, starts = stream.text, stream.starts()
    ends = {offset: index for index, offset in enumerate(starts)}
    at = 0
    while at < len(tokens):
        roles, end = _head(text, starts[at])
        if len(roles) >= MIN_COLUMNS and "level3" in roles and end in ends:
            yield at, ends[end], roles
            at = ends[end]
        else:
            at += 1


def _head(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The roles of the column heads that follow each other from here, and where they end."""
    roles: list[str] = []
    while True:
        found = [
            (match.end(), role)
            for role, pattern in goal_words().columns.items()
            if role not in (*_NO_HEAD, *roles) and (match := pattern.match(text, at))
        ]
        if not found:
            return tuple(roles), at
        at, role = max(found)
        roles.append(role)
