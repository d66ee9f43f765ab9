"""713 art. 20, 337 arts. 20 to 22: both sides, the material, the record of the meeting."""

from __future__ import annotations

from tests.domain.dossiers import lawful
from tests.domain.rule_cases.case import holds, refuses

SIDES, MATERIALS, RECORD = "cn-713.20.sides cq-337.20.sides", "cq-337.21", "cq-337.22.record"
REVIEW = "expert_review"
DISPUTED = {"drafts.1.traits": ["disputed"], f"{REVIEW}.disputed": True}
ONE, TWO = f"{REVIEW}.experts.0", f"{REVIEW}.experts.1"
GONE = {"on": "2022-08-10", "reason": "因病。", "successor": 2}

NEUTRAL = "cn-713.20.neutral cq-337.20.neutral"

SEATS = [{"body": "head_office", "name": "马超", "since": "2021-01-01"}]
SEATED = {f"{TWO}.name": "马超"}
MEMBER = "meetings.0.members.1"
VOTING = {f"{MEMBER}.name": "孙工"}
_FIRST = lawful().expert_review.model_dump()
_FIRST["experts"][0]["name"] = "孙工"
EARLIER = {"earlier_expert_reviews": [_FIRST]}


def since(day: str) -> dict[str, object]:
    """One of the experts is a member from that day on."""
    return {"seats": [SEATS[0] | {"since": day}]} | SEATED


CASES = [
    holds(NEUTRAL, "from elsewhere"),
    refuses(NEUTRAL, "of an undertaking unit", {f"{TWO}.unit": "清泉乡财政所"}, "孙工：工作单位是本事项的承办单位"),
    refuses(NEUTRAL, "who wrote the draft", {f"{TWO}.name": "周文"}, "周文：参加了决策草案的起草"),
    refuses(NEUTRAL, "who reviews its legality", {f"{TWO}.name": "郑律"}, "郑律：参加了本事项的合法性审查"),
    refuses(NEUTRAL, "the counsel", {f"{TWO}.name": "钱律师"}, "参加了本事项的合法性审查"),
    holds("house.expert_apart", "from elsewhere", {"seats": SEATS}),
    holds("house.expert_apart", "whose seat had ended", {"seats": [SEATS[0] | {"until": "2022-07-01"}]} | SEATED),
    holds("house.expert_apart", "a member years later", since("2022-10-19")),
    refuses("house.expert_apart", "a member from the meeting on", since("2022-10-18"), "同名：马超"),
    holds("house.expert_apart", "after the review, no meeting yet", since("2022-08-06") | {"meetings": []}),
    refuses("house.expert_apart", "a member", {"seats": SEATS} | SEATED, "同名：马超"),
    refuses("house.expert_apart", "the chief", {f"{TWO}.name": "李 明"}, "同名：李 明"),
    holds("house.expert_votes", "from elsewhere"),
    holds("house.expert_votes", "recused", VOTING | {f"{MEMBER}.recusal": "论证过本事项。"}),
    holds(
        "house.expert_votes",
        "fell out before saying anything",
        VOTING | {f"{TWO}.replaced": GONE, f"{TWO}.opinion": None},
    ),
    refuses("house.expert_votes", "a member who argued", VOTING, "参加了讨论表决：孙工"),
    refuses(
        "house.expert_votes", "who argued before", EARLIER | VOTING | {f"{TWO}.name": "吴工"}, "参加了讨论表决：孙工"
    ),
    refuses(
        "house.expert_votes", "replaced after the opinion", VOTING | {f"{TWO}.replaced": GONE}, "参加了讨论表决：孙工"
    ),
    holds(NEUTRAL, "replaced", {f"{TWO}.unit": "财政所", f"{TWO}.replaced": GONE}),
    holds(SIDES, "no dispute at all"),
    holds(SIDES, "the parties differ, the question argued is not disputed", {"drafts.1.traits": ["disputed"]}),
    holds(SIDES, "one for, one against", DISPUTED | {f"{ONE}.stance": "for", f"{TWO}.stance": "against"}),
    refuses(SIDES, "nobody said where they stand", DISPUTED, "没有持赞成、反对意见的代表"),
    refuses(SIDES, "all for", DISPUTED | {f"{ONE}.stance": "for", f"{TWO}.stance": "for"}, "没有持反对意见的代表"),
    refuses(
        SIDES,
        "the only one against fell out",
        DISPUTED | {f"{ONE}.stance": "against", f"{TWO}.stance": "for", f"{ONE}.replaced": GONE},
        "没有持反对意见的代表",
    ),
    holds(MATERIALS, "the draft and its note"),
    refuses(MATERIALS, "nothing given", {f"{REVIEW}.materials": " "}, "没有载明向专家提供的论证材料"),
    holds(RECORD, "recorded and signed by both"),
    holds(RECORD, "in writing there is no meeting", {f"{REVIEW}.method": "written", f"{REVIEW}.record": None}),
    holds(
        RECORD, "who was not there signs nothing", {f"{REVIEW}.record.attended": [1], f"{REVIEW}.record.signed": [1]}
    ),
    refuses(RECORD, "no record", {f"{REVIEW}.record": None}, "没有制作会议记录"),
    refuses(RECORD, "a record of nothing", {f"{REVIEW}.record.discussion": " "}, "没有制作会议记录"),
    refuses(RECORD, "one of two signed", {f"{REVIEW}.record.signed": [1]}, "没有经专家孙工本人签名确认"),
]
