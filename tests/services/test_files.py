"""The store of files: content decides, names are cleaned, nothing hostile gets in, nothing is changed once kept."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile

import pytest

from tests.walk import Walk
from workflow.services import files
from workflow.services.files import FileMissing, FileRefused

LIMIT = 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(40) + b"\xff\xd9"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(200)


def package(*members: str, **contents: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in members:
            out.writestr(name, contents.get(name, b"<x/>"))
    return target.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


DOCX = package("[Content_Types].xml", "word/document.xml")
GOOD = {
    "实施方案.pdf": PDF,
    "实施方案.docx": DOCX,
    "投资概算.xlsx": package("[Content_Types].xml", "xl/workbook.xml"),
    "汇报.pptx": package("[Content_Types].xml", "ppt/presentation.xml"),
    "公文.ofd": package("OFD.xml", "Doc_0/Document.xml"),
    "旧稿.doc": compound("WordDocument"),
    "旧表.xls": compound("Workbook"),
    "草案.wps": compound("WordDocument"),
    "概算.et": compound("Workbook"),
    "说明.txt": "起草说明".encode(),
    "国标编码.txt": "起草说明".encode("gb18030"),
    "位置图.png": PNG,
    "现场.JPG": JPG,
}


def save(place, name: str, content: bytes, limit: int = LIMIT):
    return files.save(place / "files", name, io.BytesIO(content), limit)


@pytest.mark.parametrize("name", GOOD)
def test_what_offices_use_is_kept_and_given_back(tmp_path, name):
    ref = save(tmp_path, name, GOOD[name])
    assert (ref.name, ref.size, ref.digest) == (name, len(GOOD[name]), hashlib.sha256(GOOD[name]).hexdigest())
    assert files.open_file(tmp_path / "files", ref.digest) == GOOD[name]
    assert ref.media_type != ""


def swollen() -> bytes:
    """A document that says it is a gigabyte when unpacked."""
    bomb = bytearray(DOCX)
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 2**30)
    return bytes(bomb)


HOSTILE = {
    "html named pdf": ("方案.pdf", HTML),
    "pdf cut short": ("方案.pdf", b"%PDF-1.7\n1 0 obj"),
    "svg": ("图.svg", SVG),
    "svg named png": ("图.png", SVG),
    "program": ("方案.exe", EXE),
    "program named doc": ("方案.doc", EXE),
    "program named txt": ("说明.txt", EXE),
    "bare zip": ("方案.zip", package("a.txt")),
    "zip named docx": ("方案.docx", package("a.txt")),
    "xlsx named docx": ("方案.docx", GOOD["投资概算.xlsx"]),
    "word named xls": ("方案.xls", GOOD["旧稿.doc"]),
    "swelling docx": ("方案.docx", swollen()),
    "docx with macros": ("方案.docx", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    "program with a document behind it": ("方案.docx", EXE + DOCX),
    "broken zip": ("方案.docx", DOCX[:60]),
    "random bytes named png": ("图.png", bytes(range(200))),
    "no ending": ("方案", PDF),
    "two endings": ("方案.pdf.exe", PDF),
    "ending turned round": ("方案\u202efdp.exe", PDF),
    "program named jpg": ("图.jpg", EXE),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_hostile_or_another_type_is_refused_and_not_kept(tmp_path, case):
    name, content = HOSTILE[case]
    with pytest.raises(FileRefused) as refused:
        save(tmp_path, name, content)
    assert "PDF" in refused.value.reason.zh
    assert "PDF" in refused.value.reason.en
    assert not (tmp_path / "files").exists()


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="empty"):
        save(tmp_path, "方案.pdf", b"")


def test_the_limit_is_the_last_size_taken(tmp_path):
    assert save(tmp_path, "方案.pdf", PDF, limit=len(PDF)).size == len(PDF)
    with pytest.raises(FileRefused, match="larger than"):
        save(tmp_path, "方案.pdf", PDF, limit=len(PDF) - 1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/方案.pdf", "方案.pdf"),
        (r"C:\Users\某\方案.pdf", "方案.pdf"),
        ("方\x00案\n.pdf", "方案.pdf"),
        ("\u202e方案\u2066.pdf", "方案.pdf"),
        ("方案\u200b.pdf", "方案.pdf"),
        ('方"案<1>.pdf', "方_案_1_.pdf"),
        ("  方　案 .pdf ", "方 案.pdf"),
        ("方案.pdf...", "方案.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(tmp_path, given, kept):
    assert save(tmp_path, given, PDF).name == kept


@pytest.mark.parametrize("name", ["", "..", "../..", "/", "\u202e", ". .", ".pdf", "___.pdf"])
def test_a_name_of_which_nothing_is_left_is_refused(tmp_path, name):
    with pytest.raises(FileRefused):
        save(tmp_path, name, PDF)


def test_the_same_content_is_kept_once_under_both_names(tmp_path):
    first, second = save(tmp_path, "一.pdf", PDF), save(tmp_path, "二.pdf", PDF)
    assert first.digest == second.digest
    assert second.name == "二.pdf"
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_a_damaged_file_is_not_given_out_and_mended_by_the_next_upload(tmp_path):
    ref = save(tmp_path, "方案.pdf", PDF)
    place = tmp_path / "files" / ref.digest[:2] / ref.digest[2:]
    place.write_bytes(PDF[:10])
    with pytest.raises(FileMissing):
        files.open_file(tmp_path / "files", ref.digest)
    save(tmp_path, "方案.pdf", PDF)
    assert files.open_file(tmp_path / "files", ref.digest) == PDF


@pytest.mark.parametrize("digest", ["", "x" * 64, "../../secret", "a" * 64, "A" * 64])
def test_only_digests_are_looked_up(tmp_path, digest):
    with pytest.raises(FileMissing):
        files.open_file(tmp_path, digest)


def test_the_content_is_on_the_disk_before_it_is_kept(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(files.os, "fsync", synced.append)
    save(tmp_path, "方案.pdf", PDF)
    # the file, its name in a folder, the name of that, and the name of the store
    assert len(synced) == 4


def test_an_attached_file_is_entered_with_the_draft(app, session, staff, tmp_path):
    ref = save(tmp_path, "实施方案.pdf", PDF)
    actors = {role: staff.actor(session, role) for role in staff.people}
    walk = Walk(session, actors, unit_ids=(staff.units[0],)).before("drafting.save")
    walk.take("drafting.save", "staff", 10, files=[ref])
    attached = walk.decision.drafts[0].files[0]
    assert (attached.name, attached.size, attached.media_type) == ("实施方案.pdf", len(PDF), "application/pdf")
    walk.take("drafting.save", "staff", 11, files=[ref])
    assert len(walk.decision.drafts[1].files) == 1
