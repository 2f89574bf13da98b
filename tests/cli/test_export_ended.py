"""An export that is ended from outside leaves nothing half written, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.embedded import EmbeddedStore

GRAPHS, EACH = 60, 1_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose export takes about a second."""
    folder = tmp_path_factory.mktemp("large") / "db"
    store = EmbeddedStore(folder)
    lines = (
        f'<urn:doc:{graph}/{number}> <urn:p{number % 7}> "{graph} {number}" <urn:doc:{graph}> .\n'
        for graph in range(GRAPHS)
        for number in range(EACH)
    )
    store.store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return folder


def _export(store: Path, target: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "export", "--store", str(store), "-o", str(target), "--no-lists"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _is_writing(process: subprocess.Popen[str], folder: Path) -> bool:
    """Whether it holds a file of this folder open, under whatever name."""
    opened = Path(f"/proc/{process.pid}/fd")
    for each in opened.iterdir():
        try:
            if os.readlink(each).startswith(f"{folder}/"):
                return True
        except OSError:  # closed meanwhile
            continue
    return False


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc tells here which files a process has open")
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGTERM, 128 + signal.SIGTERM),
        (signal.SIGHUP, 128 + signal.SIGHUP),
        (signal.SIGINT, 1),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_ended_in_the_middle_it_leaves_what_stood_there(
    number: signal.Signals, code: int, large: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "all.jsonld"
    target.parent.mkdir()
    target.write_text("old")
    running = _export(large, target)
    deadline = time.monotonic() + 30
    while not _is_writing(running, target.parent):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    running.send_signal(number)
    _, told = running.communicate(timeout=30)
    assert running.returncode == code
    assert "Traceback" not in told
    assert [path.name for path in target.parent.iterdir()] == ["all.jsonld"]
    assert target.read_text() == "old"
    if number in (signal.SIGTERM, signal.SIGHUP):
        assert told == f"kg: ended by {number.name}; what is not whole was not written\n"
    # and the next one writes it
    again = _export(large, target)
    out, told = again.communicate(timeout=60)
    assert (again.returncode, told) == (0, "")
    assert f"{GRAPHS * EACH} statements" in out


def test_where_files_must_have_names_the_hidden_one_goes_too(large: Path, tmp_path: Path) -> None:
    """A system that knows no files without a name: the attribute of Linux is taken away."""
    script = "import os; del os.O_TMPFILE; from kg.cli.main import main; main()"
    target = tmp_path / "out" / "all.jsonld"
    command = [sys.executable, "-c", script, "export", "--store", str(large), "-o", str(target), "--no-lists"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not (target.parent.is_dir() and [*target.parent.iterdir()]):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 128 + signal.SIGTERM, told
    assert [*target.parent.iterdir()] == []
