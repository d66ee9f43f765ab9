"""Hearings before they are held: notice, registrations, participants, material (713 art. 16)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from workflow.domain import facts
from workflow.domain.calendar import days_between
from workflow.domain.changedsince import heard_already
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.guards.hearings import public_from
from workflow.domain.substance import says_something
from workflow.domain.terms import DeliveryWay, HearingView, ParticipantKind, Trait
from workflow.domain.text import Text
from workflow.models.hearings import (
    Hearing,
    HearingDelivery,
    HearingParticipant,
    HearingRegistration,
    HearingRoll,
)
from workflow.services.ledger import Proof, new_salt
from workflow.services.recording import Act, BadInput, Recorded, Taking, records
from workflow.services.stages.notices import NOT_PUBLIC
from workflow.services.stages.participation import receipt_code, receipt_digest


class AnnounceAct(Act):
    """The notice of a hearing as entered; it publishes the newest draft version."""

    title: Line = ""
    organiser: Line = ""
    day: dt.date
    time: Line = ""
    place: Line = ""
    register_until: dt.date
    places: int | None = Field(default=None, ge=1)
    selection: Paragraphs = ""
    seats: Paragraphs = ""
    # no side of a matter in dispute is shut out (713 art. 16(3))
    seats_for: int | None = Field(default=None, ge=1)
    seats_against: int | None = Field(default=None, ge=1)
    seats_neutral: int | None = Field(default=None, ge=0)
    seats_invited: int | None = Field(default=None, ge=0)
    contact: Paragraphs = ""
    again: Paragraphs = ""


@records("hearing.announce", AnnounceAct)
def announce(taking: Taking, act: AnnounceAct) -> Recorded:
    """Record and publish the notice; from now on people can register."""
    if not act.on <= act.register_until < act.day:
        raise BadInput(
            {
                "register_until": Text(
                    "报名截止日期应当不早于公告发布日期，并早于听证会召开之日。",
                    "Registration ends on the day of the notice or later, and before the day of the hearing.",
                )
            }
        )
    if Trait.NOT_PUBLIC in taking.dossier.traits:
        raise BadInput({"day": NOT_PUBLIC})
    shared = sum(each or 0 for each in (act.seats_for, act.seats_against, act.seats_neutral, act.seats_invited))
    if act.places is not None and shared > act.places:
        said = Text(
            "各方名额合计{shared}人，超过参加人名额{places}人。",
            "The places of the sides add up to {shared}, more than the {places} there are.",
        )
        raise BadInput({"places": said.fmt(shared=shared, places=act.places)})
    draft = taking.dossier.draft
    row = taking.put(
        Hearing,
        decision_id=taking.decision.id,
        version=draft.version if draft else 0,
        again=act.again if heard_already(taking.dossier) else "",
        **act.model_dump(exclude={"on", "again"}),
        **taking.stamp(act),
    )
    fact = facts.Hearing.model_validate(row)
    days = days_between(public_from(fact), fact.day, taking.setting.convention)
    details = {"version": str(fact.version), "day": fact.day.isoformat(), "days": str(max(days, 0))}
    return Recorded(details, (Proof("hearing", fact),))


def hearing_of(taking: Taking) -> Hearing:
    """The hearing under way: the state of the track says that there is one."""
    return taking.row.hearings[-1]


class RegisterAct(Act):
    """A registration as sent or entered. Who registers never leaves the register, unless they come on the list."""

    name: Line
    contact: Line
    unit: Line = ""
    background: Paragraphs = ""
    view: HearingView
    summary: Paragraphs


@records("hearing.register", RegisterAct, answer=receipt_code)
def register(taking: Taking, act: RegisterAct) -> Recorded:
    """Record a registration of the public, or one that staff took down."""
    hearing = hearing_of(taking)
    missing = {
        "name": Text("请填写姓名（名称）。", "Give your name."),
        "contact": Text("请填写联系方式。", "Say how you can be reached."),
        "summary": Text("请填写意见摘要。", "Say in short what your view is."),
    }
    problems = {name: text for name, text in missing.items() if not getattr(act, name).strip()}
    if problems:
        raise BadInput(problems)
    if not hearing.on <= act.on <= hearing.register_until:
        period = Text(
            "报名时间为{start}至{end}，报名日期应在期限内。",
            "Registration is open from {start} to {end}; the day must lie within.",
        ).fmt(start=hearing.on, end=hearing.register_until)
        raise BadInput({"on" if taking.actor else "name": period})
    if taking.dossier.hearing and act.view not in taking.dossier.hearing.views:
        said = Text(
            "听证公告没有设“{view}”的名额，请选择赞成或者反对。",
            "The notice has no places for “{view}”: choose a side.",
        )
        raise BadInput({"view": said.fmt(view=act.view.label)})
    receipt = receipt_digest(receipt_code(taking.key))
    told, salt = act.model_dump(include={"name", "contact", "unit", "background"}), new_salt()
    row = taking.put(
        HearingRegistration,
        hearing_id=hearing.id,
        number=len(hearing.registrations) + 1,
        view=act.view,
        summary=act.summary,
        receipt_sha256=receipt,
        registrant={**told, "salt": salt, "created_at": taking.now},
        **taking.stamp(act),
    )
    fact = {"view": act.view.value, "summary": act.summary, "receipt_sha256": receipt}
    number = str(row.number)
    proofs = (
        Proof("registration", fact, number, private=True),
        Proof("hearing_registrant", told, number, private=True, salt=salt),
    )
    return Recorded({"registration": number}, proofs)


class InvitedInput(Part):
    """A participant who was invited, as entered."""

    name: Line
    unit: Line = ""
    kind: ParticipantKind
    view: HearingView


class RollAct(Act):
    """The list of participants as entered: the numbers of the registrations chosen, and those invited."""

    choosing: Paragraphs = ""
    departure: Paragraphs = ""
    not_back: Paragraphs = ""
    chosen: tuple[int, ...] = ()
    invited: tuple[InvitedInput, ...] = ()


@records("hearing.list", RollAct)
def publish_list(taking: Taking, act: RollAct) -> Recorded:
    """Publish who takes part: those chosen of the registered under the names they gave, and those invited."""
    hearing = hearing_of(taking)
    if act.on <= hearing.register_until:
        raise BadInput(
            {
                "on": Text(
                    "报名至{day}截止，名单应当在截止后公布。", "People may register until {day}: list them after."
                ).fmt(day=hearing.register_until)
            }
        )
    registered = {each.number: each for each in hearing.registrations}
    if not set(act.chosen) <= set(registered):
        raise BadInput({"chosen": Text("请从报名人员中选择。", "Choose among those who registered.")})
    if gone := [number for number in act.chosen if (who := registered[number].registrant) and not who.salt]:
        said = Text(
            "第{n}号报名人已依申请删除个人信息，不能列入名单。",
            "Of registration no. {n} the personal data were erased: it cannot be listed.",
        )
        raise BadInput({"chosen": said.fmt(n=gone[0])})
    _as_announced(hearing, act)
    people = [_of_registered(registered[number]) for number in dict.fromkeys(act.chosen)]
    people += [each.model_dump() for each in act.invited]
    row = taking.put(
        HearingRoll,
        hearing_id=hearing.id,
        choosing=act.choosing,
        departure=act.departure,
        not_back=act.not_back,
        participants=[{"number": number, **each} for number, each in enumerate(people, start=1)],
        **taking.stamp(act),
    )
    details = {"participants": str(len(people)), "registered": str(len(registered))}
    # participants are no officials: who they are is evidence, not an entry
    return Recorded(details, (Proof("roll", facts.HearingRoll.model_validate(row), private=True),))


def _as_announced(hearing: Hearing, act: RollAct) -> None:
    """The list keeps to the notice: to its places, and to its way of choosing where not all who registered take part."""
    count = len(dict.fromkeys(act.chosen)) + len(act.invited)
    if hearing.places is not None and count > hearing.places:
        said = Text(
            "公告的参加人名额为{places}人，名单有{count}人。",
            "The notice announced {places} places, the list has {count}.",
        )
        raise BadInput({"chosen": said.fmt(places=hearing.places, count=count)})
    if len(hearing.registrations) > len(set(act.chosen)) and not says_something(act.choosing):
        said = Text(
            "报名人员没有全部列入名单的，请写明怎样按照公告的遴选办法确定参加人。",
            "Not all who registered are on the list: say how they were chosen, by the way the notice announced.",
        )
        raise BadInput({"choosing": said})


def _of_registered(row: HearingRegistration) -> dict[str, Any]:
    who = row.registrant
    return {
        "name": who.name if who else "",
        "unit": who.unit if who else "",
        "kind": ParticipantKind.REGISTERED,
        "view": row.view,
        "registration": row.number,
    }


def participants_of(taking: Taking) -> dict[int, HearingParticipant]:
    """Number → the participant on the published list."""
    roll = hearing_of(taking).roll
    return {each.number: each for each in roll.participants} if roll else {}


class DeliverAct(Act):
    """To whom the material was delivered on a day."""

    numbers: tuple[int, ...]
    way: DeliveryWay


@records("hearing.deliver", DeliverAct)
def deliver(taking: Taking, act: DeliverAct) -> Recorded:
    """Record the receipts of the material."""
    waiting = {number: each for number, each in participants_of(taking).items() if each.delivery is None}
    numbers = tuple(dict.fromkeys(act.numbers))
    if not numbers or not set(numbers) <= set(waiting):
        raise BadInput({"numbers": Text("请选择尚未送达的听证参加人。", "Choose participants not yet reached.")})
    roll = hearing_of(taking).roll
    if roll and act.on < roll.on:
        said = Text(
            "参加人名单于{day}公布，送达日期不得早于名单公布日期。",
            "The participants were listed on {day}: nothing reached them as such before.",
        )
        raise BadInput({"on": said.fmt(day=roll.on)})
    for number in numbers:
        taking.put(HearingDelivery, participant_id=waiting[number].id, way=act.way, **taking.stamp(act))
    reached = [{"number": number, "way": act.way.value} for number in numbers]
    return Recorded({"participants": str(len(numbers))}, (Proof("delivery", {"deliveries": reached}),))
