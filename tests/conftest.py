"""What many tests need: a small disclosure of our own, and the real documents where they stand beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

SMALL = """示范市标准局
2024 年部门预算公开

第二部分 2024 年部门预算公开表
表 1
部门收支总体情况表
编制部门：示范市标准局 单位：万元
收入\t\t支出\t
项目\t预算数\t支出功能分类\t预算数
一、本年收入\t100.00\t201 一般公共服务支出\t90.00
1、一般公共预算拨款\t95.00\t208 社会保障和就业支出\t10.00
5、单位资金\t5.00\t\t
收入总计\t100.00\t支出总计\t100.00

表 5
一般公共预算支出情况表
编制部门：示范市标准局 单位：万元
科目\t\t\t\t一般公共预算支出\t\t
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
※\t※\t※\t※\t1\t2\t3
\t\t\t总计\t95.00\t65.00\t30.00
201\t\t\t一般公共服务支出\t85.00\t55.00\t30.00
201\t38\t\t市场监督管理事务\t85.00\t55.00\t30.00
201\t38\t01\t行政运行\t55.00\t55.00\t
201\t38\t02\t一般行政管理事务\t30.00\t\t30.00
208\t\t\t社会保障和就业支出\t10.00\t10.00\t
208\t05\t\t行政事业单位养老支出\t10.00\t10.00\t
208\t05\t77\t示范补贴\t10.00\t10.00\t

表 7
一般公共预算项目支出情况表
编制部门：示范市标准局 单位：万元
科目编码 功能分类科目名称 项目名称 项目支出合计 工资福利支出 商品和服务支出 对个人和家庭的补助 债务利息及费用支出
资本性支出（基本建设） 资本性支出 对企业补助（基本建设） 对企业补助 对社会保障基金补助 其他支出
类 款 项
※ ※ ※ ※ ※ 1 2 3 4 5 6 7 8 9 10 11
总计 30.00 30.00
201 一般公共服务支出 30.00 30.00
201 38 市场监督管理事务 30.00 30.00
201 38 02 一般行政管理事务 标准宣传项目 30.00 30.00

表 8
政府性基金预算支出情况表
编制部门：示范市标准局 单位：万元
科目 政府性基金预算支出
功能分类科目编码 功能分类科目名称 合计 基本支出 项目支出
类 款 项 人员经费 公用经费
※ ※ ※ ※ 1 2 3 4
示范市标准局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。

第三部分 2024 年部门预算情况说明
示范市标准局
2024年2月20日
"""


@pytest.fixture
def small_text() -> str:
    """A small disclosure: ruled forms, one form that has lost its columns, one empty form, one unlisted code."""
    return SMALL


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """The same as a file."""
    path = tmp_path / "small.txt"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five real text documents; skipped where they do not stand beside the project."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the real documents (../shared/seeds) are not beside the project")
    return found
