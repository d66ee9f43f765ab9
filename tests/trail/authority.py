"""A time stamping authority of OpenSSL, made for a test: its root certificate, and its answers."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SETTINGS = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = stamping.pem
signer_key = stamping.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Authority:
    """An authority with its files in a folder of its own."""

    def __init__(self, place: Path, name: str = "时间戳服务中心") -> None:
        self.place, self.root = place, place / "root.pem"
        place.mkdir()
        (place / "settings").write_text(_SETTINGS, "utf-8")
        (place / "serial").write_text("01")
        new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8", "-config", "settings")
        self.openssl(
            "req",
            "-x509",
            *new,
            "-keyout",
            "root.key",
            "-out",
            "root.pem",
            "-days",
            "9",
            "-subj",
            "/CN=Root",
            "-extensions",
            "root",
        )
        self.openssl("req", *new, "-keyout", "stamping.key", "-out", "stamping.csr", "-subj", f"/CN={name}")
        signed = (
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-CAcreateserial",
            "-extfile",
            "settings",
            "-extensions",
            "stamping",
        )
        self.openssl("x509", "-req", "-in", "stamping.csr", *signed, "-out", "stamping.pem", "-days", "9")

    def openssl(self, *arguments: object) -> None:
        """Run OpenSSL in the folder."""
        subprocess.run(["openssl", *map(str, arguments)], cwd=self.place, capture_output=True, check=True)

    def answer(self, request: Path, answer: Path) -> None:
        """Stamp."""
        self.openssl("ts", "-reply", "-config", "settings", "-queryfile", request, "-out", answer)
