"""What becomes of the opinions of the public: each is answered, alone or with others that say the same (713 art. 18)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.masking import Span, spans
from workflow.domain.substance import answers, says_none, tells
from workflow.domain.terms import Disposition
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.participation import Opinion, OpinionAnswer
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class AnswerAct(Act):
    """An answer as entered. `revision` is how many answers whoever entered it had seen.

    `together`: other opinions, not answered yet, to which it is the answer too; `alike`: they say the same, so all but
    the earliest are marked as its duplicates. `hidden`: what is not published of them, a passage a line, in their words.
    """

    number: int
    revision: int = 0
    disposition: Disposition
    reason: Paragraphs
    topic: Line = ""
    duplicate_of: int | None = None
    together: tuple[int, ...] = ()
    alike: bool = False
    hidden: Paragraphs = ""


class AnsweredMeanwhile(Exception):
    """Someone else answered the same opinion since the page was opened."""


_NO_REASON = Text("请说明采纳情况的理由。", "Give the reason.")
_REPEATED = Text(
    "所填的没有说明为什么“{what}”：请写明依据或者具体情况。",
    "It is not said why the answer is “{what}”: give the ground, or how things are.",
)


@records("participation.answer", AnswerAct)
def answer(taking: Taking, act: AnswerAct) -> Recorded:
    """Record what became of one opinion or of several; an earlier answer is superseded, not lost."""
    round_ = {row.number: row for row in taking.row.notices[-1].opinions}
    row = round_.get(act.number)
    if row is None:
        raise BadInput({"number": Text("没有这条意见。", "There is no such opinion.")})
    numbers = sorted({act.number, *act.together})
    if not round_.keys() >= set(numbers):
        raise BadInput({"together": Text("请从列出的意见中选择。", "Choose among the opinions listed.")})
    if not (answers(act.disposition, act.reason) or (act.duplicate_of and tells(act.reason))):
        raise BadInput({"reason": _NO_REASON if says_none(act.reason) else _REPEATED.fmt(what=act.disposition.label)})
    if act.duplicate_of is not None:
        _like(act, round_.get(act.duplicate_of), numbers[0])
    if len(row.answers) != act.revision or any(round_[each].answers for each in numbers if each != act.number):
        raise AnsweredMeanwhile
    written = {}
    places = _hidden(act, {number: round_[number].text for number in numbers})
    for number in numbers:
        like = act.duplicate_of or (numbers[0] if act.alike and number != numbers[0] else None)
        answered = taking.put(
            OpinionAnswer,
            opinion_id=round_[number].id,
            revision=len(round_[number].answers) + 1,
            disposition=act.disposition,
            reason=act.reason,
            topic=act.topic,
            duplicate_of=like if number == act.number or act.alike else None,
            hidden=places[number],
            **taking.stamp(act),
        )
        written[number] = facts.Answer.model_validate(answered)
    named = [act.number, *(each for each in numbers if each != act.number)]
    details = {"opinion": ";".join(map(str, named)), "disposition": act.disposition}
    return Recorded(details, (_answered(act.number, written),))


def _like(act: AnswerAct, earlier: Opinion | None, first: int) -> None:
    """What says the same becomes the same. Raises BadInput for an opinion there is not, is no earlier one, or fared
    otherwise."""
    if earlier is None or earlier.number >= first:
        raise BadInput({"duplicate_of": Text("请填写较早意见的序号。", "Give the number of an earlier opinion.")})
    if earlier.answers and earlier.answers[-1].disposition != act.disposition:
        said = Text(
            "第{n}条意见的采纳情况不同；内容相同的，采纳情况应当一致。",
            "Opinion no. {n} became something else: what says the same becomes the same.",
        )
        raise BadInput({"disposition": said.fmt(n=earlier.number)})


_STANCE = re.compile(
    "(?:反对|[不没]同意|不赞[成同]|不支持|赞成|支持|同意|抵制|异议)"
    "(?:本|该|此|这个|方案|草案|项目|工程|办法|事项|建设|实施|意见|的)*$"
)
"""What a passage ends with that says whether somebody is for a draft or against it: the words before it can be hidden
alone. Within a passage it may be part of a name."""


def _hidden(act: AnswerAct, texts: Mapping[int, str]) -> dict[int, list[Span]]:
    """Where what is to be hidden stands in each opinion. Raises BadInput for what stands in none."""
    places: dict[int, list[Span]] = {number: [] for number in texts}
    for passage in filter(None, map(str.strip, act.hidden.splitlines())):
        found = {number: spans(text, passage) for number, text in texts.items()}
        if not any(found.values()):
            said = Text(
                "意见中没有“{passage}”，请照原文填写。", "The opinion does not say “{passage}”: copy its words."
            )
            raise BadInput({"hidden": said.fmt(passage=passage[:30])})
        if _STANCE.search(worded(passage)):
            said = Text(
                "“{passage}”是意见的内容，应当公布。只隐去可以识别写信人的文字。",
                "“{passage}” is what the opinion says, and is published. Hide only what tells who wrote it.",
            )
            raise BadInput({"hidden": said.fmt(passage=passage[:30])})
        for number, each in found.items():
            places[number] += each
    for number, each in places.items():
        left = [char for place, char in enumerate(texts[number]) if not any(one <= place < end for one, end in each)]
        if each and len("".join(left).strip()) * 2 < len(texts[number].strip()):
            said = Text(
                "第{n}条意见大部分被隐去。只隐去可以识别写信人的文字，意见的内容应当公布。",
                "Most of opinion no. {n} would be hidden. Hide only what tells who wrote it; what it says is published.",
            )
            raise BadInput({"hidden": said.fmt(n=number)})
    return places


def _answered(number: int, written: Mapping[int, facts.Answer]) -> Proof:
    """The answer as evidence; where it answers several opinions, with the numbers of the others."""
    fact = written[number].model_dump(mode="json", exclude={"entered"})
    others = [
        one.model_dump(mode="json", include={"duplicate_of", "hidden"}) | {"number": n}
        for n, one in written.items()
        if n != number
    ]
    return Proof("answer", fact | ({"together": others} if others else {}), str(number))
