"""What somebody takes home as proof that an act is in the log: the entry, the proof, and how to check them."""

from __future__ import annotations

import io
import zipfile
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
    files["README.txt"] = b"\xef\xbb\xbf" + _READ_ME.format(seq=seq, **told).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
