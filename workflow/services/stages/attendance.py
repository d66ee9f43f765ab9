"""Attendance at a meeting: who is present, recused or absent, and what an absent member wrote (713 art. 30)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.substance import says_something
from workflow.domain.text import Text
from workflow.models.deliberation import Attendance, Member
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records, why_anew
from workflow.services.stages.deliberation import member_of


class AttendanceInput(Part):
    """One member's attendance as entered."""

    number: int
    present: bool
    absence_reason: Line = ""
    recusal: Line = ""
    view: Paragraphs = ""
    anew: Paragraphs = ""

    def kept(self, before: facts.Member | None, anew: str) -> AttendanceInput:
        """What is kept: no reason of absence of someone who came, no recusal and no written view of the others; and why
        it is entered `anew` of whom an earlier record said otherwise. What that one did not say may be added."""
        blank = ("absence_reason", "view") if self.present else ("recusal",)
        kept = self.model_copy(update=dict.fromkeys((*blank, "anew"), ""))
        return kept.model_copy(update={"anew": anew}) if before and kept.takes_back(before) else kept

    def takes_back(self, before: facts.Member) -> bool:
        """Whether an earlier record said otherwise."""
        said = ((getattr(before, name), getattr(self, name)) for name in ("absence_reason", "recusal", "view"))
        changed = any(was.strip() and was != now for was, now in said)
        return changed or before.present != self.present or bool(self.recusal and not before.recusal)


class AttendAct(Act):
    """Attendance as entered."""

    attendances: tuple[AttendanceInput, ...] = ()
    anew: Paragraphs = ""


@records("deliberation.attend", AttendAct)
def attend(taking: Taking, act: AttendAct) -> Recorded:
    """Record who is present, who is recused and who is absent for what reason.

    Nobody who has spoken can be recorded as absent or recused. What absent members wrote is kept and not counted. What
    takes back an earlier record says why.
    """
    members = [member_of(taking, each.number, "attendances") for each in act.attendances]
    meeting = taking.dossier.meeting
    known = {each.number: each for each in (meeting.members if meeting else ()) if each.present is not None}
    before = [known.get(each.number) for each in act.attendances]
    entered = zip(act.attendances, before, strict=True)
    act = act.model_copy(update={"attendances": tuple(each.kept(was, act.anew) for each, was in entered)})
    told = {
        f"attendances-{place}-absence_reason": text.fmt(name=member.name)
        for place, (each, member) in enumerate(zip(act.attendances, members, strict=True))
        if (text := _wrong_attendance(each, member))
    }
    if told:
        raise BadInput(told)
    pairs = zip(act.attendances, before, strict=True)
    why_anew(act.anew, needed=any(was is not None and each.takes_back(was) for each, was in pairs))
    for each, member in zip(act.attendances, members, strict=True):
        taking.put(Attendance, member_id=member.id, **each.model_dump(exclude={"number"}), **taking.stamp(act))
    present = sum(1 for each in act.attendances if each.present)
    details = {
        "present": str(present),
        "absent": str(len(act.attendances) - present),
        "recused": str(sum(1 for each in act.attendances if each.recusal)),
    }
    return Recorded(details, (Proof("attendance", act),))


def _wrong_attendance(entered: AttendanceInput, member: Member) -> Text | None:
    """What cannot be as entered of a member, whose name is still to be filled in."""
    if not entered.present and member.statement:
        return Text("{name}已经发言，不能记为缺席。", "{name} has spoken and cannot be absent.")
    if not entered.present and not says_something(entered.absence_reason):
        return Text("请填写{name}的缺席原因。", "Give the reason why {name} is absent.")
    if entered.recusal.strip() and not says_something(entered.recusal):
        return Text("请填写{name}的回避理由。", "Give the reason why {name} is recused.")
    if entered.recusal and member.statement:
        return Text("{name}已经发言，不能记为回避。", "{name} has spoken and cannot be recused.")
    return None
