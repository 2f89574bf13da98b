"""Codes and names that the lists do not know, counted over documents and departments."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from kg.validate.printed import PrintedCode, differing_names, unlisted_codes

DATA = """
@prefix bo: <https://w3id.org/budget-kg/ontology#> .
@prefix ex: <https://example.org/> .
@prefix e: <https://w3id.org/budget-kg/code/economic-department-2018/> .
@prefix f: <https://w3id.org/budget-kg/code/function-2024/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

f:2010302 skos:notation "2010302" ; skos:prefLabel "一般行政管理事务"@zh, "General administration"@en .

ex:one {
    ex:one bo:disclosedBy ex:bureau .
    e:30314 bo:unlisted true ; skos:notation "30314" ; skos:prefLabel "职工住宅取暖费"@zh, "unlisted"@en .
    ex:a bo:function f:2010302 ; bo:rowKey "expenditure/2010302" ; bo:rowLabel "一般行政管理" .
    ex:b bo:function f:2010302 ; bo:rowKey "2010302" ; bo:rowLabel "一般行政 管理事务" .
    ex:c bo:function f:2010302 ; bo:rowKey "project/示例" ; bo:rowLabel "示例项目" .
}
ex:two {
    ex:two bo:disclosedBy ex:bureau .
    e:30314 bo:unlisted true ; skos:notation "30314" ; skos:prefLabel "职工住宅取暖费"@zh .
}
ex:three {
    ex:three bo:disclosedBy ex:office .
    e:30314 bo:unlisted true ; skos:notation "30314" ; skos:prefLabel "采暖补贴"@zh .
    e:30388 bo:unlisted true ; skos:notation "30388" .
}
"""
ONE, TWO, THREE = (f"https://example.org/{name}" for name in ("one", "two", "three"))


def _store() -> Store:
    store = Store()
    store.load(DATA.encode(), RdfFormat.TRIG)
    return store


def test_each_name_of_an_unlisted_code_is_counted_apart() -> None:
    assert unlisted_codes(_store()) == [
        PrintedCode("economic-department-2018", "30314", "职工住宅取暖费", "", (ONE, TWO), 1, ("2016 采暖补贴",)),
        PrintedCode("economic-department-2018", "30314", "采暖补贴", "", (THREE,), 1, ("2016 采暖补贴",)),
        PrintedCode("economic-department-2018", "30388", "", "", (THREE,), 1),
    ]


def test_only_the_row_that_is_the_code_names_it_and_blanks_are_forgiven() -> None:
    assert differing_names(_store()) == [
        PrintedCode("function-2024", "2010302", "一般行政管理", "一般行政管理事务", (ONE,), 1)
    ]


def test_an_empty_store_has_nothing_to_tell() -> None:
    assert unlisted_codes(Store()) == []
    assert differing_names(Store()) == []
