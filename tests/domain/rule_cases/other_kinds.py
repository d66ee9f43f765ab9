"""The house rules on contracts and the like that the rules on major decisions have no like of."""

from __future__ import annotations

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import holds, refuses

SIGNED = "house.kinds.signed"
MATERIALS, ASPECTS = "house.kinds.materials", "house.kinds.aspects"
SIGNING = {"on": "2022-10-18", "number": "清泉合〔2022〕1号", "counterparty": "某建筑公司"}
FINDINGS = WORDS["reviews"][0]["conclusion"]["findings"]

CASES = [
    holds(SIGNED, "signed on the day of the decision", {"signing": SIGNING}),
    refuses(
        SIGNED, "signed one day before", {"signing": SIGNING | {"on": "2022-10-17"}}, "2022年10月17日", "2022年10月18日"
    ),
    refuses(SIGNED, "not signed", {}, "尚未登记合同签订情况"),
    holds(MATERIALS, "draft and bases", {"reviews.0.submission.materials": ["draft", "bases"]}),
    refuses(MATERIALS, "no bases", {"reviews.0.submission.materials": ["draft"]}, "送审材料缺少"),
    holds(ASPECTS, "authority and content", {"reviews.0.conclusion.findings": [FINDINGS[0], FINDINGS[2]]}),
    refuses(ASPECTS, "authority alone", {"reviews.0.conclusion.findings": FINDINGS[:1]}, "内容"),
]
