"""713 art. 20, 337 arts. 20 to 22: both sides, the material, the record of the meeting."""

from __future__ import annotations

from tests.domain.dossiers import lawful
from tests.domain.rule_cases.case import excuses, holds, refuses

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


LOTS, AMONG = "house.lots", "house.lots_among"


def drawn(*numbers: str, among: int = 5) -> dict[str, object]:
    """One of the pool drawn after the other, each among so many."""
    pool = [f"E-000{each}" for each in range(1, among + 1)]
    asked = {"on": "2022-08-04", "wanted": 1, "candidates": pool, "log_size": 9, "log_root": "00", "seed": "00"}
    lots = [asked | {"moment": f"2022-08-04T01:0{n}:00.000Z", "drawn": [each]} for n, each in enumerate(numbers)]
    return {"expert_draws": lots}


def seated(*lots: str, **review: object) -> dict[str, object]:
    """The last who was drawn is one of the panel."""
    return drawn(*lots) | {f"{ONE}.pool_number": lots[-1]} | {f"{REVIEW}.{key}": said for key, said in review.items()}


FOUR = ("E-0004", "E-0001", "E-0003", "E-0002")


CASES = [
    holds(LOTS, "nobody was drawn"),
    holds(LOTS, "drawn and called", seated("E-0001")),
    holds(LOTS, "drawn, called and replaced", seated("E-0001") | {f"{ONE}.replaced": GONE}),
    refuses(
        LOTS,
        "drawn until it pleases, one reason for all",
        seated(*FOUR, not_called="另有安排。"),
        "共随机抽取4次，抽中E-0004、E-0001、E-0003、E-0002，其中E-0004、E-0001、E-0003没有选聘",
        "没有逐一写明理由",
    ),
    refuses(
        LOTS,
        "all but one named",
        seated(*FOUR, not_called="E-0004、E-0001出差在外。"),
        "没有逐一写明理由：E-0003",
    ),
    refuses(LOTS, "named, and no reason", seated(*FOUR, not_called="E-0004、E-0001、E-0003。"), "没有逐一写明理由"),
    refuses(LOTS, "one not called, no reason", seated("E-0001", "E-0002", not_called="无"), "没有逐一写明理由"),
    excuses(LOTS, "one not called", seated("E-0001", "E-0002", not_called="出差在外。"), "抽取2次", "出差在外"),
    excuses(
        LOTS,
        "each not called is spoken of",
        seated(*FOUR, not_called="E-0004、E-0001出差在外；Ｅ-0003因病。"),
        "其中E-0004、E-0001、E-0003没有选聘",
        "因病",
    ),
    holds(AMONG, "nobody was drawn"),
    holds(AMONG, "one of two", drawn("E-0001", among=2)),
    refuses(AMONG, "one of one", drawn("E-0001", among=1), "从候选专家1名中抽取1名", "不是随机抽取"),
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
