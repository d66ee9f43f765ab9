"""What is looked at before a package goes to the archives, and what of it cannot be said."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossierfile import Unreadable, read_dossier, vocabulary_flaws
from workflow.domain.inventory import due_items, later_items
from workflow.domain.text import Text, joined
from workflow.papers.package_report import Check
from workflow.services.matterproof import MatterEntries
from workflow.services.packagecontents import Contents
from workflow.trail import offline


def log_check(log: MatterEntries, verified: offline.Report) -> Check:
    """The entries are in the log as signed, and what is kept with them is what they commit to."""
    facts = sum(len(each.facts) for each in log.entries)
    point = log.point
    signed = (
        Text(f"{point.size}条的检查点", f"the checkpoint of {point.size} entries")
        if point
        else Text("未签署", "nothing signed")
    )
    missing = [each for each in verified.missing if each.kind in ("unproved", "fact")]
    waits = Text(
        "：等待下一次签署，或者运行 shenjue checkpoint issue",
        ": wait for the next signing, or run shenjue checkpoint issue",
    )
    found = [Text(f"第{each.seq}条：{each.zh}", f"entry {each.seq}: {each.en}") for each in verified.problems]
    found += [
        Text(each.zh + waits.zh * (each.kind == "unproved"), each.en + waits.en * (each.kind == "unproved"))
        for each in missing
    ]
    return Check(
        "authenticity",
        Text("日志条目和存在证明", "Entries and proofs"),
        Text(
            f"本决策日志条目{len(log.entries)}条、随条目录入的内容{facts}份：规范字节、前后相连、程序重演、承诺值，证明至{signed.zh}",
            f"Entries of the decision: {len(log.entries)}, facts recorded with them: {facts}; canonical bytes, links, "
            f"the procedure replayed, commitments, proofs under {signed.en}",
        ),
        found=tuple(found),
        unsaid=Text(
            "录入的内容是否属实；签名由接收单位用另行取得的公钥核对（data/offline.py）。",
            "Whether what was entered is true. Signatures are checked by whoever receives it, with keys from elsewhere (data/offline.py).",
        ),
    )


def list_check(c: Contents) -> Check:
    """Every line of the in-file list has its file."""
    known = {item.key for item in (*due_items(c.dossier), *later_items(c.dossier))}
    bare = [each.item for each in c.listed if not each.paths]
    missing = [Text(each.title, each.title) for each in bare if each.key not in known]
    only_data = [Text(each.title, each.title) for each in bare if each.key in known]
    said = Text("目录所列没有电子文件：{what}。", "Listed without an electronic file: {what}.")
    noted = Text(
        "没有单独的文书，内容在 dossier.json 中：{what}。", "No paper of its own, told in dossier.json: {what}."
    )
    return Check(
        "integrity",
        Text("目录与文件", "List and files"),
        Text(f"卷内目录和补充目录共{len(c.listed)}项", f"Lines of the in-file lists: {len(c.listed)}"),
        found=(said.fmt(what=joined(missing)),) if missing else (),
        notes=(noted.fmt(what=joined(only_data)),) if only_data else (),
        unsaid=Text(
            "只在纸上的签名、印章，没有录入系统的材料。",
            "Signatures and seals on paper alone, and what was never entered.",
        ),
    )


def due_check(c: Contents) -> Check:
    """Every record the procedure made is on a list."""
    listed = {each.item.key for each in c.listed}
    due = [*due_items(c.dossier), *later_items(c.dossier)]
    lacking = [item.title for item in due if item.key not in listed]
    said = Text("尚未列入目录，请先补充归档：{what}。", "On no list yet, add to the archive first: {what}.")
    return Check(
        "integrity",
        Text("应归档材料", "Records due"),
        Text(f"按记录应当归档的材料{len(due)}项", f"Records due as things stand: {len(due)}"),
        found=(said.fmt(what=joined(lacking)),) if lacking else (),
    )


def file_checks(c: Contents, whole: list[Text], opening: list[Text], active: list[Text]) -> Iterator[Check]:
    """Uploaded files: there and whole, what they say they are, without what acts by itself."""
    count = len({each.ref.digest for each in c.files})
    looked = Text(f"上传的文件{count}个", f"Uploaded files: {count}")
    yield Check(
        "integrity",
        Text("文件摘要", "Digests of files"),
        Text(f"{looked.zh}，各与日志所载的SHA-256比对", f"{looked.en}, each held against its SHA-256 in the log"),
        found=tuple(whole),
    )
    yield Check(
        "usability",
        Text("文件格式", "Formats of files"),
        Text(
            f"{looked.zh}：类型与内容一致，PDF、Word能够打开、没有打开密码",
            f"{looked.en}; of the type declared, PDF and Word open without a password",
        ),
        found=tuple(opening),
        unsaid=Text(
            "扫描是否清晰，doc、xls、wps、et、ofd内容是否可读。",
            "Whether a scan is legible; whether the content of doc, xls, wps, et and ofd can be read.",
        ),
    )
    yield Check(
        "safety",
        Text("宏和可执行内容", "Macros and programs"),
        Text(
            f"{looked.zh}：可执行程序、宏、内嵌对象，PDF的自动动作、脚本和附件",
            f"{looked.en}; programs, macros, embedded objects, actions, scripts and files within a PDF",
        ),
        found=tuple(active),
        unsaid=Text(
            "没有查杀病毒；没有查出不等于没有，移交前应当另行查毒。",
            "This is no scan for viruses; what was not seen may be there all the same: scan before the handover.",
        ),
    )


def paper_check(c: Contents, wrong: list[Text], *, done: bool) -> Check:
    """Papers: each made as PDF and as Word, and opened again."""
    count = len(c.papers)
    return Check(
        "usability",
        Text("文书", "Papers"),
        Text(
            f"由记录生成的文书{count}件，PDF和Word各一，逐件打开",
            f"Papers made of the record: {count}, each as PDF and as Word, opened one by one",
        ),
        found=tuple(wrong),
        done=done,
    )


def dossier_check(c: Contents, dossier: bytes) -> Check:
    """The dossier as data can be read again, and says the same."""
    found: list[Text] = []
    try:
        again = read_dossier(dossier)
        flaws = vocabulary_flaws(c.making.rulebook, again)
        if again != c.dossier:
            found.append(Text("读回的卷宗与记录不同。", "What is read back is not the record."))
    except Unreadable as unreadable:
        flaws = list(unreadable.flaws)
    found += [each.said for each in flaws]
    return Check(
        "usability",
        Text("卷宗数据", "The dossier as data"),
        Text("dossier.json，读回后与记录比对", "dossier.json, read back and held against the record"),
        found=tuple(found),
    )
