"""The papers from the request to deliberate to the archive: what each must contain, and that little makes little."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import WORDS, having, lawful
from tests.papers.official.later_records import FULL, SPARSE
from tests.papers.official.reading import made, text
from workflow.papers.official.document import Heading, Table
from workflow.papers.official.kinds import available, kinds_of
from workflow.papers.official.outline import outline


def rows(document, place=0, *, attached=False):
    """The texts of a table of it, row by row."""
    blocks = document.attached if attached else document.body
    table = [each for each in blocks if isinstance(each, Table)][place]
    return [[cell.text for cell in row] for row in table.rows]


def test_the_request_to_deliberate_lists_what_was_done_and_what_is_handed_in():
    paper = made(lawful(), "meeting_submission-2")
    assert paper.title == "关于提请集体讨论《清泉乡农村道路整修方案（草案）》的请示"
    assert (paper.addressee, paper.by, paper.dated) == ("清泉乡人民政府", "乡村建设办公室", "2022年10月15日")
    assert ["合法性审查", "2022年10月12日", "清泉司审〔2022〕3号：合法，可以提交讨论。"] in rows(paper)
    assert rows(paper, attached=True)[1] == ["1", "草案及相关材料", ""]
    assert "以上请示妥否，请批示。" in text(paper)


def test_a_report_that_another_took_the_place_of_is_told_to_the_meeting_with_the_reason():
    (done,) = WORDS["risk_assessments"]
    first = done | {"finding": None, "report": done["report"] | {"level": "high"}}
    again = having({"risk_assessments": [first, done | {"again": "原报告估计过高。"}]})
    told = "此前2022年8月22日的评估报告（草案第1版）评估为高风险，没有认定，此后再次评估，理由：原报告估计过高。"
    for key in ("meeting_submission-2", "finding-2"):
        assert told in text(made(again, key)), text(made(again, key))
    assert "再次评估的理由：原报告估计过高。" in text(made(again, "risk-2"))
    assert "没有认定" not in text(made(lawful(), "meeting_submission-2")) + text(made(lawful(), "finding-1"))


def test_what_was_concluded_after_the_request_is_not_in_it():
    early = having({"meeting_submissions.0.on": "2022-08-26", "meeting_submissions.0.materials": []})
    paper = made(early, "meeting_submission-1")
    assert [row[0] for row in rows(paper)] == ["程序", "专家论证", "风险评估"]
    assert (paper.annexes, paper.attached) == ((), ())


def test_the_letter_of_return_names_what_it_returns_and_why():
    paper = made(lawful(), "meeting_return-1")
    assert (paper.title, paper.addressee) == ("关于退回《清泉乡农村道路整修方案（草案）》的函", "乡村建设办公室")
    assert "你单位2022年10月13日报送的" in text(paper)
    assert "缺少资金来源说明。" in text(paper)


def test_the_notice_of_a_meeting():
    paper = made(lawful(), "agenda-1")
    assert paper.title == "关于召开乡长办公会议（第9次）的通知"
    assert "会议时间：2022年10月18日（星期二）" in text(paper)
    assert "会议时间：2022年10月18日（星期二）9:30" in text(made(having({"agenda.0.time": "9:30"}), "agenda-1"))
    assert rows(paper, attached=True) == [
        ["序号", "议题", "汇报单位"],
        ["1", "审议《清泉乡农村道路整修方案（草案）》", "乡村建设办公室"],
    ]
    assert "审议《清泉乡农村道路整修方案》决策草案" in text(made(SPARSE, "agenda-1"))


def test_the_special_record_is_complete():
    paper = made(FULL, "record-1")
    said = text(paper)
    head = {row[0]: row[1] for row in rows(paper)}
    assert head["缺席及原因"] == "马超（副乡长）：因公出差"
    assert head["回避"] == "何敏（副乡长）：亲属承包本工程"
    assert head["列席人员"] == "吴静（乡村建设办公室主任）；郑律（司法所所长）"
    assert said.index("1．赵强（副乡长）：不同意。资金没有落实。") < said.index(
        "2．李明（乡长），行政首长，最后发表意见：同意。同意。"
    )
    assert "实到3人，回避1人，赞成1人，反对1人，弃权0人。" in said
    assert [row[3] for row in rows(paper, 1)] == ["表决意见", "赞成", "反对", "回避"]
    assert "赵强（副乡长）：“资金没有落实，我反对。”" in said
    assert "行政首长在会上说明的理由：事关群众出行。" in said
    assert rows(paper, 2)[1][:3] == ["李明", "乡长", "2022年10月19日"]
    assert "1．原记录“通过。”，更正为“原则通过。”。理由：漏记。（2022年10月20日）" in said


def test_where_attendance_is_not_recorded_nobody_is_said_to_be_absent_or_present():
    head = {each: row[place + 1] for row in rows(made(SPARSE, "record-1")) for place, each in enumerate(row[:-1])}
    assert (head["应到人数"], head["实到人数"], head["缺席及原因"]) == ("1人", "", "")


def test_the_minutes_have_who_came_below_and_say_it_once():
    paper = made(FULL, "minutes-1")
    assert (paper.mark, paper.number) == ("清泉乡人民政府乡长办公会议纪要", "第9次")
    assert paper.attending == (
        ("出席", "李明（乡长）、赵强（副乡长）"),
        ("请假", "马超，因公出差"),
        ("列席", "吴静"),
    )
    opening = "2022年10月18日，乡长李明在乡政府三楼会议室主持召开清泉乡人民政府乡长办公会议（第9次）。"
    assert [each.text for each in paper.body] == [opening, "一、会议决定", "会议讨论并通过了方案。"]
    dated = having({"meetings.0.resolution.minutes": "时间：2022年10月18日\n会议决定：通过。"}, FULL)
    assert [each.text for each in made(dated, "minutes-1").body] == ["时间：2022年10月18日", "会议决定：通过。"]
    free = made(lawful(), "minutes-1")
    assert free.attending == (("出席", "李明（乡长）、赵强（副乡长）、何敏（副乡长）、马超（副乡长）"),)
    assert not any(found.kind.key == "minutes" for found in available(kinds_of(), SPARSE))


def test_a_request_to_the_party_committee_asks_and_a_report_does_not():
    request = made(FULL, "party_report")
    assert (request.mark, request.number) == ("清泉乡人民政府文件", "清泉府文〔2022〕31号")
    assert request.signer
    assert request.addressee == "中共清泉乡委员会"
    said = [each.text for each in request.body]
    assert said[0] == "方案已履行重大行政决策法定程序。决策草案及会议纪要附后。"
    assert (said[-1], said.count("妥否，请批示。")) == ("妥否，请批示。", 1)
    assert request.annexes == ("清泉乡农村道路整修方案（草案）", "会议纪要")
    assert made(having({"party_reports.0.approved_by": "李明"}, FULL), "party_report").signer == "李明"
    report = made(SPARSE, "party_report")
    assert report.body[-1].text == "特此报告。"
    assert "请批示" not in text(report)


def test_a_request_tells_of_the_matter_of_each_stage_and_of_what_it_contains():
    told = made(FULL, "party_report")
    said = [each.text for each in told.body]
    level = [each.text for each in told.body if isinstance(each, Heading) and each.level == 1]
    assert level == ["事项由来和必要性", "履行程序情况", "主要内容"]
    for each in (
        "村道年久失修，雨季多次中断交通。",
        "涉及六个村出行安全。",
        "主要依据：《中华人民共和国公路法》第八条。",
        "2022年7月15日，经李明批准启动决策程序，由乡村建设办公室承办。",
        "2022年9月8日形成结果：收到意见2条，采纳1条，不采纳1条。",
        "2022年8月22日形成评估报告，风险等级为低风险；2022年8月25日认定风险可控。",
        "第一条　整修十二条村道。",
    ):
        assert each in said, each
    assert any(each.startswith("2022年10月18日，乡长办公会议") and "决定：通过。" in each for each in said)
    assert any("反对1人" in each for each in said)
    whole = having({"party_reports.0.text": "一、基本情况\n方案已经拟订。\n二、请示事项\n妥否，请批示。"}, FULL)
    assert [each.text for each in made(whole, "party_report").body] == [
        "一、基本情况",
        "方案已经拟订。",
        "二、请示事项",
        "妥否，请批示。",
    ], "a letter with parts of its own is whole"
    parts = "一、目标\n修复道路。\n二、内容\n（一）重建板块。"
    headed = made(having({f"drafts.{each}.body": parts for each in range(len(FULL.drafts))}, FULL), "party_report").body
    heads = [each.text for each in headed if isinstance(each, Heading) and each.level == 2]
    assert heads[-2:] == ["目标", "内容"]
    assert not any("#" in each.text for each in headed)
    twice = having({"risk_assessments": FULL.risk_assessments * 2, "meetings": FULL.meetings * 2}, FULL)
    heads = [each.text for each in made(twice, "party_report").body if isinstance(each, Heading)]
    assert [each for each in heads if "集体讨论" in each] == ["第一次集体讨论", "第二次集体讨论"]
    assert [each for each in heads if "风险评估" in each] == ["第一次风险评估", "第二次风险评估"]
    before = [each.text for each in made(having({"party_reports.0.on": "2022-09-01"}, FULL), "party_report").body]
    assert not any("合法性审查" in each for each in before), "what came later is not told"


def test_a_request_tells_of_the_check_of_what_was_adopted_in_principle():
    check = {"on": "2022-10-19", "version": 2, "finding": "kept_to", "changes": "调整了施工次序", "reviewer": "郑律"}
    later = {"on": "2022-12-31", "version": 3, "finding": "short", "reviewer": "郑律"}
    said = told({"final_checks": [check, later]})
    assert said[said.index("核对定稿") + 1 :][:2] == [
        "2022年10月19日，由郑律核对会后修改形成的第2版，核对意见：落实了会议意见，没有超出。",
        "会后修改情况：调整了施工次序。",
    ]
    assert not any("核对定稿" in each for each in told({"final_checks": [later]}))


def test_a_long_draft_is_told_by_its_parts():
    short = "一、目标\n修复道路。\n二、内容\n（一）重建板块。\n（二）加铺面层。"
    assert list(outline(short)) == [
        (True, "目标"),
        (False, "修复道路。"),
        (True, "内容"),
        (False, "1．重建板块。"),
        (False, "2．加铺面层。"),
    ]
    assert list(outline(short + "\n" + "长" * 900)) == [(False, "分为目标、内容两个部分，全文附后。")]
    articles = "\n".join(f"第{each}条　{'长' * 200}" for each in "一二三四五六")
    assert list(outline(articles)) == [(False, "共6条，全文附后。")]


def test_only_a_number_in_brackets_is_taken_for_one():
    for each in ("（一事一议项目除外）按本方案执行。", "（三峡库区）沿线村。", "（", "（三）"):
        assert list(outline(each)) == [(False, each)]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["没有分条目。"], "全文附后。"),
        (["一、 目标", "二、　内容"], "分为目标、内容两个部分，全文附后。"),
        (["一、目标"], "包括目标，全文附后。"),
        (["第一条　目标。", "第八条规定的情形除外。"], "共1条，全文附后。"),
    ],
)
def test_what_a_long_draft_is_told_by(lines, told):
    assert list(outline("\n".join([*lines, "长" * 900]))) == [(False, told)]


def test_a_draft_of_very_many_parts_is_told_too():
    told = list(outline("\n".join(["一、甲", "长" * 900] + ["二、乙"] * 110)))
    assert told[0][1].endswith("乙一百一十一个部分，全文附后。")


def test_the_paper_for_the_congress_is_a_bill_or_a_report():
    assert made(FULL, "congress_report").title == "清泉乡人民政府关于提请审议《清泉乡农村道路整修方案》的议案"
    report = made(SPARSE, "congress_report")
    assert report.title == "清泉乡人民政府关于《清泉乡农村道路整修方案》有关情况的报告"
    assert report.body[-1].text == "特此报告。"


def test_whom_minutes_go_to_closes_them():
    paper = made(FULL, "minutes-1")
    assert paper.closing == (("分送：", "各村民委员会。"),)
    assert not any("分送" in getattr(each, "text", "") for each in paper.body)


def test_what_is_issued_stands_behind_the_notice_that_issues_it():
    paper = made(FULL, "publication")
    assert (paper.mark, paper.number, paper.dated) == (
        "清泉乡人民政府文件",
        "清泉府发〔2022〕12号",
        "2022年10月25日",
    )
    assert paper.title == "清泉乡人民政府关于印发《清泉乡农村道路整修方案》的通知"
    assert [each.text for each in paper.attached] == ["清泉乡农村道路整修方案", "第一条　整修十二条村道。"]
    assert paper.addressee == "各村民委员会，机关各办公室"
    assert paper.closing == (("抄送：", "县交通局。"),)
    assert paper.printing == ("清泉乡党政办公室", "2022年10月26日印发")
    assert (paper.annexes, paper.annex_mark(paper.attached[0])) == ((), ""), "what is issued is no annex"
    named = made(having({"publication.title": "关于印发《农村道路整修方案》的通知"}), "publication")
    assert (named.addressee, named.closing, named.printing) == ("", (), ("", "")), "nothing is invented"
    assert named.attached[0].text == "农村道路整修方案"
    own = made(having({"publication.title": "清泉乡农村道路整修方案"}), "publication")
    assert ([each.text for each in own.body], own.attached) == (["第一条　整修十二条村道。"], ())
    files = [{"name": "附图.pdf", "digest": "a" * 64, "size": 1, "media_type": "application/pdf"}]
    assert made(having({"drafts.1.files": files}, FULL), "publication").annexes == ("附图",)
    annexed = made(having({"publication.title": "方案", "drafts.1.files": files, "drafts.1.body": ""}), "publication")
    assert (annexed.annexes, text(annexed).count("全文见附件。")) == (("附图",), 1)
    assert made(SPARSE, "publication").title == "清泉乡农村道路整修方案"


def test_interpretation_and_explanation_are_papers_where_they_are_recorded():
    assert "因为资金分年到位。" in text(made(FULL, "interpretation"))
    assert "收到意见2条，采纳1条。" in text(made(FULL, "explanation_adopted"))
    kinds = {found.kind.key for found in available(kinds_of(), SPARSE)}
    assert not {"interpretation", "explanation_adopted"} & kinds


def test_the_record_of_the_publication_has_a_line_for_each_channel():
    paper = made(FULL, "publication_record")
    further = ["政府公报", "本行政区域内发行的报纸"]
    assert [row[1] for row in rows(paper, 1)] == ["途径", "政府网站", "乡、村公开栏", *further]
    assert [row[0] for row in rows(paper, 1)][1:] == ["1", "2", "3", "4"]
    undated = having({"publication.formed_on": None}, FULL)
    for record in (FULL, undated):
        dated = next(row[3] for row in rows(made(record, "publication_record")) if "成文日期" in row)
        assert dated == made(record, "publication").dated


def test_what_was_put_right_and_what_was_added_are_announced():
    right, added = (made(FULL, f"publication_amendment-{n}") for n in (1, 2))
    assert "关于更正" in right.title
    for said in ("现更正如下。", "第二条“三条”应为“四条”。", "更正的原因：排印有误。"):
        assert said in text(right), said
    assert added.title.endswith("公布情况的补充公告")
    assert "以清泉府发〔2022〕12号公布的" in text(right)
    unnumbered = made(having({"publication.number": ""}, FULL), "publication_amendment-1")
    assert "2022年10月27日公布的" in text(unnumbered)
    assert "赵强" not in text(right), "who approved it is not published"
    for said in ("现补充如下。", "增加的公布途径：政府公报、本行政区域内发行的报纸。", "在院坝会上解读。"):
        assert said in text(added), said


def test_a_decision_to_withhold_and_one_to_lift():
    withheld, lifted = made(FULL, "withholding-1"), made(FULL, "withholding-2")
    assert withheld.title == "关于《清泉乡农村道路整修方案》不予公开的决定"
    assert ["不予公开范围", "附图"] in rows(withheld)
    assert lifted.title == "关于解除《清泉乡农村道路整修方案》不予公开的决定"
    assert ["可以公开理由", "情形已经消除。"] in rows(lifted)


def test_contract_and_filing():
    assert ["相对方", "某建设工程有限公司"] in rows(made(FULL, "signing"))
    filing = made(FULL, "filing")
    assert (filing.number, filing.addressee) == ("清泉府文〔2022〕33号", "某县人民政府")


def test_the_lists_of_the_archive():
    listed = rows(made(lawful(), "in_file_list"))
    assert listed[0] == ["顺序号", "文号", "责任者", "题名", "日期", "页号", "备注"]
    numbered = {row[3]: row[1] for row in listed}
    assert numbered["合法性审查意见书（第1次）"] == "清泉司审〔2022〕3号"
    assert numbered["公布的决策文件"] == "清泉府发〔2022〕12号"
    assert rows(made(SPARSE, "in_file_list"))[1][:2] == ["1", ""], "a review there is none of has no number"
    items = [{"key": f"x-{pages}", "title": "材料", "pages": pages} for pages in (2, 3, 4)]
    paged = having({"archive.items": items})
    assert [row[5] for row in rows(made(paged, "in_file_list"))[1:]] == ["1", "3", "6—9"]
    sheet = text(made(paged, "reference_sheet"))
    assert "共9页" in sheet
    unknown = having({"archive.items": [*items, {"key": "y", "title": "材料"}, {"key": "z", "title": "材料"}]})
    assert [row[5] for row in rows(made(unknown, "in_file_list"))[1:]] == ["1", "3", "6", "10", ""]
    handover = made(lawful(), "handover")
    assert ["移交人签名", "　", "接收人签名", "　"] in rows(handover, 2)
    assert "任务分解表（第1次）" in text(made(FULL, "archive_supplement-1"))
    later = rows(made(FULL, "package_handover-1"))
    assert ["移交单位", "清泉乡人民政府", "接收单位", "某县档案馆"] in later
    assert [f"{'ab' * 16} {'ab' * 16}"] == [row[1] for row in later if row[0] == "档案包SHA-256"]


def test_tasks_and_reports_of_execution():
    assert ["2", "按进度拨付资金并监管使用", "财政所", "2023年8月31日", ""] in rows(made(FULL, "assignment-1"))
    report = made(FULL, "execution_report-1")
    assert (report.title, report.by) == ("关于《清泉乡农村道路整修方案》执行情况的报告", "财政所")
    assert "第2项任务：按进度拨付资金并监管使用。（完成时限：2023年8月31日）" in text(report)
    assert "该项任务已经完成。" in text(report)
    assert made(FULL, "execution_report-2").title == "《清泉乡农村道路整修方案》执行情况督促检查报告"
    problem = text(made(FULL, "problem-1"))
    assert "执行中，有发生不可抗力等严重影响决策目标实现的情形。现报告如下：" in problem
    assert "暂缓执行。" in problem
    ended = made(FULL, "execution")
    assert [row[4] for row in rows(ended)] == ["是否完成", "否", "是"]


@pytest.mark.parametrize(
    ("place", "title"),
    [(1, "中止执行{}"), (2, "恢复执行{}"), (3, "调整{}"), (4, "对{}作重大调整"), (5, "停止执行{}")],
)
def test_each_order_is_called_what_it_is(place, title):
    paper = made(FULL, f"order-{place}")
    assert paper.title == f"清泉乡人民政府关于{title.format('《清泉乡农村道路整修方案》')}的决定"
    assert "连续暴雨，继续施工不安全。" in text(paper)


@pytest.mark.parametrize(
    ("place", "title"), [(2, "恢复执行{}"), (3, "调整{}"), (4, "对{}作重大调整"), (5, "停止执行{}")]
)
def test_the_meeting_on_an_order_has_minutes(place, title):
    """Of every order that tells of its meeting who took part."""
    paper = made(FULL, f"order_minutes-{place}")
    assert paper.title == f"关于讨论{title.format('《清泉乡农村道路整修方案》')}的会议纪要"
    said = text(paper)
    for words in ("应到3人，参加讨论2人。赞成：李明；反对：田秀英；弃权：无。", "行政首长在会上说明的理由：汛期将至。"):
        assert words in said
    assert ("拟调整内容" in said) == (place in (3, 4))
    assert all(each.key != "order_minutes-1" for each in available(kinds_of(), FULL))


def test_a_suggestion_has_a_sheet_before_it_is_answered_too():
    assert ["处理情况", "采纳或者已经解决", "处理日期", "2023年1月22日"] in rows(made(FULL, "suggestion-1"))
    assert ["处理情况", "", "处理日期", ""] in rows(made(SPARSE, "suggestion-1"))


def test_evaluation_from_the_commission_to_its_use():
    commission, plan = made(FULL, "evaluation_plan-1"), made(SPARSE, "evaluation_plan-1")
    assert commission.title == "《清泉乡农村道路整修方案》决策后评估委托书"
    assert "没有承担主要论证评估工作" in text(commission)
    assert plan.title == "《清泉乡农村道路整修方案》决策后评估工作方案"
    assert "受托单位" not in text(plan)
    report = made(FULL, "evaluation-1")
    assert (report.by, report.body[-1].text) == ("某市社会经济研究院", "调整决策。")
    assert "清泉乡人民政府研究决定：调整决策。" in text(made(FULL, "evaluation_use-1"))


def told(changes, base=FULL):
    return [each.text for each in made(having(changes, base), "party_report").body]


def test_a_letter_tells_the_draft_as_it_stands_on_its_day():
    drafts = [each.model_dump() for each in FULL.drafts]
    later = [
        {**drafts[-1], "version": 3, "on": day, "body": f"第一条　{day}文本。"} for day in ("2022-10-19", "2022-12-01")
    ]
    said = told({"drafts": [*drafts, *later]})
    assert "第一条　2022-10-19文本。" in said, "what was amended after the meeting"
    assert any("讨论第2版" in each for each in said)


def test_a_letter_says_what_came_of_units_that_disagreed():
    units = [
        {"unit": "财政所", "answered": "disagrees", "replied_on": "2022-08-01", "settled": True},
        {"unit": "规划所", "answered": "with_changes", "replied_on": "2022-08-02"},
        {"unit": "林业站", "answered": "disagrees", "replied_on": "2022-12-02"},
    ]
    said = told({"consultation": {"on": "2022-07-30", "version": 1, "units": units}})
    line = said.index("征求有关单位意见") + 1
    assert said[line] == "财政所不同意（2022年8月1日），经协商一致；规划所同意，有修改意见（2022年8月2日）。"
    assert "征求有关单位意见" not in told({"consultation": {"on": "2022-07-30", "version": 1, "units": units[2:]}})


@pytest.mark.parametrize(
    "end", ["妥否，请予批示。", "特此请示，请批复。", "以上报告，请审阅。", "专此报告。", "当否，请审定"]
)
def test_an_ending_that_was_typed_stands_alone(end):
    assert told({"party_reports.0.text": f"方案已经拟订。\n{end}"})[-1] == end
    assert "妥否，请批示。" not in told({"party_reports.0.text": f"方案已经拟订。\n{end}"})[:-1]


@pytest.mark.parametrize("number", ["一、", "（一）", "1.", "1．"])
def test_a_text_with_numbers_of_any_level_is_whole(number):
    typed = [f"{number}方案已经拟订。", "妥否，请批示。"]
    assert told({"party_reports.0.text": "\n".join(typed)}) == typed
    assert "履行程序情况" in told({"party_reports.0.text": "1.5公里村道已经勘察。"})


def test_a_title_that_brings_its_own_marks_keeps_them():
    bases = [{"title": "《中华人民共和国公路法》（2017年修正）", "article": "第八条"}]
    said = told({f"drafts.{each}.bases": bases for each in range(len(FULL.drafts))})
    assert "主要依据：《中华人民共和国公路法》（2017年修正）第八条。" in said


def test_the_day_of_a_meeting_is_found_as_a_whole():
    minutes = {"meetings.0.on": "2022-01-08", "meetings.0.resolution.minutes": "会议要求11月8日前完成。"}
    body = [each.text for each in made(having(minutes, FULL), "minutes-1").body]
    assert body[0].startswith("2022年1月8日，")


def test_minutes_with_a_number_of_the_office_open_once_and_keep_that_of_the_meeting():
    typed = {"meetings.0.resolution.minutes": "（第9次）\n2022年10月18日，李明主持召开会议。\n会议决定：通过。"}
    paper = made(having(typed, FULL), "minutes-1", given="清泉府纪〔2022〕9号")
    assert paper.number == "清泉府纪〔2022〕9号"
    assert [each.text for each in paper.body] == ["（第9次）", "2022年10月18日，李明主持召开会议。", "会议决定：通过。"]
