"""Claims that all opinions were adopted, or that nobody objects, held against the record (713 arts. 18 and 32)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from workflow.domain.dossier import Dossier
from workflow.domain.terms import Disposition, ExpertConclusion
from workflow.domain.text import Text, joined


class Whose(Enum):
    """Whose opinions a clause speaks of."""

    PUBLIC = re.compile("公众|群众|村民|居民|市民|网民|民众|百姓|社会各|社会意见|向社会|征求意见")
    EXPERTS = re.compile("专家|专业机构|论证")
    OTHERS = re.compile("部门|单位|会议|会上|与会|座谈|听证|代表|委员|班子|集体|机关|党委|政府|审查|协商")


_REPRESENTATIVES = re.compile("(?:公众|群众|村民|居民|市民|专家)代表|(?:征求|听取)[^征求]{0,8}(?:部门|单位)的?意见")
"""Who is named after the public and is not the public; departments that were asked."""
_NO = "没有|并没|未能?|并未|并非|不是|不能|不可能|难以|无法|不宜|[能是]否|要求|如果?|若"
_ADOPTED = re.compile(
    r"(?<!合理)(?:全部|全都|全数|全面|一律|悉数|均|都|逐条|100%|百分之百|照单)(?:意见|建议|已经?|得到|获得?|予以?|被|作了|可以)*(?:采纳|全收)(?!的.)"
    "|(?:全部|所有)(?:[^,不未没]{0,8})(?:意见|建议)(?:已经?|得到|获得?|予以?|被)*采纳(?!的.)"
    "|采纳了?(?:[^,不未没]{0,6})(?:全部|所有)(?:[^,]{0,6})(?:意见|建议)"
    "|(?:没有|无|不存在|未出现)(?:[一1][条项份件个]|任何|被|的|意见|建议|公众|群众|专家|社会)*[不未](?:予以?|被|获|能|曾)*采纳(?!理由|原因)"
)
_SOME = re.compile("合理|可行的|有价值|部分|多数|其余|其他|除|外")
"""What says that not all opinions are meant."""
_AGREED = re.compile(
    "(?:一致|全体|全部|均|都)(?:表示|予以|持)?(?:赞成|赞同|同意|支持|拥护|认可|通过)"
    "|一致认为[^,]{0,14}(?<!不)(?:可行|必要|合理|科学|合法|赞成|赞同|同意|支持)(?!性)"
    "|(?:没有|没人|未收到|未提出|未出现|不存在|未见|无)(?:任何|[一1][条份个人]|人|提出|表示|收到|公众|群众|专家|持|的)*(?:反对|不同|不赞成|不同意|不支持|异议)(?!理由|规定|要求|标准)"
)
_OBJECTS = re.compile("(?<!不)(?<!没有)(?<!无人)反对|不同意|不赞成|不支持")
_LATER = re.compile("第[二三四五2-5][轮次]|[本再]次|本轮|重新")
"""What says that only the round of opinions that was held last is meant."""
_NOTICED = re.compile("征求意见期间|公开征求")
"""What says that only opinions on a notice are meant, not those heard in other ways."""


def overstated(sentences: list[str], dossier: Dossier, default: Whose = Whose.PUBLIC) -> Iterator[Text]:
    """The claims that the record contradicts, with what it says. `default`: of whom a clause speaks that names nobody.

    Whoever was named last is spoken of on; who is neither the public nor an expert, only to the end of the sentence.
    """
    speaks = {default}
    for sentence in sentences:
        spoken = speaks
        for clause in re.split(r"[,:]", sentence):
            spoken = _named(clause) or spoken
            if spoken <= {Whose.PUBLIC, Whose.EXPERTS}:
                speaks = spoken
            for claim, contradicted in ((_ADOPTED, _not_adopted), (_AGREED, _against)):
                found = claim.search(clause)
                if found is None or re.search(rf"(?:{_NO})$", clause[: found.start()]):
                    continue
                if claim is _ADOPTED and _SOME.search(clause[: found.end()]):
                    continue
                last, noticed = bool(_LATER.search(sentence)), bool(_NOTICED.search(sentence))
                if records := [
                    each for whose in Whose if whose in spoken for each in contradicted(dossier, whose, last, noticed)
                ]:
                    yield Text("“{said}”，记录中{what}", "“{said}”, on record: {what}").fmt(
                        said=clause, what=joined(records)
                    )


def _named(clause: str) -> set[Whose]:
    """Whom a clause names; others only where it names neither the public nor experts."""
    plain = _REPRESENTATIVES.sub("部门", clause)
    named = {whose for whose in Whose if whose.value.search(plain)}
    return named - {Whose.OTHERS} if len(named) > 1 else named


def _not_adopted(dossier: Dossier, whose: Whose, last: bool, noticed: bool) -> Iterator[Text]:
    """The opinions of the public, or of the experts, that were not adopted, or only in part."""
    for what, became, _, _ in _views(dossier, whose, last, noticed):
        if became is not None and became is not Disposition.ADOPTED:
            yield _told(what, became.label)


def _against(dossier: Dossier, whose: Whose, last: bool, noticed: bool) -> Iterator[Text]:
    """The experts who oppose; the opinions of the public that were rejected, or say themselves that they object."""
    for what, became, text, opposes in _views(dossier, whose, last, noticed):
        if opposes:
            yield _told(what, ExpertConclusion.OPPOSE.label)
        elif whose is Whose.PUBLIC and became is Disposition.REJECTED:
            yield _told(what, became.label)
        elif whose is Whose.PUBLIC and _OBJECTS.search(text):
            yield _told(what, Text("表示反对", "objects"))


def _views(
    dossier: Dossier, whose: Whose, last: bool, noticed: bool
) -> Iterator[tuple[Text, Disposition | None, str, bool]]:
    """Each opinion on record: which it is, what became of it, its words, and whether an expert opposes by it."""
    if whose is Whose.EXPERTS:
        for expert in dossier.expert_review.experts if dossier.expert_review else ():
            if expert.replaced is None:
                opposes = expert.opinion is not None and expert.opinion.conclusion is ExpertConclusion.OPPOSE
                became = expert.feedback.disposition if expert.feedback else None
                yield Text("专家{n}的意见", "expert {n}: ").fmt(n=expert.number), became, "", opposes
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
