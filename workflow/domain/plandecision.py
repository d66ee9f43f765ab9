"""The end of a plan: the meeting, what comes between the decision and its publication, and the last day to publish it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.guards.agenda import LeadParams, OrderParams, said_before
from workflow.domain.guards.meeting_materials import not_handed_in
from workflow.domain.guards.publication import InTimeParams, formed_on
from workflow.domain.milestones import Wait, counted, rule_said
from workflow.domain.planning import Way, adopted_on
from workflow.domain.terms import PartyOrder, PartyReportKind
from workflow.domain.text import Text


def handed_in(way: Way) -> None:
    """What the unit hands in for the meeting: with the legality opinion, and anew where that or the draft is another."""
    network, dossier, rules = way.network, way.dossier, way.rules("materials_handed_in")
    adopted = adopted_on(dossier, way.setting)
    if not way.has("deliberation.submit") or not rules:
        return
    name, last = Text("报送审议材料", "Materials handed in for deliberation"), dossier.meeting_submissions[-1:]
    reviewed = adopted or ("review" in network and network.found["review"].done)
    if last and reviewed and not any(not_handed_in(dossier, dossier.meeting if adopted else None)):
        network.done("handed_in", name, last[0].on)
    elif not adopted:
        network.add("handed_in", name, [network.begin(), *network.after("review")], rules)


def party_first(way: Way) -> None:
    """What the Party committee says before the meeting, where the organ's own rules put it first (713 arts. 4 and 31)."""
    network, adopted = way.network, adopted_on(way.dossier, way.setting)
    ordered = way.timed("party_order_kept", OrderParams)
    rules = [rule for rule, params in ordered if params.order is PartyOrder.PARTY_FIRST]
    if not way.has("deliberation.party") or not rules:
        return
    name, said = (
        Text("党委先行研究", "The Party committee's discussion"),
        said_before(way.dossier, adopted or dt.date.max),
    )
    if said and said[-1].agreed:
        network.done("party_first", name, said[-1].on)
    elif not adopted:
        # it is recorded of a draft that was reviewed
        network.add("party_first", name, [network.begin(), *network.after("review", "handed_in")], rules)


def deliberation(way: Way) -> None:
    """The meeting, not earlier than notice of it and its materials allow."""
    network, adopted = way.network, adopted_on(way.dossier, way.setting)
    if not way.has("deliberation.decide"):
        return
    name = Text("集体讨论决定", "Collective deliberation and decision")
    if adopted:
        network.done("deliberation", name, adopted)
        return
    rules = way.rules("review_passed_on_same_draft", "body_competent")
    waits = [network.begin(), *network.after("review", "handed_in", "party_first")]
    waits += _lead(way, "meeting_notice_given", "on")
    network.add("deliberation", name, [*waits, *_lead(way, "meeting_materials_sent", "materials_on")], rules)


def _lead(way: Way, guard: str, given: str) -> Iterator[Wait]:
    """The time between what is given before a meeting and the meeting; what an agenda has given counts."""
    network, after = way.network, "review" if "review" in way.network else "draft"
    entry = way.dossier.agenda[-1] if way.dossier.agenda else None
    ahead = network.found[after].day
    base = None if ahead is None else max(network.start, ahead)
    for rule, params in way.timed(guard, LeadParams):
        lead = partial(_led, params=params, calendar=way.setting.calendar)
        wait = network.period(after, lead, rule, base)
        since = getattr(entry, given) if entry else None
        if entry and since and base and wait.day and base <= entry.meets < wait.day:
            first, _ = counted(partial(lead, since), since.year)
            if first and first <= entry.meets:
                said = Text("会议通知载明的开会日期", "the day the notice of the meeting states")
                wait = Wait(after, entry.meets, said, (rule,))
        yield wait


def _led(day: dt.date, params: LeadParams, calendar: WorkingCalendar) -> dt.date:
    if params.working:
        return calendar.add_working_days(day, params.days)
    return day + dt.timedelta(days=params.days)


def publication(way: Way) -> None:
    """What comes between the decision and its publication, and the last day to publish it."""
    network, dossier = way.network, way.dossier
    decided = network.after("deliberation")
    party, congress = dossier.reported_now
    for key, step, name, fact, guard in (
        ("party", "publication.report_party", Text("向党委请示报告", "Report to the Party committee"), party, "party_reported"),
        ("congress", "publication.report_congress", Text("提请人大讨论决定或者报告", "The people's congress turned to"), congress, "congress_consulted"),
    ):  # fmt: skip
        rules = way.rules(guard)
        if way.has(step) and fact:
            network.done(key, name, fact.on)
        elif way.has(step) and rules:
            network.add(key, name, [network.begin(), *decided], rules)
    withheld = dossier.withholding or dossier.kept_back
    if not way.has("publication.publish") or (withheld and dossier.publication is None):
        return
    name = Text("公布决策", "Publication of the decision")
    if dossier.publication:
        network.done("publication", name, dossier.publication.on)
        return
    waits = [network.begin(), *decided, *network.after("party", "congress")]
    if party and party.kind is PartyReportKind.REQUEST and not party.reply.strip():
        unanswered = Text("请示尚未取得批复。", "The request has not been answered yet.")
        waits.append(
            Wait(
                "party", None, Text("取得批复后", "once it is answered"), tuple(way.rules("party_reported")), unanswered
            )
        )
    # of a matter of several kinds the same guard also holds the report and the signing back
    rules = [rule for rule in way.rules("decided_before") if "publication.publish" in rule.rule.steps]
    network.add("publication", name, waits, rules)
    formed = network.found["deliberation"].day if "deliberation" in network else None
    began = Text("自作出决定（{day}）起算：{numbers}", "from the decision on {day}; {numbers}")
    if dossier.disclosure:
        formed = formed_on(dossier)
        began = Text(
            "自解除不予公开（{day}）起算：{numbers}", "from the lifting of the withholding on {day}; {numbers}"
        )
    elif dossier.final_checks:
        formed = formed_on(dossier)
        began = Text("自核对定稿（{day}）起算：{numbers}", "from the check of the final text on {day}; {numbers}")
    if formed is None:
        return
    for rule, params in way.timed("published_in_time", InTimeParams):
        add = way.setting.calendar.add_working_days
        last, unknown = counted(partial(add, formed, params.working_days), formed.year)
        said = began.fmt(day=formed, numbers=rule_said(rule, way.setting.convention))
        network.limit("publication", last, unknown or said, [rule])
