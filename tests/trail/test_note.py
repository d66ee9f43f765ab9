"""Notes and keys are those of c2sp.org/signed-note, and nothing else is taken for one."""

from __future__ import annotations

import base64
import random
import subprocess
from pathlib import Path

import pytest

from tests.longtier.recording import Many, Ran
from workflow.trail.note import (
    ED25519,
    LIMIT,
    ML_DSA_COSIGNATURE,
    SIGNATURES,
    Note,
    NoteError,
    PublicKey,
    SecretKey,
    parse,
    public_key,
    secret_key,
    sign,
    signatures,
)

pytestmark = pytest.mark.trial("T10")

# the example of the specification
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
# the first example, whose text has an empty line of its own
POEM = """Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
"""
KEY = SecretKey("gov.example/log", ED25519, bytes(range(32)))


def test_the_example_of_the_specification_holds() -> None:
    note, key = parse(EXAMPLE), public_key(VKEY)
    assert (key.name, key.kind, key.encode()) == ("example.com/foo", ED25519, VKEY)
    assert note.text == "This is an example message.\n"
    assert key.made(note.signatures[0])
    assert key.verifies(note.text.encode(), note.signatures[0].made)
    assert not key.verifies(note.text.encode() + b" ", note.signatures[0].made)
    assert note.encode() == EXAMPLE


def test_a_text_may_have_empty_lines() -> None:
    note = parse(POEM)
    assert note.text.endswith("ed è subito sera.\n")
    assert note.encode() == POEM


def test_signing_and_reading_are_one() -> None:
    note = Note("甲\n", (sign("甲\n", KEY),))
    again = parse(note.encode())
    assert again == note
    assert KEY.public.verifies("甲\n".encode(), again.signatures[0].made)
    # the signature of RFC 8032 is always the same
    assert sign("甲\n", KEY) == sign("甲\n", KEY)


def test_keys_are_written_and_read() -> None:
    assert public_key(KEY.public.encode()) == KEY.public
    assert secret_key(KEY.encode()) == KEY
    assert KEY.encode().startswith("PRIVATE+KEY+gov.example/log+")
    assert base64.b64encode(KEY.seed).decode() not in repr(KEY)
    other = KEY.named("gov.example/log/sm3").public
    assert other.public == KEY.public.public
    assert other.id != KEY.public.id


def test_openssl_takes_our_signature_for_one(tmp_path: Path) -> None:
    text = "甲\n".encode()
    # the head of an Ed25519 public key in the form openssl reads, RFC 8410
    (tmp_path / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + KEY.public.public)
    (tmp_path / "signature").write_bytes(KEY.sign(text))
    (tmp_path / "text").write_bytes(text)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "text"]
    said = subprocess.run(
        [*command, "-sigfile", "signature"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (said.returncode, "Success" in said.stdout) == (0, True), said.stderr
    (tmp_path / "text").write_bytes(text + b" ")
    said = subprocess.run(
        [*command, "-sigfile", "signature"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert said.returncode != 0


def test_unknown_signatures_are_kept_and_count_for_nothing() -> None:
    future = "— witness.example " + base64.b64encode(b"\x06" * 2436).decode() + "\n"
    note = parse(EXAMPLE + future)
    assert len(note.signatures) == 2
    assert note.encode() == EXAMPLE + future
    key = PublicKey("witness.example", ML_DSA_COSIGNATURE, bytes(1312))
    assert public_key(key.encode()) == key


def test_sixteen_signatures_of_the_longest_kind_are_read() -> None:
    long = "".join(f"— w{n}.example {base64.b64encode(bytes(5000)).decode()}\n" for n in range(16))
    assert len(parse("text\n\n" + long).signatures) == 16


@pytest.mark.parametrize(
    "data",
    [
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "\n\n— a AAAAAAA=\n",
        "text\n\n— a AAAAAAA=",
        "text\n\n- a AAAAAAA=\n",
        "text\n\n—a AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— a\n",
        "text\n\n— a AAAA\n",  # a key id without a signature
        "text\n\n— a AAAAAAA\n",  # without its padding
        "text\n\n— a AAAAAAB=\n",  # bits that are left over
        "text\n\n— a AA-_AAA=\n",
        "text\n\n— a+b AAAAAAA=\n",
        "text\n\n— a\u2003b AAAAAAA=\n",
        "text\n\n— a AAAAAAA= \n",
        "text\n\n— a AAAAAAA=\n\n",
        "text\n\n— a AAAAAAA=\r\n",
        "te\x00xt\n\n— a AAAAAAA=\n",
        "te\txt\n\n— a AAAAAAA=\n",
        "te\ud800xt\n\n— a AAAAAAA=\n",
        "text\n\n" + "— a AAAAAAA=\n" * (SIGNATURES + 1),
        "x" * LIMIT + "\n\n— a AAAAAAA=\n",
    ],
)
def test_what_is_not_exactly_a_note_is_none(data: str) -> None:
    with pytest.raises(NoteError) as refused:
        parse(data)
    assert refused.value.zh
    assert refused.value.en


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        VKEY[:-1],
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("530d903a", "530D903A"),
        VKEY.replace("foo", "fo"),
        VKEY.replace("foo", "f oo"),
        VKEY + "\n",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "a+" + PublicKey("a", ED25519, b"short").id.hex() + "+" + base64.b64encode(b"\x01short").decode(),
    ],
)
def test_what_is_no_key_is_refused(vkey: str) -> None:
    with pytest.raises(NoteError):
        public_key(vkey)


@pytest.mark.parametrize(
    "skey", ["", VKEY, KEY.encode()[:-4], KEY.encode().replace("PRIVATE", "PUBLIC"), KEY.encode() + "="]
)
def test_what_is_no_secret_key_is_refused(skey: str) -> None:
    with pytest.raises(NoteError):
        secret_key(skey)


def test_a_changed_note_is_refused_or_no_longer_signed() -> None:
    """Every bit of every byte: the reader refuses it, or the signature no longer holds, or the line is another's."""
    key, data = public_key(VKEY), EXAMPLE.encode()
    for at in range(len(data)):
        for bit in range(8):
            changed = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            try:
                note = parse(changed.decode())
            except (NoteError, UnicodeDecodeError):
                continue
            mine = [each for each in note.signatures if key.made(each)]
            assert not any(key.verifies(note.text.encode(), each.made) for each in mine)


def test_the_reader_never_fails_in_another_way(many: Many, ran: Ran) -> None:
    chance = random.Random(1)
    pieces = ["— ", "—", " ", "\n", "\n\n", "a", "example.com", "AAAAAAA=", "=", "+", "\x00", "é", VKEY, EXAMPLE]
    scrambled = many(3000, 700_000)
    for _ in range(scrambled):
        data = "".join(chance.choices(pieces, k=chance.randrange(12)))
        for read in (parse, signatures, public_key, secret_key):
            try:
                read(data)
            except NoteError:
                continue
    ran(fuzz=scrambled)
