"""Deliberation: meeting, statements, votes and decision (713 art. 30, 337 arts. 29 and 30)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.guards.voting import against_majority
from workflow.domain.substance import tells
from workflow.domain.terms import Position, Vote
from workflow.domain.text import Text, joined
from workflow.models.deliberation import Ballot, Meeting, Member, Resolution, Statement
from workflow.services import bodies
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records
from workflow.services.sittings import of_its_year, of_one_day


class MemberInput(Part):
    """A member entitled to attend, as entered."""

    name: Line
    post: Line = ""
    chief: bool = False


class GuestInput(Part):
    """Someone who sits in, as entered."""

    name: Line
    unit: Line = ""
    post: Line = ""
    stands_in_for: Line = ""


class MeetingAct(Act):
    """A meeting as entered."""

    kind: Line
    number: Line = ""
    place: Line = ""
    chair: Line = ""
    item: int = Field(default=1, ge=1)
    agenda: Paragraphs = ""
    members: tuple[MemberInput, ...] = ()
    guests: tuple[GuestInput, ...] = ()


@records("deliberation.convene", MeetingAct)
def convene(taking: Taking, act: MeetingAct) -> Recorded:
    """Bring the newest draft version before a meeting; who is entitled to attend is frozen with it."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput({"kind": Text("没有可以提交讨论的草案。", "There is no draft to deliberate.")})
    of_its_year(act.number, act.on)
    kind = taking.vocabulary("meeting_kinds", act.kind, "kind")
    of_one_day(taking.session, kind, act.number, act.on)
    names = Counter(member.name for member in act.members)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        text = Text("应到人员“{name}”重复。", "“{name}” is listed twice.").fmt(name=twice[0])
        raise BadInput({"members": text})
    _entitled(taking, act, set(names))
    if act.chair and names and act.chair not in names:
        text = Text("主持人“{name}”不在应到人员之列。", "“{name}”, who chairs, is not among those entitled.")
        raise BadInput({"chair": text.fmt(name=act.chair)})
    for place, guest in enumerate(act.guests):
        if guest.stands_in_for and guest.stands_in_for not in names:
            text = Text("“{name}”不在应到人员之列。", "“{name}” is not among those entitled.")
            raise BadInput({f"guests-{place}-stands_in_for": text.fmt(name=guest.stands_in_for)})
        if guest.name in names:
            text = Text("{name}是应到人员，不列为列席人员。", "{name} is entitled to attend and does not sit in.")
            raise BadInput({f"guests-{place}-name": text.fmt(name=guest.name)})
    row = taking.put(
        Meeting,
        decision_id=taking.decision.id,
        version=draft.version,
        kind=kind,
        number=act.number,
        place=act.place,
        chair=act.chair,
        item=act.item,
        agenda=act.agenda,
        members=[{"number": place, **each.model_dump()} for place, each in enumerate(act.members, start=1)],
        guests=[{"number": place, **each.model_dump()} for place, each in enumerate(act.guests, start=1)],
        **taking.stamp(act),
    )
    fact = facts.Meeting.model_validate(row)
    details = {"meeting": act.kind, "entitled": str(len(act.members)), "item": str(act.item)}
    return Recorded(details, (Proof("meeting", fact),))


def _entitled(taking: Taking, act: MeetingAct, names: set[str]) -> None:
    """Whoever belongs to the body on the day is entitled to attend, and nobody else. Raises BadInput at `members`.

    Nobody knows better as long as the members of no body are entered. Raises BadInput at `kind` for a body without
    members where others have them: whoever belongs to it is entered first.
    """
    known = {each.key: each for each in bodies.bodies(taking.session, act.on)}
    body = known.get(act.kind)
    if body is None or not any(each.seats for each in known.values()):
        return
    if not body.seats:
        text = Text(
            "“{body}”的组成人员尚未登记，请先在“会议组成人员”中登记。",
            "The members of “{body}” are not entered yet: enter them first.",
        )
        raise BadInput({"kind": text.fmt(body=body.name)})
    seats = {each.name: each.chief for each in body.members(act.on)}
    missing = [name for name in seats if name not in names]
    others = [each.name for each in act.members if each.name not in seats]
    ranked = [each.name for each in act.members if seats.get(each.name, each.chief) != each.chief]
    found = [
        Text(zh, en).fmt(who=joined([Text(name, name) for name in who]))
        for zh, en, who in (
            ("没有列入的组成人员：{who}", "members not listed: {who}", missing),
            ("不是组成人员：{who}", "no members: {who}", others),
            ("是否行政首长与登记不一致：{who}", "chief or not, otherwise than entered: {who}", ranked),
        )
        if who
    ]
    if found:
        said = Text(
            "{what}。应到人员是会议当日的全部组成人员；任职有变动的，先在“会议组成人员”中登记；其他人员列为列席人员。",
            "{what}. Entitled are all members of the body on the day of the meeting: where seats have changed, enter that "
            "first; others sit in.",
        )
        raise BadInput({"members": said.fmt(what=joined(found))})


def _meeting(taking: Taking) -> Meeting:
    return taking.row.meetings[-1]


def _members(taking: Taking) -> dict[int, Member]:
    return {member.number: member for member in _meeting(taking).members}


def member_of(taking: Taking, number: int, field: str) -> Member:
    """The member of that number of the meeting. Raises BadInput at `field`."""
    member = _members(taking).get(number)
    if member is None:
        raise BadInput({field: Text("请从应到人员中选择。", "Choose among the members entitled.")})
    return member


class SpeakAct(Act):
    """A statement as entered."""

    number: int
    position: Position
    words: Paragraphs


@records("deliberation.speak", SpeakAct)
def speak(taking: Taking, act: SpeakAct) -> Recorded:
    """Record a member's statement, next in order."""
    member = member_of(taking, act.number, "number")
    if member.present is False:
        raise BadInput({"number": Text("缺席人员不能发言。", "An absent member cannot speak.")})
    if member.recusal:
        raise BadInput({"number": Text("回避人员不参加本议题的讨论。", "Who is recused does not speak on this item.")})
    if member.statement:
        raise BadInput({"number": Text("该成员的发言已经记录。", "This member's statement is recorded already.")})
    if not tells(act.words):
        raise BadInput({"words": Text("请记录发言内容。", "Write down what was said.")})
    meeting = _meeting(taking)
    order = 1 + sum(1 for each in meeting.members if each.statement)
    row = taking.put(
        Statement,
        member_id=member.id,
        meeting_id=meeting.id,
        order=order,
        position=act.position,
        words=act.words,
        **taking.stamp(act),
    )
    fact = facts.Statement.model_validate(row)
    return Recorded({"order": str(order), "position": act.position}, (Proof("statement", fact, str(act.number)),))


class BallotInput(Part):
    """One member's vote as entered."""

    number: int
    vote: Vote
    dissent: Paragraphs = ""


def _wrong_ballot(entered: BallotInput, member: Member) -> Iterator[tuple[str, Text]]:
    """What cannot be as entered of a vote, by field; the member's name is still to be filled in."""
    if not member.present:
        yield "vote", Text("{name}没有到会，不能表决。", "{name} is not present and cannot vote.")
    elif member.recusal:
        yield "vote", Text("{name}回避本议题，不能表决。", "{name} is recused from this item and cannot vote.")
    elif entered.vote is Vote.AGAINST and not tells(entered.dissent):
        yield "dissent", Text("请用{name}的原话载明不同意见。", "Set down {name}'s dissent in their own words.")


class DecideAct(Act):
    """The decision as entered."""

    outcome: Line
    text: Paragraphs
    majority_reason: Paragraphs = ""
    minutes: Paragraphs = ""
    ballots: tuple[BallotInput, ...] = ()


@records("deliberation.decide", DecideAct)
def decide(taking: Taking, act: DecideAct) -> Recorded:
    """Record votes, dissent and the decision; its outcome decides where the draft goes."""
    meeting = _meeting(taking)
    key = taking.vocabulary("outcomes", act.outcome, "outcome")
    members = [member_of(taking, each.number, "ballots") for each in act.ballots]
    told = {
        f"ballots-{place}-{field}": text.fmt(name=member.name)
        for place, (each, member) in enumerate(zip(act.ballots, members, strict=True))
        for field, text in _wrong_ballot(each, member)
    }
    if not tells(act.text):
        told["text"] = Text("请写明决定内容。", "Write down what was decided.")
    if told:
        raise BadInput(told)
    for each, member in zip(act.ballots, members, strict=True):
        taking.put(Ballot, member_id=member.id, vote=each.vote, dissent=each.dissent, **taking.stamp(act))
    taking.put(
        Resolution,
        meeting_id=meeting.id,
        outcome=key,
        text=act.text,
        majority_reason=act.majority_reason,
        minutes=act.minutes,
        **taking.stamp(act),
    )
    taking.session.expire_all()
    effect = taking.setting.effect("outcomes", key)
    fact = facts.Meeting.model_validate(_meeting(taking))
    votes = Counter(each.vote for each in act.ballots)
    details = {
        "outcome": key,
        "for": str(votes[Vote.FOR]),
        "against": str(votes[Vote.AGAINST]),
        "abstain": str(votes[Vote.ABSTAIN]),
        "present": str(sum(1 for member in fact.members if member.present)),
        "dissent": str(sum(1 for each in act.ballots if each.dissent.strip())),
        "against_majority": "yes" if against_majority(fact, effect) else "no",
    }
    return Recorded(details, (Proof("resolution", act),), outcome=effect)
