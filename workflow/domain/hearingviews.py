"""What was said at hearings: who objects by the record, and whether a report tells of it (713 art. 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Hearing, HearingParticipant
from workflow.domain.substance import says_none
from workflow.domain.terms import HearingView, ParticipantKind
from workflow.domain.text import Text

OBJECTS = re.compile("(?<!不)(?<!没有)(?<!没)(?<!无)(?<!无人)反对|不同意(?!见)|不赞成|不支持")
_AGREES = re.compile("(?<!不)(?:赞成|赞同|同意|支持|拥护)")
_OBJECTS_WHOLLY = re.compile(
    rf"(?:{OBJECTS.pattern})(?:[本该这此]?个?(?:方案|草案|事项|项目|工程|决策|办法))?(?:的?实施)?(?:$|\W)"
)
"""That the matter itself is objected to, not a part of it that may have been changed: as it went on, that was not adopted."""
_NOT_TAKEN = re.compile(
    "(?<!没有)(?<!没)(?<!无)(?:[不未]予|[未不]|暂不|不宜|部分)(?:予以|能|被)?采纳(?!的?(?:理由|原因)|与否)"
)
_AT_HEARING = re.compile(
    "听证(?:会上?|会议上?)?(?:到会|与会|参会|全体|所有|各|的)*(?:参加人员?|陈述人|代表|人员|委员|各方)*(?:上|中|时|期间)?"
)
"""Who takes part in a hearing, and is no other body for being called 代表."""
_ATTENDING = re.compile(
    "(?:到会|与会|参会|全体)的?(?:参加人员?|陈述人|代表|人员|群众|村民|各方)?|参加人员?|陈述人|(?<![谈证公商务])会上|^代表|(?:群众|村民|居民|市民|公众)代表"
)
"""Those who take part, where a hearing is spoken of already."""
_TELLS_WHO = re.compile(
    rf"(?:[1-9]\d*|[两二三四五六七八九]|一(?!致)|个别|少数|部分|有的|另有)[^,没无未]{{0,8}}(?:{OBJECTS.pattern})"
    r"|(?:反对|不同意|不赞成|不支持)[^,没无未]{0,4}(?:[1-9]\d*|[一两二三四五六七八九])[名位人]|反对(?:方|意见)[^,]{0,4}(?:认为|提出|主张|要求|集中|主要)"
)
"""That a sentence tells itself who objects."""
_ON_A_PART = re.compile("对(?!(?:本|该|此)?(?:方案|草案|事项|决策|项目|实施))([^,]{1,12}?)[均都也]?$")
_DRIFT = re.compile("^[^,]{0,20}(?:原则|方向|目的|目标|必要性|本身)")
"""What says, before a claim or after it, that only a part or the drift of the matter was agreed to."""
_BESIDE = re.compile("名单|公告|公示|程序|报名|笔录|主持人|时间|地点")
"""What is no view on the matter: how the hearing is held."""
_ALL_CAME = re.compile(
    "(?<![没未])(?<!没有)(?<!不是)(?:全部|全体|全员|悉数|均|都)(?:[^,，。；不未没]{0,6})(?:到会|到场|参会|出席)|无(?:一|人)?[人名]?缺席|到会率(?:为|达)?(?:100%|百分之百)"
)
"""That everybody on the list came."""
_DIGITS = "零一二三四五六七八九"
_SO_MANY = re.compile("([1-9]\\d*|[一两二三四五六七八九])[名位人](?!以)")
_NO_DISPUTE = re.compile(
    "(?:没有|无|未(?:出现|形成|产生|发生)|不存在)(?:任何|明显|意见|的|主要|出现|其他)*(?:分歧|争议|争论|异议|反对|不同意见)|意见一致"
)
_DISPUTE = re.compile("认为|要求|希望|建议|主张|担心|提出|主要是|是否|反对|不同意|不赞成|太|过[高低多少大]")
"""What tells of a difference beside saying that on something else there is none."""


class Spoken(NamedTuple):
    """What somebody said at a hearing: who, in which words, whether of the registered public, and whether by it they object,
    to all of it."""

    what: Text
    words: str
    public: bool
    objects: bool
    wholly: bool


def held(dossier: Dossier, *, last: bool = False) -> tuple[Hearing, ...]:
    """The hearings that were held, oldest first; `last`: only the newest."""
    found = tuple(each for each in dossier.hearings if each.sitting and each.cancellation is None)
    return found[-1:] if last else found


def spoken(dossier: Dossier, *, last: bool = False) -> Iterator[Spoken]:
    """What each of those who came said."""
    hearings = held(dossier, last=last)
    for place, hearing in enumerate(hearings, start=1):
        for each in hearing.present:
            number = place if len(hearings) > 1 else ""
            what = Text(
                "第{n}次听证会第{who}号参加人" if number else "听证会第{who}号参加人",
                "hearing {n}, participant {who} " if number else "participant {who} of the hearing ",
            )
            words = each.appearance.statement if each.appearance else ""
            yield Spoken(
                what.fmt(n=number, who=each.number),
                words,
                each.kind is ParticipantKind.REGISTERED,
                objects(each),
                bool(_OBJECTS_WHOLLY.search(words)) and objects(each),
            )


def objects(participant: HearingParticipant) -> bool:
    """Whether somebody who came objects: by what they said, or by their side unless they said that they agree.

    Who is in favour may speak of others who object.
    """
    words = participant.appearance.statement if participant.appearance else ""
    against, agrees = bool(OBJECTS.search(words)), bool(_AGREES.search(words))
    if participant.view is HearingView.FOR:
        return against and not agrees
    return against or (participant.view is HearingView.AGAINST and not agrees)


def tells_of_rejection(hearing: Hearing) -> bool:
    """Whether the report on a hearing says that something brought up at it is not adopted, or only in part."""
    return bool(hearing.report and _NOT_TAKEN.search(f"{hearing.report.views}。{hearing.report.advice}"))


def says_all_came(text: str) -> bool:
    """Whether a report says that everybody came."""
    return bool(_ALL_CAME.search(text))


def says_nothing_disputed(disputes: str) -> bool:
    """Whether a report says of what was disputed that there is nothing."""
    rest, denied = _NO_DISPUTE.subn("", disputes)
    return bool(disputes.strip()) and (says_none(disputes) or bool(denied and not _DISPUTE.search(rest)))


def attending(words: str, heard: bool) -> str:
    """The words with whoever takes part in a hearing called by its name; `heard`: they are said of one."""
    plain = _AT_HEARING.sub("听证", words)
    return _ATTENDING.sub("听证", plain) if heard else plain


def tells_of_some(sentence: str, before: str, after: str, dossier: Dossier) -> bool:
    """Whether it is no claim about all at a hearing and all that was heard: the sentence (without its claims) tells itself
    who objects, fewer people are counted than came, it is about how the hearing is held, or only a part was agreed to that nobody objects
    to."""
    counted = [
        int(each) if each.isdigit() else _DIGITS.find(each.replace("两", "二")) for each in _SO_MANY.findall(before)
    ]
    if counted and counted[-1] < max((len(each.present) for each in held(dossier)), default=0):
        return True
    if _BESIDE.search(before):
        return True
    part = _ON_A_PART.search(before)
    if part:
        return not any(part[1] in each.words for each in spoken(dossier) if each.objects)
    return bool(_TELLS_WHO.search(sentence) or _DRIFT.search(after))
