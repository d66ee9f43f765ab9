"""Records of the early stages, from the proposal to the report on a hearing: all there may be, and as little."""

from __future__ import annotations

from tests.domain.dossiers import having, lawful
from tests.domain.rule_cases.hearings import LATER, held
from workflow.domain.dossier import Dossier

_FILE = {"name": "村道现状图.pdf", "digest": "0" * 64, "size": 1000, "media_type": "application/pdf"}
_PREPARED = {
    "research": [
        {
            "on": "2022-07-20",
            "title": "清泉乡村道现状调研报告",
            "researchers": "乡村建设办公室",
            "text": "十二条。\n三条中断。",
        },
        {"on": "2022-07-21", "title": "只有附件的调研报告", "files": [_FILE]},
    ],
    "consultation": {
        "on": "2022-08-20",
        "version": 1,
        "anew": "财政所补充了意见。",
        "units": [
            {
                "unit": "财政所",
                "sent_on": "2022-08-02",
                "replied_on": "2022-08-09",
                "answered": "disagrees",
                "text": "资金分三年安排。",
                "dealt_with": "已按年度调整。",
                "settled": True,
            },
            {"unit": "农业服务中心", "sent_on": "2022-08-02"},
        ],
        "dispute": {
            "issue": "是否占用耕地。",
            "units_said": "不宜占用。",
            "own_view": "可以少占。",
            "reasoning": "依法报批。",
        },
    },
    "comparison": {
        "on": "2022-08-22",
        "options": [
            {
                "number": 1,
                "name": "分三年整修",
                "content": "每年四条。",
                "merits": "资金压力小。",
                "drawbacks": "时间长。",
            },
            {"number": 2, "name": "一年整修", "content": "同时开工。"},
        ],
        "preferred": 1,
        "preferred_reason": "资金可以落实",
        "analysis": {"costs": "三百万元。", "social": "方便出行。", "quantified": "受益六千人。"},
    },
    "drafts.0.bases": [
        {"title": "中华人民共和国公路法", "article": "第八条"},
        {"title": "《农村公路建设管理办法》"},
    ],
    "drafts.0.files": [_FILE],
    "drafts.1.traits": ["groups", "interests"],
    "drafts.1.why_dropped": "不再涉及企业。",
    "drafts.1.omissions": [{"stage": "hearing", "reason": "各方意见一致。"}],
    "drafts.1.skips": [
        {"stage": "expert_review", "ground": "专业性不强。", "decided_by": "李明", "decided_on": "2022-09-12"},
        {"stage": "participation", "ground": "涉及国防设施。", "by_law": "danger", "scope": "第三村道的走向。"},
    ],
    "non_disclosures": [
        {
            "on": "2022-09-14",
            "version": 2,
            "agreed": False,
            "ground": "danger",
            "scope": "第三村道的走向。",
            "opinion": "走向可以公开，坐标不公开。",
            "decided_by": "李明",
        },
        {
            "on": "2022-09-15",
            "version": 2,
            "agreed": True,
            "ground": "other",
            "citation": "军事设施保护法第七条",
            "decided_by": "李明",
        },
    ],
}
_HEARD = [
    {
        "number": 1,
        "on": "2022-08-15",
        "way": "symposium",
        "version": 1,
        "place": "村便民服务中心",
        "audience": ["parties", "representatives"],
        "whom": "六个村的村民代表。",
        "people": 30,
        "material_on": "2022-08-10",
        "views": [{"text": "先修桥", "disposition": "partly", "reason": "分步实施"}],
    },
    {"number": 2, "on": "2022-09-20", "way": "questionnaire", "anew": "漏记。"},
]
_ASKED = {
    "notice.shortened_reason": "汛期将至",
    "opinions.0.answer.topic": "施工次序",
    "opinions.0.asks_hearing": True,
    "opinions.1.answer.duplicate_of": 1,
    "heard": _HEARD,
    "explanations": [
        {"on": "2022-08-16", "way": "interview", "subject": "路面结构", "text": "为什么用水泥路面。\n造价低。"},
        {"on": "2022-09-25", "way": "material", "subject": "工期"},
    ],
}

FULL = having(_PREPARED | _ASKED | held(postponements=[LATER], sitting__explained="工期可以缩短。"))
"""Everything there may be until the report on a hearing."""


def anew() -> Dossier:
    """Opinions were solicited a second time, and nobody sent any."""
    words = FULL.model_dump()
    earlier = {
        "notice": words["notice"],
        "opinions": words["opinions"],
        "result": words["participation"],
        "reopening": {"on": "2022-09-14", "version": 2, "reason": "施工范围作了重大修改"},
    }
    again = words["notice"] | {"on": "2022-09-15", "version": 2, "starts": "2022-09-15", "ends": "2022-10-15"}
    again |= {"title": "", "shortened_reason": ""}
    result = {"on": "2022-10-18", "summary": "征求意见期间未收到意见。"}
    return having({"earlier_rounds": [earlier], "notice": again, "opinions": [], "participation": result}, FULL)


def refused() -> Dossier:
    """A deputy's proposal that was not taken up, and what the deputy was told."""
    proposal = lawful().model_dump(exclude_none=True)["proposal"]
    proposal |= {
        "source": "deputy",
        "unit": "",
        "proposer": "邓代表",
        "motion": "第12号",
        "exclusion": "prescribed",
        "governed_by": "农村公路条例",
        "predecessor": "2021-003",
        "catalogue_item": "2022-03",
        "departure": "名称更准确。",
        "earlier": ["2020-001", "2021-002"],
        "differs": "范围不同。",
        "not_major_decision": "影响一个村。",
    }
    return Dossier.model_validate(
        {
            "title": "整修农村道路",
            "organ": "清泉乡人民政府",
            "proposal": proposal,
            "study": {"on": "2022-07-08", "unit": "财政所", "necessary": False, "opinion": "另有程序。"},
            "refusal": {"on": "2022-07-10", "approved_by": "李明", "reason": "依照农村公路条例办理。"},
            "reply": {"on": "2022-07-11", "means": "telephone", "text": "您提出的建议收悉。"},
        }
    )


SPARSE = Dossier.model_validate(
    {
        "title": "清泉乡农村道路整修方案",
        "proposal": {"on": "2022-07-01", "title": "整修村道", "category": "project", "source": "citizen"},
        "study": {"on": "2022-07-08", "unit": "", "necessary": True, "opinion": ""},
        "initiation": {"on": "2022-07-15", "approved_by": ""},
        "refusal": {"on": "2022-07-15", "approved_by": "", "reason": ""},
        "reply": {"on": "2022-07-16", "means": "letter", "text": "收悉。"},
        "research": [{"on": "2022-07-20", "title": "调研报告", "text": "可行。"}],
        "drafts": [{"on": "2022-07-25", "version": 1, "title": "方案"}],
        "consultation": {"on": "2022-07-26", "version": 1, "dispute": {}},
        "comparison": {"on": "2022-07-27", "analysis": {}},
        "non_disclosures": [{"on": "2022-07-28", "version": 9, "agreed": True, "ground": "secret", "decided_by": ""}],
        "notice": {
            "on": "2022-08-01",
            "version": 7,
            "starts": "2022-08-01",
            "ends": "2022-08-31",
            "amendments": [{"on": "2022-08-20", "ends": "2022-09-10"}],
        },
        "heard": [{"number": 1, "on": "2022-08-15", "way": "visit"}],
        "explanations": [{"on": "2022-08-16", "way": "press", "subject": "工期", "text": "三年。"}],
        "hearings": [
            {
                "on": "2022-08-15",
                "version": 1,
                "day": "2022-08-31",
                "register_until": "2022-08-23",
                "roll": {
                    "on": "2022-08-24",
                    "participants": [{"number": 1, "name": "石大明", "kind": "other", "view": "neutral"}],
                },
                "postponements": [{"on": "2022-08-25", "day": "2022-09-07", "reason": "暴雨"}],
                "cancellation": {"on": "2022-09-01", "reason": "无人到会"},
                "sitting": {"on": "2022-08-31", "host": "何敏", "recorder": "吴静"},
                "report": {"on": "2022-09-09"},
            }
        ],
    }
)
"""As little as an old dossier may hold of the early stages."""

EARLY = (FULL, anew(), refused(), SPARSE)
