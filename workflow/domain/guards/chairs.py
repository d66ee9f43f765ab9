"""One person in several chairs: who advises, checks or concludes is not who drafted, reviews or decides (house rules)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.recusal import argued, decides
from workflow.domain.text import Text, joined
from workflow.domain.unseen import among, same_name


@guard(own_fact=True)
def experts_do_not_decide(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Nobody argues as an expert what they decide on as a member of the deciding body (713 art. 20)."""
    experts = dict.fromkeys(each.name for review in dossier.expert_reviews for each in review.sitting)
    yield from _in_both(
        [name for name in experts if decides(dossier, name)],
        Text(
            "参加论证的专家与本机关会议组成人员、签发人或者审核人同名：{names}。",
            "These experts are members of a body that decides, or signed or checked the start: {names}.",
        ),
    )


@guard()
def experts_do_not_vote(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Nobody takes part in deciding what they argued as an expert, on whichever panel (713 art. 20)."""
    members = dossier.meeting.members if dossier.meeting else ()
    yield from _in_both(
        [each.name for each in members if each.takes_part and argued(dossier, each.name)],
        Text(
            "作为专家论证过本事项的人员参加了讨论表决：{names}。",
            "These members argued the matter as experts and take part in deciding it: {names}.",
        ),
    )


def _in_both(names: list[str], said: Text) -> Iterator[Gap]:
    """That these people, if there are any, sit in both chairs: who they are is no matter of the trail."""
    if names:
        yield Gap(said.fmt(names=joined([Text(name, name) for name in names])), private=True)


@guard(own_fact=True)
def counsel_apart(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The counsel heard in legality review is neither the reviewer nor whoever drafted, or handed it in (713 art. 28)."""
    drafted = [each.author for each in dossier.drafts]
    for review in dossier.reviews:
        signed = [each.reviewer for each in (review.acceptance, review.conclusion) if each]
        own = (*signed, review.submission.submitted_by, review.submission.preliminary_by)
        for each in review.counsel:
            if among(each.name, (*own, *drafted)):
                yield Gap(
                    Text(
                        "{name}是本事项的审查人、起草人、送审人或者初审人，不得作为法律顾问、公职律师提出意见。",
                        "{name} reviews the matter, drafted it or handed it in, and is not heard as its counsel.",
                    ).fmt(name=each.name)
                )


@guard(own_fact=True)
def deputy_is_another(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The deputy's check of a proposal is somebody else's than the signature of the chief (337 art. 12)."""
    started = dossier.initiation
    if started and same_name(started.deputy, started.approved_by):
        yield Gap(
            Text(
                "分管负责人的审核和行政首长的签发是同一人（{name}）。",
                "The deputy's check and the chief's signature are one person's ({name}).",
            ).fmt(name=started.deputy)
        )


@guard()
def deputy_known(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Who checked as deputy is one the register of the organ's bodies knows, where it is kept."""
    started = dossier.initiation
    held = [each.name for each in dossier.seats if started and each.held(started.deputy_on or started.on)]
    if started and started.deputy.strip() and held and not among(started.deputy, held):
        yield Gap(
            Text(
                "审核的分管负责人“{name}”当日不在登记的会议组成人员之中。",
                "“{name}”, who checked as deputy, is not among the members registered for that day.",
            ).fmt(name=started.deputy)
        )


@guard(own_fact=True)
def competition_concluded_by_another(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whether the draft was examined and concluded upon by one person alone (783 arts. 13 and 14)."""
    for each in dossier.competition_reviews:
        if each.opinion and same_name(each.opinion.reviewer, each.examined_by):
            yield Gap(
                Text(
                    "公平竞争审查的初审和结论是同一人（{name}）作出的。",
                    "Fair competition was examined and concluded upon by one person ({name}).",
                ).fmt(name=each.examined_by)
            )


@guard(own_fact=True)
def hearing_roles_apart(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Who hosts a hearing, who keeps its record and who takes part in it are different people (Order 171)."""
    for hearing in dossier.hearings:
        sitting = hearing.sitting
        if sitting is None:
            continue
        if same_name(sitting.host, sitting.recorder):
            yield Gap(
                Text(
                    "听证主持人和记录人是同一人（{name}）。",
                    "The host and the recorder of the hearing are one person ({name}).",
                ).fmt(name=sitting.host)
            )
        heard = [each.name for each in hearing.roll.participants] if hearing.roll else []
        both = [name for name in (sitting.host, sitting.recorder) if among(name, heard)]
        if both:
            yield Gap(
                Text(
                    "听证主持人、记录人同时是听证参加人：{names}。",
                    "The host or the recorder of the hearing also takes part in it: {names}.",
                ).fmt(names=joined([Text(name, name) for name in dict.fromkeys(both)]))
            )


@guard(own_fact=True)
def hearing_led_by_others(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Who hosts a hearing or keeps its record neither wrote the draft nor presents it for the undertaking unit.

    Order 171 keeps from the chair only whoever has an interest, and asks nothing of who keeps the record.
    """
    for hearing in dossier.hearings:
        sitting = hearing.sitting
        if sitting is None:
            continue
        for name in dict.fromkeys((sitting.host, sitting.recorder)):
            if same_name(name, sitting.presented_by):
                what = Text("代表承办单位介绍草案", "presents the draft for the unit")
            elif among(name, (each.author for each in dossier.drafts)):
                what = Text("起草了草案", "wrote the draft")
            else:
                continue
            yield Gap(
                Text("听证主持人或者记录人{name}{what}。", "{name}, host or recorder of the hearing, {what}.").fmt(
                    name=name, what=what
                )
            )


@guard(own_fact=True)
def registration_open(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Registration for a hearing is open beyond the day on which it is announced."""
    hearing = dossier.hearing
    if hearing and hearing.register_until < hearing.on:
        yield Gap(
            Text(
                "报名截止日期（{until}）早于公告日期（{on}）。",
                "Registration closes ({until}) before the announcement ({on}).",
            ).fmt(until=hearing.register_until, on=hearing.on)
        )
    elif hearing and hearing.register_until == hearing.on:
        yield Gap(
            Text(
                "报名在公告当日截止（{day}），公众来不及报名。",
                "Registration closes on the day of the announcement ({day}): nobody can register in time.",
            ).fmt(day=hearing.register_until)
        )
