"""What somebody takes home as proof that an act is in the log: the entry, the proof, and how to check them."""

from __future__ import annotations

import io
import zipfile

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
"""


def package(seq: int, body: bytes, proof: str) -> bytes:
    """The three files as one archive."""
    files = {
        "entry.json": body,
        "entry.tlog-proof": proof.encode(),
        "README.txt": b"\xef\xbb\xbf" + _READ_ME.format(seq=seq).encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
