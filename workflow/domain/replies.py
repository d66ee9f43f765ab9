"""What the words of a reply to a request or report come to: whether it answers, and whether it refuses or puts off."""

from __future__ import annotations

import re

from workflow.domain.facts import CongressReport, PartyReport
from workflow.domain.substance import tells

_REFUSED = (
    "(?:暂不|不予|未予|未获得?|未能|尚未|不能|无法|难以|没有|没|未|不)同意(?!见)|(?:不予|未予|未获|未|不)批准|"
    "(?:没有|未能|未予|未获得?|不予|未|不)通过|否决|驳回|反对(?!意见)"
)
_PUT_OFF = (
    "退回|暂缓|缓议|缓办|缓行|搁置|推迟|待研究|重新研究|重新考虑|重新论证|重新报|再行?研究|另行研究|研究后再|再议|另议|另行[报提]|"
    "(?:论证|研究|修改|完善|调研|征求意见|听取意见)(?:好|完善)?后,?(?:再|另行|重新)[报提议研审]|"
    "(?:暂不|不宜|不得)(?:公布|发布|印发|出台|实施|执行|推进|提交|上报|办理|研究|考虑)"
)
_ENGLISH = (
    r"\bnot agree[d]?\b|\bdisagree[sd]?\b|\breject(?:s|ed)?\b|\brefuse[sd]?\b|\bpostponed?\b|\bdeferred\b|\bsent back\b"
)
_REFUSES = re.compile(f"{_REFUSED}|{_ENGLISH}", re.IGNORECASE)
_PUTS_OFF = re.compile(_PUT_OFF)
# “不再另行研究”, “无人反对”: what is said not to be so
_DENIED = re.compile(
    "(?:没有|无)(?:人|委员|代表)?(?:不同意|反对)(?:的|意见)?|"
    "(?:不再|不必|不需要?|无需|无须|毋须|不用|不得)(?:再|另行|重新|予以|进行)*(?:退回|暂缓|缓议|缓办|搁置|推迟|研究|考虑|论证|报|议)"
)
_CONSENT = re.compile("同意|批准|通过")
_AGREES = re.compile("(?<!是否)(?:同意|予以批准)(?!与否|后|前|的条件)")
_CONDITION = re.compile("但|如果?|若|须先|应先|前提|以后|之后|条件")
"""What makes of consent something less."""
# what is put off is the decision itself, where no other matter goes before it
_THE_MATTER = re.compile(
    f"^(?:请|但|建议|应当?|先|可|须|需要?|现|本事项|该事项|此事|此件|方案|草案|决策)*(?:{_PUT_OFF})"
)
_SENTENCE = re.compile(r"[。；！;!\n]")
_RECEIVED = re.compile("已?(?:收到|收悉|阅知|知悉|阅)|请示|批复|回复|来文|你们?的?|[，。、！\\s]")


def refusal_in(reply: str) -> str:
    """The words by which a reply refuses, or puts off; empty where it does neither.

    Where one sentence agrees, another may still send something else back to whoever it concerns.
    """
    sentences = [left for each in _SENTENCE.split(reply) if (left := _DENIED.sub("", each).strip("，、 "))]
    if refused := _REFUSES.search("。".join(sentences)):
        return refused.group()
    held = [each for each in sentences if _PUTS_OFF.search(each)]
    agreed = any(_CONSENT.search(each) for each in sentences if each not in held)
    own = [each for each in held if not agreed or _THE_MATTER.search(each)]
    found = _PUTS_OFF.search(own[0]) if own else None
    return found.group() if found else ""


def consents(reply: str) -> bool:
    """Whether a reply says in its words that it agrees, and nothing against that."""
    plain = _DENIED.sub("", reply)
    return bool(_AGREES.search(plain)) and not refusal_in(reply) and not _CONDITION.search(plain)


def answers_request(reply: str) -> bool:
    """Whether a reply to a request for instructions is one: that the request came says nothing of it."""
    return tells(_RECEIVED.sub("", reply))


def refuses(report: PartyReport | CongressReport) -> bool:
    """Whether the answer to what was sent upward is against it, as noted or by its words."""
    return report.agreed is False or bool(refusal_in(report.reply))
