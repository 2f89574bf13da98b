"""A disk that is full: what was being written is told, and the next build completes it."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.batch.build import Batch, build
from kg.export.files import all_quads
from kg.store.embedded import EmbeddedStore
from tests.batch.corpus import fill

_FULL = """
import resource, sys
from kg.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
main()
"""


@pytest.mark.parametrize("room", [2_000, 20_000, 1_000_000])
def test_a_full_disk_is_told_and_the_next_build_completes_it(room: int, tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: what fails is the notes, a document, or the store."""
    folder, store = fill(tmp_path / "in", 3), tmp_path / "db"
    with zipfile.ZipFile(tmp_path / "in" / "b.zip", "w") as archive:
        archive.writestr("c.txt", (folder / "000.txt").read_text("utf-8").replace("示范", "模范"))
    arguments = ["build", str(folder), "--store", str(store), "--workers", "1"]
    done = subprocess.run([sys.executable, "-c", _FULL, str(room), *arguments], capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert done.returncode == 2, done.stderr
    assert re.search("cannot be (opened|written).*File too large", done.stderr), done.stderr
    assert subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True).returncode == 0
    whole = EmbeddedStore()
    list(build(whole, [folder], Batch()))
    found = EmbeddedStore(store, read_only=True)
    assert sorted(map(str, all_quads(found))) == sorted(map(str, all_quads(whole)))
