"""Heading levels of the paragraph styles of a Word document."""

from __future__ import annotations

import re

from lxml import etree

from kg.read.package import Package
from kg.read.relations import relations
from kg.read.xmltree import attribute, child, local, whole, xml_root

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])\Z", re.IGNORECASE)
_BODY_TEXT = 9
_LONGEST_CHAIN = 20


def heading_levels(package: Package, document: str) -> dict[str, int]:
    """Heading level (1 is the highest) by style id, for the styles that have one; empty without a
    styles part.
    """
    for relation in relations(package, document):
        if relation.kind == "styles" and (data := package.part(relation.part)) is not None:
            styles = _styles(xml_root(data, package.file_name, relation.part))
            levels = {key: _level(key, styles) for key in styles}
            return {key: level for key, level in levels.items() if level}
    return {}


def _styles(root: etree._Element) -> dict[str, etree._Element]:
    return {attribute(style, "styleId") or "": style for style in root if local(style) == "style"}


def _level(key: str, styles: dict[str, etree._Element]) -> int:
    """The level of a style, its own or that of the style it is based on."""
    for _ in range(_LONGEST_CHAIN):
        style = styles.get(key)
        if style is None:
            return 0
        own = _own_level(style)
        if own is not None:
            return own
        base = child(style, "basedOn")
        key = (attribute(base, "val") or "") if base is not None else ""
    return 0


def _own_level(style: etree._Element) -> int | None:
    level = outline_level(child(style, "pPr"))
    if level is not None:
        return level
    name = child(style, "name")
    found = _HEADING.match((attribute(name, "val") or "").strip()) if name is not None else None
    return int(found.group(1)) if found else None


def outline_level(properties: etree._Element | None) -> int | None:
    """The heading level that paragraph properties state: None where they state none, 0 for body text."""
    outline = child(properties, "outlineLvl") if properties is not None else None
    if outline is None:
        return None
    level = whole(attribute(outline, "val"), _BODY_TEXT, 0, _BODY_TEXT)
    return 0 if level == _BODY_TEXT else level + 1
