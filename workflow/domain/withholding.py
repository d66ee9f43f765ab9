"""What is to be said of a matter, or a decision, that is not made public: ground, basis, scope, and a reason of its own."""

from __future__ import annotations

import re

from workflow.domain.substance import says_none, substance
from workflow.domain.terms import WithholdGround
from workflow.domain.text import Text
from workflow.domain.unseen import seen

OFFERED = tuple(ground for ground in WithholdGround if ground is not WithholdGround.INTERNAL)
"""The grounds to choose from; that something is internal business is no ground for a decision, or its draft."""
CITED = frozenset({WithholdGround.FORBIDDEN, WithholdGround.OTHER})
"""Grounds that rest on another law, which is then named."""

LEAST = 2
"""Characters a reason has beyond the names of the grounds."""
_NAMES = re.compile(
    "内部事务|内部|事务|其他|国家秘密|工作秘密|商业秘密|个人隐私|国家安全|公共安全|经济安全|社会稳定|行政法规|法律|法规|第三方|合法权益|合法|权益"
    "|不予公开|不宜公开|不得公开|不能公开|不应公开|不便公开|不适宜公开|不适合公开|不公开"
    "|公开|保密|涉密|机密|秘密|依法|确定|禁止|规定|涉及|属于|可能|危及|影响|损害|造成|敏感|重要|工作|上级|要求"
    "|信息|内容|事项|情形|原因|因为|由于|需要|应当|尚未|[的为后会本该等或者、]"
)


_CITED = re.compile(r"《[^《》]*[\u4e00-\u9fff]{2,}[^《》]*》.*第[0-9零一二三四五六七八九十百]+条", re.DOTALL)


def cites(citation: str) -> bool:
    """Whether a citation names a law in its marks, and an article of it; “某法” is none."""
    return bool(_CITED.search(citation)) and "《某" not in citation


def bare(reason: str) -> bool:
    """Whether a reason says hardly more than the name of a ground, or that there is one."""
    return len(substance(_NAMES.sub("", reason))) < LEAST


_NAMED_WHOLE = re.compile("《[^》]*》")
_WITH_IT = re.compile("(?:[和与及含、]|以及|连同|包括|包含)其?(?:全部|所有|各)?附(?:件|图|表|录)")
"""What is added to something named before it; an annex alone is a part."""
_WORDS_OF_IT = re.compile(
    "(?:本|该|此|决策|重大行政|事项|方案|草案|文件|文本|规划|办法|合同|起草说明|说明|材料|全部|整个|整体|整套|全文|全案|整份|所有|内容|含|均|都|不予?公开|及其?|和|与|的|[、，。,. （）()])+"
)
_IT = re.compile("全文|整体|整个|整套|决策|事项|方案|草案|文件|文本|规划|办法|合同|全案|全部|所有")
_ALL_OF_IT = re.compile(
    "(?:事项|方案|草案|文件|规划|办法|合同)的?(?:全文|全部|整体|所有内容)|(?:整个|整份)|whole|entire", re.IGNORECASE
)
_PART_OF_IT = re.compile(
    "第[^，。]{1,6}[条款项段章节行页部]|附[件图表]|段落?|部分|章节|条款|part|annex|section", re.IGNORECASE
)
ONLY_PART = Text(
    "不予公开的只是部分内容（{scope}），不免除公众参与：公布的草案略去该部分并注明，其余内容公开征求意见。",
    "Only a part is not public ({scope}), which excuses nothing: the draft is put before the public with that part left out.",
)


def of_the_whole(scope: str) -> bool:
    """Whether it is the whole matter that is not public: only that goes without the public (713 art. 14(1)).

    It is where nothing else is named, or all of it is named and no part.
    """
    named = _WITH_IT.sub("", _NAMED_WHOLE.sub("事项", scope)).strip()
    if _WORDS_OF_IT.fullmatch(named):
        return bool(_IT.search(named))
    return bool(_ALL_OF_IT.search(named)) and not _PART_OF_IT.search(named)


def problems(ground: WithholdGround | None, citation: str, scope: str, reason: str) -> dict[str, Text]:
    """What is missing, or says too little, by the name of each."""
    found = {}
    if ground not in OFFERED:
        found["ground"] = Text("请选择不予公开的法定情形。", "Choose the lawful ground.")
    if ground in CITED and not cites(citation):
        found["citation"] = Text(
            "请写明所依据的法律、行政法规及其条款：名称写入《》，并写明第几条。",
            "Name the law or administrative regulation in 《》, with its article.",
        )
    if says_none(scope):
        found["scope"] = Text("请写明不予公开的范围。", "State what is not made public.")
    if not seen(reason):
        found["reason"] = Text("请写明不予公开的理由。", "Say why it is not made public.")
    elif bare(reason):
        found["reason"] = Text(
            "理由不能只写情形名称：请写明哪些具体内容不予公开、公开后有何后果。",
            "The reason says more than the name of the ground: which content it is, and what disclosure would do.",
        )
    return found
