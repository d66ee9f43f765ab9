"""After the meeting: its record confirmed by those who were there, and errata to it (713 art. 30(3), 337 art. 30)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.meetingrecord import confirming, record_digest, record_texts, spoken, touched
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.domain.unseen import same_name
from workflow.models.deliberation import Confirmation, Correction, Meeting
from workflow.services.identity import signs_in
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records


def _closed(taking: Taking, fieldname: str) -> Meeting:
    """The newest meeting that came to a decision."""
    for meeting in reversed(taking.row.meetings):
        if meeting.resolution:
            return meeting
    raise BadInput({fieldname: Text("还没有作出决定的会议。", "No meeting has come to a decision yet.")})


class ConfirmationInput(Part):
    """A member who confirms."""

    number: int


class ConfirmAct(Act):
    """Who confirms, and the digest of the record that was read."""

    digest: Line
    confirmations: tuple[ConfirmationInput, ...] = ()


class Confirmed(Part):
    """One member's confirmation as it is kept."""

    number: int
    digest: Line
    own: bool


class Confirmations(Part):
    """The confirmations entered at once."""

    confirmations: tuple[Confirmed, ...]


@records("deliberation.confirm", ConfirmAct)
def confirm(taking: Taking, act: ConfirmAct) -> Recorded:
    """Members who were present confirm the record, all on one digest.

    Whoever confirmed before an erratum confirms anew, with it. The recorder enters whose confirmation was obtained;
    anybody else confirms for himself alone, and so does whoever has an account and is touched by an erratum.
    """
    meeting = _closed(taking, "confirmations")
    record = facts.Meeting.model_validate(meeting)
    digest = record_digest(record)
    if act.digest != digest:
        text = Text(
            "会议记录与您看到的不一致，请重新打开页面核对。", "The record is not the one you read: open the page again."
        )
        raise BadInput({"digest": text})
    if not act.confirmations:
        raise BadInput({"confirmations": Text("请选择确认会议记录的人员。", "Choose who confirms the record.")})
    keeper = taking.actor is not None and taking.actor.has(Role.RECORDER)
    asked, corrected = ({each.number for each in found} for found in (confirming(record), touched(record)))
    members = {member.number: member for member in meeting.members if member.number in asked}
    kept = []
    for number in sorted({each.number for each in act.confirmations}):
        member = members.get(number)
        if member is None:
            text = Text("只有到会人员确认会议记录。", "Only who was present confirms the record.")
            raise BadInput({"confirmations": text})
        if member.confirmation and member.confirmation.digest == digest:
            text = Text("{name}已经确认。", "{name} has confirmed already.").fmt(name=member.name)
            raise BadInput({"confirmations": text})
        own = same_name(member.name, taking.who)
        if not keeper and not own:
            text = Text("只能确认本人的会议记录。", "You confirm for yourself only.")
            raise BadInput({"confirmations": text})
        if (
            not own
            and number in corrected
            and signs_in(taking.session, member.name, taking.rulebook.step("deliberation.confirm").roles)
        ):
            text = Text(
                "更正涉及{name}本人的发言或者表决意见，由其本人登录确认。",
                "The erratum touches what {name} said or voted: {name} confirms it by an account of their own.",
            )
            raise BadInput({"confirmations": text.fmt(name=member.name)})
        taking.put(Confirmation, member_id=member.id, digest=digest, own=own, **taking.stamp(act))
        kept.append(Confirmed(number=number, digest=digest, own=own))
    proof = Proof("confirmation", Confirmations(confirmations=tuple(kept)))
    return Recorded({"confirmed": str(len(kept)), "digest": digest}, (proof,))


class CorrectAct(Act):
    """An erratum as entered."""

    passage: Paragraphs
    text: Paragraphs
    reason: Reason


@records("deliberation.correct", CorrectAct)
def correct(taking: Taking, act: CorrectAct) -> Recorded:
    """Enter an erratum: the record stays as it is, the passage and what it is to say are shown together.

    What was confirmed before is not the record with the erratum: it is confirmed anew.
    """
    meeting = _closed(taking, "passage")
    for name, what in (("passage", "原记录"), ("text", "更正后的内容"), ("reason", "更正理由")):
        if not getattr(act, name).strip():
            raise BadInput({name: Text(f"请填写{what}。", "This has to be filled in.")})
    record, passage = facts.Meeting.model_validate(meeting), act.passage.strip()
    said = spoken(record, passage)
    if not said and not any(passage in text for text in record_texts(record)):
        text = Text("会议记录中没有这段文字，请照原文填写。", "The record has no such passage: copy it as it stands.")
        raise BadInput({"passage": text})
    if len(said) > 1:
        text = Text(
            "不止一人的发言、意见中有这段文字，请连同姓名写明是谁的，例如“{one}”。",
            "More than one member's words have this passage: write whose it is with the name, such as “{one}”.",
        )
        raise BadInput({"passage": text.fmt(one=said[0][:30])})
    row = taking.put(
        Correction, meeting_id=meeting.id, passage=act.passage, text=act.text, reason=act.reason, **taking.stamp(act)
    )
    return Recorded({}, (Proof("correction", facts.Correction.model_validate(row)),))
