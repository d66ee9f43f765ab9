"""What speaks against an expert's neutrality in a matter, as far as the record shows it (713 art. 20, 337 art. 20)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from workflow.domain.dossier import Dossier
from workflow.domain.facts import ExpertDraw, ExpertReview
from workflow.domain.substance import says_something, stated
from workflow.domain.text import Text, joined
from workflow.domain.unseen import among, worded

UNDERTAKING = Text("工作单位是本事项的承办单位", "belongs to a unit that undertakes the matter")
NOT_DRAWN = Text("没有抽中，本次论证的专家已经随机抽取", "was not drawn, though experts of this review were")
NOT_OF_POOL = Text(
    "不在专家库中，本事项的专家已经随机抽取", "is not in the pool, from which experts of the matter were drawn"
)
AUTHOR = Text("参加了决策草案的起草", "took part in drafting")

DECIDES = Text("是本机关会议组成人员或者签发人", "belongs to a body of the organ that decides, or signed the start")
REVIEWS = Text("参加了本事项的合法性审查", "took part in its legality review")
HEARD = Text("是本事项听证会的参加人", "took part in its hearing")


def recusals(dossier: Dossier, name: str, unit: str) -> list[Text]:
    """What the record knows against the expert of that name and unit."""
    return [
        reason
        for reason, applies in (
            (UNDERTAKING, _undertaking(dossier, unit)),
            (AUTHOR, _author(dossier, name)),
            (DECIDES, decides(dossier, name)),
            (REVIEWS, among(name, _reviewing(dossier))),
            (
                HEARD,
                among(
                    name,
                    (each.name for hearing in dossier.hearings if hearing.roll for each in hearing.roll.participants),
                ),
            ),
        )
        if applies
    ]


def draws(dossier: Dossier, place: int) -> tuple[ExpertDraw, ...]:
    """The draws for the expert review of that place, the first being 0: since the one before it was concluded, until it was."""
    ends = [each.result for each in dossier.expert_reviews]
    before, own = (ends[at] if 0 <= at < len(ends) else None for at in (place - 1, place))
    return tuple(
        each
        for each in dossier.expert_draws
        if (before is None or each.follows(before)) and (own is None or not each.follows(own))
    )


def coming(dossier: Dossier) -> int:
    """The place of the expert review that is under way, or to come."""
    return sum(1 for each in dossier.expert_reviews if each.result)


def doubts(
    dossier: Dossier, name: str, unit: str, field: str, pool_number: str, place: int | None = None
) -> list[Text]:
    """Why somebody is not seated without a word: what speaks against them, or that others of the field were drawn.

    For the expert review of that `place`; none: that under way, or to come.
    """
    lots_drawn = draws(dossier, coming(dossier) if place is None else place)
    drawn = {number for each in lots_drawn for number in each.drawn}
    # whoever is no expert of the pool is of any field
    of_field = any(each.field == "" or worded(each.field) == worded(field) for each in lots_drawn)
    lots = [NOT_DRAWN] if of_field and pool_number not in drawn else []
    if not of_field and not pool_number and lots_drawn:
        lots = [NOT_OF_POOL]
    return [*recusals(dossier, name, unit), *lots]


def uncalled(dossier: Dossier, called: Collection[str], place: int | None = None) -> list[str]:
    """Whoever was drawn for an expert review and is not among those called; by their numbers in the pool.

    For the review of that `place`; none: that under way, or to come.
    """
    lots = draws(dossier, coming(dossier) if place is None else place)
    return [number for number in dict.fromkeys(each for lot in lots for each in lot.drawn) if number not in called]


def unexplained(missing: Sequence[str], reason: str) -> list[str]:
    """Of whom of those not called it is not said why: one reason is one person's, so where there are several it names each."""
    if not says_something(reason):
        return list(missing)
    said = worded(reason)
    return [number for number in missing if worded(number) not in said] if len(missing) > 1 else []


def uncalled_of(dossier: Dossier, review: ExpertReview) -> list[str]:
    """Whoever was drawn for that expert review and was not called to it."""
    called = {each.pool_number for each in review.experts}
    return uncalled(dossier, called, dossier.expert_reviews.index(review))


def lots_left(dossier: Dossier, review: ExpertReview) -> Text | None:
    """What is to be told of the draws for a review of which somebody drawn does not take part: all of them, and why."""
    missing = uncalled_of(dossier, review)
    if not missing:
        return None
    lots = draws(dossier, dossier.expert_reviews.index(review))
    return Text(
        "专家论证（{day}）共随机抽取{n}次，抽中{drawn}，其中{missing}没有选聘，理由：{why}。",
        "For the expert review of {day} there were {n} draws, of {drawn}; {missing} were not called. Why: {why}.",
    ).fmt(
        day=review.on,
        n=len(lots),
        drawn=numbered(number for lot in lots for number in lot.drawn),
        missing=numbered(missing),
        why=stated(review.not_called),
    )


def numbered(numbers: Iterable[str]) -> Text:
    """Experts by their numbers in the pool."""
    return joined([Text(each, each) for each in numbers])


def _undertaking(dossier: Dossier, unit: str) -> bool:
    """Whether the unit is an undertaking one: with the organ's name, in full or short, or without; a post may follow it."""
    plain, organ = worded(unit), worded(dossier.organ)
    town = organ.removesuffix("人民政府")
    written = {plain, *(plain.removeprefix(before) for before in (organ, f"{town}政府", town, town[-1:]))}
    units = [worded(each).removesuffix("公室") for each in (dossier.initiation.units if dossier.initiation else ())]
    return any(each and form.startswith(each) for each in units for form in written)


def decides(dossier: Dossier, name: str) -> bool:
    """Whether somebody belonged to a body of the organ between the start of the matter and its meeting (until there is one:
    the review by experts), or signed or checked its start."""
    started, until = dossier.initiation, dossier.meeting or dossier.expert_review
    seated = (
        each.name
        for each in dossier.seats
        if (until is None or each.since <= until.on) and (each.until is None or (started and started.on <= each.until))
    )
    signed = (started.approved_by, started.deputy) if started else ()
    return among(name, (*seated, *signed))


def argued(dossier: Dossier, name: str) -> bool:
    """Whether somebody argued on the matter as an expert, on whichever panel."""
    return among(name, (each.name for review in dossier.expert_reviews for each in review.heard))


def _reviewing(dossier: Dossier) -> Iterator[str]:
    for review in dossier.reviews:
        yield from (each.reviewer for each in (review.acceptance, review.conclusion) if each)
        yield from (each.name for each in review.counsel)


def _author(dossier: Dossier, name: str) -> bool:
    return among(name, (draft.author for draft in dossier.drafts))
