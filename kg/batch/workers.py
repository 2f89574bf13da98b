"""Who converts the files of a batch: this process, or several beside it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kg.batch.order import Item, Result, Told, UnderWay, finish, in_order
from kg.batch.rows import FAILED, Row
from kg.batch.work import Task, run
from kg.processes import process_pool

Work = Callable[[Task], Result]


def here(items: Iterable[Item], work: Work = run) -> Iterator[Result]:
    """Every file converted in this process."""
    return in_order(iter(items), deque(), 1, lambda task: Told(work(task)))


def by_processes(items: Iterable[Item], workers: int, ahead: int, work: Work = run) -> Iterator[Result]:
    """The same by several processes, in the same order; `ahead` files at most are under way or wait to be taken.

    A process that dies (for want of memory, by a crash of a library) takes only its own document with it: those
    that were under way beside it are converted again, one by one, and the one that kills again is told as failed.
    """
    waiting = iter(items)
    running: UnderWay = deque()
    while True:
        with _pool(workers) as pool:
            try:
                yield from in_order(waiting, running, ahead, lambda task: pool.submit(work, task))
                return
            except BrokenProcessPool:
                pass  # those under way are in `running`
            finally:
                pool.shutdown(cancel_futures=True)
        yield from _one_by_one(running, work)


def _one_by_one(running: UnderWay, work: Work) -> Iterator[Result]:
    """What was under way when a process died: what is done is kept, the rest is done again with one process."""
    pool = _pool(1)
    try:
        while running:
            item, promise = running.popleft()
            try:
                result = promise.result()
            except BrokenProcessPool:
                result, pool = _again(item, pool, work)
            finish(item)
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


def _again(item: Item, pool: ProcessPoolExecutor, work: Work) -> tuple[Result, ProcessPoolExecutor]:
    """The result of one file, and the pool for the next: a new one where this file kills its process."""
    if isinstance(item, Row):
        return item, pool
    try:
        return pool.submit(work, item).result(), pool
    except BrokenProcessPool:
        what = "the process that converted it died; convert it by itself, with more memory"
        return Row(item.file, FAILED, error=f"{item.file}: {what}"), _pool(1)


def _pool(workers: int) -> ProcessPoolExecutor:
    return process_pool(workers, run.__module__)
