"""Runs every benchmark of this folder, or those named: `python -m tests.bench [convert emit …]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench as here


def main() -> None:
    """Prints the report of each benchmark."""
    wanted = set(sys.argv[1:])
    names = sorted(each.name for each in pkgutil.iter_modules(here.__path__) if each.name.startswith("bench_"))
    for name in names:
        if not wanted or name.removeprefix("bench_") in wanted:
            print("\n".join(importlib.import_module(f"tests.bench.{name}").report()), flush=True)
            print()


if __name__ == "__main__":
    main()
