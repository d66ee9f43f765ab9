"""The one door: one winner, once, all or nothing, every refusal entered, nothing but the law's way through."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff, change_account, race, slipping_in
from tests.walk import CALENDAR, WAY, Walk, lawful
from workflow.domain.reading import refusing_rules
from workflow.models.decisions import Decision
from workflow.models.initiation import Study
from workflow.models.trail import Entry, Evidence
from workflow.services import ledger, steps
from workflow.services.asof import newest_entry
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.stages import participation
from workflow.trail.commitment import matches
from workflow.trail.entry import decode
from workflow.trail.verifier import Row, verify


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    """A decision about to begin, with one person for each role."""
    actors = {role: staff.actor(session, role) for role in staff.people}
    walk = Walk(session, actors, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def entries(session: Session) -> list[dict[str, str]]:
    return [decode(body) for body in session.scalars(select(Entry.body).order_by(Entry.seq))]


def last(session: Session) -> dict[str, str]:
    return entries(session)[-1]


def size(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Entry)) or 0


def test_a_lawful_decision_goes_the_whole_way_and_its_log_is_sound(walk: Walk) -> None:
    walk.through("publication.archive")
    assert walk.decision.state == "archived"
    rows = walk.session.execute(select(Entry.seq, Entry.body, Entry.leaf).order_by(Entry.seq))
    assert verify(Row(*row) for row in rows).sound


def test_an_entry_says_who_what_from_where_under_which_articles(walk: Walk) -> None:
    walk.through("participation.open")
    entry = last(walk.session)
    assert (entry["act"], entry["res"], entry["as"]) == ("participation.open", "ok", "staff")
    assert (entry["from"], entry["to"]) == ("participation:pending", "participation:open")
    assert entry["name"] == walk.actors["staff"].name
    assert entry["eff"] == (walk.start + timedelta(days=11)).isoformat()
    assert "第十七条第二款" in entry["law"]
    assert "第十五条第一款" in entry["law"]
    assert entry["rule"] == "cq-township-2020.1#participation.open"
    assert entry["d.days"] == "30"


@pytest.mark.trial("T12")
def test_every_entry_commits_to_what_was_recorded(walk: Walk) -> None:
    walk.through("publication.archive")
    kept = list(walk.session.scalars(select(Evidence)))
    found = {entry["seq"]: entry for entry in entries(walk.session)}
    assert len(kept) >= len(WAY)
    for piece in kept:
        entry = found[str(piece.seq)]
        said = dict(pair.split("=", 1) for pair in f"{entry['in']};{entry['pc']}".split(";") if pair)
        assert matches(said[piece.kind], piece.salt, piece.kind, piece.body)


def test_a_citizen_s_words_and_name_are_in_no_entry(walk: Walk) -> None:
    walk.before("participation.receive")
    walk.take("participation.receive", "staff", 25, text="家住三组的谭某反映缺水", name="谭某某", contact="13800000000")
    for body in walk.session.scalars(select(Entry.body)):
        assert "谭".encode() not in body
        assert b"13800000000" not in body
    for body in walk.session.scalars(select(Evidence.body)):
        assert "谭某某".encode() not in body
        assert b"13800000000" not in body


def test_an_expert_s_name_is_in_no_entry_not_even_in_a_refusal(walk: Walk) -> None:
    walk.before("expert_review.convene")
    expert = {"name": "覃某某", "field": "水利工程", "unit": "县水利局", "no_interest": False}
    with pytest.raises(steps.Refused, match="覃某某"):
        walk.take("expert_review.convene", "staff", 12, experts=[expert])
    walk.take("expert_review.convene", "staff", 12, experts=[expert | {"no_interest": True}])
    with pytest.raises(steps.Refused, match="覃某某"):
        walk.take("expert_review.conclude", "staff", 15, feedbacks=[])
    assert all("覃某某".encode() not in body for body in walk.session.scalars(select(Entry.body)))


def test_an_archive_list_that_lacks_an_opinion_does_not_name_the_expert_in_the_trail(walk: Walk) -> None:
    walk.before("publication.archive")
    with pytest.raises(steps.Refused, match="李文"):
        walk.take("publication.archive", "office", 70, items=[])
    assert all("李文".encode() not in body for body in walk.session.scalars(select(Entry.body)))


def test_the_lead_is_one_of_the_units_that_undertake(walk: Walk, staff: Staff) -> None:
    walk.before("initiation.approve")
    with pytest.raises(BadInput) as caught:
        walk.take("initiation.approve", "chief", 5, lead_unit_id=staff.units[1])
    assert set(caught.value.problems) == {"lead_unit_id"}


# -- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.trial("T12")
def test_a_refusal_says_everything_at_once_changes_nothing_and_is_entered(walk: Walk) -> None:
    walk.before("participation.open")
    before, version = size(walk.session), walk.decision.version
    with pytest.raises(steps.Refused) as caught:
        walk.take("participation.open", "staff", 11, ends=date(2022, 3, 20), channels=[], contact="")
    stopping = [finding for finding in caught.value.findings if finding.stops]
    assert {finding.rule_id for finding in stopping} == {"cq-337.17.period", "cn-713.15.notice"}
    assert any("第十七条第二款" in article.zh for finding in stopping for article in finding.articles)
    assert all(finding.remedy.zh and finding.remedy.en for finding in stopping)
    assert walk.decision.version == version
    assert "participation" not in walk.decision.track_states
    assert size(walk.session) == before + 1
    entry = last(walk.session)
    assert (entry["act"], entry["res"]) == ("participation.open", "denied")
    assert set(entry["d.rules"].split(";")) == {"cq-337.17.period", "cn-713.15.notice"}
    assert (entry["from"], entry["to"]) == ("", "")


@pytest.mark.trial("T12")
def test_a_wrong_role_is_refused_and_entered(walk: Walk) -> None:
    walk.before("initiation.approve")
    with pytest.raises(steps.NotAllowed):
        walk.take("initiation.approve", "staff", 5)
    assert walk.decision.state == "studied"
    assert (last(walk.session)["res"], last(walk.session)["d.rules"]) == ("denied", "role")


def test_another_unit_s_staff_may_not_write_the_draft(walk: Walk, staff: Staff) -> None:
    walk.before("drafting.save")
    walk.actors["office_staff"] = walk.actors["office"]
    with pytest.raises(steps.NotAllowed):
        walk.take("drafting.save", "office_staff", 10)


def test_whoever_wrote_the_draft_or_is_of_its_unit_cannot_review_it(walk: Walk, staff: Staff) -> None:
    walk.before("legality_review.accept")
    admin, now = walk.actors["admin"], walk.at(walk.start + timedelta(days=46))
    drafted, handed_in, lead = (walk.actors[role].person_id for role in ("staff", "unit_lead", "chief"))
    mine, other = walk.actors["staff"].unit_id, staff.units[1]
    # the head of the unit may hold no role but that of the reviewer
    for person, unit, own in (
        (drafted, mine, "staff"),
        (handed_in, other, "staff"),
        (lead, mine, "unit_lead"),
        (lead, mine, "legal_reviewer"),
    ):
        both = {own, "legal_reviewer"}
        walk.actors["both"] = change_account(walk.session, admin, now, person, unit_id=unit, roles=both)
        with pytest.raises(steps.Refused) as caught:
            walk.take("legality_review.accept", "both", 46)
        assert [finding.rule_id for finding in caught.value.findings if finding.stops] == ["house.reviewer"]


# what may follow a proposal at once: its study, and for a matter of the catalogue the decision to start
FIRST = ("initiation.propose", "initiation.study", "initiation.approve")


@pytest.mark.parametrize("step", [name for name, _, _ in WAY if name not in FIRST])
def test_no_step_can_be_taken_on_a_decision_that_has_only_been_proposed(walk: Walk, step: str) -> None:
    walk.take("initiation.propose", "staff", 0)
    role = next(role for name, role, _ in WAY if name == step)
    with pytest.raises((steps.Stale, steps.NotAllowed)):
        walk.take(step, role, 1, **({"items": []} if step == "publication.archive" else {}))
    assert walk.decision.state == "proposed"


def test_the_signature_needs_the_right_password(walk: Walk) -> None:
    walk.before("legality_review.conclude")
    walk.password = "not mine at all"
    with pytest.raises(BadInput) as caught:
        walk.take("legality_review.conclude", "legal_reviewer", 60)
    assert set(caught.value.problems) == {"password"}
    assert walk.decision.state == "reviewing"
    refusal = last(walk.session)
    assert (refusal["res"], refusal["d.rules"]) == ("denied", "password")
    assert [rule.demand.zh for rule in refusing_rules(refusal, "cq-township")] == ["签署时输入的密码不正确"]


def test_a_rule_of_another_kind_of_matter_is_told_by_its_demand(walk: Walk) -> None:
    """A proposal that was refused begins no matter: nothing says by which rulebook its rule is to be read."""
    with pytest.raises(steps.Refused):
        walk.take("initiation.propose", "staff", 0, kinds=["contract"], not_major_decision="")
    refusal = last(walk.session)
    assert refusal["d.rules"] == "house.kinds.not_major"
    (rule,) = refusing_rules(refusal, "cq-township")
    assert "说明不作为重大行政决策办理的理由" in rule.demand.zh
    assert [each.zh for each in rule.articles] == ["《本机关重大行政决策内部规则》第二十四条"]


@pytest.mark.one_database
def test_what_was_seen_before_a_loss_is_not_what_bears_its_number_now(walk: Walk) -> None:
    """After an older backup was put back, the numbers of the versions that were lost are given once more."""
    walk.before("initiation.approve")
    seen = walk.decision.mark
    walk.take("initiation.approve", "chief", 5, mark=seen)
    assert walk.decision.mark != seen
    with pytest.raises(steps.Stale):
        walk.take("drafting.save", "staff", 10, mark=seen)
    assert last(walk.session)["d.rules"] == "stale"


def test_tomorrow_cannot_be_recorded_today_nor_the_time_before_the_last_step(walk: Walk) -> None:
    walk.before("initiation.study")
    data = lawful("initiation.study", walk.start + timedelta(days=4))
    asked = steps.Request("initiation.study", data, "k", walk.decision_id, walk.decision.version)
    now = walk.at(walk.start + timedelta(days=3))
    with pytest.raises(BadInput, match="after today"):
        steps.perform(walk.session, asked, actor=walk.actors["unit_lead"], now=now, calendar=CALENDAR)
    with pytest.raises(BadInput, match="before the step"):
        walk.take("initiation.study", "unit_lead", 4, on=walk.start - timedelta(days=1))


@pytest.mark.one_database
def test_a_report_upward_is_put_right_with_its_true_day_whatever_came_since(walk: Walk) -> None:
    """It is a report of the decision, not of what has become of that: completed or corrected, it bears its own day."""
    walk.through("publication.report_party")
    sent = load(walk.session, walk.decision_id or 0)
    decided, report = sent.meeting.resolution.on, sent.party_reports[-1]
    anew = {"anew": "请示日期录错。", "text": report.text, "kind": "request"}
    with pytest.raises(BadInput, match="before the step"):
        walk.take("publication.report_party", "office", 70, **anew, on=decided - timedelta(days=1))
    walk.take("publication.withhold", "chief", 71)
    walk.take("publication.disclose", "chief", 72)
    with pytest.raises(BadInput, match="before the step"):
        walk.take("publication.report_party", "office", 73, **anew, on=decided - timedelta(days=1))
    walk.take("publication.report_party", "office", 73, **anew, on=decided)
    reply = {"reply": "同意。", "agreed": True, "reply_on": report.on}
    walk.take("publication.report_party", "office", 73, **anew | {"anew": ""} | reply, on=decided)
    walk.take("publication.report_congress", "office", 73, on=decided)
    assert load(walk.session, walk.decision_id or 0).party_reports[-1].on == decided < report.on


@pytest.mark.one_database
def test_it_is_published_after_the_report_that_stands(walk: Walk) -> None:
    """A report put right with its true day moves the day before which nothing is published, either way."""
    walk.through("deliberation.decide")
    walk.take("publication.report_party", "office", 66)
    walk.take("publication.report_party", "office", 67, anew="报告日期录错。", on=walk.start + timedelta(days=63))
    with pytest.raises(BadInput, match="before the step"):
        walk.take("publication.publish", "office", 68, on=walk.start + timedelta(days=62))
    walk.take("publication.report_party", "office", 68, anew="报告日期又录错。", on=walk.start + timedelta(days=64))
    with pytest.raises(BadInput, match="before the step"):
        walk.take("publication.publish", "office", 68, on=walk.start + timedelta(days=63))
    walk.take("publication.publish", "office", 68, on=walk.start + timedelta(days=64))


@pytest.mark.one_database
def test_what_was_lifted_from_withholding_is_published_after_that(walk: Walk) -> None:
    walk.through("publication.report_party")
    walk.take("publication.withhold", "chief", 64)
    walk.take("publication.archive", "office", 65)
    walk.take("publication.disclose", "chief", 70)
    with pytest.raises(BadInput, match="before the step"):
        walk.take("publication.publish", "office", 71, on=walk.start + timedelta(days=69))
    walk.take("publication.publish", "office", 71, on=walk.start + timedelta(days=70))


# -- once, and one winner --------------------------------------------------------------------------------------------


def test_pressing_twice_does_it_once_and_gives_the_first_answer(walk: Walk) -> None:
    walk.before("participation.receive")
    first = walk.take("participation.receive", "staff", 25, key="same")
    count = size(walk.session)
    again = walk.take("participation.receive", "staff", 25, key="same")
    assert (again.seq, again.answer, again.repeated) == (first.seq, first.answer, True)
    assert size(walk.session) == count
    assert len(walk.decision.notices[-1].opinions) == 1


def test_the_same_key_with_other_words_or_by_somebody_else_is_another_request(walk: Walk) -> None:
    walk.before("participation.receive")
    first = walk.take("participation.receive", "staff", 25, key="same")
    other = walk.take("participation.receive", "staff", 25, key="same", text="另一封来信的意见。")
    theirs = walk.take("participation.receive", "unit_lead", 25, key="same")
    assert len({first.answer, other.answer, theirs.answer}) == 3
    assert not other.repeated
    assert not theirs.repeated
    assert len(walk.decision.notices[-1].opinions) == 3


def test_a_receipt_cannot_be_made_from_what_is_kept(walk: Walk) -> None:
    walk.before("participation.receive")
    answer = walk.take("participation.receive", "staff", 25, key="same").answer
    entry = last(walk.session)
    assert answer.replace("-", "").encode() not in b"".join(walk.session.scalars(select(Entry.body)))
    assert participation.receipt_code(entry["req"]) != answer


@pytest.mark.trial("T12")
def test_a_stale_form_is_refused_and_entered(walk: Walk) -> None:
    walk.before("drafting.save")
    seen = walk.decision.version
    walk.take("drafting.save", "staff", 10)
    with pytest.raises(steps.Stale):
        walk.take("drafting.save", "unit_lead", 10, seen=seen, change="另一处修改")
    assert len(walk.decision.drafts) == 1
    assert last(walk.session)["d.rules"] == "stale"


def test_two_answers_to_one_opinion_do_not_overwrite_each_other_unseen(walk: Walk) -> None:
    walk.before("participation.answer")
    walk.take("participation.answer", "staff", 43)
    with pytest.raises(steps.Stale):
        walk.take("participation.answer", "unit_lead", 43, disposition="rejected", reason="超出预算")
    walk.take("participation.answer", "unit_lead", 43, revision=1, disposition="partly", reason="先修主管道")
    assert [answer.disposition for answer in walk.decision.notices[-1].opinions[0].answers] == ["adopted", "partly"]


def test_of_many_clerks_pressing_one_button_one_wins(app: Flask, walk: Walk) -> None:
    walk.before("initiation.study")
    on = walk.start + timedelta(days=3)
    decision_id, version, actor = walk.decision_id, walk.decision.version, walk.actors["unit_lead"]
    walk.session.rollback()

    def press(session: Session, place: int) -> object:
        asked = steps.Request(
            "initiation.study", lawful("initiation.study", on), str(uuid.uuid4()), decision_id, version
        )
        return steps.perform(session, asked, actor=actor, now=walk.at(on), calendar=CALENDAR)

    results = race(app, 8, press)
    assert sum(isinstance(result, steps.Done) for result in results) == 1, results
    assert sum(isinstance(result, steps.Stale) for result in results) == 7, results
    assert walk.session.scalar(select(func.count()).select_from(Study)) == 1
    assert walk.decision.state == "studied"
    done = [entry for entry in entries(walk.session) if entry["act"] == "initiation.study"]
    assert sorted(entry["res"] for entry in done) == ["denied"] * 7 + ["ok"]


def test_one_request_sent_by_many_threads_is_done_once(app: Flask, walk: Walk) -> None:
    walk.before("participation.receive")
    on = walk.start + timedelta(days=25)
    data = lawful("participation.receive", on) | {"channel": "web"}
    decision_id = walk.decision_id
    walk.session.rollback()

    def press(session: Session, place: int) -> object:
        asked = steps.Request("participation.receive", data, "one key", decision_id)
        return steps.perform(session, asked, actor=None, now=walk.at(on), calendar=CALENDAR)

    results = race(app, 8, press)
    assert len({result.answer for result in results if isinstance(result, steps.Done)}) == 1, results
    assert len(walk.decision.notices[-1].opinions) == 1


# -- all or nothing --------------------------------------------------------------------------------------------------


@pytest.mark.trial("T12")
def test_without_its_entry_no_step_is_taken(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    walk.before("initiation.study")
    before = size(walk.session)

    def fails(*_: object, **__: object) -> bytes:
        raise OSError("no space left on device")

    monkeypatch.setattr(ledger, "encode", fails)
    with pytest.raises(OSError, match="no space"):
        walk.take("initiation.study", "unit_lead", 3)
    monkeypatch.undo()
    assert walk.decision.state == "proposed"
    assert walk.session.scalar(select(func.count()).select_from(Study)) == 0
    assert size(walk.session) == before
    walk.take("initiation.study", "unit_lead", 3)
    assert walk.decision.state == "studied"


def test_a_changed_draft_voids_the_review(walk: Walk) -> None:
    walk.through("legality_review.conclude")
    # no step lets the draft change now; a row slipped in past the door is still found by the rule
    row = walk.decision.drafts[-1]
    decision_id = walk.decision_id
    values = {
        key: getattr(row, key) for key in ("title", "body", "note", "bases", "author", "author_id", "on", "entered")
    }
    with slipping_in(walk.session):
        walk.session.add(type(row)(decision_id=decision_id, version=2, change="擅自修改", **values))
    with pytest.raises(steps.Refused) as caught:
        walk.take("deliberation.convene", "recorder", 62)
    assert "cq-337.26.passed" in {finding.rule_id for finding in caught.value.findings if finding.stops}


def test_no_two_opinions_have_the_same_number(walk: Walk) -> None:
    walk.before("legality_review.conclude")
    walk.take(
        "legality_review.conclude",
        "legal_reviewer",
        60,
        conclusion="amend",
        number="清泉法审〔2022〕4号",
        advice="写明资金来源。",
    )
    walk.take("drafting.save", "staff", 61, change="按审查意见修改资金来源条款", body="一、资金来源。")
    walk.take("legality_review.submit", "unit_lead", 62)
    walk.take("legality_review.accept", "legal_reviewer", 62)
    walk.take("legality_review.counsel", "legal_reviewer", 63)
    with pytest.raises(BadInput) as caught:
        walk.take("legality_review.conclude", "legal_reviewer", 75, number="清泉法审〔2022〕4号")
    assert caught.value.problems["number"].zh == "发文字号已被使用，请核对。"
    walk.take("legality_review.conclude", "legal_reviewer", 75, number="")
    assert walk.decision.state == "reviewed"


def test_a_review_that_asks_for_changes_sends_the_draft_back_and_a_second_round_binds_the_new_version(
    walk: Walk,
) -> None:
    walk.before("legality_review.conclude")
    walk.take("legality_review.conclude", "legal_reviewer", 60, conclusion="amend", advice="删去第二条。")
    assert walk.decision.state == "drafting"
    walk.take("drafting.save", "staff", 61, change="按审查意见修改资金来源条款", body="一、资金来源。")
    walk.take("legality_review.submit", "unit_lead", 62)
    walk.take("legality_review.accept", "legal_reviewer", 62)
    walk.take("legality_review.counsel", "legal_reviewer", 63)
    walk.take("legality_review.conclude", "legal_reviewer", 75)
    assert [(review.round, review.version) for review in walk.decision.reviews] == [(1, 1), (2, 2)]
    assert walk.decision.state == "reviewed"


def test_uncontrollable_risk_sends_the_draft_back(walk: Walk) -> None:
    walk.before("risk_assessment.find")
    walk.take("risk_assessment.find", "chief", 21, controllable=False, reason="施工影响水源")
    assert walk.decision.track_states["risk_assessment"] == "uncontrollable"
    with pytest.raises(steps.Refused) as caught:
        walk.take("risk_assessment.start", "staff", 22)
    assert [finding.rule_id for finding in caught.value.findings if finding.stops] == ["cn-713.24.changed"]
    # an assessment somebody else made is no way round
    with pytest.raises(steps.Refused) as caught:
        walk.take("risk_assessment.reuse", "staff", 22)
    stopped = {finding.rule_id for finding in caught.value.findings if finding.stops}
    assert stopped == {"cn-713.24.changed", "cn-713.22.2"}
    # neither is a version that says the same
    walk.take("drafting.save", "staff", 23, change="文字修改。")
    with pytest.raises(steps.Refused) as caught:
        walk.take("risk_assessment.start", "staff", 23)
    assert [finding.rule_id for finding in caught.value.findings if finding.stops] == ["cn-713.24.changed"]
    walk.take("drafting.save", "staff", 23, change="改线避开水源地", body="一、管线避开水源地。")
    walk.take("risk_assessment.start", "staff", 24)
    walk.take("risk_assessment.report", "staff", 25)
    walk.take("risk_assessment.find", "chief", 26)
    assert walk.decision.track_states["risk_assessment"] == "concluded"


def test_a_meeting_may_postpone_and_take_it_up_again(walk: Walk) -> None:
    walk.before("deliberation.decide")
    walk.take(
        "deliberation.decide",
        "recorder",
        62,
        outcome="postponed",
        text="暂缓",
        ballots=[{"number": n, "vote": "abstain"} for n in (1, 2, 3)],
    )
    assert walk.decision.state == "reviewed"
    # what the unit handed in of the same version stands
    for step, role, _ in WAY[19:25]:
        walk.take(step, role, 70)
    assert walk.decision.state == "decided"
    assert len(walk.decision.meetings) == 2


def test_receipt_codes_forgive_how_they_are_typed() -> None:
    code = participation.receipt_code("k")
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    assert len({participation.receipt_digest(each) for each in (code, code.lower(), code.replace("-", " "), wide)}) == 1
    assert participation.receipt_code("k") == code != participation.receipt_code("l")


def test_numbers_of_decisions_run_by_year_without_gap(walk: Walk, session: Session) -> None:
    numbers = []
    for place in range(3):
        other = Walk(session, walk.actors, start=date(2022, 3, 1 + place), unit_ids=walk.unit_ids)
        other.take("initiation.propose", "staff", 0)
        numbers.append(other.decision.number)
    other = Walk(session, walk.actors, start=date(2023, 1, 4), unit_ids=walk.unit_ids)
    other.take("initiation.propose", "staff", 0)
    assert [*numbers, other.decision.number] == ["2022-001", "2022-002", "2022-003", "2023-001"]
    assert session.scalar(select(func.count()).select_from(Decision)) == 4


def test_a_package_that_lacks_what_was_done_since_is_not_handed_over(walk: Walk) -> None:
    """An earlier handover alone adds nothing to it, so that one package may go to two places."""
    walk.through("publication.archive")
    older = newest_entry(walk.session, walk.decision.id)
    walk.take("execution.assign", "office", 71)
    with pytest.raises(BadInput) as bad:
        walk.take("publication.hand_over", "office", 95, as_of=older)
    said = bad.value.problems["as_of"].zh
    assert f"截至日志第{older}条" in said
    assert "请重新制作档案包" in said
    newest = newest_entry(walk.session, walk.decision.id)
    for _ in range(2):
        walk.take("publication.hand_over", "office", 95, as_of=newest)
    assert len(walk.decision.handovers) == 2
