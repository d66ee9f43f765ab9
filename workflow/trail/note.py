"""Signed notes of c2sp.org/signed-note: a text and the lines of those who signed it, read strictly."""

from __future__ import annotations

import base64
import binascii
import hashlib
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from workflow.trail.refusal import Refusal

ED25519 = 0x01
COSIGNATURE = 0x04
"""An Ed25519 cosignature with its time, of c2sp.org/tlog-cosignature."""
ML_DSA_COSIGNATURE = 0x06
"""A cosignature that stands once quantum computers are there: known by its name, not checked here."""

CHECKED = frozenset({ED25519, COSIGNATURE})
"""The types of signature that can be checked here; those of any other key are kept and count for nothing."""

LIMIT = 256 * 1024
SIGNATURES = 64
"""The most bytes, and the most signatures, a note may have; the specification asks for 16 at least."""

_DASH = "— "
_SECRET = "PRIVATE+KEY+"  # noqa: S105 - the words that begin a secret key, not one


class NoteError(Refusal):
    """A note, or a key, that is not one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: the name of the key, its short id, and what it made."""

    name: str
    key_id: bytes
    made: bytes

    def line(self) -> str:
        """The line as it stands in a note, with its end."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.made).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, its end of line included, and its signatures in their order."""

    text: str
    signatures: tuple[Signature, ...]

    def encode(self) -> str:
        """The note as it is kept and sent."""
        return self.text + "\n" + "".join(each.line() for each in self.signatures)

    def signed(self, *more: Signature) -> Note:
        """The note with more signatures; a key that signs in the same way anew replaces its line."""
        renewed = {(each.name, each.key_id) for each in more}
        kept = (each for each in self.signatures if (each.name, each.key_id) not in renewed)
        return Note(self.text, (*kept, *more))


def parse(data: str) -> Note:
    """Read a note. Raises `NoteError` for anything that is not exactly one."""
    text, between, lines = data.rpartition("\n\n")
    if not between or not text:
        raise NoteError("文本与签名之间没有空行", "no empty line stands between text and signatures")
    if len(data.encode("utf-8", "surrogatepass")) > LIMIT:
        raise NoteError(f"超过{LIMIT}字节", f"longer than {LIMIT} bytes")
    if any(unicodedata.category(char) == "Cs" or (char < " " and char != "\n") for char in data):
        raise NoteError("含有控制字符", "holds control characters")
    return Note(text + "\n", signatures(lines))


def signatures(lines: str) -> tuple[Signature, ...]:
    """Read signature lines: those of a note, or those a witness answers with. Raises `NoteError`."""
    if not lines.endswith("\n"):
        raise NoteError("没有以换行结尾的签名行", "there is no signature line with its end")
    found = tuple(_signature(line) for line in lines[:-1].split("\n"))
    if len(found) > SIGNATURES:
        raise NoteError(f"签名多于{SIGNATURES}个", f"there are more than {SIGNATURES} signatures")
    return found


def _signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    made = unbase64(encoded)
    if not (line.startswith(_DASH) and space and is_name(name) and len(made) > 4):
        raise NoteError("签名行不合规范", "a signature line is not one")
    return Signature(name, made[:4], made[4:])


def is_name(name: str) -> bool:
    """Whether it can be the name of a key: not empty, without spaces and plus signs."""
    return bool(name) and "+" not in name and not any(char.isspace() or char < " " for char in name)


def unbase64(encoded: str) -> bytes:
    """The bytes of a standard base64 text written in the one way it can be; empty for anything else."""
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if base64.b64encode(data).decode() == encoded else b""


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """The short id of a key of that type under that name."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key to check signatures with: its name, its type, and the key itself."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The short id."""
        return key_id(self.name, self.kind, self.public)

    def encode(self) -> str:
        """The key as it is written down: name+id+base64."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    def made(self, signature: Signature) -> bool:
        """Whether the line claims to be from this key."""
        return (signature.name, signature.key_id) == (self.name, self.id)

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the 64 bytes are the Ed25519 signature of the message by this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def public_key(vkey: str) -> PublicKey:
    """Read a verifier key. Raises `NoteError`, also where the id is not that of the key."""
    name, _, rest = vkey.partition("+")
    written, _, encoded = rest.partition("+")
    material = unbase64(encoded)
    if not is_name(name) or len(material) < 2:
        raise NoteError("不是验证公钥（名称+编号+base64）", "not a verifier key (name+id+base64)")
    key = PublicKey(name, material[0], material[1:])
    if key.kind in CHECKED and len(key.public) != 32:
        raise NoteError("Ed25519公钥应为32字节", "an Ed25519 public key has 32 bytes")
    if written != key.id.hex():
        raise NoteError("公钥编号与公钥不符", "the id is not that of the key")
    return key


@dataclass(frozen=True)
class SecretKey:
    """A key to sign with."""

    name: str
    kind: int
    seed: bytes

    def __repr__(self) -> str:
        return f"SecretKey({self.name!r})"

    @property
    def public(self) -> PublicKey:
        """What its signatures are checked with."""
        return PublicKey(self.name, self.kind, self._private.public_key().public_bytes_raw())

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def named(self, name: str) -> SecretKey:
        """The same key under another name: its id there is another one."""
        return SecretKey(name, self.kind, self.seed)

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of the message."""
        return self._private.sign(message)

    def encode(self) -> str:
        """The key as its file holds it: PRIVATE+KEY+name+id+base64."""
        material = base64.b64encode(bytes([self.kind]) + self.seed).decode()
        return f"{_SECRET}{self.name}+{self.public.id.hex()}+{material}"


def secret_key(skey: str) -> SecretKey:
    """Read a signer key. Raises `NoteError`."""
    name, _, rest = skey.removeprefix(_SECRET).partition("+")
    written, _, encoded = rest.partition("+")
    material = unbase64(encoded)
    if not skey.startswith(_SECRET) or not is_name(name) or len(material) != 33 or material[0] not in CHECKED:
        raise NoteError("不是签名私钥", "not a signer key")
    key = SecretKey(name, material[0], material[1:])
    if written != key.public.id.hex():
        raise NoteError("私钥编号与私钥不符", "the id is not that of the key")
    return key


def sign(text: str, key: SecretKey) -> Signature:
    """The plain Ed25519 signature of a text. Raises `ValueError` for a key of another type."""
    if key.kind != ED25519:
        raise ValueError("this key signs with its time only")
    return Signature(key.name, key.public.id, key.sign(text.encode()))
