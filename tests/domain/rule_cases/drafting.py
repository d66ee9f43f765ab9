"""713 art. 12, 337 art. 14; and 713 art. 24 on the draft after an uncontrollable risk."""

from __future__ import annotations

from tests.domain.dossiers import WORDS
from tests.domain.rule_cases.case import excuses, holds, refuses

BASES = "cn-713.12.2 cq-337.14"
DROPPED = "house.dropped"
CHANGED, AGAIN = "cn-713.24.changed", "house.reassessed"
OTHER = {"drafts.1.body": "第一条　整修十条村道。"}
ROUND = WORDS["risk_assessments"][0]
MORE = "去年洪水冲毁两处路基，原评估没有涉及。"


def assessed(*rounds: tuple[int | None, bool | None]) -> dict[str, object]:
    """Rounds of risk assessment: which version, and whether the risk was found controllable (None: no finding)."""
    found = ROUND
    return {
        "risk_assessments": [
            found | {"version": version, "finding": None if fine is None else found["finding"] | {"controllable": fine}}
            for version, fine in rounds
        ]
    }


def again(version: int, reason: str) -> dict[str, object]:
    """A version found controllable first, and one that is assessed after it."""
    return {"risk_assessments": [ROUND, ROUND | {"version": version, "finding": None, "again": reason}]}


def dropping(*now: str, why: str = "") -> dict[str, object]:
    """The first version declared two things, the second these."""
    return {"drafts.0.traits": ["operators", "risk"], "drafts.1.traits": list(now), "drafts.1.why_dropped": why}


CASES = [
    holds(DROPPED, "nothing was ever declared"),
    holds(DROPPED, "more than before", dropping("operators", "risk", "technical")),
    refuses(DROPPED, "one less, in silence", dropping("risk"), "涉及市场主体经济活动", "没有写明"),
    refuses(DROPPED, "another in its place", dropping("operators", "technical", why="无"), "没有写明"),
    excuses(DROPPED, "it is said why", dropping(why="限定条款已经删去。"), "限定条款已经删去"),
    holds(BASES, "one basis with its article"),
    holds(BASES, "a basis without article", {"drafts.1.bases": [{"title": "农村公路养护办法"}]}),
    holds(BASES, "one named beside one that is not", {"drafts.1.bases": [{"title": "水法"}, {"title": "有关文件"}]}),
    *(
        refuses(BASES, f"no name: {title}", {"drafts.1.bases": [{"title": title}]}, "没有列出依据")
        for title in ("无", "有关法律法规", "国家相关政策", "上级文件精神")
    ),
    refuses(BASES, "no basis", {"drafts.1.bases": []}, "草案第2版没有列出依据"),
    refuses(BASES, "a basis without a name", {"drafts.1.bases": [{"title": " ", "article": "第八条"}]}, "没有列出依据"),
    refuses(BASES, "no draft", {"drafts": []}, "没有草案"),
    holds(CHANGED, "found controllable at once"),
    holds(CHANGED, "not found yet", assessed((1, None))),
    holds(CHANGED, "changed by one version since", assessed((1, False), (2, True)) | OTHER),
    holds(CHANGED, "about to be assessed anew, changed", assessed((1, False)) | OTHER),
    refuses(CHANGED, "a new version that says the same", assessed((1, False)), "第2版的内容与其相同"),
    refuses(
        CHANGED,
        "only another article of its basis",
        assessed((1, False)) | {"drafts.1.bases": [{"title": "中华人民共和国公路法", "article": "第九条"}]},
        "没有调整",
    ),
    refuses(CHANGED, "assessed with another number", assessed((1, False), (2, True)), "第2版的内容与其相同"),
    refuses(CHANGED, "assessed again without a change", assessed((1, False), (1, True)), "草案第1版"),
    refuses(CHANGED, "the newest draft is the one found wanting", assessed((2, False)), "草案第2版"),
    refuses(CHANGED, "which version is not known", assessed((None, False)), "草案第—版"),
    refuses(CHANGED, "changed once, not again", assessed((1, False), (2, False), (2, True)) | OTHER, "草案第2版"),
    holds(AGAIN, "assessed once"),
    holds(AGAIN, "another text", again(2, "") | OTHER),
    holds(AGAIN, "after an uncontrollable risk another rule judges", assessed((1, False), (1, True))),
    refuses(AGAIN, "reported and not found yet", assessed((1, None), (1, None)), "尚未认定是否可控", "没有写明"),
    refuses(
        AGAIN, "another text before the finding", assessed((1, None), (2, None)) | OTHER, "另行评估第2版", "没有写明"
    ),
    holds(AGAIN, "another text after the finding", assessed((1, True), (2, None)) | OTHER),
    holds(AGAIN, "begun and never reported", assessed((1, None), (1, None)) | {"risk_assessments.0.report": None}),
    refuses(AGAIN, "the same version", again(1, ""), "草案第1版已经评估为", "没有写明"),
    refuses(AGAIN, "another number", again(2, "无"), "第2版的内容与其相同", "理由：没有写明"),
    refuses(AGAIN, "that it is assessed again", again(1, "为稳妥起见，重新评估。"), "理由：没有写明"),
    excuses(AGAIN, "it is said why", again(2, MORE), MORE.rstrip("。")),
]
