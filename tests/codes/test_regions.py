"""Administrative regions: complete, each under its parent."""

from __future__ import annotations

from kg.codes.regions import LEVELS, regions


def test_counts_of_the_source() -> None:
    by_level = {level: sum(1 for region in regions().values() if region.level == level) for level in LEVELS}
    assert by_level == {"省级": 31, "地级": 342, "县级": 2975}


def test_parents_are_known_and_higher() -> None:
    known = regions()
    for region in known.values():
        if region.parent is None:
            assert region.level == LEVELS[0]
        else:
            assert LEVELS.index(known[region.parent].level) == LEVELS.index(region.level) - 1


def test_a_city() -> None:
    assert regions()["410100"].name == "郑州市"
    assert regions()["410100"].parent == "410000"
