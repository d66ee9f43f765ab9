"""Expert review."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally, number
from workflow.domain.figures import PAPERS, PEOPLE, TIMES
from workflow.domain.terms import Disposition
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    held = tally.did("expert_review.conclude")
    tally.put_count("expert_reviews", Text("办结专家论证", "Expert reviews concluded"), TIMES, held)
    label = Text("参加论证的专家", "Experts taking part")
    tally.put_sum("experts", label, PEOPLE, held, "experts")
    drawn = tally.did("expert_review.draw")
    tally.put_sum("experts.drawn", Text("随机抽取的专家", "Experts drawn"), PEOPLE, drawn, "wanted")
    replaced = tally.did("expert_review.replace")
    tally.put_count("experts.replaced", Text("更换的专家", "Experts replaced"), PEOPLE, replaced, part=True)
    opined = [seq for entry in held for seq in tally.matters[entry["obj"]].panels[int(entry["seq"])]]
    label = Text("专家出具论证意见", "Expert opinions given")
    tally.put("expert_opinions", label, len(opined), PAPERS, opined, part=True)
    tally.check(
        "办结时的论证意见＝逐份录入的论证意见",
        "Expert opinions at conclusion = opinions entered",
        sum(number(entry, "opinions") for entry in held),
        len(opined),
    )
    for disposition in Disposition:
        label = Text(f"专家意见{disposition.label.zh}", f"Expert opinions: {disposition.label.en.lower()}")
        tally.put_sum(f"expert_opinions.{disposition}", label, PAPERS, held, disposition.value)
