"""Whether words say no to a matter, and nothing in them yes: what is marked as a yes by whoever records them.

Only where nothing at all in a text agrees is it taken for a no: who agrees may speak of what others object to, of a part
that is put off, of a plan that was dropped. A no that is missed is read by whoever decides; a yes taken for a no would
have a clerk write down what nobody said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workflow.domain.replies import refusal_in

_SENTENCE = re.compile(r"[。；！？;!?\n]")
_OBJECTS = re.compile(
    "(?<![不没无])(?<!没有)(?<!无人)(?:反对|不同意(?!见)|不赞成|不赞同|不支持)"
    "(?:[本该这此]?个?(?:方案|草案|事项|项目|工程|决策|办法|提案|议题))?(?:的?(?:实施|通过|提交))?(?:$|[，,。])"
)
"""That the matter itself is objected to, not a part of it."""
_OTHERS = re.compile("群众|村民|居民|有人|部分|个别|少数|他们|企业|商户|专家|对方|有的")
"""Who may object while the speaker does not."""
_AGREES = re.compile(
    "(?<![不未没])(?<!没有)(?:同意|赞成|赞同|支持|拥护)(?!与否)|没有(?:不同)?意见|无(?:不同)?意见|无异议"
)
_NOT_DONE = re.compile(
    "(?:暂不|暂缓|缓期|推迟|搁置|不宜|不得|不予|不再|未予|未获|未能|没有|停止|取消|不|未|缓)"
    "(?:同意|批准|通过|实施|执行|印发|公布|出台|启动|推进|建设|提交|办理)"
    "(?:[本该这此]?个?(?:方案|草案|事项|项目|工程|决策|办法))?(?:的?(?:实施|执行|印发|公布|出台|启动|推进|建设|提交))*"
)
_DONE = re.compile("同意|通过|批准|实施|执行|印发|公布|出台|启动|推进|建设|赞成|支持|可行")
_UNLAWFUL = re.compile("不合法|不合规|不符合|违法|违反|抵触|超越|越权|(?:不得|不予|不能|不宜)提交")
_NOT_UNLAWFUL = re.compile("(?:没有|[不未无])[^，。；]{0,15}?(?:违法|违反|抵触|超越|越权|不合法|不符合)[^，。；]*")
_LAWFUL = re.compile(
    "(?<!不)合法|(?<!不)符合|(?<!不)合规|一致|(?<!不)可以提交|有权|齐全|完备|正确|适当|同意|通过"
    "|(?:已经?|均已)[^，。；]*(?:修改|更正|删去|删除|调整|补充|纠正|落实)|修改后"
)
_FAILS = re.compile(
    "(?:不|不具有?|没有|无)可行|(?:没有|无|不)必要|不科学|不合理|不合法|违法|不可控|不同意(?!见)|不赞成|不支持|反对"
)
_NO_FAILURE = re.compile(f"(?:没有|并非|不是|不存在|未见|未发现|无人?)(?:{_FAILS.pattern})")
_HOLDS = re.compile("可行|必要|科学|合理|合法|可控|同意|赞成|支持|无意见|没有意见")
_NOT_STARTED = re.compile(
    "(?:没有|无|不)(?:启动的?)?必要(?:启动)?|(?:不予|不宜|暂不|不应|不建议|建议不|建议不予|建议暂缓|不同意|不)启动"
)
_STARTED = re.compile("必要|启动|同意|可行")


def objects(words: str) -> bool:
    """Whether a statement objects to the matter itself, and agrees in nothing."""
    own = [each for each in _SENTENCE.split(words) if not _OTHERS.search(each)]
    return any(_OBJECTS.search(each.strip()) for each in own) and not _AGREES.search(words)


def turns_down(text: str) -> bool:
    """Whether a decision turns the matter down or puts it off, and lets nothing of it be done."""
    return bool(refusal_in(text) or _NOT_DONE.search(text)) and not _DONE.search(_NOT_DONE.sub("", text))


def finds_unlawful(text: str) -> bool:
    """Whether an opinion finds that something does not conform to law, and nothing that does."""
    left = _NOT_UNLAWFUL.sub("合法", text)
    return bool(_UNLAWFUL.search(left)) and not _LAWFUL.search(_UNLAWFUL.sub("", left))


def argues_against(texts: Iterable[str]) -> bool:
    """Whether an expert says of some aspect that it fails, and nothing else of that aspect."""
    left = [_NO_FAILURE.sub("可行", text) for text in texts]
    return any(_FAILS.search(each) and not _HOLDS.search(_FAILS.sub("", each)) for each in left)


def advises_against(opinion: str) -> bool:
    """Whether a study finds no need to start, and nothing for it."""
    return bool(_NOT_STARTED.search(opinion)) and not _STARTED.search(_NOT_STARTED.sub("", opinion))
