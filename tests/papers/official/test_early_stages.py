"""The papers from the proposal to the report on a hearing: what each must contain, and that little makes little."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having, lawful
from tests.domain.rule_cases.hearings import HEARING, held
from tests.papers.official.early_records import EARLY, FULL, SPARSE, anew, refused
from tests.papers.official.making import empty_headings, keys, lines, made
from workflow.papers.official.document import Heading, PageBreak, Paragraph, Table
from workflow.papers.official.kinds import available, kinds_of

STAGES = ("initiation", "drafting", "participation")
KINDS = {each.key for each in kinds_of() if each.stage in STAGES}


def ours(dossier):
    return [key for key in keys(dossier) if key.partition("-")[0] in KINDS]


def rows(document, place=0, *, attached=False):
    """The texts of a table of it, row by row."""
    blocks = document.attached if attached else document.body
    table = [each for each in blocks if isinstance(each, Table)][place]
    return [[cell.text for cell in row] for row in table.rows]


def form(dossier, key):
    """What stands beside each label of a form."""
    return {row[place]: row[place + 1] for row in rows(made(dossier, key)) for place in range(0, len(row) - 1, 2)}


def said(dossier, key):
    """What its paragraphs say."""
    return [each.text for each in made(dossier, key).body if isinstance(each, Paragraph)]


def headings(dossier, key):
    return [each.text for each in made(dossier, key).body if isinstance(each, Heading)]


@pytest.mark.parametrize("place", range(len(EARLY)))
def test_no_paper_has_an_empty_heading_or_says_none(place):
    dossier = EARLY[place]
    for key in ours(dossier):
        assert empty_headings(made(dossier, key)) == [], key
        assert not {"None", "True", "False"} & set(" ".join(lines(dossier, key)).split()), key


def test_an_old_record_makes_every_paper():
    assert {key.partition("-")[0] for key in ours(SPARSE)} == KINDS


# ---- initiation


def test_the_proposal_says_what_is_proposed_and_what_is_particular_about_it():
    usual, particular = form(lawful(), "proposal"), form(refused(), "proposal")
    assert usual["拟解决的主要问题"] == "村道年久失修，雨季多次中断交通。"
    assert usual["建议来源"] == "所属部门或者下一级单位"
    assert "议案、提案编号" not in usual
    assert "不适用本程序的情形" not in usual
    assert particular["议案、提案编号"] == "第12号"
    assert particular["不适用本程序的情形"] == "法律、法规另行规定决策程序的事项"
    assert (particular["拟调整的决策"], particular["同名的此前事项"]) == ("2021-003", "2020-001、2021-002")


def test_the_study_ends_with_whether_it_is_necessary():
    paper = made(lawful(), "study")
    assert (paper.title, paper.addressee, paper.by) == (
        "关于《关于整修农村道路的建议》的研究论证意见",
        "清泉乡人民政府",
        "财政所",
    )
    assert said(lawful(), "study")[-1] == "有必要启动决策程序。"
    assert said(refused(), "study")[-1] == "没有必要启动决策程序。"


def test_what_is_started_is_checked_by_the_deputy_and_signed_by_the_chief():
    paper = form(lawful(), "initiation")
    assert (paper["审核人"], paper["审核日期"]) == ("赵强", "2022年7月14日")
    assert (paper["签发人"], paper["签发日期"]) == ("李明", "2022年7月15日")
    assert paper["研究论证意见"] == "有必要启动决策程序。\n确有必要，资金可以落实。"
    assert (paper["决策承办单位"], paper["牵头承办单位"]) == ("乡村建设办公室、财政所", "乡村建设办公室")
    for line in ("分管负责人审核意见（签名）", "行政首长签发意见（签名）"):
        assert paper[line].strip() == ""
    assert "审核人" not in form(SPARSE, "initiation")


def test_what_is_not_started_and_what_the_proposer_is_told():
    assert form(refused(), "refusal")["理由"] == "依照农村公路条例办理。"
    assert form(refused(), "refusal")["建议理由和依据"] == form(refused(), "proposal")["建议理由和依据"]
    letter = made(refused(), "reply")
    assert (letter.addressee, letter.by) == ("邓代表", "清泉乡人民政府")
    assert letter.title == f"关于《{refused().proposal.title}》的答复"
    deputies = made(having({"proposal.motion": "乡人大代表建议第7号"}, refused()), "reply")
    assert deputies.title == "关于乡人大代表建议第7号的答复"
    about = made(having({"proposal.motion": "关于整修村道的建议（第7号）"}, refused()), "reply")
    assert about.title == "关于整修村道的建议（第7号）的答复"
    assert not any("编号" in each for each in deputies.texts())
    assert said(refused(), "reply") == [
        "您提出的建议收悉。",
        "（议案、提案编号：第12号）",
        "（答复方式：电话告知）",
    ]
    assert said(SPARSE, "reply") == ["收悉。"]


# ---- drafting


def test_a_research_report_is_its_text():
    assert [key for key in keys(FULL) if key.startswith("research")] == ["research-1"], "the other is a file only"
    assert (made(FULL, "research-1").by, said(FULL, "research-1")) == ("乡村建设办公室", ["十二条。", "三条中断。"])


def test_a_draft_has_its_note_behind_it():
    paper = made(FULL, "draft-1")
    assert paper.annexes == ("起草说明", "村道现状图")
    assert said(FULL, "draft-1") == ["（第1版，2022年7月25日）", "第一条　整修十二条村道。"]
    assert [row[1:] for row in rows(paper, attached=True)[1:]] == [
        ["《中华人民共和国公路法》", "第八条"],
        ["《农村公路建设管理办法》", ""],
    ]
    second = rows(made(FULL, "draft-2"), 1, attached=True)
    assert ["不适用的程序", "专家论证", "专业性不强。\n决定人：李明\n决定日期：2022年9月12日"] in second
    assert ["不履行目录所列程序", "听证", "各方意见一致。"] in second
    assert ["事项涉及的情形", "涉及特定群体利益；直接涉及公民、法人、其他组织切身利益"] in second
    asked = next(row[2] for row in second if row[1] == "公众参与")
    assert "不予公开情形：公开后可能危及国家安全、公共安全、经济安全、社会稳定" in asked
    assert made(SPARSE, "draft-1").attached == ()


def test_units_consulted_and_what_is_in_dispute():
    first, second = rows(made(FULL, "consultation"))[1:]
    assert first == [
        "1",
        "财政所",
        "2022年\n8月2日",
        "2022年\n8月9日",
        "不同意",
        "资金分三年安排。",
        "已按年度调整。\n经协商已取得一致。",
    ]
    assert second[3:] == ["", "尚未回复", "", ""]
    assert headings(FULL, "consultation") == ["争议的主要问题", "有关单位的意见", "承办单位的意见", "理由和依据"]


def test_options_are_compared_and_costs_weighed():
    paper = made(FULL, "comparison")
    assert (paper.title, made(SPARSE, "comparison").title) == ("备选方案比选和成本效益分析", "成本效益分析")
    assert rows(paper)[1] == ["1", "分三年整修", "每年四条。", "资金压力小。", "时间长。"]
    assert {"推荐第1个方案“分三年整修”。", "理由：资金可以落实。"} <= set(said(FULL, "comparison"))
    assert ["量化结果", "受益六千人。"] in rows(paper, 1)


def test_a_request_to_keep_something_from_the_public_is_decided_on():
    no, yes = form(FULL, "non_disclosure-1"), form(FULL, "non_disclosure-2")
    assert (no["审定结论"], no["承办单位的理由"]) == ("不同意不予公开", "涉及国防设施。")
    assert (yes["审定结论"], yes["其他法律依据"]) == ("同意不予公开", "军事设施保护法第七条")
    assert "承办单位的理由" not in yes, "it was asked on another ground"


# ---- public participation


def test_the_notice_publishes_the_draft_and_says_until_when_and_how():
    paper = made(FULL, "notice")
    assert (paper.title, paper.by, paper.dated) == ("征求意见公告", "乡村建设办公室", "2022年8月1日")
    assert paper.annexes == ("清泉乡农村道路整修方案（草案）", "起草说明", "村道现状图")
    assert headings(FULL, "notice") == ["征求意见的期限", "缩短期限的理由", "提出意见的方式", "公布途径"]
    assert "自2022年8月1日起至2022年8月31日止，截止当日24时前提交有效。" in said(FULL, "notice")
    behind = [each.text for each in paper.attached if isinstance(each, Paragraph)]
    assert behind == [
        "清泉乡农村道路整修方案（草案）",
        "第一条　整修十二条村道。",
        "起草说明",
        "说明起草经过和主要内容。",
    ]
    assert any(isinstance(each, PageBreak) for each in paper.attached)
    assert headings(SPARSE, "notice") == ["征求意见的期限"]
    assert "起草说明" not in " ".join(lines(SPARSE, "notice"))


def test_what_was_put_right_or_extended_in_a_notice_is_a_notice_of_its_own():
    longer = {"on": "2022-08-20", "ends": "2022-09-10", "reason": "农忙。"}
    both = {"on": "2022-08-25", "contact": "电话023-1", "ends": "2022-09-15", "reason": "原号码停用；村民要求。"}
    right = {"on": "2022-08-26", "contact": "电话023-2", "ends": "2022-09-15", "reason": "号码写错。"}
    amended = having({"notice.amendments": [longer, both, right]}, FULL)
    assert [key for key in keys(amended) if key.startswith("notice")] == [
        "notice",
        *(f"notice_amendment-{place}" for place in (1, 2, 3)),
    ]
    assert made(amended, "notice_amendment-1").title == "关于延长《清泉乡农村道路整修方案（草案）》征求意见期限的公告"
    assert said(amended, "notice_amendment-1") == [
        "2022年8月1日发布的《征求意见公告》，现延长征求意见的期限。",
        "征求意见的截止日期由2022年8月31日延长至2022年9月10日，截止当日24时前提交有效。",
        "理由：农忙。",
    ]
    assert said(amended, "notice_amendment-2")[0].endswith("现延长征求意见的期限，并更正联系方式。")
    assert "延长至2022年9月15日，" in said(amended, "notice_amendment-2")[1]
    assert made(amended, "notice_amendment-3").title == "关于更正《清泉乡农村道路整修方案（草案）》征求意见公告的公告"
    assert said(amended, "notice_amendment-3")[1:] == ["联系方式更正为：", "电话023-2", "理由：号码写错。"]
    report = said(amended, "participation_report")
    assert report[0].startswith("2022年8月1日至2022年9月15日，")
    for told in (
        "2022年8月20日公告期限延长至2022年9月10日，理由：农忙。",
        "2022年8月25日公告期限延长至2022年9月15日，并更正联系方式，理由：原号码停用；村民要求。",
        "2022年8月26日公告更正联系方式，理由：号码写错。",
    ):
        assert told in report
    # the notice itself stays as it was published
    assert said(amended, "notice") == said(FULL, "notice")


def test_a_notice_of_another_round_says_why_opinions_are_solicited_anew():
    assert [key for key in keys(anew()) if key.startswith("notice")] == ["notice-1", "notice"]
    assert "本次为第2次公开征求意见。重新征求意见的理由：施工范围作了重大修改。" in said(anew(), "notice")
    assert said(anew(), "notice-1") == said(FULL, "notice")
    assert made(anew(), "notice").title == "关于公开征求《清泉乡农村道路整修方案（草案）》意见的公告"


def test_the_table_of_opinions_tells_of_each_and_marks_repeated_ones():
    paper = made(FULL, "participation")
    assert rows(paper)[1:] == [
        [
            "1",
            "2022年\n8月10日",
            "网上提交",
            "建议先修学校门前的路。",
            "采纳",
            "已调整施工次序。",
            "类别：施工次序\n要求举行听证",
        ],
        ["2", "2022年\n8月20日", "信函", "建议全部改为柏油路面。", "不采纳", "超出预算。", "与第1条意见相同"],
    ]
    assert said(FULL, "participation")[-1] == "收到意见2条，采纳1条，不采纳1条。"
    assert said(anew(), "participation")[2:] == ["征求意见期间未收到意见。"]
    assert said(SPARSE, "participation")[2:] == ["尚未收到意见。"], "the round is not concluded"
    days = {each.key: each.on.isoformat() for each in available(kinds_of(), anew())}
    assert (days["participation-1"], days["participation"]) == ("2022-09-08", "2022-10-18")


def test_the_report_has_its_four_parts():
    paper = made(FULL, "participation_report")
    assert paper.title == "《清泉乡农村道路整修方案（草案）》公众参与情况报告"
    assert headings(FULL, "participation_report") == [
        "基本情况",
        "公开征求意见",
        "以其他方式听取意见",
        "听证",
        "意见情况",
        "采纳情况及理由",
        "其他需要说明的情况",
    ]
    assert said(FULL, "participation_report") == [
        "2022年8月1日至2022年8月31日，通过政府网站、乡、村公开栏公布草案第1版及其说明，公开征求社会公众意见。",
        "公众可以通过网上提交、信函、电话的方式提出意见。",
        "公告说明的缩短期限的理由：汛期将至。",
        "2022年8月15日，在村便民服务中心以座谈会方式听取利益相关方、群众代表意见（30人参加）：六个村的村民代表。",
        "2022年8月31日9:30，在乡政府会议室公开举行听证会，听证参加人2人，到会2人（赞成1人、反对1人）。"
        "制作听证笔录，2名参加人签字确认。",
        "公开征求意见期间共收到意见2条（信函1条、网上提交1条），其中重复意见1条。",
        "经归类整理，涉及施工次序1条。",
        "以其他方式听取意见1次，归纳主要意见1条。",
        "经研究论证，采纳1条，部分采纳1条，不采纳1条。",
        "第1条意见：建议先修学校门前的路。采纳，理由：已调整施工次序。",
        "第2条意见：建议全部改为柏油路面。不采纳（与第1条意见相同），理由：超出预算。",
        "2022年8月15日座谈会意见1：先修桥。部分采纳，理由：分步实施。",
        "2022年8月16日通过专家访谈方式，就“路面结构”向社会公众作了解释说明。",
    ], "what was heard and explained after the result is not in it"
    assert (paper.by, paper.dated) == ("乡村建设办公室", "2022年9月8日")
    same = having({"opinions.1.answer.reason": "与第1条意见相同，理由同第1条。"}, FULL)
    line = "第2条意见：建议全部改为柏油路面。与第1条意见相同，一并答复（不采纳，理由见第1条）。"
    assert line in said(same, "participation_report")
    assert rows(made(same, "participation"))[2][4:] == ["不采纳", "见第1条", "与第1条意见相同"]


def test_the_report_tells_what_a_hearing_found_up_to_its_day():
    reported = having({"participation.on": "2022-09-10", "hearings.0.report.views": "盼望早日修通。"}, FULL)
    told = said(reported, "participation_report")
    assert any(each.endswith("签字确认；2022年9月9日形成听证报告。") for each in told)
    views, advice = (told.index(f"2022年8月31日听证会{each}：") for each in ("主要意见建议", "意见的处理建议"))
    assert (told[views + 1], told[advice + 1]) == ("盼望早日修通。", "缩减错车道占地。")
    closed = said(having({"hearings.0.sitting.held_openly": False}, reported), "participation_report")
    assert not any("盼望早日修通" in each for each in closed), "what was not said in public"
    before = having({"participation.on": "2022-08-30", "hearings.0.sitting.on": "2022-08-31"}, FULL)
    assert "听证" not in headings(before, "participation_report")
    off = HEARING | {
        "cancellation": {"on": "2022-08-20", "reason": "场地调整"},
        "roll": None,
        "sitting": None,
        "report": None,
    }
    told = said(having({"hearings": [off, *FULL.hearings]}, reported), "participation_report")
    assert "原定于2022年8月31日召开的听证会，已有2人报名，于2022年8月20日公告取消，理由：场地调整。" in told
    unheard = having({"opinions": [], **held(report=None)})
    assert said(unheard, "participation_report")[-2:] == ["听证会的意见结合听证报告研究处理。", "无。"]


def test_the_report_where_nobody_sent_an_opinion():
    none = said(having({"opinions": []}), "participation_report")
    assert "公开征求意见期间未收到意见。" in none
    assert none[-2:] == ["没有需要研究处理的意见。", "无。"]
    again = said(anew(), "participation_report")
    assert "2022年9月20日以问卷调查方式听取意见。" in again
    assert (
        "此前第1次公开征求意见（2022年8月1日至2022年8月31日）收到意见2条，采纳情况已于2022年9月8日公布；"
        "重新征求意见的理由：施工范围作了重大修改。"
    ) in again
    assert said(anew(), "participation_report-1") == said(FULL, "participation_report")


def test_the_report_before_the_result_leaves_the_day_open():
    early = having({"opinions.0.answer": None, "opinions.1.answer.reason": "", "participation": None})
    told = said(early, "participation_report")
    assert "第1条意见：建议先修学校门前的路。正在研究处理。" in told
    assert "第2条意见：建议全部改为柏油路面。不采纳。" in told
    assert made(early, "participation_report").dated == ""


def test_what_was_heard_is_called_by_the_way_in_which_it_was():
    assert [made(FULL, f"heard-{place}").title for place in (1, 2)] == ["座谈会记录", "问卷调查记录"]
    assert form(FULL, "heard-1")["听取意见对象"] == "利益相关方、群众代表"
    assert rows(made(FULL, "heard-1"), 1)[1] == ["1", "先修桥", "部分采纳", "分步实施"]


def test_what_was_explained_is_its_text():
    assert [key for key in keys(FULL) if key.startswith("explanation")] == ["explanation-1"]
    assert made(FULL, "explanation-1").title == "关于“路面结构”的解释说明"
    assert said(FULL, "explanation-1")[1:] == ["为什么用水泥路面。", "造价低。"]


# ---- hearings


def test_the_notice_of_a_hearing_says_what_the_law_asks():
    assert headings(FULL, "hearing-1") == [
        "听证事项",
        "听证会的时间和地点",
        "报名的时间和方式",
        "听证参加人的名额和遴选办法",
        "联系方式",
    ]
    told = said(FULL, "hearing-1")
    for words in ("2022年8月31日9:30，乡政府会议室。", "听证参加人2人。", "报名人数超过名额的，按意见分类抽签确定。"):
        assert words in told, words
    apart = said(having({"hearings.0.seats_for": 2, "hearings.0.seats": "另设旁听席十个。"}, FULL), "hearing-1")
    assert "另设旁听席十个。" in apart
    assert any(each.startswith("各方名额：") and each.endswith("2人。") for each in apart)
    assert "报名的公众均可作为听证参加人。" in said(SPARSE, "hearing-1")
    assert made(FULL, "hearing-1").annexes[:2] == ("清泉乡农村道路整修方案（草案）", "起草说明")


def test_each_postponement_is_of_the_day_before_it():
    later = {"on": "2022-09-05", "day": "2022-09-20", "time": "14:30", "place": "村委会", "reason": "停电"}
    twice = having(held(postponements=[{"on": "2022-08-25", "day": "2022-09-07", "reason": "暴雨。"}, later]))
    title = "《清泉乡农村道路整修方案（草案）》听证会"
    assert said(twice, "hearing_postponement-1-1")[:2] == [
        f"原定于2022年8月31日召开的{title}，延期至2022年9月7日9:30召开，地点：乡政府会议室。",
        "延期的理由：暴雨。",
    ]
    assert said(twice, "hearing_postponement-1-2")[0] == (
        f"原定于2022年9月7日召开的{title}，延期至2022年9月20日14:30召开，地点：村委会。"
    )


def test_a_hearing_that_is_called_off():
    paper = made(SPARSE, "hearing_cancellation-1")
    assert paper.title == "关于取消《方案》听证会的公告"
    assert said(SPARSE, "hearing_cancellation-1") == [
        "原定于2022年9月7日召开的《方案》听证会予以取消。",
        "取消的理由：无人到会。",
    ]


def test_who_takes_part_is_published_invited_and_signs():
    assert rows(made(FULL, "hearing_roll-1"))[1] == ["1", "石大明", "黄桷村", "报名的公众", "赞成"]
    invitation = made(FULL, "hearing_invitation-1-2")
    assert (invitation.addressee, invitation.annexes) == ("秦小兰", ("送达回证",))
    assert "召开，你（单位）已确定为听证参加人（名单第2号）。" in said(FULL, "hearing_invitation-1-2")[0]
    receipt = rows(invitation, attached=True)
    assert ["送达方式", "直接送达", "送达日期", "2022年8月24日"] in receipt
    assert next(row for row in receipt if row[0] == "受送达人签收")[1].strip() == ""
    assert [row[1] for row in rows(made(FULL, "hearing_attendance-1"), 1)[1:]] == ["石大明", "秦小兰"]


def test_a_paper_of_a_hearing_tells_the_day_that_stood_when_it_was_made():
    later = {"on": "2022-08-26", "day": "2022-09-20", "time": "14:30", "place": "村委会", "reason": "停电"}
    called_off = {"on": "2022-08-25", "reason": "无人报名。"}
    put_off = having(held(postponements=[later], cancellation=called_off, roll__participants__0__delivery=None))
    told = "听证会定于2022年8月31日9:30在乡政府会议室召开"
    assert told in said(put_off, "hearing_roll-1")[0]
    assert told in said(put_off, "hearing_invitation-1-2")[0]
    assert "听证会定于2022年9月20日14:30在村委会召开" in said(put_off, "hearing_invitation-1-1")[0]
    assert said(put_off, "hearing_cancellation-1")[0].startswith("原定于2022年8月31日召开的")


def test_the_record_has_everybody_and_its_order():
    head = form(FULL, "hearing_record-1")
    assert head["主持人"] == "何敏（副乡长）"
    assert head["公开情况"] == "公开举行"
    assert head["到会参加人"] == "石大明（黄桷村）、秦小兰（黄桷村）"
    assert (head["未到会参加人"], form(SPARSE, "hearing_record-1")["未到会参加人"]) == ("无", "")
    assert head["延期情况"] == "2022年8月25日公告延期至2022年9月7日：暴雨红色预警。"
    assert headings(FULL, "hearing_record-1") == [
        "承办单位介绍决策草案、理由、依据和有关情况",
        "听证参加人的观点、理由和依据",
        "询问、质证和辩论",
        "解释说明",
        "主持人对有关事项的处理情况",
        "听证参加人核对笔录并签字确认",
    ]
    assert "石大明（赞成）：请少占耕地。" in said(FULL, "hearing_record-1")


def test_who_did_not_come_is_named_with_the_reason_and_who_did_not_sign_too():
    absent = {"on": "2022-08-31", "present": False, "absence_reason": "因公出差"}
    changed = {"roll__participants__0__appearance__record_signed": False}
    changed["roll__participants__0__appearance__declined"] = "认为记录不全"
    record = having(held(roll__participants__1__appearance=absent, **changed))
    head = form(record, "hearing_record-1")
    assert (head["到会参加人"], head["未到会参加人"]) == ("石大明（黄桷村）", "秦小兰（因公出差）")
    assert [row[1::3] for row in rows(made(record, "hearing_record-1"), 1)[1:]] == [["石大明", "认为记录不全"]]


def test_the_report_on_a_hearing_has_its_parts():
    assert headings(FULL, "hearing_report-1") == [
        "听证会基本情况",
        "听证事项",
        "赞同情况",
        "意见分歧和争论的主要问题",
        "处理建议",
    ]
    assert made(FULL, "hearing_report-1").dated == "2022年9月9日"
    assert said(SPARSE, "hearing_report-1") == ["听证会于2022年8月31日召开。"]
