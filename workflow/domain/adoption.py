"""Figures and claims about opinions in words that are published, held against the record (713 arts. 18 and 32, 337 art. 18)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Opinion, OpinionsHeard
from workflow.domain.numerals import NUMERALS, figure_of
from workflow.domain.overstated import Whose, overstated
from workflow.domain.terms import Disposition
from workflow.domain.text import Text

_RECEIVED = "received"
_KEYS = (
    (re.compile("部分(?:予以|得到)?采纳"), Disposition.PARTLY),
    (re.compile("(?:不予?|[未没]有?(?:予以?|能|被)?|暂不|不宜)采纳"), Disposition.REJECTED),
    (re.compile("采纳"), Disposition.ADOPTED),
)
"""The words of each disposition, the longer first: 采纳 stands in every other."""
_UNITS = r"条|份|项|件|[个点](?=意见|建议|\W|$)"
"""What opinions are counted in; 个 and 点 count units and places as well."""
_CHINESE = re.compile(rf"(?<![第每这那某同任另逐{NUMERALS}])[{NUMERALS}]+(?={_UNITS})")
_FIGURE = re.compile(rf"(?<![第\d.])(?P<about>[约近])?(\d+)(?P<more>余)?({_UNITS})")
_ARTICLES = re.compile(rf"(第[\d{NUMERALS}]+[条项]?(?:[和、至及到—-]|以及))(?=[\d{NUMERALS}]+[条项])")
"""Articles one after another: only the first bears its 第."""
_OF_OPINIONS = re.compile("(?:采纳|意见|建议)(?:情况)?[了的其中共计合总累为达有约]*$")
_OPINIONS = re.compile(r"$|\W|[的被予已均未不没得全部采]|[^\d]{0,8}(?:意见|建议)")
"""What stands before a figure that counts opinions, or after it: not one of roads."""
_NAMED_AFTER = re.compile("意见|建议")
"""What stands after 个 and 点 where they count opinions: at the end they may count units."""
_RATE = re.compile(r"采纳率[^\d]{0,6}(\d+(?:\.(\d+))?)%")
_ALL = re.compile("收到|收集|征集|征得|征求到|共|合计|总计|累计|公众意见|群众意见")
"""What says that a figure is that of all opinions, not of some of them."""
_DRAFTED = re.compile("增加|新增|增设|修改|删|调整|补充|完善")
"""What is done to a draft: a figure after it counts articles."""
_AFTER = re.compile("(?:意见)?(?:建议)?(?:被|已|均|全部|得到|予以|部分|不予?|未予?|没有)*采纳")

_THEIRS = "任何(?:单位[和或、]?个人)?|社会|公众|群众|村民|居民|各界|各方面?|有关|相关|反馈|提出|反映|过|其|的"
_WORDS = "(?:意见建议|意见|建议)"
_NONE_CAME = re.compile(
    rf"(?:(?:未曾?|没有?|尚未)(?:收到|收集到|征集到|征求到|接到)(?:{_THEIRS})*(?:{_WORDS}|反馈)"
    rf"|(?:无人|没有人|[无未](?:公众|群众|村民))(?:提出|反馈|反映)(?:过|任何|的)*{_WORDS}"
    rf"|(?:公众|群众|社会)的?{_WORDS}[未没]有?收到|(?:期间|期内)无(?:{_THEIRS})*{_WORDS})$"
)
"""A clause that ends in saying that no opinion came in: none of some kind did is another thing."""
_OTHERWISE = re.compile(
    "此外|此后|另外|以外|除|其他|其余|期满后|更正后|延长后|对第|部门|企业|机关|专家|评估|听证|座谈|书面|并非|不是|不存在"
    "|(?:网站?|网上|邮箱|邮件|信函|来信|来访|电话|短信|传真|窗口|现场|栏|公众号|微信|意见箱|APP)[上中里内方式渠道途径也则]*"
    "(?:[未没]|无)"
)
"""What makes that of something else: another time, other people, another occasion, one way of several."""


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
        told = [
            Counter(str(each.feedback.disposition) for each in panel.experts if each.feedback)
            for panel in dossier.expert_reviews
        ]
        panels = [each for each in told if each]
        return [*panels, sum(panels, Counter())] if len(panels) > 1 else panels
    rounds = [_counts(dossier.opinions), *(_counts(each.opinions) for each in dossier.earlier_rounds)]
    heard = [_views(each) for each in dossier.heard]
    channels = {each.channel for each in dossier.opinions}
    apart = [_counts([each for each in dossier.opinions if each.channel == channel]) for channel in channels]
    sums = (sum(each, Counter()) for each in (rounds, heard, [*rounds, *heard]) if len(each) > 1)
    return [*rounds, *heard, *apart, *sums]


def misstated(text: str, dossier: Dossier, *, counted: bool = True) -> Text | None:
    """What to put right where a text states other figures than the record, or claims of all what is so of some; None where
    it states nothing that differs. `counted`: the record lists what figures are held against."""
    return _to_correct([*(_wrong(text, dossier) if counted else ()), *overstated(_sentences(text), dossier)])


def overstated_of_experts(text: str, dossier: Dossier) -> Text | None:
    """What to put right where a summary of the experts' opinions claims of all what is so of some."""
    return _to_correct(list(overstated(_sentences(text), dossier, Whose.EXPERTS, newest=True)))


def overstated_at_hearing(text: str, dossier: Dossier) -> Text | None:
    """What to put right where the report on a hearing claims of all who took part what is so of some."""
    return _to_correct(list(overstated(_sentences(text), dossier, Whose.HEARING, newest=True)))


def _to_correct(wrong: Sequence[Text]) -> Text | None:
    if not wrong:
        return None
    told = list(dict.fromkeys(wrong))
    what = Text("；".join(each.zh for each in told), "; ".join(each.en for each in told))
    said = Text("与办理记录不一致，请按记录改正：{what}。", "This is not what the record says; correct it: {what}.")
    return said.fmt(what=what)


def _none_came(text: str, dossier: Dossier) -> Iterator[Text]:
    """That no opinion came in, where opinions did in every round, and the text tells of none itself."""
    clauses = [each for sentence in _sentences(text) for each in re.split(r"[,、:()]", sentence) if "专家" not in each]
    some = any(key == _RECEIVED and figure.number for each in clauses for _, key, figure, _, _ in _figures(each))
    rounds = [len(each) for each in (dossier.opinions, *(earlier.opinions for earlier in dossier.earlier_rounds))]
    if some or not all(rounds):
        return
    for clause in clauses:
        if (said := _NONE_CAME.search(clause.strip())) and not _OTHERWISE.search(clause):
            yield Text(
                f"“{said.group()}”，记录为收到意见{sum(rounds)}条",
                f"“{said.group()}”: {sum(rounds)} came in by the record",
            )


def _wrong(text: str, dossier: Dossier) -> Iterator[Text]:
    yield from _none_came(text, dossier)
    # what a hearing brought up is counted in its report, and each point of an expert in the opinion: not in the record
    held = any(each.sitting for each in dossier.hearings)
    for sentence in _sentences(text):
        uncounted = held or "专家" in sentence
        if not uncounted:
            yield from _rates(sentence, dossier)
        for clause in re.split(r"[,、:()]", sentence):
            for said, key, figure, unit, some in _figures(clause):
                if unit != "份" and ((uncounted and key != _RECEIVED) or "专家" in clause):
                    continue
                counted = {each[key] for each in _recorded(dossier, unit) if key != _RECEIVED or unit not in "份件"}
                if counted and not (figure.number <= max(counted) if some else any(map(figure.tells, counted))):
                    right = "、".join(f"{number}{unit}" for number in sorted(counted))
                    yield Text(f"“{said}”，记录为{right}", f"“{said}” is {right} in the record")


class _Count(NamedTuple):
    """A number as it is told: to the last, about so many (约), all but so many (近), or so many and more."""

    number: int
    about: str
    more: bool

    def tells(self, counted: int) -> bool:
        """Whether it tells of so many: a round number is as exact as its last digit that is none."""
        near = int(10 ** (len(str(self.number)) - len(str(self.number).rstrip("0"))))
        if self.more:
            return self.number < counted < self.number + near
        if self.about == "近" and counted > self.number:
            return False
        return abs(counted - self.number) * 2 <= near if self.about else counted == self.number


def _figures(clause: str) -> Iterator[tuple[str, str, _Count, str, bool]]:
    """The figures of a clause that count opinions: as they stand there, what each counts, the number, its unit, and whether
    it may be that of some of them."""
    found, end = list(_FIGURE.finditer(clause)), 0
    for place, figure in enumerate(found):
        before, after = clause[end : figure.start()], clause[figure.end() :]
        end = figure.end()
        told = before.replace("采纳情况", "")
        last = place == len(found) - 1
        follows = _AFTER.match(after) if last else None
        words = follows.group() if follows else told
        key = next((key for pattern, key in _KEYS if pattern.search(words)), None)
        number, unit = _Count(int(figure[2]), figure["about"] or "", bool(figure["more"])), figure[4]
        beside = _OPINIONS if unit not in "个点" else _NAMED_AFTER
        if _DRAFTED.search(told) or not (_OF_OPINIONS.search(before) or beside.match(after)):
            continue
        if key is not None:
            yield f"{told}{figure[0]}{follows.group() if follows else ''}", str(key), number, unit, bool(follows)
        elif "意见" in told or re.match("[^\\d]{0,8}意见", after):
            yield f"{told}{figure[0]}", _RECEIVED, number, unit, not _ALL.search(told)


def _rates(sentence: str, dossier: Dossier) -> Iterator[Text]:
    """Rates that are neither that of the adopted nor that of the wholly or partly adopted, as they may be rounded."""
    for rate in _RATE.finditer(sentence):
        near = 10.0 ** -len(rate[2] or "")
        right = set[float]()
        for each in _recorded(dossier, "条"):
            adopted, partly = each[str(Disposition.ADOPTED)], each[str(Disposition.PARTLY)]
            if each[_RECEIVED]:
                right |= {100 * adopted / each[_RECEIVED], 100 * (adopted + partly) / each[_RECEIVED]}
        if not any(abs(float(rate[1]) - each) < near for each in right):
            known = "、".join(f"{each:.4g}%" for each in sorted(right)) or "没有意见"
            yield Text(
                f"“{rate[0]}”，记录为{known}", f"“{rate[0]}” is {known if right else 'no opinion'} in the record"
            )


def _sentences(text: str) -> list[str]:
    return re.split("[。;]", _plain(text))


def _plain(text: str) -> str:
    """The text in one width, without blanks and quotation of its own, with figures for numerals before a unit."""
    plain = "".join(unicodedata.normalize("NFKC", text.replace("\n", "。")).split())
    while (marked := _ARTICLES.sub(r"\1第", plain)) != plain:
        plain = marked
    return _CHINESE.sub(lambda found: str(figure_of(found.group())), plain)
