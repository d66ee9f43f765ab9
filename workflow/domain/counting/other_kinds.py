"""The other kinds of matter: how many, how many legality opinions, how many decided."""

from __future__ import annotations

from workflow.domain.counting.deliberation import POSTPONED
from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS, PAPERS, TIMES
from workflow.domain.lawfiles import library
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    for kind in tally.rulebook.profile.kinds[1:]:
        present = tally.of_kind(kind.key)
        tally.put(f"kind.{kind.key}", kind.name.text, len(present), MATTERS, [each.by for each in present])
        acts = tally.others.get(kind.key, {})
        for act, key, label, unit in (
            ("legality_review.conclude", "reviews", Text("出具合法性审核意见", "Legality opinions given"), PAPERS),
            ("deliberation.decide", "resolutions", Text("集体讨论作出决定", "Decisions taken collectively"), TIMES),
            ("publication.sign", "signed", Text("签订合同", "Contracts signed"), PAPERS),
            ("publication.file", "filed", Text("报送备案", "Filed with the organ above"), TIMES),
        ):
            if act in library().procedures[kind.procedure].step_by_id:
                said = Text("{kind}：{what}", "{kind}: {what}").fmt(kind=kind.name.text, what=label)
                done = [entry for entry in acts.get(act, []) if entry.get("d.outcome") != POSTPONED]
                tally.put_count(f"kind.{kind.key}.{key}", said, unit, done, part=True)
