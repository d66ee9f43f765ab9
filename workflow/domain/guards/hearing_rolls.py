"""The list of participants of a hearing: every side has somebody on it (713 art. 16(3), Chongqing Order 171)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.guards.hearings import numbers_of
from workflow.domain.recusal import UNDERTAKING, recusals
from workflow.domain.substance import says_something
from workflow.domain.terms import HearingView
from workflow.domain.text import Text, joined


@guard()
def sides_represented(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Every side that registered has one of those who registered on the list (713 art. 16(3)); who is invited speaks for
    nobody else, and nobody of an undertaking unit takes part for the public."""
    hearing = dossier.hearing
    if hearing is None or hearing.roll is None:
        return
    if not hearing.participants:
        yield Gap(Text("听证参加人名单上没有人。", "There is nobody on the list of participants."))
    own = [each.number for each in hearing.participants if UNDERTAKING in recusals(dossier, each.name, each.unit)]
    if own:
        yield Gap(
            Text(
                "名单上第{who}号是承办单位的人员，不能作为听证参加人。",
                "No. {who} on the list belong to an undertaking unit and are no participants.",
            ).fmt(who=numbers_of(own))
        )
    # old papers do not say who of the list had registered
    known = [each for each in hearing.participants if each.registration is not None or setting.record]
    there = {each.view for each in known}
    asked = {each.view for each in hearing.registrations}
    for view in HearingView:
        if view in asked and view not in there:
            yield Gap(
                Text(
                    "持“{view}”意见的有人报名，名单上没有代表。",
                    "People of the view “{view}” registered; none of them is on the list.",
                ).fmt(view=Text(view.label.zh.removesuffix("意见"), view.label.en))
            )


@guard()
def sides_back(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whoever registered for a hearing that was called off has their side heard at the next, or it is said what was done to
    invite them (713 art. 16(3): every side is represented). Who they are is no part of it: only the side is told.

    On record each list is looked at; a step can mend the newest only.
    """
    for hearing in dossier.hearings if setting.record else (dossier.hearing,):
        if hearing is None or hearing.cancellation or hearing.roll is None:
            continue
        there = {each.view for each in hearing.participants}
        for called_off in dossier.called_off_before(hearing):
            gone = {each.view for each in called_off.registrations} - there
            if gone and called_off.cancellation:
                reason = says_something(hearing.roll.not_back)
                yield Gap(
                    Text(
                        "{day}取消的听证会有持下列意见的人报名，本次名单上没有：{views}；{why}邀请情况。",
                        "For the hearing called off on {day} people of these views registered, and the list has none of "
                        "them: {views}. How they were invited {why}.",
                    ).fmt(
                        day=called_off.cancellation.on,
                        views=joined([view.label for view in HearingView if view in gone]),
                        why=Text("已经写明", "is stated") if reason else Text("没有写明", "is not stated"),
                    ),
                    excused=reason,
                )


@guard()
def sides_about_equal(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The sides are about equal in number (Chongqing Order 171, which names no figure: a note with the numbers)."""
    count = Counter(each.view for each in dossier.hearing.participants) if dossier.hearing else Counter()
    yes, no = count[HearingView.FOR], count[HearingView.AGAINST]
    if yes != no:
        yield Gap(
            Text(
                "名单上赞成方{yes}人、反对方{no}人，请核对是否大致相当。",
                "The list has {yes} in favour and {no} against: see whether the sides are about equal.",
            ).fmt(yes=yes, no=no)
        )


@guard(own_fact=True)
def seats_as_announced(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The list shares the places among the sides as the notice announced; a side of which fewer registered has all of them."""
    hearing = dossier.hearing
    if hearing is None or hearing.roll is None:
        return
    reason = hearing.roll.departure.strip() if says_something(hearing.roll.departure) else ""
    for share in hearing.shares:
        if share.listed == share.seats or (
            share.registered is not None and share.listed == share.registered < share.seats
        ):
            continue
        said = Text(
            "公告的名额：{side}{seats}人，名单上{listed}人，没有说明理由。",
            "The notice gives {seats} places to “{side}”, the list has {listed}, and it is not said why.",
        )
        why = Text(
            "公告的名额：{side}{seats}人，名单上{listed}人，已说明理由：{reason}",
            "The notice gives {seats} places to “{side}”, the list has {listed}. The reason given: {reason}",
        )
        told = (why if reason else said).fmt(side=share.name, seats=share.seats, listed=share.listed, reason=reason)
        yield Gap(told, excused=bool(reason))
