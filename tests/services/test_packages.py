"""The package of a decision for the archives: whole, the same bytes, enough by itself, and honest about what is missing."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner
from flask import Flask
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from sqlalchemy import select

from tests.backing import run
from tests.demonstration import REAL_NOW, copied, loaded
from tests.helpers import send, step_into
from tests.web.stepping import fields_of
from workflow import create_app
from workflow.archivefile import archive_command
from workflow.checkfile import check_command
from workflow.domain.facts import FileRef
from workflow.models.participation import OpinionSender
from workflow.models.people import Person
from workflow.papers.bag import Bag
from workflow.papers.official.kinds import Kind, kinds_of
from workflow.services import papers, signers
from workflow.services.filechecks import acting, opened
from workflow.services.files import KINDS
from workflow.services.packagecontents import Contents
from workflow.services.papers import House
from workflow.trail import offline
from workflow.wiring import db

NUMBER = "2022-001"
HANDED = {"recipient": "某县档案馆", "received_by": "冉某", "on": "2022-12-05"}

Fill = Callable[..., int]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demonstration, signed."""
    app = create_app(copied(loaded(tmp_path_factory), tmp_path_factory.mktemp("site")), real_now=lambda: REAL_NOW)
    app.config["TESTING"] = True
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds of papers, so that a package is made in no time."""

    def two(*given: object, **more: object) -> tuple[Kind, ...]:
        return tuple(each for each in kinds_of(*given, **more) if each.key in ("draft", "in_file_list"))  # type: ignore[arg-type]

    monkeypatch.setattr(papers, "kinds_of", two)


@pytest.fixture(scope="module")
def unpacked(site: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole package as the command line makes it, unpacked."""
    place = tmp_path_factory.mktemp("package")
    told = run(site, archive_command, NUMBER, "--to", place / "package.zip", "--lang", "zh").output
    assert "各项检测均通过" in told
    with zipfile.ZipFile(place / "package.zip") as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        package.extractall(place)
    (whole,) = [each for each in place.iterdir() if each.is_dir()]
    return whole


def newest(site: Flask) -> int:
    """The newest entry of the decision."""
    with site.app_context():
        return papers.making(db.session, NUMBER, House()).seq


def trust(site: Flask) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        signers.trust_of(*signers.signers_in(site.extensions["shenjue"].settings.signer)).encode()
    )
    return found


def test_the_package_alone_is_enough(site, unpacked):
    bag = bagit.Bag(str(unpacked))
    bag.validate()
    assert (bag.info["External-Identifier"], bag.info["Retention-Period"]) == (NUMBER, "30年")
    report = offline.verify(unpacked / "data", trust(site))
    assert (report.exit, report.problems, report.missing) == (offline.SOUND, [], [])
    checked = CliRunner().invoke(check_command, [str(unpacked / "data" / "dossier.json"), "--as-of", "2022-12-05"])
    assert checked.exit_code == 0, checked.output
    index = json.loads((unpacked / "data" / "index.json").read_text("utf-8"))
    assert {each["list"] for each in index["items"]} == {"archive", "supplement-1"}
    for each in index["items"]:
        assert each["files"], each["title"]
        assert all((unpacked / "data" / file).is_file() for file in each["files"])
    assert all((unpacked / "data" / each["path"]).is_file() for each in index["files"])
    assert json.loads((unpacked / "data" / "report.json").read_text("utf-8"))["problems"] == 0
    with site.app_context():
        names = [name.encode() for name in db.session.scalars(select(OpinionSender.name)) if name]
    kept = [each.read_bytes() for each in unpacked.rglob("*.json*")]
    assert names
    assert not [name.decode() for name in names if any(name in content for content in kept)]


@pytest.mark.parametrize(
    ("what", "exit_", "kind"),
    [
        ("an entry left out", offline.TAMPERED, "prev"),
        ("a proof left out", offline.INCOMPLETE, "unproved"),
        ("a fact changed", offline.TAMPERED, "fact"),
        ("a file changed", offline.TAMPERED, "file"),
        ("an entry changed", offline.TAMPERED, "proof"),
        ("another matter's name", offline.TAMPERED, "part"),
    ],
)
def test_whatever_is_done_to_it_is_noticed(site, unpacked, tmp_path, what, exit_, kind):
    place = tmp_path / "data"
    shutil.copytree(unpacked / "data", place, ignore=shutil.ignore_patterns("papers"))
    entries = place / "entries.jsonl"
    lines = entries.read_bytes().splitlines(keepends=True)
    match what:
        case "an entry left out":
            seq = json.loads(lines.pop(5))["seq"]
            (place / "proofs" / f"{int(seq):012d}.tlog-proof").unlink()
            for each in (place / "facts").glob(f"{seq}-*"):
                each.unlink()
            entries.write_bytes(b"".join(lines))
        case "a proof left out":
            sorted((place / "proofs").iterdir())[3].unlink()
        case "a fact changed":
            file = sorted((place / "facts").glob("*-draft.json"))[0]
            file.write_bytes(file.read_bytes() + b" ")
        case "a file changed":
            (file,) = [each for each in (place / "files").rglob("*") if each.is_file()]
            file.write_bytes(file.read_bytes() + b" ")
        case "an entry changed":
            entries.write_bytes(b"".join(lines).replace("杨晓岚".encode(), "杨晓兰".encode()))
        case _:
            manifest = place / "manifest.json"
            manifest.write_text(manifest.read_text("utf-8").replace(f"decision/{NUMBER}", "decision/2022-002"), "utf-8")
    report = offline.verify(place, trust(site))
    assert report.exit == exit_
    assert kind in {each.kind for each in (*report.problems, *report.missing)}


@pytest.mark.usefixtures("few")
def test_a_missing_file_is_said_and_nothing_is_left(site, tmp_path, monkeypatch):
    stored = site.extensions["shenjue"].settings.files
    moved = stored.rename(tmp_path / "moved")
    try:
        told = run(site, archive_command, NUMBER, "--to", tmp_path / "out.zip", "--lang", "zh", code=1)
        assert "缺失或者已经损坏" in told.output
        assert "--with-findings" in told.output
        assert sorted(each.name for each in tmp_path.iterdir()) == ["moved"]
        asked = "--with-findings", "--at", newest(site), "--json"
        told = run(site, archive_command, NUMBER, "--to", tmp_path / "out.zip", *asked, code=1)
        said = json.loads(told.stdout)
        assert (said["written"], said["sha256"]) == (
            True,
            hashlib.sha256((tmp_path / "out.zip").read_bytes()).hexdigest(),
        )
        with zipfile.ZipFile(tmp_path / "out.zip") as package:
            report = json.loads(package.read(f"shenjue-{NUMBER}/data/report.json"))
        assert [each["name"]["en"] for each in report["checks"] if each["problems"]] == ["Digests of files"]
    finally:
        moved.rename(stored)
    again = run(site, archive_command, NUMBER, "--to", tmp_path / "out.zip", code=2)
    assert "已经存在" in again.output
    assert "尚未归档" in run(site, archive_command, "2022-010", "--to", tmp_path / "x.zip", code=2).output
    assert "没有编号" in run(site, archive_command, "1999-001", "--to", tmp_path / "x.zip", code=2).output
    assert "磁盘" in run(site, archive_command, NUMBER, "--to", tmp_path / "no" / "x.zip", code=2).output

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Bag, "add", full)
    assert "No space left" in run(site, archive_command, NUMBER, "--to", tmp_path / "x.zip", code=2).output
    assert [each.name for each in tmp_path.iterdir()] == ["out.zip"]


@pytest.mark.usefixtures("few")
def test_a_matter_without_files_lacks_none(site, tmp_path, monkeypatch):
    monkeypatch.setattr(Contents, "_files", lambda contents: iter(()))
    run(site, archive_command, NUMBER, "--to", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        package.extractall(tmp_path)
    report = offline.verify(tmp_path / f"shenjue-{NUMBER}" / "data", trust(site))
    assert [each.zh for each in report.missing] == []


@pytest.mark.usefixtures("few")
def test_the_archivist_checks_fetches_and_hands_over(site):
    page = f"/decisions/{NUMBER}/package"

    def browser(login: str):
        found = site.test_client()
        with site.app_context():
            step_into(found, db.session.scalars(select(Person.public_id).where(Person.login == login)).one())
        return found

    # what the public wrote stands in it in full
    assert browser("xiang.lihua").get(page).status_code == 403
    assert browser("xiang.lihua").get(f"{page}.zip").status_code == 403
    assert page not in browser("xiang.lihua").get(f"/decisions/{NUMBER}").text
    assert browser("zhang.zhengping").get(page).status_code == 200
    office = browser("yang.xiaolan")

    def content(url: str) -> bytes:
        with office.get(url) as answer:
            assert answer.status_code == 200
            return answer.data

    assert page in office.get(f"/decisions/{NUMBER}").text
    assert page in office.get(f"/decisions/{NUMBER}/papers").text
    assert "生成时检测" in office.get(page).text
    checked = send(office, page)
    assert "各项检测均通过" in checked.text
    fetched, seq = content(f"{page}.zip"), newest(site)
    assert office.get(f"{page}.zip?at=x").status_code == 404
    assert office.get("/decisions/2022-010/package").status_code == 409
    digest = hashlib.sha256(fetched).hexdigest()
    assert digest in checked.text
    step = f"/decisions/{NUMBER}/publication.hand_over"
    form = fields_of(office.get(f"{step}?package={digest}&as_of={seq}").text)
    assert (form["package"], form["as_of"], form["handed_by"]) == (digest, str(seq), "杨晓岚")
    filled = {**form.to_dict(), **HANDED}
    wrong = office.post(step, data=filled | {"package": "12"})
    assert (wrong.status_code, "64位十六进制数" in wrong.text) == (422, True)
    assert fields_of(wrong.text)["recipient"] == "某县档案馆"
    elsewhere = office.post(step, data=filled | {"as_of": "1"})
    assert (elsewhere.status_code, "尚未归档" in elsewhere.text) == (422, True)
    # an invented digest is held against the package as it is made; one that was made before stands with a reason
    invented = office.post(step, data=filled | {"package": "ab" * 32})
    assert (invented.status_code, digest in invented.text) == (422, True)
    assert "differs" in fields_of(invented.text)
    assert "differs" not in form
    said_nothing = office.post(step, data=filled | {"package": "ab" * 32, "differs": "无"})
    assert (said_nothing.status_code, digest in said_nothing.text) == (422, True)
    # blanks and capitals do not matter
    assert office.post(step, data=filled | {"package": f" {digest[:32].upper()} {digest[32:]}"}).status_code == 302
    again = fields_of(office.get(step).text).to_dict() | HANDED | {"as_of": str(seq), "package": "ab" * 32}
    assert office.post(step, data=again | {"differs": "制作以后更新了程序"}).status_code == 302
    after = office.get(page).text
    assert "某县档案馆" in after
    assert "档案包与登记移交时系统制作的不一致：制作以后更新了程序" in office.get(f"/decisions/{NUMBER}").text
    # the entry of the handover is not signed yet, and is said to be so
    assert "条目没有存在证明" in after
    assert office.get(f"{page}.zip").status_code == 409
    assert content(f"{page}.zip?at={seq}") == fetched
    with zipfile.ZipFile(io.BytesIO(content(f"{page}.zip?anyway=1"))) as package:
        entries = package.read(f"shenjue-{NUMBER}/data/entries.jsonl").decode()
    assert f'"d.package":"{digest}"' in entries


def pdf(**changes: object) -> bytes:
    made, out = PdfWriter(), io.BytesIO()
    made.add_blank_page(100, 100)
    if "password" in changes:
        made.encrypt(str(changes["password"]), algorithm="AES-256")
    if "script" in changes:
        made.add_open_action(JavaScript("app.alert('x');"))
    if "within" in changes:
        made.add_attachment("x.bin", b"x")
    made.write(out)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", **members}.items():
            file.writestr(name, content)
    return out.getvalue()


def test_what_does_not_open_and_what_acts_by_itself_is_named():
    def said(name: str, content: bytes) -> list[str]:
        kind = KINDS["." + name.rpartition(".")[2]]
        ref = FileRef(name=name, digest="0" * 64, size=len(content), media_type=kind.media_type)
        return [each.en.removeprefix(name).strip() for each in (*opened(ref, content), *acting(ref, content))]

    assert said("a.pdf", pdf()) == []
    assert said("a.pdf", pdf(password="x")) == ["cannot be opened without a password."]
    assert said("a.pdf", pdf(password="")) == [], "it only keeps others from changing it"
    assert said("a.pdf", b"%PDF-1.7\n%%EOF\n") == ["does not open as PDF."]
    assert said("a.pdf", pdf(script=True)) == ["has actions, scripts or files in it: /JavaScript."]
    assert said("a.pdf", pdf(within=True)) == ["has actions, scripts or files in it: /EmbeddedFiles."]
    assert said("a.png", b"MZ\x90") == ["The content of a.png is not of the type it is declared as.", "is a program."]
    assert said("a.docx", packed()) == ["does not open as a Word file."]
    embedded = {"word/embeddings/oleObject1.bin": b"x"}
    assert said("a.docx", packed(**embedded))[-1] == "has objects in it: word/embeddings/oleObject1.bin."
    macros = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument_VBA_PROJECT".encode("utf-16-le")
    assert said("a.doc", macros) == ["has macros."]
