"""713 arts. 25, 29 and 30, 337 arts. 26, 29 and 30."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domain.dossiers import WORDS, having, lawful
from tests.domain.rule_cases.case import excuses, holds, refuses
from workflow.domain.meetingrecord import record_digest

PASSED, MATERIALS = "cn-713.25 cq-337.26.passed", "cn-713.29 cq-337.29"
BODY, MEMBERS = "cn-713.30.1 cq-337.30.body", "cn-713.30.members cq-337.30.members"
ATTENDANCE = "cn-713.30.attendance cq-337.30.attendance"
LAST, ALL = "cn-713.30.last cq-337.30.last", "cn-713.30.all cq-337.30.all"
DISSENT = "cn-713.30.dissent cq-337.30.dissent"
REGISTER, KEPT = "house.register", "house.register_kept"
MAJORITY = "cn-713.30.majority cq-337.30.majority"
AMENDED, CONFIRMED, TOGETHER = "house.amended", "house.confirmed", "house.together"
OWN_WORDS = "house.own_words"
MEETING = "meetings.0"
CHIEF, SECOND, THIRD, FOURTH = (f"{MEETING}.members.{n}" for n in range(4))
OUTCOME, REASON = f"{MEETING}.resolution.outcome", f"{MEETING}.resolution.majority_reason"
ABSENT = {"present": False, "statement": None, "vote": None}


ROLL = WORDS["meetings"][0]["members"]


def registered(body: str = "head_office", since: str = "2022-01-01", until: str | None = None) -> dict[str, Any]:
    """The lawful dossier with the members of its meeting in a register."""
    return {"seats": [{"body": body, "name": each["name"], "since": since, "until": until} for each in ROLL]}


def votes(*cast: str | None) -> dict[str, object]:
    """The votes of the four members, the chief's first."""
    return {f"{MEETING}.members.{n}.vote": vote for n, vote in enumerate(cast)}


def absent(member: str, reason: str = "公务") -> dict[str, object]:
    """A member is absent."""
    return {f"{member}.{key}": value for key, value in ABSENT.items()} | {f"{member}.absence_reason": reason}


def recused(member: str, reason: str = "本人亲属承包本工程") -> dict[str, object]:
    """A member came but takes no part in this item."""
    return {f"{member}.statement": None, f"{member}.vote": None, f"{member}.recusal": reason}


def spoke(*positions: str | None) -> dict[str, object]:
    """What the members said, the chief's word first; None: as in the lawful meeting."""
    return {f"{MEETING}.members.{n}.statement.position": each for n, each in enumerate(positions) if each is not None}


def again(*meetings: dict[str, Any], versions: tuple[int, ...] = (2,)) -> dict[str, object]:
    """Several meetings, each as the lawful one with changes; and a round of review on each of the versions."""
    first, review = WORDS["meetings"][0], WORDS["reviews"][0]
    days = ("2022-10-12", "2022-11-08")
    return {
        "meetings": [first | each for each in meetings],
        "reviews": [
            review
            | {
                "round": place,
                "submission": review["submission"] | {"version": version},
                "conclusion": review["conclusion"] | {"on": day},
            }
            for place, (version, day) in enumerate(zip(versions, days, strict=False), start=1)
        ],
        "drafts": [WORDS["drafts"][0] | {"version": n} for n in (1, 2, 3)],
    }


def resolved(outcome: str) -> dict[str, Any]:
    """A meeting with another outcome."""
    return {"resolution": WORDS["meetings"][0]["resolution"] | {"outcome": outcome}}


LATER = {"on": "2022-11-10", "version": 3}


def changed(**words: object) -> dict[str, object]:
    """Version 1 was adopted in principle, and version 2 made of it."""
    return {f"{MEETING}.version": 1, OUTCOME: "in_principle"} | {
        f"drafts.1.{key}": value for key, value in words.items()
    }


def confirmed(*who: int, digest: str = "") -> dict[str, object]:
    """Some of those who came confirmed the record."""
    one = {"on": "2022-10-19", "digest": digest or record_digest(lawful().meetings[0])}
    return {f"meetings.0.members.{place}.confirmation": one for place in who}


def corrected(passage: str, text: str, *who: int, **words: object) -> dict[str, object]:
    """Everybody confirmed; then an erratum, and some confirmed the record with it. `words` are the fourth member's."""
    before = {f"{FOURTH}.{key}": value for key, value in words.items()}
    after = before | {
        f"{MEETING}.corrections": [{"on": "2022-10-20", "passage": passage, "text": text, "reason": "誊写有误。"}]
    }
    first, second = (record_digest(having(each).meetings[0]) for each in (before, after))
    return after | confirmed(0, 1, 2, 3, digest=first) | confirmed(*who, digest=second)


CORRECTIONS = [{"on": "2022-10-20", "passage": "同意。", "text": "不同意。", "reason": "誊写有误。"}]
DISSENTED = {"vote": "against", "dissent": "水价过高，我反对。"}
TOLD = {"archive.unconfirmed": "马超拒绝确认，认为发言记录不全。"}

CASES = [
    holds(CONFIRMED, "everybody", confirmed(0, 1, 2, 3)),
    holds(CONFIRMED, "a paper that says nothing of it"),
    holds(CONFIRMED, "no meeting has decided", {"meetings.0.resolution": None}),
    refuses(CONFIRMED, "archived here, nobody confirmed", {"archive.entered": "2022-10-31T02:00:00Z"}, "尚未经"),
    refuses(CONFIRMED, "one has not", confirmed(0, 1, 2), "尚未经马超确认"),
    refuses(CONFIRMED, "another record", confirmed(0, 1, 2, 3, digest="0" * 64), "不是现有的会议记录"),
    excuses(CONFIRMED, "one has not, and it is said why", confirmed(0, 1, 2) | TOLD, "尚未经马超确认"),
    # what an erratum changes of a member's own words
    holds(OWN_WORDS, "no erratum"),
    holds(OWN_WORDS, "a paper that says nothing of it", {f"{MEETING}.corrections": CORRECTIONS}),
    holds(OWN_WORDS, "of the decision", corrected("通过。", "原则通过。")),
    holds(OWN_WORDS, "a dissent, confirmed by the member", corrected("我反对", "我保留意见", 3, **DISSENTED)),
    holds(OWN_WORDS, "no meeting has decided", {"meetings.0.resolution": None}),
    refuses(
        OWN_WORDS,
        "a dissent, whatever is said of it",
        corrected("水价过高，我反对。", "没有意见。", 0, 1, 2, **DISSENTED) | TOLD,
        "涉及马超本人的发言、表决意见或者不同意见",
    ),
    refuses(
        OWN_WORDS,
        "what an absent member wrote",
        corrected("不同意。", "同意。", 0, 1, 2, **ABSENT, absence_reason="公务", view="不同意。"),
        "马超",
    ),
    refuses(OWN_WORDS, "who voted how, in the minutes", corrected("会议讨论", "会议讨论，马 超赞成"), "马超"),
    refuses(OWN_WORDS, "words of several", corrected("同意", "不同意", 0, 1, 2), "马超"),
    # the draft before the meeting is the one that passed
    holds(PASSED, "the version reviewed, six days later"),
    holds(PASSED, "met on the day of the opinion", {f"{MEETING}.on": date(2022, 10, 12)}),
    refuses(
        PASSED,
        "met one day before the opinion",
        {f"{MEETING}.on": date(2022, 10, 11)},
        "2022年10月11日",
        "2022年10月12日",
    ),
    refuses(PASSED, "another version before the meeting", {f"{MEETING}.version": 1}, "草案第1版，通过审查的是第2版"),
    refuses(PASSED, "not reviewed", {"reviews": []}, "未经合法性审查"),
    refuses(PASSED, "submitted, not concluded", {"reviews.0.conclusion": None}, "未经合法性审查"),
    refuses(PASSED, "found unlawful", {"reviews.0.conclusion.conclusion": "unlawful"}, "不合法，不得提交讨论"),
    refuses(PASSED, "to be amended", {"reviews.0.conclusion.conclusion": "amend"}, "应当予以修改"),
    holds(PASSED, "an exploratory reform", {"reviews.0.conclusion.conclusion": "exploratory"}),
    holds(PASSED, "no meeting yet, the newest draft passed", {"meetings": []}),
    refuses(PASSED, "no meeting yet, changed since", {"meetings": [], "reviews.0.submission.version": 1}, "草案第2版"),
    holds(PASSED, "sent back by the meeting, redrafted, passed again", again(resolved("amend"), versions=(2, 3))),
    holds(PASSED, "and met again", again(resolved("amend"), LATER, versions=(2, 3))),
    refuses(
        PASSED, "met again on what was never reviewed", again(resolved("amend"), LATER), "草案第3版，通过审查的是第2版"
    ),
    refuses(
        PASSED,
        "the first meeting was not on what was reviewed",
        again({"version": 1}, LATER, versions=(2, 3)),
        "草案第1版",
    ),
    holds(PASSED, "postponed and met again on the same version", again(resolved("postponed"), {"on": "2022-11-10"})),
    # what is put before it
    holds(MATERIALS, "all of it"),
    holds(
        MATERIALS,
        "stages that were not held leave nothing",
        {"notice": None, "expert_review": None, "risk_assessments": [], "participation": None},
    ),
    refuses(MATERIALS, "no draft", {"drafts": []}, "缺少：草案"),
    refuses(MATERIALS, "public opinions not concluded", {"participation": None}, "社会公众意见的研究采纳情况"),
    refuses(MATERIALS, "a blank summary of them", {"participation.summary": " "}, "社会公众意见的研究采纳情况"),
    refuses(MATERIALS, "experts not concluded", {"expert_review.result": None}, "专家论证意见的研究采纳情况"),
    refuses(MATERIALS, "no risk report", {"risk_assessments.0.report": None}, "风险评估报告"),
    refuses(MATERIALS, "no legality opinion", {"reviews.0.conclusion": None}, "合法性审查意见"),
    # who meets
    holds(BODY, "the head's office meeting"),
    holds(BODY, "the joint meeting", {f"{MEETING}.kind": "joint"}),
    holds(BODY, "on the agenda of another than it came before", {"agenda.0.kind": "party_committee"}),
    refuses(
        BODY,
        "on the agenda of the Party committee",
        {"agenda.0.kind": "party_committee", "meetings": []},
        "“乡党委会议”不是本级可以讨论决定的会议",
    ),
    refuses(
        BODY,
        "an executive meeting, which a township has not",
        {f"{MEETING}.kind": "executive"},
        "executive",
        "乡长办公会议",
    ),
    holds(MEMBERS, "one chief among four, whoever sits in", {f"{MEETING}.guests": [{"number": 1, "name": "郑律"}]}),
    refuses(MEMBERS, "no chief", {f"{CHIEF}.chief": False}, "现有0名"),
    refuses(MEMBERS, "two chiefs", {f"{SECOND}.chief": True}, "现有2名"),
    refuses(MEMBERS, "nobody listed", {f"{MEETING}.members": []}, "现有0名"),
    refuses(MEMBERS, "no meeting", {"meetings": []}, "没有会议记录"),
    holds(ATTENDANCE, "all present"),
    holds(ATTENDANCE, "one absent with the reason", absent(FOURTH)),
    refuses(ATTENDANCE, "one absent without a reason", absent(FOURTH, " "), "没有记录缺席原因：马超"),
    refuses(
        ATTENDANCE, "absent, yet with a vote", absent(FOURTH) | {f"{FOURTH}.vote": "for"}, "却有发言或者表决：马超"
    ),
    refuses(ATTENDANCE, "recused, yet with a statement", {f"{THIRD}.recusal": "亲属承包"}, "却有发言或者表决：何敏"),
    refuses(ATTENDANCE, "one not recorded", {f"{THIRD}.present": None}, "没有记录是否到会：何敏"),
    # who speaks when
    holds(LAST, "fourth of four"),
    holds(LAST, "the chief has not spoken yet", {f"{CHIEF}.statement": None}),
    holds(LAST, "those absent need not have spoken", absent(FOURTH)),
    refuses(
        LAST, "second to last", {f"{CHIEF}.statement.order": 3, f"{FOURTH}.statement.order": 4}, "行政首长先于马超发言"
    ),
    refuses(LAST, "first of four", {f"{CHIEF}.statement.order": 0}, "赵强、何敏、马超"),
    refuses(LAST, "last to speak, but one has not spoken", {f"{FOURTH}.statement": None}, "先于马超发言"),
    refuses(LAST, "at the same place in the order", {f"{CHIEF}.statement.order": 3}, "先于马超发言"),
    refuses(
        LAST,
        "before one whose attendance is not recorded",
        {f"{CHIEF}.statement.order": 2, f"{SECOND}.present": None},
        "何敏、马超",
    ),
    refuses(
        LAST,
        "before one who spoke without being recorded as present",
        {f"{FOURTH}.present": None, f"{FOURTH}.statement.order": 5},
        "马超",
    ),
    holds(LAST, "who is recused need not have spoken", recused(FOURTH)),
    holds(ALL, "all four spoke"),
    holds(ALL, "who is recused does not speak", recused(FOURTH)),
    refuses(ALL, "the chief is recused", recused(CHIEF), "行政首长回避本议题"),
    holds(ALL, "an absent member is not heard", absent(FOURTH)),
    refuses(ALL, "one present did not speak", {f"{THIRD}.statement": None}, "何敏"),
    refuses(ALL, "the chief did not speak", {f"{CHIEF}.statement": None}, "李明"),
    refuses(ALL, "the chief is absent", absent(CHIEF), "行政首长没有到会"),
    holds(ALL, "without the chief the item is put off", absent(CHIEF) | {OUTCOME: "postponed"}),
    holds(ALL, "the chief is recused, the item put off", recused(CHIEF) | {OUTCOME: "postponed"}),
    refuses(ALL, "put off, one present did not speak", {f"{THIRD}.statement": None, OUTCOME: "postponed"}, "何敏"),
    # votes and dissent
    holds(DISSENT, "all voted for"),
    holds(DISSENT, "one against, in own words", {f"{THIRD}.vote": "against", f"{THIRD}.dissent": "资金没有着落。"}),
    refuses(
        DISSENT,
        "one against, no words",
        {f"{THIRD}.vote": "against", f"{THIRD}.dissent": " "},
        "没有载明不同意见：何敏",
    ),
    holds(DISSENT, "an abstention is not a dissent", {f"{THIRD}.vote": "abstain"}),
    refuses(DISSENT, "one vote not recorded", {f"{FOURTH}.vote": None}, "没有记录表决意见：马超"),
    holds(DISSENT, "one absent casts none", absent(FOURTH)),
    holds(DISSENT, "what an absent member wrote is no vote", absent(FOURTH) | {f"{FOURTH}.view": "不同意。"}),
    holds(DISSENT, "one recused casts none", recused(FOURTH)),
    holds(DISSENT, "disagreed in the words of the statement", {f"{THIRD}.statement.position": "disagree"}),
    *(
        refuses(
            DISSENT,
            f"took the position “{position}” without a word, whatever the vote",
            {f"{THIRD}.statement.position": position, f"{THIRD}.statement.words": " "},
            "没有载明不同意见：何敏",
        )
        for position in ("disagree", "reserved")
    ),
    # against the majority
    holds(MAJORITY, "all for, adopted"),
    holds(MAJORITY, "exactly half against, adopted", votes("for", "for", "against", "against")),
    refuses(MAJORITY, "more than half against, adopted", votes("for", "against", "against", "against"), "没有说明理由"),
    holds(
        MAJORITY,
        "more than half against, with the reason",
        votes("for", "against", "against", "against") | {REASON: "工期不能再拖。"},
    ),
    refuses(MAJORITY, "a blank reason", votes("for", "against", "against", "against") | {REASON: " "}, "没有说明理由"),
    refuses(
        MAJORITY,
        "adopted with one of three present for it",
        votes("for", "against", "abstain") | absent(FOURTH),
        "赞成1人、反对1人、弃权1人",
    ),
    refuses(MAJORITY, "one for, the others abstain", votes("for", "abstain", "abstain", "abstain"), "弃权3人"),
    refuses(MAJORITY, "three spoke against it and voted for it", spoke(None, *["disagree"] * 3), "发言与决定相反的3人"),
    holds(MAJORITY, "two of four spoke against it", spoke(None, None, "disagree", "disagree")),
    holds(MAJORITY, "reserved is not against", spoke(None, *["reserved"] * 3)),
    holds(
        MAJORITY,
        "three spoke against it, and it is said why",
        spoke(None, *["disagree"] * 3) | {REASON: "方案已按发言修改。"},
    ),
    holds(TOGETHER, "all take part"),
    holds(TOGETHER, "three of four", absent(FOURTH)),
    refuses(TOGETHER, "half of them", absent(FOURTH) | absent(THIRD), "参加本议题讨论的只有2人"),
    refuses(TOGETHER, "half of them, others recused", recused(FOURTH) | recused(THIRD), "参加本议题讨论的只有2人"),
    refuses(TOGETHER, "the chief alone", absent(SECOND) | absent(FOURTH) | absent(THIRD), "只有1人"),
    refuses(
        TOGETHER, "the chief as the only member", {f"{MEETING}.members": WORDS["meetings"][0]["members"][:1]}, "应到1人"
    ),
    holds(TOGETHER, "nobody is listed, which is said elsewhere", {f"{MEETING}.members": []}),
    holds(TOGETHER, "half of them, put off", absent(FOURTH) | absent(THIRD) | {OUTCOME: "postponed"}),
    holds(MAJORITY, "half for, the others abstain or oppose", votes("for", "for", "abstain", "against")),
    holds(MAJORITY, "who is not recorded is not taken to oppose", votes("for", None, None, None)),
    holds(
        MAJORITY,
        "rejected with nobody for it",
        votes("abstain", "abstain", "abstain", "against") | {OUTCOME: "rejected"},
    ),
    refuses(
        MAJORITY, "two of three present against", votes("for", "against", "against") | absent(FOURTH), "没有说明理由"
    ),
    holds(MAJORITY, "half of two who take part", votes("for", "against") | recused(THIRD) | recused(FOURTH)),
    refuses(
        MAJORITY,
        "two of three who take part, the fourth recused",
        votes("for", "against", "against") | recused(FOURTH),
        "没有说明理由",
    ),
    holds(
        MAJORITY,
        "what absent members wrote does not make a majority",
        votes("for", "against") | absent(THIRD) | absent(FOURTH) | {f"{FOURTH}.view": "不同意。"},
    ),
    holds(
        MAJORITY, "in principle, half against", votes("for", "for", "against", "against") | {OUTCOME: "in_principle"}
    ),
    refuses(
        MAJORITY,
        "in principle, more than half against",
        votes("for", "against", "against", "against") | {OUTCOME: "in_principle"},
        "没有说明理由",
    ),
    *(
        each
        for outcome in ("postponed", "amend", "rejected")
        for each in (
            holds(MAJORITY, f"half for, {outcome}", votes("against", "for", "for", "abstain") | {OUTCOME: outcome}),
            refuses(
                MAJORITY,
                f"more than half for, {outcome}",
                votes("against", "for", "for", "for") | {OUTCOME: outcome},
                "多数人",
            ),
        )
    ),
    holds(MAJORITY, "nothing decided yet", {f"{MEETING}.resolution": None}),
    # who is entitled, held against the register
    holds(KEPT, "the body has one", registered()),
    holds(KEPT, "it begins on the day", registered(since="2022-10-18")),
    holds(KEPT, "nobody met yet, and a body has one", registered() | {"meetings": []}),
    refuses(KEPT, "nobody met yet", {"meetings": []}, "没有登记会议组成人员"),
    refuses(KEPT, "it begins later", registered(since="2022-10-19"), "2022年10月18日的组成人员"),
    refuses(
        KEPT,
        "another body has one",
        registered(body="joint"),
        "没有登记“乡长办公会议”2022年10月18日的组成人员",
        "无法核对",
    ),
    holds(REGISTER, "no register is kept"),
    holds(REGISTER, "all of the register", registered()),
    holds(REGISTER, "another body's register", registered(body="joint", since="2022-10-19")),
    holds(
        REGISTER,
        "put off: it is deliberated again",
        registered() | {MEETING + ".members": ROLL[:2], OUTCOME: "postponed"},
    ),
    holds(REGISTER, "the last day is the day of the meeting", registered(until="2022-10-18")),
    holds(REGISTER, "a blank in a name", registered() | {f"{CHIEF}.name": "李 明"}),
    holds(REGISTER, "a meeting before the register begins", registered(since="2022-10-19")),
    refuses(
        REGISTER, "the register begins that day", registered(since="2022-10-18") | {f"{CHIEF}.name": "周文"}, "李明"
    ),
    refuses(
        REGISTER, "left out of the record", registered() | {MEETING + ".members": ROLL[:2]}, "没有计入", "何敏、马超"
    ),
    refuses(REGISTER, "gone the day before", registered(until="2022-10-17"), "计入了当日没有登记在册的人员：李明"),
    # changed after adoption in principle
    holds(AMENDED, "adopted as it was"),
    holds(AMENDED, "changed as the meeting said", changed(beyond=False)),
    holds(AMENDED, "on paper nobody said how far", changed()),
    holds(AMENDED, "it touches less than before", changed(traits=[]) | {"drafts.0.traits": ["risk"]}),
    holds(AMENDED, "adopted, not in principle", changed(beyond=True) | {OUTCOME: "adopted"}),
    holds(AMENDED, "nothing decided yet", changed(beyond=True) | {f"{MEETING}.resolution": None}),
    refuses(AMENDED, "it goes beyond", changed(beyond=True), "草案第2版超出会议决定的范围"),
    refuses(AMENDED, "it touches more", changed(traits=["risk"]), "草案第2版超出会议决定的范围"),
    refuses(AMENDED, "not changed since", {OUTCOME: "in_principle"}, "没有按会议意见修改的版本"),
]
