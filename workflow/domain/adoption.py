"""Figures about opinions in words that are published, held against the record (713 arts. 18 and 32, 337 art. 18)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Opinion, OpinionsHeard
from workflow.domain.terms import Disposition
from workflow.domain.text import Text, joined

# longer words first: 采纳 stands in every other
_WORDS = {"部分采纳": Disposition.PARTLY, "不予采纳": Disposition.REJECTED, "未采纳": Disposition.REJECTED}
_WORDS |= {"不采纳": Disposition.REJECTED, "采纳": Disposition.ADOPTED}
_RECEIVED = "received"
_FIGURE = re.compile(rf"(收到[^，。；、\d]{{0,8}}意见(?:建议)?|(?<!采纳)公众意见|{'|'.join(_WORDS)})(\d+)(条|份)")


def _counts(opinions: Sequence[Opinion]) -> Counter[str]:
    answers = Counter(str(each.answer.disposition) for each in opinions if each.answer)
    answers[_RECEIVED] = len(opinions)
    return answers


def _views(occasion: OpinionsHeard) -> Counter[str]:
    counted = Counter(str(view.disposition) for view in occasion.views)
    counted[_RECEIVED] = len(occasion.views)
    return counted


def _recorded(dossier: Dossier, unit: str) -> list[Counter[str]]:
    """What may be counted: opinions in 条, by round, channel, occasion on which they were heard, or of all; experts in 份.

    The record does not know what is received in 份: letters and forms may be counted so, with many opinions in one.
    """
    if unit == "份":
        experts = dossier.expert_review.experts if dossier.expert_review else ()
        told = Counter(str(each.feedback.disposition) for each in experts if each.feedback)
        return [told] if told else []
    rounds = [_counts(dossier.opinions), *(_counts(each.opinions) for each in dossier.earlier_rounds)]
    heard = [_views(each) for each in dossier.heard]
    channels = {each.channel for each in dossier.opinions}
    apart = [_counts([each for each in dossier.opinions if each.channel == channel]) for channel in channels]
    sums = (sum(each, Counter()) for each in (rounds, heard, [*rounds, *heard]) if len(each) > 1)
    return [*rounds, *heard, *apart, *sums]


def misstated(text: str, dossier: Dossier) -> Text | None:
    """What to put right where a text states other figures than the record; None where it states none that differ."""
    wrong = list(dict.fromkeys(_wrong(text, dossier)))
    if not wrong:
        return None
    return Text(
        "与办理记录不一致，请按记录改正：{what}。", "These figures are not those of the record; correct them: {what}."
    ).fmt(what=joined(wrong))


def _wrong(text: str, dossier: Dossier) -> Iterator[Text]:
    # what a hearing brought up is counted in its report, and each point of an expert in the opinion: not in the record
    held = any(each.sitting for each in dossier.hearings)
    for sentence in re.split(r"[。；\n]", text):
        uncounted = held or "专家" in sentence
        for word, figure, unit in _FIGURE.findall(sentence):
            key = str(_WORDS.get(word, _RECEIVED))
            if uncounted and unit == "条" and key != _RECEIVED:
                continue
            counted = {each[key] for each in _recorded(dossier, unit) if key != _RECEIVED or unit == "条"}
            if counted and int(figure) not in counted:
                right = "、".join(f"{number}{unit}" for number in sorted(counted))
                yield Text(f"“{word}{figure}{unit}”，记录为{right}", f"“{word}{figure}{unit}” is {right} in the record")
