"""The catalogue of a year as it is published, and published anew once it is adjusted."""

from __future__ import annotations

import datetime as dt

from tests.domain.dossiers import rulebook
from tests.papers.official.reading import text
from workflow.domain.catalogue import YearCatalogue
from workflow.domain.facts import (
    Catalogue,
    CatalogueAdoption,
    CatalogueConsent,
    CatalogueItem,
    CataloguePublication,
)
from workflow.papers.official.filling import Templates
from workflow.papers.official.fonts import fonts_in
from workflow.papers.official.kinds import available, kinds_of
from workflow.papers.official.layout import layout_of
from workflow.papers.official.pdf import pdf
from workflow.papers.official.values import Words, catalogue_values
from workflow.papers.official.word import word

MOMENT = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)


def item(number, change="added", **more):
    facts = {
        "on": dt.date(2022, 2, 1),
        "number": number,
        "change": change,
        "name": f"第{number}条公路整修",
        "unit": "乡村建设办公室",
        "basis": "《中华人民共和国公路法》第八条",
        "stages": ("participation", "hearing", "legality_review", "deliberation"),
        "due": dt.date(2022, 12, 31),
        "entered": MOMENT + dt.timedelta(days=number * 10),
    }
    return CatalogueItem(**facts | more)


def adjusted() -> YearCatalogue:
    """Published with two items, then with a third instead of the second."""
    versions = (2, 4)
    day = {2: dt.date(2022, 3, 31), 4: dt.date(2022, 6, 30)}
    return YearCatalogue(
        Catalogue(on=dt.date(2022, 1, 5), year=2022),
        (
            item(1),
            item(2, stages=("legality_review", "deliberation")),
            item(3),
            item(2, "removed", reason="资金未落实"),
        ),
        tuple(
            CatalogueAdoption(on=day[each], version=each, kind="head_office", meeting="2022年第2次")
            for each in versions
        ),
        (CatalogueConsent(on=day[2], version=2, document="清泉委复〔2022〕1号"),),
        tuple(
            CataloguePublication(
                on=day[each], version=each, document=f"清泉府发〔2022〕{each}号", channels=("website",)
            )
            for each in versions
        ),
    )


def papers():
    found = adjusted()
    said = Words(rulebook().labels)
    for each in available(kinds_of(of="catalogue"), found):
        yield Templates().fill(each.kind.key, catalogue_values(found, each, "清泉乡人民政府", said))


def test_each_publication_is_a_notice_with_the_list_behind_it():
    first, second = papers()
    assert first.title == "清泉乡人民政府关于公布2022年度重大行政决策事项目录的通知"
    assert (first.mark, first.number) == ("清泉乡人民政府文件", "清泉府发〔2022〕2号")
    assert "已经乡长办公会议（2022年第2次）审议通过，并报中共清泉乡委员会同意，现予公布" in text(first)
    table = [[cell.text for cell in row] for row in first.attached[1].rows]
    assert table[0] == ["序号", "事项名称", "承办单位", "法律政策依据", "履行程序", "是否听证", "计划完成时间", "备注"]
    assert table[1][4:7] == ["公众参与、合法性审查、集体讨论决定", "是", "2022年12月31日"]
    assert table[2][5] == "否"
    assert second.title == "清泉乡人民政府关于调整2022年度重大行政决策事项目录的通知"
    assert "2．调出“第2条公路整修”。理由：资金未落实。" in text(second)
    assert [row[0].text for row in second.attached[1].rows] == ["序号", "1", "3"]


def test_they_can_be_printed():
    for paper in papers():
        assert pdf(paper, layout_of(), fonts_in(), author="某", made=MOMENT)
        assert word(paper, layout_of(), author="某", made=MOMENT)


def test_what_was_entered_later_is_left_out():
    assert len(adjusted().until(MOMENT + dt.timedelta(days=15)).changes) == 1
