"""A decision taken step by step through the one door, with lawful input for each step that a test may change."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from tests.stations import Line
from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.lawfiles import library
from workflow.models.decisions import Decision
from workflow.services import steps
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


def way_of(kind: str) -> list[tuple[str, str, int]]:
    """The same way as far as the procedure of another kind of matter has it, up to the archive."""
    procedure = library().rulebook(f"cq-township-2020.1:{kind}").procedure
    return [
        (step, role, day)
        for step, role, day in WAY
        if step.partition(":")[0] in procedure.step_by_id and step != "publication.archive"
    ]


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
        "participation.receive": {"channel": "letter", "text": "建议把三组也纳入管网。", "name": "", "contact": ""},
        "participation.answer": {"number": 1, "revision": 0, "disposition": "adopted", "reason": "已纳入。"},
        "participation.conclude": {"summary": "共收到意见1条，采纳1条。"},
        "expert_review.convene": {
            "method": "meeting",
            "questions": "工艺与水源是否可行。",
            "experts": [{"name": "李文", "field": "水利工程", "unit": "县水利局", "no_interest": True}],
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
        "risk_assessment.start": {"methods": ["visits"], "assessor": "清泉乡平安建设办公室"},
        "risk_assessment.report": {
            "departments": "平安建设办公室、规划建设办公室",
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
        "legality_review.respond": {"adjusted": "已按意见补充资金来源依据。"},
        "deliberation.convene": {
            "kind": "head_office",
            "number": "2022年第3次",
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
            "text": "同意实施。",
            "minutes": "会议讨论通过。",
            "ballots": [{"number": place, "vote": "for"} for place in range(1, len(MEMBERS) + 1)],
        },
        "publication.report_party": {"kind": "report", "text": "已向乡党委报告。"},
        "publication.publish": {
            "number": "清泉府发〔2022〕5号",
            "title": "关于印发实施方案的通知",
            "channels": ["website", "board"],
            "wide_concern": True,
            "explanation": "公众意见1条，采纳1条；专家意见全部采纳。",
            "interpretation": "通过院坝会进行宣传解读。",
        },
        "publication.archive": {"retention": "permanent", "received_by": "档案员", "items": []},
    }
    inputs["publication.sign"] = {"number": "清泉合〔2022〕1号", "counterparty": "某建筑公司", "amount": "人民币12万元"}
    inputs["publication.file"] = {"to": "某县人民政府", "number": "清泉府报〔2022〕1号"}
    inputs["initiation.move"] = {"target": "cq-township-2024.1", "reason": "公平竞争审查条例施行，转用新版规则。"}
    inputs["initiation.amend"] = inputs["initiation.propose"]
    return {"on": on, **inputs[step_id]}


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
        self, step: str, role: str, day: dt.date | int, key: str | None = None, seen: int | None = None, **changes: Any
    ) -> steps.Done:
        """Take one step; `changes` replace parts of the lawful input."""
        on = self.start + dt.timedelta(days=day) if isinstance(day, int) else day
        step_id = step.partition(":")[0]
        data = lawful(step, on, self.unit_ids) | changes
        if step_id == "publication.archive" and "items" not in changes:
            data["items"] = self.due()
        current = self.decision.version if self.decision_id else None
        request = steps.Request(
            step_id,
            data,
            key or str(uuid.uuid4()),
            self.decision_id,
            current if seen is None else seen,
            self.password if step_id == "legality_review.conclude" else None,
        )
        done = steps.perform(self.session, request, actor=self.actors.get(role), now=self.at(on), calendar=CALENDAR)
        self.decision_id = done.decision_id
        return done

    def due(self) -> list[dict[str, Any]]:
        """The in-file list as it is due."""
        from workflow.domain.inventory import due_items
        from workflow.services.dossiers import load

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
