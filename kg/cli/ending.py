"""What ends a command from outside, as an exception: files that are under way are then removed."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP end the program as Ctrl-C does, with the exit code that a shell expects of them.

    For commands that never stay in a library for long: the exception comes when Python is next at work.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in _ENDING}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:  # nohup
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    for other in _ENDING:
        signal.signal(other, signal.SIG_IGN)  # once is enough; what is cleaned up now should come to its end
    click.echo(f"kg: ended by {signal.Signals(number).name}; what is not whole was not written", err=True)
    sys.exit(128 + number)
