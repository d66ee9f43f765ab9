"""What somebody takes home as proof that an act is in the log: the entry, the proof, and how to check them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# the same proof is the same file, whenever it is fetched
_DAY = (1980, 1, 1, 0, 0, 0)

_READ_ME = """审计日志第{seq}条的存在证明

entry.json          该条日志的规范字节（RFC 8785），不含公民个人信息
entry.tlog-proof    存在证明（c2sp.org/tlog-proof@v1），末尾是检查点及其签名

怎样核对，不需要本系统：
1. 计算叶哈希：SHA-256（字节 00 之后接 entry.json 的全部字节）。
2. 自叶哈希起，用证明文件中的各行哈希按 RFC 9162 第2.1.3.2节逐层计算，得到的根应当等于检查点第三行（base64）。
3. 检查点的签名用日志公钥核对，见证单位的签名用见证单位公布的公钥核对（c2sp.org/signed-note、tlog-cosignature）。
4. 检查点第二行、第三行应当与公告等纸质材料上二维码所载的一致，或者同他人另行保存的一致。
{fact_zh}
Proof that entry {seq} is in the log

entry.json          the canonical bytes of the entry (RFC 8785); it holds no personal data of citizens
entry.tlog-proof    the proof (c2sp.org/tlog-proof@v1), with the signed checkpoint at its end

How to check it without this system:
1. Hash the leaf: SHA-256 of the byte 00 followed by all bytes of entry.json.
2. From the leaf, climb by the hashes of the proof as RFC 9162 section 2.1.3.2 says; the root you reach must be the
   third line of the checkpoint (base64).
3. Check the signature of the checkpoint with the key of the log, and those of witnesses with the keys they made
   public (c2sp.org/signed-note, tlog-cosignature).
4. The second and third line of the checkpoint must be those of the QR code on paper, or those somebody else kept.
{fact_en}"""

_FACT_ZH = """
fact.json           当时提交的内容（{kind}）的规范字节
salt.txt            随机数（十六进制）

5. 条目不载内容本身，只载承诺值。以 salt.txt 的16个字节为密钥，对“{kind}”、字节 00 和 fact.json 的全部字节依次相接计算
   HMAC-SHA-256，冠以 c1: 后应当与 entry.json 中 in 或者 pc 所载“{kind}=”之后的值相同。
"""

_FACT_EN = """
fact.json           the canonical bytes of what was submitted ({kind})
salt.txt            a random number, in hexadecimal digits

5. The entry holds a commitment to the fact, not the fact itself. With the 16 bytes of salt.txt as the key, compute
   HMAC-SHA-256 over "{kind}", the byte 00 and all bytes of fact.json; with c1: before it, it must be what stands
   after "{kind}=" in the in or the pc of entry.json.
"""


@dataclass(frozen=True)
class Fact:
    """What was submitted, of which kind, and the salt of the commitment to it."""

    kind: str
    salt: bytes
    body: bytes


def package(seq: int, body: bytes, proof: str, fact: Fact | None = None) -> bytes:
    """The files as one archive; with `fact`, where it is open to whoever gets it."""
    told = {"fact_zh": "", "fact_en": ""}
    files = {"entry.json": body, "entry.tlog-proof": proof.encode()}
    if fact:
        told = {"fact_zh": _FACT_ZH.format(kind=fact.kind), "fact_en": _FACT_EN.format(kind=fact.kind)}
        files |= {"fact.json": fact.body, "salt.txt": fact.salt.hex().encode() + b"\n"}
    return _packed(files, _READ_ME.format(seq=seq, **told))


_MATTER = """事项{number}的证据包

entries/N.json          本事项每条日志的规范字节（RFC 8785），N 为该条在日志中的序号，不含公民个人信息
entries/N.tlog-proof    该条的存在证明（c2sp.org/tlog-proof@v1），末尾是检查点及其签名；导出时尚未签署的条目没有
facts/N-种类.json       随该条录入的内容的规范字节；条目不载内容本身，只载承诺值
facts/N-种类.salt.txt   计算该承诺值所用的随机数（十六进制）

{left_zh}facts 目录可能含有个人信息，只供有权查阅的人员使用。证据包证明所载各条在日志中、内容未变；要证明没有遗漏，核验整本日志（shenjue audit bundle）。

怎样核对，不需要本系统：
1. 计算叶哈希：SHA-256（字节 00 之后接 entries/N.json 的全部字节）。
2. 自叶哈希起，用 entries/N.tlog-proof 中的各行哈希按 RFC 9162 第2.1.3.2节逐层计算，得到的根应当等于检查点第三行（base64）。
3. 检查点的签名用日志公钥核对，见证单位的签名用见证单位公布的公钥核对（c2sp.org/signed-note、tlog-cosignature）。
4. 检查点第二行、第三行应当与公告等纸质材料上二维码所载的一致，或者同他人另行保存的一致。
5. 以 facts/N-种类.salt.txt 的16个字节为密钥，对种类、字节 00 和 facts/N-种类.json 的全部字节依次相接计算 HMAC-SHA-256，冠以 c1: 后应当
   与 entries/N.json 中 in 或者 pc 所载“种类=”之后的值相同。

Proof of matter {number}

entries/N.json          the canonical bytes (RFC 8785) of every entry of the matter, N being its number in the log
entries/N.tlog-proof    its proof (c2sp.org/tlog-proof@v1), with the signed checkpoint at its end; none where the entry
                        was not signed yet when this was exported
facts/N-KIND.json       the canonical bytes of what was recorded with it: the entry itself holds only a commitment
facts/N-KIND.salt.txt   the random number of that commitment, in hexadecimal digits

{left_en}The folder facts may hold personal data and is for those who may read it. What is here is proved to be in the log, and
unchanged; that nothing is left out, the whole log proves (shenjue audit bundle).

How to check it without this system:
1. Hash the leaf: SHA-256 of the byte 00 followed by all bytes of entries/N.json.
2. From the leaf, climb by the hashes of entries/N.tlog-proof as RFC 9162 section 2.1.3.2 says; the root you reach must
   be the third line of the checkpoint (base64).
3. Check the signature of the checkpoint with the key of the log, and those of witnesses with the keys they made
   public (c2sp.org/signed-note, tlog-cosignature).
4. The second and third line of the checkpoint must be those of the QR code on paper, or those somebody else kept.
5. With the 16 bytes of facts/N-KIND.salt.txt as the key, compute HMAC-SHA-256 over the kind, the byte 00 and all bytes of
   facts/N-KIND.json; with c1: before it, it must be what stands after "KIND=" in the in or the pc of entries/N.json.
"""


@dataclass(frozen=True)
class Proved:
    """An entry, the proof that it is in the log where it was signed already, and what was recorded with it."""

    seq: int
    body: bytes
    proof: str
    facts: tuple[Fact, ...]


def facts_of(entry: Proved) -> dict[str, bytes]:
    """The files of what was recorded with an entry, each with the salt of its commitment."""
    files: dict[str, bytes] = {}
    for fact in entry.facts:
        files[f"facts/{entry.seq}-{fact.kind}.json"] = fact.body
        files[f"facts/{entry.seq}-{fact.kind}.salt.txt"] = fact.salt.hex().encode() + b"\n"
    return files


_LEFT_ZH = """本证据包没有列入下列文件：公众原话中载有电话号码、证件号码等，只提供给办理公众意见的人员和审计监督人员。
{files}

"""
_LEFT_EN = """These files are left out: telephone or identity numbers stand in what the public sent, which only those who deal with
it and the auditor are given.
{files}

"""


def matter(number: str, entries: Iterable[Proved], left_out: Sequence[str] = ()) -> bytes:
    """The entries of a matter with their proofs as one archive; `left_out` are the files it is handed over without."""
    files: dict[str, bytes] = {}
    for each in entries:
        files[f"entries/{each.seq}.json"] = each.body
        if each.proof:
            files[f"entries/{each.seq}.tlog-proof"] = each.proof.encode()
        files |= facts_of(each)
    named = "\n".join(left_out)
    left = {"left_zh": _LEFT_ZH.format(files=named), "left_en": _LEFT_EN.format(files=named)}
    return _packed(files, _MATTER.format(number=number, **left if left_out else dict.fromkeys(left, "")))


def _packed(files: dict[str, bytes], read_me: str) -> bytes:
    """The files and what is to be read first."""
    files["README.txt"] = b"\xef\xbb\xbf" + read_me.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
