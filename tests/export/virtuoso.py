"""A real Virtuoso for tests, with an ini of its own in a folder of its own; it can be killed and started again."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.export.servers import free_port

USER, PASSWORD = "dba", "dba"
"""What an empty Virtuoso begins with."""
_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 8

[SPARQL]
ResultSetMaxRows = 10000
"""


def _binary(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed (Debian: virtuoso-opensource-7-bin)")
    return found


class VirtuosoServer:
    """`virtuoso-t` over a folder, with its common limit of 10,000 rows in an answer."""

    def __init__(self, folder: Path) -> None:
        self._binary = _binary("virtuoso-t")
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.port, self.sql_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        ini = _INI.format(folder=folder, sql=self.sql_port, http=self.port)
        (folder / "virtuoso.ini").write_text(ini, "utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [self._binary, "-f", "-c", str(self._folder / "virtuoso.ini")],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/sparql", timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("Virtuoso did not start")

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            # the lock of a dead process would keep the next one from starting where its number is taken again
            (self._folder / "virtuoso.lck").unlink(missing_ok=True)

    def sql(self, statements: str) -> None:
        """Runs SQL as the administrator."""
        file = self._folder / "statements.sql"
        file.write_text(statements, "utf-8")
        command = [_binary("isql-vt"), str(self.sql_port), USER, PASSWORD, str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
