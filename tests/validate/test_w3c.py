"""The W3C SHACL test suite, where `KG_SHACL_SUITE` names a folder that has it: the verdict is the recorded one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.validate.w3c import recorded, table, verdicts


def test_the_recorded_verdict_has_no_failure() -> None:
    rows = recorded()
    assert len(rows) == 121
    assert not [row for row in rows if "| failed |" in row]
    assert sum("| passed |" in row for row in rows) == 37


def test_the_verdict_is_the_recorded_one() -> None:
    folder = os.environ.get("KG_SHACL_SUITE")
    if not folder:
        pytest.skip("KG_SHACL_SUITE does not name a folder with the W3C SHACL test suite")
    found = verdicts(Path(folder))
    assert table(found).splitlines(keepends=True) == recorded()
