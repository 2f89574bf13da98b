"""A small corpus of our own: two years of a bureau, its own unit, and a county office with a corrected document.

Every figure is chosen here, in 万元, so that each answer can be worked out by hand from this file.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.graph import iris
from kg.graph.document import document_nquads
from kg.pipeline import convert
from kg.store.embedded import EmbeddedStore

BUREAU_2024 = """示范市标准局
2024年部门预算公开

表 1
部门收支总体情况表
编制部门：示范市标准局 单位：万元
收入\t\t支出\t
项目\t预算数\t支出功能分类\t预算数
一、本年收入\t90.00\t201 一般公共服务支出\t85.00
1、一般公共预算拨款\t85.00\t208 社会保障和就业支出\t15.00
5、单位资金\t5.00\t\t
二、上年结转结余\t10.00\t\t
1、财政拨款结转\t10.00\t\t
收入总计\t100.00\t支出总计\t100.00

表 2
部门收入总体情况表
编制部门：示范市标准局 单位：万元
功能分类科目编码\t\t\t功能分类科目名称\t总计\t财政拨款（补助）\t\t\t单位资金\t财政拨款结转
类\t款\t项\t\t\t小计\t一般公共预算\t上级一般公共预算安排的转移支付\t\t
※\t※\t※\t※\t1\t2\t3\t4\t5\t6
\t\t\t总计\t100.00\t85.00\t81.00\t4.00\t5.00\t10.00
201\t\t\t一般公共服务支出\t85.00\t70.00\t70.00\t\t5.00\t10.00
201\t38\t\t市场监督管理事务\t85.00\t70.00\t70.00\t\t5.00\t10.00
201\t38\t01\t行政运行\t55.00\t55.00\t55.00\t\t\t
201\t38\t02\t一般行政管理事务\t30.00\t15.00\t15.00\t\t5.00\t10.00
208\t\t\t社会保障和就业支出\t15.00\t15.00\t11.00\t4.00\t\t
208\t05\t\t行政事业单位养老支出\t15.00\t15.00\t11.00\t4.00\t\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t10.00\t10.00\t6.00\t4.00\t\t
208\t05\t77\t示范补贴\t5.00\t5.00\t5.00\t\t\t

表 3
部门支出总体情况表
编制部门：示范市标准局 单位：万元
科目\t\t\t\t支出预算\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
\t\t\t总计\t100.00\t70.00\t30.00
201\t\t\t一般公共服务支出\t85.00\t55.00\t30.00
201\t38\t\t市场监督管理事务\t85.00\t55.00\t30.00
201\t38\t01\t行政运行\t55.00\t55.00\t
201\t38\t02\t一般行政管理事务\t30.00\t\t30.00
208\t\t\t社会保障和就业支出\t15.00\t15.00\t
208\t05\t\t行政事业单位养老支出\t15.00\t15.00\t
208\t05\t05\t机关事业单位基本养老保险缴费\t10.00\t10.00\t
208\t05\t77\t示范补贴\t5.00\t5.00\t

表 4
财政拨款收支预算总体情况表
编制部门：示范市标准局 单位：万元
财政拨款收入\t\t财政拨款支出\t\t\t\t
项目\t合计\t功能分类\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算
财政拨款（补助）\t95.00\t201 一般公共服务支出\t80.00\t80.00\t\t
一般公共预算\t95.00\t208 社会保障和就业支出\t15.00\t15.00\t\t
收入总计\t95.00\t支出总计\t95.00\t95.00\t\t

表 5
一般公共预算支出情况表
编制部门：示范市标准局 单位：万元
科目\t\t\t\t一般公共预算支出\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
\t\t\t总计\t95.00\t70.00\t25.00
201\t\t\t一般公共服务支出\t80.00\t55.00\t25.00
201\t38\t\t市场监督管理事务\t80.00\t55.00\t25.00
201\t38\t01\t行政运行\t55.00\t55.00\t
201\t38\t02\t一般行政管理事务\t25.00\t\t25.00
208\t\t\t社会保障和就业支出\t15.00\t15.00\t
208\t05\t\t行政事业单位养老支出\t15.00\t15.00\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t10.00\t10.00\t
208\t05\t77\t示范补贴\t5.00\t5.00\t

表 6
一般公共预算基本支出情况表
编制部门：示范市标准局 单位：万元
经济分类科目编码\t\t经济分类科目名称\t一般公共预算基本支出\t\t
类\t款\t\t合计\t人员经费\t公用经费
※\t※\t※\t1\t2\t3
\t\t总计\t70.00\t60.00\t10.00
301\t\t工资福利支出\t60.00\t60.00\t
301\t01\t基本工资\t50.00\t50.00\t
301\t08\t机关事业单位基本养老保险缴费\t10.00\t10.00\t
302\t\t商品和服务支出\t10.00\t\t10.00
302\t01\t办公费\t6.00\t\t6.00
302\t11\t差旅费\t4.00\t\t4.00

表 7
一般公共预算项目支出情况表
编制部门：示范市标准局 单位：万元
科目编码\t\t\t功能分类科目名称\t项目名称\t项目支出合计\t工资福利支出\t商品和服务支出\t对个人和家庭的补助\t资本性支出
类\t款\t项\t\t\t\t\t\t\t
※\t※\t※\t※\t※\t1\t2\t3\t4\t5
\t\t\t总计\t\t25.00\t\t22.00\t\t3.00
\t\t\t示范市标准局\t\t25.00\t\t22.00\t\t3.00
201\t\t\t一般公共服务支出\t\t25.00\t\t22.00\t\t3.00
201\t38\t\t市场监督管理事务\t\t25.00\t\t22.00\t\t3.00
201\t38\t02\t一般行政管理事务\t标准宣传项目\t15.00\t\t15.00\t\t
201\t38\t02\t一般行政管理事务\t标准研究项目\t10.00\t\t7.00\t\t3.00

表 8
政府性基金预算支出情况表
编制部门：示范市标准局 单位：万元
科目\t\t\t\t政府性基金预算支出\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
示范市标准局2024年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。

表 9
财政拨款“三公”经费支出情况表
编制部门：示范市标准局 单位：万元
“三公”经费支出内容\t合计\t一般公共预算\t政府性基金\t国有资本经营预算
合计\t3.00\t3.00\t\t
因公出国（境）费\t0.00\t0.00\t\t
公务接待费\t0.50\t0.50\t\t
公务用车购置及运行费（小计）\t2.50\t2.50\t\t
公务用车购置费\t\t\t\t
公务用车运行费\t2.50\t2.50\t\t

表 10
上年结转结余情况明细表
编制部门：示范市标准局 单位：万元
项目名称\t总计\t财政拨款\t\t\t\t非财政拨款\t\t\t
\t\t合计\t基本支出\t\t项目支出\t合计\t基本支出\t\t项目支出
\t\t\t人员经费\t公用经费\t\t\t人员经费\t公用经费\t
总计\t10.00\t10.00\t\t\t10.00\t\t\t\t
示范市标准局\t10.00\t10.00\t\t\t10.00\t\t\t\t
标准研究项目\t10.00\t10.00\t\t\t10.00\t\t\t\t

2024年2月20日
"""
"""Total 100 (basic 70, project 30); revenue 81 own, 4 from above, 5 of the unit, 10 carried over; 2080577 unlisted.

The form of expenditure prints 机关事业单位基本养老保险缴费 without 支出: one name that differs from the list.
"""

BUREAU_2023 = """示范市标准局
2023年部门预算公开

表 1
部门收支总体情况表
编制部门：示范市标准局 单位：万元
收入\t\t支出\t
项目\t预算数\t支出功能分类\t预算数
一、本年收入\t74.00\t201 一般公共服务支出\t70.00
1、一般公共预算拨款\t74.00\t208 社会保障和就业支出\t10.00
二、上年结转结余\t6.00\t\t
1、财政拨款结转\t6.00\t\t
收入总计\t80.00\t支出总计\t80.00

表 2
部门收入总体情况表
编制部门：示范市标准局 单位：万元
功能分类科目编码\t\t\t功能分类科目名称\t总计\t财政拨款（补助）\t\t\t单位资金\t财政拨款结转
类\t款\t项\t\t\t小计\t一般公共预算\t上级一般公共预算安排的转移支付\t\t
※\t※\t※\t※\t1\t2\t3\t4\t5\t6
\t\t\t总计\t80.00\t74.00\t74.00\t\t\t6.00
201\t\t\t一般公共服务支出\t70.00\t64.00\t64.00\t\t\t6.00
201\t38\t\t市场监督管理事务\t70.00\t64.00\t64.00\t\t\t6.00
201\t38\t01\t行政运行\t50.00\t50.00\t50.00\t\t\t
201\t38\t02\t一般行政管理事务\t20.00\t14.00\t14.00\t\t\t6.00
208\t\t\t社会保障和就业支出\t10.00\t10.00\t10.00\t\t\t
208\t05\t\t行政事业单位养老支出\t10.00\t10.00\t10.00\t\t\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t10.00\t10.00\t10.00\t\t\t

表 3
部门支出总体情况表
编制部门：示范市标准局 单位：万元
科目\t\t\t\t支出预算\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
\t\t\t总计\t80.00\t60.00\t20.00
201\t\t\t一般公共服务支出\t70.00\t50.00\t20.00
201\t38\t\t市场监督管理事务\t70.00\t50.00\t20.00
201\t38\t01\t行政运行\t50.00\t50.00\t
201\t38\t02\t一般行政管理事务\t20.00\t\t20.00
208\t\t\t社会保障和就业支出\t10.00\t10.00\t
208\t05\t\t行政事业单位养老支出\t10.00\t10.00\t
208\t05\t05\t机关事业单位基本养老保险缴费支出\t10.00\t10.00\t

表 6
一般公共预算基本支出情况表
编制部门：示范市标准局 单位：万元
经济分类科目编码\t\t经济分类科目名称\t一般公共预算基本支出\t\t
类\t款\t\t合计\t人员经费\t公用经费
※\t※\t※\t1\t2\t3
\t\t总计\t60.00\t52.00\t8.00
301\t\t工资福利支出\t52.00\t52.00\t
301\t01\t基本工资\t42.00\t42.00\t
301\t08\t机关事业单位基本养老保险缴费\t10.00\t10.00\t
302\t\t商品和服务支出\t8.00\t\t8.00
302\t01\t办公费\t8.00\t\t8.00

表 7
一般公共预算项目支出情况表
编制部门：示范市标准局 单位：万元
科目编码\t\t\t功能分类科目名称\t项目名称\t项目支出合计\t工资福利支出\t商品和服务支出\t对个人和家庭的补助\t资本性支出
类\t款\t项\t\t\t\t\t\t\t
※\t※\t※\t※\t※\t1\t2\t3\t4\t5
\t\t\t总计\t\t20.00\t\t20.00\t\t
201\t\t\t一般公共服务支出\t\t20.00\t\t20.00\t\t
201\t38\t\t市场监督管理事务\t\t20.00\t\t20.00\t\t
201\t38\t02\t一般行政管理事务\t标准宣传项目\t14.00\t\t14.00\t\t
201\t38\t02\t一般行政管理事务\t标准普及项目\t6.00\t\t6.00\t\t

表 9
财政拨款“三公”经费支出情况表
编制部门：示范市标准局 单位：万元
“三公”经费支出内容\t合计\t一般公共预算\t政府性基金\t国有资本经营预算
合计\t4.00\t4.00\t\t
因公出国（境）费\t\t\t\t
公务接待费\t1.00\t1.00\t\t
公务用车购置及运行费（小计）\t3.00\t3.00\t\t
公务用车购置费\t\t\t\t
公务用车运行费\t3.00\t3.00\t\t

2023年2月20日
"""
"""Total 80 (basic 60, project 20); 6 carried over; one project comes back in 2024, one ends; no trip abroad printed."""

UNIT_2024 = """示范市标准局
2024年单位预算公开

表 1
单位收支总体情况表
编制单位：示范市标准局 单位：万元
收入\t\t支出\t
项目\t预算数\t支出功能分类\t预算数
一、本年收入\t60.00\t201 一般公共服务支出\t60.00
1、一般公共预算拨款\t60.00\t\t
收入总计\t60.00\t支出总计\t60.00

表 3
单位支出总体情况表
编制单位：示范市标准局 单位：万元
科目\t\t\t\t支出预算\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
\t\t\t总计\t60.00\t45.00\t15.00
201\t\t\t一般公共服务支出\t60.00\t45.00\t15.00
201\t38\t\t市场监督管理事务\t60.00\t45.00\t15.00
201\t38\t01\t行政运行\t45.00\t45.00\t
201\t38\t02\t一般行政管理事务\t15.00\t\t15.00

2024年2月20日
"""
"""The bureau's own unit under the same name: 60, part of the 100 of the department, never to be added to it."""

OFFICE_2024 = """示范县档案馆
2024年部门预算公开

表 1
部门收支总体情况表
编制部门：示范县档案馆 单位：万元
收入\t\t支出\t
项目\t预算数\t支出功能分类\t预算数
一、本年收入\t50.00\t201 一般公共服务支出\t50.00
1、一般公共预算拨款\t50.00\t\t
收入总计\t50.00\t支出总计\t50.00

表 3
部门支出总体情况表
编制部门：示范县档案馆 单位：万元
科目\t\t\t\t支出预算\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
\t\t\t总计\t52.00\t40.00\t12.00
201\t\t\t一般公共服务支出\t52.00\t40.00\t12.00
201\t26\t\t档案事务\t52.00\t40.00\t12.00
201\t26\t01\t行政运行\t40.00\t40.00\t
201\t26\t04\t档案馆\t10.00\t\t10.00

表 7
一般公共预算项目支出情况表
编制部门：示范县档案馆 单位：万元
科目编码 功能分类科目名称 项目名称 项目支出合计 工资福利支出 商品和服务支出 对个人和家庭的补助 债务利息及费用支出
资本性支出（基本建设） 资本性支出 对企业补助（基本建设） 对企业补助 对社会保障基金补助 其他支出
类 款 项
※ ※ ※ ※ ※ 1 2 3 4 5 6 7 8 9 10 11
总计 10.00 10.00
201 一般公共服务支出 10.00 10.00
201 26 档案事务 10.00 10.00
201 26 04 档案馆 库房维护项目 10.00 10.00

第二部分 2024年部门预算情况说明
示范县档案馆
2024年3月1日
"""
"""The form of expenditure says 52 where its rows and the summary say 50; the project form has lost its columns."""

OFFICE_2024_CORRECTED = OFFICE_2024.replace("52.00", "50.00").replace("12.00", "10.00")
"""The same document published again with the totals put right."""

DOCUMENTS = {
    "bureau-2024.txt": BUREAU_2024,
    "bureau-2023.txt": BUREAU_2023,
    "bureau-unit-2024.txt": UNIT_2024,
    "office-2024.txt": OFFICE_2024,
    "office-2024-corrected.txt": OFFICE_2024_CORRECTED,
}
OTHER_BASE = "https://example.org/earlier/"


@cache
def corpus_nquads() -> dict[str, str]:
    """The graph of each document by its name, and of an earlier conversion of the office that missed one number."""
    graphs = {}
    with TemporaryDirectory() as folder:
        for name, text in DOCUMENTS.items():
            path = Path(folder) / name
            path.write_text(text, "utf-8")
            record = convert(path)
            graphs[iris.document(record.sha256)] = document_nquads(record, with_concepts=False)
            if name == "office-2024-corrected.txt":
                form = next(each for each in record.forms if each.key == "expenditure")
                missed = tuple(fact for fact in form.facts if fact.row.function != "2012604")
                forms = tuple(replace(form, facts=missed) if each is form else each for each in record.forms)
                earlier = document_nquads(replace(record, forms=forms), OTHER_BASE, with_concepts=False)
                graphs[iris.document(record.sha256, OTHER_BASE)] = earlier
    return graphs


def names_of_documents() -> dict[str, str]:
    """The file name of each document by its IRI, that of the earlier conversion marked."""
    names = {iris.document(sha256(text.encode()).hexdigest()): name for name, text in DOCUMENTS.items()}
    corrected = sha256(OFFICE_2024_CORRECTED.encode()).hexdigest()
    return {**names, iris.document(corrected, OTHER_BASE): "office-2024-corrected.txt converted earlier"}


def corpus_store() -> EmbeddedStore:
    """The corpus and the code lists in memory."""
    store = EmbeddedStore()
    store.load_lists()
    for graph, nquads in corpus_nquads().items():
        store.put(graph, nquads)
    return store
