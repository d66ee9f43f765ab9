"""Checkpoints and cosignatures are those of the C2SP specifications, and a trust file says what they are worth."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.trail.course import COUNTY, LOG_KEY, ORIGIN, OTHER, trust
from workflow.trail.checkpoint import (
    Checkpoint,
    CheckpointFile,
    checkpoint_of,
    cosign,
    cosigned_at,
    parse_file,
    signed_by,
    signed_checkpoint,
)
from workflow.trail.note import ED25519, ML_DSA_COSIGNATURE, Note, NoteError, PublicKey, parse
from workflow.trail.trust import Revocation, Trust, TrustError, parse_trust

pytestmark = pytest.mark.trial("T10")

# of c2sp.org/tlog-cosignature
EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""
AT = datetime(2026, 9, 22, 4, 45, 12, tzinfo=UTC)
POINT = Checkpoint(ORIGIN, 12, bytes(range(32)))


def both() -> CheckpointFile:
    return CheckpointFile(
        (signed_checkpoint(POINT, LOG_KEY), signed_checkpoint(replace(POINT, origin=ORIGIN + "/sm3"), LOG_KEY))
    )


def test_the_example_of_the_specification_is_read() -> None:
    note = parse(EXAMPLE)
    point = checkpoint_of(note)
    assert (point.origin, point.size, point.algorithm) == ("example.com/behind-the-sofa", 20852163, "sha256")
    assert point.text() == note.text
    # its time stands in the eight bytes before the signature
    assert int.from_bytes(note.signatures[1].made[:8], "big") == 1679315147
    assert parse_file(EXAMPLE).encode() == EXAMPLE


def test_a_log_signs_under_its_origin() -> None:
    note = signed_checkpoint(POINT, LOG_KEY)
    assert note.text == f"{ORIGIN}\n12\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert signed_by(note, LOG_KEY.public)
    assert not signed_by(note, LOG_KEY.named("gov.example/other").public)
    assert parse(note.encode()) == note
    assert len(note.encode().encode()) < 260  # what a code printed on a notice can hold


def test_a_cosignature_has_its_time_and_covers_it() -> None:
    note = signed_checkpoint(POINT, LOG_KEY)
    cosigned = note.signed(cosign(note, COUNTY, AT))
    assert cosigned_at(cosigned, COUNTY.public) == AT
    assert cosigned_at(note, COUNTY.public) is None
    assert cosigned_at(cosigned, OTHER.public) is None
    message = f"cosignature/v1\ntime {int(AT.timestamp())}\n{note.text}".encode()
    assert COUNTY.public.verifies(message, cosigned.signatures[1].made[8:])
    with pytest.raises(ValueError, match="cosign"):
        cosign(note, LOG_KEY, AT)
    with pytest.raises(ValueError, match="time"):
        signed_checkpoint(POINT, COUNTY)


def test_every_changed_bit_of_a_cosigned_checkpoint_is_noticed() -> None:
    note = signed_checkpoint(POINT, LOG_KEY)
    data = note.signed(cosign(note, COUNTY, AT)).encode().encode()
    for at in range(len(data)):
        for bit in range(8):
            changed = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            try:
                read = parse_file(changed.decode()).notes[0]
                whole = signed_by(read, LOG_KEY.public) and cosigned_at(read, COUNTY.public)
            except (NoteError, UnicodeDecodeError):
                continue
            assert not whole


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n12\n",
        f"{ORIGIN}\n012\n{base64.b64encode(bytes(32)).decode()}\n",
        f"{ORIGIN}\n-1\n{base64.b64encode(bytes(32)).decode()}\n",
        f"{ORIGIN}\n１２\n{base64.b64encode(bytes(32)).decode()}\n",
        f"{ORIGIN}\n12\n{base64.b64encode(bytes(31)).decode()}\n",
        f"{ORIGIN}\n12\n{base64.b64encode(bytes(32)).decode()}\nan extension\n",
        f"\n12\n{base64.b64encode(bytes(32)).decode()}\n",
        f"two words\n12\n{base64.b64encode(bytes(32)).decode()}\n",
        f"{ORIGIN}\n1{'0' * 18}\n{base64.b64encode(bytes(32)).decode()}\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        checkpoint_of(Note(text, ()))


def test_a_file_holds_the_notes_of_both_hashes() -> None:
    file = both()
    assert parse_file(file.encode()) == file
    assert checkpoint_of(file.notes[1]).algorithm == "sm3"
    assert file.note_of(ORIGIN + "/sm3") == file.notes[1]
    assert file.note_of("gov.example/none") is None


@pytest.mark.parametrize(
    "second",
    [
        POINT,  # the same origin twice
        replace(POINT, origin=ORIGIN + "/sm3", size=13),
        replace(POINT, origin="gov.example/other/sm3"),
    ],
)
def test_notes_that_do_not_belong_together_are_no_file(second: Checkpoint) -> None:
    data = CheckpointFile((signed_checkpoint(POINT, LOG_KEY), signed_checkpoint(second, LOG_KEY))).encode()
    with pytest.raises(NoteError):
        parse_file(data)


@pytest.mark.parametrize(
    "data", ["", "\n", "a\n\nb\n\nc\n", EXAMPLE + "\n", EXAMPLE[:-1], EXAMPLE.replace("\n\n", "\n")]
)
def test_what_is_no_checkpoint_file_is_refused(data: str) -> None:
    with pytest.raises(NoteError):
        parse_file(data)


def test_a_false_signature_of_a_known_key_condemns_the_note() -> None:
    note = signed_checkpoint(POINT, LOG_KEY)
    false = replace(note.signatures[0], made=bytes(64))
    with pytest.raises(NoteError):
        signed_by(Note(note.text, (*note.signatures, false)), LOG_KEY.public)
    stamped = cosign(note, COUNTY, AT)
    for made in (stamped.made[:-1], bytes(8) + stamped.made[8:], b"\xff" * 8 + stamped.made[8:], b""):
        with pytest.raises(NoteError):
            cosigned_at(Note(note.text, (replace(stamped, made=made),)), COUNTY.public)


def test_a_standing_counts_who_cosigned() -> None:
    note = signed_checkpoint(POINT, LOG_KEY)
    other = replace(OTHER, name="city.example/witness")
    two = trust(quorum=2, witnesses=(COUNTY.public, other.public))
    assert not two.standing(note).witnessed
    one = note.signed(cosign(note, COUNTY, AT))
    assert two.standing(one).cosigned == {COUNTY.name: AT}
    assert not two.standing(one).witnessed
    # the same witness twice is one witness
    assert not two.standing(one.signed(cosign(note, COUNTY, AT))).witnessed
    assert two.standing(one.signed(cosign(note, other, AT))).witnessed
    assert two.standing(one).signed
    assert not two.standing(Note(note.text, one.signatures[1:])).signed


def test_a_revoked_key_counts_up_to_the_size_it_was_lost_at() -> None:
    note = signed_checkpoint(POINT, LOG_KEY)
    for size, signed in ((12, True), (11, False), (0, False)):
        assert replace(trust(), revoked=(Revocation(LOG_KEY.public, size),)).standing(note).signed is signed
    cosigned = note.signed(cosign(note, COUNTY, AT))
    assert replace(trust(), revoked=(Revocation(COUNTY.public),)).standing(cosigned).cosigned == {}


def test_the_lines_a_witness_answered_go_where_they_hold() -> None:
    file = both()
    lines = [cosign(note, COUNTY, AT).line() for note in file.notes]
    for answer in ("".join(lines), "".join(reversed(lines))):
        merged = trust().witnessed(file, answer)
        assert [trust().standing(note).witnessed for note in merged.notes] == [True, True]
    for answer in (cosign(file.notes[0], OTHER, AT).line(), "— a AAAAAAA=\n", "", "nonsense\n"):
        with pytest.raises(NoteError):
            trust().witnessed(file, answer)
    with pytest.raises(NoteError):
        trust().witnessed(file, replace(cosign(file.notes[0], COUNTY, AT), made=bytes(72)).line())


def test_a_trust_file_is_written_and_read() -> None:
    future = PublicKey("later.example/witness", ML_DSA_COSIGNATURE, bytes(1312))
    mine = replace(trust(), revoked=(Revocation(OTHER.public, 5),), unchecked=(future,))
    again = parse_trust(mine.encode())
    assert again == mine
    # a witness whose signatures cannot be checked here is kept, and counts for nothing
    assert again.unchecked == (future,)
    assert again.witnesses == (COUNTY.public,)


@pytest.mark.parametrize(
    "change",
    [
        {"logs": 3},
        {"logs": [{"origin": ORIGIN}]},
        {"logs": [{"origin": ORIGIN, "keys": [], "quorum": -1}]},
        {"logs": [{"origin": ORIGIN, "keys": [], "quorum": True}]},
        {"logs": [{"origin": ORIGIN, "keys": ["nonsense"]}]},
        {"witnesses": [{"key": LOG_KEY.public.encode()}]},
        {"witnesses": [{"key": COUNTY.public.encode()}, {"key": OTHER.public.encode()}]},
        {"newest_within_days": "soon"},
        {"surprise": 1},
    ],
)
def test_what_is_no_trust_file_is_refused(change: dict[str, object]) -> None:
    fields = json.loads(trust().encode()) | change
    with pytest.raises((TrustError, NoteError)):
        parse_trust(json.dumps(fields))


def test_trust_says_nothing_of_a_log_it_does_not_know() -> None:
    standing = Trust(()).standing(signed_checkpoint(POINT, LOG_KEY))
    assert not standing.signed
    assert LOG_KEY.kind == ED25519
