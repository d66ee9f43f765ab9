"""The report on public participation, written from the record."""

from __future__ import annotations

import datetime as dt

from tests.domain.dossiers import having, lawful
from workflow.papers.participation_report import Heading, report

HEADING = Heading("乡村建设办公室", "清泉乡农村道路整修方案（草案）", dt.date(2022, 9, 8))


def test_the_four_parts_are_written_from_the_record():
    dossier = having(
        {
            "notice.shortened_reason": "汛期将至",
            "opinions.0.answer.topic": "施工次序",
            "opinions.1.answer.duplicate_of": 1,
            "heard": [
                {
                    "number": 1,
                    "on": "2022-08-15",
                    "way": "symposium",
                    "place": "村便民服务中心",
                    "audience": ["parties", "representatives"],
                    "whom": "六个村的村民代表。",
                    "people": 30,
                    "views": [{"text": "先修桥", "disposition": "partly", "reason": "分步实施"}],
                }
            ],
            "explanations": [{"on": "2022-08-16", "way": "interview", "subject": "路面结构"}],
        }
    )
    assert report(dossier, HEADING).splitlines() == [
        "《清泉乡农村道路整修方案（草案）》公众参与情况报告",
        "一、基本情况",
        "（一）公开征求意见。2022年8月1日至2022年8月31日，通过政府网站、乡、村公开栏公布决策草案第1版及其说明，"
        "公众可以通过网上提交、信函、电话等方式提出意见。",
        "公告说明的缩短期限的理由：汛期将至。",
        "（二）以其他方式听取意见。2022年8月15日在村便民服务中心以座谈会方式听取利益相关方、群众代表意见（30人参加）：六个村的村民代表。",
        "二、意见情况",
        "公开征求意见期间共收到意见2条（网上提交1条、信函1条），其中重复意见1条。",
        "经归类整理，涉及施工次序1条。",
        "以其他方式听取意见1次，归纳主要意见1条。",
        "三、采纳情况及理由",
        "经研究论证，采纳1条，部分采纳1条，不采纳1条。",
        "第1条意见：建议先修学校门前的路。采纳，理由：已调整施工次序。",
        "第2条意见：建议全部改为柏油路面。不采纳（与第1条意见相同），理由：超出预算。",
        "2022年8月15日座谈会意见1：先修桥。部分采纳，理由：分步实施。",
        "四、其他需要说明的情况",
        "2022年8月16日通过专家访谈方式，就“路面结构”向社会公众作了解释说明。",
        "乡村建设办公室",
        "2022年9月8日",
    ]


def test_without_opinions():
    text = report(having({"opinions": []}), HEADING)
    assert "公开征求意见期间未收到意见。" in text
    assert "没有需要研究处理的意见。" in text
    assert "四、其他需要说明的情况\n无。" in text


def test_an_earlier_round_is_told_of():
    words = lawful().model_dump()
    earlier = {
        "notice": words["notice"],
        "opinions": words["opinions"],
        "result": words["participation"],
        "reopening": {"on": "2022-09-14", "version": 2, "reason": "施工范围作了重大修改"},
    }
    text = report(having({"earlier_rounds": [earlier], "notice": None, "opinions": []}), HEADING)
    assert "没有发布公开征求意见公告。" in text
    assert (
        "此前第1次公开征求意见（2022年8月1日至2022年8月31日）收到意见2条，采纳情况已于2022年9月8日公布；"
        "重新征求意见的理由：施工范围作了重大修改。"
    ) in text


def test_an_opinion_still_being_studied():
    text = report(having({"opinions.0.answer": None, "opinions.1.answer.reason": ""}), HEADING)
    assert "第1条意见：建议先修学校门前的路。正在研究处理。" in text
    assert "第2条意见：建议全部改为柏油路面。不采纳。" in text
