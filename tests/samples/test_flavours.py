"""Every flavour of file: the same bytes whenever and wherever it is written, and what to do where a library lacks."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time

import pytest

from kg.errors import BadArgument
from kg.samples.flavours import DOORS
from kg.samples.random_budget import random_budget
from kg.samples.write import samples

_PRINT = """
import hashlib
from kg.samples.write import samples
for each in samples(1, 5, {flavours!r}):
    print(each.file_name, hashlib.sha256(each.data).hexdigest())
"""
LIBRARIES = {"docx": "docx", "xlsx": "openpyxl", "pdf": "reportlab"}


def test_the_same_seed_gives_the_same_bytes_in_another_process_at_another_time() -> None:
    here = [f"{each.file_name} {hashlib.sha256(each.data).hexdigest()}" for each in samples(1, 5, list(DOORS))]
    time.sleep(2.1)  # the time in a zip file counts in steps of two seconds
    script = _PRINT.format(flavours=list(DOORS))
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert there.stdout.splitlines() == here


@pytest.mark.parametrize("flavour", ["html", "docx", "xlsx", "pdf"])
def test_another_layout_gives_another_printing(flavour: str) -> None:
    write, budget = DOORS[flavour].write, random_budget(5)
    assert len({write(budget, layout) for layout in range(4)}) > 1


@pytest.mark.parametrize(("flavour", "library"), LIBRARIES.items())
def test_a_missing_library_is_told(flavour: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(BadArgument, match=r"is not installed; pip install 'budget-kg\[samples\]'"):
        DOORS[flavour].write(random_budget(5))
