"""Office packages whose bytes depend on their content alone: no clock, no random number in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from kg.errors import BadArgument

_EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
)
"""The properties of a document without the time at which it was written."""


def repacked(data: bytes, parts: Mapping[str, str] | None = None) -> bytes:
    """The same package with a fixed time on every part, and with some parts given anew."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in source.infolist():
            fresh = zipfile.ZipInfo(entry.filename, _EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(fresh, (parts or {}).get(entry.filename, source.read(entry)))
    return target.getvalue()


def missing(flavour: str, library: str) -> BadArgument:
    """What to say where the library that writes a flavour is not installed."""
    return BadArgument(flavour, f"{library} is not installed", "pip install 'budget-kg[samples]'")
