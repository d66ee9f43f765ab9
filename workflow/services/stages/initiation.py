"""Initiation: the study of a proposal, the decision to start or not (713 arts. 10 and 11, 337 arts. 12 and 13); the reply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam, select

from workflow.domain import facts
from workflow.domain.differing import newer
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.lawfiles import library
from workflow.domain.machine import knows
from workflow.domain.substance import says_something
from workflow.domain.terms import ReplyMeans, Source
from workflow.domain.text import Text
from workflow.models.decisions import DecisionUnit
from workflow.models.initiation import Initiation, Refusal, Reply, RulebookMove, Study
from workflow.models.people import Unit
from workflow.services import catalogue, ledger
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records


class StudyAct(Act):
    """A study as entered."""

    unit: Line
    necessary: bool
    opinion: Reason


@records("initiation.study", StudyAct)
def study(taking: Taking, act: StudyAct) -> Recorded:
    """Record the study of the proposal."""
    row = taking.put(Study, decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    details = {"necessary": "yes" if act.necessary else "no"}
    return Recorded(details, (Proof("study", facts.Study.model_validate(row)),))


class InitiationAct(Act):
    """The decision to start as entered; units by their number."""

    deputy: Line = ""
    deputy_on: dt.date | None = None
    unit_ids: tuple[int, ...] = ()
    lead_unit_id: int | None = None
    due: dt.date | None = None
    departure: Paragraphs = ""
    against_study: Paragraphs = ""


_NO_LEAD = Text(
    "请明确承办单位；有两个以上的，明确牵头单位。", "Name the undertaking unit, and the lead where there are several."
)


@records("initiation.approve", InitiationAct)
def approve(taking: Taking, act: InitiationAct) -> Recorded:
    """Record the chief's decision to start, with the undertaking units; the lead of a single unit is itself."""
    names = _units(taking, act.unit_ids)
    lead = act.lead_unit_id or (act.unit_ids[0] if len(act.unit_ids) == 1 else None)
    if lead is not None and lead not in names:
        raise BadInput(
            {"lead_unit_id": Text("牵头单位应当是所选承办单位之一。", "The lead must be one of the units chosen.")}
        )
    if lead is None and not any(
        each.rule.guard == "units_named" for each in taking.rulebook.rules_for("initiation.approve")
    ):
        # where a rule asks for it the rule says so, with its article
        raise BadInput({"lead_unit_id" if names else "unit_ids": _NO_LEAD})
    if act.due and act.due < act.on:
        raise BadInput({"due": Text("计划完成时间不得早于启动日期。", "The due date is before the start.")})
    _as_listed(taking, act, names.values())
    row = taking.put(
        Initiation,
        decision_id=taking.decision.id,
        approved_by=taking.who,
        deputy=act.deputy,
        deputy_on=act.deputy_on,
        units=list(names.values()),
        lead_unit=names.get(lead, "") if lead else "",
        due=act.due,
        departure=act.departure,
        against_study=act.against_study,
        **taking.stamp(act),
    )
    for unit in names:
        taking.put(DecisionUnit, decision_id=taking.decision.id, unit_id=unit)
    details = {
        "lead_unit": row.lead_unit,
        "units": ledger.short(";".join(names.values())),
        "due": act.due.isoformat() if act.due else "",
        "rulebook": taking.rulebook.label,
    }
    proof = Proof("initiation", facts.Initiation.model_validate(row))
    return Recorded(details, (proof,), columns={"lead_unit_id": lead})


def _as_listed(taking: Taking, act: InitiationAct, units: Collection[str]) -> None:
    """The unit the catalogue names undertakes the matter, unless it is said why not."""
    proposal = taking.dossier.proposal
    key = proposal.catalogue_item if proposal else ""
    item = catalogue.public_item(taking.session, key) if key else None
    if item and item.unit not in units and not says_something(act.departure):
        problem = Text(
            "目录确定的承办单位是{unit}；由其他单位承办的，请说明与目录不一致的理由。",
            "The catalogue gives the matter to {unit}: say why other units undertake it.",
        )
        raise BadInput({"departure": problem.fmt(unit=item.unit)})


_UNIT = Unit.__table__.c
_UNITS = (
    select(_UNIT.id, _UNIT.name)
    .where(_UNIT.id.in_(bindparam("ids", expanding=True)), _UNIT.organ_id == bindparam("organ"), _UNIT.active)
    .order_by(_UNIT.id)
)


def _units(taking: Taking, unit_ids: tuple[int, ...]) -> dict[int, str]:
    """The units chosen, with their names, in their order."""
    asked = {"ids": unit_ids, "organ": taking.decision.organ_id}
    units = {row.id: row.name for row in taking.connection.execute(_UNITS, asked)}
    if len(units) != len(set(unit_ids)):
        raise BadInput({"unit_ids": Text("请从列出的单位中选择。", "Choose among the units listed.")})
    return units


class MoveAct(Act):
    """A move to a newer version of the rules as entered."""

    target: Line
    reason: Reason


@records("initiation.move", MoveAct)
def move(taking: Taking, act: MoveAct) -> Recorded:
    """Bind the decision to the version in force; what was done so far stays as it was judged then."""
    target = newer(library(), taking.rulebook, taking.today)
    if target is None or target.label != act.target:
        raise BadInput(
            {"target": Text("只能转用现行的新版规则。", "A decision moves only to the newer version now in force.")}
        )
    states = taking.rulebook.procedure.states(taking.decision.state, taking.decision.track_states)
    if not knows(target.procedure, states):
        raise BadInput(
            {
                "target": Text(
                    "新版规则没有本事项目前所处的状态，办完本环节后再转用。",
                    "The new version does not know the state the matter is in: finish this stage first.",
                )
            }
        )
    row = taking.put(
        RulebookMove,
        decision_id=taking.decision.id,
        before=taking.rulebook.label,
        after=target.label,
        reason=act.reason,
        **taking.stamp(act),
    )
    details = {"before": row.before, "after": row.after}
    proof = Proof("move", facts.RulebookMove.model_validate(row))
    return Recorded(details, (proof,), columns={"rulebook": target.label})


class RefusalAct(Act):
    """The decision not to start as entered."""

    reason: Reason


@records("initiation.decline", RefusalAct)
def decline(taking: Taking, act: RefusalAct) -> Recorded:
    """Record the chief's decision not to start, with its reason."""
    row = taking.put(
        Refusal, decision_id=taking.decision.id, approved_by=taking.who, reason=act.reason, **taking.stamp(act)
    )
    return Recorded({}, (Proof("refusal", facts.Refusal.model_validate(row)),))


@records("initiation.stop", RefusalAct)
def stop(taking: Taking, act: RefusalAct) -> Recorded:
    """Record the chief's decision to go no further with a matter that was started, with its reason.

    Whoever was invited to a hearing, or registered for it, is told first that there will be none.
    """
    hearing = taking.dossier.hearing
    if hearing and hearing.sitting is None and hearing.cancellation is None:
        said = Text(
            "已公告的听证会尚未召开，请先由承办单位公告取消。",
            "A hearing is announced and not held: have the undertaking unit call it off first.",
        )
        raise BadInput({"reason": said})
    return decline(taking, act)


class ReplyAct(Act):
    """A reply as entered."""

    means: ReplyMeans
    text: Paragraphs


@records("initiation.reply", ReplyAct)
def reply(taking: Taking, act: ReplyAct) -> Recorded:
    """Record what the proposer was told; a letter to a citizen names the citizen, so its evidence is private."""
    row = taking.put(Reply, decision_id=taking.decision.id, means=act.means, text=act.text, **taking.stamp(act))
    private = taking.decision.source == Source.CITIZEN
    return Recorded({"means": act.means}, (Proof("reply", facts.Reply.model_validate(row), private=private),))
