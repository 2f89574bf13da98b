"""The relationships of an office container: which part plays which role."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import UnreadableFile
from kg.read.package import Package, resolved
from kg.read.xmltree import local, xml_root


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its id, the last word of its type, and the part that it points to."""

    key: str
    kind: str
    part: str


def relations(package: Package, base: str = "") -> tuple[Relation, ...]:
    """The internal relationships of a part (of the whole container where `base` is empty); links
    outside are left.
    """
    folder, _, name = base.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    data = package.part(rels)
    if data is None:
        return ()
    return tuple(
        Relation(
            str(item.get("Id", "")),
            str(item.get("Type", "")).rpartition("/")[2],
            resolved(base, str(item.get("Target", ""))),
        )
        for item in xml_root(data, package.file_name, rels)
        if local(item) == "Relationship" and item.get("TargetMode") != "External"
    )


def main_part(package: Package, usual: str) -> str:
    """The part that holds the document: the one the container names, else the usual one."""
    named = [relation.part for relation in relations(package) if relation.kind == "officeDocument"]
    for part in (*named, usual):
        if part in package.names:
            return part
    raise UnreadableFile(
        package.file_name, f"the container has no {usual}", "open it in an office program and save it again"
    )
