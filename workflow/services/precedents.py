"""What was entered the last time: a form begins with it, so that nobody types a thing twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from workflow.domain import facts
from workflow.models.agenda import AgendaEntry
from workflow.models.decisions import Decision
from workflow.models.deliberation import Meeting
from workflow.models.initiation import Proposal
from workflow.models.legality_review import CounselOpinion, ReviewConclusion
from workflow.models.publication import Archive, CongressReport, PartyReport, Publication
from workflow.services.dossiers import successor_of
from workflow.services.unit import Session

_NUMBER = re.compile(r"(?P<code>.+)〔(?P<year>\d{4})〕(?P<serial>\d{1,5})号")
_SITTING = re.compile(r"(?P<year>\d{4})年第(?P<serial>\d{1,4})次(?P<rest>\D*)")


def next_in_series(numbers: Sequence[str], year: int) -> str:
    """The number after the newest of `numbers` (oldest first), counted anew each year; empty if it is no series."""
    found = [match for number in numbers if (match := _NUMBER.fullmatch(number))]
    if not found:
        return ""
    code = found[-1]["code"]
    taken = [int(match["serial"]) for match in found if match["code"] == code and int(match["year"]) == year]
    return f"{code}〔{year}〕{max(taken, default=0) + 1}号"


def next_document_number(session: Session, today: dt.date) -> str:
    """The document number (发文字号) after the last decision published; empty before the first."""
    return next_in_series(list(session.scalars(select(Publication.number).order_by(Publication.id))), today.year)


def next_review_number(session: Session, today: dt.date) -> str:
    """The number after the last legality opinion; empty before the first."""
    numbers = session.scalars(select(ReviewConclusion.number).order_by(ReviewConclusion.id))
    return next_in_series(list(numbers), today.year)


def next_party_number(session: Session, today: dt.date) -> str:
    """The number after the last request or report to the Party committee; empty before the first."""
    return next_in_series(list(session.scalars(select(PartyReport.number).order_by(PartyReport.id))), today.year)


def last_meeting(session: Session) -> facts.Meeting | None:
    """The newest meeting of the organ: its kind, place, chair and who was entitled to attend."""
    row = session.scalar(select(Meeting).order_by(Meeting.id.desc()).limit(1))
    return facts.Meeting.model_validate(row) if row else None


def sitting_of(session: Session, on: dt.date, kind: str = "") -> facts.Meeting | None:
    """The meeting of that day (and body) as its newest item has it: place, chair, members with attendance, who sat in."""
    found = select(Meeting).where(Meeting.on == on).order_by(Meeting.id.desc()).limit(1)
    row = session.scalar(found.where(Meeting.kind == kind) if kind else found)
    return facts.Meeting.model_validate(row) if row else None


def coming_sitting(session: Session, today: dt.date) -> facts.AgendaEntry | None:
    """The meeting to come that a matter was put on the agenda of last."""
    coming = select(AgendaEntry).where(AgendaEntry.meets >= today).order_by(AgendaEntry.id.desc()).limit(1)
    row = session.scalar(coming)
    return facts.AgendaEntry.model_validate(row) if row else None


def next_item(session: Session, on: dt.date, kind: str, number: str) -> int:
    """The next place on the agenda of the meeting of that day, body and number, those planned included."""
    held = session.scalar(
        select(func.max(Meeting.item)).where(Meeting.on == on, Meeting.kind == kind, Meeting.number == number)
    )
    planned = session.scalar(
        select(func.max(AgendaEntry.item)).where(
            AgendaEntry.meets == on, AgendaEntry.kind == kind, AgendaEntry.number == number
        )
    )
    return max(held or 0, planned or 0) + 1


def attendance_before(session: Session, meeting: facts.Meeting) -> dict[str, facts.Member]:
    """Name → attendance as recorded for an earlier item of the same meeting."""
    rows = session.scalars(
        select(Meeting)
        .where(Meeting.on == meeting.on, Meeting.kind == meeting.kind, Meeting.number == meeting.number)
        .order_by(Meeting.id)
    )
    known = (member for row in rows for member in facts.Meeting.model_validate(row).members)
    return {member.name: member for member in known if member.present is not None}


def next_sitting(session: Session, today: dt.date) -> str:
    """The number of a meeting, such as 2022年第4次: the newest one's if that is of today, else the next of its kind.

    A number that is planned for another day is taken.

    Empty where the newest one's is no such number.
    """
    newest = last_meeting(session)
    sitting = _SITTING.fullmatch(newest.number) if newest else None
    if newest is None or sitting is None:
        return ""
    if newest.on == today:
        return newest.number
    planned = select(AgendaEntry.number).where(AgendaEntry.kind == newest.kind, AgendaEntry.meets != today)
    numbers = session.scalars(select(Meeting.number).where(Meeting.kind == newest.kind).union_all(planned))
    found = [match for number in numbers if (match := _SITTING.fullmatch(number))]
    taken = [int(match["serial"]) for match in found if int(match["year"]) == today.year]
    return f"{today.year}年第{max(taken, default=0) + 1}次{sitting['rest']}"


def last_counsel(session: Session) -> tuple[str, str] | None:
    """Kind and name of whoever gave the last legal opinion."""
    row = session.execute(
        select(CounselOpinion.kind, CounselOpinion.name).order_by(CounselOpinion.id.desc()).limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def last_archive(session: Session) -> tuple[str, str] | None:
    """Retention and receiver of the last dossier archived."""
    row = session.execute(
        select(Archive.retention, Archive.received_by).order_by(Archive.id.desc()).limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def last_imprint(session: Session) -> tuple[str, str]:
    """Whom a document published was addressed to the last time there was such, and who had one printed."""

    def last(column: InstrumentedAttribute[str]) -> str:
        return session.scalar(select(column).where(column != "").order_by(Publication.id.desc()).limit(1)) or ""

    return last(Publication.addressed_to), last(Publication.printed_by)


def adjusted(session: Session, number: str) -> facts.Proposal | None:
    """The newest proposal of the decision of that number: what adjusts it begins with it."""
    row = session.scalar(
        select(Proposal)
        .join(Decision, Decision.id == Proposal.decision_id)
        .where(Decision.number == number)
        .order_by(Proposal.id.desc())
        .limit(1)
    )
    return facts.Proposal.model_validate(row) if row else None


def adjusted_by(session: Session, number: str) -> tuple[str, str] | None:
    """Number and title of the decision that adjusts the one of that number already."""
    row = session.scalar(select(Decision).where(Decision.number == number))
    following = successor_of(row) if row else None
    return (following.number, following.title) if following else None


def last_congress(session: Session) -> str:
    """Whom the matter was brought before the last time."""
    return session.scalar(select(CongressReport.recipient).order_by(CongressReport.id.desc()).limit(1)) or ""
