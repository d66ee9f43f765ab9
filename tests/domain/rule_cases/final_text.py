"""The house rule on the text between adoption in principle and publication, and who checks it."""

from __future__ import annotations

from typing import Any

from tests.domain.dossiers import WORDS, having
from tests.domain.rule_cases.case import excuses, holds, refuses
from tests.domain.rule_cases.deliberation import MEETING, OUTCOME
from workflow.domain.drafttext import draft_digest

FINAL, REVIEWER = "house.final_text house.kinds.final_text", "house.reviewer"
MORE = "house.new_traits"
ROUND = "reviews.0"
SIGNED = {"on": "2022-10-19", "reviewer": "郑律", "reviewer_id": "person-4", "changes": "写明养护责任。"}
CHECK = "final_checks"


def in_principle(**words: object) -> dict[str, Any]:
    """Version 1 was reviewed and adopted in principle; version 2 was made of it on the next day."""
    drafts = [WORDS["drafts"][0], WORDS["drafts"][1] | {"on": "2022-10-19"} | words]
    return {f"{MEETING}.version": 1, OUTCOME: "in_principle", f"{ROUND}.submission.version": 1, "drafts": drafts}


def touching(*traits: str, before: tuple[str, ...] = (), **words: object) -> dict[str, Any]:
    """The legality reviewer checked version 2, which declares these traits, the one the meeting had those before."""
    first, second = in_principle()["drafts"]
    return checked(**words) | {"drafts": [first | {"traits": before}, second | {"traits": traits}]}


def checked(**words: object) -> dict[str, Any]:
    """The legality reviewer checked version 2."""
    return in_principle() | {CHECK: [SIGNED | {"version": 2, "finding": "kept_to"} | words]}


def gone_back(against: dict[str, Any], **last: object) -> dict[str, Any]:
    """Version 2 was adopted in principle; version 3, checked to keep to it, says what version 1 said."""
    first = WORDS["drafts"][0]
    second, third = first | {"version": 2, "body": "另行选线。"}, first | {"version": 3, "on": "2022-10-19"} | last
    check = SIGNED | {"version": 3, "finding": "kept_to"}
    adopted = {f"{MEETING}.version": 2, OUTCOME: "in_principle", f"{ROUND}.submission.version": 2}
    return adopted | {"drafts": [first, second, third], CHECK: [check]} | against


def untold(words: dict[str, Any]) -> dict[str, Any]:
    """The same as a paper dossier may have it: of the drafts no more than that there were such versions."""
    return words | {"drafts": [each | {"body": "", "files": []} for each in words["drafts"]]}


UNLAWFUL = {
    "reviews": [
        WORDS["reviews"][0]
        | {"submission": WORDS["reviews"][0]["submission"] | {"version": 1}}
        | {"conclusion": WORDS["reviews"][0]["conclusion"] | {"conclusion": "unlawful"}},
        WORDS["reviews"][0] | {"round": 2, "submission": WORDS["reviews"][0]["submission"] | {"version": 2}},
    ]
}
UNCONTROLLABLE = {"risk_assessments.0.version": 1, "risk_assessments.0.finding.controllable": False}
NEVER = "house.never_refused"

DIGEST = draft_digest(having(in_principle()).drafts[1])

NAMED, TOLD = "house.changes_named", "house.in_principle"
REWRITTEN = {
    "title": "另一名称",
    "body": "第一条　整修十二条村道。\n第二条　村委会负责养护。\n建设四座桥梁，投资另计。",
}


def rewritten(changes: str, **check: object) -> dict[str, Any]:
    """Version 2 has another title and two paragraphs more; the reviewer says this of it."""
    return checked(changes=changes, **check) | {"drafts": in_principle(**REWRITTEN)["drafts"]}


def altered(before: str, after: str, changes: str) -> dict[str, Any]:
    """One paragraph of version 2 reads otherwise than in version 1; the reviewer says this of it."""
    first, second = in_principle()["drafts"]
    return checked(changes=changes) | {"drafts": [first | {"body": before}, second | {"body": after}]}


def carrying(changes: str, **both: tuple[object, object]) -> dict[str, Any]:
    """Version 2 rests on something else than version 1, or carries other files; the reviewer says this of it."""
    first, second = in_principle()["drafts"]
    of = [{key: sides[at] for key, sides in both.items()} for at in (0, 1)]
    return checked(changes=changes) | {"drafts": [first | of[0], second | of[1]]}


def estimate(name: str, digest: str) -> list[dict[str, object]]:
    """A file of a draft."""
    return [{"name": name, "digest": digest * 64, "size": 9, "media_type": "application/pdf"}]


ESTIMATE = (estimate("投资概算.pdf", "a"), estimate("投资概算.pdf", "b"))
BASES = ([{"title": "公路法", "article": "第八条"}], [{"title": "公路法", "article": "第十条"}])
TWICE = (
    "在村内建净水站，水价每吨不超过2元，由村集体管护。",
    "在村内建净水站，水价每吨不超过5元，由村集体管护，乡规划建设办监督管护。",
)
INSERTED_FIRST = (
    "在村内建净水站，由村集体管护，水价每吨不超过2元。",
    "在村内建净水站，由村集体管护，乡规划建设办监督，水价每吨不超过5元。",
)
COUNTY = ("由县级部门审批。", "由乡级部门审批。")
FIFTY = ("投资5万元。", "投资8万元。")
KEPT_UP = ("村委会负责养护。", "村委会不负责养护。")
FIFTH = ("第五条　水价每吨2元，由村集体管护。", "第五条　水价每吨5元，由村集体管护。")
FIFTH_TWICE = (FIFTH[0], "第五条　水价每吨5元，由村集体管护，乡规划建设办监督。")
REPEATED = ("第一条　整修村道。\n附：\n第一条　水价每吨2元。", "第一条　整修村道。\n附：\n第一条　水价每吨5元。")
IN_PARTS = ("一、\n（一）整修村道。\n二、\n（一）水价每吨2元。", "一、\n（一）整修村道。\n二、\n（一）水价每吨5元。")
LISTED = ("一、整修十二条村道。", "一、整修八条村道。")


def adopted(text: str) -> dict[str, Any]:
    """A meeting adopted it in principle in these words."""
    return {OUTCOME: "in_principle", f"{MEETING}.resolution.text": text, f"{MEETING}.resolution.minutes": ""}


ANEW, SEEN = "house.final_anew", ("notice", "expert_review", "risk_assessments.0")
HEARD, LATER = "第一条　整修十条村道。", "第一条　整修八条村道。\n第二条　村委会负责养护。"


def heard(
    final: str, reviewed: str = HEARD, explained: str = "", why: str = "", heard_of: str = HEARD, **change: object
) -> dict[str, Any]:
    """Version 1 was solicited on, argued and assessed, version 2 reviewed and adopted in principle, version 3 checked.

    `explained`: what the unit said of what it had changed when it submitted; `why`: what the reviewer says of the rest.
    """
    first = WORDS["drafts"][0] | {"body": heard_of}
    second = first | {"version": 2, "body": reviewed}
    third = first | {"version": 3, "on": "2022-10-19", "body": final} | change
    adopted = {f"{MEETING}.version": 2, OUTCOME: "in_principle"}
    submitted = {f"{ROUND}.submission.version": 2, f"{ROUND}.submission.not_anew": explained}
    check = SIGNED | {"version": 3, "finding": "kept_to", "not_anew": why}
    return adopted | submitted | {"drafts": [first, second, third], CHECK: [check]}


OTHER = "改建乡政府广场。\n向每户筹资五千元。"
BACK = f"{HEARD}\n第二条　村委会负责养护。"

CASES = [
    holds(ANEW, "nothing was checked"),
    holds(ANEW, "as it was heard", heard(HEARD)),
    holds(ANEW, "as it was reviewed, which was explained", heard(LATER, LATER, "采纳公众意见。")),
    holds(ANEW, "partly back to what was heard", heard(BACK, LATER, "采纳公众意见。")),
    holds(ANEW, "found to go beyond", heard(LATER) | {f"{CHECK}.0.finding": "beyond", f"{CHECK}.0.reason": "改线。"}),
    holds(ANEW, "papers that hold no text", untold(heard(LATER))),
    holds(ANEW, "heard on it anew", heard(LATER) | {f"{each}.version": 3 for each in SEEN}),
    excuses(ANEW, "it is said why", heard(LATER, why="采纳会议意见，村道有减无增。"), "定稿（第3版）又有改动"),
    refuses(
        ANEW, "nothing was said", heard(LATER), "公开征求意见针对的是草案第1版", "专家论证", "风险评估", "没有写明"
    ),
    refuses(
        ANEW,
        "another draft, whatever is said",
        heard(OTHER, LATER, why="只调整了文字。", heard_of=LATER),
        "第3版没有保留其中任何一段",
    ),
    excuses(ANEW, "a single paragraph tells too little", heard("改建乡政府广场。", why="只改文字。"), "只改文字"),
    excuses(
        ANEW,
        "the text in a file",
        heard(OTHER, LATER, why="只调整了文字。", heard_of=LATER, files=ESTIMATE[0]),
        "只调整了文字",
    ),
    refuses(ANEW, "a word that gives no reason", heard(LATER, why="按规定"), "没有写明"),
    refuses(ANEW, "reviewed as it is, and never explained", heard(LATER, LATER), "公开征求意见针对的是"),
    refuses(
        ANEW, "one paragraph more than explained", heard(f"{LATER}\n第三条　建桥。", LATER, "采纳意见。"), "没有写明"
    ),
    refuses(ANEW, "only its title", heard(HEARD, title="另一名称"), "风险评估针对的是草案第1版"),
    holds(TOLD, "adopted as it was"),
    *(
        holds(TOLD, said, adopted(said))
        for said in ("写明养护责任", "原则通过，请承办单位修改第三条。", "完善补偿标准")
    ),
    *(
        refuses(TOLD, said, adopted(said), "没有写明草案应当在哪些方面修改")
        for said in (
            "会议决定原则通过，按会议意见修改完善后印发。",
            "原则通过，请承办单位按会议意见修改。",
            "会后修改",
            "会议讨论并原则通过了方案。",
            "会议原则通过，请按会上提出的意见修改。",
            "原则通过，会后根据有关意见进一步修改，报请公布。",
        )
    ),
    holds(TOLD, "it is said in what", adopted("原则通过，写明养护责任。")),
    refuses(TOLD, "it is not said in what", adopted("会议决定原则通过。"), "没有写明草案应当在哪些方面修改"),
    refuses(NAMED, "the same text", checked(), "内容相同，没有按会议意见修改"),
    holds(NAMED, "papers that hold no text", untold(checked())),
    *(
        refuses(NAMED, said, altered(*TWICE, said), "“在村内建净水站”")
        for said in ("管护后增加“乡规划建设办监督管护”。", "水价改为不超过5元。", "“5”")
    ),
    *(
        refuses(NAMED, f"an insertion before it: {said}", altered(*INSERTED_FIRST, said), "“在村内建净水站”")
        for said in ("水价每吨由不超过2元改为不超过5元。", "管护后增加“乡规划建设办监督”。", "“2”改为另一数。")
    ),
    holds(
        NAMED,
        "an insertion before it, both told",
        altered(*INSERTED_FIRST, "增加“乡规划建设办监督”；原“每吨不超过2元”调高。"),
    ),
    *(
        holds(NAMED, said, altered(*TWICE, said))
        for said in (
            "水价改为不超过5元；管护后增加“乡规划建设办监督管护”。",
            "“水价每吨不超过5元，由村集体管护，乡规划建设办监督管护”",
        )
    ),
    *(
        refuses(
            NAMED,
            f"{after}: what looks like its number",
            altered(before, after, "按会议意见修改。"),
            "没有写明对应会议的哪一项意见",
        )
        for before, after in (
            ("3.5万元由财政承担。", "4.5万元由财政承担。"),
            ("2022.3.1起施行。", "2023.3.1起施行。"),
            ("第五条部分企业可以申请。", "第五条企业可以申请。"),
        )
    ),
    holds(NAMED, "a number alone", altered("村委会负责养护。", "（一）村委会负责养护。", "按会议意见编列序号。")),
    holds(
        NAMED,
        "every place",
        rewritten("更名为另一名称；第二条对应第一项意见；增加“建设四座桥梁，投资另计”，对应第二项意见。"),
    ),
    *(
        refuses(NAMED, f"{after}: {said}", altered(before, after, said), "没有写明对应会议的哪一项意见")
        for (before, after), said in (
            (COUNTY, "按乡长办公会议意见修改。"),
            (FIFTY, "按第8次会议意见修改。"),
            (KEPT_UP, "按会议意见修改，不改变主要内容。"),
            (LISTED, "一、按会议意见修改。"),
            (LISTED, "“一致同意”，按会议意见修改。"),
            # the number of an article is a place a reader finds, of the draft alone and where nothing else is changed in it
            (FIFTH, "按《中华人民共和国水法》第五条修改。"),
            (FIFTH, "按《中华人民共和国水法》第四条、第五条第一款修改。"),
            (FIFTH_TWICE, "第五条按会议意见修改。"),
            (FIFTH_TWICE, "第五条增加“乡规划建设办监督”。"),
            (REPEATED, "第一条按会议意见修改。"),
            (IN_PARTS, "“（一）”按会议意见修改。"),
            (IN_PARTS, "“（一）整修”按会议意见修改。"),
        )
    ),
    *(
        holds(NAMED, f"{after}: {said}", altered(before, after, said))
        for (before, after), said in (
            (COUNTY, "审批改由乡级部门办理。"),
            (FIFTY, "“5”改为“8”。"),
            (FIFTY, "按会议意见，投资8万元。"),
            (KEPT_UP, "村委会改为不负责养护。"),
            (LISTED, "“一、整修”按会议意见减少村道。"),
            (FIFTH, "第五条按会议意见修改。"),
            (FIFTH, "《清泉乡农村道路整修方案》第五条按会议意见修改，依据《中华人民共和国水法》第四条。"),
            (FIFTH_TWICE, "第五条水价每吨5元，增加“乡规划建设办监督”。"),
            (REPEATED, "附件第一条改为“水价每吨5元”。"),
            (IN_PARTS, "“（一）水价”按会议意见修改。"),
            (("投资3.5万元。", "投资3.8万元。"), "改为投资3.8万元。"),
            (("一、概况。", "一、概况。\n（一）建立年度体检制度，水井列入监测点。"), "增加“建立年度体检制度”。"),
        )
    ),
    holds(
        NAMED,
        "a file renamed",
        carrying(
            "依据由公路法第八条改为第十条。", bases=BASES, files=(estimate("甲.pdf", "a"), estimate("乙.pdf", "a"))
        ),
    ),
    holds(NAMED, "a file replaced, named", carrying("替换投资概算，对应第一项意见。", files=ESTIMATE)),
    holds(NAMED, "bases replaced, named", carrying("依据由公路法第八条改为第十条。", bases=BASES)),
    holds(NAMED, "a file with a short name", carrying("增加“图”。", files=([], estimate("图.pdf", "a")))),
    refuses(NAMED, "a file replaced", carrying("按会议意见修改。", files=ESTIMATE), "附件“投资概算.pdf”"),
    refuses(NAMED, "a file left out", carrying("按会议意见修改。", files=(ESTIMATE[0], [])), "附件“投资概算.pdf”"),
    refuses(NAMED, "a short name by chance", carrying("按图修改。", files=([], estimate("图.pdf", "a"))), "“图.pdf”"),
    refuses(NAMED, "bases replaced", carrying("修改第八条。", bases=BASES), "依据《公路法》第八条", "《公路法》第十条"),
    refuses(NAMED, "of one basis the article is missing", carrying("公路法第八条改。", bases=BASES), "第十条"),
    holds(NAMED, "found to go beyond", rewritten("改写。", finding="beyond")),
    refuses(NAMED, "another title", rewritten("第二条；增加建设四座桥梁，投资另计。"), "名称"),
    refuses(NAMED, "a paragraph with a number", rewritten("更名为另一名称；增加建设四座桥梁，投资另计。"), "“第二条”"),
    refuses(NAMED, "a paragraph without one", rewritten("更名为另一名称；第二条。"), "“建设四座桥梁”"),
    refuses(NAMED, "nothing of it", rewritten("按会议意见修改。"), "名称", "“第二条”", "“建设四座桥梁”"),
    holds(NEVER, "nothing was found against any version", gone_back({})),
    holds(NEVER, "another text than that found unlawful", gone_back(UNLAWFUL, body="再行选线。")),
    holds(NEVER, "a paper dossier that holds no text", untold(gone_back(UNLAWFUL))),
    refuses(NEVER, "back to what was found unlawful", gone_back(UNLAWFUL), "第1版经合法性审查不合法"),
    refuses(
        NEVER,
        "back to it with other bases",
        gone_back(UNLAWFUL, title="另一名称", bases=[{"title": "公路安全保护条例"}]),
        "第1版经合法性审查不合法",
    ),
    refuses(NEVER, "back to what was of uncontrollable risk", gone_back(UNCONTROLLABLE), "第1版经认定风险不可控"),
    holds(FINAL, "adopted as it was"),
    holds(FINAL, "adopted in principle and not changed yet", {OUTCOME: "in_principle"}),
    holds(FINAL, "checked, on paper without a digest", checked()),
    holds(FINAL, "checked as it stands", checked(digest=DIGEST)),
    holds(FINAL, "checked on the day of publication", checked(on="2022-10-27")),
    holds(FINAL, "reviewed once more instead", in_principle() | {f"{ROUND}.submission.version": 2}),
    holds(FINAL, "not adopted", in_principle() | {OUTCOME: "rejected"}),
    holds(FINAL, "nothing decided", in_principle() | {f"{MEETING}.resolution": None}),
    refuses(FINAL, "the unit's word alone", in_principle(beyond=False), "草案第1版", "第2版既没有经合法性审查"),
    refuses(FINAL, "on paper nobody said anything", in_principle(), "也没有核对定稿"),
    refuses(FINAL, "another version was checked", checked(version=1), "也没有核对定稿"),
    refuses(
        FINAL,
        "reviewed and found unlawful",
        in_principle() | {f"{ROUND}.submission.version": 2, f"{ROUND}.conclusion.conclusion": "unlawful"},
        "也没有核对定稿",
    ),
    refuses(FINAL, "adopted as it was, and another text since", checked() | {OUTCOME: "adopted"}, "也没有核对定稿"),
    refuses(FINAL, "found to fall short", checked(finding="short", reason="漏了第二条。"), "没有完全落实会议意见"),
    refuses(FINAL, "found to go beyond", checked(finding="beyond", reason="改了收费。"), "超出会议意见"),
    refuses(FINAL, "rewritten since it was checked", checked(digest="0" * 64), "与草案第2版不一致"),
    refuses(FINAL, "checked one day before it was there", checked(on="2022-10-18"), "早于会议或者草案第2版"),
    refuses(FINAL, "checked one day after publication", checked(on="2022-10-28"), "晚于公布"),
    holds(MORE, "nothing was checked"),
    holds(MORE, "it touches nothing", checked()),
    holds(MORE, "it touches what the meeting knew of", touching("operators", before=("operators", "risk"))),
    holds(MORE, "found to go beyond", touching("operators", finding="beyond", reason="新增收费。")),
    refuses(
        MORE, "one more, found to keep to it", touching("operators"), "第2版）新增涉及情形（涉及市场主体经济活动）"
    ),
    refuses(MORE, "found to fall short", touching("risk", "operators", before=("risk",), finding="short"), "市场主体"),
    refuses(MORE, "one for another", touching("operators", before=("risk",)), "市场主体"),
    holds(MORE, "deliberated again since", touching("operators") | {f"{MEETING}.version": 2}),
    holds(REVIEWER, "the reviewer checks the final text", checked()),
    refuses(
        REVIEWER, "the drafter checks it", checked(reviewer="周文", reviewer_id="person-1"), "周文代表承办单位送审"
    ),
]
