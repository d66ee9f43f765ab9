"""The work ledger's figures by kind, and what is wrong with an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from workflow.domain.facts import WorkRecord
from workflow.domain.figures import MATTERS, PAPERS, PARTICIPANTS, TIMES
from workflow.domain.substance import says_something
from workflow.domain.terms import WorkKind
from workflow.domain.text import Text

SESSIONS = Text("场", "sessions")
PERSONS = Text("人", "people")
NOTICES = Text("条", "notices")
YUAN = Text("元", "yuan")


class Measure(NamedTuple):
    """A figure an entry of a kind may give.

    `part_of`: the figure it is a part of, and so never exceeds. `apart`: it shares nothing with the other such parts, so
    that their sum does not exceed it either.
    """

    key: str
    label: Text
    unit: Text
    part_of: str = ""
    apart: bool = False


MEASURES: Mapping[WorkKind, tuple[Measure, ...]] = {
    WorkKind.STUDY: (
        Measure("sessions", Text("组织学习", "Sessions"), SESSIONS),
        Measure("people", Text("参加学习", "People taking part"), PARTICIPANTS),
    ),
    WorkKind.TRAINING: (
        Measure("sessions", Text("组织培训", "Sessions"), SESSIONS),
        Measure("people", Text("参加培训", "People taking part"), PARTICIPANTS),
    ),
    WorkKind.EXAM: (
        Measure("sat", Text("参加考试", "People who sat"), PERSONS),
        Measure("passed", Text("考试合格", "People who passed"), PERSONS, "sat"),
    ),
    WorkKind.PUBLICITY: (
        Measure("sessions", Text("开展活动", "Activities"), SESSIONS),
        Measure("people", Text("受教育群众", "People reached"), PARTICIPANTS),
        Measure("materials", Text("发放宣传资料", "Leaflets handed out"), PAPERS),
    ),
    WorkKind.PRINCIPAL: (
        Measure("meetings", Text("主持会议研究法治工作", "Meetings on the rule of law"), TIMES),
        Measure("reports", Text("听取法治工作汇报", "Reports listened to"), TIMES),
    ),
    WorkKind.INSTITUTION: (
        Measure("made", Text("制定、修订制度", "Institutions made or amended"), MATTERS),
        Measure("repealed", Text("废止制度", "Institutions repealed"), MATTERS),
    ),
    WorkKind.CONTRACT: (
        Measure("reviewed", Text("审核合同", "Contracts reviewed"), PAPERS),
        Measure("changed", Text("提出修改意见的合同", "Changed after review"), PAPERS, "reviewed"),
    ),
    WorkKind.DOCUMENT: (
        Measure("reviewed", Text("审核行政规范性文件、政策文件", "Documents reviewed"), MATTERS),
        Measure("changed", Text("提出修改意见的文件", "Changed after review"), MATTERS, "reviewed"),
    ),
    WorkKind.ENFORCEMENT: (
        Measure("inspections", Text("开展执法检查", "Inspections"), TIMES),
        Measure("cases", Text("立案查处", "Cases filed"), MATTERS),
        Measure("simple", Text("适用简易程序", "By summary procedure"), MATTERS, "cases", apart=True),
        Measure("general", Text("适用普通程序", "By ordinary procedure"), MATTERS, "cases", apart=True),
        Measure("coercions", Text("实施行政强制", "Administrative coercion"), TIMES),
        Measure("fines", Text("罚款", "Fines in yuan"), YUAN),
    ),
    WorkKind.OPENNESS: (Measure("published", Text("公开信息", "Information published"), NOTICES),),
    WorkKind.COMPLAINT: (
        Measure("received", Text("收到投诉举报", "Complaints received"), MATTERS),
        Measure("verified", Text("查证属实", "Found true"), MATTERS, "received"),
        Measure("handled", Text("办结", "Dealt with"), MATTERS, "received"),
        Measure("answered", Text("向投诉举报人反馈", "Answered to the complainant"), MATTERS, "received"),
    ),
}
"""Kind → its figures, in the order in which forms ask and reports tell."""

KEYS: tuple[str, ...] = tuple(dict.fromkeys(measure.key for measures in MEASURES.values() for measure in measures))
"""Every figure there is, once."""

NO_EVIDENCE = Text(
    "请上传佐证材料；没有电子材料的，请在本栏写明原因或者纸质材料存放在哪里。",
    "Upload evidence, or say here why there is none or where the paper is kept.",
)


def problems(record: WorkRecord) -> dict[str, Text]:
    """What has to be put right in an entry, by field: sums that cannot be, days the wrong way round, no evidence."""
    found = _sums(record)
    if record.began and record.began >= record.on:
        found["began"] = Text(
            "开始日期应当早于日期栏所填的结束日期；当天完成的，开始日期不填。",
            "The first day must be before the last; leave it out for what took one day.",
        )
    if not record.title.strip():
        found["title"] = Text("请填写工作名称。", "Say what was done.")
    if not record.files and not says_something(record.no_files):
        found["no_files"] = NO_EVIDENCE
    return found


def _sums(record: WorkRecord) -> dict[str, Text]:
    found: dict[str, Text] = {}
    measures = {measure.key: measure for measure in MEASURES[record.kind]}
    given = {key: value for key in KEYS if (value := getattr(record, key)) is not None}
    for key in given.keys() - measures.keys():
        found[key] = Text("本类台账没有这项数字。", "Entries of this kind have no such figure.")
    for key, measure in measures.items():
        whole = measures.get(measure.part_of)
        if whole is None or key not in given:
            continue
        words = {"part": measure.label, "whole": whole.label, "n": str(given[key])}
        if whole.key not in given:
            said = Text("填写了“{part}”的，请一并填写“{whole}”。", "With “{part}”, give “{whole}” too.")
            found[whole.key] = said.fmt(**words)
        elif given[key] > given[whole.key]:
            said = Text(
                "“{part}”（{n}）多于“{whole}”（{most}），请核对。",
                "“{part}” ({n}) is more than “{whole}” ({most}): check them.",
            )
            found[key] = said.fmt(**words, most=str(given[whole.key]))
    for whole in measures.values():
        parts = [each for each in measures.values() if each.apart and each.part_of == whole.key and each.key in given]
        total = sum(given[each.key] for each in parts)
        if total > given.get(whole.key, total) and not found.keys() & {each.key for each in parts}:
            said = Text(
                "“{whole}”（{most}）少于{parts}之和（{n}），请核对。",
                "“{whole}” ({most}) is less than {parts} together ({n}): check them.",
            )
            names = Text(
                "、".join(f"“{each.label.zh}”" for each in parts), ", ".join(f"“{each.label.en}”" for each in parts)
            )
            found[whole.key] = said.fmt(whole=whole.label, most=str(given[whole.key]), parts=names, n=str(total))
    return found
