"""713 arts. 14 and 15, 337 art. 17."""

from __future__ import annotations

from typing import Any

from tests.domain.rule_cases.case import holds, refuses

GROUPS = "cn-713.14.groups cq-337.17.groups"
PARTIES = "cq-337.17.parties"
EXPLAINED = "cn-713.15.explain"


def heard(*audience: str, **more: Any) -> dict[str, Any]:
    """An occasion on which these were heard."""
    return {"number": 1, "on": "2022-08-15", "way": "symposium", "audience": audience, "whom": "两村代表。", **more}


def touching(trait: str, **facts: Any) -> dict[str, Any]:
    """The newest draft declares what the matter touches."""
    return {"drafts.1.traits": [trait], **facts}


EXPLANATION = {"on": "2022-08-16", "way": "interview", "subject": "路面结构", "text": "专家作了解释。"}

CASES = [
    # specific groups
    holds(GROUPS, "no specific group is touched"),
    refuses(GROUPS, "a specific group, nobody heard", touching("groups"), "没有听取相关人民团体、社会组织或者群众代表"),
    refuses(
        GROUPS, "others were heard", touching("groups", heard=[heard("parties", "public", "units")]), "没有听取相关"
    ),
    *(
        holds(GROUPS, f"heard: {audience}", touching("groups", heard=[heard("parties", audience)]))
        for audience in ("peoples_organisation", "social_organisation", "representatives")
    ),
    holds(
        GROUPS,
        "heard on a second occasion",
        touching("groups", heard=[heard("parties"), heard("representatives", number=2, way="written")]),
    ),
    # the parties concerned
    holds(PARTIES, "nothing was heard in another way"),
    holds(PARTIES, "the parties were heard", {"heard": [heard("parties")]}),
    refuses(PARTIES, "everybody but the parties", {"heard": [heard("public", "units")]}, "以座谈会方式", "利益相关方"),
    *(
        refuses(PARTIES, f"by {way}", {"heard": [heard("public", way=way)]}, said)
        for way, said in (
            ("visit", "实地走访"),
            ("written", "书面征求意见"),
            ("questionnaire", "问卷调查"),
            ("poll", "民意调查"),
        )
    ),
    holds(
        PARTIES,
        "the parties were heard on another occasion",
        {"heard": [heard("public"), heard("parties", number=2, way="visit")]},
    ),
    # explained to the public
    holds(EXPLAINED, "neither of wide concern nor technical"),
    refuses(EXPLAINED, "of wide concern", touching("wide_concern"), "没有通过专家访谈等方式"),
    refuses(EXPLAINED, "technical", touching("technical"), "没有通过专家访谈等方式"),
    holds(EXPLAINED, "explained", touching("wide_concern", explanations=[EXPLANATION])),
]
