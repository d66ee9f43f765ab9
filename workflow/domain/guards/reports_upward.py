"""Report to the Party committee and to the people's congress, and what they answered (713 arts. 8 and 31, 337 arts. 10, 31)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import repeats
from workflow.domain.facts import CongressReport, PartyReport
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.replies import answers_request, consents, refusal_in, refuses
from workflow.domain.substance import says_something, stated, tells
from workflow.domain.terms import CongressForm, PartyReportKind, Reconsidered
from workflow.domain.text import Text


@guard()
def party_reported(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The Party committee was turned to before the decision is issued (713 art. 31, 337 art. 31)."""
    report, _ = dossier.reported_now
    if report is None:
        yield Gap(Text("尚未向同级党委请示报告。", "The Party committee has not been turned to."))
    elif dossier.publication and report.on > dossier.publication.on:
        yield Gap(
            Text(
                "请示报告日期（{report}）晚于公布日期（{published}）。",
                "The report ({report}) is later than publication ({published}).",
            ).fmt(report=report.on, published=dossier.publication.on)
        )


@guard()
def request_answered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A request for instructions was answered before the decision was put into effect; no reply, to a request or to a
    report, is against it, or was when it was put into effect, nor did the people's congress decide so.

    A request stays one, and a reply that does not agree stands, until a later reply agrees: neither is undone by
    another report.
    """
    reports = dossier.party_reports
    if not (dossier.party_refusal or dossier.congress_refusal):
        yield from _against_then(dossier)
    if refused := dossier.party_refusal:
        yield Gap(
            Text("对{kind}的批复（{reply}）没有同意。", "The reply ({reply}) does not agree: {kind}.").fmt(
                kind=refused.kind.label, reply=refused.reply_on or refused.on
            )
        )
    if against := dossier.congress_refusal:
        yield _congress_against(against)
    requests = [each for each in reports if each.kind is PartyReportKind.REQUEST]
    if requests:
        yield from _answered(dossier, requests[-1])


def _congress_against(refused: CongressReport) -> Gap:
    return Gap(
        Text("人大讨论决定的结果（{day}）为没有同意。", "The people's congress ({day}) decided against it.").fmt(
            day=refused.on
        )
    )


def _in_effect(dossier: Dossier) -> Iterator[tuple[Text, dt.date]]:
    """What put the decision into effect, or ended the matter, and on which day."""
    archive, tasks = dossier.archive, dossier.execution.assignments if dossier.execution else ()
    firsts = (
        (Text("公布", "publication"), dossier.publication),
        (
            Text("决定不予公开", "the withholding"),
            next((each for each in dossier.withholdings if not each.lifted), None),
        ),
        (Text("签订", "the signing"), dossier.signing),
        (Text("分解任务", "the assignment of tasks"), next(iter(tasks), None)),
        (Text("归档", "archiving"), archive),
    )
    yield from ((what, fact.on) for what, fact in firsts if fact)


def _against_then(dossier: Dossier) -> Iterator[Gap]:
    """What was put into effect on a day on which the answer that agrees now had not come, and another was against it."""
    for what, day in _in_effect(dossier):
        if dossier.refused_by(day):
            yield Gap(
                Text(
                    "{what}（{day}）时，批复或者人大讨论决定的结果仍为没有同意。",
                    "At {what} ({day}) the reply, or the decision of the people's congress, was still against it.",
                ).fmt(what=what, day=day)
            )
            return


def _answered(dossier: Dossier, request: PartyReport) -> Iterator[Gap]:
    """The reply to a request, and its days."""
    if not answers_request(request.reply) or request.reply_on is None:
        yield Gap(Text("请示尚无批复意见和批复日期。", "The request has no reply, or the reply has no date."))
        return
    if request.reply_on < request.on:
        yield Gap(
            Text(
                "批复日期（{reply}）早于请示日期（{report}）。",
                "The reply ({reply}) is earlier than the request ({report}).",
            ).fmt(reply=request.reply_on, report=request.on)
        )
    for what, day in _in_effect(dossier):
        if request.reply_on > day:
            yield Gap(
                Text(
                    "批复日期（{reply}）晚于{what}日期（{day}）。", "The reply ({reply}) is later than {what} ({day})."
                ).fmt(reply=request.reply_on, what=what, day=day)
            )
            return


@guard(own_fact=True)
def reply_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The last answer to what was sent upward is noted as its words are: none that refuses, puts off or says nothing agrees."""
    for what, reports in _sent_upward(dossier):
        for each in [each for each in reports if each.reply.strip() or each.agreed is not None][-1:]:
            if each.agreed is not False and (words := refusal_in(each.reply)):
                yield Gap(
                    Text(
                        "{what}写有“{words}”，没有记录为不同意。",
                        "{what} says “{words}”, and is not noted as against it.",
                    ).fmt(what=what, words=words)
                )
            elif each.agreed is False and consents(each.reply):
                yield Gap(
                    Text(
                        "{what}写明同意，却记录为不同意。", "{what} agrees by its words, and is noted as against it."
                    ).fmt(what=what)
                )
            elif each.agreed and not (answers_request if _request(each) else tells)(each.reply):
                yield Gap(
                    Text("{what}没有内容，却记录为同意。", "{what} says nothing, and is noted as agreeing.").fmt(
                        what=what
                    )
                )


def _request(report: PartyReport | CongressReport) -> bool:
    return isinstance(report, PartyReport) and report.kind is PartyReportKind.REQUEST


@guard(own_fact=True)
def refusal_not_undone(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where an answer against it is followed by one for it, with nothing decided between, it is said why (no article
    speaks of it)."""
    for told, why in reversals(dossier):
        yield Gap(told, excused=says_something(why))


def _sent_upward(dossier: Dossier) -> tuple[tuple[Text, Sequence[PartyReport | CongressReport]], ...]:
    """What was sent upward of the decision as it stands and may be answered, with what the answer is called."""
    decided = [each for each in dossier.congress_now if each.form is CongressForm.DECIDED]
    return (
        (Text("同级党委的批复", "The reply of the Party committee"), dossier.party_now),
        (Text("人大讨论决定的结果", "The decision of the people's congress"), decided),
    )


def reversals(dossier: Dossier) -> Iterator[tuple[Text, str]]:
    """What is to be told of each answer against it with the next that is for it, and why that was entered."""
    for what, reports in _sent_upward(dossier):
        answers = [each for each in reports if each.agreed is not None or refuses(each)]
        for before, after in itertools.pairwise(answers):
            if refuses(before) and not refuses(after):
                told = Text(
                    "{what}（{day}）没有同意：“{said}”，{later}又记录为同意，理由：{why}。",
                    "{what} ({day}) did not agree: “{said}”; on {later} it is recorded as agreeing. Why: {why}.",
                ).fmt(
                    what=what,
                    day=_answered_on(before),
                    said=before.reply.strip().rstrip("。"),
                    later=_answered_on(after),
                    why=stated(after.anew),
                )
                yield told, after.anew


def _answered_on(report: PartyReport | CongressReport) -> dt.date:
    return (report.reply_on if isinstance(report, PartyReport) else None) or report.on


@guard()
def congress_consulted(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The people's congress decided the matter, or heard of it, before it is issued (713 art. 8(1), 337 art. 10)."""
    _, report = dossier.reported_now
    if report is None:
        yield Gap(Text("尚未提请人大讨论决定或者报告。", "The people's congress has not been turned to."))
        return
    if refused := dossier.congress_refusal:
        yield _congress_against(refused)
    asked = dossier.congress_asked
    if asked and not asked.reply.strip():
        yield Gap(Text("没有人大讨论决定的结果。", "What the people's congress decided is not recorded."))
    # what it was told again, of a decision since lifted from withholding for one, was told in time already
    known, first = dossier.made_known, dossier.congress_now[0]
    if known and first.on > known.on:
        yield Gap(
            Text(
                "提请人大讨论决定或者报告的日期（{report}）晚于公布日期或者不予公开决定的日期（{known}）。",
                "The people's congress was turned to ({report}) after publication, or the decision to withhold it ({known}).",
            ).fmt(report=first.on, known=known.on)
        )


@guard()
def congress_answered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Once the people's congress was asked to decide, whether it had to be or not, what it decided is on record.

    That it was asked stays so until there is an answer: a report of the same entered afterwards does not undo it.
    """
    if asked := dossier.congress_awaited:
        yield Gap(
            Text(
                "{day}提请人大讨论决定，还没有讨论决定的结果。",
                "The people's congress was asked to decide on {day}; what it decided is not recorded.",
            ).fmt(day=asked.on)
        )


@guard()
def reconsidered_after_refusal(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A decision is sent back or ended only where it was not agreed to, and for a reason; what has ended is not issued."""
    for each in dossier.reconsiderations:
        if not dossier.refused_by(each.on):
            yield Gap(
                Text(
                    "{day}决定{way}，此前没有不同意的批复或者决定。",
                    "On {day}: {way}, though no reply was against it by then.",
                ).fmt(day=each.on, way=each.way.label)
            )
        if not says_something(each.reason):
            yield Gap(
                Text("{day}决定{way}，没有写明理由。", "On {day}: {way}, without a reason.").fmt(
                    day=each.on, way=each.way.label
                )
            )
    ended = next((each for each in dossier.reconsiderations if each.way is Reconsidered.END), None)
    issued = [each.on for each in (dossier.publication, dossier.signing, *dossier.withholdings) if each]
    if ended and issued:
        yield Gap(
            Text(
                "{day}决定终止办理，却于{issued}公布、签订或者决定不予公开。",
                "The matter was ended on {day}, yet published, signed or withheld on {issued}.",
            ).fmt(day=ended.on, issued=min(issued))
        )


@guard()
def changed_after_refusal(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What was not agreed to and is to be changed is not handed in for review again as it was."""
    for each in dossier.reconsiderations:
        again = [review for review in dossier.reviews if review.submission.on >= each.on]
        for review in again if each.way is Reconsidered.CHANGE else ():
            if repeats(dossier, review.submission.version, each.version):
                yield Gap(
                    Text(
                        "{day}决定修改，送审的第{version}版与没有获得同意的第{old}版内容相同，没有修改。",
                        "It was to be changed ({day}); version {version} handed in says the same as version {old}, "
                        "which was not agreed to.",
                    ).fmt(day=each.on, version=review.submission.version, old=each.version)
                )
