"""713 arts. 34 and 37, 337 arts. 33, 34 and 36."""

from __future__ import annotations

from typing import Any

from tests.domain.rule_cases.case import holds, refuses

TASKS = [{"number": 1, "unit": "乡村建设办公室", "work": "整修十二条村道。", "due": "2022-12-31"}]
REPORT = {"on": "2022-11-20", "kind": "progress", "unit": "乡村建设办公室", "text": "已完工。"}
FINISHED = REPORT | {"task": 1, "done": True}


def running(**more: Any) -> dict[str, Any]:
    """The lawful dossier in execution, with more facts."""
    return {"execution": {"assignments": [{"on": "2022-10-28", "tasks": TASKS}], "reports": [REPORT]} | more}


def ordered(kind: str, **more: Any) -> dict[str, Any]:
    """The lawful dossier in execution with one order."""
    usual = {"on": "2022-11-10", "kind": kind, "reason": "路基塌方。", "change": "改线。", "measures": "设便道。"}
    return running(orders=[usual | more])


CHECK = {
    **{"on": "2022-11-10", "change": "改线。", "finding": "minor", "reason": "只改线位。"},
    **{"reviewer": "郑律", "reviewer_id": "person-4"},
}


MET = {
    **{"meeting": "乡长办公会议2022年第30次", "meeting_on": "2022-11-09"},
    **{"entitled": 4, "in_favour": "李明、赵强", "opposed": "马超"},
}


def checked(*checks: dict[str, Any], kind: str = "minor", **more: Any) -> dict[str, Any]:
    """The lawful dossier in execution with one order and what the legality reviewer found, one check after the other."""
    dossier = ordered(kind, **{"decided_by": "李明", "decided_by_id": "person-5"} | more)
    dossier["execution"]["checks"] = [CHECK | each for each in checks]
    return dossier


def again(entered: tuple[str, ...] = (), on: str = "2022-11-10") -> dict[str, Any]:
    """The lawful dossier with one check and two orders of the same words; entered at those moments, or on paper."""
    check, first, second = ({"entered": each} for each in (*entered, None, None, None)[:3])
    dossier = checked(check | {"on": on})
    (order,) = dossier["execution"]["orders"]
    dossier["execution"]["orders"] = [order | first, order | second]
    return dossier


def again_assigned(day: str, published: str = "") -> dict[str, Any]:
    """Adjusted in substance, and tasks given once more on a day."""
    dossier = ordered("major")
    dossier["execution"]["assignments"] = [{"on": on, "tasks": TASKS} for on in ("2022-10-28", day)]
    return dossier | ({"successor": {"number": "2022-009", "published_on": published}} if published else {})


def met(
    kind: str = "minor", seats: str = "李明 赵强 马超 何敏", since: str = "2021-01-01", **more: Any
) -> dict[str, Any]:
    """Ordered after a meeting of a body that keeps a register of its members."""
    usual = MET | {"decided_by": "李明"} | {"problem": ""} | more
    problem = usual.pop("problem")
    dossier = ordered(kind, **usual)
    if problem:
        dossier["execution"]["problems"] = [PROBLEM | {"on": problem}]
    return dossier | {"seats": [{"body": "head_office", "name": name, "since": since} for name in seats.split()]}


def settled(on: str) -> dict[str, Any]:
    """What adjusts it is not published, and stands since a day."""
    return {"successor": {"number": "2022-009", "settled_on": on}}


KEPT = {
    "withholdings": [
        {"on": "2022-10-25", "ground": "danger", "reason": "涉及储备点位。", "decided_by": "李明"},
        {"on": "2022-11-12", "lifted": True, "reason": "点位已经迁移。", "decided_by": "李明"},
    ]
}
MADE_PUBLIC = {"publication.on": "2022-11-14"}
SENT_BACK = {"on": "2022-11-13", "way": "change", "reason": "批复要求压缩规模。", "version": 2, "decided_by": "李明"}
APART, WHY = MET | {"opposed": "马超、何敏"}, "汛期将至，路基塌方危及通行。"
DRAFTER = {"reviewer": "周文", "reviewer_id": "person-1"}
DENIED = {"finding": "major"}
EARLY, LATE, LATER = (f"2022-11-10T0{hour}:00:00Z" for hour in (1, 2, 3))
UNIT, WORK = "cn-713.34.unit cq-337.33.unit", "cq-337.33.unit"
REPORTED = "cn-713.34.reported cq-337.34.reported"
HANDLED = "cq-337.34.suggestions"
SUSPEND = "cn-713.37.suspend cq-337.36.suspend"
REASON = "cn-713.37.reason cq-337.36.reason"
HARM = "cq-337.36.harm"
PROCEDURE = "cn-713.37.procedure cq-337.36.procedure"
DONE = {"result": {"on": "2022-11-25", "summary": "完工。"}}
URGENT = {"situation": "force_majeure", "urgent": True}
SAID = {"number": 1, "on": "2022-11-02", "channel": "letter", "text": "便道太窄。"}
STOPPED, MINOR, CHECKED = "house.terminated", "house.minor", "house.minor_checked"
TOLD, MAJORITY = "house.order_told", "house.order_majority"
SEATED, LATER_ON = "house.order_seated", "house.order_later"
ALL = f"{STOPPED} {TOLD} {MAJORITY} {SEATED} {LATER_ON}"

SETTLED, UNDONE = "house.problems", "house.tasks"
PROBLEM = {"on": "2022-11-21", "unit": "乡村建设办公室", "situation": "problem", "text": "塌方。", "advice": "suspend"}
RESUMED = {"on": "2022-11-21", "kind": "resume", "reason": "塌方已清除。"}
ENDED = {"on": "2022-12-30", "summary": "十二条村道完工。"}


def troubled(*orders: dict[str, Any], settled: str = "", **problem: Any) -> dict[str, Any]:
    """The lawful dossier whose execution was concluded after a problem was reported."""
    return running(problems=[PROBLEM | problem], orders=list(orders), result=ENDED | {"settled": settled})


CASES = [
    holds("house.adjusted", "nothing adjusted", running()),
    holds("house.adjusted", "what adjusts it is published", again_assigned("2022-11-24", "2022-11-24")),
    refuses("house.adjusted", "no successor", again_assigned("2022-11-11"), "不得分解新的任务"),
    refuses(
        "house.adjusted", "one day before", again_assigned("2022-11-23", "2022-11-24"), "2022年11月10日已决定作重大调整"
    ),
    holds("house.examiner", "somebody else", checked({})),
    holds("house.reviewer", "who drafted it checks an adjustment: that is another rule's", checked(DRAFTER)),
    holds("house.examiner", "who drafted it signs the review", {"reviews.0.conclusion.reviewer_id": "person-1"}),
    refuses("house.examiner", "who drafted it", checked(DRAFTER), "不得担任审查人"),
    holds(UNDONE, "execution goes on", running()),
    holds(UNDONE, "reported done", running(reports=[FINISHED], result=ENDED)),
    holds(UNDONE, "it is said why not", running(result=ENDED | {"unfinished": "尾工并入二期。"})),
    refuses(UNDONE, "reported, not done", running(result=ENDED), "第1项（乡村建设办公室）"),
    refuses(UNDONE, "nothing that tells", running(result=ENDED | {"unfinished": "无"}), "没有报告完成"),
    refuses(UNDONE, "another one is", running(reports=[FINISHED | {"task": 2}], result=ENDED), "第1项"),
    holds("house.adjusted", "withheld, or archived", again_assigned("2022-11-24") | settled("2022-11-24")),
    refuses("house.adjusted", "a day before", again_assigned("2022-11-23") | settled("2022-11-24"), "不得分解新的任务"),
    holds(PROCEDURE, "withheld, or archived", ordered("major") | {"execution.result": ENDED} | settled("2022-11-24")),
    holds(SETTLED, "no problem was reported", running(result=ENDED)),
    holds(SETTLED, "a problem, and execution goes on", running(problems=[PROBLEM])),
    holds(SETTLED, "it is said what became of it", troubled(settled="塌方已清除，复工。")),
    holds(SETTLED, "the chief ordered something on the same day", troubled(RESUMED)),
    holds(SETTLED, "nothing was suggested, and reported since", troubled(on="2022-11-19", advice="none")),
    refuses(SETTLED, "nothing is said", troubled(), "2022年11月21日（乡村建设办公室）"),
    refuses(SETTLED, "nothing that tells", troubled(settled="无"), "没有写明如何处理"),
    refuses(SETTLED, "ordered the day before", troubled(RESUMED | {"on": "2022-11-20"}), "没有写明如何处理"),
    holds(UNIT, "a task with its unit", running()),
    refuses(UNIT, "no task", running(assignments=[{"on": "2022-10-28", "tasks": []}]), "没有明确决策执行单位"),
    refuses(
        UNIT, "no unit", running(assignments=[{"on": "2022-10-28", "tasks": [TASKS[0] | {"unit": " "}]}]), "第1项任务"
    ),
    refuses(
        WORK, "no work", running(assignments=[{"on": "2022-10-28", "tasks": [TASKS[0] | {"work": ""}]}]), "第1项任务"
    ),
    refuses(
        WORK, "none", running(assignments=[{"on": "2022-10-28", "tasks": [TASKS[0] | {"work": "无"}]}]), "第1项任务"
    ),
    holds(REPORTED, "everybody reported", running(**DONE)),
    holds(REPORTED, "no execution on record"),
    refuses(REPORTED, "one unit did not", running(reports=[], **DONE), "乡村建设办公室"),
    holds(HANDLED, "nobody wrote", running(**DONE)),
    holds(
        HANDLED,
        "answered",
        running(
            suggestions=[SAID | {"answer": {"on": "2022-11-03", "handling": "adopted", "reason": "已加宽。"}}], **DONE
        ),
    ),
    refuses(HANDLED, "not answered", running(suggestions=[SAID], **DONE), "1条意见建议", "第1条"),
    holds(SUSPEND, "urgent", ordered("suspend", **URGENT)),
    refuses(SUSPEND, "not urgent", ordered("suspend", situation="problem"), "情况紧急"),
    refuses(SUSPEND, "no situation", ordered("suspend", urgent=True), "情形或者理由"),
    refuses(SUSPEND, "no reason", ordered("suspend", **URGENT, **{"reason": " "}), "情形或者理由"),
    holds(REASON, "resumed", ordered("resume", change="")),
    holds(REASON, "adjusted", ordered("minor")),
    refuses(REASON, "terminated for no reason", ordered("terminate", reason=" "), "停止执行", "理由"),
    refuses(REASON, "nobody says what changes", ordered("minor", change=""), "调整内容"),
    holds(STOPPED, "nothing was ordered"),
    holds(ALL, "terminated by a meeting", ordered("terminate", **MET)),
    holds(ALL, "suspended by the chief alone", ordered("suspend", situation="problem", urgent=True)),
    holds(ALL, "adjusted in substance: the procedure is run anew", ordered("major")),
    holds(ALL, "adjusted in detail by a meeting", ordered("minor", **MET)),
    refuses(STOPPED, "adjusted in detail by the chief alone", ordered("minor"), "经哪次会议讨论"),
    holds(TOLD, "one more than half", ordered("minor", **MET | {"entitled": 5})),
    refuses(TOLD, "a name and nothing else", ordered("minor", meeting=MET["meeting"]), "讨论会议的日期", "应到人数"),
    refuses(
        TOLD,
        "half of them",
        ordered("terminate", **MET | {"entitled": 6}),
        "应到6人，列明的参加人员3人：参加人员应当超过应到人数的半数",
    ),
    refuses(
        TOLD, "more than there are", ordered("terminate", **MET | {"entitled": 2}), "参加人员却有3人，超过应到人数"
    ),
    refuses(
        MAJORITY, "as many not for it", ordered("terminate", **MET | {"abstained": "何敏"}), "赞成2人，反对和弃权2人"
    ),
    holds(MAJORITY, "against the majority, with the reason", ordered("minor", **APART | {"majority_reason": WHY})),
    refuses(
        MAJORITY, "against it, with no reason", ordered("minor", **APART | {"majority_reason": "无"}), "没有超过半数"
    ),
    refuses(MAJORITY, "most abstained", ordered("minor", **MET | {"in_favour": "", "abstained": "何敏"}), "赞成0人"),
    refuses(TOLD, "nobody", ordered("terminate", **MET | {"in_favour": "无", "opposed": ""}), "参加讨论的人员"),
    refuses(TOLD, "after the order", ordered("terminate", **MET | {"meeting_on": "2022-11-11"}), "晚于作出决定"),
    refuses(TOLD, "two votes", ordered("terminate", **MET | {"opposed": "李明"}), "列了两次：李明"),
    holds(ALL, "as the register has it", met(problem="2022-11-09")),
    holds(SEATED, "the register begins later", met(seats="张三", since="2022-11-10")),
    holds(LATER_ON, "the day the decision was published", met(meeting_on="2022-10-27")),
    refuses(LATER_ON, "one day before", met(meeting_on="2022-10-26"), "早于决策公布（2022年10月27日）"),
    holds(LATER_ON, "withheld before it, published after it", met() | KEPT | MADE_PUBLIC),
    refuses(
        LATER_ON,
        "a day before it was withheld, published after it",
        met(meeting_on="2022-10-24") | KEPT | MADE_PUBLIC,
        "早于作出不予公开决定（2022年10月25日）",
    ),
    refuses(
        LATER_ON,
        "withheld, sent back and decided anew: what was withheld was another decision",
        met() | KEPT | MADE_PUBLIC | {"reconsiderations": [SENT_BACK]},
        "早于决策公布（2022年11月14日）",
    ),
    holds(SEATED, "the names as they are written elsewhere", met(seats="李明乡长 赵强（副乡长） 马超 何敏")),
    holds(SEATED, "with blanks in a name", met(in_favour="李\u3000明 赵 强")),
    refuses(TOLD, "two votes, with a post", met(opposed="李明（乡长）"), "列了两次：李明"),
    refuses(LATER_ON, "by the meeting that took it", met(meeting_on="2022-10-18"), "不晚于作出决策的会议"),
    refuses(LATER_ON, "before the problem", met(problem="2022-11-10"), "早于执行单位报告问题（2022年11月10日）"),
    refuses(SEATED, "one more is registered", met(seats="李明 赵强 马超 何敏 孙丽"), "当日登记的组成人员为5人"),
    refuses(
        LATER_ON,
        "before it was suspended",
        {"execution": {"orders": [ordered("suspend")["execution"]["orders"][0], *met()["execution"]["orders"]]}},
        "早于上一次决定（2022年11月10日）",
    ),
    refuses(SEATED, "nobody knows one", met("terminate", opposed="张三"), "不是讨论会议当日登记的组成人员：张三"),
    refuses(SEATED, "no meeting of the organ", met(meeting="乡长专题会议"), "“乡长专题会议”不是可以讨论决定的会议"),
    refuses(SEATED, "a body without a register", met(meeting="党政联席会议"), "没有登记“党政联席会议”的组成人员"),
    refuses(
        LATER_ON,
        "by the meeting that deliberated the order before",
        {
            "execution": {
                "orders": [
                    met()["execution"]["orders"][0] | {"on": "2022-11-09"},
                    *met("terminate")["execution"]["orders"],
                ]
            }
        },
        "讨论的是2022年11月9日作出的决定",
    ),
    refuses(SEATED, "none of that body, as it says itself", met(meeting="非乡长办公会议"), "不是可以讨论决定的会议"),
    refuses(SEATED, "enlarged, by strangers", met(meeting="乡长办公会议（扩大）", seats="李明 田甲 王乙 何敏"), "赵强"),
    refuses(
        SEATED,
        "the chief alone",
        met(seats="李明", entitled=1, in_favour="李明", opposed=""),
        "只有行政首长李明一人",
    ),
    refuses(SEATED, "without the chief", met(in_favour="赵强、何敏"), "行政首长没有参加讨论会议"),
    holds(MINOR, "nothing was ordered"),
    holds(MINOR, "adjusted in substance", ordered("major")),
    holds(MINOR, "grounded", ordered("minor", not_major="只改线位。", core_kept=True)),
    refuses(MINOR, "no ground", ordered("minor", not_major=" ", core_kept=True), "不属于重大调整的理由"),
    refuses(MINOR, "the core is not kept", ordered("minor", not_major="只改线位。"), "名称、目标和主要措施不变"),
    holds(CHECKED, "nothing was ordered"),
    holds(CHECKED, "checked on the very day", checked({})),
    holds(CHECKED, "the same words with other marks", checked({}, change=" 改 线 ")),
    holds(CHECKED, "adjusted in substance, whatever was found", checked(DENIED, kind="major")),
    holds(CHECKED, "terminated, not adjusted", checked(kind="terminate")),
    holds(CHECKED, "denied first, then found to be in detail", checked(DENIED, {})),
    holds(CHECKED, "another text was denied since", checked({}, DENIED | {"change": "改收费。"})),
    holds(CHECKED, "denied on the day after the order", checked({}, DENIED | {"on": "2022-11-11"})),
    holds(CHECKED, "denied in the hour after", checked({"entered": EARLY}, DENIED | {"entered": LATE}, entered=EARLY)),
    refuses(CHECKED, "by the chief alone", checked(), "没有经合法性审查人员审核"),
    refuses(CHECKED, "other words than were checked", checked({}, change="改线十五米。"), "与审核的内容不一致"),
    refuses(CHECKED, "another figure", checked({"change": "改线1.5米"}, change="改线15米"), "与审核的内容不一致"),
    refuses(CHECKED, "found to be one in substance", checked(DENIED), "最新审核意见为：属于重大调整"),
    refuses(CHECKED, "denied since", checked({}, DENIED), "最新审核意见为：属于重大调整"),
    refuses(CHECKED, "denied since, in other marks", checked({}, DENIED | {"change": "“改线”"}), "属于重大调整"),
    refuses(CHECKED, "checked one day after it was ordered", checked({"on": "2022-11-11"}), "事先没有经"),
    refuses(CHECKED, "entered after it", checked({"entered": LATE}, entered=EARLY), "事先没有经"),
    refuses(
        CHECKED,
        "an order claimed to be older than the check before it",
        checked({"entered": EARLY}, entered=LATE, on="2022-11-09"),
        "晚于作出决定的日期（2022年11月9日）",
    ),
    refuses(
        CHECKED,
        "an order claimed to be older than the denial before it",
        checked({"entered": EARLY, "on": "2022-11-08"}, DENIED | {"entered": EARLY}, entered=LATE, on="2022-11-09"),
        "最新审核意见为：属于重大调整",
    ),
    refuses(CHECKED, "by whoever ordered it", checked({"reviewer_id": "person-5"}), "郑律审核过", "不得决定调整"),
    refuses(
        CHECKED, "on paper, by whoever ordered it", checked({"reviewer": "李明", "reviewer_id": ""}), "不得决定调整"
    ),
    refuses(
        CHECKED,
        "another wording by whoever ordered it, in substance",
        checked({"change": "改收费。", "reviewer_id": "person-5"}, kind="major"),
        "不得决定调整",
    ),
    refuses(CHECKED, "ordered twice, checked once", again((EARLY, LATE, LATER)), "决策又作过调整的，须重新审核"),
    refuses(CHECKED, "on paper, checked one day before both", again(on="2022-11-09"), "须重新审核"),
    holds(CHECKED, "on paper, all on one day", again()),
    refuses(CHECKED, "one name, two accounts", checked({"reviewer": "李明"}), "李明审核过", "不得决定调整"),
    refuses(
        CHECKED,
        "the name as it is written elsewhere",
        checked({"reviewer": "李 明（乡长）", "reviewer_id": ""}),
        "不得决定调整",
    ),
    holds(CHECKED, "a namesake told apart", checked({"reviewer": "李明（小）"})),
    refuses(STOPPED, "terminated by the chief alone", ordered("terminate", meeting=" "), "经哪次会议讨论"),
    holds(HARM, "with measures", ordered("terminate")),
    holds(HARM, "resumed without", ordered("resume", measures="")),
    refuses(HARM, "terminated without", ordered("terminate", measures=" "), "不利影响"),
    refuses(HARM, "adjusted without", ordered("minor", measures=""), "不利影响"),
    holds(PROCEDURE, "adjusted in detail", ordered("minor") | {"execution.result": DONE["result"]}),
    holds(
        PROCEDURE,
        "what adjusts it is published",
        ordered("major")
        | {"execution.result": DONE["result"], "successor": {"number": "2022-009", "published_on": "2022-11-24"}},
    ),
    refuses(PROCEDURE, "nothing proposed", ordered("major") | {"execution.result": DONE["result"]}, "尚未提出"),
    refuses(
        PROCEDURE,
        "proposed only",
        ordered("major") | {"execution.result": DONE["result"], "successor": {"number": "2022-009"}},
        "2022-009",
        "尚未公布",
    ),
]
