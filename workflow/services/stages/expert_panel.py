"""Expert review beyond opinions: the draw, replacements, the record of the meeting (713 arts. 20 and 21, 337 arts. 20 and 22)."""

from __future__ import annotations

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.drawing import draw as drawn_of
from workflow.domain.drawing import seed_of, seed_text
from workflow.domain.facts import Line, Paragraphs, Part
from workflow.domain.recusal import coming, doubts, draws
from workflow.domain.substance import says_something
from workflow.domain.terms import ReviewMethod, Stance
from workflow.domain.text import Text, joined
from workflow.domain.unseen import worded
from workflow.models.expert_review import Expert, ExpertDraw, ExpertReplacement, ExpertReview, PanelRecord
from workflow.models.trail import Entry
from workflow.services import expert_pool
from workflow.services.ledger import Proof, moment
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records, why_anew
from workflow.services.unit import Session
from workflow.trail.merkle import root


class ExpertInput(Part):
    """An expert as entered: by the number in the pool, or in words."""

    pool_number: Line = ""
    name: Line = ""
    field: Line = ""
    unit: Line = ""
    no_interest: bool = False
    stance: Stance = Stance.NEUTRAL
    why_chosen: Paragraphs = ""


def seat(
    taking: Taking, act: Act, number: int, given: ExpertInput, where: str, instead_of: Expert | None = None
) -> Expert:
    """An expert as the panel keeps them; what the pool says of one of its own is copied as it stands.

    Whoever comes instead of somebody is held against the draw by that one's field: a draw is not left by another field.

    Raises BadInput at ``{where}-pool_number`` for someone who may not be called from the pool on that day, and at
    ``{where}-why_chosen`` for someone whose neutrality the record speaks against, or who was not drawn, unless it is
    said why they take part.
    """
    words = given.model_dump(exclude={"pool_number"})
    if not given.pool_number:
        _neutral(taking, given, where, instead_of)
        return Expert(number=number, pool_id=None, **words)
    members = expert_pool.current(taking.session, act.on)
    member = next((each for each in members if each.number == given.pool_number), None)
    if member is None:
        raise BadInput(
            {
                f"{where}-pool_number": Text(
                    "该专家在论证之日不在专家库内（聘期未开始、已满或者已退出）。",
                    "This expert was not in the pool on that day.",
                )
            }
        )
    profile = member.profile
    own = {"name": profile.name, "field": profile.field, "unit": member.workplace}
    _neutral(taking, given.model_copy(update=own | {"unit": profile.unit}), where, instead_of)
    return Expert(number=number, pool_id=member.id, **words | own)


def _neutral(taking: Taking, given: ExpertInput, where: str, instead_of: Expert | None) -> None:
    """A panel is neutral (713 art. 20): whoever picks by hand somebody close to the matter, or not drawn, says why."""
    field = instead_of.field if instead_of else given.field
    against = doubts(taking.dossier, given.name, given.unit, field, given.pool_number)
    if against and not says_something(given.why_chosen):
        said = Text(
            "该专家{why}：请另选专家，确需选取的说明理由。", "This expert {why}: choose another, or say why this one."
        )
        raise BadInput({f"{where}-why_chosen": said.fmt(why=joined(against))})


def under_way(taking: Taking) -> ExpertReview:
    """The review that is under way."""
    return taking.row.expert_reviews[-1]


def sitting(taking: Taking, number: int, field: str) -> Expert:
    """The expert of that number who takes part. Raises BadInput at `field`."""
    for expert in under_way(taking).experts:
        if expert.number == number and expert.replaced is None:
            return expert
    raise BadInput({field: Text("请选择参加论证的专家。", "Choose an expert of the panel.")})


class DrawAct(Act):
    """A draw as asked for; no field: any."""

    field: Line = ""
    wanted: int


@records("expert_review.draw", DrawAct)
def draw(taking: Taking, act: DrawAct) -> Recorded:
    """Draw from the pool; the seed follows from the log as it stood and from what was asked."""
    called = _called(taking)
    members = [
        each
        for each in expert_pool.current(taking.session, act.on)
        if act.field in ("", each.profile.field) and each.number not in called and not each.recusals(taking.dossier)
    ]
    if not 1 <= act.wanted < len(members):
        raise BadInput({"wanted": _too_few(len(members))})
    candidates = tuple(sorted(each.number for each in members))
    size, log_root = _log(taking.session, taking.decision.organ_id)
    at = moment(taking.now)
    seed = seed_of(
        seed_text(
            log_size=size,
            log_root=log_root,
            moment=at,
            matter=taking.decision.number,
            field=act.field,
            wanted=act.wanted,
            candidates=candidates,
        )
    )
    row = taking.put(
        ExpertDraw,
        decision_id=taking.decision.id,
        field=act.field,
        wanted=act.wanted,
        candidates=list(candidates),
        log_size=size,
        log_root=log_root,
        moment=at,
        seed=seed,
        drawn=list(drawn_of(seed, candidates, act.wanted)),
        **taking.stamp(act),
    )
    details = {
        "field": act.field,
        "wanted": str(act.wanted),
        "candidates": str(len(candidates)),
        "log_size": str(size),
        "log_root": log_root,
        "seed": seed,
        "drawn": ";".join(row.drawn),
    }
    return Recorded(details, (Proof("expert_draw", facts.ExpertDraw.model_validate(row)),))


def _too_few(qualify: int) -> Text:
    """What to do where as many are wanted as there are: that all of them come up is no draw."""
    if qualify > 1:
        return Text(
            "符合条件的专家有{n}名，应当抽取1名以上、少于{n}名；全部选聘的，不作抽取。",
            "{n} experts qualify; draw one or more, and fewer than {n}. Where all are wanted, nobody is drawn.",
        ).fmt(n=qualify)
    return Text(
        "符合条件的专家有{n}名，不能随机抽取：请换一个专业领域或者不限领域抽取，或者不作抽取，直接选聘并写明选取的理由。",
        "{n} experts qualify, which leaves nothing to draw: draw from another field or any, or choose without and say why.",
    ).fmt(n=qualify)


def _called(taking: Taking) -> set[str]:
    """Whoever was drawn or named for this review before is not drawn again; an earlier one binds nobody."""
    place, review = coming(taking.dossier), taking.dossier.expert_review
    named = {expert.pool_number for expert in review.experts} if review and review.result is None else set()
    return named.union(*(each.drawn for each in draws(taking.dossier, place)))


def _log(session: Session, organ_id: int) -> tuple[int, str]:
    """Size and root of the log, from every leaf of it: what others will come to, no figure kept at hand."""
    leaves = list(session.scalars(select(Entry.leaf).where(Entry.organ_id == organ_id).order_by(Entry.seq)))
    return len(leaves), root(leaves).hex()


class ReplaceAct(Act):
    """A replacement as entered."""

    expert: int
    reason: Reason
    successor: ExpertInput


@records("expert_review.replace", ReplaceAct)
def replace(taking: Taking, act: ReplaceAct) -> Recorded:
    """Record that an expert fell out and who came in; both stay on record."""
    review, gone = under_way(taking), sitting(taking, act.expert, "expert")
    if not act.reason.strip():
        raise BadInput({"reason": Text("请说明更换理由。", "Say why the expert is replaced.")})
    came = seat(taking, act, max(each.number for each in review.experts) + 1, act.successor, "successor", gone)
    fresh(review.experts, came, "successor")
    review.experts.append(came)
    gone.replaced = ExpertReplacement(reason=act.reason, successor=came.number, **taking.stamp(act))
    fact = {"reason": act.reason, "successor": facts.Expert.model_validate(came).model_dump(mode="json")}
    details = {"expert": str(gone.number), "successor": str(came.number)}
    return Recorded(details, (Proof("expert_replacement", fact, str(gone.number), private=True),))


def fresh(experts: list[Expert], came: Expert, where: str) -> None:
    """Nobody sits twice, not even after falling out. Raises BadInput."""
    said = Text("该专家已在名单中。", "This expert is on the list already.")
    if came.pool_id is not None and any(each.pool_id == came.pool_id for each in experts):
        raise BadInput({f"{where}-pool_number": said})
    own = worded(came.name), worded(came.unit)
    if any((worded(each.name), worded(each.unit)) == own for each in experts):
        raise BadInput({f"{where}-name": said})


class RecordAct(Act):
    """The record of a panel meeting as entered."""

    time: Line = ""
    place: Line = ""
    chair: Line = ""
    attended: tuple[int, ...] = ()
    discussion: Paragraphs = ""
    signed: tuple[int, ...] = ()
    anew: Paragraphs = ""


def _taken_back(before: PanelRecord, act: RecordAct) -> bool:
    """Whether the discussion is told otherwise, or somebody who was there is no longer said to have been."""
    return before.discussion != act.discussion or not set(before.attended) <= set(act.attended)


@records("expert_review.record", RecordAct)
def record(taking: Taking, act: RecordAct) -> Recorded:
    """Record the panel meeting and which experts signed the record; a later record supersedes it."""
    review = under_way(taking)
    if review.method != ReviewMethod.MEETING:
        raise BadInput(
            {"discussion": Text("本次论证没有采取论证会方式。", "This review is not held as a panel meeting.")}
        )
    if act.on < review.on:
        said = Text(
            "论证会于{day}召开，会议记录的日期不得早于该日。",
            "The panel met on {day}: its record is not of a day before.",
        )
        raise BadInput({"on": said.fmt(day=review.on)})
    for number in (*act.attended, *act.signed):
        sitting(taking, number, "experts")
    if not act.attended or not set(act.signed) <= set(act.attended):
        raise BadInput(
            {
                "experts": Text(
                    "请选择到会专家；只有到会的专家才能签名确认。", "Say who was there; only they can sign the record."
                )
            }
        )
    why_anew(act.anew, needed=any(_taken_back(before, act) for before in review.records[-1:]))
    row = PanelRecord(**act.model_dump(mode="json", exclude={"on"}), **taking.stamp(act))
    review.records.append(row)
    details = {"attended": str(len(act.attended)), "signed": str(len(act.signed))}
    return Recorded(details, (Proof("panel_record", facts.PanelRecord.model_validate(row), private=True),))
