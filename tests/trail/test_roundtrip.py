"""The whole way: a log is signed, carried to the county and back, exported, and verified by the file alone."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.trail import course
from tests.trail.course import ORIGIN, Export, head_of, linked
from workflow.trail import offline
from workflow.trail.checkpoint import CheckpointFile, origin_under, parse_file
from workflow.trail.cosigning import parse_request_file, request_file, requests_for
from workflow.trail.exporting import rules
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import consistency_proof, inclusion_proof, leaf_hash
from workflow.trail.note import public_key
from workflow.trail.signer import Signer
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.trust import LogTrust, Trust, parse_trust
from workflow.trail.witness import Witness

NOW = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)


def proofs(bodies: list[bytes], old: int) -> dict[str, list[bytes]]:
    return {
        each: consistency_proof([leaf_hash(body, each) for body in bodies], old, len(bodies), each)
        for each in ALGORITHMS
    }


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An export and a trust file, made as a township and its county make them; every file is written and read again."""
    place = tmp_path_factory.mktemp("round")
    signer = Signer.create(place / "log.key", place / "log.json", ORIGIN, b"L" * 32)
    county = Witness.create(place / "county.key", place / "county.json", "county.example/witness", b"C" * 32)
    keys = {origin: [public_key(vkey)] for origin, vkey in signer.vkeys.items()}
    logs = tuple(LogTrust(origin, tuple(each), 1) for origin, each in keys.items())
    (place / "trust.json").write_text(Trust(logs, (county.key,)).encode(), "utf-8")
    trust = parse_trust((place / "trust.json").read_text("utf-8"))

    bodies = linked(list(course.course(2)))
    points: list[CheckpointFile] = []
    cosigned = 0
    for n, size in enumerate((11, 40, len(bodies))):
        head = head_of(bodies[:size])
        checkpoint = signer.sign(head, proofs(bodies[:size], signer.last().size), points[-1:])
        if size != 40:  # one checkpoint stays at home
            stick = place / "stick"
            stick.write_text(request_file(requests_for(checkpoint, cosigned, proofs(bodies[:size], cosigned))), "utf-8")
            requests = parse_request_file(stick.read_text("utf-8"))
            answer = "".join(county.add(each, keys, NOW + dt.timedelta(days=n)) for each in requests)
            checkpoint = trust.witnessed(parse_file(checkpoint.encode()), answer)
            cosigned = size
        points.append(checkpoint)
    receipts = []
    for algorithm in ALGORITHMS:
        leaves = [leaf_hash(body, algorithm) for body in bodies]
        note = points[-1].note_of(origin_under(ORIGIN, algorithm))
        assert note is not None
        # one entry each: the files are named by the number of the entry
        index = 20 + len(receipts)
        receipts.append(InclusionProof(index, tuple(inclusion_proof(leaves, index, len(bodies), algorithm)), note))
        assert receipts[-1].verify(bodies[index], trust).witnessed
    return Export(bodies, points, receipts).write(place / "export"), place / "trust.json"


def alone(tmp_path: Path, *arguments: str, options: tuple[str, ...] = ("-I",)) -> subprocess.CompletedProcess[str]:
    """Run the file where nothing of the program is at hand."""
    copy = shutil.copy(offline.__file__, tmp_path / "offline.py")
    command = [sys.executable, *options, str(copy), *arguments]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_what_a_township_and_its_county_made_is_sound(carried: tuple[Path, Path], tmp_path: Path) -> None:
    export, trust = carried
    done = alone(tmp_path, str(export), "--trust", str(trust), "--at", "2026-07-05", "--json")
    assert done.returncode == offline.SOUND, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert (said["verdict"], said["size"], said["problems"]) == ("sound", 89, [])


def test_without_any_library_it_still_reads_the_log(carried: tuple[Path, Path], tmp_path: Path) -> None:
    export, trust = carried
    done = alone(tmp_path, str(export), "--trust", str(trust), "--lang", "en", options=("-I", "-S"))
    assert done.returncode == offline.INCOMPLETE
    assert "cryptography is missing" in done.stdout
    noted = json.loads((export / "manifest.json").read_text())
    size, root = str(noted["size"]), noted["roots"]["sha256"]
    done = alone(tmp_path, str(export), "--noted", size, root, options=("-I", "-S"))
    assert done.returncode == offline.SOUND, done.stdout
    done = alone(tmp_path, str(export), "--noted", size, "00" * 32, options=("-I", "-S"))
    assert done.returncode == offline.TAMPERED


def test_another_trust_is_another_verdict(carried: tuple[Path, Path], tmp_path: Path) -> None:
    export, trust = carried
    fields = json.loads(trust.read_text())
    assert run(export, fields).exit == offline.SOUND
    assert run(export, fields | {"witnesses": []}).exit == offline.INCOMPLETE
    assert run(export, fields | {"logs": []}).exit == offline.INCOMPLETE
    assert run(export, fields | {"logs": [each | {"quorum": 2} for each in fields["logs"]]}).exit == offline.INCOMPLETE
    for broken in (
        {"logs": 3},
        {"witnesses": [{"key": "nonsense"}]},
        {"logs": [{"origin": "x", "keys": [], "quorum": "x"}]},
    ):
        with pytest.raises(offline.Unusable):
            run(export, fields | broken)


def run(export: Path, trust: dict[str, Any], **more: Any) -> offline.Report:
    return offline.verify(export, trust, now=NOW, **more)


class Connection:
    """As much of psycopg as the verifier uses."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.rows = rows
        self.asked: list[Any] = []

    def connect(self, *asked: Any, **named: Any) -> Connection:
        self.asked += [*asked, *named.values()]
        return self

    def cursor(self, **named: Any) -> Connection:
        return self

    def execute(self, *asked: Any) -> None:
        self.asked += asked

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *error: object) -> None: ...

    def __iter__(self) -> Any:
        # nobody of this log told who they are
        return iter(self.rows if "FROM entry" in self.asked[-2] else ())


def rows(export: Path) -> list[tuple[Any, ...]]:
    """The rows of the table as psycopg gives them: times with their zone, days as dates."""
    found = []
    for seq, body in enumerate(offline.lines_of(export / "entries.jsonl")):
        entry = json.loads(body)
        at = dt.datetime.fromisoformat(entry["ts"]).astimezone(dt.timezone(dt.timedelta(hours=8)))
        day = dt.date.fromisoformat(entry["eff"]) if entry["eff"] else None
        request = entry["req"] if entry["res"] == "ok" else None
        columns = (entry["act"], entry["res"], entry["obj"], entry["who"], entry["unit"], day, request or None)
        found.append((seq, body, leaf_hash(body), at, *columns))
    return found


def test_postgresql_is_read_only_and_row_by_row(carried: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    export, trust = carried
    fake = Connection(rows(export))
    module = SimpleNamespace(connect=fake.connect, Error=OSError)
    monkeypatch.setattr(offline.importlib, "import_module", lambda name: module)
    fields = json.loads(trust.read_text())
    assert run(export, fields, database="postgresql+psycopg://somebody@host/db").problems == []
    assert fake.asked[0] == "postgresql://somebody@host/db"
    assert "read_only=on" in fake.asked[1]
    fake.rows[7] = (*fake.rows[7][:7], "P-forged", *fake.rows[7][8:])
    report = run(export, fields, database="postgresql://host/db")
    assert [(each.seq, each.kind) for each in report.problems] == [(7, "index")]


def test_a_database_that_cannot_be_read_is_said(
    carried: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    export, _ = carried
    (tmp_path / "no.db").write_text("no database")

    def none(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(offline.importlib, "import_module", none)
    for place in (str(tmp_path / "no.db"), str(tmp_path / "nowhere.db"), "postgresql://host/db"):
        assert offline.main([str(export), "--db", place]) == offline.USAGE
        assert capsys.readouterr().err
    assert not (tmp_path / "nowhere.db").exists()


def test_no_damaged_file_makes_it_fail_in_another_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands in the files, it answers with one of its four codes, and never calls a damaged log sound."""
    chance = random.Random(13)
    sound = course.export()
    place = Export(sound.bodies[:20], sound.checkpoints[:1], sound.proofs).write(tmp_path / "export")
    (place / "trust.json").write_text(course.trust().encode(), "utf-8")
    (place / "rules.json").write_text(json.dumps(rules({course.LABEL: course.book()})), "utf-8")
    names = ["trust.json", "manifest.json", "rules.json", "entries.jsonl", "checkpoints/*", "proofs/*"]
    files = [next(place.glob(name)) for name in names]
    seen = set()
    for _ in range(240):
        file = chance.choice(files)
        whole = file.read_bytes()
        at = chance.randrange(len(whole))
        piece = chance.choice([b"", b"0", b"-1", b"null", b"[]", b'"', b"\n", b"\xff", b"{}", b"9" * 30, b"\n\n"])
        file.write_bytes(whole[:at] + piece + whole[at + chance.choice([0, 1, 1, 5, 40]) :])
        code = offline.main([str(place), "--trust", str(place / "trust.json"), "--json"])
        seen.add(code)
        assert code in (offline.SOUND, offline.TAMPERED, offline.INCOMPLETE, offline.USAGE)
        if file.name == "entries.jsonl":
            # a line end too many, or none at all, at the end of the file is no change of an entry
            assert code != offline.SOUND or list(offline.lines_of(file)) == sound.bodies[:20]
        if file.name == "manifest.json" and code == offline.SOUND:
            said, told = json.loads(file.read_bytes()), json.loads(whole)
            assert all(said[key] == told[key] for key in ("origin", "size", "roots"))
        file.write_bytes(whole)
    assert seen == {offline.SOUND, offline.TAMPERED, offline.INCOMPLETE, offline.USAGE}
    capsys.readouterr()
