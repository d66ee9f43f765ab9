"""Figures about opinions in words that are published, held against the record."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having
from workflow.domain.adoption import misstated, overstated_at_hearing, overstated_of_experts

ANSWERED = [("adopted", 1), ("rejected", 2)]
OPINIONS = {
    "opinions": [
        {"number": n, "on": "2022-09-01", "channel": "letter", "text": "好。"}
        | {"answer": {"on": "2022-10-05", "disposition": what, "reason": "已研究。"}}
        for what, n in ANSWERED
    ]
}

EARLIER = {
    "notice": having({}).notice,
    "opinions": having(OPINIONS).opinions[:1],
    "result": having({}).participation,
    "reopening": {"on": "2022-09-01", "version": 1, "reason": "草案有重大修改。"},
}


def said(text: str, **more: object) -> str:
    wrong = misstated(text, having(OPINIONS | more))
    return wrong.zh if wrong else ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "共收到意见2条，采纳1条，部分采纳0条，不采纳1条。",
        "收到意见２条。",
        "收到意见5份。",
        "公众意见5份，采纳其中大部分。",
        "采纳公众意见1条。",
        "专家论证意见采纳5条。",
        "书面征求12个部门意见，均无意见。",
        "共有5个部门提出意见2条，收到意见的单位5个。",
        "收到17个单位书面意见2条，收到12个部门反馈意见。",
        "收到意见约2条。",
        "收到意见2个。采纳意见1个。",
        "采纳了对第十二条、十三条和十四条的修改意见。",
        "建议加宽3条道路，建议3条道路一并整修。",
        "共收集到群众意见两条，采纳的1条，1条意见未予采纳，采纳率50%。",
        "采纳意见情况：收到公众意见共计 2 项；按采纳的意见将第九条删去，增加3条。",
        "每一条意见都已研究，其中一条意见已采纳。采纳意见加宽3条道路，改第二十条。",
        "公众意见逐条研究；专家提出意见5条，采纳4条，另1条写入技术指引。",
        "征求意见期间未收到反对意见。",
        "网上未收到意见，信函收到意见2条。",
        "邮箱未收到意见，其余意见逐条研究。",
        "第一周未收到意见，共收到意见2条。",
        "听证会上未收到意见。",
        "群众反映没有收到意见答复，已逐人回复。",
        "企业未收到意见征求函，已补发。",
        "并非没有收到意见，而是意见集中。",
        "公示栏未收到意见，网上意见逐条研究。",
        "微信公众号上未收到意见。",
        "期满后未收到意见。",
        "有2名群众提出意见，此外未收到意见。",
        "对第三条未收到意见，其他意见逐条研究。",
        "部门未收到意见，公众意见采纳。",
    ],
)
def test_figures_of_the_record_and_words_without_figures(text):
    assert said(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "征求意见期间未收到意见。",
        "公示期间，没有收到社会公众的任何意见建议。",
        "截止期满，未征集到公众反馈意见。",
        "期间未收到有关意见；专家提出意见5条，采纳4条。",
        "通过政府网站公开征求意见期间未收到意见。",
        "期间未收到公众意见，专家提出意见5条。",
        "通过网站、信函、电话均未收到意见。",
        "公示期间，无人提出意见。",
        "征求意见期间无意见。",
        "期间未收到任何单位和个人的意见建议。",
        "未收到村民提出的意见。",
        "公众意见未收到。",
        "未曾收到反馈。",
    ],
)
def test_that_none_came_is_held_against_those_that_came(text):
    assert "收到意见2条" in said(text)
    # it is so of some round
    assert misstated(text, having({"opinions": []})) is None
    assert said(text, earlier_rounds=[EARLIER | {"opinions": []}]) == ""
    assert said(text, earlier_rounds=[EARLIER]) != ""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("共收到意见3条", "“共收到意见3条”，记录为2条"),
        ("收到社会公众意见建议20条", "“收到社会公众意见建议20条”，记录为2条"),
        ("公众意见1条", "“公众意见1条”，记录为2条"),
        ("收到意见20余条", "“收到意见20余条”，记录为2条"),
        ("收到意见约50条", "“收到意见约50条”，记录为2条"),
        ("收到意见约10条", "“收到意见约10条”，记录为2条"),
        ("采纳意见48个。", "“采纳意见48个”，记录为1个"),
        ("收到一万二千条意见", "“收到12000条”，记录为2条"),
        ("收到3个意见", "“收到3个”，记录为2个"),
        ("采纳2条，部分采纳1条", "“采纳2条”，记录为1条；“部分采纳1条”，记录为0条"),
        ("不予采纳0条", "“不予采纳0条”，记录为1条"),
        ("共收集到群众意见五十条，采纳了48条，部分采纳的2条。", "“共收集到群众意见50条”，记录为2条"),
        ("共收集到群众意见五十条，采纳了48条，部分采纳的2条。", "“采纳了48条”，记录为1条；“部分采纳的2条”，记录为0条"),
        ("收到公众意见共计50条, 采纳 48 条", "“收到公众意见共计50条”，记录为2条；“采纳48条”"),
        ("采纳意见四十八项", "“采纳意见48项”，记录为1项"),
        ("48条意见予以采纳", "“48条意见予以采纳”，记录为1条"),
        ("收到五十条群众意见", "“收到50条”，记录为2条"),
        ("采纳48条群众意见", "“采纳48条”，记录为1条"),
        ("意见采纳率达96%", "“采纳率达96%”，记录为50%"),
    ],
)
def test_other_figures_are_told_with_those_of_the_record(text, right):
    assert right in said(text)


@pytest.mark.parametrize(
    ("text", "told", "untold"), [("约100条", (50, 150), (49, 151)), ("近100条", (50, 100), (49, 101))]
)
def test_about_so_many_is_within_half_of_its_last_digit(text, told, untold):
    right = {
        count: said(f"收到意见{text}。", opinions=OPINIONS["opinions"][:1] * count) == "" for count in (*told, *untold)
    }
    assert right == dict.fromkeys(told, True) | dict.fromkeys(untold, False)


def test_views_heard_elsewhere_count_by_occasion_and_with_the_rest():
    views = [{"text": "好。", "disposition": what, "reason": "已研究。"} for what in ("adopted", "adopted", "partly")]
    heard = {"heard": [{"number": 1, "on": "2022-08-05", "way": "symposium", "views": views}]}
    assert said("采纳1条；座谈会上的意见采纳2条、部分采纳1条；合计采纳3条。", **heard) == ""
    assert "“采纳4条”" in said("采纳4条。", **heard)


def test_opinions_may_be_counted_by_round_or_over_all_rounds():
    for text, right in (("收到意见1条", True), ("收到意见2条", True), ("收到意见3条", True), ("收到意见4条", False)):
        assert (said(text, earlier_rounds=[EARLIER]) == "") == right


def test_views_heard_are_received_and_channels_count_apart():
    views = [{"text": "好。", "disposition": "adopted", "reason": "已研究。"}] * 3
    heard = {"heard": [{"number": 1, "on": "2022-08-05", "way": "symposium", "views": views}]}
    assert said("座谈会收到意见3条；合计收到意见5条。", **heard) == ""
    assert "“收到意见4条”" in said("收到意见4条。", **heard)
    by_mail = [each | {"channel": "email"} if each["number"] == 2 else each for each in OPINIONS["opinions"]]
    assert said("来信收到意见1条、邮件收到意见1条。", opinions=by_mail) == ""


def test_without_experts_on_record_nothing_in_their_unit_is_held_against_it():
    assert said("采纳3份。", expert_review=None) == ""
    assert said("采纳9份。") != ""


EXPERTS = {
    "expert_review": {
        "on": "2022-09-01",
        "method": "meeting",
        "experts": [
            {"number": n, "name": f"专家{n}", "field": "水利", "unit": "县水利局"}
            | {"opinion": {"on": "2022-09-03", "conclusion": said}}
            | {"feedback": {"on": "2022-09-05", "disposition": became, "reason": "已研究。"}}
            for n, (said, became) in enumerate([("support", "adopted"), ("oppose", "rejected")], start=1)
        ],
    }
}


@pytest.mark.parametrize(
    "text",
    [
        "采纳的意见均已写入草案。",
        "合理意见全部采纳，其余不采纳。",
        "意见没有全部采纳，不能一律采纳，也没有一致同意。",
        "部门意见全部采纳，乡长办公会议一致同意。",
        "群众代表座谈时一致赞成，没有反对意见。",
        "公众意见全部不予采纳。",
        "要求全部采纳的意见未采纳。",
        "没有正当理由不采纳的情况不存在。",
        "专家一致认为应当补充水文资料。",
        "书面征求部门意见，均无不同意见。",
        "公众意见有的赞成，有的反对；多数专家赞成。",
        "县水利局、县财政局均表示同意。",
        "派出所、司法所、财政所均无不同意见。",
        "公众意见已研究，县水利局、县财政局均表示同意。",
        "人大主席团没有异议。",
        "各村支两委一致赞成。",
        "黄桷村、石坝村均表示支持。",
        "可采纳的意见均已采纳。",
        "符合规定的建议全部采纳，涉及补偿的公众意见均予采纳，合法合规的均予采纳。",
        "第1条意见已全部采纳。",
        "1名专家不赞成，其余专家均赞成。",
        "除1名专家外，其他专家一致同意。",
        "除第2条外，公众意见全部采纳。",
        "征求意见期间未收到反对意见，收到建议2条，采纳1条，不采纳1条。",
        "全部采纳1条，部分采纳0条，不采纳1条。",
        "意见没能全部采纳，公众意见未予全部采纳。",
        "公众意见逐条采纳或者说明理由。",
        "镇长办公会一致同意本方案。",
        "经村民会议讨论，一致同意。",
        "向12个部门征求意见，均无异议。",
        "听证会均吸收公众代表参加。",
    ],
)
def test_a_claim_of_some_or_of_others_is_none_of_all(text):
    assert said(text, **EXPERTS) == ""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全部意见均已采纳。", "“全部意见均已采纳”，记录中第2条意见不采纳"),
        ("社会公众一致赞成，所提意见全部采纳。", "“所提意见全部采纳”，记录中第2条意见不采纳"),
        ("公众意见均予采纳", "第2条意见"),
        ("公众意见都已采纳", "第2条意见"),
        ("没有不采纳的意见", "第2条意见"),
        ("公众意见无一条未采纳", "第2条意见"),
        ("公众意见全部采纳", "第2条意见不采纳"),
        ("收到的2条意见已全部吸收采纳", "第2条意见不采纳"),
        ("公众意见悉数吸纳", "第2条意见不采纳"),
        ("意见采纳率100%", "第2条意见不采纳"),
        ("意见采纳率达百分之百", "第2条意见不采纳"),
        ("除此之外，公众意见全部采纳", "第2条意见不采纳"),
        ("公众提出的意见全部采纳", "第2条意见不采纳"),
        ("专家一致赞成", "专家2的意见不赞成"),
        ("专家论证会上一致同意", "专家2的意见不赞成"),
        ("与会专家均表示同意", "专家2的意见不赞成"),
        ("专家意见全部采纳", "“专家意见全部采纳”，记录中专家2的意见不采纳"),
        ("专家一致认为方案可行", "“专家一致认为方案可行”，记录中专家2的意见不赞成"),
        ("专家论证意见共2份，没有反对意见", "专家2的意见不赞成"),
        ("公众意见、专家论证意见全部采纳，专家一致认为可行。", "第2条意见不采纳、专家2的意见不采纳"),
    ],
)
def test_a_claim_of_all_is_held_against_the_record_of_those_it_speaks_of(text, right):
    assert right in said(text, **EXPERTS)


AGREED = ["社会公众一致赞成", "群众没有反对意见", "征求意见期间，未收到不同意见", "群众一致同意", "村民都表示支持"]


@pytest.mark.parametrize("text", AGREED)
def test_nobody_objects_is_held_against_what_objects_not_against_what_was_rejected(text):
    assert said(text, **EXPERTS) == ""
    opposed = [each | {"text": "不同意占用耕地。"} for each in OPINIONS["opinions"]]
    assert "第2条意见表示反对" in said(text, opinions=opposed)


def test_a_rate_may_count_what_was_adopted_in_part():
    partly = [each | {"answer": each["answer"] | {"disposition": "partly"}} for each in OPINIONS["opinions"]]
    assert said("意见采纳率100%。", opinions=partly) == ""


@pytest.mark.parametrize("text", ["公众意见全部采纳，没有反对意见。", "专家意见全部采纳，一致赞成。"])
def test_a_claim_that_is_so_stands(text):
    adopted = [each for each in OPINIONS["opinions"] if each["number"] == 1]
    experts = EXPERTS["expert_review"] | {"experts": EXPERTS["expert_review"]["experts"][:1]}
    assert said(text, opinions=adopted, expert_review=experts) == ""


def panels(*heard: tuple[str, str]) -> dict[str, object]:
    """An expert a panel: what was concluded, and what became of it."""
    told = [
        EXPERTS["expert_review"]
        | {
            "experts": [
                EXPERTS["expert_review"]["experts"][0]
                | {"opinion": {"on": "2022-09-03", "conclusion": concluded}}
                | {"feedback": {"on": "2022-09-05", "disposition": became, "reason": "已研究。"}}
            ]
        }
        for concluded, became in heard
    ]
    return {"earlier_expert_reviews": told[:-1], "expert_review": told[-1]}


def test_a_panel_before_the_newest_one_is_on_record_too():
    both = panels(("oppose", "rejected"), ("support", "adopted"))
    assert "第1次论证的专家1的意见不赞成" in said("专家一致认为方案可行。", **both)
    assert "第1次论证的专家1的意见不采纳" in said("专家论证意见全部采纳。", **both)
    assert said("第二次论证专家一致认为方案可行。", **both) == ""
    assert said("收到专家意见2份，采纳1份、不采纳1份。", **both) == ""
    assert "记录为" in said("专家意见采纳3份。", **both)
    # the summary of a panel is about that panel
    assert overstated_of_experts("专家一致认为方案可行。", having(OPINIONS | both)) is None


def test_an_expert_who_was_replaced_after_the_opinion_has_given_it():
    gone = {"on": "2022-09-06", "reason": "因病不能继续参加。", "successor": 0}
    experts = [
        each | ({"replaced": gone} if each["number"] == 2 else {}) for each in EXPERTS["expert_review"]["experts"]
    ]
    record = {"expert_review": EXPERTS["expert_review"] | {"experts": experts}}
    assert "专家2的意见不赞成" in said("专家一致认为方案可行。", **record)
    assert "专家2" in overstated_of_experts("没有专家反对。", having(OPINIONS | record)).zh
    assert said("除1名中途退出的专家外，专家一致认为方案可行。", **record) == ""


def test_who_summarises_the_experts_speaks_of_them():
    assert "专家2" in overstated_of_experts("意见全部采纳。", having(OPINIONS | EXPERTS)).zh
    assert overstated_of_experts("多数赞成，一位反对。", having(OPINIONS | EXPERTS)) is None


def heard(*spoke: tuple[str, str], **report: str) -> dict[str, object]:
    """A hearing at which these spoke: on which side, in which words."""
    people = [
        {"number": n, "name": f"村民{n}", "kind": "registered", "view": view}
        | {"appearance": {"on": "2022-08-31", "present": True, "statement": words, "record_signed": True}}
        for n, (view, words) in enumerate(spoke, start=1)
    ]
    hearing = {
        **{"on": "2022-08-15", "version": 1, "day": "2022-08-31", "register_until": "2022-08-23"},
        "roll": {"on": "2022-08-24", "participants": people},
        "sitting": {"on": "2022-08-31", "host": "何敏", "recorder": "吴静"},
    }
    if report:
        hearing["report"] = {"on": "2022-09-05"} | report
    return {"hearings": [hearing]}


SPLIT = heard(("for", "盼望早日通水。"), ("against", "坚决反对，水价太高。"))


@pytest.mark.parametrize(
    "text",
    [
        "听证会参加人一致赞成，没有人反对。",
        "听证参加人均无异议。",
        "听证会上一致同意本方案。",
        "召开听证会一次，与会代表一致赞成。",
        "召开听证会1次，参加人均表示支持，没有反对意见。",
        "听证代表全体同意。",
        "听证会的意见全部采纳。",
        "听证会参加人提出的意见均已采纳。",
        "经公开征求意见和召开听证会，社会公众一致赞成。",
        "听证会2名参加人均表示赞成。",
        "听证会参加人一致赞成，无一反对。",
        "听证参加人对本方案均无异议。",
        "听证参加人对水价均无异议。",
        "听证会各方意见一致。",
        "听证会全票赞成。",
        "听证会上群众代表均表示支持。",
        "听证会全体到会人员同意。",
    ],
)
def test_a_claim_about_a_hearing_is_held_against_its_record(text):
    assert "听证会第2号参加人表示反对" in said(text, **SPLIT)


@pytest.mark.parametrize(
    "text",
    [
        "听证会多数参加人赞成，1名参加人反对。",
        "听证会上除1名参加人外均赞成。",
        "除1名听证参加人外，其余均赞成。",
        "征求意见期间没有反对意见，另召开听证会1次。",
        "听证参加人没有提出新的意见。",
        "听证会参加人均赞成通水，其中1名参加人不同意水价。",
        "听证会赞成方参加人均表示支持，反对方认为水价太高。",
        "听证会合理意见全部采纳。",
        "听证会后，乡长办公会议一致同意。",
        "听证会1名参加人均赞成。",
        "听证会参加人均到会，均在笔录上签字。",
        "10月27日召开听证会，听证报告建议采纳的意见已写入草案。",
        "召开听证会一次；县水利局、县财政局均表示同意。",
        "征求意见期间没有反对意见。",
        "听证会邀请的部门均表示同意。",
        "听证会到会参加人均赞成补偿成本、保障困难群众的原则，赞成分类定价。",
        "听证参加人对补偿标准均无异议。",
        "听证参加人对听证程序均无异议。",
        "听证会名单公布后没有收到异议。",
        "听证会上反对意见集中在水价，参加人均支持建设。",
        "听证会后，村民代表均表示支持。",
        "听证会赞成意见全部采纳。",
    ],
)
def test_what_tells_honestly_of_a_hearing_stands(text):
    assert said(text, **SPLIT) == ""


def test_whoever_was_against_and_agreed_at_the_hearing_objects_no_longer():
    agreed = heard(("against", "听了介绍，同意按新水价执行。"), ("neutral", "我不反对，也没有不同意见。"))
    assert said("听证会参加人一致赞成，没有反对意见。", **agreed) == ""
    asks = heard(("against", "水价太高，请降低。"))
    assert "第1号参加人" in said("听证会参加人一致赞成。", **asks)
    assert said("听证会所提意见全部采纳。", **asks) == ""
    refused = heard(("against", "水价太高，请降低。"), advice="降低水价的意见不予采纳。")
    assert "听证报告" in said("听证会所提意见全部采纳。", **refused)
    taken = heard(("against", "水价太高，请降低。"), advice="全部采纳，没有不予采纳的意见。")
    assert said("听证会所提意见全部采纳。", **taken) == ""


def test_each_hearing_that_was_held_is_on_record_and_a_report_is_about_its_own():
    second = heard(("for", "很好。"))["hearings"]
    both = {"hearings": [*SPLIT["hearings"], *second]}
    assert "第1次听证会第2号参加人表示反对" in said("听证会参加人一致赞成。", **both)
    assert said("第二次听证会参加人一致赞成。", **both) == ""
    assert overstated_at_hearing("参加人一致赞成，没有人反对。", having(OPINIONS | both)) is None
    off = SPLIT["hearings"][0] | {"sitting": None, "cancellation": {"on": "2022-08-30", "reason": "场地。"}}
    assert said("听证会参加人一致赞成。", hearings=[off, *second]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "参加人一致赞成。",
        "一致同意。",
        "与会代表均表示支持。",
        "没有人反对。",
        "到会群众一致赞成。",
        "所提意见全部采纳。",
    ],
)
def test_who_reports_on_a_hearing_speaks_of_those_who_took_part(text):
    assert "听证会第2号参加人表示反对" in overstated_at_hearing(text, having(OPINIONS | SPLIT)).zh
