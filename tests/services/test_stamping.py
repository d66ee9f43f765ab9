"""Time stamps of an outside authority on checkpoints: asked for, checked, kept, shown, exported and checked again."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from tests import sealing
from tests.backing import grow, run
from tests.databases import attacking
from tests.trail.authority import Authority
from workflow.auditfile import audit_group
from workflow.checkpointfile import checkpoint_group
from workflow.models.trail import TimeStamp
from workflow.services import checkpoints, signers
from workflow.services.stamping import newest_stamps
from workflow.trail import offline
from workflow.trail.stamp import StampRefusal, certificates, checked, request_for
from workflow.verifyfile import verify_command
from workflow.wiring import db

Run = Callable[..., str]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("outside") / "tsa")


def unknown(real: Run, stamps: offline.Stamps, *given: str) -> str:
    """An OpenSSL that does not know an option."""
    return real(stamps, *given) if "-verify" not in given else "ts: Unrecognized flag attime"


def hanging(real: Run, stamps: offline.Stamps, *given: str) -> str:
    """An OpenSSL that does not come back."""
    if "-verify" in given:
        raise subprocess.TimeoutExpired("openssl", 60)
    return real(stamps, *given)


def test_a_stamp_travels_as_a_file_and_bounds_what_it_covers(year, in_year, authority, tmp_path, monkeypatch):
    asked, answer, out = tmp_path / "a.tsq", tmp_path / "a.tsr", tmp_path / "out"
    took = ("stamp-import", answer, "--ca", authority.root)
    assert "checkpoint issue" in run(year, checkpoint_group, "stamp-request", asked, code=1).output
    with year.app_context():
        point = sealing.issue(year, db.session)
        keys = json.loads(signers.trust_of(sealing.signer_of(year)).encode())
    assert f"{point.size} entries" in run(year, checkpoint_group, "stamp-request", asked).output
    authority.answer(asked, answer)
    stranger = Authority(tmp_path / "stranger")
    said = run(year, checkpoint_group, "stamp-import", answer, "--ca", stranger.root, code=1).output
    assert "不是所给证书的机构签发的" in said
    assert f"The first {point.size} entries" in run(year, checkpoint_group, *took).output
    assert "已经收存" in run(year, checkpoint_group, *took).output
    with year.app_context():
        (kept,) = newest_stamps(db.session)
    assert (kept.size, kept.authority) == (point.size, "CN=时间戳服务中心")
    page = in_year("auditor").get("/audit").text
    assert f"前{point.size}条不晚于" in page
    assert kept.authority in page

    # the export, to somebody who has the certificate, and to one who has not
    url = year.extensions["shenjue"].settings.database
    done = CliRunner().invoke(audit_group, ["bundle", str(out)], env={"DATABASE_URL": url})
    assert done.exit_code == 0, done.output
    known = offline.verify(out, keys, authorities=str(authority.root))
    assert (known.problems, known.missing, known.exit) == ([], [], offline.SOUND)
    assert f"no later than {kept.by:%Y-%m-%d %H:%M:%S}Z" in " ".join(each.en for each in known.facts)
    (remark,) = (each.en for each in offline.verify(out, keys).remarks if each.kind == "stamp")
    command = shlex.split(remark.partition("checked: ")[2].replace("CA.pem", str(authority.root)))
    assert b"Verification: OK" in subprocess.run(command, cwd=out, capture_output=True, check=False).stdout
    strange = offline.verify(out, keys, authorities=str(stranger.root))
    assert ([each.kind for each in strange.missing], strange.exit) == (["stamp"], offline.INCOMPLETE)

    # what was stamped is older than an entry below it says
    older = "Hash Algorithm: sha256\nTime stamp: Jan  2 03:04:05 2020 GMT\nVerification: OK"
    monkeypatch.setattr(offline.Stamps, "run", lambda *_: older)
    assert {each.kind for each in offline.verify(out, keys, authorities=str(authority.root)).problems} == {"time"}
    monkeypatch.undo()
    # a program that cannot check it says nothing of the stamp
    real = offline.Stamps.run
    for broken, kinds in ((unknown, ["missing"]), (hanging, ["missing"]), (lambda *_: "", ["remarks"])):
        with monkeypatch.context() as patched:
            patched.setattr(offline.Stamps, "run", lambda stamps, *given, how=broken: how(real, stamps, *given))
            report = offline.verify(out, keys, authorities=str(authority.root))
        told = [
            name
            for name in ("problems", "missing", "remarks")
            for each in getattr(report, name)
            if each.kind == "stamp"
        ]
        assert told == kinds
    (file,) = (out / "stamps").iterdir()
    whole = file.read_bytes()
    for damaged in (whole[:60] + b"?" + whole[61:], whole[:-30] + bytes(30), b"", b"x"):
        file.write_bytes(damaged)
        report = offline.verify(out, keys, authorities=str(authority.root))
        assert [each.kind for each in report.problems] == ["stamp"]
    file.rename(file.with_name("7-1.tsr"))
    assert [each.kind for each in offline.verify(out, keys).problems] == ["stamp"]

    # a row that tells another time than the answer in it
    with year.app_context(), attacking(db.engine.url) as connection:
        connection.execute(update(TimeStamp.__table__).values(authority="CN=别的机构"))
    assert "旁存的时间戳不是它的" in run(year, verify_command, code=1).output


def test_no_answer_is_taken_that_was_changed_or_is_of_something_else(authority, tmp_path):
    asked, answer = tmp_path / "a.tsq", tmp_path / "a.tsr"
    asked.write_bytes(request_for("gov.example/1/rma/e1\n5\nAAAA\n"))
    authority.answer(asked, answer)
    whole, roots = answer.read_bytes(), certificates(authority.root.read_bytes())
    first = checked(whole, roots)
    for place in range(0, len(whole), 7):
        try:
            # a few bytes say nothing: they are those of parameters nobody reads
            assert checked(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], roots) == first
        except StampRefusal:
            continue
    name = "时间戳服务中心".encode()
    tag = whole.find(bytes([12, len(name)]) + name)
    assert tag > 0
    for other in (whole[:tag] + b"\x0d" + whole[tag + 1 :], b"", b"no answer", whole[:200], request_for("x")):
        with pytest.raises(StampRefusal):
            checked(other, roots)
    with pytest.raises(StampRefusal):
        certificates(b"no certificate")


def test_a_stamp_that_comes_back_late_finds_its_checkpoint(year, authority, tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoints, "_AT_ONCE", 2)
    asked, answer = tmp_path / "a.tsq", tmp_path / "a.tsr"
    with year.app_context():
        found = set[int]()
        for _ in range(6):
            grow(year)
            found.add(sealing.issue(year, db.session).size)
        sizes = sorted(found)
        assert len(sizes) > 4
        assert [each.size for each in checkpoints.each_point(db.session)] == sizes[::-1]
    run(year, checkpoint_group, "stamp-request", asked, "--size", sizes[0])
    authority.answer(asked, answer)
    said = run(year, checkpoint_group, "stamp-import", answer, "--ca", authority.root).output
    assert f"The first {sizes[0]} entries" in said


@pytest.mark.one_database
def test_a_stamp_on_something_else_is_on_no_checkpoint(year, authority, tmp_path):
    with year.app_context():
        sealing.issue(year, db.session)
    asked, answer = tmp_path / "a.tsq", tmp_path / "a.tsr"
    asked.write_bytes(request_for("gov.example/1/rma/e1\n5\nAAAA\n"))
    authority.answer(asked, answer)
    said = run(year, checkpoint_group, "stamp-import", answer, "--ca", authority.root, code=1).output
    assert "on no checkpoint of this log" in said
