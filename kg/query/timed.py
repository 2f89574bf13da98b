"""A query with a time limit: it runs in a process of its own, which is ended when the time is over."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import BadArgument, BadInput, Defect
from kg.query.run import Answer, ask
from kg.store.embedded import EmbeddedStore


def ask_within(folder: Path, query: str, seconds: float, limit: int | None = None, federated: bool = False) -> Answer:
    """Asks the store in a folder; opening it counts.

    Raises BadArgument where the time does not suffice, and whatever `ask` raises for the query.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sender, folder, query, limit, federated), daemon=True)
    worker.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            advice = "narrow the query, give it a LIMIT, or allow more time with --timeout"
            raise BadArgument("query", f"it took longer than {seconds:g} seconds", advice)
        return _told(receiver)
    finally:
        worker.kill()
        worker.join()
        receiver.close()


def _told(receiver: Connection) -> Answer:
    try:
        told = receiver.recv()
    except EOFError as error:
        raise Defect("the process of the query ended without an answer; its memory may not have sufficed") from error
    if isinstance(told, Answer):
        return told
    raise BadArgument(*told)


def _work(sender: Connection, folder: Path, query: str, limit: int | None, federated: bool) -> None:
    try:
        sender.send(ask(EmbeddedStore(folder, read_only=True), query, limit, federated))
    except BadInput as error:
        sender.send((error.where, error.what, error.advice))
    finally:
        sender.close()
