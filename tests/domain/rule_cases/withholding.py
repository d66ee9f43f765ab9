"""Who decides that something is not made public: the house rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.domain.dossiers import lawful
from tests.domain.rule_cases.case import excuses, holds, refuses
from tests.domain.rule_cases.hearings import held

DECIDER = "house.withheld"


def decided(part: str, author: str, decider: str) -> dict[str, Any]:
    """Somebody decided; `author` wrote the first version of the draft."""
    agreed = {"on": "2022-09-01", "version": 1, "agreed": True, "ground": "secret", "scope": "草案全文"}
    withheld = {"on": "2022-10-20", "ground": "danger", "reason": "载有储备点位。", "review_on": "2023-10-20"}
    who = {"decided_by": "李明", "decided_by_id": decider}
    facts = {"non_disclosures": [agreed | who], "withholdings": [withheld | who]}
    return {"drafts.0.author": "周文", "drafts.0.author_id": author, part: facts[part]}


def in_turn(*deciders: str) -> dict[str, Any]:
    """Each decided on the version of that place; the second version was written by P-0001."""
    one = decided("non_disclosures", "P-0002", "")["non_disclosures"][0]
    said = [one | {"version": place, "decided_by_id": each} for place, each in enumerate(deciders, start=1)]
    return {"drafts.0.author_id": "P-0002", "drafts.1.author_id": "P-0001", "non_disclosures": said}


WITHHELD = decided("withholdings", "", "P-0006")["withholdings"]


def reviewed_on(day: str, **why: str) -> dict[str, Any]:
    """Withheld, and to be looked at again on a day."""
    return {"withholdings": [WITHHELD[0] | {"review_on": day} | why]}


LIFTER = {
    "on": "2022-10-25",
    "lifted": True,
    "reason": "点位已经迁移。",
    "decided_by": "李明",
    "decided_by_id": "P-0006",
}
LIFTED = "house.lifted"
SKIP = {"stage": "participation", "ground": "载有储备点位。", "by_law": "secret", "scope": "草案全文"}
KEPT_BACK = decided("non_disclosures", "", "P-0006") | {"drafts.1.traits": ["not_public"], "drafts.1.skips": [SKIP]}
REFUSED = KEPT_BACK["non_disclosures"][0] | {"agreed": False, "opinion": "点位早已公开。"}

SILENCE, EXPLANATION = "house.silence", "publication.explanation"
UNHEARD = {"withholdings": [*WITHHELD, LIFTER], "notice": None, "opinions": [], "heard": []}

LIFT_OWN = decided("withholdings", "P-0006", "P-0001") | {"withholdings": [*WITHHELD, LIFTER]}


def taken_down(on: str) -> dict[str, Any]:
    """It was agreed on that day to keep the matter from the public; the newest draft no longer asks for it."""
    return {"non_disclosures": [KEPT_BACK["non_disclosures"][0] | {"on": on}]}


KEPT_UP, NOTICE = "house.kept_up", lawful().notice
assert NOTICE
BEFORE, AFTER = NOTICE.on - timedelta(days=1), NOTICE.ends + timedelta(days=1)

CASES = [
    holds("house.withheld_review", "by the end of the year after", reviewed_on("2023-12-31")),
    refuses("house.withheld_review", "one day later", reviewed_on("2024-01-01"), "晚于决定次年年底", "没有写明"),
    refuses("house.withheld_review", "a word", reviewed_on("2024-01-01", late_review="按规定"), "没有写明"),
    excuses("house.withheld_review", "and why", reviewed_on("2024-01-01", late_review="保密期限为三年。"), "保密期限"),
    holds(KEPT_UP, "nothing was kept back"),
    holds(KEPT_UP, "kept back before the notice", taken_down(BEFORE.isoformat())),
    holds(KEPT_UP, "kept back after its end", taken_down(AFTER.isoformat())),
    refuses(KEPT_UP, "kept back on its day", taken_down(NOTICE.on.isoformat()), "公告曾经撤下"),
    refuses(KEPT_UP, "kept back on its last day", taken_down(NOTICE.ends.isoformat()), "公告曾经撤下"),
    refuses(
        KEPT_UP,
        "dated before the notice, and entered while it ran",
        {"non_disclosures": [taken_down(str(BEFORE))["non_disclosures"][0] | {"entered": f"{NOTICE.ends}T02:00:00Z"}]},
        "公告曾经撤下",
    ),
    holds(
        KEPT_UP,
        "entered in the last hour there is",
        {"non_disclosures": [taken_down(str(BEFORE))["non_disclosures"][0] | {"entered": "9999-12-31T23:59:59Z"}]},
    ),
    holds(KEPT_UP, "and it still is", KEPT_BACK | taken_down(NOTICE.ends.isoformat())),
    holds(KEPT_UP, "that was not agreed to", {"non_disclosures": [REFUSED | {"on": NOTICE.ends.isoformat()}]}),
    holds(DECIDER, "nothing was kept back"),
    holds(DECIDER, "who decided on version 1 wrote version 2, and another decides on it", in_turn("P-0001", "P-0006")),
    holds(DECIDER, "who decided on version 1 wrote version 2", in_turn("P-0001")),
    refuses(DECIDER, "who wrote version 2 decides on it", in_turn("P-0006", "P-0001"), "李明起草了草案第2版"),
    holds(DECIDER, "the decision withheld by another", in_turn("P-0001") | {"withholdings": WITHHELD}),
    refuses(DECIDER, "who drafted lifts it", LIFT_OWN, "李明起草了草案第1版"),
    holds(SILENCE, "never withheld"),
    holds(SILENCE, "the public was heard", {"withholdings": [LIFTER]}),
    refuses(SILENCE, "not heard, and not told", UNHEARD, "没有写明这一情况和理由"),
    refuses(SILENCE, "that alone, without a reason", UNHEARD | {EXPLANATION: "没有公开征求意见。"}, "没有写明"),
    holds(
        SILENCE,
        "told, with the reason",
        UNHEARD | {EXPLANATION: "草案载有储备点位，起草期间依法没有公开征求意见；点位已调整。"},
    ),
    *(
        holds(SILENCE, told, UNHEARD | {EXPLANATION: f"{told}草案载有储备点位，现已调整。"})
        for told in (
            "因涉密无法公开征求公众意见。",
            "当时无公众参与环节。",
            "依法免予公开征求意见。",
            "略去了公开征求意见程序。",
            "公众意见征集程序从略。",
            "未征集公众意见，原因是",
            "未经公众讨论，理由是",
            "起草时未公开。",
        )
    ),
    *(
        refuses(SILENCE, told, UNHEARD | {EXPLANATION: told}, "没有写明")
        for told in ("不断提高政务公开水平，方便群众办事。", "不仅公开征求了意见，还调整了点位。", "无公众参与环节。")
    ),
    holds(SILENCE, "heard at a hearing", UNHEARD | held()),
    holds(LIFTED, "nothing was kept back"),
    refuses(
        LIFTED,
        "solicited opinions on what was kept back",
        KEPT_BACK | {"publication": None, "notice.on": "2022-09-02"},
        "李明于2022年9月1日决定不予公开",
    ),
    refuses(LIFTED, "withheld", {"withholdings": WITHHELD}, "李明于2022年10月20日决定不予公开，尚未决定解除"),
    refuses(LIFTED, "kept back while drafting", KEPT_BACK, "李明于2022年9月1日决定不予公开"),
    holds(LIFTED, "that was not agreed to", KEPT_BACK | {"non_disclosures": [REFUSED]}),
    holds(LIFTED, "lifted", KEPT_BACK | {"withholdings": [*WITHHELD, LIFTER]}),
    holds(LIFTED, "lifted at once", KEPT_BACK | {"withholdings": [LIFTER]}),
    holds(LIFTED, "lifted on the day of publication", {"withholdings": [LIFTER | {"on": "2022-10-27"}]}),
    refuses(LIFTED, "lifted one day later", {"withholdings": [LIFTER | {"on": "2022-10-28"}]}, "2022年10月28日"),
    refuses(LIFTED, "and withheld again", {"withholdings": [LIFTER, *WITHHELD]}, "尚未决定解除"),
    *(
        case
        for part in ("non_disclosures", "withholdings")
        for case in (
            holds(DECIDER, f"{part}: another account", decided(part, "P-0001", "P-0006")),
            holds(DECIDER, f"{part}: papers without accounts", decided(part, "", "")),
            refuses(
                DECIDER, f"{part}: the account that drafted", decided(part, "P-0001", "P-0001"), "李明起草了草案第1版"
            ),
        )
    ),
]
