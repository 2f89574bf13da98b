"""Converted documents into the store, several at once; a document that it already holds is replaced by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.batch.rows import FAILED, Row, Shard
from kg.errors import UnreadableFile
from kg.store.embedded import EmbeddedStore
from kg.store.marks import Mark

STATEMENTS = 250_000
"""Statements that one bulk load takes at most: about a kilobyte of memory each, and no faster beyond."""
ROWS = 1_000
"""Rows that wait for a bulk load at most."""


@dataclass(frozen=True, slots=True)
class Portion:
    """How much goes into the store at once."""

    documents: int = 64
    statements: int = STATEMENTS


def loaded(results: Iterable[Row | Shard], store: EmbeddedStore, portion: Portion) -> Iterator[Row]:
    """The rows in their order, each when the store holds its document."""
    waiting: list[Row | Shard] = []
    documents = statements = 0
    for each in results:
        waiting.append(each)
        if isinstance(each, Shard):
            documents += 1
            statements += each.row.statements
        full = documents >= portion.documents or statements >= portion.statements or len(waiting) >= ROWS
        if full or not documents:
            yield from _stored(waiting, store)
            waiting, documents, statements = [], 0, 0
    yield from _stored(waiting, store)


def _stored(waiting: list[Row | Shard], store: EmbeddedStore) -> Iterator[Row]:
    fresh: dict[str, Shard] = {}
    for each in waiting:
        if isinstance(each, Shard) and not store.holds(each.row.document):
            fresh.setdefault(each.row.document, each)
    added = _added(list(fresh.values()), store)
    for each in waiting:
        if isinstance(each, Row):
            yield each
            continue
        yield each.row if added and fresh.get(each.row.document) is each else _replaced(each, store)
        each.path.unlink(missing_ok=True)


def _added(fresh: list[Shard], store: EmbeddedStore) -> bool:
    """Whether the documents went in together; where one of them is no N-Quads, none did."""
    try:
        store.load([each.path for each in fresh], [mark_of(each) for each in fresh])
    except SyntaxError:
        return False  # each is then put by itself, and the bad one told
    return True


def _replaced(shard: Shard, store: EmbeddedStore) -> Row:
    row = shard.row
    known = store.mark(row.document)
    if known is not None and known.source not in ("", shard.source):
        what = f"another file claims the same document {row.document}; the store keeps the one that it has"
        error = UnreadableFile(row.file, what, "keep one of them, or use another --base")
        return replace(row, status=FAILED, error=str(error), holding="")
    try:
        stored = store.put(row.document, shard.path.read_text("utf-8"), mark_of(shard))
    except SyntaxError as error:
        what = f"{row.file}: an internal error (its statements cannot be read: {error}); please report it with the file"
        return replace(row, status=FAILED, error=what, defect=True, holding="")
    return replace(row, status=stored.outcome)


def mark_of(shard: Shard) -> Mark:
    """The mark that the store keeps of a converted document."""
    row = shard.row
    return Mark(
        row.document,
        shard.content,
        shard.source,
        shard.conversion,
        row.statements,
        shard.region,
        shard.office,
        f"{row.facts} {row.unplaced} {row.findings}",
        row.holding,
        shard.parts,
    )
