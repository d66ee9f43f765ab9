"""The house rules on contracts and the like that the rules on major decisions have no like of."""

from __future__ import annotations

from datetime import date

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import holds, refuses

SIGNED, SIGN, REPORTED = "house.kinds.signed", "house.kinds.sign", "house.kinds.reported"
MATERIALS, ASPECTS = "house.kinds.materials", "house.kinds.aspects"
SIGNING = {"on": "2022-10-18", "number": "清泉合〔2022〕1号", "counterparty": "某建筑公司"}
NOT_MAJOR, KINDS, REASON = "house.kinds.not_major", "proposal.kinds", "proposal.not_major_decision"
FINDINGS = WORDS["reviews"][0]["conclusion"]["findings"]

CASES = [
    holds(SIGNED, "signed", {"signing": SIGNING}),
    refuses(SIGNED, "not signed", {}, "尚未登记合同签订情况"),
    holds(SIGN, "signed on the day of the decision", {"signing": SIGNING}),
    refuses(SIGN, "signed one day before", {"signing": SIGNING | {"on": "2022-10-17"}}, "签订（2022年10月17日）早于"),
    refuses(SIGN, "signed, not decided", {"signing": SIGNING, "meetings": []}, "没有集体讨论通过的记录"),
    holds(REPORTED, "reported on the day of the decision", {"party_reports.0.on": date(2022, 10, 18)}),
    refuses(REPORTED, "one day before", {"party_reports.0.on": date(2022, 10, 17)}, "请示报告（2022年10月17日）早于"),
    holds(MATERIALS, "draft and bases", {"reviews.0.submission.materials": ["draft", "bases"]}),
    refuses(MATERIALS, "no bases", {"reviews.0.submission.materials": ["draft"]}, "送审材料缺少"),
    holds(ASPECTS, "authority and content", {"reviews.0.conclusion.findings": [FINDINGS[0], FINDINGS[2]]}),
    refuses(ASPECTS, "authority alone", {"reviews.0.conclusion.findings": FINDINGS[:1]}, "内容"),
    holds(NOT_MAJOR, "a major decision", {KINDS: ["major_decision"]}),
    holds(NOT_MAJOR, "a major decision beside another kind", {KINDS: ["contract", "major_decision"]}),
    holds(NOT_MAJOR, "it is said why it is none", {KINDS: ["contract"], REASON: "日常采购，标的3万元。"}),
    holds(NOT_MAJOR, "the procedure does not cover it", {KINDS: ["contract"], "proposal.exclusion": "emergency"}),
    *(
        refuses(NOT_MAJOR, f"{kind}, reason: {reason!r}", {KINDS: [kind], REASON: reason}, "理由", "事项类别为")
        for kind, reason in (("policy_document", ""), ("administrative_act", "无"), ("contract", "按规定"))
    ),
    refuses(
        NOT_MAJOR,
        "left out by other places only",
        {KINDS: ["contract"], "proposal.exclusion": "internal"},
        "没有说明",
    ),
]
