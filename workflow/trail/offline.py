#!/usr/bin/env python3
"""审决独立核验程序 / The offline verifier of a Shenjue log.

    python3 offline.py EXPORT_DIR [--trust FILE] [--rules FILE] [--noted SIZE ROOT] [--db URL_OR_PATH]
                       [--tsa CA.pem] [--at DATE] [--json] [--lang zh|en]

This one file checks an exported log, or the entries of one matter with their proofs, from nothing but the export, and what the reader holds from elsewhere: the keys he
trusts (--trust), the rules he believes (--rules), a size and root that somebody noted (--noted), the database itself
(--db), the certificates of a time stamping authority (--tsa: the stamps are then checked by `openssl ts`). It imports nothing of the program that wrote the log, and nothing but the standard library of Python 3.9 or
later; `cryptography` is wanted for signatures (and for SM3 where Python lacks it), `psycopg` for PostgreSQL.

It is read from top to bottom:  1 what is reported · 2 hashes and tree · 3 entries as bytes · 4 signed notes ·
5 evidence: checkpoints, trust, proofs, files · 6 the chain of entries · 7 replay of the procedure · 8 the database ·
9 the figures of a year · 10 the run · 11 the table of figures.

Exit: 0 sound; 1 tampered (every finding names its entry); 2 the evidence is incomplete; 3 wrong usage.
The form of the export is described in docs/verifier.md.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import collections
import datetime as dt
import hashlib
import hmac
import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple, Optional, Tuple  # noqa: UP035 - also runs on Python 3.9

UTC = dt.timezone.utc  # noqa: UP017 - also runs on Python 3.9
EPOCH = dt.datetime.fromtimestamp(0, UTC)
LATEST = 253_370_764_800  # the year 9999, beyond which no time is said
SOUND, TAMPERED, INCOMPLETE, USAGE = 0, 1, 2, 3


# ------------------------------------------------------------------------------------------- 1. what is reported


class Finding(NamedTuple):
    """One thing said: the entry it shows at (None: the log as a whole), its kind, and a sentence in both languages."""

    seq: Optional[int]  # noqa: UP045
    kind: str
    zh: str
    en: str


class Report:
    """Everything found, of which a thousand of a kind are listed and the others counted."""

    LISTED = 1000

    def __init__(self) -> None:
        self.problems: list[Finding] = []
        self.missing: list[Finding] = []
        self.remarks: list[Finding] = []
        self.counts: collections.Counter[str] = collections.Counter()
        self.size = 0
        self.roots: dict[str, str] = {}
        self.facts: list[Finding] = []
        self.part = False  # the entries of one matter alone

    def _add(self, name: str, found: Finding) -> None:
        self.counts[name] += 1
        listed: list[Finding] = getattr(self, name)
        if len(listed) < self.LISTED:
            listed.append(found)

    def problem(self, seq: int | None, kind: str, zh: str, en: str) -> None:
        """Say that something was tampered with."""
        self._add("problems", Finding(seq, kind, zh, en))

    def lacks(self, kind: str, zh: str, en: str) -> None:
        """Say that evidence is lacking."""
        self._add("missing", Finding(None, kind, zh, en))

    def remark(self, seq: int | None, kind: str, zh: str, en: str) -> None:
        """Say something for the reader to weigh."""
        self._add("remarks", Finding(seq, kind, zh, en))

    def fact(self, kind: str, zh: str, en: str) -> None:
        """Say what the log is."""
        self.facts.append(Finding(None, kind, zh, en))

    @property
    def exit(self) -> int:
        """The exit status."""
        return TAMPERED if self.counts["problems"] else INCOMPLETE if self.counts["missing"] else SOUND


class Unusable(Exception):
    """The export, or a file named, cannot be read at all."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


# ------------------------------------------------------------------------------------------- 2. hashes and tree


Digest = Callable[[bytes], bytes]


def sha256(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def sm3() -> Digest | None:
    """SM3 of Python's own OpenSSL, else of `cryptography`; None where neither has it."""
    try:
        begun = hashlib.new("sm3")  # copied, which is twice as quick as looking it up each time

        def copied(data: bytes) -> bytes:
            state = begun.copy()
            state.update(data)
            return state.digest()

        return copied
    except ValueError:
        pass
    try:
        from cryptography.hazmat.primitives.hashes import SM3, Hash
    except ImportError:
        return None

    def digest(data: bytes) -> bytes:
        state = Hash(SM3())
        state.update(data)
        return state.finalize()

    return digest


class Tree:
    """RFC 9162 section 2.1: a growing tree of which only the roots of complete subtrees are kept."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.size = 0
        self.peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf, given as its hash."""
        complete, self.size = self.size, self.size + 1
        while complete & 1:
            leaf = self.digest(b"\x01" + self.peaks.pop() + leaf)
            complete >>= 1
        self.peaks.append(leaf)

    def root(self) -> bytes:
        """The root so far."""
        if not self.peaks:
            return self.digest(b"")
        node = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            node = self.digest(b"\x01" + peak + node)
        return node


def root_by_path(digest: Digest, leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2); empty where it leads nowhere."""
    first, last, node = index, size - 1, leaf
    for each in path:
        if last == 0:
            return b""
        if first & 1 or first == last:
            node = digest(b"\x01" + each + node)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            node = digest(b"\x01" + node + each)
        first, last = first >> 1, last >> 1
    return b"" if last else node


# ------------------------------------------------------------------------------------------- 3. entries as bytes

ENVELOPE = frozenset(
    re.findall(
        "[a-z]+", "v log seq ts clk act res who name post as unit for via req obj ver from to rule law eff in pc prev"
    )
)
LIMIT = 16 * 1024
CLOSED = {
    "v": {"1"},
    "res": {"ok", "denied", "error"},
    "clk": {"ntp", "unsynced", "regressed", "demo"},
    "via": {"web", "cli", "job", "import", "demo"},
}
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{3}Z")
DECIMAL = re.compile("0|[1-9][0-9]{0,17}")
# by how much the time of an entry, that of the request, may lie before that of the one before it: others passed it by
PASSED_SECONDS = 30
# what a text holds only as an escape, and the mark of every escape
ESCAPED = bytes(range(32)) + b"\\"
# what stands between the quoted strings of an entry, by how many such marks there are
BETWEEN = {2 * pairs + 1: ["{", *[":", ","] * (pairs - 1), ":", "}"] for pairs in range(1, 61)}


class Flaw(Exception):
    """What is wrong with the bytes of an entry."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


class Reader:
    """Reads entries: one flat JSON object of strings each, in the canonical bytes of RFC 8785.

    An entry is canonical if writing it again gives the same bytes. For almost all entries this is seen without writing:
    where no character needs an escape, the text is an alternation of quoted strings and the marks between them, and only
    the order of the keys is left to check, once for every set of keys there is.
    """

    def __init__(self, acts: dict[str, list[str]], denied: list[str]) -> None:
        self.details = {act: frozenset("d." + key for key in keys) for act, keys in acts.items()}
        self.denied = frozenset("d." + key for key in denied)
        self.shapes: dict[tuple[str, ...], frozenset[str]] = {}
        self.kinds: set[tuple[Any, ...]] = set()

    def read(self, body: bytes) -> dict[str, str]:
        """The fields of an entry. Raises `Flaw`."""
        if len(body) > LIMIT:
            raise Flaw(f"超过{LIMIT}字节", f"longer than {LIMIT} bytes")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            raise Flaw("不是UTF-8编码", "not UTF-8") from None
        plain = len(body.translate(None, ESCAPED)) == len(body)
        fields = (self._plain(text) if plain else None) or self._escaped(text)
        kind = (fields["v"], fields["clk"], fields["via"], fields["res"], fields["act"], fields.details)
        if kind not in self.kinds:
            self._judge(fields)
            self.kinds.add(kind)
        return fields

    def _judge(self, fields: Fields) -> None:
        """Whether words and details are such as there are. Raises `Flaw`; what was found proper is not asked again."""
        for key, allowed in CLOSED.items():
            if fields[key] not in allowed:
                raise Flaw(f"{key}的值不在规定之列", f"the value of {key} is not one of those there are")
        expected = self.denied if fields["res"] == "denied" else self.details.get(fields["act"])
        if expected is None:
            raise Flaw(f"没有这种行为：{fields['act']!r}", f"there is no act {fields['act']!r}")
        if expected != fields.details:
            raise Flaw("明细的键与行为不符", "the details are not those of the act")

    def _plain(self, text: str) -> Fields | None:
        parts = text.split('"')
        marks = parts[::2]
        if marks != BETWEEN.get(len(marks)):
            return None
        keys = tuple(parts[1::4])
        details = self.shapes.get(keys)
        if details is None:
            details = self.shapes[keys] = shape(keys)
        fields = Fields(zip(keys, parts[3::4]))  # noqa: B905 - as many values as keys, as the marks have shown
        fields.details = details
        return fields

    def _escaped(self, text: str) -> Fields:
        def unique(pairs: list[tuple[str, Any]]) -> Fields:
            if len({key for key, _ in pairs}) < len(pairs):
                raise Flaw("键重复", "a key occurs twice")
            return Fields(pairs)

        try:
            fields = json.loads(text, object_pairs_hook=unique)
        except (ValueError, RecursionError):
            raise Flaw("不是JSON", "not JSON") from None
        if not isinstance(fields, Fields) or not all(isinstance(value, str) for value in fields.values()):
            raise Flaw("不是只含字符串的JSON对象", "not a JSON object of strings")
        fields.details = shape(tuple(fields))
        again = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        # RFC 8785 escapes as Python does, except that Python leaves DEL as it is, as RFC 8785 does too
        if again != text:
            raise Flaw("不是规范字节（RFC 8785）", "not canonical bytes (RFC 8785)")
        return fields


class Fields(dict):  # type: ignore[type-arg]
    """The fields of an entry, and which of its keys are details."""

    __slots__ = ("details",)
    details: frozenset[str]


def shape(keys: tuple[str, ...]) -> frozenset[str]:
    """The details among the keys of an entry. Raises `Flaw` unless the keys are sorted and hold the whole envelope."""
    # keys are ASCII, so that the order of their characters is the one RFC 8785 asks for
    if list(keys) != sorted(set(keys)) or not all(key.isascii() for key in keys):
        raise Flaw("键重复或者未按序排列", "the keys are not sorted, or one occurs twice")
    details = frozenset(keys) - ENVELOPE
    if len(keys) - len(details) != len(ENVELOPE) or not all(key.startswith("d.") for key in details):
        raise Flaw("键与规定的信封不符", "the keys are not those of the envelope")
    return details


# ------------------------------------------------------------------------------------------- 4. signed notes


class Key(NamedTuple):
    """A key to check signatures with (c2sp.org/signed-note): name, short id, type, and the 32 bytes of Ed25519."""

    name: str
    id: bytes
    kind: int
    public: bytes


def unbase64(text: str) -> bytes:
    """Standard base64 in the one way it can be written; empty for anything else."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if base64.b64encode(data).decode() == text else b""


def key_of(vkey: str) -> Key:
    """Read name+id+base64. Raises `Unusable`."""
    name, _, rest = vkey.partition("+")
    written, _, encoded = rest.partition("+")
    material = unbase64(encoded)
    if not name or not material or written != sha256(name.encode() + b"\n" + material)[:4].hex():
        raise Unusable(f"信任文件中的公钥不合规范：{name}", f"a key of the trust file is not one: {name}")
    return Key(name, bytes.fromhex(written), material[0], material[1:])


class Note(NamedTuple):
    """A checkpoint: what is signed, and who signed it."""

    text: str
    origin: str
    size: int
    root: bytes
    signatures: list[tuple[str, bytes, bytes]]  # name, short id, what it made


def notes_of(data: str) -> list[Note]:
    """The notes of a checkpoint file (c2sp.org/tlog-checkpoint), one for each hash. Raises `ValueError`."""
    blocks = data.rstrip("\n").split("\n\n")
    notes = []
    for text, lines in zip(blocks[::2], blocks[1::2]):  # noqa: B905 - an odd number is refused below
        origin, size, top = text.split("\n")
        signatures = []
        for line in lines.split("\n"):
            dash, name, encoded = line.split(" ")
            made = unbase64(encoded)
            if dash != "—" or not name or "+" in name or len(made) < 5:
                raise ValueError("a line of signature")
            signatures.append((name, made[:4], made[4:]))
        if not origin or not DECIMAL.fullmatch(size) or len(unbase64(top)) != 32:
            raise ValueError("a checkpoint")
        notes.append(Note(text + "\n", origin, int(size), unbase64(top), signatures))
    if len(blocks) % 2 or data != "\n\n".join(blocks) + "\n":
        raise ValueError("a checkpoint file")
    return notes


def ed25519() -> Callable[[bytes, bytes, bytes], bool] | None:
    """The check of a signature: key, signature, message; None without the library."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return None

    def holds(public: bytes, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    return holds


def signed_at(note: Note, key: Key, holds: Callable[[bytes, bytes, bytes], bool]) -> list[int]:
    """The times of the key's signatures (0 for a log's own, which has none). Raises `ValueError` where one is false."""
    times: list[int] = []
    if key.kind not in (1, 4):
        return times  # a kind of signature that is not checked here counts for nothing
    for name, key_id, made in note.signatures:
        if (name, key_id) != (key.name, key.id):
            continue
        message, seconds = note.text, 0
        if key.kind == 4:  # c2sp.org/tlog-cosignature: eight bytes of time before the signature
            seconds, made = int.from_bytes(made[:8], "big"), made[8:]
            message = f"cosignature/v1\ntime {seconds}\n{note.text}"
        if not holds(key.public, made, message.encode()):
            raise ValueError(key.name)
        times.append(seconds)
    return times


# ------------------------------------------------------------------------------------------- 5. evidence

TOLERANCE = dt.timedelta(minutes=5)  # by how much the clock of a witness may lag behind that of the log


def hash_of(origin: str) -> str:
    """The hash an origin means: C2SP knows SHA-256 alone, the same log under SM3 is another origin."""
    return "sm3" if origin.endswith("/sm3") else "sha256"


EPOCH_OF = re.compile("(.+)/e([1-9][0-9]{0,5})")


def parted(origin: str) -> tuple[str, int]:
    """The log an origin belongs to, whatever its hash, and its epoch: after a loss a log goes on under a new origin."""
    plain = re.sub("/sm3$", "", origin)
    found = EPOCH_OF.fullmatch(plain)
    return (found[1], int(found[2])) if found else (plain, 1)


class Due(NamedTuple):
    """A root that the log must have at a size, and who says so; `epoch` is 0 where that was not told."""

    hash: str
    root: bytes
    source: str
    witnessed: dt.datetime | None
    epoch: int


class Opening(NamedTuple):
    """The first entry of an epoch after a loss: how many entries were recovered, up to which the lost ones were signed."""

    seq: int
    epoch: int
    signed: int
    said: tuple[str, str]


class Evidence:
    """What the log is held against: size → the roots that are due there."""

    def __init__(self, report: Report, origin: str, trust: dict[str, Any] | None, now: dt.datetime) -> None:
        self.report, self.origin, self.now = report, origin, now
        self.due: dict[int, list[Due]] = collections.defaultdict(list)
        self.files = 0
        self.texts: dict[int, list[tuple[str, int]]] = collections.defaultdict(list)  # size → texts, with their epochs
        self.newest = EPOCH
        self.witnessed: list[tuple[str, int]] = []
        self.openings: list[Opening] = []
        self.in_vain = False  # what the reader noted was of entries that are lost
        self.lost: set[int] = set()  # sizes without the name of their epoch that may be of before a loss
        self.trusted = trust is not None
        trust = trust or {}
        self.logs = {
            log["origin"]: ([key_of(each) for each in log["keys"]], int(log.get("quorum", 0)))
            for log in trust.get("logs", [])
        }
        # the hashes that the reader wants witnessed
        self.wanted = {hash_of(each) for each in {origin, *self.logs} & {origin, origin + "/sm3"}}
        self.witnesses = [key_of(each["key"]) for each in trust.get("witnesses", [])]
        self.revoked = {key_of(each["key"]): int(each.get("size", 0)) for each in trust.get("revoked", [])}
        self.within = min(int(trust.get("newest_within_days", 31)), 36_500)
        self.holds = ed25519()

    def note(self, size: int, root: bytes, source: str, hash: str = "sha256") -> None:
        """Expect a root at a size."""
        self.due[size].append(Due(hash, root, source, None, 0))

    def checkpoint(self, name: str, data: str) -> None:
        """Take in a checkpoint file: its signatures now, its roots when the reading has come that far."""
        self.files += 1
        try:
            notes = notes_of(data)
        except ValueError:
            zh, en = f"检查点文件{name}不合规范", f"the checkpoint file {name} is not one"
            self.report.problem(None, "checkpoint", zh, en)
            return
        for note in notes:
            self.take(name, note)

    def take(self, name: str, note: Note) -> None:
        """Take in one note, of a checkpoint file or of a receipt."""
        (log, epoch), (ours, newest) = parted(note.origin), parted(self.origin)
        if log == ours and epoch <= newest:
            judged = self.judged(name, note)
            self.due[note.size].append(Due(hash_of(note.origin), note.root, name, judged, epoch))
            if hash_of(note.origin) == "sha256":
                self.texts[note.size].append((note.text, epoch))
        else:
            zh, en = f"{name}属于另一日志{note.origin}", f"{name} is of another log, {note.origin}"
            self.report.problem(None, "checkpoint", zh, en)

    def judged(self, name: str, note: Note) -> dt.datetime | None:
        """When enough witnesses had cosigned, for a checkpoint its log signed; None for any other."""
        if not self.trusted or self.holds is None:
            return None
        keys, quorum = self.logs.get(note.origin, ([], 0))
        times: dict[bool, dict[str, int]] = {False: {}, True: {}}
        for cosigning, key in [(False, key) for key in keys] + [(True, key) for key in self.witnesses]:
            try:
                found = signed_at(note, key, self.holds)
            except ValueError:
                zh, en = f"{name}上{key.name}的签名不成立", f"the signature of {key.name} on {name} does not hold"
                self.report.problem(None, "signature", zh, en)
                return None
            if found and note.size <= self.revoked.get(key, note.size):
                times[cosigning][key.name] = max(found)
        if not times[False]:
            zh, en = f"{name}没有所信任的日志签名", f"{name} has no signature of a trusted key of the log"
            self.report.lacks("unsigned", zh, en)
            return None
        if len(times[True]) < quorum:
            return None
        moments = [dt.datetime.fromtimestamp(min(each, LATEST), UTC) for each in times[True].values()]
        self.witnessed.append((note.origin, note.size))
        if hash_of(note.origin) == "sha256":
            self.newest = max([*moments, self.newest])
        # what one witness saw was there when it saw it
        return min(moments, default=None)

    def after(self, epoch: int) -> Opening | None:
        """The epoch opened next after this one, as far as the entries were read."""
        return next((each for each in self.openings if epoch and each.epoch > epoch), None)

    def reach(self) -> int:
        """How far the witnessed checkpoints reach, under every hash wanted: over entries that are there, not lost ones."""
        reached = dict.fromkeys(self.wanted, -1)
        for origin, size in self.witnessed:
            following = self.after(parted(origin)[1])
            if hash_of(origin) in reached and (following is None or size <= following.seq):
                reached[hash_of(origin)] = max(reached[hash_of(origin)], size)
        return min(reached.values())

    def losses(self, covered: int) -> None:
        """Name the entries lost: evidence is lacking until somebody outside vouches for the epoch that states it."""
        for each in self.openings:
            zh, en = each.said
            if covered > each.seq:
                self.report.remark(each.seq, "lost", zh, en)
            else:
                self.report.lacks("lost", f"{zh}，尚无外部证据", f"{en}; nobody outside vouches for that yet")

    def conclude(self, size: int, noted: int) -> None:
        """Say what evidence lacks, once everything is read. `noted`: how many entries the reader had a root for."""
        lacks, reach = self.report.lacks, self.reach()
        noted = 0 if self.in_vain else noted
        if not (noted or self.files):
            lacks("checkpoint", "没有检查点", "there is no checkpoint")
        elif not (noted or self.trusted):
            lacks("trust", "没有给出信任文件，未核对签名", "no trust file was given: signatures were not checked")
        elif not noted and self.holds is None:
            lacks("library", "没有cryptography库，未核对签名", "signatures were not checked: cryptography is missing")
        elif self.trusted and reach <= 0:
            lacks("quorum", "没有检查点取得足够的见证签名", "no checkpoint has enough cosignatures")
        if EPOCH < self.newest < self.now - dt.timedelta(days=self.within):
            zh = f"最近一次见证已超过{self.within}天（{self.newest:%Y-%m-%d}）"
            en = f"the newest cosignature is more than {self.within} days old ({self.newest:%Y-%m-%d})"
            lacks("age", zh, en)
        covered = max(reach, noted, 0)
        self.losses(covered)
        if covered < size:
            zh = f"第{covered}号至第{size - 1}号条目尚无外部证据"
            en = f"nothing from outside vouches for the entries {covered} to {size - 1} yet"
            self.report.remark(covered, "uncovered", zh, en)


STAMPED = re.compile(r"Time stamp: ([A-Z][a-z]{2}) +(\d+) (\d\d):(\d\d):(\d\d)(\.\d+)? (\d{4}) GMT")
EXACT = re.compile(r"Accuracy: (?:0x([0-9A-Fa-f]+) seconds|\w+ seconds)(.*0x)?")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Stamps:
    """Time stamps of RFC 3161 on the texts of checkpoints: no entry that one covers was written later than it says.

    They are checked by `openssl ts -verify` with the certificates the reader trusts (`authorities`, PEM), as of the time
    stamped. Without OpenSSL or without certificates it is only said that they are there, and how to check them.
    """

    def __init__(self, report: Report, evidence: Evidence, export: Path, listed: list[str], authorities: str) -> None:
        self.report, self.evidence, self.authorities = report, evidence, authorities
        self.program = shutil.which("openssl")
        self.able = bool(self.program and authorities) and self.asked()
        folder = export / "stamps"
        if "stamps" in listed and not folder.is_dir():
            report.lacks("stamps", "清单载明的stamps目录缺失", "the folder stamps of the manifest is missing")
        for file in sorted(folder.glob("*.tsr")):
            self.take(file)

    def asked(self) -> bool:
        """Whether the OpenSSL of this machine runs and knows time stamps."""
        try:
            return "Hash Algorithm" in self.run("-query", "-digest", "00" * 32, "-sha256", "-text")
        except (OSError, subprocess.SubprocessError):
            return False

    def take(self, file: Path) -> None:
        """Check a stamp, named by the size of its checkpoint."""
        name, size = f"stamps/{file.name}", file.name.partition("-")[0]
        texts = self.evidence.texts.get(int(size), []) if re.fullmatch("[0-9]{1,18}", size) else []
        digests = [hashlib.sha256(text.encode()).hexdigest() for text, _ in texts]
        if not digests:
            zh, en = f"{name}没有对应的检查点", f"there is no checkpoint for {name}"
            self.report.problem(None, "stamp", zh, en)
            return
        if not self.able:
            command = f"openssl ts -verify -digest {digests[0]} -in {name} -CAfile CA.pem"
            zh, en = (
                f"{name}为时间戳，未核对；核对：{command}",
                f"{name} is a time stamp and was not checked: {command}",
            )
            self.report.remark(None, "stamp", zh, en)
            return
        try:
            self.verified(file, name, int(size), digests, [epoch for _, epoch in texts])
        except (OSError, subprocess.SubprocessError) as error:
            zh, en = f"{name}未能核对（{error}）", f"{name} could not be checked ({error})"
            self.report.lacks("stamp", zh, en)

    def verified(self, file: Path, name: str, size: int, digests: list[str], epochs: list[int]) -> None:
        """Hold a stamp against the texts of its checkpoint. Raises what running OpenSSL raises."""
        told = self.run("-reply", "-in", str(file), "-text")
        when, exact = STAMPED.search(told), EXACT.search(told)
        if not when or when[1] not in MONTHS:
            zh, en = f"{name}不是时间戳", f"{name} is no time stamp"
            self.report.problem(None, "stamp", zh, en)
            return
        moment = dt.datetime(
            *(int(when[7]), MONTHS.index(when[1]) + 1, int(when[2]), int(when[3]), int(when[4]), int(when[5])),
            tzinfo=UTC,
        )
        checking = ("-in", str(file), "-CAfile", self.authorities, "-attime", str(int(moment.timestamp())))
        said = ""
        for digest, epoch in zip(digests, epochs):  # noqa: B905 - as many; also runs on Python 3.9
            said = self.run("-verify", "-digest", digest, *checking)
            if "Verification: OK" in said:
                # a second more than it says: it may tell fractions
                seconds = int(exact[1], 16) if exact and exact[1] else 0
                part = bool(when[6] or (exact and exact[2]))  # fractions count as a second
                self.holds(size, epoch, name, moment + dt.timedelta(seconds=seconds + part))
                return
        if "certificate verify error" in said:
            zh, en = f"{name}不是所信任的机构签发的", f"{name} is not of an authority whose certificate was given"
            self.report.lacks("stamp", zh, en)
        elif "Verification: FAILED" not in said:
            # an older program that knows an option otherwise: nothing is wrong with the stamp
            why = said.strip().rpartition("\n")[2][:200]
            self.report.lacks("stamp", f"{name}未能核对（{why}）", f"{name} could not be checked ({why})")
        else:
            zh, en = f"{name}不成立", f"the time stamp {name} does not hold, or is not on its checkpoint"
            self.report.problem(None, "stamp", zh, en)

    def holds(self, size: int, epoch: int, name: str, by: dt.datetime) -> None:
        """Nothing that the checkpoint covers is later."""
        zh = f"前{size}条不晚于{by:%Y-%m-%d %H:%M:%S}Z写入（时间戳{name}）"
        en = f"the first {size} entries were written no later than {by:%Y-%m-%d %H:%M:%S}Z (time stamp {name})"
        self.report.fact("stamp", zh, en)
        known = [each for each in self.evidence.due[size] if (each.hash, each.epoch) == ("sha256", epoch)]
        self.evidence.due[size] += [each._replace(source=name, witnessed=by) for each in known]

    def run(self, *arguments: str) -> str:
        """What OpenSSL says."""
        done = subprocess.run(  # noqa: S603 - a program of the machine, on a file of the export
            [str(self.program), "ts", *arguments], capture_output=True, timeout=60, check=False
        )
        return (done.stdout + done.stderr).decode("utf-8", "replace")


class Receipts:
    """Inclusion proofs of c2sp.org/tlog-proof kept with the export: each must lead from its entry to its checkpoint."""

    def __init__(self, report: Report, evidence: Evidence, folder: Path, hashes: dict[str, Digest]) -> None:
        self.report, self.hashes = report, hashes
        self.waiting: dict[int, list[tuple[str, Note, list[bytes]]]] = collections.defaultdict(list)
        for file in sorted(folder.glob("*.tlog-proof")):
            try:
                head, _, rest = file.read_text("utf-8").partition("\n\n")
                lines = [line for line in head.split("\n") if not line.startswith("extra ")]
                if lines[0] != "c2sp.org/tlog-proof@v1" or not DECIMAL.fullmatch(lines[1].replace("index ", "", 1)):
                    raise ValueError(file.name)
                (note,) = notes_of(rest)
                self.waiting[int(lines[1][6:])].append((file.name, note, [unbase64(line) for line in lines[2:]]))
                evidence.take(file.name, note)
            except (ValueError, IndexError):
                report.problem(None, "proof", f"证明文件{file.name}不合规范", f"the proof file {file.name} is not one")

    def check(self, seq: int, body: bytes) -> None:
        """Check the proofs of an entry."""
        for name, note, path in self.waiting.pop(seq, ()):
            digest = self.hashes.get(hash_of(note.origin))
            if digest and root_by_path(digest, digest(b"\x00" + body), seq, note.size, path) != note.root:
                zh, en = f"证明文件{name}不能证明此条目", f"the proof file {name} does not prove this entry"
                self.report.problem(seq, "proof", zh, en)

    def conclude(self) -> None:
        """Name the proofs whose entry was never met."""
        for seq, files in self.waiting.items():
            for name, _, _ in files:
                zh, en = f"证明文件{name}所指的条目不存在", f"the entry of the proof file {name} is not there"
                self.report.problem(seq, "proof", zh, en)


SHA = re.compile("[0-9a-f]{64}")
FACT = re.compile("(0|[1-9][0-9]{0,17})-([a-z_]+)[.]json")


class YearReport(NamedTuple):
    """The figures of a year as an export carries them: up to which day, over how many entries of the log.

    `text`: what was handed upward with them, where it was: its version, its sections as they were read, the paragraph on
    lawful decisions with the keys of its figures, and the figures of the year before, which are a report of their own here.
    """

    name: str
    year: int
    until: str
    size: int
    figures: list[dict[str, Any]]
    text: Optional[dict[str, Any]] = None  # noqa: UP045


class Sum:
    """A figure that the table does not know, held against the entries it names: their number, or the sum of a detail."""

    def __init__(self, name: str, value: Any, counted: str, until: str, entries: list[int]) -> None:
        self.name, self.value, self.counted, self.until, self.entries = name, value, str(counted), until, entries
        self.total = 0
        self.late = False

    def take(self, entry: dict[str, str]) -> None:
        """Add one of its entries, which is of no later day than the figure."""
        told = entry.get("d." + self.counted, "")
        self.total += 1 if self.counted == "entries" else int(told) if DECIMAL.fullmatch(told) else 0
        self.late = self.late or (entry["eff"] or china(entry["ts"][:13])) > self.until

    def wrong(self) -> bool:
        """Whether it is another one than its entries make."""
        return self.late or (self.counted != "" and self.value != self.total)


class Carried:
    """What an export carries besides the log: files, facts and reports, each held against what the entries say of it.

    A file is named by its SHA-256: by the entry of a draft, or by a fact. A fact is what an entry committed to, with the
    salt of the commitment. A report says over which entries it was made, with their root; its figures are counted again.
    """

    def __init__(self, report: Report, evidence: Evidence, export: Path, listed: list[str]) -> None:
        self.report, self.evidence, self.export = report, evidence, export
        for kind in sorted({"files", "facts", "reports"} & set(listed)):
            if not (export / kind).is_dir():
                report.lacks(kind, f"清单载明的{kind}目录缺失", f"the folder {kind} of the manifest is missing")
        # what a file is called by its place, and what it is
        stored = [each for each in sorted((export / "files").rglob("*")) if each.is_file()]
        self.files = {called(each.relative_to(export / "files").parts): digest_of(each) for each in stored}
        self.has_files = (export / "files").is_dir()
        self.named: dict[str, int] = {}
        self.facts: dict[int, list[tuple[str, Path]]] = collections.defaultdict(list)
        for file in sorted((export / "facts").glob("*.json")):
            found = FACT.fullmatch(file.name)
            if found:
                self.facts[int(found[1])].append((found[2], file))
            else:
                report.problem(None, "fact", f"facts/{file.name}不合规范", f"facts/{file.name} is none")
        self.years: list[YearReport] = []
        self.kept: list[dict[str, str]] = []
        self.drafted: dict[tuple[str, str], int] = {}  # year and version of a text → its entry
        self.submitted: dict[tuple[str, str], set[str]] = collections.defaultdict(set)  # → the sizes handed upward
        self.read = 0  # how many entries were read without one missing
        self.sums: list[Sum] = []
        self.resting: dict[int, list[Sum]] = collections.defaultdict(list)
        for file in sorted((export / "reports").glob("*.json")):
            self.take_report(file)

    def take_report(self, file: Path) -> None:
        """A report rests on so many entries with this root, and on no other entry."""
        name = f"reports/{file.name}"
        try:
            told = json.loads(file.read_text("utf-8"))
            size, root = told["log"]["size"], bytes.fromhex(told["log"]["root"])
            notes = notes_of(told["checkpoint"]) if told["checkpoint"] else []
            year, until = told["year"], dt.date.fromisoformat(told["as_of"])
            text = told.get("text")
            if text is not None and not all(isinstance(each, str) for each in [*text["sections"], text["paragraph"]]):
                raise ValueError(name)
            parts = [YearReport(name, year, told["as_of"], size, told["figures"], text)]
            if text is not None and text.get("before") is not None:
                of = f"{name} {year - 1}"
                parts.append(YearReport(of, year - 1, f"{year - 1}-12-31", size, text["before"]))
            figures = [(part, each) for part in parts for each in part.figures]
            sums = [
                Sum(f"{part.name} {each['key']}", each["value"], each["counted"], part.until, each["entries"])
                for part, each in figures
                if way_of(each["key"]) is None
            ]
            last = max((seq for _, each in figures for seq in each["entries"]), default=-1)
            if not isinstance(size, int) or len(root) != 32 or not -1 <= last < max(size, 0) + (last == -1):
                raise ValueError(name)
            if until.year != year or until.isoformat() != told["as_of"]:
                raise ValueError(name)
            for _, figure in figures:
                figure["unit"]["en"].strip()
                str(figure["value"])
            self.in_words(name, told, {str(each["value"]) for each in told["figures"]})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            self.report.problem(None, "report", f"{name}不合规范", f"{name} is no report of a log")
            return
        self.evidence.note(size, root, name)
        for note in notes:
            self.evidence.take(name, note)
        self.years += parts
        self.sums += sums
        for each in sums:
            for seq in set(each.entries):
                self.resting[seq].append(each)

    def in_words(self, name: str, told: dict[str, Any], values: set[str]) -> None:
        """The paragraph of a report, and its two ways to one number, say nothing that is no figure of it."""
        said = told.get("paragraph", {}).get("zh", "")
        loose = [number for number in typed(said) if number not in values]
        if loose:
            zh = f"{name}的段落中有数字不是其中的数字：{'、'.join(loose[:10])}"
            en = f"numbers in the paragraph of {name} are none of its figures: {', '.join(loose[:10])}"
            self.report.problem(None, "sentence", zh, en)
        for each in told.get("checks", ()):
            if each["holds"] is not (each["first"] == each["second"]):
                zh, en = f"{name}的互相印证不成立", f"a check of {name} does not hold as it says"
                self.report.problem(None, "sentence", zh, en)

    def take(self, seq: int, entry: dict[str, str]) -> None:
        """Follow an entry: the figures that rest on it, the files it names, and the facts that came with it."""
        if self.years:
            self.read += seq == self.read
            kept = kept_of(seq, entry)
            if kept:
                self.kept.append(kept)
            if entry["res"] == "ok" and entry["act"] in ("report.drafted", "report.submitted"):
                which = entry["d.year"], entry["d.version"]
                if entry["act"] == "report.drafted":
                    self.drafted[which] = seq
                else:
                    self.submitted[which].add(entry["d.size"])
        for each in self.resting.pop(seq, ()):
            each.take(entry)
        # files of a draft or of the ledger, and a file of which rows were imported
        for digest in (*entry.get("d.files", "").split(";"), entry.get("d.file", "")):
            if SHA.fullmatch(digest):
                self.name(seq, digest)
        for kind, file in self.facts.pop(seq, ()):
            self.fact(seq, entry, kind, file)

    def fact(self, seq: int, entry: dict[str, str], kind: str, file: Path) -> None:
        """Hold a fact against the commitment of its entry."""
        pairs = [each.partition("=") for key in ("in", "pc") for each in entry[key].split(";")]
        promised, body = {name: made for name, _, made in pairs}.get(kind, ""), file.read_bytes()
        beside = file.with_suffix(".salt.txt")
        if not beside.is_file():
            zh, en = f"facts/{file.name}没有随机数，无法核对", f"facts/{file.name} has no salt: not compared"
            self.report.lacks("fact", zh, f"{en} (entry {seq})")
            return
        written = beside.read_text("utf-8", "replace").strip()
        salt = bytes.fromhex(written) if re.fullmatch("[0-9a-f]{32}", written) else b""
        made = hmac.new(salt, kind.encode() + b"\x00" + body, hashlib.sha256)
        if len(salt) != 16 or promised != "c1:" + made.hexdigest():
            zh, en = f"facts/{file.name}与条目的承诺值不符", f"facts/{file.name} is not what the entry committed to"
            self.report.problem(seq, "fact", zh, en)
            return
        for digest in re.findall(rb'"digest":"([0-9a-f]{64})"[^{}]*"media_type"', body):
            self.name(seq, digest.decode())

    def reread(self, told: YearReport, text: dict[str, Any], counted: dict[str, Counted]) -> None:
        """Hold the text that was handed upward against the one entered, with the figures as they were counted again."""
        which = str(told.year), str(text.get("version"))
        if str(told.size) not in self.submitted[which]:
            zh, en = f"{told.name}没有相应的上报条目", f"no entry says that {told.name} was handed upward so"
            self.report.problem(self.drafted.get(which), "report", zh, en)
        file = self.export / "facts" / f"{self.drafted.get(which)}-annual_text.json"
        try:
            fact = json.loads(file.read_text("utf-8"))
            entered = [words(each["text"]) for each in fact["sections"]]
            if (fact["year"], fact["until"], len(entered)) != (told.year, told.until, len(text["sections"])):
                raise KeyError(file.name)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            zh = f"{told.name}没有登记的报告正文（facts/{file.name}），正文中的数字未核对"
            en = f"the text of {told.name} as it was entered (facts/{file.name}) is not here: its sentences were not read"
            self.report.lacks("sentences", zh, en)
            return
        reread(self.report, told, self.drafted[which], list(zip(entered, text["sections"])), counted)  # noqa: B905

    def name(self, seq: int, digest: str) -> None:
        """An entry or its fact names a file: it is there, and is that file."""
        if not self.has_files or digest in self.named:
            return
        self.named[digest] = seq
        found = self.files.get(digest)
        if found is None:
            zh, en = f"第{seq}号条目所载文件{digest}缺失", f"the file {digest} that entry {seq} names is missing"
            self.report.lacks("file", zh, en)
        elif found != digest:
            zh, en = f"文件{digest}的内容与条目所载摘要不符", f"the file {digest} is not what the entry says it is"
            self.report.problem(seq, "file", zh, en)

    def conclude(self, ends: dict[str, frozenset[str]]) -> None:
        """Name the figures that are not what the log makes of them, and what belongs to no entry."""
        counted: dict[str, dict[str, Counted]] = {}
        for told in self.years:
            if told.size > self.read or told.size in self.evidence.lost:
                zh = f"{told.name}所据的{told.size}条日志不全在导出中，数字未重新计算"
                en = f"the {told.size} entries of {told.name} are not all in the export: its figures were not counted again"
                self.report.lacks("figures", zh, en)
            else:
                counted[told.name] = recount(self.report, told, self.kept, ends)
        for told in self.years:
            if told.text is not None and told.name in counted:
                last = counted.get(f"{told.name} {told.year - 1}", {})
                known = counted[told.name] | {f"{BEFORE}{key}": value for key, value in last.items()}
                self.reread(told, told.text, known)
        for each in self.sums:
            zh, en = f"{each.name}不能由日志重新计算", f"{each.name} is none that can be counted again from the log"
            self.report.lacks("figures", zh, en)
            if each.wrong():
                zh, en = (
                    f"{each.name}为{each.value!r}，所据条目为{each.total}",
                    f"{each.name} is {each.value!r}, its entries ",
                )
                self.report.problem(min(each.entries, default=None), "figure", zh, f"{en}make {each.total}")
        for seq, facts in self.facts.items():
            for _, file in facts:
                zh, en = f"facts/{file.name}所属的条目不存在", f"the entry of facts/{file.name} is not there"
                self.report.problem(seq, "fact", zh, en)
        for name, found in self.files.items():
            if name in self.named:
                continue
            if name != found:
                self.report.problem(
                    None, "file", f"文件{name}与其摘要不符", f"the file {name} is not what its name says"
                )
            else:
                self.report.remark(
                    None, "file", f"文件{name}未见于所导出的条目", f"no entry here names the file {name}"
                )
        if self.has_files:
            self.report.fact("files", f"文件：{len(self.named)}", f"files: {len(self.named)}")


def called(parts: tuple[str, ...]) -> str:
    """What a file is called by its place: the digest in two parts, as in the store, or a folder of that name."""
    return parts[0] if SHA.fullmatch(parts[0]) else "".join(parts)


def digest_of(file: Path) -> str:
    """The SHA-256 of a file in hex."""
    state = hashlib.sha256()
    with file.open("rb") as stream:
        for chunk in iter(lambda: stream.read(1 << 20), b""):
            state.update(chunk)
    return state.hexdigest()


# ------------------------------------------------------------------------------------------- 6. the chain of entries


REOPENED = "log.reopened"
MARK = REOPENED.encode()
REQUESTED, ERASED, DECLINED = "pii.requested", "pii.erased", "pii.declined"
# personal data that may be erased, by the kind they are committed to as, and the act whose entry commits to them
PERSONAL = {
    "opinion_sender": "participation.receive",
    "hearing_registrant": "hearing.register",
    "suggestion_sender": "execution.suggest",
}
PERSONAL_MARK = re.compile(("(" + "|".join(PERSONAL) + ")=").encode())


class Erasures:
    """What was erased of personal data: asked for by one person, approved by another, and named by its entry.

    The entries themselves never lose anything. `erased` is what may be missing beside them: entry and kind.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.asked: dict[str, tuple[str, str, str, str]] = {}
        self.erased: dict[tuple[int, str], int] = {}

    def take(self, seq: int, entry: dict[str, str]) -> None:
        """Follow an entry."""
        act = entry["act"]
        if entry["res"] != "ok" or act not in (REQUESTED, ERASED, DECLINED):
            return
        number, kind = target = entry["d.entry"], entry["d.evidence"]
        if act == REQUESTED:
            self.asked[entry["obj"]] = (*target, str(seq), entry["who"])
            return
        asked = self.asked.pop(entry["obj"], None)
        if act == DECLINED:
            return
        proper = (
            kind in PERSONAL
            and entry["obj"].partition("/")[0] == kind
            and bool(DECIMAL.fullmatch(number))
            and int(number) < seq
            and asked == (*target, entry["d.request"], entry["d.asked_by"])
            and "" != entry["who"] != entry["d.asked_by"]
            and (int(number), kind) not in self.erased
        )
        if proper:
            self.erased[int(number), kind] = seq
        else:
            self.report.problem(seq, "erasure", "个人信息删除不成立", "an erasure that is not a proper one")

    def conclude(self, bodies: Iterator[bytes]) -> None:
        """Each names personal data that an entry committed to apart: read once more, where anything was erased."""
        wanted = collections.defaultdict(list)
        for (number, kind), seq in self.erased.items():
            wanted[number].append((kind, seq))
        for number, body in enumerate(bodies if wanted else ()):
            for kind, seq in wanted.get(number, ()):
                if kind not in committed(body):
                    zh, en = f"第{number}号条目没有承诺{kind}", f"the entry {number} commits to no {kind}"
                    self.report.problem(seq, "erasure", f"个人信息删除不成立：{zh}", f"not a proper erasure: {en}")
        if self.erased:
            zh, en = f"依申请删除个人信息：{len(self.erased)}件", f"personal data erased on request: {len(self.erased)}"
            self.report.fact("erased", zh, en)


def committed(body: bytes) -> dict[str, str]:
    """Kind → commitment to the personal data that came with an entry; none for any other, or what cannot be read."""
    if not PERSONAL_MARK.search(body):
        return {}
    try:
        entry = json.loads(body)
        pairs = [each.partition("=") for each in entry["pc"].split(";")] if entry["res"] == "ok" else []
        return {kind: made for kind, _, made in pairs if PERSONAL.get(kind) == entry["act"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


ACCOUNT = {"person.created", "person.changed", "password.changed"}  # the acts that make an account what it is


class Account(NamedTuple):
    """How an account stands since an entry: the day of that, who entered it, the roles, and what its holder is called."""

    since: int
    day: str
    by: str
    roles: list[str]
    called: tuple[str, str, str]


class Accounts:
    """Accounts as the entries tell of them: made, or changed by somebody; one's own new password changes nothing."""

    def __init__(self) -> None:
        self.known: dict[str, Account] = {}

    def take(self, seq: int, entry: dict[str, str]) -> None:
        """Follow an entry."""
        act, person = entry["act"], entry["obj"][len("person/") :]
        if act not in ACCOUNT or entry["res"] != "ok" or (act == "password.changed" and entry["who"] == person):
            return
        before = self.known.get(person)
        if act != "password.changed":
            roles, called = entry["d.roles"].split(";"), (entry["d.name"], entry["d.post"], entry["d.unit"])
        elif before:
            roles, called = before.roles, before.called
        else:
            return
        self.known[person] = Account(seq, entry["ts"][:10], entry["name"] or entry["who"], roles, called)

    def signed(self, entry: dict[str, str], which: str) -> Account | None:
        """The account of one of the two who sign an opening; None unless it stands as the opening says."""
        person, role = entry[f"d.{which}_by"].split(";")[:2]
        found = self.known.get(person)
        return found if found and role in found.roles and entry[f"d.{which}_since"] == str(found.since) else None


class Chain:
    """Reads entry after entry: bytes, tree, numbers, clocks, links. What is kept grows with the matters, not the entries."""

    def __init__(
        self, report: Report, reader: Reader, evidence: Evidence, receipts: Receipts, hashes: dict[str, Digest]
    ) -> None:
        self.report, self.reader, self.evidence, self.receipts = report, reader, evidence, receipts
        self.trees = {name: Tree(digest) for name, digest in hashes.items()}
        self.last_leaf: dict[str, bytes] = {}
        self.latest = ""
        self.latest_moment = ("", 0)  # the latest time of a real clock, and the entry that has it
        self.agreed = 0
        self.dates: set[str] = set()
        self.origin = ""  # of the epoch that was reached
        self.accounts = Accounts()

    def take(self, seq: int, body: bytes) -> dict[str, str] | None:
        """Check an entry that is the `seq`-th; its fields, or None where it cannot be read."""
        main = self.trees["sha256"]
        leaf = main.digest(b"\x00" + body)
        recovered = main.root() if MARK in body else b""
        for tree in self.trees.values():
            tree.append(leaf if tree is main else tree.digest(b"\x00" + body))
        if self.receipts.waiting:
            self.receipts.check(seq, body)
        entry = self.entry(seq, body, leaf, recovered)
        if main.size in self.evidence.due:
            self.roots(main.size)
        return entry

    def entry(self, seq: int, body: bytes, leaf: bytes, recovered: bytes) -> dict[str, str] | None:
        """Check what an entry says of itself."""
        try:
            entry = self.reader.read(body)
            self.moments(entry)
        except Flaw as flaw:
            self.report.problem(seq, "entry", f"条目不合规范：{flaw.zh}", f"not a proper entry: {flaw.en}")
            return None
        if entry["seq"] != str(seq):
            zh, en = (
                f"此处应为第{seq}号，条目自称第{entry['seq']}号",
                f"number {seq} is due, the entry says {entry['seq']}",
            )
            self.report.problem(seq, "gap", zh, en)
        if not self.belongs(seq, entry, recovered):
            zh, en = f"属于另一日志{entry['log']!r}", f"belongs to another log, {entry['log']!r}"
            self.report.problem(seq, "origin", zh, en)
        self.clock(seq, entry)
        self.link(seq, entry, leaf)
        self.acting(seq, entry)
        self.accounts.take(seq, entry)
        return entry

    def acting(self, seq: int, entry: dict[str, str]) -> None:
        """Whoever did something held the role, and was called, as the entries tell of the account."""
        account = self.accounts.known.get(entry["who"])
        if account is None:
            return
        # a door that needs no role names all that were held
        if entry["res"] == "ok" and not {role for role in entry["as"].split(",") if role} <= set(account.roles):
            zh = f"{entry['who']}以{entry['as']}身份办理，按日志其时没有这一角色"
            en = f"{entry['who']} acted as {entry['as']}, a role not held then by the log"
            self.report.problem(seq, "role", zh, en)
        called = entry["name"], entry["post"], entry["unit"]
        if called != account.called:
            now, told = "、".join(filter(None, called)), "、".join(filter(None, account.called))
            zh = f"{entry['who']}以“{now}”的名义办理，按日志其时为“{told}”"
            en = f"{entry['who']} acted under the name of “{now}”, by the log “{told}” at that time"
            self.report.problem(seq, "role", zh, en)

    def belongs(self, seq: int, entry: dict[str, str], recovered: bytes) -> bool:
        """Whether an entry bears the name of the epoch that was reached, or opens the next."""
        if not self.origin and parted(entry["log"])[0] == parted(self.evidence.origin)[0]:
            self.origin = entry["log"]
        if entry["act"] == REOPENED and entry["res"] == "ok":
            self.opening(seq, entry, recovered)
        return entry["log"] == (self.origin or self.evidence.origin)

    def opening(self, seq: int, entry: dict[str, str], recovered: bytes) -> None:
        """A new epoch follows what was recovered, states what was lost, and bears the signatures of two people."""
        try:
            if not DECIMAL.fullmatch(entry["d.signed_size"]):
                raise ValueError("signed_size")
            signed, notes = int(entry["d.signed_size"]), []
            for key in ("d.last_witnessed", "d.last_signed"):
                notes += notes_of(entry[key]) if entry[key] else []
            two = [entry[key].split(";", 3) for key in ("d.stated_by", "d.confirmed_by")]
            accounts = [self.accounts.signed(entry, each) for each in ("stated", "confirmed")]
            log, epoch = parted(entry["log"])
            proper = (
                (log, entry["d.former"]) == (parted(self.origin)[0], self.origin)
                and epoch > parted(self.origin)[1]
                and (entry["d.recovered"], entry["d.recovered_root"]) == (str(seq), recovered.hex())
                and two[0][0] != two[1][0]
                and all(len(each) == 4 and each[0] and each[1] for each in two)
                and all(accounts)
                and bool(entry["d.loss"].strip())
                and signed >= seq
                and all(note.size <= signed and parted(note.origin)[1] < epoch for note in notes)
            )
        except ValueError:
            proper = False
        if not proper:
            self.report.problem(seq, "epoch", "新一期日志不成立", "a new epoch that is not a proper one")
            return
        first, second = two[0][2], two[1][2]
        when, en = entry["ts"][:10], f"stated by {first} and confirmed by {second}"
        lost = (f"第{seq}号至第{signed - 1}号条目丢失", f"the entries {seq} to {signed - 1} were lost")
        if signed == seq:
            lost = ("签名密钥不在，没有已知丢失的条目", "the key was lost, no entry is known to be")
        known = [each for each in accounts if each]
        since = "、".join(f"第{each.since}号（{each.day}，{each.by or '系统'}）" for each in known)
        since_en = " and ".join(f"entry {each.since} ({each.day}, {each.by or 'the system'})" for each in known)
        said = (
            f"{lost[0]}（{first}说明、{second}确认，{when}；两人账号所据条目：{since}）",
            f"{lost[1]} ({en}, {when}; their accounts stand as of {since_en})",
        )
        self.evidence.openings.append(Opening(seq, epoch, signed, said))
        self.origin = entry["log"]
        for note in notes:
            self.evidence.take(f"entry {seq}", note)
        for due in [each for each in self.evidence.due.get(seq, ()) if each.source == f"entry {seq}"]:
            if due.hash == "sha256" and due.root != recovered:
                self.report.problem(
                    seq, "root", "所载检查点与恢复的条目不符", "its checkpoint is not over what was kept"
                )

    def clock(self, seq: int, entry: dict[str, str]) -> None:
        """Times only go on, except where a clock is marked as set back."""
        ts = entry["ts"]
        # they have one fixed form, and sort as strings
        if ts < self.latest and entry["clk"] != "regressed" and set_back(ts, self.latest):
            zh = f"时间{ts}比此前的{self.latest}早{PASSED_SECONDS}秒以上，且未注明时钟回拨"
            en = (
                f"the time {ts} is more than {PASSED_SECONDS} seconds before {self.latest}, and no clock is "
                "marked as set back"
            )
            self.report.problem(seq, "time", zh, en)
        # of many that were passed each is held against the latest, or a clock could go back step by step
        self.latest = ts if entry["clk"] == "regressed" else max(self.latest, ts)
        if ts > self.latest_moment[0] and entry["clk"] != "demo":
            self.latest_moment = ts, seq

    def link(self, seq: int, entry: dict[str, str], leaf: bytes) -> None:
        """An entry names the one before it of the same matter."""
        obj, named = entry["obj"], entry["prev"]
        due = self.last_leaf[obj].hex() if obj in self.last_leaf else ""
        if named != due:
            zh = f"同一事项的前一条目应为{due or '空'}，所载为{named or '空'}"
            en = f"the entry before it of the same matter is {due or 'none'}, it names {named or 'none'}"
            self.report.problem(seq, "prev", zh, en)
        if obj:
            self.last_leaf[obj] = leaf

    def moments(self, entry: dict[str, str]) -> None:
        """The time and the days of an entry are such as there are."""
        ts = entry["ts"]
        if not MOMENT.fullmatch(ts):
            raise Flaw("ts不是带毫秒的UTC时间", "ts is not a UTC time with milliseconds")
        for day in (ts[:10], entry["eff"]):
            if day and day not in self.dates:
                try:
                    if dt.date.fromisoformat(day).isoformat() != day:
                        raise ValueError(day)
                except ValueError:
                    raise Flaw(f"{day!r}不是日期", f"{day!r} is not a date") from None
                self.dates.add(day)
        if entry["ver"] and not DECIMAL.fullmatch(entry["ver"]):
            raise Flaw("ver不是十进制数", "ver is not a decimal")

    def roots(self, size: int) -> None:
        """Hold the tree against the roots due at this size.

        All roots are made from the one list of entries: where they agree, every checkpoint is consistent with every
        other, and no separate proof of consistency is needed.
        """
        agree = True
        for due in self.evidence.due[size]:
            tree = self.trees.get(due.hash)
            if self.evidence.after(due.epoch):
                continue  # over entries that were lost: how far they reached is held against the statement at the end
            if tree is not None and tree.root() != due.root:
                if not due.epoch and self.lost(size):
                    continue
                agree = False
                zh = f"第{self.agreed}号至第{size - 1}号条目中有改动：根（{due.hash}）与{due.source}不符"
                en = (
                    f"of the entries {self.agreed} to {size - 1} one was changed: the root ({due.hash}) is not that of "
                )
                self.report.problem(self.agreed, "root", zh, en + due.source)
            moment, seq = self.latest_moment
            if due.witnessed and moment > (due.witnessed + TOLERANCE).isoformat():
                zh = f"条目的时间{moment}晚于已包含它的检查点的见证时间（{due.source}）"
                en = f"the time {moment} is after the cosignature of a checkpoint that holds it ({due.source})"
                self.report.problem(seq, "time", zh, en)
        if agree:
            self.agreed = size

    def lost(self, size: int) -> bool:
        """Whether a size without the name of its epoch may be one of before a loss; it is then evidence of nothing."""
        if not any(each.seq < size <= each.signed for each in self.evidence.openings):
            return False
        zh, en = (
            f"记下的{size}条在丢失的范围内，无法核对",
            f"the {size} entries noted are among those lost: not compared",
        )
        self.report.lacks("lost", zh, en)
        self.evidence.in_vain = True
        self.evidence.lost.add(size)
        return True

    def conclude(self) -> None:
        """Say what is not there any more, and what the whole is."""
        size = self.trees["sha256"].size
        if self.origin and self.origin != self.evidence.origin:
            zh, en = (
                f"日志止于{self.origin}，清单为{self.evidence.origin}",
                f"the log ends as {self.origin}, the manifest says ",
            )
            self.report.problem(size, "origin", zh, en + self.evidence.origin)
        for longer, dues in sorted(self.evidence.due.items()):
            for due in dues:
                opening = self.evidence.after(due.epoch)
                if opening and longer > opening.signed:
                    zh = f"{due.source}证明丢失的条目到{longer}条为止，丢失说明只到{opening.signed}条"
                    en = f"{due.source} shows {longer} entries before the loss, the statement admits {opening.signed}"
                    self.report.problem(opening.seq, "lost", zh, en)
        for longer in sorted(self.evidence.due):
            dues = [each for each in self.evidence.due[longer] if not self.evidence.after(each.epoch)]
            if longer <= size or not dues or (not dues[0].epoch and self.lost(longer)):
                continue
            source = dues[0].source
            zh = f"日志只有{size}条，{source}证明曾有{longer}条：末尾被截去"
            en = f"the log has {size} entries where {source} shows {longer}: its end was cut off"
            self.report.problem(size, "truncated", zh, en)
        for due in self.evidence.due.get(0, ()):
            if due.hash in self.trees and due.root != self.trees[due.hash].digest(b""):
                self.report.problem(
                    0, "root", "空日志的根不符", f"the root of the empty log is not that of {due.source}"
                )
        self.report.size = size
        self.report.roots = {name: tree.root().hex() for name, tree in self.trees.items()}


class Part(Chain):
    """The entries of one matter alone: no tree can be made of them, so that each has to be proved to be in it.

    They name one another: none is left out between the first and the last. Of one after the last nothing is known here.
    """

    def __init__(self, matter: str, *given: Any) -> None:
        super().__init__(*given)
        self.matter = matter
        self.count, self.last = 0, -1
        self.unproved: list[int] = []
        self.proved: dict[int, bytes] = {}  # the sizes proofs lead to, and the root there

    def numbered(self, bodies: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
        """Each entry with the number it bears; a quotation mark within a value is never without its escape."""
        for body in bodies:
            found = re.search(rb'"seq":"(0|[1-9][0-9]{0,17})"', body)
            seq = int(found[1]) if found else self.last + 1
            if seq <= self.last:
                zh, en = f"位于第{self.last}号条目之后", f"stands after the entry {self.last}"
                self.report.problem(seq, "gap", zh, en)
            self.last = seq
            yield seq, body

    def take(self, seq: int, body: bytes) -> dict[str, str] | None:
        """Check an entry; its fields, or None where it cannot be read."""
        self.count += 1
        notes = [note for _, note, _ in self.receipts.waiting.get(seq, ()) if hash_of(note.origin) == "sha256"]
        self.receipts.check(seq, body)
        entry = self.entry(seq, body, sha256(b"\x00" + body), b"")
        if not notes:
            self.unproved.append(seq)
        for note in notes:
            self.proved.setdefault(note.size, note.root)
            seen = min((due.witnessed for due in self.evidence.due[note.size] if due.witnessed), default=None)
            if entry and seen and entry["clk"] != "demo" and entry["ts"] > (seen + TOLERANCE).isoformat():
                zh, en = "时间晚于已包含它的检查点的见证时间", "its time is after the cosignature of its checkpoint"
                self.report.problem(seq, "time", zh, en)
        if entry and entry["obj"] != self.matter:
            zh, en = f"不是{self.matter}的条目", f"is no entry of {self.matter}"
            self.report.problem(seq, "part", zh, en)
        return entry

    def belongs(self, seq: int, entry: dict[str, str], recovered: bytes) -> bool:
        """Whether an entry bears the name of the log; its epochs only go on."""
        (log, epoch), (ours, newest) = parted(entry["log"]), parted(self.evidence.origin)
        before = parted(self.origin or entry["log"])[1]
        self.origin = entry["log"]
        return log == ours and before <= epoch <= newest

    def clock(self, seq: int, entry: dict[str, str]) -> None:
        """Whether a clock was set back between two of them, entries of other matters may tell."""

    def conclude(self) -> None:
        """Hold the roots proofs lead to against what else is known of them, and name what nothing proves."""
        for size, dues in self.evidence.due.items():
            for due in dues:
                if due.hash == "sha256" and size in self.proved and due.root != self.proved[size]:
                    zh = f"证明所至的根与{due.source}不符（{size}条）"
                    self.report.problem(None, "root", zh, f"proofs lead to another root than {due.source} ({size})")
                elif due.source == "--noted" and size not in self.proved:
                    self.evidence.in_vain = True
                    zh, en = f"没有到{size}条的证明", f"no proof leads to the size of {size}"
                    self.report.lacks(
                        "noted", f"记下的条数和根无法核对：{zh}", f"what was noted was not compared: {en}"
                    )
        if self.unproved:
            named = ", ".join(map(str, self.unproved[:20])) + ("…" if len(self.unproved) > 20 else "")
            zh, en = f"条目没有存在证明：{named}", f"no proof that these entries are in the log: {named}"
            self.report.lacks("unproved", zh, en)
        self.report.part, self.report.size = True, self.count
        self.report.roots = {"sha256": self.proved[max(self.proved)].hex()} if self.proved else {}


# ------------------------------------------------------------------------------------------- 7. replay


class Step(NamedTuple):
    """A step of a procedure: on which track, by whom, from where to where, and what of it the entries tell."""

    track: str
    roles: dict[str, str]
    moves: list[tuple[list[str], str, str]]
    during: list[str]
    public: bool
    shared: bool
    detail: str
    words: dict[str, str]


DAY_RULE = {"days": int, "working_days": int, "limit": str, "both_ends": bool, "after_end": bool}
LIMITS = ("hard", "soft")


def day_rule(given: dict[str, Any]) -> dict[str, Any]:
    """A rule of days: one that cannot be read would be no rule at all. Raises `KeyError`, `TypeError` or `ValueError`."""
    rule = dict(given)
    if not all(type(value) is DAY_RULE[key] for key, value in rule.items()) or rule.get("limit", "hard") not in LIMITS:
        raise ValueError(f"days: {given}")
    return rule


def words(value: Any) -> str:
    """A text. Raises `TypeError` for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"a text: {value!r}")
    return value


def yes_or_no(value: Any) -> bool:
    """A yes or a no. Raises `TypeError` for anything else."""
    if not isinstance(value, bool):
        raise TypeError(f"yes or no: {value!r}")
    return value


class Rulebook:
    """The rules of one label of rules.json. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.tracks: dict[str, str] = dict(fields["tracks"])
        self.days: dict[str, dict[str, Any]] = {act: day_rule(rule) for act, rule in fields["days"].items()}
        self.apart: dict[str, set[str]] = collections.defaultdict(set)
        for each in fields["duties"]:
            self.apart[words(each["step"])].update(map(words, each["apart"]))
        self.steps: dict[str, Step] = {}
        for act, step in fields["steps"].items():
            moves = [(list(m["source"]), str(m.get("target", "")), str(m.get("when", ""))) for m in step["moves"]]
            outcome = step.get("outcome") or {"detail": "", "words": {}}
            self.steps[act] = Step(
                str(step["track"]),
                {str(role): words(reach) for role, reach in step["roles"].items()},
                moves,
                list(step.get("during", ())),
                yes_or_no(step.get("public", False)),
                yes_or_no(step.get("shared", False)),
                str(outcome["detail"]),
                dict(outcome["words"]),
            )
        # the main states from which nothing leads on: there a matter is over
        moves = [move for step in self.steps.values() if step.track == "main" for move in step.moves]
        left = {source for sources, target, _ in moves for source in sources if target not in ("", source)}
        self.ends = frozenset(target for _, target, _ in moves) - left - {""}


class Matter:
    """Where a matter stands: rulebook, version, the state of each track, who did what, and which units have it."""

    __slots__ = ("done", "label", "period", "states", "submitted", "units", "version")

    def __init__(self, label: str) -> None:
        self.label = label
        self.version = 0
        self.states: dict[str, str] = {}
        self.done: dict[str, set[str]] = {}
        self.units: dict[str, set[str]] = {}
        self.period = ""
        self.submitted = ""


class Replay:
    """Takes every step of every matter again by its rulebook: nothing but the entries says where a matter stands."""

    def __init__(self, report: Report, rulebooks: dict[str, Any]) -> None:
        self.report = report
        self.rulebooks = {label: Rulebook(fields) for label, fields in rulebooks.items()}
        self.acts = {act for book in self.rulebooks.values() for act in book.steps}
        # acts whose doers are remembered, because somebody may have to be another person than they
        self.watched = {act for book in self.rulebooks.values() for acts in book.apart.values() for act in acts}
        self.matters: dict[str, Matter] = {}
        self.seq = 0
        self.hour = self.today = ""

    def say(self, kind: str, zh: str, en: str) -> None:
        """Name a problem of the entry at hand."""
        self.report.problem(self.seq, kind, zh, en)

    def take(self, seq: int, entry: dict[str, str]) -> None:
        """Replay an entry, whatever it tells of."""
        self.seq = seq
        if entry["ts"][:13] != self.hour:  # the day in China, eight hours ahead, is looked up once an hour
            self.hour = entry["ts"][:13]
            self.today = china(self.hour)
        self.dated(entry)
        if entry["res"] != "ok":
            return
        if entry["obj"].startswith("decision/"):
            self.step(entry)
        elif entry["from"] or entry["to"] or entry["act"] in self.acts:
            self.say("state", "步骤或者状态变更没有对应的决策事项", "a step or a change of state without its matter")

    def dated(self, entry: dict[str, str]) -> None:
        """What an entry tells of happened no later than the day of entry."""
        on = entry["eff"]
        if on > self.today:
            self.say(
                "dated", f"所载日期{on}晚于登记日{self.today}", f"the day {on} is after that of entry, {self.today}"
            )

    def step(self, entry: dict[str, str]) -> None:
        """Take a step again."""
        label, _, act = entry["rule"].partition("#")
        book = self.rulebooks.get(label)
        step = book.steps.get(act) if book else None
        if book is None or step is None or act != entry["act"]:
            zh, en = f"规则集{label!r}没有步骤{entry['act']!r}", f"the rulebook {label!r} has no step {entry['act']!r}"
            self.say("rules", zh, en)
            return
        matter = self.matters.get(entry["obj"])
        begins = matter is None
        if matter is None:
            matter = self.matters[entry["obj"]] = Matter(label)
        if label != matter.label:
            zh, en = (
                f"事项适用{matter.label}，此条目依{label}",
                f"the matter is under {matter.label}, the entry under {label}",
            )
            self.say("rules", zh, en)
        self.move(entry, book, step, matter, begins)
        self.role(entry, step, matter)
        self.duties(entry, book, matter)
        if entry["eff"]:
            self.days(entry, book.days.get(act, {}), matter)
        if act == "initiation.move":
            matter.label = entry.get("d.after", label)

    def move(self, entry: dict[str, str], book: Rulebook, step: Step, matter: Matter, begins: bool) -> None:
        """The change of state starts where the matter stands, and the step has it; the version goes up by one."""
        act, came, goes = entry["act"], entry["from"], entry["to"]
        state = matter.states.get(step.track, book.tracks.get(step.track, ""))
        after = goes.partition(":")[2] if goes else state
        proper = came == (f"{step.track}:{state}" if goes and not begins else "")
        proper = proper and goes in ("", f"{step.track}:{after}")
        outcome = step.words.get(entry.get("d." + step.detail, ""), "?") if step.detail else ""
        if not proper or not any(
            state in sources and after == (target or state) and (not step.detail or when in ("", outcome))
            for sources, target, when in step.moves
        ):
            said = f"{came or '—'} → {goes or '—'} {outcome}".rstrip()
            zh = f"{act}不能由所达状态{step.track}:{state}作此变更：{said}"
            self.say("state", zh, f"{act} cannot move so from the state reached, {step.track}:{state}: {said}")
        main = matter.states.get("main", book.tracks.get("main", ""))
        if step.during and main not in step.during:
            zh, en = f"{act}不能在主流程状态{main}时办理", f"{act} cannot be taken while the main state is {main}"
            self.say("state", zh, en)
        due = matter.version + (begins or not step.shared)
        if entry["ver"] != str(due):
            zh, en = f"版本应为{due}，所载为{entry['ver']}", f"version {due} is due, the entry has {entry['ver']}"
            self.say("version", zh, en)
        matter.version = int(entry["ver"] or due)
        matter.states[step.track] = after

    def role(self, entry: dict[str, str], step: Step, matter: Matter) -> None:
        """Who took the step had a role that may, and was of a unit that may."""
        act, role, unit = entry["act"], entry["as"], entry["unit"]
        if step.public and role == "public" and not entry["who"]:
            return
        if act == "initiation.propose":
            matter.units["proposing"] = {unit}
        reach = step.roles.get(role)
        if reach is None or not entry["who"]:
            self.say("role", f"角色{role!r}无权办理{act}", f"the role {role!r} may not take {act}")
        elif reach != "any":
            mine = matter.units.get(reach, set())
            # a list of units too long for an entry ends in an ellipsis, and then says nothing of who is not on it
            if unit not in mine and not any(each.endswith("…") for each in mine):
                self.say("role", f"{unit!r}不是本事项的{reach}单位", f"{unit!r} is not a unit of the matter ({reach})")
        units = entry.get("d.units", "").split(";")
        if act == "initiation.approve":
            matter.units |= {"undertaking": set(units), "lead": {entry.get("d.lead_unit", "")}}
        elif act == "execution.assign":
            matter.units.setdefault("executing", set()).update(units)

    def duties(self, entry: dict[str, str], book: Rulebook, matter: Matter) -> None:
        """Separation of duties: whoever did the one does not do the other, in the same matter."""
        who, act = entry["who"], entry["act"]
        for other in sorted(book.apart.get(act, ())):
            if who in matter.done.get(other, ()):
                zh, en = f"{who}办理过{other}，不得办理{act}", f"{who} took {other} and may not take {act}"
                self.say("duties", zh, en)
        if who and act in self.watched:
            matter.done.setdefault(act, set()).add(who)

    def days(self, entry: dict[str, str], rule: dict[str, Any], matter: Matter) -> None:
        """Days that a law counts, as far as entries carry them."""
        act, on = entry["act"], entry["eff"]
        if act == "participation.open":
            # the period begins no earlier than the notice appeared and was entered, whatever it claims
            start, matter.period = max(entry.get("d.starts", ""), on, self.today), entry.get("d.ends", "")
            counted = between(start, matter.period) + bool(rule.get("both_ends"))
            if entry.get("d.days") != str(max(counted, 0)):
                zh = f"自{start}至{matter.period}为{counted}日，所载为{entry.get('d.days')}日"
                en = f"from {start} to {matter.period} are {counted} days, the entry says {entry.get('d.days')}"
                self.say("days", zh, en)
            self.least(rule, "days", counted, "征求意见", "the period for opinions")
        elif act == "participation.amend":
            ends = entry.get("d.ends", "")
            if ends < matter.period or self.today > matter.period:
                zh, en = (
                    f"征求意见原至{matter.period}截止，{self.today}登记改为{ends}",
                    f"the period for opinions ended on {matter.period}; on {self.today} it was moved to {ends}",
                )
                self.say("days", zh, en)
            matter.period = max(matter.period, ends)
        elif act == "participation.conclude" and rule.get("after_end") and on <= matter.period:
            zh = f"征求意见至{matter.period}截止，{on}尚未期满"
            self.say("days", zh, f"the period for opinions ends on {matter.period} and was not over on {on}")
        elif act == "legality_review.submit":
            matter.submitted = on
        elif act == "legality_review.conclude" and DECIMAL.fullmatch(entry.get("d.working_days", "")):
            used = int(entry["d.working_days"])
            if used > max(between(matter.submitted, on), 0):
                zh = f"自{matter.submitted}至{on}不可能有{used}个工作日"
                self.say("days", zh, f"there cannot be {used} working days from {matter.submitted} to {on}")
            self.least(rule, "working_days", used, "合法性审查", "the legality review")
        elif act == "publication.publish" and "" < entry.get("d.publish_by", "") < on:
            by = entry["d.publish_by"]
            self.report.remark(self.seq, "days", f"应当于{by}前公布，{on}公布", f"due by {by}, published on {on}")

    def least(self, rule: dict[str, Any], key: str, found: int, zh: str, en: str) -> None:
        """A least number of days. A hard one admits nothing less; a soft one a reason, which is kept with the entry."""
        least, hard = rule.get(key, 0), rule.get("limit") == "hard"
        if found < least:
            zh = f"{zh}为{found}日，少于规定的{least}日" + ("" if hard else "，须有理由")
            en = f"{en} took {found} days, fewer than the {least} of the rules" + ("" if hard else ": a reason is due")
            (self.report.problem if hard else self.report.remark)(self.seq, "days", zh, en)


def set_back(moment: str, before: str) -> bool:
    """Whether a time is so long before that of the entry before it that a clock was set back."""
    came, last = (dt.datetime.fromisoformat(each[:-1]) for each in (moment, before))
    return (last - came).total_seconds() > PASSED_SECONDS


def china(hour: str) -> str:
    """The day in China at an hour of UTC, such as 2026-03-02T16."""
    if hour[:10] == "9999-12-31":
        return hour[:10]
    return (dt.datetime.fromisoformat(hour + ":00:00") + dt.timedelta(hours=8)).date().isoformat()


def between(start: str, end: str) -> int:
    """Days from one to the other; a very negative number where one is no day."""
    try:
        return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days
    except ValueError:
        return -(10**6)


# ------------------------------------------------------------------------------------------- 8. the database

ROWS = """SELECT e.seq, e.body, e.leaf, e.at, e.act, e.result, e.obj, e.person, e.unit, e.effective, e.request
FROM entry e JOIN log_head h ON h.organ_id = e.organ_id WHERE h.origin = {} ORDER BY e.seq"""
COLUMNS = (("act", "act"), ("result", "res"), ("obj", "obj"), ("person", "who"), ("unit", "unit"), ("effective", "eff"))
# who wrote: the matter, the number, the moment and the salt, then what they said of themselves
SENDERS = {
    "opinion_sender": """SELECT d.number, o.number, o.entered_at, s.salt, s.name, s.contact FROM opinion_sender s
LEFT JOIN opinion o ON o.id = s.opinion_id LEFT JOIN notice n ON n.id = o.notice_id LEFT JOIN decision d ON d.id = n.decision_id""",
    "hearing_registrant": """SELECT d.number, r.number, r.entered_at, s.salt, s.name, s.contact, s.unit, s.background
FROM hearing_registrant s LEFT JOIN hearing_registration r ON r.id = s.registration_id
LEFT JOIN hearing h ON h.id = r.hearing_id LEFT JOIN decision d ON d.id = h.decision_id""",
    "suggestion_sender": """SELECT d.number, g.number, g.entered_at, s.salt, s.name, s.contact FROM suggestion_sender s
LEFT JOIN suggestion g ON g.id = s.suggestion_id LEFT JOIN decision d ON d.id = g.decision_id""",
}
TOLD = ("name", "contact", "unit", "background")
NUMBER = {"opinion_sender": "opinion", "hearing_registrant": "registration", "suggestion_sender": "suggestion"}
Row = Tuple[Any, ...]  # noqa: UP006 - also runs on Python 3.9


def rows_of(place: str, query: str, *values: str) -> Iterator[Row]:
    """What a query finds, read only and row by row; ``{}`` stands in it for each value. Raises `Unusable`."""
    if "://" in place:
        yield from postgresql(re.sub("^[a-z]+([+][a-z0-9]+)?://", "postgresql://", place), query, values)
        return
    import sqlite3

    try:
        connection = sqlite3.connect(f"{Path(place).resolve().as_uri()}?mode=ro", uri=True)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        yield from connection.execute(query.format("?"), values)
        connection.close()
    except sqlite3.Error as error:
        raise Unusable(f"数据库不能读取：{error}", f"the database cannot be read: {error}") from None


def postgresql(url: str, query: str, values: tuple[str, ...]) -> Iterator[Row]:
    """The same of a PostgreSQL database."""
    try:
        psycopg = importlib.import_module("psycopg")
    except ImportError:
        raise Unusable("核对PostgreSQL需要psycopg库", "PostgreSQL is read with the library psycopg") from None
    try:
        read_only = "-c default_transaction_read_only=on -c datestyle=ISO"
        with psycopg.connect(url, options=read_only) as connection, connection.cursor(name="entries") as cursor:
            cursor.execute(query.format("%s"), values)
            yield from cursor
    except psycopg.Error as error:
        raise Unusable(f"数据库不能读取：{error}", f"the database cannot be read: {error}") from None


def stored_moment(value: Any) -> str:
    """A stored moment as entries write it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    text = str(value)
    return f"{text[:10]}T{(text[11:] + '.000')[:12]}Z"


def compare(report: Report, bodies: Iterator[bytes], rows: Iterator[Row]) -> None:
    """Hold the table of entries against the export: the bytes, the leaf, and each column that finds an entry."""
    row = next(rows, None)
    for seq, body in enumerate(bodies):
        # what sorts before the number, or is none, is no row of this log
        while row is not None and not (isinstance(row[0], int) and row[0] >= seq):
            report.problem(seq, "table", f"数据库多出一行：{row[0]!r}", f"the database has a row too many: {row[0]!r}")
            row = next(rows, None)
        if row is None or row[0] != seq:
            report.problem(seq, "table", "数据库中没有此条目", "the database has no such entry")
            continue
        if row[1] != body:
            report.problem(
                seq, "table", "数据库中的条目与导出的不同", "the entry in the database is not the one exported"
            )
        if row[2] != sha256(b"\x00" + body):
            report.problem(
                seq, "leaf", "数据库中的叶哈希与条目不符", "the leaf in the database is not that of the entry"
            )
        try:
            entry = json.loads(body)
            pairs = [("at", stored_moment(row[3]), entry["ts"])]
            pairs += [(name, str(row[n] or ""), entry[key]) for n, (name, key) in enumerate(COLUMNS, 4)]
            pairs.append(("request", str(row[10] or ""), entry["req"] if entry["res"] == "ok" else ""))
        except (ValueError, KeyError, TypeError, RecursionError):
            pairs = []  # an entry that cannot be read was named already
        for name, stored, told in pairs:
            if stored != told:
                zh, en = (
                    f"数据库{name}列为{stored!r}，条目所载为{told!r}",
                    f"the column {name} has {stored!r}, the entry {told!r}",
                )
                report.problem(seq, "index", zh, en)
        row = next(rows, None)
    while row is not None:
        report.problem(None, "table", f"导出中没有第{row[0]}号条目", f"the export has no entry {row[0]}")
        row = next(rows, None)


def openings(
    report: Report, bodies: Iterator[bytes], held: dict[str, list[Row]], erased: dict[tuple[int, str], int]
) -> None:
    """Hold the tables of who wrote against what their entries committed to; only an erasure excuses an empty row."""
    rows = {(kind, row[0], str(row[1]), stored_moment(row[2])): row for kind in held for row in held[kind]}
    for seq, body in enumerate(bodies):
        for kind, commitment in committed(body).items():
            entry = json.loads(body)
            row = rows.pop((kind, entry["obj"][9:], entry.get("d." + NUMBER[kind], ""), entry["ts"]), None)
            told = dict(zip(TOLD, row[4:])) if row else {}  # noqa: B905 - as many as the kind has
            empty = row is None or not (row[3] or any(told.values()))
            excused = (seq, kind) in erased
            if empty and not excused:
                zh, en = f"{kind}缺失，没有相应的删除条目", f"{kind} is missing and no entry tells of its erasure"
            elif not empty and excused:
                zh, en = f"{kind}已记载删除，数据仍在", f"{kind} is entered as erased and still there"
            elif not empty and row and not opened(commitment, row[3], kind, told):
                zh, en = f"{kind}与承诺值不符", f"{kind} is not what was committed to"
            else:
                continue
            report.problem(seq, "personal", zh, en)
    for kind, *_ in rows:
        zh, en = f"数据库多出{kind}，没有相应条目", f"the database has a {kind} of which no entry tells"
        report.problem(None, "personal", zh, en)


def opened(commitment: str, salt: Any, kind: str, told: dict[str, Any]) -> bool:
    """Whether what is stored is what was committed to: c1 and the HMAC of the kind and the canonical JSON."""
    if not isinstance(salt, bytes) or len(salt) != 16 or not all(isinstance(each, str) for each in told.values()):
        return False
    value = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    made = hmac.new(salt, kind.encode() + b"\x00" + value.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return "c1:" + made.hexdigest() == commitment


# ------------------------------------------------------------------------------------------- 9. the figures of a year
#
# A second way to the figures of a report, from the entries alone: the table at the end says of each figure which lines
# it counts, in which unit and how. A line is mostly an entry: the act of the table done in the year, in a matter that is
# a major decision. What is counted otherwise has a name of its own in angle brackets, explained in `Year`.

MAJOR = "major_decision"  # the kind of a matter whose proposal says nothing of kinds; others are counted apart
DECIDED = {"decided", "reported", "published", "withheld", "archived"}
ENDED = {"declined", "stopped", "review_ended", "rejected", "dropped"}  # without a decision


class Line(NamedTuple):
    """What is counted: one line each, resting on an entry, with what the entry tells of it."""

    seq: int
    told: dict[str, str]


def always(told: dict[str, str]) -> bool:
    """Every line counts."""
    return True


class Way(NamedTuple):
    """How a figure is counted.

    `how`: their ``number``; ``sum``, ``mean``, ``least`` or ``most`` of a detail; or ``each``: one figure for every word of
    a detail, which stands for the ``*`` of the key (``each of``: the detail is a list of them).
    """

    lines: str
    unit: str
    how: str = "number"
    detail: str = ""
    only: Callable[[dict[str, str]], bool] = always
    newest: tuple[str, ...] = ()
    """Where a later entry with the same of these details takes the place of an earlier one."""
    somewhere: bool = False
    """Whether a line of several words is told under those alone of whose procedure the step is."""


Counted = Tuple[Any, "list[int]"]  # noqa: UP006 - also runs on Python 3.9; the value, and the entries it rests on
NONE: Counted = (0, [])
NO_RULES = {"", "role", "password", "stale"}


class Course:
    """A matter as far as it was read."""

    def __init__(self) -> None:
        self.kinds = [MAJOR]
        self.state = self.category = self.item = ""
        self.at = self.named = 0
        self.over = False
        self.received: list[int] = []
        self.answered: dict[str, tuple[str, int]] = {}
        self.opined: dict[str, int] = {}

    @property
    def others(self) -> str:
        """The other kinds it is of."""
        return ";".join(kind for kind in self.kinds if kind != MAJOR)


class Year:
    """The lines of a year up to a day, sorted by what they are.

    `ends`: rulebook → the states in which a matter is over; what was over before the year is no matter of it.
    """

    def __init__(self, entries: list[dict[str, str]], year: int, until: str, ends: dict[str, frozenset[str]]) -> None:
        self.first, self.year, self.ends = f"{year}-01-01", year, ends
        self.lines: dict[str, list[Line]] = collections.defaultdict(list)
        self.matters: dict[str, Course] = {}
        self.listed: list[tuple[int, int, dict[str, str]]] = []  # changes of the catalogue: version, entry, details
        self.published: list[int] = []  # versions
        self.said: dict[str, tuple[str, int, dict[str, str]]] = {}  # object of a register: day, entry, details
        for entry in entries:
            day = entry["eff"] or china(entry["ts"][:13])
            self.register(entry, day)
            if day <= until:
                self.take(entry, day)
        self.stand()
        self.catalogue()
        for name, (day, seq, told) in self.said.items():
            if self.first <= day <= until:
                self.lines[f"<{name.partition('/')[0]}>"].append(Line(seq, told))
                self.lines[f"<work {told.get('kind', '')}>"].append(Line(seq, told))

    def take(self, entry: dict[str, str], day: str) -> None:
        """Follow an entry; make its line where it is of the year."""
        seq, act, within = int(entry["seq"]), entry["act"], day >= self.first
        told = {key[2:]: value for key, value in entry.items() if key.startswith("d.")}
        told |= {"day": day, "matter": entry["obj"]}
        if within and entry["eff"]:
            # <late>: entered on a later day than it happened
            delay = between(entry["eff"], china(entry["ts"][:13]))
            if delay > 0:
                self.lines["<late>"].append(Line(seq, {"delay": str(delay)}))
        # <refused>: by a rule of the procedure; a missing role, a mistyped password, an old page break none, nor the report
        by_rule = bool(set(told.get("rules", "").split(";")) - NO_RULES) and not act.startswith("report.")
        if entry["res"] == "denied" and within and by_rule:
            self.lines["<refused>"].append(Line(seq, told))
        if entry["res"] != "ok":
            return
        if entry["obj"] == f"catalogue/{self.year}":
            if act == "catalogue.item":
                self.listed.append((whole(told, "version"), seq, told))
            if act == "catalogue.published":
                self.published.append(whole(told, "version"))
        if not entry["obj"].startswith("decision/"):
            return
        matter = self.matters.setdefault(entry["obj"], Course())
        self.follow(matter, seq, entry, told, day)
        counts = within and MAJOR in matter.kinds
        if counts:
            self.lines[act].append(Line(seq, told))
        if within and matter.others:
            self.lines[f"<other kinds> {act}"].append(
                Line(seq, {"kinds": matter.others, "outcome": told.get("outcome", "")})
            )
        if act == "participation.conclude":
            # <opinions of results>, <answers of results>: those entered since the result before
            opinions, answers = matter.received, list(matter.answered.values())
            matter.received, matter.answered = [], {}
            if counts:
                self.lines["<opinions of results>"] += [Line(each, {}) for each in opinions]
                self.lines["<answers of results>"] += [Line(each, {"disposition": word}) for word, each in answers]
        if act == "expert_review.conclude":
            # <expert opinions>: the newest of each expert
            opined, matter.opined = matter.opined, {}
            if counts:
                self.lines["<expert opinions>"] += [Line(each, {}) for each in opined.values()]

    def register(self, entry: dict[str, str], day: str) -> None:
        """<work>, <work kind>: what an entry of the work ledger says last, whatever day it told of before; none withdrawn.

        <past>: the same of the decisions that were taken before the system was used.
        """
        if entry["res"] == "ok" and entry["act"].startswith(("work.", "past.")):
            told = {key[2:]: value for key, value in entry.items() if key.startswith("d.")}
            self.said[entry["obj"]] = (day, int(entry["seq"]), told)
            if entry["act"].endswith(".withdrawn"):
                del self.said[entry["obj"]]

    def follow(self, matter: Course, seq: int, entry: dict[str, str], told: dict[str, str], day: str) -> None:
        """What an entry changes in its matter."""
        if told.get("kinds"):
            matter.kinds = told["kinds"].split(";")
        if entry["to"].startswith("main:"):
            matter.state, matter.at = entry["to"][5:], seq
            ends = self.ends.get(entry["rule"].partition("#")[0], frozenset())
            matter.over = matter.state in ends and day < self.first
        if told.get("category"):
            matter.category, matter.named = told["category"], seq
        matter.item = told.get("catalogue_item", matter.item)
        if entry["act"] == "participation.receive":
            matter.received.append(seq)
        if entry["act"] == "participation.answer":
            for opinion in told.get("opinion", "").split(";"):
                matter.answered[opinion] = (told.get("disposition", ""), seq)
        if entry["act"] == "expert_review.opine":
            matter.opined[told.get("expert", "")] = seq

    def stand(self) -> None:
        """<matters>: where each stands that was not over before the year, by the entry that says so; <names>: its category."""
        for matter in self.matters.values():
            if not matter.state or matter.over:
                continue
            if MAJOR in matter.kinds:
                self.lines["<matters>"].append(Line(matter.at, {"state": matter.state}))
                if matter.category:
                    self.lines["<names>"].append(Line(matter.named, {"category": matter.category}))
            if matter.others:
                self.lines["<other kinds>"].append(Line(matter.at, {"kinds": matter.others}))

    def catalogue(self) -> None:
        """<items>: those of the catalogue as published last; <carried out>: what became of them; <adjusted>: changed since.

        What a unit sent in is no item before the office puts it on the list; to leave it out adjusts nothing.
        """
        first, last = (self.published[0], self.published[-1]) if self.published else (0, 0)
        newest: dict[str, int] = {}
        for version, seq, told in self.listed:
            item, change = told.get("catalogue_item", ""), told.get("change", "")
            if version > last or change == "sent" or (change == "removed" and item not in newest):
                continue
            if version > first:
                self.lines["<adjusted>"].append(Line(seq, {}))
            newest.pop(item, None)
            if change != "removed":
                newest[item] = seq
        begun = {matter.item: matter for matter in self.matters.values() if matter.item}
        for item, seq in newest.items():
            self.lines["<items>"].append(Line(seq, {}))
            matter = begun.get(item)
            fate = "not_started" if matter is None else "decided" if matter.state in DECIDED else "running"
            fate = "ended" if matter and matter.state in ENDED else fate
            self.lines["<carried out>"].append(Line(matter.at if matter else seq, {"fate": fate}))


def whole(told: dict[str, str], detail: str) -> int:
    """A detail that is a number; 0 for anything else."""
    value = told.get(detail, "")
    return int(value) if DECIMAL.fullmatch(value) else 0


def combined(key: str, way: Way, lines: list[Line]) -> dict[str, Counted]:
    """The figures that a line of the table makes of the lines it counts, by their keys."""
    if way.newest:
        lines = list({tuple(each.told.get(name, "") for name in way.newest): each for each in lines}.values())
    lines = [each for each in lines if way.only(each.told)]
    if way.how.startswith("each"):
        found: dict[str, list[Line]] = collections.defaultdict(list)
        for each in lines:
            word = each.told.get(way.detail, "")
            for part in filter(None, word.split(";")) if way.how == "each of" else [word]:
                found[part].append(each)
        return {key.replace("*", word): (len(told), resting(told)) for word, told in found.items()}
    if way.how == "number":
        return {key: (len(lines), resting(lines))}
    numbers = [(whole(each.told, way.detail), each) for each in lines if each.told.get(way.detail, "")]
    if way.how == "sum":
        return {key: (sum(number for number, _ in numbers), resting([each for number, each in numbers if number]))}
    if not numbers:
        return {}
    if way.how == "mean":
        tenths = (20 * sum(number for number, _ in numbers) + len(numbers)) // (2 * len(numbers))  # half up
        mean = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
        return {key: (mean, resting([each for _, each in numbers]))}
    extreme = (min if way.how == "least" else max)(number for number, _ in numbers)
    return {key: (extreme, resting([each for number, each in numbers if number == extreme]))}


def resting(lines: list[Line]) -> list[int]:
    """The entries that lines rest on."""
    return sorted({each.seq for each in lines})


def way_of(key: str) -> Way | None:
    """How the table counts a figure: by its own key, else the longest that fits."""
    if key in FIGURES and "*" not in key:
        return FIGURES[key]
    starred = [(each.partition("*"), way) for each, way in FIGURES.items() if "*" in each]
    fitting = [
        (len(before + after), way)
        for (before, _, after), way in starred
        if key.startswith(before) and key.endswith(after) and len(key) >= len(before + after)
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def counted_again(
    entries: list[dict[str, str]], year: int, until: str, ends: dict[str, frozenset[str]]
) -> dict[str, Counted]:
    """Every figure of a year up to and including the day `until`, from the entries of the log in their order."""
    lines = Year(entries, year, until, ends).lines
    found: dict[str, Counted] = {}
    for key, way in FIGURES.items():
        found.update(combined(key, way, lines.get(way.lines, [])))
    return found


# what an entry has that is counted, or says how its matter or the catalogue stands
STRUCTURE = frozenset(("act", "res", "obj", "eff", "ts", "to", "rule"))
FOLLOWED = (
    *("initiation.amend", "participation.answer", "expert_review.opine", "catalogue.item", "catalogue.published"),
    *("work.recorded", "work.corrected", "work.withdrawn"),
    *("past.recorded", "past.corrected", "past.withdrawn"),
)
UNCOUNTED = frozenset(("d.title", "d.reasons", "d.files"))


def kept_of(seq: int, entry: dict[str, str]) -> dict[str, str]:
    """What is kept of an entry until the figures are counted; nothing where no figure could rest on it."""
    followed = entry["act"] in ACTS or entry["res"] == "denied" or entry["to"].startswith("main:")
    if not followed and entry["eff"] in ("", china(entry["ts"][:13])):
        return {}
    kept = {
        key: value for key, value in entry.items() if key in STRUCTURE or (key[:2] == "d." and key not in UNCOUNTED)
    }
    return {**kept, "seq": str(seq)}


UNITS = {
    "days": ("日",),
    "entries": ("条",),
    "experts": ("人次",),
    "items": ("项",),
    "matters": ("件",),
    "notices": ("条",),
    "opinions": ("条",),
    "papers": ("份",),
    "people": ("人", "人次"),
    "sessions": ("场",),
    "tasks": ("项",),
    "times": ("次",),
    "working days": ("个工作日",),
    "yuan": ("元",),
}


def recount(
    report: Report, told: YearReport, kept: list[dict[str, str]], ends: dict[str, frozenset[str]]
) -> dict[str, Counted]:
    """Count the figures of a report again and name those that are others, and the entries left out or added."""
    before = [each for each in kept if int(each["seq"]) < told.size]
    counted = counted_again(before, told.year, told.until, ends)
    for figure in told.figures:
        way, key = way_of(figure["key"]), figure["key"]
        if way is None:
            continue  # held against its own entries alone
        value, entries = counted.get(key, NONE)
        if figure["unit"]["en"] != way.unit or figure["unit"].get("zh") not in UNITS[way.unit]:
            zh, en = f"{told.name} {key}的单位有误，应为{way.unit}", f"{told.name} {key} should be in {way.unit}"
            report.problem(min(entries, default=None), "figure", zh, en)
        if type(figure["value"]) is not type(value) or figure["value"] != value or sorted(figure["entries"]) != entries:
            differs(report, f"{told.name} {key}", figure["value"], figure["entries"], value, entries)
    for key in untold(counted, {figure["key"]: figure["entries"] for figure in told.figures}):
        differs(report, f"{told.name} {key}", None, [], *counted[key])
    again = sum(way_of(figure["key"]) is not None for figure in told.figures)
    report.fact("figures", f"{told.name}：重新计算数字{again}项", f"{told.name}: {again} figures counted again")
    unseen(report, told, kept)
    return counted


PLACE = re.compile(r"\{([^{}\n]{1,80})\}")
BEFORE = "before."  # what the key of a figure of the year before begins with
# what is a number and counts nothing: days, years, articles, numbers of documents; and what is called so
NO_COUNT = re.compile(
    r"《[^》]*》|“[^”]*”|〔[0-9]{4}〕[0-9]+号|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{4}年?度|[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    "|第[0-9]+|[0-9]{1,2}日"
)


def typed(text: str) -> list[str]:
    """The numbers of a text that stand in it by no key."""
    return re.findall("[0-9]+(?:[.][0-9]+)?", NO_COUNT.sub("", PLACE.sub("", text)))


def reread(
    report: Report, told: YearReport, seq: int, sections: list[tuple[str, str]], counted: dict[str, Counted]
) -> None:
    """Hold each figure in the sentences of a report against what was counted again, by its key.

    `sections`: as entered, with keys, and as read. A number that was typed has no entry behind it, which is remarked.
    """
    of_before = [(BEFORE + each["key"], each) for each in (told.text or {}).get("before") or ()]
    values = {
        key: str(each["value"] if way_of(each["key"]) is None else counted.get(key, NONE)[0])
        for key, each in [(each["key"], each) for each in told.figures] + of_before
    }
    named: list[str] = []
    byhand = [number for entered, _ in sections for number in typed(entered)]
    paragraph = str((told.text or {}).get("paragraph", ""))
    if any("{paragraph}" in entered for entered, _ in sections) and (loose := typed(paragraph)):
        zh = f"{told.name}依法决策段落中有数字没有对应的名称：{'、'.join(loose[:10])}"
        en = f"in the paragraph of {told.name} numbers stand by no name: {', '.join(loose[:10])}"
        report.lacks("sentences", zh, en)
    for place, (entered, read) in enumerate(sections, 1):
        keyed = entered.replace("{paragraph}", paragraph)
        # a key that no figure has stands as it is
        keys = [key for key in PLACE.findall(keyed) if key in values]
        pattern = PLACE.sub(lambda found: "\x00" if found[1] in values else found[0], keyed)
        if read == PLACE.sub(lambda found: values.get(found[1], found[0]), keyed):
            named += keys
            continue
        found = re.fullmatch("([0-9.]{0,18})".join(map(re.escape, pattern.split("\x00"))), read)
        if found is None:
            zh, en = f"{told.name}第{place}部分不是登记的正文", f"part {place} of {told.name} is not the text entered"
            report.problem(seq, "sentence", zh, en)
            continue
        named += keys
        for key, stands in zip(keys, found.groups()):  # noqa: B905 - as many; also runs on Python 3.9
            if stands != values[key]:
                zh = f"{told.name}第{place}部分的正文中{key}写作{stands!r}，按日志重新计算为{values[key]!r}"
                en = f"in the sentences of part {place} of {told.name} {key} stands as {stands!r}, counted again it is "
                report.problem(min(counted.get(key, NONE)[1], default=seq), "sentence", zh, en + repr(values[key]))
    zh = f"{told.name}：核对正文中的数字{len(named)}处（{len(set(named))}项）"
    report.fact("sentences", zh, f"{told.name}: {len(named)} figures in its sentences held against them")
    if byhand:
        zh = f"{told.name}的正文中有手工填写的数字，日志中没有依据：{'、'.join(byhand[:10])}"
        en = f"numbers in the text of {told.name} were typed by hand, no entry stands behind them: {', '.join(byhand[:10])}"
        report.remark(seq, "sentences", zh, en)


def untold(counted: dict[str, Counted], told: dict[str, list[int]]) -> Iterator[str]:
    """The figures that a report should have and has not; `told` are its own with their entries."""
    for key in sorted(counted.keys() - told.keys()):
        way, (_, entries) = way_of(key), counted[key]
        elsewhere = {seq for each in told if way and way.somewhere and way_of(each) is way for seq in told[each]}
        if counted[key] != NONE and not elsewhere.issuperset(entries):
            yield key


def differs(report: Report, name: str, told: Any, named: list[int], value: Any, entries: list[int]) -> None:
    """Name a figure that is another one, with the entries it leaves out and those it should not rest on."""
    omitted, added = sorted(set(entries) - set(named)), sorted(set(named) - set(entries))
    zh = f"{name}为{told!r}，按日志重新计算为{value!r}" if told is not None else f"缺少{name}，按日志计算为{value!r}"
    en = f"{name} is {told!r}, " if told is not None else f"{name} is missing, "
    en += f"counted again from the log it is {value!r}"
    for seqs, chinese, english in ((omitted, "遗漏条目", "entries left out"), (added, "多列条目", "entries added")):
        if seqs:
            listed = "、".join(map(str, seqs[:10])) + ("等" if len(seqs) > 10 else "")
            zh += f"；{chinese}{listed}"
            en += f"; {english}: {', '.join(map(str, seqs[:10]))}{' and more' if len(seqs) > 10 else ''}"
    report.problem(min([*omitted, *added] or entries or named, default=None), "figure", zh, en)


def unseen(report: Report, told: YearReport, kept: list[dict[str, str]]) -> None:
    """Entries of the year that were made after the report: it does not hold the year whole, or they came late."""
    within: list[str] = []
    late: list[str] = []
    for each in kept:
        entered = china(each["ts"][:13])
        if int(each["seq"]) >= told.size and f"{told.year}-01-01" <= (each["eff"] or entered) <= told.until:
            (within if entered <= told.until else late).append(each["seq"])
    if within:
        zh = f"{told.name}截至{told.until}，但未计入其后录入的条目{within[0]}至{within[-1]}，年度日志不全"
        en = f"{told.name} is as of {told.until} and made before the entries {within[0]} to {within[-1]}: not the whole year"
        report.lacks("figures", zh, en)
    if late:
        zh = f"{told.name}作出后补录的条目（{late[0]}等{len(late)}条）未计入"
        en = f"{told.name} was made before {len(late)} late entries of its time, {late[0]} the first"
        report.remark(int(late[0]), "figures", zh, en)


# ------------------------------------------------------------------------------------------- 10. the run


def lines_of(file: Path) -> Iterator[bytes]:
    """The entries of the export, one a line; a line too long is cut, and is then no entry."""
    with file.open("rb") as stream:
        while True:
            line = stream.readline(LIMIT + 2)
            if not line:
                return
            yield line[:-1] if line.endswith(b"\n") else line


def json_of(file: Path, what: type) -> Any:
    """A JSON file of the export. Raises `Unusable`."""
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        value = None
    if not isinstance(value, what):
        raise Unusable(f"不能读取{file.name}", f"{file.name} cannot be read")
    return value


def verify(
    export: Path,
    trust: dict[str, Any] | None = None,
    rules: dict[str, Any] | None = None,
    noted: tuple[int, str] | None = None,
    database: str = "",
    now: dt.datetime | None = None,
    progress: Callable[[int], None] = lambda count: None,
    authorities: str = "",
) -> Report:
    """Check an export. `now` is the time to judge the age of evidence by; without it, it is not judged.
    `authorities` is a file of certificates (PEM) by which time stamps are checked.

    Raises `Unusable`.
    """
    report = Report()
    manifest = json_of(export / "manifest.json", dict)
    own = rules is not None
    rules = rules if rules is not None else json_of(export / "rules.json", dict)
    hashes: dict[str, Digest] = {"sha256": sha256}
    national = sm3()
    if national:
        hashes["sm3"] = national
    else:
        report.lacks("library", "没有SM3实现，未核对SM3的根", "without SM3 its roots were not checked")
    try:
        evidence = Evidence(report, str(manifest["origin"]), trust, now or EPOCH)
        roots = {name: bytes.fromhex(value) for name, value in manifest["roots"].items()}
        size, carries = int(manifest["size"]), list(map(str, manifest.get("carries", ())))
        if set(roots) != {"sha256", "sm3"}:
            raise ValueError("roots")
        reader = Reader(rules["acts"], rules["denied"])
        replay = Replay(report, rules["rulebooks"])
        erasures = Erasures(report)
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise Unusable(
            "清单、规则或者信任文件不合规范", f"the manifest, the rules or the trust file is not one: {error!r}"
        ) from None
    for name, root in roots.items():
        evidence.note(size, root, "manifest.json", name)
    if noted:
        evidence.note(noted[0], bytes.fromhex(noted[1]), "--noted")
    for file in sorted(each for each in (export / "checkpoints").glob("*") if each.is_file()):
        evidence.checkpoint(file.name, file.read_text("utf-8", "replace"))
    Stamps(report, evidence, export, carries, authorities)
    receipts = Receipts(report, evidence, export / "proofs", hashes)
    carried = Carried(report, evidence, export, carries)
    if not (export / "entries.jsonl").is_file():
        raise Unusable("没有entries.jsonl", "there is no entries.jsonl")
    matter, bodies = str(manifest.get("part", "")), lines_of(export / "entries.jsonl")
    if matter and database:
        raise Unusable("单个事项的条目不能与数据库核对", "the entries of one matter cannot be held against a database")
    if matter:
        part = Part(matter, report, reader, evidence, receipts, hashes)
        chain: Chain = part
        numbered = part.numbered(bodies)
    else:
        chain, numbered = Chain(report, reader, evidence, receipts, hashes), enumerate(bodies)
    for seq, body in numbered:
        entry = chain.take(seq, body)
        if entry is not None:
            replay.take(seq, entry)
            erasures.take(seq, entry)
            carried.take(seq, entry)
        if seq % 100_000 == 99_999:
            progress(seq + 1)
    chain.conclude()
    receipts.conclude()
    erasures.conclude(lines_of(export / "entries.jsonl"))
    carried.conclude({label: book.ends for label, book in replay.rulebooks.items()})
    if not matter and size < report.size:
        zh, en = f"清单载明{size}条，实有{report.size}条", f"the manifest has {size} entries, there are {report.size}"
        report.problem(size, "manifest", zh, en)
    if database:
        compare(report, lines_of(export / "entries.jsonl"), rows_of(database, ROWS, evidence.origin))
        held: dict[str, list[Row]] = {kind: list(rows_of(database, SENDERS[kind])) for kind in PERSONAL}
        openings(report, lines_of(export / "entries.jsonl"), held, erasures.erased)
    evidence.conclude(part.last + 1 if matter else report.size, noted[0] if noted else 0)
    report.fact("origin", f"日志：{evidence.origin}", f"log: {evidence.origin}")
    if matter:
        zh, en = f"只含一个事项的条目：{matter}", f"the entries of one matter alone: {matter}"
        report.fact("part", f"{zh}；其后有无条目未核", f"{en}; whether there are later ones is not known here")
    report.fact("size", f"条目：{report.size}", f"entries: {report.size}")
    for name, value in report.roots.items():
        report.fact("root", f"根（{name}）：{value}", f"root ({name}): {value}")
    report.fact("matters", f"决策事项：{len(replay.matters)}", f"matters: {len(replay.matters)}")
    report.fact("checkpoints", f"检查点：{evidence.files}", f"checkpoints: {evidence.files}")
    digest = hashlib.sha256(json.dumps(rules, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    whose = ("核验人自有", "the reader's own") if own else ("随导出提供", "those of the export")
    report.fact("rules", f"规则（{whose[0]}）摘要：{digest}", f"digest of the rules ({whose[1]}): {digest}")
    return report


VERDICTS = {
    SOUND: ("日志完好", "the log is sound"),
    TAMPERED: ("日志被改动", "the log was tampered with"),
    INCOMPLETE: ("未发现改动，但证据不全", "nothing wrong was found, but the evidence is incomplete"),
}
OF_A_PART = {
    SOUND: ("所含条目完好，且在日志中", "the entries here are sound, and in the log"),
    TAMPERED: ("所含内容被改动", "what is here was tampered with"),
}
HEADINGS = {"problems": ("问题", "problem"), "missing": ("证据缺失", "evidence lacking"), "remarks": ("提示", "remark")}


def printed(report: Report, language: str) -> Iterator[str]:
    """The report as lines; in both languages where none was chosen."""

    def said(zh: str, en: str) -> str:
        return {"zh": zh, "en": en}.get(language, f"{zh}  {en}")

    for fact in report.facts:
        yield said(fact.zh, fact.en)
    for name, (zh, en) in HEADINGS.items():
        listed: list[Finding] = getattr(report, name)
        for each in listed:
            where = "" if each.seq is None else said(f"（第{each.seq}号）", f" (entry {each.seq})")
            yield f"{said(zh, en)}{where}：{said(each.zh, each.en)}"
        more = report.counts[name] - len(listed)
        if more:
            yield said(f"{zh}：另有{more}项未列出", f"{en}: {more} more not listed")
    yield said(*(OF_A_PART if report.part else VERDICTS).get(report.exit, VERDICTS[report.exit]))


def as_json(report: Report) -> str:
    """The report for a program."""
    fields = {
        "exit": report.exit,
        "verdict": ("sound", "tampered", "incomplete")[report.exit],
        "size": report.size,
        "roots": report.roots,
        "counts": dict(report.counts),
        **{name: [each._asdict() for each in getattr(report, name)] for name in HEADINGS},
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="offline.py", description="审决独立核验程序  The offline verifier of a Shenjue log"
    )
    parser.add_argument("export", type=Path, metavar="EXPORT_DIR", help="导出目录  the export")
    parser.add_argument("--trust", type=Path, help="信任文件  the keys that are trusted")
    parser.add_argument("--rules", type=Path, help="核验人自有的规则文件  rules of the reader's own")
    parser.add_argument(
        "--noted", nargs=2, metavar=("SIZE", "ROOT"), help="曾经记下的条数和根  a size and root noted before"
    )
    parser.add_argument("--db", default="", help="数据库（只读）  the database, read only")
    parser.add_argument(
        "--tsa", type=Path, metavar="CA.pem", help="时间戳机构的根证书  certificates of time stamping authorities"
    )
    parser.add_argument(
        "--at", type=dt.date.fromisoformat, help="以何日判断证据的新旧  the day to judge the age of evidence by"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=("zh", "en"), default="")
    try:
        given = parser.parse_args(arguments)
        noted = (int(given.noted[0]), bytes.fromhex(given.noted[1]).hex()) if given.noted else None
        if noted and (noted[0] < 0 or len(noted[1]) != 64):
            raise ValueError(noted)
    except ValueError:
        print("--noted：条数和十六进制的根  --noted: a size and a root in hex", file=sys.stderr)
        return USAGE
    except SystemExit as ended:
        return USAGE if ended.code else SOUND
    now = dt.datetime.combine(given.at, dt.time(), UTC) if given.at else dt.datetime.now(UTC)
    try:
        trust = json_of(given.trust, dict) if given.trust else None
        rules = json_of(given.rules, dict) if given.rules else None
        if given.tsa:
            given.tsa.read_bytes()
        report = verify(
            *(given.export, trust, rules, noted, given.db, now, lambda count: print(f"… {count}", file=sys.stderr)),
            authorities=str(given.tsa or ""),
        )
    except OSError as error:
        print(f"不能读取：{error}  cannot be read: {error}", file=sys.stderr)
        return USAGE
    except Unusable as error:
        print({"zh": error.zh, "en": error.en}.get(given.lang, f"{error.zh}  {error.en}"), file=sys.stderr)
        return USAGE
    print(as_json(report) if given.json else "\n".join(printed(report, given.lang)))
    return report.exit


# ------------------------------------------------------------------------------------------- 11. the table of figures
#
# Each figure of a yearly report: which lines it counts, in which unit, and how, if not by their number.

FIGURES: dict[str, Way] = {
    # the yearly catalogue
    "catalogue": Way("<items>", "items"),
    "catalogue.*": Way("<carried out>", "items", "each", "fate"),
    "catalogue.adjusted": Way("<adjusted>", "items"),
    # matters
    "decisions": Way("<matters>", "matters"),
    "category.*": Way("<names>", "matters", "each", "category"),
    "proposals": Way("initiation.propose", "matters"),
    "started": Way("initiation.approve", "matters"),
    "declined": Way("initiation.decline", "matters"),
    "replied": Way("initiation.reply", "matters"),
    "state.*": Way("<matters>", "matters", "each", "state"),
    # public participation
    "notices": Way("participation.open", "times"),
    "opinions": Way("participation.receive", "opinions"),
    "results": Way("participation.conclude", "times"),
    "results.opinions": Way("<opinions of results>", "opinions"),
    "results.*": Way("<answers of results>", "opinions", "each", "disposition"),
    "results.duplicates": Way("participation.conclude", "opinions", "sum", "duplicates"),
    "results.reopened": Way("participation.reopen", "times"),
    "heard": Way("participation.hear", "times", newest=("matter", "number")),
    "heard.*": Way("participation.hear", "times", "each", "way", newest=("matter", "number")),
    "heard.people": Way("participation.hear", "people", "sum", "people", newest=("matter", "number")),
    "explained": Way("participation.explain", "times"),
    "hearings.announced": Way("hearing.announce", "times"),
    "hearings.held": Way("hearing.hold", "times"),
    "hearings.present": Way("hearing.hold", "people", "sum", "present"),
    # expert review
    "expert_reviews": Way("expert_review.conclude", "times"),
    "experts": Way("expert_review.conclude", "experts", "sum", "experts"),
    "experts.drawn": Way("expert_review.draw", "experts", "sum", "wanted"),
    "experts.replaced": Way("expert_review.replace", "experts"),
    "expert_opinions": Way("<expert opinions>", "papers"),
    "expert_opinions.adopted": Way("expert_review.conclude", "papers", "sum", "adopted"),
    "expert_opinions.partly": Way("expert_review.conclude", "papers", "sum", "partly"),
    "expert_opinions.rejected": Way("expert_review.conclude", "papers", "sum", "rejected"),
    # risk assessment, fair competition review
    "risks": Way("risk_assessment.find", "times"),
    "risk.*": Way("risk_assessment.find", "times", "each", "level"),
    "controllable.*": Way("risk_assessment.find", "times", "each", "controllable"),
    "risks_reused": Way("risk_assessment.reuse", "times"),
    "competition": Way("fair_competition.conclude", "times"),
    "competition.*": Way("fair_competition.conclude", "times", "each", "conclusion"),
    # legality review
    "submissions": Way("legality_review.submit", "times"),
    "returned": Way("legality_review.return", "times"),
    "supplements": Way("legality_review.request_supplement", "times"),
    "reviews": Way("legality_review.conclude", "papers"),
    "review.*": Way("legality_review.conclude", "papers", "each", "conclusion"),
    "review_days": Way("legality_review.conclude", "working days", "mean", "working_days"),
    "review_days.shortest": Way("legality_review.conclude", "working days", "least", "working_days"),
    "review_days.longest": Way("legality_review.conclude", "working days", "most", "working_days"),
    # deliberation
    "sent_back": Way("deliberation.send_back", "times"),
    "meetings": Way("deliberation.convene", "times"),
    "meeting_kind.*": Way("deliberation.convene", "times", "each", "meeting"),
    "resolutions": Way("deliberation.decide", "times", only=lambda told: told.get("outcome") != "postponed"),
    "outcome.*": Way("deliberation.decide", "times", "each", "outcome"),
    "dissents": Way("deliberation.decide", "opinions", "sum", "dissent"),
    "against_majority": Way("deliberation.decide", "times", only=lambda told: told.get("against_majority") == "yes"),
    # report, publication, archive
    "reported": Way("publication.report_party", "times", newest=("matter",)),
    "reported.*": Way("publication.report_party", "times", "each", "kind", newest=("matter",)),
    "congress": Way("publication.report_congress", "times"),
    "reconsidered": Way("publication.reconsider", "times"),
    "reconsidered.*": Way("publication.reconsider", "times", "each", "way"),
    "published": Way("publication.publish", "matters"),
    "published_late": Way(
        "publication.publish", "matters", only=lambda told: "" < told.get("publish_by", "") < told["day"]
    ),
    "withheld": Way("publication.withhold", "matters"),
    "disclosed": Way("publication.disclose", "matters"),
    "archived": Way("publication.archive", "matters"),
    # execution
    "tasks": Way("execution.assign", "tasks", "sum", "tasks"),
    "execution_reports": Way("execution.report", "times"),
    "execution_reports.*": Way("execution.report", "times", "each", "kind"),
    "problems": Way("execution.problem", "times"),
    "suggestions": Way("execution.suggest", "opinions"),
    "suggestions.*": Way("execution.answer", "opinions", "each", "handling", newest=("matter", "suggestion")),
    "suspensions": Way("execution.suspend", "times"),
    "adjustments": Way("execution.adjust", "times"),
    "terminations": Way("execution.terminate", "times"),
    "executed": Way("execution.conclude", "matters"),
    # evaluation
    "evaluations": Way("evaluation.start", "times"),
    "evaluation_reports": Way("evaluation.report", "times"),
    "evaluation_reports.*": Way("evaluation.report", "times", "each", "advice"),
    "evaluations_used": Way("evaluation.use", "matters"),
    # matters of other kinds
    "kind.*": Way("<other kinds>", "matters", "each of", "kinds"),
    "kind.*.reviews": Way("<other kinds> legality_review.conclude", "papers", "each of", "kinds"),
    "kind.*.resolutions": Way(
        "<other kinds> deliberation.decide",
        "times",
        "each of",
        "kinds",
        only=lambda told: told.get("outcome") != "postponed",
    ),
    "kind.*.signed": Way("<other kinds> publication.sign", "papers", "each of", "kinds", somewhere=True),
    "kind.*.filed": Way("<other kinds> publication.file", "times", "each of", "kinds", somewhere=True),
    # order of procedure
    "refused": Way("<refused>", "times"),
    "refused.*": Way("<refused>", "times", "each of", "rules"),
    "late": Way("<late>", "entries"),
    "late.longest": Way("<late>", "days", "most", "delay"),
    # decisions taken before the system was used
    "past": Way("<past>", "matters"),
    "past.published": Way("<past>", "matters", only=lambda told: bool(told.get("published"))),
    "past.participation": Way("<past>", "matters", only=lambda told: bool(told.get("participation"))),
    "past.expert_review": Way("<past>", "matters", only=lambda told: bool(told.get("expert_review"))),
    "past.risk_assessment": Way("<past>", "matters", only=lambda told: bool(told.get("risk_assessment"))),
    "past.legality_review": Way("<past>", "matters", only=lambda told: bool(told.get("legality_review"))),
    "past.deliberation": Way("<past>", "matters", only=lambda told: bool(told.get("deliberation"))),
    # the work ledger
    "work": Way("<work>", "entries"),
    "work.study": Way("<work study>", "entries"),
    "work.study.sessions": Way("<work study>", "sessions", "sum", "sessions"),
    "work.study.people": Way("<work study>", "people", "sum", "people"),
    "work.training": Way("<work training>", "entries"),
    "work.training.sessions": Way("<work training>", "sessions", "sum", "sessions"),
    "work.training.people": Way("<work training>", "people", "sum", "people"),
    "work.exam": Way("<work exam>", "entries"),
    "work.exam.sat": Way("<work exam>", "people", "sum", "sat"),
    "work.exam.passed": Way("<work exam>", "people", "sum", "passed"),
    "work.publicity": Way("<work publicity>", "entries"),
    "work.publicity.sessions": Way("<work publicity>", "sessions", "sum", "sessions"),
    "work.publicity.people": Way("<work publicity>", "people", "sum", "people"),
    "work.publicity.materials": Way("<work publicity>", "papers", "sum", "materials"),
    "work.principal": Way("<work principal>", "entries"),
    "work.principal.meetings": Way("<work principal>", "times", "sum", "meetings"),
    "work.principal.reports": Way("<work principal>", "times", "sum", "reports"),
    "work.institution": Way("<work institution>", "entries"),
    "work.institution.made": Way("<work institution>", "matters", "sum", "made"),
    "work.institution.repealed": Way("<work institution>", "matters", "sum", "repealed"),
    "work.contract": Way("<work contract>", "entries"),
    "work.contract.reviewed": Way("<work contract>", "papers", "sum", "reviewed"),
    "work.contract.changed": Way("<work contract>", "papers", "sum", "changed"),
    "work.document": Way("<work document>", "entries"),
    "work.document.reviewed": Way("<work document>", "matters", "sum", "reviewed"),
    "work.document.changed": Way("<work document>", "matters", "sum", "changed"),
    "work.enforcement": Way("<work enforcement>", "entries"),
    "work.enforcement.inspections": Way("<work enforcement>", "times", "sum", "inspections"),
    "work.enforcement.cases": Way("<work enforcement>", "matters", "sum", "cases"),
    "work.enforcement.simple": Way("<work enforcement>", "matters", "sum", "simple"),
    "work.enforcement.general": Way("<work enforcement>", "matters", "sum", "general"),
    "work.enforcement.coercions": Way("<work enforcement>", "times", "sum", "coercions"),
    "work.enforcement.fines": Way("<work enforcement>", "yuan", "sum", "fines"),
    "work.openness": Way("<work openness>", "entries"),
    "work.openness.published": Way("<work openness>", "notices", "sum", "published"),
    "work.complaint": Way("<work complaint>", "entries"),
    "work.complaint.received": Way("<work complaint>", "matters", "sum", "received"),
    "work.complaint.verified": Way("<work complaint>", "matters", "sum", "verified"),
    "work.complaint.handled": Way("<work complaint>", "matters", "sum", "handled"),
    "work.complaint.answered": Way("<work complaint>", "matters", "sum", "answered"),
}
ACTS = {way.lines.rpartition("> ")[2] for way in FIGURES.values()} | set(FOLLOWED)


if __name__ == "__main__":
    sys.exit(main())
