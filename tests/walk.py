"""A decision taken step by step through the one door, with lawful input for each step that a test may change."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from tests.stations import Line
from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.drafttext import draft_digest
from workflow.domain.guards.legality_review import held
from workflow.domain.inventory import due_items
from workflow.domain.lawfiles import library
from workflow.domain.terms import CompetitionItem, Material, MeetingMaterial
from workflow.models.decisions import Decision
from workflow.models.legality_review import ReviewConclusion
from workflow.services import steps
from workflow.services.asof import newest_entry
from workflow.services.dossiers import load
from workflow.services.unit import Session

CALENDAR = WorkingCalendar()
LONG = "为保障群众饮水安全，结合本乡实际提出。"

MEMBERS = (("冉光明", "乡长", True), ("田秀英", "副乡长", False), ("白建国", "人大主席", False))

# the way of a lawful decision: step, who takes it, days since the beginning
WAY: tuple[tuple[str, str, int], ...] = (
    ("initiation.propose", "staff", 0),
    ("initiation.study", "unit_lead", 3),
    ("initiation.approve", "chief", 5),
    ("drafting.save", "staff", 10),
    ("participation.open", "staff", 11),
    ("expert_review.convene", "staff", 12),
    ("expert_review.opine", "staff", 14),
    ("expert_review.conclude", "staff", 15),
    ("risk_assessment.start", "staff", 16),
    ("risk_assessment.report", "staff", 20),
    ("risk_assessment.find", "chief", 21),
    ("participation.receive", "staff", 25),
    ("participation.answer", "staff", 43),
    ("participation.conclude", "staff", 44),
    ("legality_review.submit", "unit_lead", 45),
    ("legality_review.accept", "legal_reviewer", 46),
    ("legality_review.counsel", "legal_reviewer", 50),
    ("legality_review.conclude", "legal_reviewer", 60),
    ("deliberation.submit", "unit_lead", 61),
    ("deliberation.convene", "recorder", 62),
    ("deliberation.attend", "recorder", 62),
    ("deliberation.speak:2", "recorder", 62),
    ("deliberation.speak:3", "recorder", 62),
    ("deliberation.speak:1", "recorder", 62),
    ("deliberation.decide", "recorder", 62),
    ("publication.report_party", "office", 63),
    ("publication.publish", "office", 66),
    ("publication.archive", "office", 70),
)

# what may follow, in an order that leads through every step of execution and evaluation
AFTERWARDS: tuple[tuple[str, str, int], ...] = (
    ("execution.assign", "office", 71),
    ("execution.report", "staff", 80),
    ("execution.problem", "staff", 82),
    ("publication.amend", "office", 83),
    ("execution.suggest", "staff", 83),
    ("execution.answer", "staff", 84),
    ("execution.suspend", "chief", 85),
    ("execution.resume", "chief", 86),
    ("evaluation.start", "chief", 87),
    ("evaluation.report", "office", 90),
    ("evaluation.use", "chief", 91),
    ("execution.examine", "legal_reviewer", 92),
    ("execution.adjust", "chief", 92),
    ("publication.supplement_archive", "office", 93),
    ("execution.conclude", "office", 94),
    ("publication.hand_over", "office", 95),
)


def way_of(kind: str) -> list[tuple[str, str, int]]:
    """The same way as far as the procedure of another kind of matter has it, up to the archive."""
    procedure = library().rulebook(f"cq-township-2020.1:{kind}").procedure
    return [
        (step, role, day)
        for step, role, day in WAY
        if step.partition(":")[0] in procedure.step_by_id and step != "publication.archive"
    ]


def deliberated(meeting: str, on: dt.date) -> dict[str, Any]:
    """What an order says of the meeting that deliberated it."""
    cast = {"entitled": 3, "in_favour": "冉光明、田秀英", "opposed": "", "abstained": ""}
    return {"meeting": meeting, "meeting_on": on, **cast}


def lawful(step: str, on: dt.date, unit_ids: tuple[int, ...] = (1,)) -> dict[str, Any]:
    """Lawful input for a step on a day; ``deliberation.speak:2`` is the statement of member 2."""
    step_id, _, number = step.partition(":")
    inputs: dict[str, dict[str, Any]] = {
        "initiation.propose": {
            "title": "清泉乡农村饮水安全巩固提升工程",
            "category": "project",
            "source": "department",
            "proposer": "经济发展办公室",
            **dict.fromkeys(("problem", "basis", "plan", "necessity", "feasibility"), LONG),
        },
        "initiation.study": {"unit": "经济发展办公室", "necessary": True, "opinion": "确有必要，建议启动。"},
        "initiation.approve": {"deputy": "田秀英", "deputy_on": on, "unit_ids": unit_ids},
        "initiation.decline": {"reason": "条件尚不具备。"},
        "initiation.stop": {"reason": "县里已将本工程列入全县统一实施的项目，本乡不再单独决策。"},
        "drafting.save": {
            "title": "清泉乡农村饮水安全巩固提升工程实施方案（草案）",
            "body": "一、总体要求。\n二、建设内容。\n三、资金来源。",
            "note": "现就草案起草情况说明如下。",
            "change": "形成草案。",
            "bases": [{"title": "中华人民共和国水法", "article": "第五十四条"}],
        },
        "participation.open": {
            "title": "关于公开征求意见的公告",
            "channels": ["website", "board"],
            "ways": ["web", "telephone"],
            "contact": "清泉乡经济发展办公室，电话023-00000000",
            "starts": on,
            "ends": on + dt.timedelta(days=30),
        },
        "participation.amend": {
            "contact": "清泉乡经济发展办公室，电话023-00000001",
            "ends": on + dt.timedelta(days=30),
            "reason": "公告所载电话有误。",
        },
        "initiation.reply": {"means": "letter", "text": "您的建议已经启动决策程序。"},
        "drafting.research": {"title": "农村饮水现状调研报告", "researchers": "规划建设办", "text": "走访九个村。"},
        "drafting.consult": {
            "units": [
                {
                    "unit": "县水利局",
                    "sent_on": on - dt.timedelta(days=3),
                    "replied_on": on - dt.timedelta(days=1),
                    "answered": "agrees",
                }
            ]
        },
        "drafting.compare": {
            "options": [{"number": 1, "name": "联网供水"}, {"number": 2, "name": "分散供水"}],
            "preferred": 1,
            "preferred_reason": "管护便利。",
            "analysis": {"costs": "320万元。", "social": "惠及1200户。", "quantified": "户均2667元。"},
        },
        "participation.receive": {"channel": "letter", "text": "建议把三组也纳入管网。", "name": "", "contact": ""},
        "participation.answer": {"number": 1, "revision": 0, "disposition": "adopted", "reason": "已纳入。"},
        "participation.conclude": {"summary": "意见均已研究处理。"},
        "participation.reopen": {"reason": "草案对收费标准作了重大修改。"},
        "participation.hear": {
            "way": "symposium",
            "place": "三组院坝",
            "audience": ["parties", "representatives"],
            "whom": "三组村民代表、清泉村村民委员会。",
            "people": 18,
            "views": [{"text": "希望先通主管道。", "disposition": "adopted", "reason": "已调整施工次序。"}],
        },
        "participation.explain": {"way": "interview", "subject": "水源是否够用", "text": "枯水期水量可以保障。"},
        "hearing.announce": {
            "title": "关于召开听证会的公告",
            "organiser": "规划建设办",
            "day": on + dt.timedelta(days=17),
            "time": "9:30",
            "place": "乡政府三楼会议室",
            "register_until": on + dt.timedelta(days=4),
            "places": 4,
            "selection": "报名人数超过名额的，分类随机抽取。",
            "seats": "赞成、反对各2名。",
            "contact": "清泉乡规划建设办，电话023-00000000",
        },
        "hearing.register": {
            "name": "罗成",
            "contact": "13900000000",
            "unit": "黄桷村三组",
            "background": "种植户。",
            "view": "for",
            "summary": "盼望早日通水。",
        },
        "hearing.list": {"choosing": "报名人数未超过名额，全部列入。", "chosen": [1, 2]},
        "hearing.deliver": {"numbers": [1, 2], "way": "in_person"},
        "hearing.postpone": {"day": on + dt.timedelta(days=10), "reason": "暴雨红色预警。"},
        "hearing.cancel": {"reason": "草案将作较大修改，另行公告。"},
        "hearing.hold": {
            "held_openly": True,
            "host": "田秀英",
            "host_post": "副乡长",
            "host_independent": True,
            "recorder": "白晓",
            "presented_by": "周文",
            "presentation": "介绍草案、依据和有关情况。",
            "debate": "就占地和水价进行了询问、质证和辩论。",
            "handling": "无。",
            "officials_signed": True,
            "appearances": [
                {"number": number, "present": True, "statement": "请尽快动工。", "record_signed": True}
                for number in (1, 2)
            ],
        },
        "hearing.report": {
            "overview": "公开举行，听证参加人2人。",
            "matter": "农村饮水安全工程实施方案（草案）。",
            "support": "多数参加人赞成实施。",
            "disputes": "占地范围。",
            "advice": "缩减临时占地。",
        },
        "expert_review.convene": {
            "method": "written",
            "questions": "工艺与水源是否可行。",
            "materials": "实施方案（草案）及起草说明、水源水质检测报告。",
            "materials_on": on,
            "experts": [{"name": "李文", "field": "水利工程", "unit": "县水利局", "no_interest": True}],
        },
        "expert_review.draw": {"field": "", "wanted": 1},
        "expert_review.replace": {
            "expert": 1,
            "reason": "因病不能参加。",
            "successor": {"name": "周敏", "field": "给排水", "unit": "县水务公司", "no_interest": True},
        },
        "expert_review.record": {
            "time": "9:00至11:30",
            "place": "乡政府三楼会议室",
            "chair": "田秀英",
            "attended": [1],
            "discussion": "专家询问了枯水期水量，承办单位作了说明。",
            "signed": [1],
        },
        "expert_review.opine": {
            "expert": 1,
            **dict.fromkeys(("legality", "necessity", "feasibility", "soundness", "risk"), "同意，论证充分。"),
            "conclusion": "support",
            "signed": True,
        },
        "expert_review.conclude": {
            "summary": "专家认为方案可行。",
            "feedbacks": [{"expert": 1, "disposition": "adopted", "reason": "已吸收。"}],
        },
        "risk_assessment.start": {
            "methods": ["visits"],
            "assessor": "清泉乡平安建设办公室",
        },
        "risk_assessment.report": {
            "heard": [
                {"unit": "平安建设办公室", "view": "同意。"},
                {"unit": "规划建设办公室", "view": "分片施工，提前公告。"},
            ],
            "level": "low",
            "text": "经走访会商，风险较小。",
            "points": [
                {
                    "description": "施工期间停水",
                    "likelihood": 3,
                    "impact": 2,
                    "measure": "分片施工并提前公告",
                    "response": "送水到户",
                }
            ],
        },
        "risk_assessment.reuse": {
            "title": "清泉乡饮水工程环境影响评价",
            "scope": "取水口、净水站和管线的建设，施工期和运行期。",
            "assessor": "县环境评价中心",
            "made": on - dt.timedelta(days=30),
            "provision": "《中华人民共和国环境影响评价法》",
            "covers": "评价的是同一工程，取水口和管线没有改动。",
            "level": "low",
            "text": "施工期扬尘、噪声影响较小。",
        },
        "risk_assessment.follow": {"actions": ["measures"], "text": "已公告停水时段，送水车到位。"},
        "fair_competition.examine": {
            "checks": [{"item": item, "touched": False} for item in CompetitionItem],
            "views": [{"party": "operator", "name": "清泉水务公司", "view": "没有意见。"}],
            "conclusion": "complies",
            "text": "不影响公平竞争。",
        },
        "fair_competition.conclude": {
            "reviewer": "经济发展办公室",
            "conclusion": "complies",
            "text": "不含排除、限制竞争的内容。",
        },
        "risk_assessment.find": {"controllable": True, "reason": "措施得当，风险可控。"},
        "legality_review.submit": {
            "materials": ["draft", "opinions", "experts", "risk", "preliminary", "bases"],
            "preliminary": "内容合法，程序完备。",
            "preliminary_by": "白晓",
        },
        "legality_review.accept": {},
        "legality_review.return": {"reason": "材料不齐。"},
        "legality_review.request_supplement": {"request": "请补充资金来源依据。"},
        "legality_review.supply": {"text": "已补充县级资金文件。"},
        "legality_review.extend": {"working_days": 5, "reason": "案情复杂。", "granted_by": "冉光明（乡长）"},
        "legality_review.counsel": {"kind": "counsel", "name": "陈律师", "text": "未见违法情形。"},
        "legality_review.conclude": {
            "number": "清泉法审〔2022〕1号",
            "findings": [
                {"aspect": aspect, "conforms": True, "text": "符合。"}
                for aspect in ("authority", "procedure", "content", "basis")
            ],
            "conclusion": "lawful",
            "text": "经审查，合法。",
        },
        "deliberation.submit": {"materials": [each.value for each in MeetingMaterial if each != "other"]},
        "deliberation.send_back": {"reason": "资金来源说明不清，补正后再报。"},
        "deliberation.party": {"meeting": "乡党委会2022年第9次会议", "agreed": True, "text": "同意提交。"},
        "deliberation.schedule": {
            "meets": on,
            "time": "9:00",
            "kind": "head_office",
            "number": f"{on.year}年第{on.timetuple().tm_yday}次",
            "place": "乡政府三楼会议室",
            "chair": "冉光明",
        },
        "deliberation.confirm": {"digest": "", "confirmations": [{"number": 1}]},
        "deliberation.correct": {"passage": "同意实施。", "text": "原则同意实施。", "reason": "漏记“原则”二字。"},
        "legality_review.check": {
            "digest": "",
            "changes": "按会议意见在第二条写明养护责任；正文“一、”“二、”“三、”改为“甲。”或者“乙。”",
            "finding": "kept_to",
        },
        "legality_review.respond": {"adjusted": "已按意见补充资金来源依据。"},
        "deliberation.convene": {
            "kind": "head_office",
            "number": f"{on.year}年第{on.timetuple().tm_yday}次",
            "place": "乡政府三楼会议室",
            "chair": "冉光明",
            "members": [{"name": name, "post": post, "chief": chief} for name, post, chief in MEMBERS],
        },
        "deliberation.attend": {
            "attendances": [{"number": place, "present": True} for place in range(1, len(MEMBERS) + 1)]
        },
        "deliberation.speak": {"number": int(number or 1), "position": "agree", "words": "同意该方案。"},
        "deliberation.decide": {
            "outcome": "adopted",
            "text": "同意实施。写明养护责任。",
            "minutes": "会议讨论通过。",
            "ballots": [{"number": place, "vote": "for"} for place in range(1, len(MEMBERS) + 1)],
        },
        "publication.report_party": {"kind": "report", "text": "已向乡党委报告。"},
        "publication.publish": {
            "number": "清泉府发〔2022〕5号",
            "title": "关于印发农村饮水安全巩固提升工程实施方案的通知",
            "channels": ["website", "board"],
            "wide_concern": True,
            "explanation": "公众意见、专家意见逐条研究采纳。",
            "interpretation": "通过院坝会进行宣传解读。",
        },
        "publication.amend": {
            "correction": "第二条“三组”应为“四组”。",
            "reason": "排印有误。",
            "approved_by": "田秀英",
            "channels": ["gazette"],
            "interpretation": "在一组院坝会上作了解读。",
        },
        "publication.report_congress": {
            "form": "reported",
            "recipient": "乡人大主席团",
            "text": "已将方案报告乡人大主席团。",
        },
        "publication.reconsider": {"way": "change", "reason": "批复指出配套资金没有落实，按批复压缩建设规模。"},
        "publication.withhold": {
            "ground": "danger",
            "scope": "决策文件全文",
            "reason": "载有水源地和应急物资储备点位，公开后可能被破坏，危及公共安全。",
            "review_on": on + dt.timedelta(days=180),
        },
        "publication.disclose": {"reason": "储备点位已经迁移，原点位不再使用。"},
        "participation.withhold": {"agreed": True, "opinion": ""},
        "publication.archive": {
            "retention": "permanent",
            "received_by": "档案员",
            "unconfirmed": "田秀英外出学习，返岗后确认。",
            "items": [],
        },
        "publication.supplement_archive": {
            "received_by": "档案员",
            "items": [{"key": "assignment-1", "title": "任务分解表", "on": on}],
        },
        "publication.hand_over": {
            "recipient": "某县档案馆",
            "received_by": "县馆接收人",
            "handed_by": "档案员",
            "package": "ab" * 32,
            "as_of": 0,
        },
        "execution.assign": {
            "tasks": [{"unit_id": unit_ids[0], "work": "完成三组管网铺设。", "due": on + dt.timedelta(days=60)}]
        },
        "execution.report": {"kind": "progress", "task": 1, "text": "管网已铺设六成。"},
        "execution.problem": {
            "situation": "force_majeure",
            "text": "连续暴雨冲毁取水口，不能继续施工。",
            "advice": "suspend",
        },
        "execution.suggest": {"channel": "telephone", "text": "三组的水压不够。", "name": "", "contact": ""},
        "execution.answer": {"number": 1, "revision": 0, "handling": "adopted", "reason": "已加装增压泵。"},
        "execution.suspend": {"situation": "force_majeure", "urgent": True, "reason": "汛情紧急，先行停工。"},
        "execution.resume": {"reason": "取水口已修复，汛情解除。"},
        "execution.examine": {
            "change": "取水口上移50米，其余不变。",
            "finding": "minor",
            "reason": "只移动取水口，供水范围和标准不变。",
        },
        "execution.adjust": {
            "kind": "minor",
            "reason": "取水口移位。",
            "change": "取水口上移50米，其余不变。",
            "measures": "施工期间送水到户。",
            **deliberated("乡长办公会议2022年第8次", on),
            "not_major": "只移动取水口，供水范围和标准不变。",
            "core_kept": True,
        },
        "execution.terminate": {
            **deliberated("乡长办公会议2022年第9次", on),
            "reason": "水源已由县级工程覆盖。",
            "measures": "已建管网并入县级管网。",
        },
        "execution.conclude": {
            "summary": "工程建成通水，任务全部完成。",
            "settled": "取水口已修复。",
            "unfinished": "管网尾工并入质保期。",
        },
        "evaluation.start": {
            "grounds": ["necessary"],
            "evaluator": "县水利学会",
            "third_party": True,
            "independent": True,
            "scope": "供水保证率和群众满意度。",
        },
        "evaluation.report": {
            "public": "入户走访60户，群众普遍满意，反映水压不足。",
            "participants": "县人大代表2名、村民委员会代表3名参加。",
            "text": "供水保证率达到百分之九十五。",
            "advice": "adjust",
        },
        "evaluation.use": {"consequence": "adjust", "text": "按评估建议调整取水口位置。"},
    }
    inputs["publication.sign"] = {"number": "清泉合〔2022〕1号", "counterparty": "某建筑公司", "amount": "人民币12万元"}
    inputs["publication.file"] = {"to": "某县人民政府", "number": "清泉府报〔2022〕1号"}
    inputs["initiation.move"] = {"target": "cq-township-2024.1", "reason": "公平竞争审查条例施行，转用新版规则。"}
    inputs["initiation.amend"] = inputs["initiation.propose"]
    return {"on": on, **inputs[step_id]}


_PROPOSED = {"not_major_decision": "只涉及一个村民小组，资金12万元。", "differs": "按此前的意见改变了水源和线路。"}
WHERE_ASKED = {
    "initiation.propose": _PROPOSED,
    "initiation.amend": _PROPOSED,
    "drafting.save": {"why_dropped": "有关条款已经删去，不再涉及。", "differs": "按此前的意见改变了水源和线路。"},
    "risk_assessment.start": {"again": "汛期已过，补充评估积水风险。"},
    "risk_assessment.reuse": {"again": "原评估没有涉及扬尘。"},
    "legality_review.check": {"not_anew": "只写明养护责任，不影响原来的意见和结论。"},
    "legality_review.submit": {"not_anew": "只调整了文字和条款顺序，不影响原来的意见和结论。"},
}
"""What a step says where there is something to say it of; else it is not taken, and no form asks for it."""

SIGNED = (
    "initiation.stop",
    *("legality_review.conclude", "legality_review.check", "execution.examine"),
    *("participation.withhold", "publication.withhold", "publication.disclose", "publication.reconsider"),
)
"""Steps that are signed with one's own password."""


class Walk:
    """A decision on its way. `actors` maps roles to people; `start` is the day of the proposal."""

    def __init__(
        self,
        session: Session,
        actors: dict[str, Actor],
        start: dt.date = dt.date(2022, 3, 1),
        unit_ids: tuple[int, ...] = (1,),
    ) -> None:
        self.session, self.actors, self.start, self.unit_ids = session, actors, start, unit_ids
        self.decision_id: int | None = None
        self.password = "pw"

    @property
    def decision(self) -> Decision:
        """The decision as it stands in the database."""
        row = self.session.get(Decision, self.decision_id, populate_existing=True)
        assert row is not None
        return row

    def at(self, day: dt.date) -> dt.datetime:
        """The middle of a day in Shanghai."""
        return dt.datetime(day.year, day.month, day.day, 4, 0, tzinfo=dt.UTC)

    def take(
        self,
        step: str,
        role: str,
        day: dt.date | int,
        /,
        key: str | None = None,
        seen: int | None = None,
        mark: str = "",
        **changes: Any,
    ) -> steps.Done:
        """Take one step; `changes` replace parts of the lawful input."""
        on = self.start + dt.timedelta(days=day) if isinstance(day, int) else day
        step_id = step.partition(":")[0]
        data = lawful(step, on, self.unit_ids) | WHERE_ASKED.get(step_id, {}) | changes
        if step_id == "legality_review.conclude" and "number" not in changes:
            data["number"] = (
                f"清泉法审〔2022〕{1 + (self.session.scalar(select(func.count(ReviewConclusion.id))) or 0)}号"
            )
        if step_id == "publication.archive" and "items" not in changes:
            data["items"] = self.due()
        if step_id == "publication.hand_over" and "as_of" not in changes:
            assert self.decision_id
            data["as_of"] = newest_entry(self.session, self.decision_id)
        if step_id in ("legality_review.submit", "deliberation.submit") and "materials" not in changes:
            listed = Material if step_id == "legality_review.submit" else MeetingMaterial
            data["materials"] = self.held([listed.of(each) for each in data["materials"]])
        if step_id == "legality_review.check" and "digest" not in changes:
            data["digest"] = self.digest()
        current = self.decision.version if self.decision_id else None
        request = steps.Request(
            step_id,
            data,
            key or str(uuid.uuid4()),
            self.decision_id,
            current if seen is None else seen,
            self.password if step_id in SIGNED else None,
            mark,
        )
        done = steps.perform(self.session, request, actor=self.actors.get(role), now=self.at(on), calendar=CALENDAR)
        self.decision_id = done.decision_id
        return done

    def held(self, materials: Sequence[Material] | Sequence[MeetingMaterial]) -> list[str]:
        """Those of the materials that the matter's procedure left behind."""
        assert self.decision_id
        dossier = load(self.session, self.decision_id)
        return [each.value for each in materials if held(dossier, each)]

    def digest(self) -> str:
        """The digest of the newest draft version."""
        assert self.decision_id
        draft = load(self.session, self.decision_id).draft
        assert draft
        return draft_digest(draft)

    def due(self) -> list[dict[str, Any]]:
        """The in-file list as it is due."""
        assert self.decision_id
        return [
            {"key": each.key, "title": each.title.zh, "on": each.on}
            for each in due_items(load(self.session, self.decision_id))
        ]

    def before(self, step: str) -> Walk:
        """Go the lawful way up to, not including, `step`."""
        return self._go(next(place for place, (name, _, _) in enumerate(WAY) if step in (name, name.partition(":")[0])))

    def through(self, step: str) -> Walk:
        """Go the lawful way up to and including the last occurrence of `step`."""
        places = (place for place, (name, _, _) in enumerate(WAY) if step in (name, name.partition(":")[0]))
        return self._go(max(places) + 1)

    def _go(self, steps: int) -> Walk:
        """Take the first `steps` of the lawful way, from the last station kept on it."""
        line = Line(self.session, self.start, self.unit_ids, self.password)
        place, self.decision_id = line.nearest(self.session, steps)
        for name, role, day in WAY[place:steps]:
            self.take(name, role, day)
        if steps > place and self.decision_id:
            line.keep(self.session, steps, self.decision_id)
        return self
