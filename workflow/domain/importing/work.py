"""The work ledger's table as it is exported and imported: its columns, and what is understood of a row."""

from __future__ import annotations

from workflow.domain.facts import WorkRecord
from workflow.domain.importing.cells import Column, Columns, Raw, Reading, Row, columns, made
from workflow.domain.terms import WorkKind
from workflow.domain.text import Text
from workflow.domain.worklog import KEYS, MEASURES, Measure, problems

BEFORE = columns(
    Column("number", Text("编号", "Number"), 12, kept=False),
    Column("kind", Text("类别", "Kind"), 14, needed=True),
    Column("began", Text("开始日期", "First day"), 12),
    Column("on", Text("日期", "Day"), 12, needed=True),
    Column("unit", Text("填报单位", "Unit"), 20, needed=True),
    Column("title", Text("工作名称", "Title"), 40, needed=True),
    Column("text", Text("经过和结果", "What was done"), 60),
    Column("participants", Text("主持、参加人员", "Who led or took part"), 30),
)
"""The columns before those of the figures."""
AFTER = columns(
    Column("files", Text("佐证材料", "Evidence"), 30),
    Column("no_files", Text("没有电子材料的原因", "Why there is no evidence"), 30),
    Column("by", Text("登记人", "Entered by"), 12, kept=False),
    Column("entered", Text("登记时间", "Entered at"), 20, kept=False),
    Column("version", Text("版次", "Version"), 8, kept=False),
    Column("state", Text("状态", "State"), 30),
)
"""The columns after those of the figures."""
STANDS, WITHDRAWN = Text("有效", "Stands"), Text("已撤回", "Withdrawn")

_HEAD = Text("{kind}：{what}（{unit}）", "{kind}: {what} ({unit})")
_ELSEWHERE = Text(
    "填写了其他类别的数字：{heads}；一行只填写本类别的数字。",
    "Figures of another kind are given: {heads}. A row has those of its own kind alone.",
)
_GONE = Text("原台账中已经撤回，不导入。", "It was withdrawn where it comes from and is not imported.")
_LEFT_BEHIND = "佐证材料未随表导入，原名称："


def head_of(kind: WorkKind, measure: Measure) -> Text:
    """What stands over the figures of a kind."""
    return _HEAD.fmt(kind=kind.label, what=measure.label, unit=measure.unit)


FIGURES = columns(*(Column(f"{kind}.{each.key}", head_of(kind, each)) for kind in WorkKind for each in MEASURES[kind]))
"""The columns of the figures: kind and key."""
IN_SHEET: Columns = {**BEFORE, **FIGURES, **AFTER}
TEMPLATE: Columns = {key: each for key, each in IN_SHEET.items() if each.kept and key not in ("files", "state")}
"""What a table made for the import has."""
_PLAIN = {each.key: Column(each.key, each.label) for measures in MEASURES.values() for each in measures}
IN_LIST: Columns = {**{key: each for key, each in {**BEFORE, **AFTER}.items() if each.kept}, **_PLAIN}
"""The keys of a JSON list, in which a figure has no kind before it."""


def row_of(raw: Raw, known: Columns, units: list[str]) -> Row[WorkRecord]:
    """What is understood of a row, and what is wrong with it by itself."""
    reading = Reading(raw, known)
    kind = reading.term("kind", {each.value: each.label for each in WorkKind}, needed=True)
    if kind:
        # a key of a JSON list may be the figure of several kinds: what is said of it names that of this one
        own = {key.partition(".")[2]: each for key, each in FIGURES.items() if key.startswith(f"{kind}.")}
        reading.columns = {**known, **own}
    title = reading.words("title", 200, needed=True)
    told: dict[str, object] = {
        **{"kind": kind, "title": title, "number": "", "version": 0},
        **{"on": reading.day("on", needed=True), "began": reading.day("began")},
        "unit": reading.one_of("unit", units),
        **{"text": reading.words("text", 5000), "participants": reading.words("participants", 2000)},
        "no_files": _no_files(reading),
    }
    elsewhere = []
    for key in (each for each in known if each in FIGURES or each in KEYS):
        value = reading.number(key)
        of, _, measure = key.rpartition(".")
        if value is not None and of in ("", kind):
            told[measure] = value
        elif value is not None and kind:
            elsewhere.append(known[key].head)
    if elsewhere:
        heads = Text("、".join(each.zh for each in elsewhere), ", ".join(each.en for each in elsewhere))
        reading.problems.append(_ELSEWHERE.fmt(heads=heads))
    if reading.words("state", 300).startswith(WITHDRAWN):
        reading.problems.append(_GONE)
    row = made(WorkRecord, reading, told, title)
    return row.with_problems(problems(row.fact).values()) if row.fact and not row.problems else row


def _no_files(reading: Reading) -> str:
    """Why there is no evidence; of an entry that had some elsewhere, what that was called."""
    said, names = reading.words("no_files", 300), reading.words("files", 2000)
    return said or (_LEFT_BEHIND + "、".join(names.split("\n")))[:300] if names else said
