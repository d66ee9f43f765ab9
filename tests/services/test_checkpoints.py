"""From the log to the county and back: signed once, cosigned, exported, verified without the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from tests.databases import cut_off_last, rewrite_entry
from tests.walk import Walk
from workflow.auditfile import audit_group
from workflow.checkpointfile import checkpoint_group
from workflow.models.trail import Entry
from workflow.services import checkpoints, signers
from workflow.services.checkpoints import NoCheckpoint
from workflow.services.identity import actor_of
from workflow.trail import offline
from workflow.trail.checkpoint import checkpoint_of, parse_file
from workflow.trail.cosigning import parse_request_file, request_file
from workflow.trail.entry import decode
from workflow.trail.merkle import leaf_hash
from workflow.trail.note import NoteError
from workflow.trail.signer import Signer, SignerRefusal
from workflow.trail.tlogproof import parse_proof
from workflow.trail.trust import LogTrust, Trust, parse_trust
from workflow.trail.witness import Witness
from workflow.wiring import db
from workflow.witnessfile import application, witness_group

NOW = datetime(2026, 7, 1, tzinfo=UTC)
COUNTY = "county.example/witness"


@pytest.fixture
def signer(year) -> Signer:
    """The signer of the year's log, with its own folder."""
    folder = year.extensions["shenjue"].settings.signer
    folder.mkdir()
    origin = year.extensions["shenjue"].settings.log_origin
    return Signer.create(folder / signers.KEY, folder / signers.MEMORY, origin, b"L" * 32)


@pytest.fixture
def county(tmp_path: Path) -> Witness:
    return Witness.create(tmp_path / "county.key", tmp_path / "county.json", COUNTY, b"C" * 32)


@pytest.fixture
def trust(signer: Signer, county: Witness) -> Trust:
    from workflow.trail.note import public_key

    return Trust(tuple(LogTrust(o, (public_key(k),), 1) for o, k in signer.vkeys.items()), (county.key,))


def cosign(session, county: Witness, trust: Trust) -> str:
    keys = {log.origin: log.keys for log in trust.logs}
    asked = parse_request_file(request_file(checkpoints.requests(session, checkpoints.cosigned_size(session, COUNTY))))
    return "".join(county.add(each, keys, NOW) for each in asked)


def grow(session) -> None:
    """One more entry in the log."""
    staff = actor_of(session, 1)
    assert staff is not None
    Walk(session, {"staff": staff}).take("initiation.propose", "staff", 0)


@pytest.fixture
def further(year_session) -> Callable[[], None]:
    return lambda: grow(year_session)


def test_what_is_signed_is_the_log_under_both_hashes(year_session, signer):
    point = checkpoints.issue(year_session, signer, NOW)
    bodies = list(year_session.scalars(select(Entry.body).order_by(Entry.seq)))
    assert point.size == len(bodies)
    for note in point.file.notes:
        found = checkpoint_of(note)
        tree = checkpoints.Range(found.algorithm)
        for body in bodies:
            tree.append(leaf_hash(body, found.algorithm))
        assert found.root == tree.root()
    assert checkpoints.newest_point(year_session) == point


def test_the_same_log_is_not_signed_twice_and_a_longer_one_extends_it(year_session, signer, further):
    first = checkpoints.issue(year_session, signer, NOW)
    assert checkpoints.issue(year_session, signer, NOW).file == first.file
    assert len(checkpoints.points(year_session)) == 1
    further()
    second = checkpoints.issue(year_session, signer, NOW)
    assert second.size == first.size + 1
    assert [each.size for each in checkpoints.points(year_session)] == [second.size, first.size]


@pytest.mark.parametrize("grows", [False, True])
def test_two_that_sign_at_once_raise_no_alarm(year, year_session, signer, monkeypatch, grows):
    read = checkpoints._grown
    others = iter([True])

    def overtaken(*arguments):
        found = read(*arguments)
        if next(others, False):
            with year.app_context():
                if grows:
                    grow(db.session)
                checkpoints.issue(db.session, signer, NOW)
        return found

    monkeypatch.setattr(checkpoints, "_grown", overtaken)
    point = checkpoints.issue(year_session, signer, NOW)
    assert checkpoints.points(year_session) == [point]
    assert signer.last().size == point.size


@pytest.mark.parametrize("attack", [lambda url: rewrite_entry(url, 40), cut_off_last], ids=["rewritten", "cut off"])
def test_a_log_that_does_not_add_to_what_was_signed_is_never_signed(year, year_session, signer, attack):
    checkpoints.issue(year_session, signer, NOW)
    year_session.close()
    attack(db.engine.url)
    with pytest.raises(SignerRefusal):
        checkpoints.issue(year_session, signer, NOW)
    assert len(checkpoints.points(year_session)) == 1


def test_a_signer_put_back_to_an_older_memory_does_not_sign(year_session, signer, further, year):
    memory = year.extensions["shenjue"].settings.signer / signers.MEMORY
    checkpoints.issue(year_session, signer, NOW)
    older = memory.read_bytes()
    further()
    checkpoints.issue(year_session, signer, NOW)
    memory.write_bytes(older)
    further()
    with pytest.raises(SignerRefusal, match="old copy"):
        checkpoints.issue(year_session, signer, NOW)


def test_a_witness_vouches_and_its_answer_is_kept_once(year_session, signer, county, trust, further):
    first = checkpoints.issue(year_session, signer, NOW)
    answer = cosign(year_session, county, trust)
    (who,) = checkpoints.take(year_session, trust, answer, first.size)
    assert (who.witness, who.at) == (COUNTY, NOW)
    assert checkpoints.take(year_session, trust, answer, first.size) == []
    found = checkpoints.point_of(year_session, first.size)
    assert [each.witness for each in found.cosigned] == [COUNTY]
    assert all(trust.standing(note).witnessed for note in found.file.notes)
    further()
    checkpoints.issue(year_session, signer, NOW)
    assert checkpoints.cosigned_size(year_session, COUNTY) == first.size
    assert cosign(year_session, county, trust)


def test_an_answer_to_another_checkpoint_or_of_a_stranger_is_not_kept(year_session, signer, county, trust, further):
    first = checkpoints.issue(year_session, signer, NOW)
    answer = cosign(year_session, county, trust)
    further()
    second = checkpoints.issue(year_session, signer, NOW)
    with pytest.raises(NoteError):
        checkpoints.take(year_session, trust, answer, second.size)
    with pytest.raises(NoteError):
        checkpoints.take(year_session, Trust(trust.logs), answer, first.size)
    assert all(not each.cosigned for each in checkpoints.points(year_session))


def test_there_is_nothing_to_ask_a_witness_without_a_checkpoint(year_session):
    with pytest.raises(NoCheckpoint):
        checkpoints.requests(year_session, 0)


def test_the_export_of_a_decision_proves_itself(year, year_session, signer, county, trust, tmp_path):
    point = checkpoints.issue(year_session, signer, NOW)
    checkpoints.take(year_session, trust, cosign(year_session, county, trust), point.size)
    checkpoints.export(year_session, tmp_path / "out", NOW, "2022-001")
    report = offline.verify(tmp_path / "out", trust=json.loads(trust.encode()), now=NOW)
    assert (report.problems, report.missing, report.exit) == ([], [], offline.SOUND)
    lines = (tmp_path / "out" / "entries.jsonl").read_bytes().splitlines()
    proofs = [parse_proof(path.read_text("utf-8")) for path in (tmp_path / "out" / "proofs").iterdir()]
    assert {decode(lines[each.index])["obj"] for each in proofs} == {"decision/2022-001"}
    assert all(each.verify(lines[each.index], trust).witnessed for each in proofs)


# -- the commands -----------------------------------------------------------------------------------------------------


def test_the_whole_way_by_command_on_a_stick(year, tmp_path):
    runner, apart = year.test_cli_runner(), CliRunner()

    def run(group, *arguments: object, runner=runner, code: int = 0) -> Result:
        done = runner.invoke(group, [str(each) for each in arguments])
        assert done.exit_code == code, done.output
        return done

    assert "checkpoint init" in run(checkpoint_group, "issue", code=1).output
    run(checkpoint_group, "init")
    assert "已存在" in run(checkpoint_group, "init", code=1).output
    issued = run(checkpoint_group, "issue").stdout
    assert parse_file(issued).encode() == issued
    request, answer, logs, key, whom = (tmp_path / name for name in ("req", "ans", "logs", "trust", "w"))
    run(checkpoint_group, "export", request)
    logs.write_text(run(checkpoint_group, "key").stdout, "utf-8")
    witness = json.loads(run(witness_group, "init", COUNTY, "--dir", whom, runner=apart).stdout)
    run(witness_group, "cosign", request, answer, "--dir", whom, "--logs", logs, runner=apart)
    key.write_text(json.dumps({**json.loads(logs.read_text()), "witnesses": witness["witnesses"]}), "utf-8")
    assert COUNTY in run(checkpoint_group, "import", answer, "--trust", key).output
    assert "已经收存" in run(checkpoint_group, "import", answer, "--trust", key).output
    # the second journey begins where the first one ended, without being told so
    with year.app_context():
        grow(db.session)
    run(checkpoint_group, "issue")
    run(checkpoint_group, "export", request)
    run(witness_group, "cosign", request, answer, "--dir", whom, "--logs", logs, runner=apart)
    assert COUNTY in run(checkpoint_group, "import", answer, "--trust", key).output
    answer.write_text(answer.read_text("utf-8").replace("A", "B").replace("a", "b"), "utf-8")
    assert run(checkpoint_group, "import", answer, "--trust", key, code=1).output
    with year.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    bundle = apart.invoke(audit_group, ["bundle", str(tmp_path / "out")], env={"DATABASE_URL": url})
    assert bundle.exit_code == 0, bundle.output
    assert apart.invoke(audit_group, ["bundle", str(tmp_path / "out")], env={"DATABASE_URL": url}).exit_code == 2
    trusted = parse_trust(key.read_text("utf-8"))
    assert offline.verify(tmp_path / "out", trust=json.loads(key.read_text("utf-8"))).problems == []
    assert trusted.witnesses[0].name == COUNTY


def post(app, body: bytes, path: str = "/add-checkpoint", method: str = "POST") -> tuple[str, dict[str, str], bytes]:
    said: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    answer = b"".join(app(environ, lambda status, headers: said.append((status, dict(headers)))))
    return *said[0], answer


def test_a_witness_answers_over_http_what_it_answers_on_a_stick(year_session, signer, county, trust, further):
    app = application(county, {log.origin: log.keys for log in trust.logs}, lambda: NOW)
    point = checkpoints.issue(year_session, signer, NOW)
    first, second = checkpoints.requests(year_session, 0)
    answers = []
    for each in (first, second):
        status, _, body = post(app, each.encode().encode())
        assert status == "200 OK"
        answers.append(body.decode())
    assert checkpoints.take(year_session, trust, "".join(answers), point.size)
    further()
    checkpoints.issue(year_session, signer, NOW)
    stale, _ = checkpoints.requests(year_session, 0)
    status, headers, body = post(app, stale.encode().encode())
    assert (status, headers["Content-Type"], body) == ("409 Conflict", "text/x.tlog.size", f"{point.size}\n".encode())


@pytest.mark.parametrize(
    ("body", "path", "method", "status"),
    [
        (b"", "/add-checkpoint", "GET", "404"),
        (b"", "/", "POST", "404"),
        (b"\xff\xfe", "/add-checkpoint", "POST", "400"),
        (b"old 0\n\nnothing", "/add-checkpoint", "POST", "400"),
        (b"x" * 70_000, "/add-checkpoint", "POST", "413"),
    ],
)
def test_whatever_else_is_sent_to_a_witness_is_refused(county, body, path, method, status):
    assert post(application(county, {}, lambda: NOW), body, path, method)[0].startswith(status)
