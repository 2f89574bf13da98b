"""Apache Jena's command line out of Debian's jars: a third reader, and the engine that Fuseki is made of."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

_JARS = Path("/usr/share/java")
_NEEDED = re.compile(
    r"(jena-[a-z0-9-]+|commons-[a-z0-9]+|dexx\.collection|gson|guava|httpc(lient|ore)[a-z-]*|jackson-[a-z]+|jcl-over-slf4j"
    r"|jsonld-java|protobuf|slf4j-(api|nop)|titanium-json-ld|thrift|jakarta\.json[a-z-]*)\.jar"
)
_XERCES = "org/apache/jena/ext/xerces/"


class Jena:
    """Commands of Jena; each starts a Java of its own (about a second)."""

    def __init__(self, folder: Path) -> None:
        java = shutil.which("java")
        if not java or not (_JARS / "jena-tdb2.jar").exists():
            pytest.skip("Apache Jena is not installed (Debian: libapache-jena-java)")
        self._java = java
        self._path = ":".join([str(_resources(folder)), *sorted(map(str, filter(_wanted, _JARS.iterdir())))])

    def run(self, command: str, *arguments: str) -> str:
        """What a command prints; AssertionError with its complaint where it fails."""
        line = [self._java, "-Xmx1g", "-Dfile.encoding=UTF-8", "-cp", self._path, command, *arguments]
        done = subprocess.run(line, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
        return done.stdout.decode("utf-8")


def _wanted(path: Path) -> bool:
    return _NEEDED.fullmatch(path.name) is not None


def _resources(folder: Path) -> Path:
    """Debian's Jena moved the classes of xerces to another package than their texts: both places hold them here."""
    place = folder / "jena-resources"
    with zipfile.ZipFile(_JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_XERCES) and name.endswith(".properties"):
                target = place / "xerces" / name.removeprefix(_XERCES)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return place
