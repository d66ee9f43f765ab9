"""The notice soliciting opinions, and what is put right or extended while it runs (713 art. 15, 337 art. 17)."""

from __future__ import annotations

import datetime as dt

from workflow.domain import facts
from workflow.domain.calendar import days_between
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.participation import counted_from
from workflow.domain.substance import tells
from workflow.domain.terms import NoticeChannel, ReplyWay, Trait
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.participation import Notice, NoticeAmendment
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records

# no article limits a period; one of a year has its year typed wrong, and nothing could end it early
_LONGEST = dt.timedelta(days=364)


def _not_mistyped(ends: dt.date, today: dt.date) -> None:
    if ends - today > _LONGEST:
        raise BadInput({"ends": Text("截止日期在一年以后，请核对年份。", "It ends in a year or more: check the year.")})


class NoticeAct(Act):
    """A notice as entered; it publishes the newest draft version."""

    title: Line = ""
    channels: tuple[NoticeChannel, ...] = ()
    ways: tuple[ReplyWay, ...] = ()
    contact: Paragraphs = ""
    starts: dt.date
    ends: dt.date
    shortened_reason: Paragraphs = ""


NOT_PUBLIC = Text(
    "草案载明本事项依法不予公开，不得向社会公布；情况有变化的，先保存草案新版本。",
    "The draft says that by law this matter is not made public, so no notice of it may appear; "
    "if that has changed, save a new version first.",
)


@records("participation.open", NoticeAct)
def open_notice(taking: Taking, act: NoticeAct) -> Recorded:
    """Record and publish the notice; from now on it stands on the public pages."""
    if act.ends < act.starts:
        raise BadInput({"ends": Text("截止日期不得早于起始日期。", "The period ends before it starts.")})
    _not_mistyped(act.ends, taking.today)
    if Trait.NOT_PUBLIC in taking.dossier.traits:
        raise BadInput({"version": NOT_PUBLIC})
    draft = taking.dossier.draft
    row = taking.put(
        Notice,
        decision_id=taking.decision.id,
        version=draft.version if draft else 0,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    fact = facts.Notice.model_validate(row)
    days = days_between(counted_from(fact), fact.ends, taking.setting.convention)
    details = {
        "starts": fact.starts.isoformat(),
        "ends": fact.ends.isoformat(),
        "days": str(max(days, 0)),
        "version": str(fact.version),
    }
    return Recorded(details, (Proof("notice", fact),))


class AmendmentAct(Act):
    """What is put right or extended, as entered."""

    contact: Paragraphs
    ends: dt.date
    reason: Reason


@records("participation.amend", AmendmentAct)
def amend(taking: Taking, act: AmendmentAct) -> Recorded:
    """Put right where to turn, or extend the period, while the notice runs; what was published first stays.

    Raises BadInput for a period that is over or would be shortened, for a matter that is kept from the public, and where
    nothing changes.
    """
    notice = taking.dossier.notice
    if taking.dossier.kept_back:
        kept = Text(
            "本事项已审定不予公开，公告不再向社会公布，不作更正、延长。",
            "The matter is kept from the public: its notice is published no more, and neither corrected nor extended.",
        )
        raise BadInput({"ends": kept})
    if notice is None or max(taking.today, act.on) > notice.closes:
        over = Text(
            "征求意见期限已经届满，公告不能再更正或者延长；仍需征求意见的，公布采纳情况后重新征求意见。",
            "The period is over: the notice is neither corrected nor extended any more. Where more opinions are wanted, "
            "publish the result and solicit anew.",
        )
        raise BadInput({"ends": over})
    before = notice.amendments[-1].on if notice.amendments else notice.on
    if act.on < before:
        early = Text("发布日期不得早于此前公告的日期（{day}）。", "The day lies before the notice it corrects ({day}).")
        raise BadInput({"on": early.fmt(day=before)})
    if act.ends < notice.closes:
        shorter = Text(
            "截止日期不得早于已公告的{day}：期限只能延长，不能缩短。",
            "The period does not end before {day}, as the notice says: it is extended, never shortened.",
        )
        raise BadInput({"ends": shorter.fmt(day=notice.closes)})
    _not_mistyped(act.ends, taking.today)
    if not tells(act.contact):
        raise BadInput({"contact": Text("请填写联系单位和联系方式。", "Say where to turn and how.")})
    if not act.reason.strip():
        raise BadInput({"reason": Text("请说明更正或者延长的理由。", "Say why it is corrected or extended.")})
    # what only has other blanks is not put right
    contact = notice.reached if worded(act.contact) == worded(notice.reached) else act.contact
    if (act.ends, contact) == (notice.closes, notice.reached):
        same = Text(
            "联系方式和截止日期都没有改动：请填写更正后的联系方式，或者延长截止日期。",
            "Nothing changes: enter the right contact, or a later end.",
        )
        raise BadInput({"contact": same})
    row = taking.put(
        NoticeAmendment,
        notice_id=taking.row.notices[-1].id,
        contact=contact,
        ends=act.ends,
        reason=act.reason,
        **taking.stamp(act),
    )
    fact = facts.NoticeAmendment.model_validate(row)
    return Recorded({"ends": fact.ends.isoformat()}, (Proof("notice_amendment", fact),))
