"""The files of a batch converted by the workers of a Dask cluster; a worker that dies loses nothing."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from kg.batch.order import Item, Result, UnderWay, in_order
from kg.batch.rows import FAILED, Row
from kg.batch.settings import converter_version
from kg.batch.work import Task, run
from kg.errors import BadArgument

PATIENCE = 30
"""seconds to wait for the scheduler, and for its first worker"""

_ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+):[0-9]{1,5}/?")
_VERSION = "__import__('kg.batch.settings', fromlist=['converter_version']).converter_version()"


def by_cluster(items: Iterable[Item], scheduler: str, ahead: int) -> Iterator[Result]:
    """Every file converted by the workers of a running cluster, in the order of the files.

    The workers read the files and write their N-Quads under the paths that the tasks name, so these folders must be
    theirs, too; only small rows travel. What a dead worker had under way is given to another by the scheduler.
    Raises BadArgument where there is no cluster or it has no workers.
    """
    client = _client(scheduler)
    running: UnderWay = deque()
    waiting = iter(items)
    try:
        yield from in_order(waiting, running, ahead, lambda task: _Promise(client, task))
    finally:
        for _, promise in running:
            if isinstance(promise, _Promise):
                promise.cancel()
        client.close()


class _Promise:
    """The result of one task on the cluster."""

    def __init__(self, client: Any, task: Task) -> None:
        self._task = task
        self._future = client.submit(run, task, pure=False, key=f"kg-{task.shard.name}-{id(client):x}")

    def result(self) -> Result:
        """Waits for it; a document that kills one worker after the other is told as failed."""
        from distributed import KilledWorker

        try:
            result: Result = self._future.result()
        except KilledWorker:
            what = "the workers that converted it died one after the other; convert it by itself, with more memory"
            return Row(self._task.file, FAILED, error=f"{self._task.file}: {what}")
        except (Exception, CancelledError) as error:
            # whatever is wrong with a file is told in its row, so this is the cluster's
            what = f"the cluster broke off the work ({type(error).__name__}: {' '.join(str(error).split())})"
            advice = "see that scheduler and workers run, with this version of the program, and build again"
            raise BadArgument(self._task.file, what, advice) from error
        return result

    def cancel(self) -> None:
        """Gives it up."""
        self._future.cancel()


def _client(scheduler: str) -> Any:
    if not _ADDRESS.fullmatch(scheduler):
        # the library would raise, and leave a thread that never ends
        raise BadArgument(scheduler, "it is no address of a scheduler", "give one such as tcp://10.0.0.1:8786")
    try:
        from distributed import Client
    except ImportError as error:
        advice = "install it with `pip install 'budget-kg[cluster]'`"
        raise BadArgument("--scheduler", "dask.distributed is not installed", advice) from error
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        advice = "start one with `dask scheduler` and `dask worker`, and give its address"
        raise BadArgument(scheduler, f"no cluster answers there ({error})", advice) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        advice = f"start some with `dask worker {scheduler}`"
        raise BadArgument(scheduler, "the cluster has no workers", advice) from error
    try:
        _check_program(client, scheduler)
    except BaseException:
        client.close()
        raise
    return client


def _check_program(client: Any, scheduler: str) -> None:
    """Raises BadArgument where a worker has another program than ours: its numbers would be stored as made by ours."""
    # a function of our own could not be sent to whoever lacks our package
    found = {
        **client.run(eval, _VERSION, on_error="return"),
        scheduler: _told_by_scheduler(client),
    }
    ours = converter_version()
    for place, version in sorted(found.items()):
        advice = "install the same version of budget-kg, and of the libraries that read files, everywhere"
        if isinstance(version, BaseException):
            what = f"budget-kg cannot be used there ({type(version).__name__}: {version})"
            raise BadArgument(place, what, advice)
        if place != scheduler and version != ours:
            raise BadArgument(place, "the worker has another version of the program or its libraries", advice)


def _told_by_scheduler(client: Any) -> object:
    try:
        told: object = client.run_on_scheduler(eval, _VERSION)
    except Exception as error:  # noqa: BLE001 - whatever it raises over there is told by the caller
        return error
    return told
