"""A batch of files into a store: planned, converted, loaded, linked, each step resumable where it was killed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg.batch.across import complete_across
from kg.batch.cluster import by_cluster
from kg.batch.entry import Entry
from kg.batch.inputs import entries
from kg.batch.join import Joining
from kg.batch.load import Portion, loaded
from kg.batch.order import Item, Result
from kg.batch.plan import Plan
from kg.batch.register import Register
from kg.batch.room import no_room, room
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
    is under way; inside the store's without one. Files named in `join` make up one disclosure each.
    """

    settings: Settings = field(default_factory=Settings)
    portion: Portion = field(default_factory=Portion)
    prune: bool = False
    join: tuple[tuple[Path, ...], ...] = ()
    work: Path | None = None


def engine(workers: int, portion: Portion, scheduler: str | None = None) -> Engine:
    """This process alone, so many beside it, or those of the cluster behind a scheduler (`tcp://…`)."""
    if scheduler is not None:
        return partial(by_cluster, scheduler=scheduler, ahead=4 * portion.documents)
    return here if workers < 2 else partial(by_processes, workers=workers, ahead=2 * portion.documents + workers)


def build(store: EmbeddedStore, paths: Sequence[Path], batch: Batch, convert: Engine = here) -> Iterator[Row]:
    """One row for each file, when the store holds its document, and one for each document withdrawn.

    Whatever kills it, the next build completes it: a document stands in the store with its mark or not at all, and
    regions whose links are not yet worked out are noted. Raises BadArgument for a list of files that cannot be read.
    """
    store.tidy()
    store.load_lists()
    with _work(store, batch.work) as folder, closing(Register(folder)) as register:
        plan = Plan(store, batch.settings, register, folder, {each.resolve() for group in batch.join for each in group})
        yield from _rows(store, paths, batch, convert, plan, register, folder / "unpacked")
        if batch.prune:
            yield from _withdrawn(store, plan, register)
    complete_across(store, batch.settings.base)
    store.flush()


def _rows(
    store: EmbeddedStore,
    paths: Sequence[Path],
    batch: Batch,
    convert: Engine,
    plan: Plan,
    register: Register,
    unpacked: Path,
) -> Iterator[Row]:
    """Each file by itself; then those that make up one disclosure; then those that do so no more."""

    def stored(items: Iterable[Item]) -> Iterator[Row]:
        return loaded(_noted(convert(items), register), store, batch.portion)

    def again() -> Iterator[Entry]:
        return entries(paths, unpacked)

    for row in stored(plan.items(again())):
        if row.status == FAILED and row.holding:
            register.put_aside(row.sha256, row)  # it may be the text to the tables of another file
        else:
            yield row
    joining = Joining(store, batch.settings.base, register, plan)
    joining.find(batch.join)
    yield from stored(joining.items(again))
    yield from joining.settle()
    yield from stored(joining.loose(batch.prune, again))
    yield from register.aside()
    yield from joining.doubts


def _noted(results: Iterable[Result], register: Register) -> Iterator[Result]:
    """The results, while the register takes down what their files hold."""
    for each in results:
        row = each if isinstance(each, Row) else each.row
        if row.holding:
            register.hold(row.sha256, row.holding)
        yield each


def _withdrawn(store: EmbeddedStore, plan: Plan, register: Register) -> Iterator[Row]:
    if plan.unread:
        what = f"nothing was withdrawn, for {plan.unread} inputs could not be read; mend or leave them out, build again"
        yield Row("", FAILED, error=what)
        return
    gone = [(graph, source) for graph, source in store.sources() if register.entry(source) is None]
    for graph, source in gone:
        store.withdraw(graph)
        yield Row("", WITHDRAWN, source, graph)


@contextmanager
def _work(store: EmbeddedStore, given: Path | None) -> Iterator[Path]:
    """A folder for what is under way, of this run alone; what killed runs left is removed."""
    if given is None and store.folder is not None:
        given = store.folder / _WORK
        shutil.rmtree(given, ignore_errors=True)
    with room(given or Path(tempfile.gettempdir())):
        if given is not None:
            given.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=given)).absolute()
    try:
        yield folder
    except sqlite3.OperationalError as error:
        raise no_room(folder, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if given is not None and given.name == _WORK:
            shutil.rmtree(given, ignore_errors=True)
