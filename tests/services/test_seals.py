"""What proves an act to somebody who has nothing but a page: the right entry, the right checkpoint, nothing private."""

from __future__ import annotations

import hmac
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from tests import sealing
from tests.databases import attacking, cut_off_last, lift_protection, put_back_protection, rewrite_entry
from tests.walk import Walk
from workflow.domain.terms import Role
from workflow.models.decisions import Decision
from workflow.models.drafting import Draft
from workflow.models.trail import Entry
from workflow.models.withholding import NonDisclosure
from workflow.services import logreading, public, published, report, results, seals
from workflow.services.identity import actor_of
from workflow.services.public import NotPublic
from workflow.services.soundness import examine
from workflow.trail.checkpoint import checkpoint_of
from workflow.trail.entry import decode
from workflow.trail.note import Note, Signature, public_key
from workflow.trail.tlogproof import InclusionProof, parse_proof
from workflow.trail.trust import LogTrust, Trust
from workflow.wiring import db

TODAY = date(2022, 12, 1)


def seal(session, number: str = "2022-001") -> seals.Seal:
    found = public.notice(session, number, TODAY)
    seal = seals.seal_of(session, found.decision_id, "participation.open", found.notice.entered)
    assert seal is not None
    return seal


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(content: bytes) -> tuple[bytes, InclusionProof]:
    found = files(content)
    return found["entry.json"], parse_proof(found["entry.tlog-proof"].decode())


def further(session) -> None:
    """One more entry in the log."""
    Walk(session, {"staff": actor_of(session, 1)}).take("initiation.propose", "staff", date(2022, 10, 1))


@pytest.mark.parametrize("number", ["2022-001", "2022-004"])
def test_every_publication_is_found_in_the_log(year_session, number):
    found = public.notice(year_session, number, TODAY)
    result, decided = results.result(year_session, number), published.decision(year_session, number)
    for act, entered in (
        ("participation.open", found.notice.entered),
        ("participation.conclude", result.entered),
        ("publication.publish", decided.publication.entered),
    ):
        one = seals.seal_of(year_session, found.decision_id, act, entered)
        entry = decode(year_session.scalars(select(Entry.body).where(Entry.seq == one.seq)).one())
        assert (entry["act"], entry["res"], entry["obj"]) == (act, "ok", f"decision/{number}")
        assert one.point is None
    assert (
        seals.seal_of(year_session, found.decision_id, "participation.open", datetime(2020, 1, 1, tzinfo=UTC)) is None
    )


def test_a_proof_holds_for_whoever_has_the_keys(year, year_session):
    one = seal(year_session)
    with pytest.raises(NotPublic):
        seals.published_proof(year_session, one.seq)
    sealing.issue(year, year_session)
    content = seals.published_proof(year_session, one.seq)
    assert content == seals.published_proof(year_session, one.seq)
    body, proof = unpacked(content)
    assert decode(body)["seq"] == str(proof.index) == str(one.seq)
    keys = sealing.signer_of(year).vkeys.items()
    assert proof.verify(body, Trust(tuple(LogTrust(o, (public_key(k),)) for o, k in keys))).signed


def test_a_notice_comes_with_what_its_entry_commits_to_and_other_acts_without(year, year_session):
    sealing.issue(year, year_session)
    notice = public.notice(year_session, "2022-001", TODAY)
    found = files(seals.published_proof(year_session, seal(year_session).seq))
    assert json.loads(found["fact.json"])["contact"] == notice.notice.contact
    decided = published.decision(year_session, "2022-001")
    one = seals.seal_of(year_session, decided.decision_id, "publication.publish", decided.publication.entered)
    assert sorted(files(seals.published_proof(year_session, one.seq))) == [
        "README.txt",
        "entry.json",
        "entry.tlog-proof",
    ]


def test_the_first_cosigned_checkpoint_vouches_best(year, year_session, tmp_path):
    first = sealing.issue(year, year_session)
    assert seal(year_session).point == first
    further(year_session)
    sealing.issue(year, year_session)
    assert seal(year_session).point == first
    second = sealing.cosign(year, year_session, tmp_path)
    further(year_session)
    third = sealing.issue(year, year_session)
    sealing.cosign(year, year_session, tmp_path)
    assert first.size < second.size < third.size
    assert seal(year_session).point == second
    _, proof = unpacked(seals.published_proof(year_session, seal(year_session).seq))
    assert checkpoint_of(proof.note).size == second.size


def test_only_publications_are_handed_to_anybody(year, year_session):
    sealing.issue(year, year_session)
    acts = {}
    for seq, act, result in year_session.execute(select(Entry.seq, Entry.act, Entry.result)):
        try:
            seals.published_proof(year_session, seq)
            acts.setdefault(act, set()).add(result)
        except NotPublic:
            pass
    # no notice of the year was corrected; that of one that was is asked for where notices are corrected
    assert acts == {each: {"ok"} for each in seals.PUBLISHED - {"participation.amend", "publication.amend"}}
    with pytest.raises(NotPublic):
        seals.published_proof(year_session, 99_999)


AGREED = {
    "version": 1,
    "agreed": True,
    "ground": "secret",
    "citation": "",
    "scope": "草案全文",
    "opinion": "",
    "decided_by": "某某",
    "decided_by_id": "",
    "on": date(2022, 12, 1),
    "entered": datetime(2022, 12, 1, tzinfo=UTC),
}


def test_what_is_declared_not_public_later_is_handed_to_nobody(year, year_session):
    sealing.issue(year, year_session)
    one = seal(year_session)
    year_session.close()
    with attacking(db.engine.url) as connection:
        lift_protection(connection)
        number = select(Decision.id).where(Decision.number == "2022-001").scalar_subquery()
        connection.execute(update(Draft).where(Draft.decision_id == number).values(traits=["not_public"]))
        put_back_protection(connection)
    # asked for, and not decided
    assert seals.published_proof(year_session, one.seq)
    year_session.close()
    with attacking(db.engine.url) as connection:
        connection.execute(insert(NonDisclosure).values(AGREED | {"decision_id": number}))
    with pytest.raises(NotPublic):
        seals.published_proof(year_session, one.seq)


def test_whoever_holds_a_receipt_gets_the_entry_of_it_and_no_other(year, year_session, actors):
    found = Walk(year_session, actors, start=date(2022, 10, 1)).before("participation.answer")
    said = [found.take("participation.receive", "staff", 26, text=text) for text in ("建议一。", "建议二。")]
    sealing.issue(year, year_session)
    for done, text in zip(said, ("建议一。", "建议二。"), strict=True):
        seq, content = seals.receipt_proof(year_session, done.answer.lower())
        body, proof = unpacked(content)
        assert seq == proof.index == done.seq
        assert "建议" not in body.decode()
        # what was sent, against the commitment in the entry: the recipe of the README
        found = files(content)
        assert json.loads(found["fact.json"])["text"] == text
        salt = bytes.fromhex(found["salt.txt"].decode())
        made = hmac.new(salt, b"opinion\x00" + found["fact.json"], "sha256").hexdigest()
        assert decode(body)["pc"] == f"opinion=c1:{made}"
        assert "“opinion=”" in found["README.txt"].decode()
    with pytest.raises(NotPublic):
        seals.receipt_proof(year_session, "AAAA-BBBB-CCCC")


@pytest.fixture
def actors(year_session):
    return {role.value: actor_of(year_session, number) for number, role in enumerate(Role, 1)}


# -- a log that is not what was signed ---------------------------------------------------------------------------------


def test_no_proof_of_a_rewritten_log_is_given_and_everybody_says_so(year, year_session):
    point, one = sealing.issue(year, year_session), seal(year_session)
    assert [each.kind for each in examine(year_session)[0].faults] == []
    assert logreading.read_log(year_session).point == point
    last = point.size - 1
    year_session.close()
    rewrite_entry(db.engine.url, last)
    with pytest.raises(seals.NotProved):
        seals.published_proof(year_session, one.seq)
    assert "signed" in [each.kind for each in examine(year_session)[0].faults]
    assert seals.root_at(year_session, point.size)[1] != point.root
    with pytest.raises(logreading.BadLog):
        logreading.read_log(year_session)


def test_a_log_cut_off_behind_its_checkpoint_is_seen(year, year_session):
    point = sealing.issue(year, year_session)
    year_session.close()
    cut_off_last(db.engine.url)
    assert "signed" in [each.kind for each in examine(year_session)[0].faults]
    assert seals.waiting(year_session) == -1
    assert seals.root_at(year_session, point.size) == (point.size - 1, "")
    with pytest.raises(logreading.BadLog):
        logreading.read_log(year_session)


# -- the report, the auditor, paper ------------------------------------------------------------------------------------


def test_the_report_says_which_of_its_entries_are_signed(year, year_session):
    assert report.report_of(logreading.read_log(year_session), 2022, date(2022, 12, 31)).point is None
    point = sealing.issue(year, year_session)
    found = report.report_of(logreading.read_log(year_session), 2022, date(2022, 12, 31))
    assert (found.point, found.unsigned) == (point, 0)
    assert report.as_data(found)["checkpoint"] == point.note.encode()
    further(year_session)
    assert report.report_of(logreading.read_log(year_session), 2022, date(2022, 12, 31)).unsigned == 1


def test_the_auditor_sees_since_when_how_far_and_by_whom(year, year_session, tmp_path):
    nothing = seals.signing(year_session)
    assert (nothing.first, nothing.newest, nothing.witnesses) == (None, None, ())
    first = sealing.issue(year, year_session)
    further(year_session)
    assert (seals.signing(year_session).waiting, seals.signing(year_session).stale(sealing.SIGNED)) == (1, False)
    second = sealing.issue(year, year_session)
    sealing.cosign(year, year_session, tmp_path)
    found = seals.signing(year_session)
    assert (found.first.size, found.newest.size, found.waiting) == (first.size, second.size, 0)
    assert [(each.witness, each.at, each.size) for each in found.witnesses] == [
        (sealing.COUNTY, sealing.COSIGNED, second.size)
    ]
    assert not found.stale(sealing.COSIGNED + timedelta(days=31))
    assert found.stale(sealing.COSIGNED + timedelta(days=31, seconds=1))


def test_paper_holds_as_many_signatures_as_it_has_room_for(year, year_session):
    point = sealing.issue(year, year_session)
    assert seals.on_paper(point) == point.note.encode()
    more = tuple(Signature(f"witness.example/{n}", b"abcd", b"x" * 72) for n in range(9))
    crowded = seals.Point(
        1, point.size, type(point.file)((Note(point.note.text, point.note.signatures + more),)), point.issued_at, ()
    )
    written = seals.on_paper(crowded)
    assert len(written.encode()) <= seals.MOST_ON_PAPER
    assert written.startswith(point.note.encode())
    assert "witness.example/0" in written


ROOT = "31fe6ed0" * 8


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (ROOT, ROOT),
        (ROOT.upper(), ROOT),
        (f" {ROOT[:32]}\n{ROOT[32:]} ", ROOT),
        (ROOT[:16] + "…", ROOT[:16]),
        ("Mf5u0DH+btAx/m7QMf5u0DH+btAx/m7QMf5u0DH+btA=", ROOT),
        (ROOT[:15], ""),
        (ROOT + "0", ""),
        ("g" * 64, ""),
        ("树根", ""),
        ("", ""),
    ],
)
def test_a_root_is_read_as_people_copy_it(written, read):
    assert seals.written_root(written) == read
