"""Drafting: versions of the draft with note, bases and files (713 art. 12, 337 art. 14)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.applicability import traits_of
from workflow.domain.facts import Basis, FileRef, Line, Omission, Paragraphs, Skip
from workflow.domain.substance import says_something
from workflow.domain.terms import OptionalStage, Trait
from workflow.domain.text import Text, joined
from workflow.domain.withholding import ONLY_PART, of_the_whole, problems
from workflow.models.drafting import Draft
from workflow.services import namesakes
from workflow.services.files import register
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class DraftAct(Act):
    """A draft version as entered. `kept` are digests of files taken over from the version before."""

    title: Line
    body: Paragraphs = ""
    note: Paragraphs = ""
    change: Paragraphs = ""
    bases: tuple[Basis, ...] = ()
    files: tuple[FileRef, ...] = ()
    kept: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    skips: tuple[Skip, ...] = ()
    omissions: tuple[Omission, ...] = ()
    why_dropped: Paragraphs = ""
    differs: Paragraphs = ""
    beyond: bool | None = None


WHY_NOT = Text(
    "请写明具体理由，不能只写“无”“不适用”等；将要履行该程序的，此项不填。",
    "Give the reason itself: “none” or “not applicable” gives none. Leave it empty where the stage will be held.",
)


@records("drafting.save", DraftAct)
def save(taking: Taking, act: DraftAct) -> Recorded:
    """Record a new version. Nothing of an earlier one is changed; its files may be taken over.

    After adoption in principle what keeps to the meeting's opinion is checked; what goes beyond it begins anew.
    """
    before = taking.dossier.draft
    amending = taking.decision.state == "amending"
    if amending:
        _keeps_to_the_meeting(act, taking.dossier.traits)
    if not act.body.strip() and not act.files and not act.kept:
        raise BadInput({"body": Text("请填写草案正文，或者上传草案文件。", "Write the draft, or upload it as a file.")})
    if before and not act.change.strip():
        raise BadInput({"change": Text("请说明本版本作了哪些修改。", "Say what this version changes.")})
    if Trait.NOT_PUBLIC in act.traits:
        _not_public(act)
    _left_out(act)
    if act.traits:
        _known(act, traits_of(taking.rulebook, taking.dossier))
    declared = {trait for each in taking.dossier.drafts for trait in each.traits}
    earlier = {file.digest: file for file in before.files} if before else {}
    files = [*(earlier[digest] for digest in act.kept if digest in earlier), *act.files]
    digests = [file.digest for file in files]
    # a first version may be that of a matter that came to nothing; what is made of it later is seen version by version
    like = (
        namesakes.with_draft(taking.session, act.body, digests, taking.today, taking.decision.id) if not before else []
    )
    for file in act.files:
        register(taking.session, file, taking.now)
    row = taking.put(
        Draft,
        decision_id=taking.decision.id,
        version=before.version + 1 if before else 1,
        title=act.title,
        body=act.body,
        note=act.note,
        change=act.change,
        bases=[basis.model_dump() for basis in act.bases],
        traits=list(act.traits),
        skips=[skip.model_dump(mode="json") | _decided(skip, taking.who) for skip in act.skips],
        omissions=[each.model_dump(mode="json") for each in act.omissions if says_something(each.reason)],
        why_dropped=act.why_dropped if declared.difference(act.traits) else "",
        beyond=act.beyond if amending else None,
        earlier=[each.number for each in like],
        differs=act.differs if like else "",
        author=taking.who,
        author_id=taking.who_id,
        files=[{"name": file.name, "digest": file.digest} for file in files],
        **taking.stamp(act),
    )
    beyond = ("yes" if act.beyond else "no") if amending else ""
    details = {"version": str(row.version), "files": ";".join(digests), "beyond": beyond}
    outcome = "beyond" if amending and act.beyond else "kept_to" if amending else ""
    return Recorded(details, (Proof("draft", facts.Draft.model_validate(row)),), outcome=outcome)


def _keeps_to_the_meeting(act: DraftAct, traits: frozenset[Trait]) -> None:
    """Whether the changes keep to what the meeting decided has to be said; what touches more than before does not."""
    if act.beyond is None:
        text = Text("请选择修改是否超出会议决定的范围。", "Say whether the changes go beyond what the meeting decided.")
        raise BadInput({"beyond": text})
    more = [each.label for each in Trait if each in act.traits and each not in traits]
    if more and not act.beyond:
        text = Text(
            "本版增加了涉及情形（{what}），应当重新履行有关程序。",
            "This version touches more ({what}): it begins anew.",
        )
        raise BadInput({"beyond": text.fmt(what=joined(more))})


def _decided(skip: Skip, who: str) -> dict[str, str | None]:
    """Whoever drafts says which stages do not apply; that the matter is not made public somebody else decides."""
    return {"decided_by": "", "decided_on": None} if skip.by_law else {"decided_by": skip.decided_by or who}


def _left_out(act: DraftAct) -> None:
    """What does not apply, or is left out of what the catalogue plans, has a reason."""
    grounds = {f"skip_{skip.stage}": skip.ground for skip in act.skips}
    reasons = {f"omit_{each.stage}": each.reason for each in act.omissions}
    said = {name: words for name, words in (grounds | reasons).items() if words.strip()}
    if empty := [name for name, words in said.items() if not says_something(words)]:
        raise BadInput(dict.fromkeys(empty, WHY_NOT))


def _known(act: DraftAct, known: frozenset[Trait]) -> None:
    """A matter declares nothing that its kind has no rule for: what then follows of it would be nothing."""
    if unknown := [each.label for each in Trait if each in act.traits and each not in known]:
        text = Text(
            "本事项的种类没有与“{what}”相应的程序；确有该情形的，应当按照有相应程序的种类提出。",
            "Nothing in the procedure of this kind of matter answers to “{what}”: a matter that touches it is proposed as a kind that does.",
        )
        raise BadInput({"traits": text.fmt(what=joined(unknown))})


def _not_public(act: DraftAct) -> None:
    """What by law is not made public says so with its ground, its scope and a reason of its own (713 art. 14(1))."""
    skip = next((each for each in act.skips if each.stage is OptionalStage.PARTICIPATION), None)
    said = (skip.by_law, skip.citation, skip.scope, skip.ground) if skip else (None, "", "", "")
    fields = {"ground": "by_law", "reason": "skip_participation"}
    found = {fields.get(name, name): text for name, text in problems(*said).items()}
    if skip and "scope" not in found and not of_the_whole(skip.scope):
        found["scope"] = ONLY_PART.fmt(scope=skip.scope)
    if found:
        raise BadInput(found)
