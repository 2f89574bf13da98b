"""Pools of processes beside this one, which end when this one does."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext


def process_pool(workers: int, module: str) -> ProcessPoolExecutor:
    """So many processes that have imported `module` before their first task."""
    return ProcessPoolExecutor(workers, _context(module), initializer=_end_with_parent)


def _context(module: str) -> BaseContext:
    """Not by fork: the store that the parent has open keeps threads, and a fork would copy their locks.

    A server that has imported the program once forks each worker clean; elsewhere each imports it for itself.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _end_with_parent() -> None:
    """A worker ends when the process that started it is killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
