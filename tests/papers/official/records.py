"""Records of decisions in which every paper there is can be made of something."""

from __future__ import annotations

from tests.domain.dossiers import having, lawful
from tests.papers.official.early_records import EARLY
from tests.papers.official.later_records import LATER
from workflow.domain.dossier import Dossier
from workflow.domain.drawing import draw, seed_of, seed_text
from workflow.domain.terms import CompetitionItem

# ---- expert review, risk assessment, fair competition review, legality review

_ASKED = {
    "log_size": 41,
    "log_root": seed_of("root"),
    "moment": "2022-08-04T01:00:00.000Z",
    "field": "道路工程",
    "wanted": 2,
    "candidates": ("E-0007", "E-0001", "E-0003", "E-0012"),
}
_SEED = seed_of(seed_text(matter="2022-001", **_ASKED))
DRAWN = {"on": "2022-08-04", **_ASKED, "seed": _SEED, "drawn": draw(_SEED, _ASKED["candidates"], 2)}
_EXPERT = {
    "number": 3,
    "name": "唐工",
    "unit": "市公路勘察设计院",
    "field": "道路工程",
    "stance": "against",
    "why_chosen": "抽中的专家出差，由同一领域的专家参加",
}


def argued() -> Dossier:
    """A panel on a question in dispute: somebody was drawn, somebody replaced, and one has not answered yet."""
    return having(
        {
            "expert_draws": [DRAWN],
            "expert_review.disputed": True,
            "expert_review.not_called": "抽中的专家出差",
            "expert_review.experts.0.replaced": {"on": "2022-08-10", "reason": "因病不能参加", "successor": 3},
            "expert_review.experts.0.opinion": None,
            "expert_review.experts.0.feedback": None,
            "expert_review.experts.1.pool_number": "E-0003",
            "expert_review.experts.1.feedback.disposition": "partly",
            "expert_review.record.attended": [2],
            "expert_review.record.signed": [2],
        },
        having({"expert_review.experts": [*lawful().model_dump()["expert_review"]["experts"], _EXPERT]}),
    )


def weighed() -> Dossier:
    """Risks found twice, the second time by a third party; a draft that restricts competition and is excepted."""
    points = [
        {
            "description": "施工期间出行不便",
            "likelihood": 3,
            "impact": 2,
            "measure": "分段施工",
            "response": "设置便道",
        },
        {"description": "占地补偿引发纠纷", "likelihood": 2, "impact": 4, "measure": "先补偿后施工"},
        {"description": "扬尘影响沿线农户", "likelihood": 3, "impact": 2},
    ]
    heard = [{"unit": "派出所", "view": "施工路段应当限速"}, {"unit": "应急管理站"}]
    second = {
        "on": "2022-09-14",
        "version": 2,
        "assessor": "渝东评估有限公司",
        "third_party": True,
        "methods": ["monitoring", "questionnaire"],
        "report": {"on": "2022-09-19", "level": "medium", "heard": heard, "points": points},
        "finding": {"on": "2022-09-20", "controllable": False, "decided_by": "李明"},
        "follow": {"on": "2022-09-21", "actions": ["adjusted", "measures"], "text": "推迟三条村道的施工。"},
    }
    reused = {"title": "县农村公路三年规划社会稳定风险评估报告", "made": "2022-05-10", "covers": "包括本乡十二条村道"}
    reused |= {"scope": "全县农村公路"}
    assessments = [*lawful().model_dump()["risk_assessments"], second, {"on": "2022-09-22", "reused": reused}]
    return having({"risk_assessments": assessments, "competition_reviews": _COMPETITION})


_BEYOND = {"finding": "beyond", "reason": "增加一条村道", "not_anew": "只补写养护责任"}
_COMPETITION = [
    {
        "on": "2022-09-14",
        "version": 2,
        "examined_by": "周文",
        "checks": [
            {"item": each, "touched": each == "designated", "text": "限定本县养护企业" if each == "designated" else ""}
            for each in CompetitionItem
        ],
        "views": [
            {"party": "operator", "name": "通达养护公司", "view": "限定本县企业不利于竞争。"},
            {"party": "association", "view": "没有意见。"},
        ],
        "conclusion": "exception",
        "text": "抢险保通期间限定就近企业。",
        "exception": {
            "ground": "public_good",
            "necessity": "汛期抢通道路。",
            "alternative": "没有对公平竞争影响更小的方案。",
            "until": "2022-10-31",
        },
        "opinion": {
            "on": "2022-09-20",
            "reviewer": "县市场监督管理局",
            "regulator": True,
            "number": "县市监竞审〔2022〕5号",
            "conclusion": "exception",
            "text": "同意适用例外规定，期满停止执行。",
        },
    },
    {"on": "2022-09-23", "conclusion": "complies"},
]


def reviewed() -> Dossier:
    """Legality review with everything that may come up in it, over two rounds; the first was sent back."""
    first, again = (lawful().model_dump()["reviews"][0] for _round in range(2))
    back = {
        **first,
        "acceptance": None,
        "counsel": (),
        "conclusion": None,
        "returned": {"on": "2022-09-28", "reason": "缺少风险评估报告。"},
    }
    supply = {"on": "2022-09-30", "text": "补送财政所出具的资金来源说明。"}
    extension = {"on": "2022-10-09", "working_days": 3, "reason": "需要向县级部门核实依据。", "granted_by": "李明"}
    lawyer = {"on": "2022-10-11", "kind": "public_lawyer", "name": "冯律", "text": "第三条的处罚没有依据，应当删去。"}
    findings = [
        {"aspect": "authority", "conforms": True, "text": "属于本级职权。"},
        {"aspect": "procedure", "conforms": True},
        {"aspect": "content", "conforms": False, "text": "第三条设定处罚，没有法律依据。"},
        {"aspect": "basis", "conforms": True, "text": "符合。"},
    ]
    second = again | {
        "round": 2,
        "submission": again["submission"] | {"preliminary": "草案合法。\n建议征求县交通局意见。"},
        "supplements": [{"on": "2022-09-29", "request": "资金来源说明。", "supply": supply}],
        "extensions": [extension],
        "counsel": [*again["counsel"], lawyer],
        "conclusion": again["conclusion"]
        | {
            "findings": findings,
            "conclusion": "amend",
            "text": "修改第三条后可以提交讨论。",
            "advice": "删去第三条关于处罚的规定。\n第五条补充养护责任。",
            "risk": "保留处罚规定的，有被确认违法的风险。",
            "working_days": 6,
            "short_time_reason": "汛前须安排施工",
        },
        "responses": [
            {
                "on": "2022-10-13",
                "adjusted": "已删去第三条。",
                "not_followed": "第五条未补充养护责任。",
                "reason": "养护责任由县办法规定，本方案不作重复。",
                "answered_by": "周文",
            }
        ],
    }
    check = {
        "on": "2022-10-25",
        "version": 2,
        "digest": seed_of("final"),
        "changes": "按会议意见调整施工次序。",
        "finding": "kept_to",
        "reviewer": "郑律",
    }
    return having({"reviews": [back, second], "final_checks": [check, {**check, **_BEYOND}]})


def sparse() -> Dossier:
    """An old paper dossier: of each stage the little that cannot be left out."""
    review = {"on": "2022-08-05", "method": "written", "result": {"on": "2022-08-19", "summary": "可行。"}}
    expert = {
        "number": 1,
        "name": "陈工",
        "field": "",
        "unit": "",
        "feedback": {"on": "2022-08-18", "disposition": "rejected"},
    }
    submission = {"on": "2022-09-27", "version": 1, "preliminary": "合法。"}
    return Dossier.model_validate(
        {
            "title": "清泉乡农村道路整修方案",
            "expert_draws": [DRAWN | {"field": ""}],
            "expert_review": review | {"experts": [expert], "record": {"on": "2022-08-12"}},
            "risk_assessments": [
                {
                    "on": "2022-08-08",
                    "report": {"on": "2022-08-22", "level": "low"},
                    "finding": {"on": "2022-08-25", "controllable": True, "decided_by": ""},
                    "follow": {"on": "2022-08-26"},
                }
            ],
            "competition_reviews": [
                {
                    "on": "2022-09-23",
                    "conclusion": "complies",
                    "opinion": {"on": "2022-09-24", "reviewer": "县市场监督管理局", "conclusion": "complies"},
                }
            ],
            "reviews": [
                {
                    "round": 1,
                    "submission": submission,
                    "returned": {"on": "2022-09-28", "reason": "材料不全。"},
                    "supplements": [
                        {"on": "2022-09-28", "request": "说明。", "supply": {"on": "2022-09-29", "text": "已补。"}}
                    ],
                    "extensions": [{"on": "2022-09-30", "working_days": 1, "reason": "复杂", "granted_by": "李明"}],
                    "counsel": [{"on": "2022-10-10", "kind": "counsel", "name": "钱律师", "text": "合法。"}],
                    "acceptance": {"on": "2022-09-28", "reviewer": ""},
                    "conclusion": {"on": "2022-10-12", "conclusion": "lawful"},
                    "responses": [{"on": "2022-10-13"}],
                }
            ],
            "final_checks": [{"on": "2022-10-25", "version": 1, "finding": "kept_to"}],
        }
    )


RECORDS = (lawful(), *EARLY, argued(), weighed(), reviewed(), sparse(), *LATER)
