"""713 art. 29, 337 art. 29: what is handed in before the meeting, and what the office sends back."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.domain.dossiers import WORDS, lawful
from tests.domain.rule_cases.case import excuses, holds, refuses

LIST, COMPETITION = "cn-713.29.list cq-337.29.list", "cn-713.29.competition_listed cq-337.29.competition_listed"
HANDED = "cn-713.29.handed_in cq-337.29.handed_in"
ARRANGED = "cq-337.29.arranged"
RETURN, PARTY = "cq-337.29.return", "house.party"
SAID = "party_discussions"
AGREED, DAY = f"{SAID}.0.agreed", f"{SAID}.0.on"
MATERIALS = "meeting_submissions.1.materials"
WHOLE: list[str] = WORDS["meeting_submissions"][0]["materials"]
OPERATORS = {"drafts.1.traits": ["operators"]}


def without(*materials: str) -> dict[str, object]:
    """The newest list without some of the materials."""
    return {MATERIALS: [each for each in WHOLE if each not in materials]}


def said(day: int, agreed: bool) -> dict[str, object]:
    """What the Party committee said on a day of October."""
    return {"on": f"2022-10-{day:02d}", "meeting": "乡党委会2022年第20次会议", "agreed": agreed}


# the meeting put it off, and it is to be brought before another
ONCE_MORE = {"state": "reviewed", "meetings.0.resolution.outcome": "postponed", AGREED: False, DAY: "2022-10-19"}


def recorded(*answers: bool, day: int = 12, **last: object) -> dict[str, object]:
    """What the Party committee said was recorded once for each answer, the last time so."""
    first, *more = [said(12, answer) for answer in answers]
    return {SAID: [first, *(each | {"on": f"2022-10-{day:02d}"} | last for each in more)]}


KEPT = "house.party_record"

SUBMITTED = "meeting_submissions"
FIRST, SECOND = (WORDS[SUBMITTED][place] for place in (0, 1))
REVIEW = WORDS["reviews"][0]


def handed(*days: int, **more: object) -> dict[str, Any]:
    """Handed in on these days of October, and not sent back."""
    return {SUBMITTED: [FIRST | {"on": f"2022-10-{day:02d}"} | more for day in days], "meeting_returns": []}


def put_off(version: int = 2, **review: object) -> dict[str, Any]:
    """The meeting of the 18th put it off; another deliberated it on the 25th, after a second round of review if so said."""
    first = lawful().meetings[0].model_dump()
    late = first["resolution"] | {"outcome": "postponed"}
    second = first | {"on": date(2022, 10, 25), "version": version}
    again = REVIEW | {"round": 2} | review
    return {
        "meetings": [first | {"resolution": late}, second],
        "reviews": [REVIEW, again] if review else [REVIEW],
        "drafts": [*WORDS["drafts"], WORDS["drafts"][1] | {"version": 3, "on": "2022-10-19"}],
    }


def opinion(day: int, version: int = 2) -> dict[str, Any]:
    """A further opinion, on a version."""
    return {
        "submission": REVIEW["submission"] | {"version": version},
        "conclusion": REVIEW["conclusion"] | {"on": f"2022-10-{day}"},
    }


# put off, and to come again, with a draft that was handed in, or with another
AGAIN = {"state": "reviewed", "meetings.0.resolution.outcome": "postponed"}
CHANGED = AGAIN | {"drafts": put_off()["drafts"]}


CASES = [
    holds(HANDED, "sent back, and handed in again"),
    holds(HANDED, "on the day of the meeting", handed(18)),
    holds(HANDED, "on the day of the opinion", handed(12)),
    holds(HANDED, "before there is a meeting", {"meetings": []}),
    holds(HANDED, "no draft", {"meetings": [], "drafts": []}),
    holds(HANDED, "sent back on the day, and handed in again on it", {f"{SUBMITTED}.1.on": "2022-10-14"}),
    refuses(
        HANDED,
        "entered before the opinion of the same day",
        handed(12, entered="2022-10-12T01:00:00Z") | {"reviews.0.conclusion.entered": "2022-10-12T02:00:00Z"},
        "报送在前",
    ),
    holds(
        HANDED,
        "entered after the opinion of the same day",
        handed(12, entered="2022-10-12T02:00:00Z") | {"reviews.0.conclusion.entered": "2022-10-12T01:00:00Z"},
    ),
    refuses(HANDED, "nothing before the first meeting", {SUBMITTED: [], "meetings": []}, "没有报送草案第2版"),
    refuses(HANDED, "one day after the meeting", handed(19), "没有报送"),
    refuses(HANDED, "of another version", handed(15, version=1), "没有报送草案第2版"),
    refuses(HANDED, "one day before the opinion", handed(11), "2022年10月11日", "2022年10月12日"),
    refuses(
        HANDED, "sent back, and not handed in again", {SUBMITTED: [FIRST]}, "2022年10月14日退回", "之后没有重新报送"
    ),
    holds(
        HANDED,
        "sent back after the meeting",
        handed(13) | {"meeting_returns": [{"on": "2022-10-19", "reason": "补正。"}]},
    ),
    holds(HANDED, "put off, and deliberated again", put_off()),
    refuses(HANDED, "put off, and another version deliberated", put_off(3), "没有报送草案第3版"),
    holds(
        HANDED,
        "put off, and another version handed in",
        put_off(3) | {SUBMITTED: [SECOND, FIRST | {"on": "2022-10-20", "version": 3}]},
    ),
    refuses(HANDED, "put off, and reviewed again", put_off(**opinion(20)), "2022年10月15日", "2022年10月20日"),
    holds(HANDED, "put off, and reviewed again after the second meeting", put_off(**opinion(26))),
    holds(
        HANDED,
        "put off, reviewed and handed in again",
        put_off(**opinion(20)) | {SUBMITTED: [SECOND, FIRST | {"on": "2022-10-20"}]},
    ),
    holds(
        HANDED,
        "put off, to come again",
        AGAIN,
    ),
    holds(ARRANGED, "handed in before"),
    holds(ARRANGED, "put off, to come again", AGAIN),
    refuses(ARRANGED, "not handed in", {SUBMITTED: [], "meetings": []}, "没有报送草案第2版的审议材料"),
    refuses(ARRANGED, "sent back since", {SUBMITTED: [FIRST], "meetings": []}, "2022年10月14日退回"),
    refuses(ARRANGED, "put off, and changed since", CHANGED, "没有报送草案第3版"),
    holds(KEPT, "recorded once"),
    holds(KEPT, "recorded again as it was", recorded(True, True)),
    holds(KEPT, "another meeting, of another day", recorded(False, True, day=13, meeting="乡党委会2022年第21次会议")),
    holds(
        KEPT,
        "a later meeting of no number",
        {SAID: [each | {"meeting": "乡党委会议"} for each in (said(5, False), said(12, True))]},
    ),
    refuses(
        KEPT, "the same meeting, now the opposite", recorded(False, True), "记录为“不同意”，又记录为“同意”", "没有写明"
    ),
    refuses(KEPT, "under another name, on the same day", recorded(False, True, meeting="党委会"), "没有写明"),
    refuses(KEPT, "the same number, of another day", recorded(False, True, day=13), "没有写明"),
    refuses(
        KEPT, "one number, written otherwise", recorded(False, True, meeting="乡党委会2022年第二十次会议"), "没有写明"
    ),
    refuses(
        KEPT,
        "one number, written otherwise, of another day",
        recorded(False, True, day=13, meeting="乡党委会2022年第二十次会议"),
        "没有写明",
    ),
    holds(KEPT, "another number, of one day", recorded(False, True, meeting="乡党委会2022年第二十一次会议")),
    refuses(KEPT, "words that say nothing", recorded(False, True, anew="工作需要"), "没有写明"),
    excuses(KEPT, "with the reason", recorded(False, True, anew="会议记录载明同意，录入时选错。"), "录入时选错"),
    refuses(HANDED, "put off, to come again with another version", CHANGED, "没有报送草案第3版"),
    holds(LIST, "everything is on the list"),
    holds(LIST, "nothing was handed in apart from the dossier", {"meeting_submissions": []}),
    holds(LIST, "the list before it was not whole", {"meeting_submissions.0.materials": []}),
    *(
        refuses(LIST, f"without {material}", without(material), said)
        for material, said in (
            ("draft", "草案及相关材料"),
            ("opinions", "社会公众主要意见的研究采纳情况"),
            ("experts", "专家论证意见的研究采纳情况"),
            ("risk", "风险评估报告等有关材料"),
            ("legality", "合法性审查意见书"),
        )
    ),
    refuses("cq-337.29.list", "without the unit's own opinion", without("preliminary"), "承办单位合法性审查意见"),
    refuses("cq-337.29.list", "without the bases", without("bases"), "有关法律、法规、规章和政策规定"),
    holds(LIST, "the public was not asked", without("opinions") | {"notice": None, "participation": None}),
    refuses(
        LIST,
        "people were heard, though not by notice",
        without("opinions")
        | {"notice": None, "participation": None}
        | {"heard": [{"number": 1, "on": "2022-08-15", "way": "symposium", "place": "三组院坝"}]},
        "社会公众主要意见的研究采纳情况",
    ),
    holds(LIST, "without the report on a hearing, which no item names", without("hearing")),
    holds(LIST, "no experts were asked", without("experts") | {"expert_review": None}),
    holds(LIST, "no risk was assessed", without("risk") | {"risk_assessments": []}),
    holds(COMPETITION, "operators are touched, the review is on the list", OPERATORS),
    holds(COMPETITION, "operators are not touched", without("competition")),
    refuses(COMPETITION, "operators are touched", OPERATORS | without("competition"), "公平竞争审查的有关材料"),
    holds(RETURN, "sent back with the reason"),
    holds(RETURN, "nothing was sent back", {"meeting_returns": []}),
    refuses(RETURN, "sent back without a word", {"meeting_returns.0.reason": " "}, "2022年10月14日", "没有说明理由"),
    holds(PARTY, "it agreed"),
    holds(PARTY, "it was not asked", {"party_discussions": []}),
    holds(PARTY, "against, one day after the meeting", {AGREED: False, DAY: "2022-10-19"}),
    refuses(PARTY, "against, on the day of the meeting", {AGREED: False, DAY: "2022-10-18"}, "没有同意提交"),
    holds(PARTY, "against, then it agreed", {SAID: [said(5, False), said(12, True)]}),
    holds(PARTY, "an earlier refusal entered late", {SAID: [said(12, True), said(5, False)]}),
    refuses(PARTY, "agreed, then against", {SAID: [said(5, True), said(12, False)]}, "2022年10月12日", "没有同意提交"),
    refuses(PARTY, "an earlier consent entered late", {SAID: [said(12, False), said(5, True)]}, "2022年10月12日"),
    refuses(PARTY, "against, no meeting yet", {AGREED: False, "meetings": []}, "没有同意提交"),
    holds(PARTY, "against after the meeting, which was the last", ONCE_MORE | {"state": "decided"}),
    refuses(PARTY, "against after one meeting, before the next", ONCE_MORE, "2022年10月19日", "没有同意提交"),
]
