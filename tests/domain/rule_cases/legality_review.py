"""713 arts. 25 to 28, 337 arts. 26 to 28, and the house rule on who reviews."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import excuses, holds, refuses
from tests.domain.rule_cases.final_text import untold
from workflow.domain.terms import Material

MATERIALS, PRELIMINARY = "cn-713.26.materials cq-337.27.materials", "cq-337.27.preliminary"
TIME = "cn-713.26.time cq-337.28 house.review_time"
WRITTEN = "cn-713.27 cq-337.26"
COUNSEL, CONCLUSION = "cn-713.28 cq-337.27.counsel", "cn-713.25.conclusion cq-337.26.conclusion"
REVIEWER = "house.reviewer"
FELL_OUT = {
    **{"number": 1, "name": "郑律", "field": "道路工程", "unit": "县交通学会"},
    "replaced": {"on": "2022-08-10", "reason": "出差。", "successor": 2},
}
ADJUSTED = "cn-713.28.adjusted house.opinion"
CHANGED, UNFOLLOWED = "house.changed", "house.unfollowed"
REFORM = "cn-713.25.reform cq-337.26.reform"
ROUND = "reviews.0"
ON, HANDED = f"{ROUND}.conclusion.on", f"{ROUND}.submission.materials"
FILE = {"name": "附件.pdf", "digest": "ab" * 32, "size": 10, "media_type": "application/pdf"}
SUPPLIED = {"on": "2022-09-28", "request": "补充依据。", "supply": {"on": "2022-09-29", "text": "已补充。"}}


def all_but(*left_out: Material) -> dict[str, object]:
    """Every material of the list is handed in, save those left out (and the open-ended last item)."""
    return {HANDED: [each.value for each in Material if each not in (Material.OTHER, *left_out)]}


def found(**conforms: bool) -> list[dict[str, object]]:
    """Findings on the aspects named."""
    return [{"aspect": aspect, "conforms": good, "text": "见意见书。"} for aspect, good in conforms.items()]


FINDINGS = f"{ROUND}.conclusion.findings"
ALL = {"authority": True, "procedure": True, "content": True, "basis": True}

CONCLUDED, RESPONSES = f"{ROUND}.conclusion.conclusion", f"{ROUND}.responses"


def response(**said: str) -> dict[str, object]:
    """An opinion that sends the draft back, and what the unit says it did with it."""
    return {CONCLUDED: "amend", RESPONSES: [{"on": "2022-10-13", "answered_by": "周文"} | said]}


def sent_back(text: str = "第一条　整修十条村道。", **more: object) -> dict[str, object]:
    """Version 1 was found unlawful; version 2 says this."""
    return {CONCLUDED: "unlawful", f"{ROUND}.submission.version": 1, "drafts.1.body": text, **more}


def again(conclusion: str) -> dict[str, object]:
    """The same version came again, and was found lawful."""
    first = WORDS["reviews"][0]
    found = first["conclusion"] | {"conclusion": conclusion}
    return {"reviews": [first | {"conclusion": found}, first | {"round": 2}]}


SAME = WORDS["drafts"][0]["body"]
NOT_FOLLOWED = response(not_followed="第二条。", reason="依据已有规定。")
MADE_UP = response(adjusted="已补充召开座谈会听取意见。")
ALONE = MADE_UP | {"party_discussions": []}
SINCE = {"heard": [{"number": 1, "on": "2022-10-15", "way": "symposium", "people": 12}]}
PROCEDURE = {CONCLUDED: "unlawful", FINDINGS: found(**ALL | {"procedure": False})}


def own_opinion(first: str, second: str) -> dict[str, object]:
    """What the unit brought of its own with each of two rounds; the first found the procedure wanting."""
    usual = WORDS["reviews"][0]
    findings = [{"aspect": "procedure", "conforms": False, "text": "承办单位没有先行审查。"}]
    opinion = usual["conclusion"] | {"conclusion": "unlawful", "findings": findings}
    sent = usual["submission"] | {"preliminary": second, "on": "2022-10-20"}
    answered = [{"on": "2022-10-13", "answered_by": "周文", "adjusted": "已补充承办单位合法性审查意见。"}]
    before = usual | {"submission": usual["submission"] | {"preliminary": first}, "conclusion": opinion}
    reviews = [before | {"responses": answered}, usual | {"round": 2, "submission": sent}]
    return {"reviews": reviews, "party_discussions": []}


def brought_again(outcome: str = "amend", **last: object) -> dict[str, object]:
    """The meeting of 18 October 2022 ended so; two days later version 3 was handed in, like version 2 but for this."""
    first, second = WORDS["reviews"][0], WORDS["drafts"][1] | {"version": 2}
    sent = first["submission"] | {"on": "2022-10-20", "version": 3}
    later = first | {"round": 2, "submission": sent, "conclusion": first["conclusion"] | {"on": "2022-11-01"}}
    drafts = [WORDS["drafts"][0], second, second | {"version": 3, "on": "2022-10-19"} | last]
    return {"meetings.0.resolution.outcome": outcome, "reviews": [first, later], "drafts": drafts}


UNDER_ANOTHER_NAME: dict[str, Any] = {
    "title": "另一名称",
    "bases": [{"title": "公路安全保护条例", "article": "第二条"}],
}
RESTATED = {f"drafts.1.{key}": value for key, value in UNDER_ANOTHER_NAME.items()}
HEEDED = "house.changed_after_meeting"
ANEW = "house.anew"
OTHER_TEXT = {"drafts.1.body": "第一条　整修十条村道。"}
EXCHANGED = "第一条　改建乡政府广场，投资三千万元。\n第二条　向每户筹资五千元。"
NOT_ANEW = "reviews.0.submission.not_anew"
ANOTHER = {
    "drafts.0.body": "第一条　整修十二条村道。\n第二条　由村民委员会负责养护。",
    "drafts.1.body": EXCHANGED,
    NOT_ANEW: "只调整了文字和条款顺序，不影响原来的意见和结论。",
}
SEEN_SINCE = {"notice.version": 2, "expert_review.version": 2, "risk_assessments.0.version": 2}

CASES = [
    holds("house.counsel", "another"),
    refuses("house.counsel", "the reviewer", {"reviews.0.counsel.0.name": "郑律"}, "郑律是本事项的审查人"),
    *(
        refuses("house.counsel", f"the drafter as {name}", {"reviews.0.counsel.0.name": name}, "不得作为法律顾问")
        for name in ("周文（公职律师）", "周文，法律顾问", "周 文 司法所所长", "周文律师")
    ),
    holds("house.counsel", "whose name begins like the drafter's", {"reviews.0.counsel.0.name": "周文理（公职律师）"}),
    refuses("house.counsel", "the drafter", {"reviews.0.counsel.0.name": "周文"}, "不得作为法律顾问"),
    refuses("house.counsel", "who gave the unit's opinion", {"reviews.0.counsel.0.name": "吴静"}, "不得作为法律顾问"),
    refuses(
        TIME,
        "claimed two weeks ago, entered on the day of the opinion",
        {
            "reviews.0.submission.entered": "2022-10-12T01:00:00Z",
            "reviews.0.acceptance.entered": "2022-10-12T02:00:00Z",
        },
        "为0个工作日",
    ),
    # what a meeting sent back
    holds(HEEDED, "adopted"),
    holds(HEEDED, "sent back, and not handed in yet", {"meetings.0.resolution.outcome": "amend"}),
    holds(HEEDED, "sent back, and changed", brought_again(body="第一条　整修八条村道。")),
    refuses(HEEDED, "sent back, and only its bases changed", brought_again(**UNDER_ANOTHER_NAME), "没有修改"),
    holds(HEEDED, "postponed, and handed in as it was", brought_again("postponed")),
    holds(HEEDED, "a paper dossier that holds no text", untold(brought_again())),
    refuses(HEEDED, "sent back, and handed in as it was", brought_again(), "第3版与会议讨论的第2版内容相同"),
    # what the public, the experts and the assessors saw
    holds(ANEW, "another number, the same text"),
    holds(ANEW, "all of them saw the changed text", OTHER_TEXT | SEEN_SINCE),
    holds(ANEW, "none of it was held", OTHER_TEXT | {"notice": None, "expert_review": None, "risk_assessments": []}),
    refuses(ANEW, "nobody saw it", OTHER_TEXT, "公开征求意见针对的是草案第1版", "专家论证", "风险评估", "没有写明"),
    refuses(ANEW, "the experts did not", OTHER_TEXT | SEEN_SINCE | {"expert_review.version": 1}, "专家论证针对的是"),
    refuses(
        ANEW,
        "the chief agreed to keep another text from the public",
        OTHER_TEXT
        | SEEN_SINCE
        | {
            "drafts.1.skips": [
                {"stage": "participation", "ground": "涉及军用光缆。", "by_law": "secret", "scope": "草案全文"}
            ],
            "non_disclosures": [
                {
                    "on": "2022-08-02",
                    "version": 1,
                    "agreed": True,
                    "ground": "secret",
                    "scope": "草案全文",
                    "decided_by": "李明",
                }
            ],
        },
        "审定不予公开针对的是",
    ),
    refuses(
        ANEW,
        "another draft, whatever is said",
        ANOTHER,
        "公开征求意见针对的是草案第1版，第2版没有保留其中任何一段",
        "风险评估针对的是草案第1版，第2版没有保留",
    ),
    *(
        excuses(ANEW, f"another draft, or a pointer to one: {name}", ANOTHER | change, "只调整了文字和条款顺序")
        for name, change in (
            ("a single paragraph before", {"drafts.0.body": "草案正文见附件。"}),
            ("a single paragraph since", {"drafts.1.body": "正文另附。"}),
            ("files before", {"drafts.0.files": [FILE]}),
            ("files since", {"drafts.1.files": [FILE]}),
        )
    ),
    excuses(
        ANEW,
        "one paragraph of what was seen is left",
        {"drafts.1.body": f"{EXCHANGED}\n第三条　整修十二条村道。", NOT_ANEW: "按公众意见增加广场。"},
        "按公众意见增加广场",
    ),
    excuses(
        ANEW,
        "the same words in other paragraphs",
        {"drafts.1.body": "第一条\n整修\n十条\n村道。", NOT_ANEW: "只分了段，少修两条。"},
        "只分了段，少修两条",
    ),
    holds(ANEW, "another draft, put before all of them", {"drafts.1.body": EXCHANGED} | SEEN_SINCE),
    refuses(ANEW, "words that say nothing", OTHER_TEXT | {NOT_ANEW: "无"}, "没有写明"),
    excuses(ANEW, "it is said why not", OTHER_TEXT | {NOT_ANEW: "只改了条款顺序。"}, "只改了条款顺序"),
    # the draft itself changed
    holds(CHANGED, "an opinion that lets it go on"),
    holds(CHANGED, "found unlawful, and changed", sent_back()),
    holds(CHANGED, "a file more", sent_back(SAME, **{"drafts.1.files": [FILE]})),
    holds(CHANGED, "it rests on more", sent_back(SAME, **{"drafts.1.bases": [{"title": "公路安全保护条例"}]})),
    holds(
        CHANGED,
        "its basis found wanting, it rests on more",
        sent_back(SAME, **RESTATED, **{FINDINGS: found(**ALL | {"basis": False})}),
    ),
    refuses(
        CHANGED,
        "its content found wanting, only title and bases differ",
        sent_back(SAME, **RESTATED, **{FINDINGS: found(**ALL | {"basis": False, "content": False})}),
        "没有修改",
    ),
    holds(CHANGED, "the procedure made up", MADE_UP | PROCEDURE | SINCE),
    holds(
        CHANGED,
        "the Party committee discussed it since",
        MADE_UP | PROCEDURE | {"party_discussions": [{"on": "2022-10-15", "meeting": "党委会议", "agreed": True}]},
    ),
    holds(CHANGED, "the unit's own legality opinion brought since", own_opinion("", "经审查，本草案合法。")),
    refuses(CHANGED, "the same opinion brought again", own_opinion("经审查合法。", "经审查，合法。"), "没有修改"),
    refuses(
        CHANGED,
        "the Party committee discussed it only after the round since",
        own_opinion("合法。", "合法。")
        | {"party_discussions": [{"on": "2022-10-21", "meeting": "党委会议", "agreed": True}]},
        "没有修改",
    ),
    refuses(CHANGED, "made up in words alone", ALONE | PROCEDURE, "没有修改"),
    refuses(CHANGED, "done since, and not told", PROCEDURE | SINCE, "没有修改"),
    holds(CHANGED, "not reviewed", {"reviews": []}),
    refuses(CHANGED, "found unlawful, the same version", {CONCLUDED: "unlawful"}, "“不合法，不得提交讨论”", "没有修改"),
    holds(CHANGED, "to be amended is not unlawful", {CONCLUDED: "amend"}),
    refuses(CHANGED, "a new version of the same text", sent_back(SAME), "草案第2版的内容与当时送审的相同"),
    refuses(CHANGED, "only spaces and lines differ", sent_back(f" {SAME}\n\n"), "没有修改"),
    refuses(CHANGED, "only a comma differs", sent_back(SAME.replace("。", "，", 1)), "没有修改"),
    refuses(CHANGED, "only what is not seen differs", sent_back(f"\u200b{SAME}"), "没有修改"),
    refuses(CHANGED, "only what it declares differs", sent_back(SAME, **{"drafts.1.traits": ["risk"]}), "没有修改"),
    holds(CHANGED, "one character more", sent_back(f"{SAME}二")),
    refuses(CHANGED, "only its note differs", sent_back(SAME, **{"drafts.1.note": "另作说明。"}), "没有修改"),
    refuses(CHANGED, "not followed, with the reason", NOT_FOLLOWED | {CONCLUDED: "unlawful"}, "没有修改"),
    refuses(CHANGED, "the procedure not made up", PROCEDURE, "没有修改"),
    refuses(CHANGED, "nothing said of how it was", PROCEDURE | response(adjusted="无。") | PROCEDURE, "没有修改"),
    refuses(
        CHANGED,
        "the content wanting too",
        PROCEDURE
        | response(adjusted="已公开征求意见。")
        | {CONCLUDED: "unlawful", FINDINGS: found(**ALL | {"procedure": False, "content": False})},
        "没有修改",
    ),
    refuses(CHANGED, "found lawful since, unchanged", again("unlawful"), "第1次合法性审查结论为“不合法，不得提交讨论”"),
    # what was to be amended and comes as it was
    holds(UNFOLLOWED, "an opinion that lets it go on"),
    holds(UNFOLLOWED, "found unlawful is another matter", {CONCLUDED: "unlawful"}),
    holds(UNFOLLOWED, "to be amended, and changed", sent_back() | {CONCLUDED: "amend"}),
    holds(UNFOLLOWED, "the procedure made up", PROCEDURE | MADE_UP | SINCE),
    refuses(UNFOLLOWED, "made up in words alone", PROCEDURE | ALONE, "没有修改"),
    refuses(UNFOLLOWED, "to be amended, the same version", {CONCLUDED: "amend"}, "“应当予以修改”", "草案第2版"),
    refuses(UNFOLLOWED, "a new version of the same text", sent_back(SAME) | {CONCLUDED: "amend"}, "没有修改"),
    refuses(UNFOLLOWED, "said to be adjusted, and not changed", response(adjusted="已补充依据。"), "没有修改"),
    refuses(UNFOLLOWED, "not followed, without reason", response(not_followed="第二条。"), "没有修改"),
    refuses(UNFOLLOWED, "a reason, of nothing", response(adjusted="已补充。", reason="依据已有规定。"), "没有修改"),
    refuses(
        UNFOLLOWED, "a reason that is none", response(not_followed="全部。", reason="经研究，不予采纳。"), "没有修改"
    ),
    refuses(UNFOLLOWED, "reviewed again since, unchanged", again("amend"), "第1次合法性审查结论为“应当予以修改”"),
    excuses(UNFOLLOWED, "not followed, with the reason", NOT_FOLLOWED, "没有修改"),
    # what was done with the opinion
    holds(ADJUSTED, "an opinion that lets it go on"),
    holds(ADJUSTED, "advice is no demand", {f"{ROUND}.conclusion.advice": "公布后报备案。"}),
    holds(ADJUSTED, "sent back, and what was adjusted", response(adjusted="已补充。")),
    holds(ADJUSTED, "nothing was left out", response(adjusted="已补充依据。", not_followed="无。")),
    refuses(ADJUSTED, "left out by its number", response(adjusted="已补充依据。", not_followed="2"), "没有说明理由"),
    holds(ADJUSTED, "said on the day of the opinion", response(adjusted="已补充。", on="2022-10-12")),
    holds(ADJUSTED, "not followed, with the reason", response(not_followed="第二条未改。", reason="依据已有规定。")),
    holds(ADJUSTED, "a newer version is the adjustment", {CONCLUDED: "unlawful", f"{ROUND}.submission.version": 1}),
    holds(ADJUSTED, "not reviewed", {"reviews": []}),
    refuses(
        ADJUSTED, "sent back, and not changed", {CONCLUDED: "amend"}, "第1次合法性审查结论为“应当予以修改”", "没有记载"
    ),
    refuses(ADJUSTED, "a response that says nothing", response(adjusted=" "), "没有写明作了什么调整"),
    refuses(ADJUSTED, "not followed, without reason", response(not_followed="第二条未改。"), "没有说明理由"),
    refuses(
        ADJUSTED, "a reason that is none", response(not_followed="全部。", reason="经研究，不予采纳。"), "没有说明理由"
    ),
    refuses(ADJUSTED, "said one day before", response(adjusted="已补充。", on="2022-10-11"), "早于第1次审查意见"),
    # what is handed in
    holds(MATERIALS, "the whole list"),
    holds("cn-713.26.materials", "Order 713 names draft and bases", {HANDED: ["draft", "bases"]}),
    refuses(MATERIALS, "no draft", all_but(Material.DRAFT), "送审材料缺少：草案及其说明"),
    refuses(MATERIALS, "no bases", all_but(Material.BASES), "法律、法规、规章和政策规定"),
    *(
        refuses("cq-337.27.materials", f"no {left_out}", all_but(left_out), f"缺少：{left_out.label.zh}。")
        for left_out in (Material.OPINIONS, Material.EXPERTS, Material.RISK, Material.PRELIMINARY)
    ),
    holds(
        "cq-337.27.materials",
        "no public opinions where the public was not heard",
        {**all_but(Material.OPINIONS), "notice": None, "participation": None},
    ),
    holds(
        "cq-337.27.materials",
        "no expert opinions without experts",
        {**all_but(Material.EXPERTS), "expert_review": None},
    ),
    holds(
        "cq-337.27.materials", "no risk report without assessment", {**all_but(Material.RISK), "risk_assessments": []}
    ),
    refuses(MATERIALS, "a version that does not exist", {f"{ROUND}.submission.version": 3}, "没有第3版草案"),
    refuses(MATERIALS, "not submitted", {"reviews": []}, "尚未送请合法性审查"),
    holds(PRELIMINARY, "given, with who gave it"),
    refuses(PRELIMINARY, "not given", {f"{ROUND}.submission.preliminary": " "}, "没有承办单位的合法性审查意见"),
    refuses(PRELIMINARY, "by whom is not known", {f"{ROUND}.submission.preliminary_by": ""}, "审查人"),
    # the time guaranteed: accepted on 28 September 2022; the 8th and 9th of October are worked
    holds(TIME, "7 working days across the holiday and its make-up days"),
    holds(TIME, "8 working days", {ON: date(2022, 10, 13)}),
    refuses(TIME, "6 working days", {ON: date(2022, 10, 11)}, "为6个工作日", "短1个", "2022年10月12日"),
    refuses(TIME, "5 working days, on a make-up Sunday plus one", {ON: date(2022, 10, 10)}, "为5个工作日", "短2个"),
    refuses(TIME, "1 working day, after ten days' holiday", {ON: date(2022, 9, 29)}, "为1个工作日", "短6个"),
    refuses(TIME, "dated before acceptance", {ON: date(2022, 9, 27)}, "为0个工作日"),
    excuses(
        TIME,
        "6 working days, with a reason",
        {ON: date(2022, 10, 11), f"{ROUND}.conclusion.short_time_reason": "汛期将至。"},
        "已说明理由",
    ),
    refuses(
        TIME,
        "6 working days, a blank reason",
        {ON: date(2022, 10, 11), f"{ROUND}.conclusion.short_time_reason": " "},
        "没有说明理由",
    ),
    refuses(
        TIME,
        "6 working days, haste for a reason",
        {ON: date(2022, 10, 11), f"{ROUND}.conclusion.short_time_reason": "情况紧急。"},
        "为6个工作日",
        "没有说明为何需要提前",
    ),
    refuses(
        TIME,
        "supplied one day later: 6 from there",
        {f"{ROUND}.supplements": [SUPPLIED]},
        "2022年9月29日",
        "为6个工作日",
    ),
    holds(TIME, "supplied one day later: 7 from there", {f"{ROUND}.supplements": [SUPPLIED], ON: date(2022, 10, 13)}),
    refuses(
        TIME,
        "accepted, as it says, before submission",
        {f"{ROUND}.submission.on": date(2022, 9, 29)},
        "2022年9月29日",
        "为6个工作日",
    ),
    refuses(
        TIME,
        "the calendar of that year is not known",
        {f"{ROUND}.acceptance.on": date(2090, 1, 2), ON: date(2090, 1, 20)},
        "没有2090年的工作日安排",
    ),
    excuses(
        TIME,
        "short by the days that are known, with a reason",
        {
            f"{ROUND}.acceptance.on": date(2026, 12, 28),
            ON: date(2026, 12, 30),
            f"{ROUND}.conclusion.short_time_reason": "汛期抢险急需。",
        },
        "为2个工作日",
        "短5个",
    ),
    holds(TIME, "not concluded yet", {f"{ROUND}.conclusion": None}),
    # counsel
    holds(COUNSEL, "heard before the opinion"),
    holds(COUNSEL, "heard on the day of the opinion", {f"{ROUND}.counsel.0.on": date(2022, 10, 12)}),
    refuses(COUNSEL, "heard one day later", {f"{ROUND}.counsel.0.on": date(2022, 10, 13)}, "晚于合法性审查意见书"),
    holds(COUNSEL, "heard on the day of submission", {f"{ROUND}.counsel.0.on": date(2022, 9, 27)}),
    refuses(
        COUNSEL, "heard before submission", {f"{ROUND}.counsel.0.on": date(2022, 9, 26)}, "早于送审（2022年9月27日）"
    ),
    refuses(COUNSEL, "nobody heard", {f"{ROUND}.counsel": []}, "没有法律顾问、公职律师的法律意见"),
    refuses(COUNSEL, "no opinion", {f"{ROUND}.counsel.0.text": "无意见。"}, "没有法律顾问、公职律师的法律意见"),
    refuses(COUNSEL, "heard, but no word of it", {f"{ROUND}.counsel.0.text": " "}, "没有法律顾问、公职律师的法律意见"),
    # what is found
    *(
        refuses(
            rules, f"nothing on {aspect}", {FINDINGS: found(**{k: v for k, v in ALL.items() if k != aspect})}, label
        )
        for aspect, label, rules in (
            ("authority", "是否符合法定权限", "cn-713.27 cq-337.26"),
            ("procedure", "是否履行相关法定程序", "cn-713.27 cq-337.26"),
            ("content", "内容是否符合", "cn-713.27 cq-337.26"),
            ("basis", "决策依据适用是否正确", "cq-337.26"),
        )
    ),
    holds("cn-713.27", "Order 713 names three", {FINDINGS: found(authority=True, procedure=True, content=True)}),
    holds("cq-337.26", "all four"),
    refuses("cn-713.27 cq-337.26", "no opinion", {f"{ROUND}.conclusion": None}, "没有书面合法性审查意见"),
    # the conclusion
    holds(CONCLUSION, "lawful in all, passed as lawful"),
    *(
        holds(WRITTEN, f"an opinion that is written: {text}", {f"{ROUND}.conclusion.text": text})
        for text in ("", "意见如下：\n合法。", "第三条“……由村集体承担”符合规定。", "经审查，草案合法（附依据）。")
    ),
    *(
        refuses(WRITTEN, f"one that is not: {text}", {f"{ROUND}.conclusion.text": text}, "审查意见尚未写完")
        for text in (
            "经审查，提出如下意见：",
            "经审查，合法。\n建议：……",
            "第__条不合法。",
            "合法（ ）。",
            "经审查，……",
        )
    ),
    holds(
        CONCLUSION,
        "wanting, sent back",
        {FINDINGS: found(**ALL | {"content": False}), f"{ROUND}.conclusion.conclusion": "amend"},
    ),
    refuses(
        CONCLUSION,
        "wanting in one, passed as lawful",
        {FINDINGS: found(**ALL | {"basis": False})},
        "决策依据适用是否正确",
    ),
    holds(
        CONCLUSION,
        "an exploratory reform with its risk stated",
        {
            FINDINGS: found(**ALL | {"content": False}),
            f"{ROUND}.conclusion.conclusion": "exploratory",
            f"{ROUND}.conclusion.risk": "国家尚无明确规定。",
        },
    ),
    refuses(
        CONCLUSION,
        "an exploratory reform, risk blank",
        {f"{ROUND}.conclusion.conclusion": "exploratory", f"{ROUND}.conclusion.risk": " "},
        "没有明示法律风险",
    ),
    refuses(
        CONCLUSION, "a conclusion of its own", {f"{ROUND}.conclusion.conclusion": "fine"}, "审查结论“fine”不在本级规定"
    ),
    holds(CONCLUSION, "no conclusion yet", {f"{ROUND}.conclusion": None}),
    holds(CONCLUSION, "wanting, unlawful", {FINDINGS: found(**ALL | {"content": False}), CONCLUDED: "unlawful"}),
    holds(CONCLUSION, "on paper nothing was found apart", {FINDINGS: [], CONCLUDED: "unlawful"}),
    refuses(CONCLUSION, "wanting in nothing, unlawful", {CONCLUDED: "unlawful"}, "结论为不合法"),
    # what may go on with its risk stated
    holds(REFORM, "lawful, nothing declared"),
    holds(REFORM, "declared", {CONCLUDED: "exploratory", "drafts.1.traits": ["reform"]}),
    holds(REFORM, "no conclusion yet", {f"{ROUND}.conclusion": None}),
    refuses(REFORM, "not declared", {CONCLUDED: "exploratory"}, "草案第2版没有标明"),
    refuses(
        REFORM,
        "declared with another version than the one reviewed",
        {CONCLUDED: "exploratory", "drafts.0.traits": ["reform"], "drafts.1.traits": ["technical"]},
        "草案第2版没有标明",
    ),
    # who reviews
    holds(REVIEWER, "someone else"),
    refuses(REVIEWER, "an expert", {"expert_review.experts.0.name": "郑律"}, "郑律作为专家参加了本事项的论证"),
    holds(REVIEWER, "an expert who fell out before arguing", {"expert_review.experts.0": FELL_OUT}),
    refuses(REVIEWER, "who gave the unit's opinion signs", {f"{ROUND}.conclusion.reviewer": "吴 静"}, "初审"),
    refuses(
        REVIEWER, "who handed it in accepts", {f"{ROUND}.submission.submitted_by_id": "person-4"}, "代表承办单位送审"
    ),
    refuses(
        REVIEWER,
        "who handed it in signs a paper",
        {
            f"{ROUND}.submission.submitted_by": "王 某",
            f"{ROUND}.conclusion.reviewer": "王某",
            f"{ROUND}.conclusion.reviewer_id": "",
        },
        "代表承办单位送审",
    ),
    refuses(REVIEWER, "the drafter accepts", {f"{ROUND}.acceptance.reviewer_id": "person-1"}, "不得担任审查人"),
    refuses(REVIEWER, "the drafter signs", {f"{ROUND}.conclusion.reviewer_id": "person-1"}, "不得担任审查人"),
    refuses(REVIEWER, "the drafter of an earlier version", {"drafts.0.author_id": "person-4"}, "草案第1版"),
    refuses(REVIEWER, "one name, two accounts", {f"{ROUND}.conclusion.reviewer": "周文"}, "周文代表承办单位送审"),
    holds(REVIEWER, "a namesake told apart", {f"{ROUND}.conclusion.reviewer": "周文2"}),
    refuses(
        REVIEWER,
        "on paper the name decides",
        {
            "drafts": [{k: v for k, v in each.items() if k != "author_id"} for each in WORDS["drafts"]],
            f"{ROUND}.conclusion.reviewer": "周文",
            f"{ROUND}.conclusion.reviewer_id": "",
        },
        "周文",
    ),
]
