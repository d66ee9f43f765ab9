"""One dossier that is lawful from proposal to archive, and ways to change one thing in it.

Everything in it is made up. The dates lie in 2022; legality review crosses the National Day holiday with its two
make-up days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import setting_of
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Setting
from workflow.domain.inventory import due_items
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Material, MeetingMaterial

LABEL = "cq-township-2020.1"
TODAY = date(2022, 12, 1)

ARGUED = {
    "problem": "村道年久失修，雨季多次中断交通。",
    "basis": "县农村公路养护办法要求乡镇制定年度养护方案。",
    "plan": "分三年整修十二条村道。",
    "necessity": "涉及六个村出行安全。",
    "feasibility": "资金已列入年度预算。",
}

WORDS: dict[str, Any] = {
    "title": "清泉乡农村道路整修方案",
    "organ": "清泉乡人民政府",
    "state": "archived",
    "proposal": {
        "on": "2022-07-01",
        "title": "关于整修农村道路的建议",
        "category": "project",
        "source": "department",
        "unit": "乡村建设办公室",
        "proposer": "周文",
        **ARGUED,
    },
    "study": {"on": "2022-07-08", "unit": "财政所", "necessary": True, "opinion": "确有必要，资金可以落实。"},
    "initiation": {
        "on": "2022-07-15",
        "approved_by": "李明",
        "deputy": "赵强",
        "deputy_on": "2022-07-14",
        "units": ["乡村建设办公室", "财政所"],
        "lead_unit": "乡村建设办公室",
        "due": "2022-12-31",
    },
    "drafts": [
        {
            "version": version,
            "on": on,
            "title": "清泉乡农村道路整修方案（草案）",
            "body": "第一条　整修十二条村道。",
            "note": "说明起草经过和主要内容。",
            "change": change,
            "bases": [{"title": "中华人民共和国公路法", "article": "第八条"}],
            "author": "周文",
            "author_id": "person-1",
        }
        for version, on, change in ((1, "2022-07-25", ""), (2, "2022-09-13", "按意见调整施工次序。"))
    ],
    "notice": {
        "on": "2022-08-01",
        "version": 1,
        "title": "征求意见公告",
        "channels": ["website", "board"],
        "ways": ["web", "letter", "telephone"],
        "contact": "乡村建设办公室，电话见公告栏。",
        "starts": "2022-08-01",
        "ends": "2022-08-31",
    },
    "opinions": [
        {
            "number": 1,
            "on": "2022-08-10",
            "channel": "web",
            "text": "建议先修学校门前的路。",
            "answer": {"on": "2022-09-05", "disposition": "adopted", "reason": "已调整施工次序。"},
        },
        {
            "number": 2,
            "on": "2022-08-20",
            "channel": "letter",
            "text": "建议全部改为柏油路面。",
            "answer": {"on": "2022-09-05", "disposition": "rejected", "reason": "超出预算。"},
        },
    ],
    "participation": {"on": "2022-09-08", "summary": "收到意见2条，采纳1条，不采纳1条。"},
    "expert_review": {
        "on": "2022-08-05",
        "method": "meeting",
        "version": 1,
        "questions": "路面结构是否合适。",
        "materials": "整修方案（草案）第1版及起草说明。",
        "materials_on": "2022-08-05",
        "record": {
            "on": "2022-08-12",
            "time": "9:00至11:00",
            "place": "乡政府会议室",
            "chair": "赵强",
            "attended": [1, 2],
            "discussion": "专家询问了交通量，承办单位作了说明。",
            "signed": [1, 2],
        },
        "experts": [
            {
                "number": number,
                "name": name,
                "field": "道路工程",
                "unit": "县交通学会",
                "no_interest": True,
                "opinion": {
                    "on": "2022-08-12",
                    "legality": "符合规定。",
                    "necessity": "确有必要。",
                    "feasibility": "技术上可行。",
                    "soundness": "方案科学。",
                    "risk": "风险可控。",
                    "conclusion": "support",
                    "signed": True,
                },
                "feedback": {"on": "2022-08-18", "disposition": "adopted", "reason": "已写入方案。"},
            }
            for number, name in ((1, "陈工"), (2, "孙工"))
        ],
        "result": {"on": "2022-08-19", "summary": "专家一致赞成。"},
    },
    "risk_assessments": [
        {
            "on": "2022-08-08",
            "version": 1,
            "methods": ["visits", "conference"],
            "assessor": "平安建设办公室",
            "report": {
                "on": "2022-08-22",
                "departments": "派出所、应急管理站",
                "level": "low",
                "text": "施工期间可能影响出行；依据现场走访。",
                "points": [
                    {
                        "description": "施工期间出行不便",
                        "likelihood": 3,
                        "impact": 2,
                        "measure": "分段施工",
                        "response": "设置便道和值守人员",
                    }
                ],
            },
            "finding": {"on": "2022-08-25", "controllable": True, "decided_by": "李明", "reason": "措施到位。"},
        }
    ],
    "reviews": [
        {
            "round": 1,
            "submission": {
                "on": "2022-09-27",
                "version": 2,
                "materials": [each.value for each in Material if each is not Material.OTHER],
                "preliminary": "草案合法。",
                "preliminary_by": "吴静",
                "submitted_by": "周文",
            },
            "acceptance": {"on": "2022-09-28", "reviewer": "郑律", "reviewer_id": "person-4"},
            "counsel": [{"on": "2022-10-10", "kind": "counsel", "name": "钱律师", "text": "未发现违法之处。"}],
            "conclusion": {
                "on": "2022-10-12",
                "number": "清泉司审〔2022〕3号",
                "findings": [
                    {"aspect": aspect, "conforms": True, "text": "符合。"}
                    for aspect in ("authority", "procedure", "content", "basis")
                ],
                "conclusion": "lawful",
                "text": "合法，可以提交讨论。",
                "reviewer": "郑律",
                "reviewer_id": "person-4",
            },
        }
    ],
    "meeting_submissions": [
        {
            "on": day,
            "version": 2,
            "materials": [each.value for each in MeetingMaterial if each is not MeetingMaterial.OTHER],
            "submitted_by": "周文",
        }
        for day in ("2022-10-13", "2022-10-15")
    ],
    "meeting_returns": [{"on": "2022-10-14", "reason": "缺少资金来源说明。", "returned_by": "田办"}],
    "party_discussions": [
        {"on": "2022-10-17", "meeting": "乡党委会2022年第18次会议", "agreed": True, "text": "同意。"}
    ],
    "agenda": [
        {
            "on": "2022-10-14",
            "meets": "2022-10-18",
            "kind": "head_office",
            "number": "第9次",
            "place": "乡政府会议室",
            "chair": "李明",
            "materials_on": "2022-10-15",
        }
    ],
    "meetings": [
        {
            "on": "2022-10-18",
            "version": 2,
            "kind": "head_office",
            "number": "第9次",
            "place": "乡政府会议室",
            "chair": "李明",
            "members": [
                {
                    "number": number,
                    "name": name,
                    "post": post,
                    "chief": post == "乡长",
                    "present": True,
                    "statement": {"on": "2022-10-18", "order": order, "position": "agree", "words": "同意。"},
                    "vote": "for",
                }
                for number, (name, post, order) in enumerate(
                    (("李明", "乡长", 4), ("赵强", "副乡长", 1), ("何敏", "副乡长", 2), ("马超", "副乡长", 3)), start=1
                )
            ],
            "resolution": {
                "on": "2022-10-18",
                "outcome": "adopted",
                "text": "通过。",
                "minutes": "会议讨论并通过了方案。",
            },
        }
    ],
    "party_reports": [
        {
            "on": "2022-10-20",
            "kind": "request",
            "number": "清泉府文〔2022〕31号",
            "text": "请示。",
            "reply": "同意。",
            "reply_on": "2022-10-24",
        }
    ],
    "publication": {
        "on": "2022-10-27",
        "number": "清泉府发〔2022〕12号",
        "title": "清泉乡人民政府关于印发《清泉乡农村道路整修方案》的通知",
        "channels": ["website", "board"],
    },
}


@cache
def rulebook() -> Rulebook:
    """The township's rulebook."""
    return library().rulebook(LABEL)


def setting(today: date = TODAY, book: Rulebook | None = None) -> Setting:
    """What guards may know on `today` under the township's rulebook, or another."""
    return setting_of(book or rulebook(), today, WorkingCalendar())


@cache
def lawful() -> Dossier:
    """A dossier that met every demand on its way to the archive."""
    dossier = Dossier.model_validate(WORDS)
    items = [{"key": each.key, "title": each.title.zh, "on": each.on} for each in due_items(dossier)]
    return having(
        {"archive": {"on": "2022-11-15", "retention": "30", "received_by": "档案员", "items": items}}, dossier
    )


def having(changes: Mapping[str, Any], dossier: Dossier | None = None) -> Dossier:
    """The lawful dossier (or another) with other values at the paths named, as in ``reviews.0.conclusion.on``."""
    words = (dossier or lawful()).model_dump()
    for path, value in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = words
        for step in way:
            if isinstance(place[step], tuple):
                place[step] = list(place[step])
            place = place[step]
        place[last] = value
    return Dossier.model_validate(words)
