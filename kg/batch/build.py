"""A batch of files into a store: planned, converted, loaded, linked, each step resumable where it was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg.batch.across import complete_across
from kg.batch.inputs import entries
from kg.batch.load import Portion, loaded
from kg.batch.order import Item, Result
from kg.batch.plan import Plan
from kg.batch.rows import FAILED, WITHDRAWN, Row
from kg.batch.settings import Settings
from kg.batch.workers import by_processes, here
from kg.store.embedded import EmbeddedStore

Engine = Callable[[Iterable[Item]], Iterator[Result]]
"""Who converts."""
_WORK = ".build"


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch is built: settings of the conversion, how much goes into the store at once, what goes out of it.

    `prune` removes the documents of the store whose files are not among those given. `work` is the folder for what
    is under way; inside the store's without one.
    """

    settings: Settings = field(default_factory=Settings)
    portion: Portion = field(default_factory=Portion)
    prune: bool = False
    work: Path | None = None


def engine(workers: int, portion: Portion) -> Engine:
    """This process alone, or so many beside it."""
    return here if workers < 2 else partial(by_processes, workers=workers, ahead=2 * portion.documents + workers)


def build(store: EmbeddedStore, paths: Iterable[Path], batch: Batch, convert: Engine = here) -> Iterator[Row]:
    """One row for each file, when the store holds its document, and one for each document withdrawn.

    Whatever kills it, the next build completes it: a document stands in the store with its mark or not at all, and
    regions whose links are not yet worked out are noted. Raises BadArgument for a list of files that cannot be read.
    """
    store.tidy()
    store.load_lists()
    with _work(store, batch.work) as folder:
        plan = Plan(store, batch.settings, folder)
        items = plan.items(entries(paths, folder / "unpacked"))
        yield from loaded(convert(items), store, batch.portion)
    if batch.prune:
        yield from _withdrawn(store, plan)
    complete_across(store, batch.settings.base)
    store.flush()


def _withdrawn(store: EmbeddedStore, plan: Plan) -> Iterator[Row]:
    if plan.unread:
        what = f"nothing was withdrawn, for {plan.unread} inputs could not be read; mend or leave them out, build again"
        yield Row("", FAILED, error=what)
        return
    gone = [(graph, source) for graph, source in store.sources() if not plan.holds(source)]
    for graph, source in gone:
        store.withdraw(graph)
        yield Row("", WITHDRAWN, source, graph)


@contextmanager
def _work(store: EmbeddedStore, given: Path | None) -> Iterator[Path]:
    """A folder for what is under way, of this run alone; what killed runs left is removed."""
    if given is None and store.folder is not None:
        given = store.folder / _WORK
        shutil.rmtree(given, ignore_errors=True)
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=given))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if given is not None and given.name == _WORK:
            shutil.rmtree(given, ignore_errors=True)
