"""What was looked at before a decision's package goes to the archives, by the four qualities 档案法实施条例 art. 40 names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from workflow.domain.facts.base import SHANGHAI
from workflow.domain.text import Text

Quality = Literal["authenticity", "integrity", "usability", "safety"]

QUALITIES: dict[Quality, Text] = {
    "authenticity": Text("真实性", "Authenticity"),
    "integrity": Text("完整性", "Integrity"),
    "usability": Text("可用性", "Usability"),
    "safety": Text("安全性", "Safety"),
}

_HELD, _WRONG, _LATER = (
    Text("通过", "holds"),
    Text("有问题", "problems"),
    Text("生成时检测", "looked at when it is made"),
)


@dataclass(frozen=True)
class Check:
    """One thing looked at: what it was, what is wrong, what is worth knowing, and what this cannot say.

    `done`: False for what is looked at only when the package is made.
    """

    quality: Quality
    name: Text
    looked: Text
    found: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    unsaid: Text | None = None
    done: bool = True

    @property
    def result(self) -> Text:
        """How it came out, in a word."""
        return _WRONG if self.found else _HELD if self.done else _LATER


@dataclass(frozen=True)
class PackageReport:
    """The checks of the package of a decision, as its record stood at the entry `seq`, which was made `at`."""

    number: str
    title: str
    organ: str
    retention: Text
    seq: int
    at: dt.datetime
    checks: tuple[Check, ...]

    @property
    def problems(self) -> int:
        """How much is wrong."""
        return sum(len(check.found) for check in self.checks)

    @property
    def verdict(self) -> Text:
        """What it comes to, in a sentence."""
        if self.problems:
            return Text(f"检测发现{self.problems}处问题。", f"{self.problems} problem(s) were found.")
        if not all(check.done for check in self.checks):
            return Text("已检测的项目均通过。", "What was looked at so far holds.")
        return Text("各项检测均通过。", "Every check holds.")


def as_data(report: PackageReport) -> dict[str, Any]:
    """The report for programs, in both languages."""
    return {
        "number": report.number,
        "title": report.title,
        "organ": report.organ,
        "retention": report.retention._asdict(),
        "entry": report.seq,
        "as_of": report.at.isoformat(timespec="seconds"),
        "problems": report.problems,
        "checks": [
            {
                "quality": check.quality,
                "name": check.name._asdict(),
                "looked_at": check.looked._asdict(),
                "done": check.done,
                "problems": [each._asdict() for each in check.found],
                "notes": [each._asdict() for each in check.notes],
                "cannot_say": check.unsaid._asdict() if check.unsaid else None,
            }
            for check in report.checks
        ],
    }


def as_text(report: PackageReport, lang: str) -> str:
    """The report as plain text in one language."""
    words = {
        "title": Text("电子档案“四性”检测报告", "Report on the four qualities of an electronic file"),
        "matter": Text("决策", "Decision"),
        "organ": Text("决策机关", "Organ"),
        "retention": Text("保管期限", "Retention"),
        "as_of": Text("记录截至审计日志第{seq}条（{at}）", "The record as of entry {seq} of the log ({at})"),
        "looked": Text("检测内容", "Looked at"),
        "found": Text("问题", "Problem"),
        "note": Text("说明", "Note"),
        "unsaid": Text("本项不能说明", "This cannot say"),
    }
    said = {key: text.say(lang) for key, text in words.items()}
    at = f"{report.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    colon = Text("：", ": ").say(lang)
    lines = [
        said["title"],
        "",
        f"{said['matter']}{colon}{report.title} ({report.number})",
        f"{said['organ']}{colon}{report.organ}",
        f"{said['retention']}{colon}{report.retention.say(lang)}",
        said["as_of"].format(seq=report.seq, at=at),
        report.verdict.say(lang),
    ]
    for quality, name in QUALITIES.items():
        lines += ["", f"== {name.say(lang)} =="]
        for check in (each for each in report.checks if each.quality == quality):
            lines.append(f"[{check.result.say(lang)}] {check.name.say(lang)}")
            lines.append(f"    {said['looked']}{colon}{check.looked.say(lang)}")
            lines += [f"    {said['found']}{colon}{each.say(lang)}" for each in check.found]
            lines += [f"    {said['note']}{colon}{each.say(lang)}" for each in check.notes]
            if check.unsaid:
                lines.append(f"    {said['unsaid']}{colon}{check.unsaid.say(lang)}")
    return "\n".join(lines) + "\n"


READ_ME = """决策档案包：{title}（{number}）

本包按 BagIt 1.0（RFC 8493）制作，data 目录是档案内容：

papers/                 由记录生成的全部文书，各有 PDF 和 Word 两种格式；卷内目录、卷内备考表、归档移交清单在内
files/摘要/文件名        上传的文件，目录名是文件的 SHA-256
index.json              卷内目录各项与文件的对应，供档案系统读取
dossier.json            卷宗数据（docs/dossier.zh-CN.md），可以用 shenjue check 检查
report.txt、report.json  “四性”检测报告
entries.jsonl           本决策的全部日志条目；facts/ 是随条目录入的内容，proofs/ 是存在证明，checkpoints/ 是检查点
offline.py              离线核验程序，一个文件，不需要本系统

怎样核对：
1. 各文件是否完整：任何 BagIt 工具，例如 bagit.py --validate 本目录；或者在本目录运行 sha256sum -c manifest-sha256.txt。
2. 日志是否被改动、内容是否与日志一致：python3 data/offline.py data --trust trust.json
   trust.json 是日志公钥和见证单位公钥，应当另行取得（公众页面“审计日志”或者见证单位），不在包内。
   退出码：0 完好，1 被改动，2 证据不全，3 用法有误。
3. 程序是否合法：shenjue check data/dossier.json
4. 本包是否就是移交的一包：整个 zip 文件的 SHA-256 与日志中“移交档案”条目所载一致。

本包含有决策的全部材料，其中公众意见为原文，可能含有个人信息，只供有权查阅的人员使用。意见提出人的姓名和联系方式不在包内。


The package of a decision: {title} ({number})

The package is a bag of BagIt 1.0 (RFC 8493); the folder data is what is kept:

papers/                 every paper made of the record, each as PDF and as Word; the in-file list, the reference sheet and
                        the handover list among them
files/DIGEST/NAME       the files uploaded; the folder is named by the SHA-256 of the file
index.json              which files each line of the in-file list stands for, for the system of the archives
dossier.json            the dossier as data (docs/dossier.md), which shenjue check reads
report.txt, report.json what was checked before
entries.jsonl           every entry of the decision in the log; facts/ is what was recorded with them, proofs/ proves that
                        they are in the log, checkpoints/ is the checkpoint
offline.py              the offline verifier: one file, no program of ours

How to check it:
1. Is every file whole? With any tool for BagIt, such as bagit.py --validate on this folder, or with
   sha256sum -c manifest-sha256.txt in it.
2. Was the log changed, and is what was recorded what the log says? python3 data/offline.py data --trust trust.json
   trust.json has the keys of the log and of its witnesses. It comes from elsewhere (the public page of the log, or the
   witness), never with the package. Exit code: 0 sound, 1 tampered, 2 evidence incomplete, 3 wrong usage.
3. Was the procedure lawful? shenjue check data/dossier.json
4. Is this the package that was handed over? The SHA-256 of the whole zip file is in the entry of the handover.

The package holds the whole record. What the public wrote is here in full and may hold personal data: it is for those who
may read it. Names and contacts of whoever wrote are not in it.
"""
