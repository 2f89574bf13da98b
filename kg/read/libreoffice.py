"""Old office formats turned into new ones by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from kg.errors import UnreadableFile
from kg.read import limits

_PROGRAMS = ("soffice", "libreoffice")
_INSTALL = "install LibreOffice (Writer and Calc), or save the file as .docx or .xlsx"
_SAVE = "open it in an office program and save it as .docx or .xlsx"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""No macros, no active content, no linked content fetched."""
_NOWHERE = "http://127.0.0.1:9"


def converted(data: bytes, file_name: str, old: str, new: str) -> bytes:
    """The file saved by LibreOffice in the new format; `old` and `new` are extensions without a dot.

    Everything happens in a temporary folder with a profile of its own, so that several conversions can run at
    once; macros and links are off. Raises UnreadableFile where LibreOffice is missing, takes too long,
    or makes nothing of the file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(file_name, f"reading .{old} needs LibreOffice, which is not installed", _INSTALL)
    with tempfile.TemporaryDirectory(prefix="kg-office-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"input.{old}"
        source.write_bytes(data)
        _write_profile(home / "profile")
        _run(_command(program, home, source, new), home, file_name)
        return _result(home / "out" / f"input.{new}", file_name)


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")


def _command(program: str, home: Path, source: Path, new: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--convert-to",
        new,
        "--outdir",
        str(home / "out"),
        str(source),
    ]


def _run(command: list[str], home: Path, file_name: str) -> None:
    """Run the program with no proxy but a dead one, and end it with all its children when its time is up."""
    environment = os.environ | {"HOME": str(home), "http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    process = subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise UnreadableFile(
            file_name, f"LibreOffice did not finish within {limits.CONVERSION_SECONDS} s", _SAVE
        ) from late
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process group, if anything of it is still there."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    finally:
        process.wait()


def _result(made: Path, file_name: str) -> bytes:
    if not made.is_file():
        raise UnreadableFile(file_name, "LibreOffice could not read it (damaged or encrypted)", _SAVE)
    if made.stat().st_size > limits.PACKAGE_BYTES:
        raise UnreadableFile(file_name, "LibreOffice made an absurdly large file of it", _SAVE)
    return made.read_bytes()
