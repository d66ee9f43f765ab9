"""Claims that all opinions were adopted, or that nobody objects, held against the record (713 arts. 18 and 32)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from workflow.domain.dossier import Dossier
from workflow.domain.hearingviews import OBJECTS, attending, held, spoken, tells_of_rejection, tells_of_some
from workflow.domain.terms import Disposition, ExpertConclusion
from workflow.domain.text import Text, joined


class Whose(Enum):
    """Whose opinions a clause speaks of."""

    PUBLIC = re.compile("公众|群众|村民|居民|市民|网民|民众|百姓|社会各|社会意见|向社会|征求意见")
    EXPERTS = re.compile("专家|专业机构|论证")
    # what came after a hearing was not said at it
    HEARING = re.compile("听证(?!会?后)")
    OTHERS = re.compile(
        "部门|单位|会议|会上|与会|座谈|代表|委员|班子|集体|机关|党委|政府|审查|协商|主席团|办公会|常务会|联席会|村委会|两委"
        "|(?:[局厅委办所站院团]|(?<!全)村|社区)(?=[均都、]|一致|全部|全体)"
    )


_REPRESENTATIVES = re.compile(
    "(?:公众|群众|村民|居民|市民|专家)代表|(?:村民|居民)(?:代表)?(?:大会|会议)|(?:征求|听取)[^征求]{0,8}(?:部门|单位)的?意见"
)
"""Who is named after the public and is not the public; departments that were asked."""
_DEPARTMENTS, _ASKED = re.compile("部门|单位|局"), re.compile("(?<!公开)征求意见")
"""Departments that were asked are named beside it."""
_OBJECTING = Text("表示反对", "objects")
_NO = "没有|没[能被]?|未[能予被]?|并非|不是|不能|不可能|难以|无法|不宜|不予|[能是]否|要求|如果?|若"
_TAKEN = r"(?:(?:吸[收纳])?采纳|全收|吸[收纳](?=$|\W|[到进入并]))(?!的.|或|与否|了?\d)"
"""That opinions were adopted: no list of what may become of them, nor how many were adopted in whole."""
_ADOPTED = re.compile(
    rf"(?<!合理)(?:全部|全都|全数|全面|一律|悉数|均|都|逐条|100%|百分之百|照单)(?:意见|建议|已经?|得到|获得?|予以?|被|作了|可以)*{_TAKEN}"
    rf"|(?:全部|所有)(?:[^,不未没]{{0,8}})(?:意见|建议)(?:已经?|得到|获得?|予以?|被)*{_TAKEN}"
    "|采纳了?(?:[^,不未没]{0,6})(?:全部|所有)(?:[^,]{0,6})(?:意见|建议)"
    "|(?:没有|无|不存在|未出现)(?:[一1][条项份件个]|任何|被|的|意见|建议|公众|群众|专家|社会)*[不未](?:予以?|被|获|能|曾)*采纳(?!理由|原因)"
)
_RATE = re.compile("采纳率(?:已?经?达到?|高达|为|是|均)*(?:100%|百分之百)")
"""The rate may count what was adopted in part."""
_SOME = re.compile("部分|多数|其余|其他|除|外|赞成方|支持方|正方")
"""What says that not all are meant."""
_EXCEPT = re.compile("(除(?!此)[^,]{1,20}外),")
_SOUND = re.compile("合理|赞成意见|可行的|有价值|第[^,]{1,4}[条项]")
"""What says that not all opinions are meant."""
_SUBSET = re.compile("([^,的]+)的[^,的]{0,6}(?:意见|建议|均|都|全部|一律)")
_WHO_SAID = re.compile(
    "公众|群众|村民|居民|市民|网民|民众|百姓|社会|专家|听证|参加人|收到|收集|提|反馈|反映|征集|征求|全部|所有"
)
"""What stands before 的 and does not narrow down which opinions are meant."""
_AGREED = re.compile(
    "(?:一致|全体|全部|均|都|全票|100%|百分之百|全体(?:到会|与会|参会)(?:人员|代表|群众|村民)?)(?:表示|予以|持)?(?:赞成|赞同|同意|支持|拥护|认可|通过)"
    "|(?:各方|参加人员?|代表)意见(?:完全|高度)?一致|一致认为[^,]{0,14}(?<!不)(?:可行|必要|合理|科学|合法|赞成|赞同|同意|支持)(?!性)"
    "|(?:没有|没人|未收到|未提出|未出现|不存在|未见|无)(?:任何|[一1][条份个名位]?人?|人|参加人|提出|表示|收到|公众|群众|专家|持|的)*(?:反对|不同|不赞成|不同意|不支持|异议)(?!理由|规定|要求|标准)"
)
_LATER = re.compile("第[二三四五2-5][轮次]|[本再]次|本轮|重新")
"""What says that only the round of opinions that was held last is meant."""
_NOTICED = re.compile("征求意见期间|公开征求")
"""What says that only opinions on a notice are meant, not those heard in other ways."""


def overstated(
    sentences: list[str], dossier: Dossier, default: Whose = Whose.PUBLIC, *, newest: bool = False
) -> Iterator[Text]:
    """The claims that the record contradicts, with what it says. `default`: of whom a clause speaks that names nobody;
    `newest`: the text is about the newest round of opinions, panel of experts or hearing alone.

    Whoever was named last is spoken of on; who is neither the public nor an expert, only to the end of the sentence.
    Whoever agreed is named in the same sentence: of the public nothing is taken for granted there.
    """
    speaks = {default}
    for sentence in sentences:
        whom, agree = speaks, {default} - {Whose.PUBLIC}
        noticed = bool(_NOTICED.search(sentence))
        for clause in re.split(r"[,:]", _EXCEPT.sub(r"\1", sentence)):
            noticed = noticed and not Whose.HEARING.value.search(clause)
            heard = bool(Whose.HEARING.value.search(clause)) or Whose.HEARING in whom | {default}
            named = _named(attending(clause, heard))
            whom, agree = named or whom, named or agree
            if whom <= {Whose.PUBLIC, Whose.EXPERTS}:
                speaks = whom
            last = newest or bool(_LATER.search(sentence))
            for claim, contradicted in ((_ADOPTED, _not_adopted), (_RATE, _rejected), (_AGREED, _against)):
                found = claim.search(clause)
                if found is None or re.search(rf"(?:{_NO})$", clause[: found.start()]):
                    continue
                if _of_some(clause[: found.end()], clause[: found.start()], claim is _AGREED):
                    continue
                of = whom
                if claim is _AGREED:
                    before = clause[: found.start()]
                    of = _agreeing(attending(before, heard), agree)
                    if tells_of_some(_AGREED.sub("", sentence), before, clause[found.end() :], dossier):
                        of = of - {Whose.HEARING}
                if records := [
                    each for whose in Whose if whose in of for each in contradicted(dossier, whose, last, noticed)
                ]:
                    yield Text("“{said}”，记录中{what}", "“{said}”, on record: {what}").fmt(
                        said=clause, what=joined(list(dict.fromkeys(records)))
                    )


def _of_some(claimed: str, before: str, agreed: bool) -> bool:
    """Whether a claim is one of some people, or of some opinions."""
    if agreed:
        return bool(_SOME.search(before))
    narrowed = any(not _WHO_SAID.search(words) for words in _SUBSET.findall(claimed))
    return narrowed or bool(_SOME.search(claimed) or _SOUND.search(claimed))


def _agreeing(before: str, named: set[Whose]) -> set[Whose]:
    """Who agrees: those named right before it; else those named in the sentence, where the clause tells of nobody else."""
    direct = {whose for whose in set(Whose) - {Whose.OTHERS} if re.search(f"(?:{whose.value.pattern})$", before)}
    plain = re.sub("论证会议?上?", "论证", before)
    return direct or (set() if Whose.OTHERS.value.search(plain) else named)


def _named(clause: str) -> set[Whose]:
    """Whom a clause names; others only where it names neither the public nor experts."""
    plain = _REPRESENTATIVES.sub("部门", clause)
    if _DEPARTMENTS.search(plain):
        plain = _ASKED.sub("", plain)
    named = {whose for whose in Whose if whose.value.search(plain)}
    return named - {Whose.OTHERS} if len(named) > 1 else named


def _not_adopted(dossier: Dossier, whose: Whose, last: bool, noticed: bool) -> Iterator[Text]:
    """The opinions of the public, or of the experts, that were not adopted, or only in part; of a hearing, who objects to all of
    it, and whether its report says so: nothing else is known of what became of what was said there."""
    for what, became, _, _ in _views(dossier, whose, last, noticed):
        if became is not None and became is not Disposition.ADOPTED:
            yield _told(what, became.label)
    if whose is not Whose.HEARING or noticed:
        return
    for each in spoken(dossier, last=last):
        if each.wholly:
            yield _told(each.what, _OBJECTING)
    if any(tells_of_rejection(each) for each in held(dossier, last=last)):
        yield Text(
            "听证报告载有不予采纳或者部分采纳的意见", "the report on the hearing tells of what is not adopted in full"
        )


def _rejected(dossier: Dossier, whose: Whose, last: bool, noticed: bool) -> Iterator[Text]:
    """The opinions that were not even adopted in part."""
    for what, became, _, _ in _views(dossier, whose, last, noticed):
        if became is Disposition.REJECTED:
            yield _told(what, became.label)


def _against(dossier: Dossier, whose: Whose, last: bool, noticed: bool) -> Iterator[Text]:
    """The experts who oppose; the opinions of the public that say themselves that they object: one that was rejected may have
    asked for more of the same; whoever objects at a hearing."""
    for what, _, text, opposes in _views(dossier, whose, last, noticed):
        if opposes:
            yield _told(what, ExpertConclusion.OPPOSE.label)
        elif whose is Whose.PUBLIC and OBJECTS.search(text):
            yield _told(what, _OBJECTING)
    if whose not in (Whose.HEARING, Whose.PUBLIC) or noticed:
        return
    for said in spoken(dossier, last=last):
        if said.objects and (said.public or whose is Whose.HEARING):
            yield _told(said.what, _OBJECTING)


def _views(
    dossier: Dossier, whose: Whose, last: bool, noticed: bool
) -> Iterator[tuple[Text, Disposition | None, str, bool]]:
    """Each opinion on record: which it is, what became of it, its words, and whether an expert opposes by it."""
    if whose is Whose.EXPERTS:
        panels = dossier.expert_reviews[-1:] if last else dossier.expert_reviews
        for place, panel in enumerate(panels, start=1):
            where = Text("第{n}次论证的", "panel {n}, ").fmt(n=place) if len(panels) > 1 else Text("", "")
            # who gave an opinion and was replaced afterwards has given it all the same
            for expert in panel.experts:
                opposes = expert.opinion is not None and expert.opinion.conclusion is ExpertConclusion.OPPOSE
                became = expert.feedback.disposition if expert.feedback else None
                yield _told(where, Text("专家{n}的意见", "expert {n}: ").fmt(n=expert.number)), became, "", opposes
    if whose is not Whose.PUBLIC:
        return
    rounds = [each.opinions for each in (() if last else dossier.earlier_rounds)] + [dossier.opinions]
    for place, opinions in enumerate(rounds, start=1):
        where = Text("第{n}次征求的", "round {n}, ") if len(rounds) > 1 else Text("", "")
        for opinion in opinions:
            what = _told(where.fmt(n=place), Text("第{n}条意见", "opinion {n}: ").fmt(n=opinion.number))
            yield what, opinion.answer.disposition if opinion.answer else None, opinion.text, False
    for occasion in () if noticed else dossier.heard:
        where = Text("{day}{way}听取的意见", "opinion heard on {day} ({way}): ").fmt(
            day=occasion.on, way=occasion.way.label
        )
        for view in occasion.views:
            yield where, view.disposition, view.text, False


def _told(what: Text, became: Text) -> Text:
    return Text(what.zh + became.zh, what.en + became.en)
