"""Publication and archive (713 arts. 32 and 33, 337 arts. 32 and 37)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field
from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.guards.publication import issued_after, settled_on
from workflow.domain.publishtime import publish_by
from workflow.domain.reading import name_of_act
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import PublishChannel
from workflow.domain.text import Text, joined
from workflow.domain.typed import typed_digest
from workflow.models.publication import (
    Archive,
    ArchiveSupplement,
    Handover,
    Publication,
    PublicationAmendment,
)
from workflow.models.trail import Entry
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records
from workflow.services.stages.numbered import called, numbered, strict


class PublishAct(Act):
    """The publication as entered."""

    number: Line
    title: Line = ""
    retitled: Paragraphs = ""
    formed_on: dt.date | None = None
    addressed_to: Line = ""
    copied_to: Line = ""
    printed_by: Line = ""
    printed_on: dt.date | None = None
    channels: tuple[PublishChannel, ...] = ()
    wide_concern: bool = False
    explanation: Paragraphs = ""
    interpretation: Paragraphs = ""


@records("publication.publish", PublishAct, since=issued_after)
def publish(taking: Taking, act: PublishAct) -> Recorded:
    """Publish the decision under its document number; from now on it stands on the public pages."""
    title = act.title or called(taking)
    number = strict(numbered(taking, act.number, "publication", title, act.formed_on or act.on))
    if taking.dossier.archive and taking.dossier.publication:
        raise BadInput({"number": Text("决策已经公布。", "It is published already.")})
    formed, lifted = _formed_on(taking, act), taking.dossier.disclosure
    if act.printed_on and not (formed or act.printed_on) <= act.printed_on <= taking.today:
        sentence = Text(
            "印发日期不得早于成文日期、晚于今天。", "It is printed on or after its date, and not after today."
        )
        raise BadInput({"printed_on": sentence})
    start = lifted.on if lifted else formed
    until = publish_by(taking.rulebook.rules_for("publication.publish"), start, taking.calendar)
    row = taking.put(
        Publication,
        decision_id=taking.decision.id,
        number=number,
        publish_by=until,
        calendar=taking.calendar.version if until else "",
        **act.model_dump(exclude={"on", "number"}),
        **taking.stamp(act),
    )
    details = {
        "number": number,
        "channels": ";".join(act.channels),
        "publish_by": until.isoformat() if until else "",
    }
    return Recorded(details, (Proof("publication", facts.Publication.model_validate(row)),))


def _formed_on(taking: Taking, act: PublishAct) -> dt.date | None:
    """The day the document was formed: its date, which is not before the decision, else the day its text was settled."""
    resolution = taking.dossier.meeting.resolution if taking.dossier.meeting else None
    decided = resolution.on if resolution else None
    if act.formed_on and ((decided and act.formed_on < decided) or act.formed_on > act.on):
        sentence = Text(
            "成文日期不得早于作出决定的日期、晚于公布日期。", "The document is dated between decision and publication."
        )
        raise BadInput({"formed_on": sentence})
    return act.formed_on or settled_on(taking.dossier)


def _amended_after(dossier: Dossier) -> dt.date | None:
    """The day before which nothing of what was published is put right or added to."""
    publications = (dossier.publication, *dossier.publication_amendments)
    return max((each.on for each in publications if each), default=None)


class AmendmentAct(Act):
    """What is put right or added, as entered."""

    correction: Paragraphs = ""
    reason: Paragraphs = ""
    approved_by: Line = ""
    channels: tuple[PublishChannel, ...] = ()
    interpretation: Paragraphs = ""


@records("publication.amend", AmendmentAct, since=_amended_after)
def amend(taking: Taking, act: AmendmentAct) -> Recorded:
    """Put right what was published, or add where and how it was made known since; what was published first stays.

    Raises BadInput where nothing was published or nothing is said, where a channel is no further one, and where a correction
    gives no reason or nobody approved it.
    """
    if taking.dossier.publication is None:
        none = Text("决策没有公布，不能更正、补充。", "It was not published: there is nothing to correct or to add to.")
        raise BadInput({"correction": none})
    channels = tuple(dict.fromkeys(act.channels))
    again = [each.label for each in channels if each in taking.dossier.published_in]
    if again:
        said = Text("已经通过{what}公布，不必再选。", "It was published there already: {what}.").fmt(what=joined(again))
        raise BadInput({"channels": said})
    corrected, explained = says_something(act.correction), tells(act.interpretation)
    if not corrected and (tells(act.correction) or not (explained or channels)):
        nothing = Text(
            "请填写更正内容，或者选择增加的公布途径、填写公布后的宣传解读情况。",
            "Say what is put right, choose a further channel, or say how it was explained since.",
        )
        raise BadInput({"correction": nothing})
    if corrected and not says_something(act.reason):
        raise BadInput({"reason": Text("请说明更正的原因。", "Say how it came to be wrong.")})
    if corrected and not tells(act.approved_by):
        raise BadInput({"approved_by": Text("请填写批准更正的负责人。", "Name who approved the correction.")})
    row = taking.put(
        PublicationAmendment,
        decision_id=taking.decision.id,
        correction=act.correction if corrected else "",
        reason=act.reason if corrected else "",
        approved_by=act.approved_by if corrected else "",
        channels=channels,
        interpretation=act.interpretation if explained else "",
        **taking.stamp(act),
    )
    fact = facts.PublicationAmendment.model_validate(row)
    return Recorded({"channels": ";".join(channels)}, (Proof("publication_amendment", fact),))


class ArchiveAct(Act):
    """The in-file list as entered."""

    retention: Line
    received_by: Line
    unconfirmed: Paragraphs = ""
    items: tuple[facts.ArchiveItem, ...] = ()


@records("publication.archive", ArchiveAct)
def archive(taking: Taking, act: ArchiveAct) -> Recorded:
    """Hand the dossier to the archive with its in-file list."""
    row = taking.put(
        Archive,
        decision_id=taking.decision.id,
        retention=taking.vocabulary("retention", act.retention, "retention"),
        received_by=act.received_by,
        unconfirmed=act.unconfirmed,
        items=[{"number": place, **item.model_dump()} for place, item in enumerate(act.items, start=1)],
        **taking.stamp(act),
    )
    details = {"items": str(len(act.items)), "retention": act.retention}
    return Recorded(details, (Proof("archive", facts.Archive.model_validate(row)),))


class SupplementArchiveAct(Act):
    """A further list as entered."""

    received_by: Line
    items: tuple[facts.ArchiveItem, ...] = ()


@records("publication.supplement_archive", SupplementArchiveAct)
def supplement_archive(taking: Taking, act: SupplementArchiveAct) -> Recorded:
    """Add a further list to the archived dossier; what was handed over stays as it is."""
    if not act.items:
        raise BadInput({"items": Text("请至少列出一项材料。", "List at least one record.")})
    row = taking.put(
        ArchiveSupplement,
        decision_id=taking.decision.id,
        received_by=act.received_by,
        items=[{"number": place, **item.model_dump()} for place, item in enumerate(act.items, start=1)],
        **taking.stamp(act),
    )
    proof = Proof("archive_supplement", facts.ArchiveSupplement.model_validate(row))
    return Recorded({"items": str(len(act.items))}, (proof,))


class HandOverAct(Act):
    """The handover as entered."""

    recipient: Line
    received_by: Line
    handed_by: Line
    package: Line
    as_of: Annotated[int, Field(ge=0, lt=10**9)]
    note: Paragraphs = ""
    differs: Paragraphs = ""
    """Why the package is not the one that is made now, where it was compared and is not."""


def _nothing_since(taking: Taking, as_of: int) -> None:
    """The archives get what there is: an older package lacks what was done since. Raises BadInput.

    An earlier handover changes nothing of what is handed over, so that one package may go to two places.
    """
    since = taking.session.scalars(
        select(Entry.act)
        .where(Entry.decision_id == taking.decision.id, Entry.result == "ok", Entry.seq > as_of)
        .where(Entry.act != "publication.hand_over")
        .order_by(Entry.seq)
    ).all()
    if since:
        said = Text(
            "该档案包截至日志第{as_of}条，此后本事项还办理了“{act}”等{count}项，档案包没有包括。请重新制作档案包后移交。",
            "This package ends with entry {as_of} of the log; since then more was done on the matter ({count}, “{act}” first), "
            "which it lacks. Make the package anew and hand that over.",
        )
        act = name_of_act(since[0], taking.rulebook)
        raise BadInput({"as_of": said.fmt(as_of=str(as_of), act=act, count=str(len(since)))})


@records("publication.hand_over", HandOverAct)
def hand_over(taking: Taking, act: HandOverAct) -> Recorded:
    """Record to whom which package was handed over; the entry names its digest, so that whoever has it can compare."""
    package = typed_digest(act.package)
    if package is None:
        sentence = Text(
            "SHA-256为64位十六进制数，制作档案包时显示。",
            "A SHA-256 is 64 hexadecimal digits, shown when the package is made.",
        )
        raise BadInput({"package": sentence})
    # what it was made of may end with the entry of a number, which is an object of its own
    archived = select(Entry.seq).where(
        Entry.decision_id == taking.decision.id,
        Entry.act == "publication.archive",
        Entry.result == "ok",
        Entry.seq <= act.as_of,
    )
    there = select(Entry.seq).where(Entry.seq == act.as_of, Entry.result == "ok")
    if taking.session.scalar(there) is None or taking.session.scalar(archived.limit(1)) is None:
        sentence = Text(
            "没有这一条日志，或者其时尚未归档；应填的条目在制作档案包时显示。",
            "There is no such entry, or it was not archived yet then; the entry is shown when the package is made.",
        )
        raise BadInput({"as_of": sentence})
    _nothing_since(taking, act.as_of)
    row = taking.put(
        Handover,
        decision_id=taking.decision.id,
        package=package,
        note="\n".join(filter(None, [act.note, act.differs and f"档案包与登记移交时系统制作的不一致：{act.differs}"])),
        **act.model_dump(exclude={"on", "package", "note", "differs"}),
        **taking.stamp(act),
    )
    details = {"recipient": act.recipient, "package": package, "as_of": str(act.as_of)}
    return Recorded(details, (Proof("handover", facts.Handover.model_validate(row)),))
