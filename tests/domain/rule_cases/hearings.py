"""713 arts. 16 and 17, 337 art. 16, Chongqing Order 171."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from tests.domain.rule_cases.case import excuses, holds, refuses

# announced Monday 15 August for Wednesday 31 August; the list is out on 24 August, all material was there that day
HEARING: dict[str, Any] = {
    "on": "2022-08-15",
    "version": 1,
    "title": "关于召开农村道路整修方案听证会的公告",
    "organiser": "乡村建设办公室",
    "day": "2022-08-31",
    "time": "9:30",
    "place": "乡政府会议室",
    "register_until": "2022-08-23",
    "places": 2,
    "selection": "报名人数超过名额的，按意见分类抽签确定。",
    "contact": "乡村建设办公室",
    "registrations": [
        {"number": 1, "on": "2022-08-16", "view": "for", "summary": "盼望早日修通。"},
        {"number": 2, "on": "2022-08-17", "view": "against", "summary": "占用耕地过多。"},
    ],
    "roll": {
        "on": "2022-08-24",
        "choosing": "报名2人，全部列入。",
        "participants": [
            {
                "number": number,
                "name": name,
                "unit": "黄桷村",
                "kind": "registered",
                "view": view,
                "registration": number,
                "delivery": {"on": "2022-08-24", "way": "in_person"},
                "appearance": {
                    "on": "2022-08-31",
                    "present": True,
                    "statement": "请少占耕地。",
                    "record_signed": True,
                },
            }
            for number, name, view in ((1, "石大明", "for"), (2, "秦小兰", "against"))
        ],
    },
    "sitting": {
        "on": "2022-08-31",
        "held_openly": True,
        "host": "何敏",
        "host_post": "副乡长",
        "host_independent": True,
        "recorder": "吴静",
        "presented_by": "周文",
        "presentation": "介绍草案、依据和有关情况。",
        "debate": "就占地和工期进行了询问、质证和辩论。",
        "handling": "没有需要处理的事项。",
        "officials_signed": True,
    },
    "report": {
        "on": "2022-09-09",
        "overview": "8月31日公开举行，参加人2人全部到会。",
        "matter": "农村道路整修方案（草案）。",
        "support": "均赞成整修。",
        "disputes": "占地范围。",
        "advice": "缩减错车道占地。",
    },
}


def held(**changes: Any) -> dict[str, Any]:
    """The lawful dossier with that hearing, where the paths named (``roll__on``) hold something else."""
    hearing = deepcopy(HEARING)
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = hearing
        for key in way:
            place = place[int(key) if key.isdigit() else key]
        place[last] = value
    return {"hearings": [hearing]}


def declared(*traits: str, **changes: Any) -> dict[str, Any]:
    """The newest draft declares these traits; with `changes` there is a hearing as well."""
    return {"drafts.1.traits": list(traits)} | changes


MAY, MAY_MORE, DUE = "cn-713.16.may cq-337.16.may", "cq-337.16.may_more", "cq-171.3"
ANNOUNCED, NOTICE, SELECTION = "cn-713.16.announced", "cq-171.notice", "cn-713.16.selection"
LIST, FIXED, SIDES, EQUAL = "cn-713.16.list", "cq-171.list", "cn-713.16.sides", "cq-171.equal"
MATERIAL, POSTPONED = "cn-713.16.material", "cq-171.postpone"
ORDER, CONFIRMED, HOST, RECORD, SIGNED = (
    *("cn-713.17.order", "cn-713.17.confirmed"),
    *("cq-171.host", "cq-171.27", "cq-171.signed"),
)
REPORT, IN_TIME, GATE = "cq-171.29", "cq-171.report", "cq-171.gate"
HELD = f"{ANNOUNCED} {NOTICE} {SELECTION} {LIST} {FIXED} {SIDES} {EQUAL} {MATERIAL} {POSTPONED}"
RECORDED = f"{ORDER} {CONFIRMED} {HOST} {RECORD} {SIGNED} {REPORT} {IN_TIME} {GATE}"
OFF = {"cancellation": {"on": "2022-08-20", "reason": "主要分歧已经协商一致。"}}
LATER = {"on": "2022-08-25", "day": "2022-09-07", "reason": "暴雨红色预警。"}


def _later(day: str) -> dict[str, Any]:
    return LATER | {"day": day}


SEATS = "house.hearing_seats"
SHARED: dict[str, Any] = {"seats_for": 1, "seats_against": 1, "seats_neutral": 0, "seats_invited": 0}


AGAIN, TOLD = "house.reheard", "house.hearing_told"


def heard_before(first: int, **newest: Any) -> dict[str, Any]:
    """A hearing on that version was reported before that of the lawful dossier was announced."""
    return {"hearings": [HEARING | {"version": first}, *held(**newest)["hearings"]]}


def reported(**words: str) -> dict[str, Any]:
    """The hearing at which no. 2, who registered against it, objects, and its report says these words."""
    told = {f"report__{name}": said for name, said in words.items()}
    return held(**{"roll__participants__1__appearance__statement": "坚决反对，水价太高。"} | told)


def came_one(overview: str) -> dict[str, Any]:
    """No. 2 did not come, and the report begins so."""
    return held(roll__participants__1__appearance__present=False, report__overview=overview)


BACK, NEVER = "house.hearing_back", "house.hearing_called_off"
OFF_BEFORE = HEARING | OFF | {"roll": None, "sitting": None, "report": None}


def after_calling_off(*before: dict[str, Any], **newest: Any) -> dict[str, Any]:
    """Hearings before that of the lawful dossier: the one called off, where none are given."""
    return {"hearings": [*(before or (OFF_BEFORE,)), *held(**newest)["hearings"]]}


ONE_SIDE = {"registrations": HEARING["registrations"][:1], "roll__participants": HEARING["roll"]["participants"][:1]}

CASES = [
    holds(BACK, "none was called off", held(**ONE_SIDE)),
    holds(BACK, "both sides are on the list again", after_calling_off()),
    holds(BACK, "no list yet", after_calling_off(**ONE_SIDE | {"roll": None})),
    holds(BACK, "nobody had registered", after_calling_off(OFF_BEFORE | {"registrations": []}, **ONE_SIDE)),
    holds(BACK, "one was held in between", after_calling_off(OFF_BEFORE, HEARING, **ONE_SIDE)),
    holds(
        BACK,
        "the side is there as it was invited",
        after_calling_off(
            registrations=HEARING["registrations"][:1],
            roll__participants__1__registration=None,
            roll__participants__1__kind="stakeholder",
        ),
    ),
    refuses(BACK, "those against are gone", after_calling_off(**ONE_SIDE), "2022年8月20日取消", "反对"),
    refuses(
        BACK,
        "two were called off",
        after_calling_off(OFF_BEFORE, OFF_BEFORE | {"registrations": []}, **ONE_SIDE),
        "反对",
    ),
    excuses(
        BACK,
        "it is said how they were invited",
        after_calling_off(
            **ONE_SIDE
            | {
                "roll": HEARING["roll"]
                | {"not_back": "两次电话邀请，本人书面答复不再参加。", "participants": ONE_SIDE["roll__participants"]}
            }
        ),
        "反对",
        "已经写明",
    ),
    holds(TOLD, "all came", reported(overview="听证参加人2人全部到会。", support="1名参加人反对，其余赞成。")),
    holds(TOLD, "who came is counted", came_one("听证参加人2人，到会1人。")),
    holds(TOLD, "not all came", came_one("听证参加人没有全部到会。")),
    refuses(TOLD, "all came, it is said", came_one("听证参加人2人全部到会。"), "笔录中有1人缺席"),
    refuses(TOLD, "nobody was absent, it is said", came_one("参加人无一缺席。"), "笔录中有1人缺席"),
    holds(NEVER, "no hearing was announced"),
    holds(NEVER, "one was held after one was called off", after_calling_off()),
    holds(NEVER, "one was held, the next called off", {"hearings": [HEARING, OFF_BEFORE]}),
    refuses(NEVER, "called off", {"hearings": [OFF_BEFORE]}, "公告1次", "2022年8月20日公告取消", "没有召开"),
    refuses(NEVER, "called off twice", {"hearings": [OFF_BEFORE, OFF_BEFORE]}, "公告2次"),
    refuses(
        DUE,
        "due, and called off each time",
        declared("hearing_due") | {"hearings": [OFF_BEFORE, OFF_BEFORE]},
        "应当组织听证",
    ),
    holds(TOLD, "no hearing, or no report yet"),
    holds(TOLD, "not reported yet", held(report=None)),
    holds(TOLD, "most agree, one does not", reported(support="多数参加人赞成，1名参加人反对。")),
    holds(TOLD, "all but one", reported(support="除1名参加人外均赞成。", disputes="水价是否过高。")),
    refuses(TOLD, "all agree, it says", reported(support="参加人一致赞成。"), "第2号参加人表示反对"),
    refuses(TOLD, "in the views it tells of", reported(views="没有人反对。"), "第2号参加人表示反对"),
    refuses(
        TOLD,
        "an earlier one",
        {"hearings": [*reported(support="一致赞成。")["hearings"], *held(sitting=None, report=None)["hearings"]]},
        "第2号参加人",
    ),
    refuses(TOLD, "nothing disputed", reported(support="1人赞成。", disputes="无。"), "意见分歧", "第2号参加人"),
    holds(TOLD, "one difference, no other", reported(support="1人赞成。", disputes="水价是否过高；对占地没有分歧。")),
    refuses(
        TOLD, "one mind, it says", reported(support="1人赞成。", disputes="参加人意见一致，没有争论。"), "意见分歧"
    ),
    refuses(TOLD, "no differences", reported(support="1人赞成。", disputes="没有意见分歧。"), "意见分歧"),
    holds(
        TOLD,
        "nobody objects and nothing was disputed",
        held(
            roll__participants__1__view="for",
            roll__participants__1__appearance__statement="赞成。",
            report__disputes="无。",
        ),
    ),
    holds(AGAIN, "heard once", held()),
    holds(AGAIN, "another text", heard_before(1, version=2) | {"drafts.1.body": "第一条　整修十条村道。"}),
    holds(AGAIN, "the earlier was called off", {"hearings": [HEARING | OFF, *held()["hearings"]]}),
    refuses(AGAIN, "the same text, without a reason", heard_before(1), "第1版的内容已经办过听证"),
    refuses(AGAIN, "that it is heard again", heard_before(1, again="再次听证。"), "理由：没有写明"),
    excuses(AGAIN, "the same text, with the reason", heard_before(1, again="首次听证漏通知三组。"), "漏通知三组"),
    holds(SEATS, "the notice gives no numbers", held()),
    holds(SEATS, "as announced", held(**SHARED)),
    holds(SEATS, "fewer registered, and all are listed", held(**SHARED | {"seats_for": 2})),
    holds(SEATS, "no list yet", held(**SHARED | {"seats_for": 0, "roll": None})),
    refuses(SEATS, "one more than announced", held(**SHARED | {"seats_for": 0}), "赞成0人，名单上1人"),
    refuses(SEATS, "nobody was invited", held(**SHARED | {"seats_invited": 1}), "邀请的参加人1人，名单上0人"),
    excuses(
        SEATS,
        "it is said why",
        held(**SHARED | {"seats_invited": 1, "roll": HEARING["roll"] | {"departure": "受邀专家因疫情不能到会。"}}),
        "受邀专家因疫情不能到会",
    ),
    holds("house.hearing_roles house.hearing_registration", "different people, a week to register", held()),
    refuses("house.hearing_roles", "the host keeps the record", held(sitting__recorder="何 敏"), "是同一人（何敏）"),
    refuses("house.hearing_roles", "the recorder takes part", held(sitting__recorder="秦小兰"), "参加人：秦小兰"),
    holds("house.hearing_led", "neither drafted nor presents", held()),
    refuses("house.hearing_led", "who presents it hosts", held(sitting__host="周 文"), "周 文代表承办单位介绍草案"),
    refuses("house.hearing_led", "who presents it records", held(sitting__recorder="周文"), "周文代表承办单位"),
    refuses(
        "house.hearing_led",
        "who drafted hosts",
        held(sitting__host="陈草") | {"drafts.0.author": "陈草"},
        "陈草起草了草案",
    ),
    holds("house.hearing_registration", "open until the day after", held(register_until="2022-08-16")),
    refuses("house.hearing_registration", "closed on the very day", held(register_until="2022-08-15"), "来不及报名"),
    refuses("house.hearing_registration", "closed the day before", held(register_until="2022-08-14"), "早于公告日期"),
    holds("house.hearing_registration", "entered after it closed", held(entered=datetime(2022, 8, 24, tzinfo=UTC))),
    # whether one is held
    holds(f"{MAY} {MAY_MORE} {DUE}", "nothing declared: nobody asks for a hearing"),
    holds(MAY, "disputed, and a hearing was held", declared("disputed", **held())),
    refuses(MAY, "vital interests and no hearing: a note", declared("interests"), "没有召开听证会"),
    refuses(MAY, "disputed, the hearing was called off", declared("disputed", **held(**OFF)), "没有召开听证会"),
    holds(MAY_MORE, "stability, and a hearing was held", declared("risk", **held())),
    refuses(MAY_MORE, "public interests and no hearing: a note", declared("public_interest"), "没有召开听证会"),
    holds(DUE, "due and held", declared("hearing_due", **held())),
    refuses(DUE, "due and none", declared("hearing_due"), "应当组织听证"),
    holds(HELD, "as it should be", held()),
    holds(RECORDED, "recorded as it should be", held()),
    holds(f"{HELD} {RECORDED}", "no hearing, nothing asked"),
    holds(f"{HELD} {RECORDED}", "called off, nothing asked", held(**OFF, on="2022-08-30", sitting=None, report=None)),
    # the notice
    refuses(ANNOUNCED, "without a note of the draft", held() | {"drafts.0.note": " "}, "没有可以随听证公告公布"),
    refuses(ANNOUNCED, "without the draft", held(version=9), "没有可以随听证公告公布"),
    refuses(ANNOUNCED, "a later draft", held(version=2), "2022年9月13日", "晚于听证公告日期"),
    refuses(ANNOUNCED, "no place", held(place=" "), "没有写明时间、地点"),
    refuses(ANNOUNCED, "no time", held(time=""), "没有写明时间、地点"),
    holds(ANNOUNCED, "the day before is before", held(on="2022-08-30")),
    refuses(ANNOUNCED, "on the day itself", held(on="2022-08-31"), "没有提前"),
    holds(NOTICE, "day 15", held(on="2022-08-16")),
    refuses(NOTICE, "day 14", held(on="2022-08-17"), "为14日", "不足15日"),
    holds(NOTICE, "entered on the last day", held(on="2022-08-16", entered=datetime(2022, 8, 16, 15, 59, tzinfo=UTC))),
    refuses(
        NOTICE,
        "entered after midnight in Shanghai, dated back",
        held(on="2022-08-16", entered=datetime(2022, 8, 16, 16, 0, tzinfo=UTC)),
        "为14日",
    ),
    holds(NOTICE, "counted to the day first announced", held(on="2022-08-16", postponements=[LATER])),
    refuses(SELECTION, "places without a method", held(selection=" "), "名额为2人", "没有公布遴选办法"),
    holds(SELECTION, "all who register take part", held(places=None, selection="")),
    # the list
    holds(LIST, "the day before is before", held(roll__on="2022-08-30")),
    refuses(LIST, "on the day itself", held(roll__on="2022-08-31"), "为0日", "不足1日"),
    holds(FIXED, "day 5", held(roll__on="2022-08-26")),
    refuses(FIXED, "day 4", held(roll__on="2022-08-27"), "为4日", "不足5日"),
    holds(FIXED, "day 4, and put off by a day", held(roll__on="2022-08-27", postponements=[_later("2022-09-01")])),
    refuses(
        SIDES,
        "nobody of another view",
        held(registrations__1__view="neutral", roll__participants__1__view="for"),
        "持“其他”意见的有人报名",
    ),
    refuses(SIDES, "nobody against", held(roll__participants__1__view="for"), "持“反对”意见的有人报名"),
    refuses(
        SIDES,
        "somebody invited for those who registered against it",
        held(roll__participants__1__registration=None, roll__participants__1__kind="stakeholder"),
        "持“反对”意见的有人报名",
    ),
    refuses(
        SIDES, "somebody of the undertaking unit", held(roll__participants__1__unit="清泉乡乡村建设办公室"), "第2号"
    ),
    refuses(SIDES, "an empty list", held(roll__participants=[]), "名单上没有人", "赞成", "反对"),
    holds(
        SIDES,
        "a side that nobody registered for",
        held(registrations__0__view="against", roll__participants__0__view="neutral"),
    ),
    refuses(EQUAL, "two against none: a note", held(roll__participants__1__view="for"), "赞成方2人、反对方0人"),
    holds(
        EQUAL, "others do not count", held(roll__participants__0__view="neutral", roll__participants__1__view="neutral")
    ),
    # the material
    refuses(MATERIAL, "one not reached", held(roll__participants__1__delivery=None), "尚未送达第2号"),
    refuses(
        MATERIAL,
        "day 6",
        held(roll__participants__1__delivery={"on": "2022-08-25", "way": "mail"}),
        "第2号听证参加人",
        "为6日",
        "不足7日",
    ),
    holds(
        MATERIAL,
        "day 6, and put off by a day",
        held(
            roll__participants__1__delivery={"on": "2022-08-25", "way": "mail"},
            postponements=[_later("2022-09-01")],
            sitting__on="2022-09-01",
        ),
    ),
    # put off
    holds(POSTPONED, "twice", held(postponements=[LATER, _later("2022-09-08")])),
    refuses(
        POSTPONED,
        "twice, called off, announced anew and put off again",
        after_calling_off(OFF_BEFORE | {"postponements": [LATER, _later("2022-09-08")]}, postponements=[LATER]),
        "第3次延期",
    ),
    holds(
        POSTPONED,
        "twice, called off, announced anew",
        after_calling_off(OFF_BEFORE | {"postponements": [LATER, _later("2022-09-08")]}),
    ),
    holds(
        POSTPONED,
        "another text since",
        after_calling_off(
            OFF_BEFORE | {"postponements": [LATER, _later("2022-09-08")]}, version=2, postponements=[LATER]
        )
        | {"drafts.1.body": "第一条　整修十条村道。"},
    ),
    holds(
        POSTPONED,
        "one was held since",
        after_calling_off(HEARING | {"postponements": [LATER, _later("2022-09-08")]}, postponements=[LATER]),
    ),
    refuses(POSTPONED, "three times", held(postponements=[LATER] * 3), "第3次延期", "最多可以延期2次"),
    # held
    refuses(ORDER, "behind closed doors", held(sitting__held_openly=False), "没有公开举行"),
    refuses(ORDER, "nothing asked", held(sitting__debate=" "), "没有询问、质证和辩论的记录"),
    refuses(ORDER, "nothing presented", held(sitting__presentation=" "), "没有承办单位介绍"),
    refuses(
        ORDER,
        "nobody spoke",
        held(**{f"roll__participants__{each}__appearance__statement": " " for each in "01"}),
        "没有听证参加人陈述意见",
    ),
    refuses(
        CONFIRMED, "one did not sign", held(roll__participants__1__appearance__record_signed=False), "第2号", "签字"
    ),
    holds(
        CONFIRMED,
        "one declined, and it is noted",
        held(
            roll__participants__1__appearance__record_signed=False,
            roll__participants__1__appearance__declined="认为记录不全，拒绝签字。",
        ),
    ),
    holds(
        CONFIRMED, "one did not come", held(roll__participants__1__appearance={"on": "2022-08-31", "present": False})
    ),
    refuses(HOST, "an interest", held(sitting__host_independent=False), "何敏", "无利害关系"),
    holds(HOST, "of the drafters, which this order does not forbid", held(sitting__host="周文")),
    refuses(RECORD, "what the host decided", held(sitting__handling=""), "听证笔录缺少：主持人"),
    refuses(SIGNED, "not signed", held(sitting__officials_signed=False), "没有在听证笔录上签名"),
    refuses(SIGNED, "no recorder", held(sitting__recorder=" "), "没有在听证笔录上签名"),
    # reported
    refuses(REPORT, "no advice", held(report__advice=" "), "听证报告缺少：处理建议"),
    holds(IN_TIME, "working day 7", held(report__on="2022-09-09")),
    refuses(IN_TIME, "working day 8, over the festival", held(report__on="2022-09-13"), "为8个工作日"),
    refuses(IN_TIME, "before the hearing", held(report__on="2022-08-30"), "2022年8月30日"),
    refuses(IN_TIME, "a year not known", held(report__on="2060-01-05"), "没有", "工作日安排"),
    excuses(
        IN_TIME,
        "late, and it says why",
        held(report__on="2022-09-13", report__late_reason="录音整理延误。"),
        "为8个工作日",
    ),
    refuses(GATE, "announced, not reported", held(report=None), "尚未形成听证报告"),
    holds(GATE, "reported on the day of submission", held(report__on="2022-09-27")),
    refuses(GATE, "reported a day later", held(report__on="2022-09-28"), "晚于送审日期2022年9月27日"),
]
