"""Records of the later stages, from the request to deliberate to the evaluation: all there may be, and as little."""

from __future__ import annotations

from datetime import date

from tests.domain.dossiers import having, lawful
from workflow.domain.dossier import Dossier
from workflow.domain.inventory import later_items

SPARSE = Dossier.model_validate(
    {
        "title": "清泉乡农村道路整修方案",
        "organ": "清泉乡人民政府",
        "meeting_submissions": [{"on": "2022-10-13", "version": 1}],
        "meeting_returns": [{"on": "2022-10-14", "reason": "不齐。"}],
        "agenda": [{"on": "2022-10-14", "meets": "2022-10-18", "kind": "head_office"}],
        "meetings": [
            {
                "on": "2022-10-18",
                "version": 1,
                "kind": "head_office",
                "members": [{"number": 1, "name": "李明"}],
                "resolution": {"on": "2022-10-18", "outcome": "adopted", "text": "通过。"},
            }
        ],
        "party_reports": [{"on": "2022-10-20", "kind": "report", "agreed": False, "reply": "缓办。"}],
        "reconsiderations": [{"on": "2022-10-21", "way": "change", "reason": "压缩规模。", "version": 1}],
        "congress_reports": [{"on": "2022-10-20", "form": "reported", "recipient": "清泉乡人民代表大会"}],
        "publication": {"on": "2022-10-27", "number": "清泉府发〔2022〕12号"},
        "withholdings": [{"on": "2022-10-28", "reason": "涉密。", "decided_by": "李明"}],
        "signing": {"on": "2022-10-28", "number": "1", "counterparty": "某公司"},
        "filing": {"on": "2022-10-28", "to": "县人民政府"},
        "archive": {
            "on": "2022-11-15",
            "retention": "30",
            "received_by": "",
            "items": [{"key": "review-9", "title": "合法性审查意见书"}, {"key": "x", "title": "其他"}],
        },
        "execution": {
            "assignments": [{"on": "2022-11-16", "tasks": [{"number": 1, "unit": "财政所"}]}],
            "reports": [{"on": "2022-12-16", "kind": "inspection", "unit": "党政办公室", "task": 9, "text": "正常。"}],
            "problems": [{"on": "2022-12-17", "unit": "财政所", "situation": "problem", "text": "资金不足。"}],
            "orders": [{"on": "2022-12-18", "kind": "resume", "reason": "条件具备。"}],
            "suggestions": [{"number": 1, "on": "2022-12-19", "channel": "letter", "text": "建议加快。"}],
            "result": {"on": "2022-12-30", "summary": "办结。"},
        },
        "evaluations": [
            {
                "on": "2023-03-01",
                "evaluator": "财政所",
                "report": {"on": "2023-05-01", "advice": "keep"},
                "use": {"on": "2023-06-01", "consequence": "keep"},
            }
        ],
    }
)
"""As little as an old dossier may hold of the later stages."""

_MEETING = {
    "place": "乡政府三楼会议室",
    "item": 2,
    "agenda": "一、乡村建设办公室汇报方案拟订情况\n二、司法所说明合法性审查情况\n三、讨论和表决",
    "guests": [
        {"number": 1, "name": "吴静", "unit": "乡村建设办公室", "post": "主任"},
        {"number": 2, "name": "郑律", "unit": "司法所", "post": "所长"},
    ],
}
_EXECUTION = {
    "assignments": [
        {
            "on": "2022-11-01",
            "tasks": [
                {"number": 1, "unit": "乡村建设办公室", "work": "依法确定施工单位，分段整修。", "due": "2023-08-31"},
                {"number": 2, "unit": "财政所", "work": "按进度拨付资金并监管使用", "due": "2023-08-31"},
            ],
        }
    ],
    "reports": [
        {"on": "2023-01-10", "kind": "progress", "unit": "财政所", "task": 2, "text": "已拨付六成。", "done": True},
        {"on": "2023-02-10", "kind": "inspection", "unit": "党政办公室", "text": "进度正常。"},
    ],
    "problems": [
        {
            "on": "2023-03-01",
            "unit": "乡村建设办公室",
            "situation": "force_majeure",
            "text": "连续暴雨，两处路基塌方。",
            "advice": "suspend",
        }
    ],
    "orders": [
        {
            "on": day,
            "kind": kind,
            "situation": "force_majeure",
            "urgent": kind == "suspend",
            "reason": "连续暴雨，继续施工不安全。",
            "change": "第三村道改线。" if kind in ("minor", "major") else "",
            "not_major": "不改变目标和主要措施。" if kind == "minor" else "",
            "measures": "设置便道，安排值守。",
            "decided_by": "李明",
            "meeting": "乡长办公会议第12次会议" if kind != "suspend" else "",
            "meeting_on": day if kind != "suspend" else None,
            "entitled": 3 if kind != "suspend" else None,
            "in_favour": "李明" if kind != "suspend" else "",
            "opposed": "田秀英" if kind != "suspend" else "",
            "majority_reason": "汛期将至。" if kind != "suspend" else "",
        }
        for day, kind in (
            ("2023-03-02", "suspend"),
            ("2023-04-02", "resume"),
            ("2023-04-12", "minor"),
            ("2023-05-12", "major"),
            ("2023-06-12", "terminate"),
        )
    ],
    "suggestions": [
        {
            "number": 1,
            "on": "2023-01-20",
            "channel": "web",
            "text": "便道积水，请处理。",
            "answer": {"on": "2023-01-22", "handling": "adopted", "reason": "已垫高便道并开挖排水沟。"},
        }
    ],
    "result": {"on": "2023-09-15", "summary": "工程按期完工，通过验收。"},
}
_EVALUATION = {
    "on": "2024-03-01",
    "grounds": ["many_opinions", "necessary"],
    "evaluator": "某市社会经济研究院",
    "third_party": True,
    "independent": True,
    "scope": "整修的质量、资金使用和群众满意度。",
    "report": {
        "on": "2024-05-10",
        "public": "入户访谈六十户。",
        "participants": "人大代表2人、村民代表6人参加座谈。",
        "text": "总体达到预期效果，养护责任没有完全落实。",
        "advice": "adjust",
    },
    "use": {"on": "2024-06-01", "consequence": "adjust", "text": "补充养护责任条款。", "decided_by": "李明"},
}


def _full() -> Dossier:
    """Every fact of the later stages."""
    members = [each.model_dump() for each in lawful().meetings[0].members]
    members[1] |= {"vote": "against", "dissent": "资金没有落实，我反对。"}
    members[1]["statement"] |= {"position": "disagree", "words": "资金没有落实。\n不同意。"}
    members[2] |= {"recusal": "亲属承包本工程", "statement": None, "vote": None}
    members[3] |= {"present": False, "absence_reason": "因公出差", "view": "赞成。", "statement": None, "vote": None}
    members[0]["confirmation"] = {"on": "2022-10-19", "digest": "ab" * 32}
    erratum = {"on": "2022-10-20", "passage": "通过。", "text": "原则通过。", "reason": "漏记"}
    minutes = (
        "清泉乡人民政府乡长办公会议纪要\n（第9次）\n出席：李明（乡长）、赵强（副乡长）\n缺席：马超，因公出差\n列席：吴静\n分送：各村民委员会\n"
        "一、会议决定\n会议讨论并通过了方案。"
    )
    changes = {
        "meetings.0.members": members,
        **{f"meetings.0.{name}": value for name, value in _MEETING.items()},
        "meetings.0.corrections": [erratum],
        "meetings.0.resolution.minutes": minutes,
        "meetings.0.resolution.majority_reason": "事关群众出行。",
        "publication.interpretation": "方案为什么要分三年实施？\n因为资金分年到位。",
        "publication.explanation": "收到意见2条，采纳1条。",
        "publication.formed_on": date(2022, 10, 25),
        "publication.addressed_to": "各村民委员会，机关各办公室",
        "publication.copied_to": "县交通局",
        "publication.printed_by": "清泉乡党政办公室",
        "publication.printed_on": date(2022, 10, 26),
        "publication.publish_by": date(2022, 11, 15),
        "publication_amendments": [
            {
                "on": "2022-10-28",
                "correction": "第二条“三条”应为“四条”。",
                "reason": "排印有误。",
                "approved_by": "赵强",
            },
            {"on": "2022-11-02", "channels": ["gazette", "newspaper"], "interpretation": "在院坝会上解读。"},
        ],
        "party_reports.0.text": "中共清泉乡委员会：\n方案已履行重大行政决策法定程序。决策草案及会议纪要附后。",
        "congress_reports": [
            {
                "on": "2022-10-21",
                "form": "decided",
                "recipient": "清泉乡人民代表大会",
                "number": "清泉府文〔2022〕32号",
                "text": "方案涉及全乡十二条村道。",
            }
        ],
        "withholdings": [
            {
                "on": "2022-10-26",
                "ground": "danger",
                "reason": "涉及公共安全。",
                "decided_by": "李明",
                "scope": "附图",
                "review_on": "2023-10-26",
            },
            {"on": "2022-10-27", "lifted": True, "reason": "情形已经消除。", "decided_by": "李明"},
        ],
        "signing": {
            "on": "2022-10-28",
            "number": "清泉合〔2022〕6号",
            "counterparty": "某建设工程有限公司",
            "amount": "120万元",
            "term": "2022年11月1日至2023年8月31日",
        },
        "filing": {"on": "2022-10-28", "to": "某县人民政府", "number": "清泉府文〔2022〕33号", "note": "附起草说明。"},
        "execution": _EXECUTION,
        "evaluations": [_EVALUATION],
    }
    dossier = having(changes)
    later = [
        {"key": each.key, "title": each.title.zh, "on": each.on, "pages": 3, "responsible": "党政办公室"}
        for each in later_items(dossier)
    ]
    handed = {
        "recipient": "某县档案馆",
        "received_by": "冉某",
        "handed_by": "档案员",
        "package": "ab" * 32,
        "as_of": 358,
    }
    supplement = {"on": "2024-06-30", "received_by": "档案员", "items": later}
    return having({"archive_supplements": [supplement], "handovers": [{"on": "2032-07-01", **handed}]}, dossier)


FULL = _full()

LATER = (FULL, SPARSE)
