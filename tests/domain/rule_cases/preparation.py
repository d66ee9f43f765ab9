"""713 arts. 12(1), 12(3), 12(4) and 13, 337 arts. 14 and 19 (second sentence)."""

from __future__ import annotations

from tests.domain.rule_cases.case import holds, refuses

RESEARCH = "cn-713.12.1 cq-337.14.research"
CONSULTED, DISPUTE = "cn-713.13.consulted", "cn-713.13.dispute"
OPTIONS = "cn-713.12.4 cq-337.14.options"
COSTS, FIGURES = "cn-713.12.3 cq-337.19.costs", "cq-337.19.costs"
TOLD = {
    "issue": "养护经费由谁承担。",
    "units_said": "县交通局认为应由乡里承担。",
    "own_view": "应由县级补助。",
    "reasoning": "县农村公路养护办法第六条。",
}
WEIGHED = {"costs": "投资320万元。", "economic": "每年节省运费40万元。", "quantified": "成本320万元，八年收回。"}


FILE = {"name": "调研报告.pdf", "digest": "ab" * 32, "size": 10, "media_type": "application/pdf"}


def researched(**parts: object) -> dict[str, object]:
    """One research report on record."""
    return {"research": [{"on": "2022-07-20", "title": "农村道路调研", **parts}]}


def touching(trait: str, **parts: object) -> dict[str, object]:
    """The newest draft declares what the matter touches; beside it stand these parts."""
    return {"drafts.1.traits": [trait], **parts}


def unit(**changes: object) -> dict[str, object]:
    """A unit that was consulted and agrees."""
    agrees = {"unit": "县交通局", "sent_on": "2022-07-26", "replied_on": "2022-07-29", "answered": "agrees"}
    return agrees | changes


def consulted(*units: dict[str, object], **parts: object) -> dict[str, object]:
    """The matter touches the duties of other units, and these were consulted."""
    found = {"on": "2022-08-01", "version": 1, "units": list(units), **parts}
    return touching("other_units", consultation=found)


def compared(trait: str, **parts: object) -> dict[str, object]:
    """A record of options, costs and benefits in a matter that touches this."""
    return touching(trait, comparison={"on": "2022-07-24", **parts})


def options(count: int) -> list[dict[str, object]]:
    """So many options."""
    return [{"number": number, "name": f"方案{number}"} for number in range(1, count + 1)]


OPPOSED = {"answered": "disagrees", "text": "经费没有落实。", "dealt_with": "两次会商。"}

CASES = [
    # research
    holds(RESEARCH, "no report on record"),
    holds(RESEARCH, "a report in words", researched(text="走访六个村。")),
    holds(RESEARCH, "a report as a file", researched(files=[FILE])),
    refuses(RESEARCH, "a title and nothing else", researched(text=" "), "调研报告“农村道路调研”没有主要内容"),
    # other units
    holds(CONSULTED, "no other unit's duties are touched"),
    holds(CONSULTED, "asked, and it agreed", consulted(unit())),
    holds(CONSULTED, "asked, and silent", consulted(unit(replied_on=None, answered="none"))),
    holds(
        CONSULTED, "changes asked for and dealt with", consulted(unit(answered="with_changes", dealt_with="已采纳。"))
    ),
    refuses(CONSULTED, "nobody was asked", touching("other_units"), "没有与有关单位协商的记录"),
    refuses(CONSULTED, "a record of no unit", consulted(), "没有与有关单位协商的记录"),
    refuses(CONSULTED, "a unit without a name", consulted(unit(unit=" ")), "没有与有关单位协商的记录"),
    refuses(CONSULTED, "nobody knows when", consulted(unit(sent_on=None)), "没有向县交通局征求意见的日期"),
    refuses(
        CONSULTED,
        "what became of their views is not said",
        consulted(unit(answered="with_changes"), unit(unit="县财政局", **OPPOSED | {"dealt_with": " "})),
        "没有记录县交通局、县财政局的意见如何协调处理",
    ),
    holds(DISPUTE, "nobody was asked", touching("other_units")),
    holds(DISPUTE, "all agree", consulted(unit())),
    refuses(
        DISPUTE,
        "it disagrees, and the draft no longer says it is touched",
        consulted(unit(**OPPOSED)) | {"drafts.1.traits": []},
        "与县交通局不能取得一致意见",
    ),
    holds(DISPUTE, "it disagreed and was won over", consulted(unit(**OPPOSED, settled=True))),
    holds(DISPUTE, "it disagrees, and all is told", consulted(unit(**OPPOSED), dispute=TOLD)),
    refuses(
        DISPUTE,
        "it disagrees, and nothing is told",
        consulted(unit(**OPPOSED)),
        "与县交通局不能取得一致意见",
        "争议的主要问题、有关单位的意见、承办单位的意见、理由和依据",
    ),
    *(
        refuses(
            DISPUTE, f"told without {key}", consulted(unit(**OPPOSED), dispute=TOLD | {key: " "}), f"未写明：{label}。"
        )
        for key, label in (
            ("issue", "争议的主要问题"),
            ("units_said", "有关单位的意见"),
            ("own_view", "承办单位的意见"),
            ("reasoning", "理由和依据"),
        )
    ),
    # options
    holds(OPTIONS, "views do not differ"),
    holds(OPTIONS, "two options, the second preferred", compared("disputed", options=options(2), preferred=2)),
    refuses(OPTIONS, "none on record", touching("disputed"), "有0个", "2个以上"),
    refuses(OPTIONS, "one is no choice", compared("disputed", options=options(1), preferred=1), "有1个"),
    refuses(OPTIONS, "none is preferred", compared("disputed", options=options(2)), "没有写明推荐方案"),
    refuses(OPTIONS, "the third of two", compared("disputed", options=options(2), preferred=3), "没有写明推荐方案"),
    # costs and benefits
    holds(COSTS, "no resources are allocated"),
    holds(COSTS, "analysed in figures", compared("resources", analysis=WEIGHED)),
    holds(
        COSTS,
        "no figures, and why",
        compared("resources", analysis=WEIGHED | {"quantified": "", "unquantified": "出行便利难以计价。"}),
    ),
    refuses(COSTS, "no analysis", touching("resources"), "没有成本效益分析"),
    refuses(COSTS, "only options", compared("resources", options=options(2), preferred=1), "没有成本效益分析"),
    refuses(COSTS, "no costs", compared("resources", analysis=WEIGHED | {"costs": " "}), "未写明：成本。"),
    refuses(COSTS, "no benefits", compared("resources", analysis=WEIGHED | {"economic": ""}), "未写明：效益。"),
    refuses(
        FIGURES,
        "neither figures nor why not",
        compared("resources", analysis=WEIGHED | {"quantified": " "}),
        "量化结果或者不能量化的说明",
    ),
]
