"""713 arts. 3(2), 10 and 11, 337 arts. 4, 12 and 13."""

from __future__ import annotations

from datetime import date

from tests.domain.rule_cases.case import holds, refuses

ARGUED, REASONS = "cn-713.10.2", "cq-337.12.citizen"
STUDIED = "cn-713.10 cq-337.12.studied"
NECESSARY, DEPUTY, CHIEF = "cq-337.12.necessary", "cq-337.12.deputy", "cq-337.12.chief"
UNITS = "cn-713.11 cq-337.13"
COVERED = "cn-713.3.2 cq-337.4"
SOURCE, EXCLUSION = "proposal.source", "proposal.exclusion"
NAMESAKE, EARLIER, DIFFERS = "house.earlier", "proposal.earlier", "proposal.differs"

CASES = [
    holds("house.against_study", "found necessary"),
    holds(
        "house.against_study",
        "it is said why",
        {"study.necessary": False, "initiation.against_study": "县里已经拨款。"},
    ),
    refuses("house.against_study", "nothing is said", {"study.necessary": False}, "没有写明仍然启动的理由"),
    refuses(
        "house.against_study",
        "nothing that tells",
        {"study.necessary": False, "initiation.against_study": "领导要求"},
        "仍然启动",
    ),
    holds("house.deputy house.deputy_known", "another, no register"),
    refuses("house.deputy", "the chief himself", {"initiation.deputy": "李 明"}, "是同一人（李 明）"),
    holds("house.deputy_known", "a member", {"seats": [{"body": "joint", "name": "赵强", "since": "2021-01-01"}]}),
    refuses(
        "house.deputy_known",
        "nobody known",
        {"seats": [{"body": "joint", "name": "李明", "since": "2021-01-01"}]},
        "赵强",
    ),
    # the name of an earlier matter
    holds(NAMESAKE, "nothing of that name went before"),
    holds(NAMESAKE, "it is said what is different", {EARLIER: ["2022-001"], DIFFERS: "改用地下水源，不再占用农田。"}),
    refuses(NAMESAKE, "it is not", {EARLIER: ["2021-009", "2022-001"]}, "2021-009、2022-001", "没有说明有何不同"),
    refuses(NAMESAKE, "nothing is said", {EARLIER: ["2022-001"], DIFFERS: "工作需要"}, "没有说明有何不同"),
    holds(
        NAMESAKE, "a draft of the same text", {"drafts.0.earlier": ["2022-001"], "drafts.0.differs": "改用地下水源。"}
    ),
    refuses(NAMESAKE, "a draft nothing is said of", {"drafts.0.earlier": ["2022-001"]}, "草案内容相同，没有说明"),
    # what the procedure does not cover
    holds(COVERED, "an ordinary matter"),
    holds(COVERED, "what only other places leave out", {EXCLUSION: "internal"}),
    holds(COVERED, "who proposed what is not known", {"proposal": None}),
    *(
        refuses(
            COVERED, f"not covered: {key}", {EXCLUSION: key, "proposal.governed_by": " "}, label, "依照有关规定办理"
        )
        for key, label in (
            ("prescribed", "另行规定决策程序"),
            ("macro", "宏观调控"),
            ("legislation", "政府立法"),
            ("emergency", "突发事件"),
        )
    ),
    refuses(
        COVERED,
        "the rule that governs it is named",
        {EXCLUSION: "emergency", "proposal.governed_by": "《中华人民共和国突发事件应对法》"},
        "应当依照《中华人民共和国突发事件应对法》办理",
    ),
    # what a proposal argues depends on who makes it
    holds(ARGUED, "a department argues all five"),
    holds(ARGUED, "a citizen need not argue a plan", {SOURCE: "citizen", "proposal.plan": ""}),
    holds(ARGUED, "a leader's proposal is handed on for study", {SOURCE: "leader", "proposal.necessity": ""}),
    holds(ARGUED, "a problem that is named", {"proposal.problem": "缺水问题"}),
    refuses(
        ARGUED,
        "what is asked for and nothing else",
        {"proposal.problem": "问题", "proposal.necessity": "必要。", "proposal.feasibility": "可行"},
        "未写明：拟解决的主要问题、必要性、可行性。",
    ),
    refuses(ARGUED, "no proposal", {"proposal": None}, "没有决策事项建议"),
    *(
        refuses(ARGUED, f"a department without {name}", {f"proposal.{name}": " "}, f"未写明：{label}。")
        for name, label in (
            ("problem", "拟解决的主要问题"),
            ("basis", "建议理由和依据"),
            ("plan", "解决问题的初步方案"),
            ("necessity", "必要性"),
            ("feasibility", "可行性"),
        )
    ),
    refuses(
        ARGUED,
        "all that is missing is named at once",
        {"proposal.problem": "", "proposal.feasibility": ""},
        "拟解决的主要问题、可行性",
    ),
    holds(REASONS, "a citizen states reasons and basis", {SOURCE: "citizen"}),
    holds(REASONS, "only citizens are asked for them here", {"proposal.basis": ""}),
    refuses(REASONS, "a citizen without them", {SOURCE: "citizen", "proposal.basis": "\n"}, "建议理由和依据"),
    # the study
    holds(STUDIED, "studied before"),
    holds(STUDIED, "studied on the very day", {"study.on": date(2022, 7, 15)}),
    refuses(STUDIED, "studied one day later", {"study.on": date(2022, 7, 16)}, "2022年7月16日", "2022年7月15日"),
    refuses(STUDIED, "not studied", {"study": None}, "尚未研究论证"),
    refuses(STUDIED, "not studied, a leader's proposal", {"study": None, SOURCE: "leader"}, "尚未研究论证"),
    refuses(
        STUDIED,
        "declined the day before the study",
        {
            "initiation": None,
            "refusal": {"on": "2022-07-07", "approved_by": "李明", "reason": "不急。"},
        },
        "2022年7月8日",
        "2022年7月7日",
    ),
    holds(STUDIED, "matters of the catalogue enter the procedure directly", {"study": None, SOURCE: "catalogue"}),
    holds(NECESSARY, "a deputy's proposal found necessary", {SOURCE: "deputy"}),
    holds(NECESSARY, "a department's proposal is not asked for it", {"study.necessary": False}),
    refuses(NECESSARY, "a deputy's, found not necessary", {SOURCE: "deputy", "study.necessary": False}, "没有必要"),
    refuses(NECESSARY, "a citizen's, found not necessary", {SOURCE: "citizen", "study.necessary": False}, "没有必要"),
    # who checks and who signs
    holds(DEPUTY, "checked the day before"),
    holds(DEPUTY, "checked on the day of the signature", {"initiation.deputy_on": date(2022, 7, 15)}),
    refuses(
        DEPUTY, "checked one day later", {"initiation.deputy_on": date(2022, 7, 16)}, "2022年7月16日", "2022年7月15日"
    ),
    refuses(DEPUTY, "no name", {"initiation.deputy": " "}, "没有分管负责人的审核记录"),
    refuses(DEPUTY, "no day", {"initiation.deputy_on": None, SOURCE: "deputy"}, "没有分管负责人的审核记录"),
    refuses(DEPUTY, "a citizen's proposal, not checked", {"initiation.deputy": "", SOURCE: "citizen"}, "审核记录"),
    holds(DEPUTY, "a leader's proposal is signed without it", {SOURCE: "leader", "initiation.deputy": ""}),
    holds(DEPUTY, "so is a matter of the catalogue", {SOURCE: "catalogue", "initiation.deputy": ""}),
    holds(CHIEF, "signed"),
    holds(CHIEF, "a matter of the catalogue needs no signature", {SOURCE: "catalogue", "initiation.approved_by": ""}),
    refuses(CHIEF, "not signed", {"initiation.approved_by": ""}, "没有行政首长签发的记录"),
    refuses(CHIEF, "signed with a blank", {"initiation.approved_by": " "}, "没有行政首长签发的记录"),
    refuses(CHIEF, "not started", {"initiation": None}, "没有行政首长签发的记录"),
    refuses(CHIEF, "who proposed is not known", {"proposal": None, "initiation.approved_by": ""}, "签发"),
    # the units
    holds(UNITS, "two units and their lead"),
    holds(UNITS, "one unit needs no lead", {"initiation.units": ["财政所"], "initiation.lead_unit": ""}),
    refuses(UNITS, "two units, no lead", {"initiation.lead_unit": " "}, "没有明确牵头单位"),
    refuses(UNITS, "the lead is someone else", {"initiation.lead_unit": "党政办公室"}, "牵头单位不在承办单位之列"),
    refuses(UNITS, "no unit", {"initiation.units": [], "initiation.lead_unit": ""}, "没有明确决策承办单位"),
    refuses(UNITS, "a unit without a name", {"initiation.units": [" "], "initiation.lead_unit": ""}, "承办单位"),
    refuses(UNITS, "not started", {"initiation": None}, "没有明确决策承办单位"),
]
