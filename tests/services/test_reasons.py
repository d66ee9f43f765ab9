"""Words that give no reason are refused at the field that asks for one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff
from tests.walk import AFTERWARDS, Walk, lawful
from workflow.domain.substance import SAY_WHY
from workflow.domain.takenback import taken_back
from workflow.papers.minutes import Heading, minutes
from workflow.services.dossiers import load
from workflow.services.recording import RECORDINGS, SAYS_NOTHING, BadInput
from workflow.services.stages.drafting import WHY_NOT

ON = dt.date(2022, 3, 1)

JUDGED_WHERE_IT_IS_DUE = {
    "execution.answer",
    "legality_review.check",
    "legality_review.respond",
    "participation.answer",
    "publication.amend",
    "publication.withhold",
}
"""Steps whose recorder says when a reason is due: of these the input alone does not tell."""

DEMANDED = sorted(
    step
    for step, recording in RECORDINGS.recordings.items()
    if "reason" in recording.act.model_fields and step not in JUDGED_WHERE_IT_IS_DUE
)


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def refused(walk: Walk, step: str, role: str, day: int, **changes: Any) -> dict[str, str]:
    """What is said at which field."""
    with pytest.raises(BadInput) as bad:
        walk.take(step, role, day, **changes)
    return {name: text.zh for name, text in bad.value.problems.items()}


@pytest.mark.parametrize("step", DEMANDED)
def test_the_input_takes_no_empty_words_for_a_reason(step: str) -> None:
    act = RECORDINGS[step].act
    given = lawful(step, ON)
    act.model_validate(given)
    act.model_validate(given | {"reason": "时间紧"})
    for words in ("无", "同意。", "工作需要", "n/a"):
        with pytest.raises(ValidationError) as found:
            act.model_validate(given | {"reason": words})
        assert [(each["loc"], each["type"]) for each in found.value.errors()] == [(("reason",), SAYS_NOTHING)]


def test_it_is_said_at_the_field(walk: Walk) -> None:
    walk.through("initiation.study")
    assert refused(walk, "initiation.decline", "chief", 5, reason="情况特殊") == {"reason": SAY_WHY.zh}


def test_a_ground_why_a_stage_does_not_apply_is_one(walk: Walk) -> None:
    walk.before("drafting.save")
    skips = [{"stage": "expert_review", "ground": "不适用"}, {"stage": "risk_assessment", "ground": "不涉及群众利益。"}]
    omissions = [{"stage": "hearing", "reason": "工作需要"}, {"stage": "fair_competition", "reason": ""}]
    said = refused(walk, "drafting.save", "staff", 10, skips=skips, omissions=omissions)
    assert said == dict.fromkeys(("skip_expert_review", "omit_hearing"), WHY_NOT.zh)


def test_a_request_to_keep_a_matter_from_the_public_is_refused_with_its_reason(walk: Walk) -> None:
    walk.through("drafting.save")
    skip = {"stage": "participation", "ground": "涉及军用光缆走向。", "by_law": "secret", "scope": "草案全文"}
    walk.take("drafting.save", "staff", 10, traits=["not_public"], skips=[skip])
    said = refused(walk, "participation.withhold", "chief", 10, agreed=False, opinion="不同意。")
    assert said == {"opinion": "不同意的，请说明理由。"}


def test_an_opinion_that_is_not_adopted_has_a_reason_and_one_that_is_needs_few_words(walk: Walk) -> None:
    walk.before("participation.answer")
    for disposition, words in (("rejected", "经研究，不予采纳。"), ("partly", "部分采纳"), ("adopted", "无")):
        said = refused(walk, "participation.answer", "staff", 43, disposition=disposition, reason=words)
        assert set(said) == {"reason"}
    walk.take("participation.answer", "staff", 43, disposition="adopted", reason="同意，已修改。")
    view = {"text": "希望先通主管道。", "disposition": "rejected", "reason": "理由不充分"}
    assert set(refused(walk, "participation.hear", "staff", 43, views=[view])) == {"views-0-reason"}


def test_who_is_absent_or_recused_has_a_reason(walk: Walk) -> None:
    walk.before("deliberation.attend")
    rest = [{"number": 3, "present": True}]
    absent = [
        {"number": 1, "present": False, "absence_reason": "因故"},
        {"number": 2, "present": True, "recusal": "无"},
    ]
    said = refused(walk, "deliberation.attend", "recorder", 62, attendances=absent + rest)
    assert set(said) == {"attendances-0-absence_reason", "attendances-1-absence_reason"}
    ill = [{"number": 1, "present": True}, {"number": 2, "present": False, "absence_reason": "病"}]
    walk.take("deliberation.attend", "recorder", 62, attendances=ill + rest)
    # what was recorded is taken back with a reason only, in whatever direction; the same again needs none
    walk.take("deliberation.attend", "recorder", 62, attendances=ill + rest)
    gone = [{"number": 1, "present": False, "absence_reason": "因公外出"}]
    apart = [{"number": 1, "present": True, "recusal": "亲属承包本工程"}]
    came = [{"number": 2, "present": True}]
    for entered in (gone, apart, came, [ill[1] | {"absence_reason": "出差"}]):
        assert set(refused(walk, "deliberation.attend", "recorder", 62, attendances=entered)) == {"anew"}
    walk.take("deliberation.attend", "recorder", 62, attendances=gone + ill[1:], anew="签到时误记为到会。")
    dossier = load(walk.session, walk.decision_id)
    (back,) = taken_back(dossier)
    assert back.why == "签到时误记为到会。"
    told = "原记到会，改记缺席（因公外出），理由：签到时误记为到会。"
    assert told in minutes(dossier.meeting, Heading("清泉乡人民政府", "乡长办公会议", "工程", "何记录"))
    # another written view of the same absent member is told as what it is
    for view, why in (("同意。", ""), ("不同意。", "补记的书面意见有误。")):
        walk.take("deliberation.attend", "recorder", 62, attendances=[gone[0] | {"view": view}, *ill[1:]], anew=why)
    told = (
        "原记缺席（因公外出），书面意见“同意。”，改记缺席（因公外出），书面意见“不同意。”，理由：补记的书面意见有误。"
    )
    assert told in minutes(
        load(walk.session, walk.decision_id).meeting, Heading("清泉乡人民政府", "乡长办公会议", "工程", "何记录")
    )


def test_a_suggestion_that_is_not_followed_has_a_reason(walk: Walk) -> None:
    walk.through("publication.archive")
    for step, role, day in AFTERWARDS[: [step for step, _, _ in AFTERWARDS].index("execution.answer")]:
        walk.take(step, role, day)
    assert set(refused(walk, "execution.answer", "staff", 84, handling="explained", reason="按规定办理")) == {"reason"}
    walk.take("execution.answer", "staff", 84, handling="adopted", reason="已处理。")


OPPOSED = {
    "unit": "县水利局",
    "sent_on": "2022-03-08",
    "replied_on": "2022-03-10",
    "answered": "disagrees",
    "text": "水量不足。",
}
FINANCE = {"unit": "县财政局", "sent_on": "2022-03-08", "replied_on": "2022-03-10", "answered": "agrees"}
AGAINST = {"text": "十五人一致反对。", "disposition": "rejected", "reason": "不影响灌溉用水。"}
TAKEN_BACK = [
    (
        "drafting.save",
        "drafting.consult",
        {"units": [OPPOSED, FINANCE]},
        {"units": [FINANCE]},
        {"units": [FINANCE, OPPOSED]},
    ),
    (
        "participation.open",
        "participation.hear",
        {"views": [AGAINST]},
        {"number": 1, "views": []},
        {"number": 1, "views": [AGAINST], "people": 9},
    ),
    (
        "expert_review.convene",
        "expert_review.opine",
        {"conclusion": "oppose"},
        {"conclusion": "support"},
        {"conclusion": "oppose"},
    ),
    ("participation.open", "expert_review.record", {}, {"discussion": "无人发言。"}, {"signed": []}),
]


@pytest.mark.parametrize(("before", "step", "first", "other", "more"), TAKEN_BACK, ids=[each[1] for each in TAKEN_BACK])
def test_a_record_that_takes_back_what_an_earlier_one_said_needs_a_reason(
    walk: Walk, before, step, first, other, more
) -> None:
    walk.through(before)
    if step == "drafting.consult":
        walk.take("drafting.save", "staff", 10, change="补充征求意见的单位。", traits=["other_units"])
    if step == "expert_review.record":
        walk.take("expert_review.convene", "staff", 12, method="meeting")
    walk.take(step, "staff", 14, **first)
    for empty in ("", "无", "工作需要"):
        assert set(refused(walk, step, "staff", 14, **other, anew=empty)) == {"anew"}
    walk.take(step, "staff", 14, **first | more)
    walk.take(step, "staff", 14, **other, anew="原录入与纸质原件不符。")


REPLY = {"reply": "同意。", "agreed": True}


@pytest.mark.one_database
def test_an_answer_completes_what_it_answers_whatever_was_reported_since(walk: Walk) -> None:
    walk.before("publication.report_party")
    party, congress = "publication.report_party", "publication.report_congress"
    asked, told = (
        {"kind": "request", "number": "清泉府文〔2022〕1号"},
        {"kind": "report", "number": "清泉府文〔2022〕2号"},
    )
    walk.take(party, "office", 63, **asked)
    walk.take(party, "office", 63, **told, anew="另行报告。")
    walk.take(party, "office", 63, **asked | REPLY, reply_on=dt.date(2022, 5, 3))
    walk.take(party, "office", 63, **told, reply="已阅。", agreed=True)
    walk.take(congress, "office", 63, form="decided")
    walk.take(congress, "office", 63, form="reported", anew="另行报告。")
    need = {"form": "decided", "reply": "主席团答复：本事项不需要提请讨论决定。"}
    assert set(refused(walk, congress, "office", 63, **need)) == {"agreed"}
    # that it need not decide is neither for the matter nor against it
    walk.take(congress, "office", 63, **need, not_needed=True)
    answered = load(walk.session, walk.decision.id)
    assert (answered.congress_asked.reply, answered.congress_asked.agreed) == (need["reply"], None)
    walk.take("publication.publish", "office", 64)


def test_what_goes_to_the_party_and_the_congress_is_put_once_and_completed_by_the_reply(walk: Walk) -> None:
    walk.before("publication.report_party")
    for step, sent, dated in (
        ("publication.report_party", {"kind": "request"}, {"reply_on": dt.date(2022, 5, 3)}),
        ("publication.report_congress", {"form": "decided"}, {}),
    ):
        walk.take(step, "office", 63, **sent)
        for empty in ("", "无", "工作需要"):
            assert set(refused(walk, step, "office", 63, **sent, anew=empty)) == {"anew"}
        walk.take(step, "office", 63, **sent | REPLY | dated)
        for other in (sent | REPLY | dated, sent | dated, sent | REPLY | dated | {"text": "改写。"}):
            assert set(refused(walk, step, "office", 63, **other)) == {"anew"}
        assert set(refused(walk, step, "office", 64, **sent)) == {"anew"}
        against = sent | REPLY | dated | {"reply": "不同意。", "agreed": False}
        walk.take(step, "office", 63, **against, anew="原件为不同意，录入时选错。")
    walk.take("publication.reconsider", "chief", 64)
    assert load(walk.session, walk.decision.id).party_reports[-1].anew
