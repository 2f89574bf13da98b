"""Areas in names, and departments that may have followed one another: candidates with evidence, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.codes.regions import regions
from kg.provenance import Source
from kg.records.prose_model import DepartmentProfile, Passage
from kg.records.region_names import region_candidates, short_names
from kg.records.succession import succession_candidates


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("上海市普陀区人民政府某街道办事处", ["310107"]),
        ("昌吉回族自治州人民政府驻北京联络处", ["652300"]),
        ("克州外事办公室", ["653000"]),
        ("乌鲁木齐市某局", ["650100"]),
        ("普陀区某局", ["310107", "330903"]),
        ("市某局", []),
    ],
)
def test_area_that_opens_a_name(name: str, codes: list[str]) -> None:
    assert [code for code, _ in region_candidates([name])] == codes


def test_short_names_belong_to_areas_of_that_name() -> None:
    for short, code in short_names().items():
        assert code in regions(), short
        assert short[0] in regions()[code].name, short


def _office(label: str, year: int, duty: str, region: str = "650100") -> DepartmentProfile:
    passage = Passage(duty, Source(()))
    return DepartmentProfile(label, year, mandate=(passage,), regions=((region, ""),))


EARLIER = _office("乌鲁木齐市侨务外事办", 2018, "负责外事、侨务、口岸、边界工作的规划和规章制度")
LATER = _office("乌鲁木齐市外事办公室", 2020, "负责外事、口岸、边界工作的规划和规章制度")


def test_a_later_office_with_the_same_duties_is_a_candidate() -> None:
    (found,) = succession_candidates([LATER, EARLIER])
    assert (found.earlier, found.later) == (EARLIER.label, LATER.label)
    assert found.shared_words == ("事", "外")


@pytest.mark.parametrize(
    "other",
    [
        replace(LATER, fiscal_year=2018),
        replace(LATER, fiscal_year=None),
        replace(LATER, regions=(("652300", ""),)),
        replace(LATER, regions=(("650100", ""), ("652300", ""))),
        replace(LATER, label="乌鲁木齐市畜牧局"),
        _office("乌鲁木齐市外事办公室", 2020, "管理城市绿化和公园"),
        replace(EARLIER, fiscal_year=2020),
    ],
)
def test_without_evidence_there_is_no_candidate(other: DepartmentProfile) -> None:
    assert succession_candidates([EARLIER, other]) == ()
