"""713 art. 36, 337 art. 35."""

from __future__ import annotations

from typing import Any

from tests.domain.rule_cases.case import holds, refuses
from tests.domain.rule_cases.execution import ordered

REPORT = {
    "on": "2022-11-20",
    "public": "入户走访。",
    "participants": "县人大代表2名。",
    "text": "效果良好。",
    "advice": "keep",
}
USE = {"on": "2022-11-22", "consequence": "keep", "text": "继续执行。", "decided_by": "李明"}


def evaluated(**more: Any) -> dict[str, Any]:
    """The lawful dossier with an evaluation by a third party."""
    usual = {
        "on": "2022-11-16",
        "grounds": ["necessary"],
        "evaluator": "县交通学会",
        "third_party": True,
        "independent": True,
    }
    return {"evaluations": [usual | {"report": REPORT, "use": USE} | more]}


GROUND, THIRD = "cn-713.36.ground cq-337.35.ground", "cn-713.36.third cq-337.35.third"
PUBLIC, TOOK_PART = "cn-713.36.public cq-337.35.public", "cn-713.36.public"
USED, BASIS = "cn-713.36.used cq-337.35.used", "cn-713.36.basis cq-337.35.basis"
ASSESSOR = "risk_assessments.0.assessor"
COMMISSIONED = {"expert_review.method": "commissioned"}

CASES = [
    holds(GROUND, "found necessary", evaluated()),
    refuses(GROUND, "no ground", evaluated(grounds=[]), "情形"),
    refuses(GROUND, "nobody evaluates", evaluated(evaluator=" "), "评估单位"),
    holds(THIRD, "experts sat on the panel in person", evaluated()),
    refuses(THIRD, "it was commissioned with the argumentation", evaluated() | COMMISSIONED, "县交通学会"),
    refuses(THIRD, "it assessed the risk", evaluated(evaluator="平安建设办公室"), "平安建设办公室"),
    refuses(THIRD, "it assessed the risk, called by its short name", evaluated(evaluator="平安办"), "论证评估工作"),
    holds(THIRD, "another office with some of the same characters", evaluated(evaluator="平安协会")),
    refuses(
        THIRD, "it assessed the risk, called that of the township", evaluated(evaluator="乡平安办"), "论证评估工作"
    ),
    *(
        holds(THIRD, f"{short} is not {full}", evaluated(evaluator=short) | {ASSESSOR: full})
        for short, full in (
            ("民政办", "人民政府办公室"),
            ("文化办", "文明建设和绿化办公室"),
            ("县办", "人民政府办公室"),
        )
    ),
    refuses(
        THIRD,
        "it assessed the risk, its full name with the township",
        evaluated(evaluator="平安办") | {ASSESSOR: "清泉乡人民政府平安建设办公室"},
        "论证评估工作",
    ),
    refuses(THIRD, "it assessed the risk, written otherwise", evaluated(evaluator="平安建设 办公室"), "论证评估工作"),
    holds(THIRD, "the assessor evaluates, not commissioned", evaluated(evaluator="平安建设办公室", third_party=False)),
    refuses(THIRD, "it has not declared so", evaluated(independent=False), "没有声明"),
    holds(PUBLIC, "heard", evaluated()),
    refuses(PUBLIC, "not heard", evaluated(report=REPORT | {"public": " "}), "社会公众"),
    refuses(TOOK_PART, "nobody took part", evaluated(report=REPORT | {"participants": ""}), "人大代表"),
    holds(USED, "used", evaluated()),
    refuses(USED, "nobody says how", evaluated(use=USE | {"text": " "}), "运用情况"),
    holds(BASIS, "used before the adjustment", evaluated() | ordered("minor", on="2022-11-25")),
    refuses(BASIS, "there and not used", evaluated(use=None) | ordered("minor", on="2022-11-20"), "尚未运用"),
]
