"""The second oracle of the engine: Apache Jena's SHACL as Debian packages it, one run of Java over many documents."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.validate.onefile import shapes_in_one
from kg.validate.rules import SH, SHAPES
from tests.validate.oracle import Result

JARS = Path("/usr/share/java")
_PROGRAM = Path(__file__).parent / "jena" / "Oracle.java"
_BRIEF = ("-Xmx700m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""for a short run: compiling more than once costs more than it brings"""
_NEEDED = (
    "jena-arq", "jena-base", "jena-core", "jena-iri", "jena-shacl", "commons-codec", "commons-compress", "commons-csv",
    "commons-io", "commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore", "jackson-core",
    "jackson-databind", "jackson-annotations", "jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift",
    "titanium-json-ld", "jakarta.json-api", "commons-logging",
)  # fmt: skip


@cache
def missing() -> str:
    """What keeps the oracle from running; empty where everything is there."""
    if shutil.which("java") is None:
        return "there is no java (Debian: default-jdk-headless)"
    lacking = [name for name in _NEEDED if not (JARS / f"{name}.jar").is_file()]
    return f"there is no Apache Jena (Debian: libapache-jena-java), lacking {', '.join(lacking)}" if lacking else ""


def jena_results(data: Mapping[str, str], folder: Path) -> Mapping[str, set[Result]]:
    """What Jena finds in each graph of N-Triples; `folder` is one to work in."""
    graphs, shapes = folder / "data", folder / "shapes"
    graphs.mkdir()
    shapes.mkdir()
    for name, triples in data.items():
        (graphs / f"{name}.nt").write_text(triples, "utf-8")
    (shapes / "shapes.ttl").write_text(shapes_in_one("zh"), "utf-8")
    path = ":".join([str(_messages(folder)), *(str(JARS / f"{name}.jar") for name in _NEEDED)])
    done = subprocess.run(
        ["java", *_BRIEF, "-cp", path, str(_PROGRAM), str(shapes), str(graphs)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, set[Result]] = defaultdict(set)
    finished = set()
    for line in done.stdout.splitlines():
        name, *fields = line.split("\t")
        if fields == ["done"]:
            finished.add(name.removesuffix(".nt"))
        else:
            found[name.removesuffix(".nt")].add(_result(fields))
    assert finished == set(data)
    return {name: found[name] for name in data}


def _messages(folder: Path) -> Path:
    """Debian's Jena looks for the message files of its XML library in another folder than where they are packed."""
    inner = "org/apache/jena/ext/"
    with zipfile.ZipFile(JARS / "jena-core.jar") as archive:
        for name in archive.namelist():
            if name.startswith(f"{inner}xerces/") and name.endswith(".properties"):
                target = folder / "messages" / name.removeprefix(inner)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    return folder / "messages"


def _result(fields: list[str]) -> Result:
    shape, focus, path, value, severity = fields
    code = shape.strip("<>").removeprefix(SHAPES)
    return code, focus, path or None, value or None, severity.removeprefix(SH).lower()
