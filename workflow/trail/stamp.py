"""Time stamps of RFC 3161 on checkpoints: an authority outside says that the text of a checkpoint was there at a time.

What is stamped is the SHA-256 of the text under SHA-256 (origin, size, root), whoever signed it since: no entry that it
covers was written later. The files travel; nothing here calls a host.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.x509 import Certificate, load_der_x509_certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from workflow.trail.refusal import Refusal


class StampRefusal(Refusal):
    """An answer of a time stamping authority that is not kept."""


@dataclass(frozen=True)
class Stamp:
    """What an answer says: the digest it is about, who stamped, and until when at the latest that was, to the second."""

    digest: bytes
    authority: str
    by: datetime


def digest_of(text: str) -> bytes:
    """What of the text of a checkpoint is stamped."""
    return hashlib.sha256(text.encode()).digest()


def request_for(text: str) -> bytes:
    """The request (.tsq) for a stamp on the text of a checkpoint, which asks for the certificate too.

    It has no nonce: an earlier stamp on the same text is only better.
    """
    builder = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def certificates(pem: bytes) -> list[Certificate]:
    """The certificates of a file. Raises `StampRefusal`."""
    try:
        return load_pem_x509_certificates(pem)
    except ValueError:
        raise StampRefusal("证书文件不是PEM格式", "the file of certificates is not PEM") from None


def stamp_of(answer: bytes) -> Stamp:
    """What an answer (.tsr) says, whoever made it. Raises `StampRefusal`."""
    return _read(answer)[1]


def checked(answer: bytes, authorities: Iterable[Certificate]) -> Stamp:
    """What an answer says that one of the authorities, or whom they certified to stamp, truly signed. Raises `StampRefusal`."""
    decoded, stamp = _read(answer)
    builder = VerifierBuilder()
    try:
        for each in authorities:
            builder = builder.add_root_certificate(each)
        builder.build().verify(decoded, stamp.digest)
    except (VerificationError, ValueError) as error:
        raise StampRefusal(
            f"时间戳不成立，或者不是所给证书的机构签发的（{error}）",
            f"the time stamp does not hold, or is not of an authority whose certificate was given ({error})",
        ) from None
    return stamp


def _read(answer: bytes) -> tuple[TimeStampResponse, Stamp]:
    try:
        decoded = decode_timestamp_response(answer)
        if decoded.status:
            said = "; ".join(map(str, decoded.status_string)) or str(decoded.status)
            raise StampRefusal(f"时间戳机构未予签发（{said}）", f"the authority gave no time stamp ({said})")
        return decoded, Stamp(decoded.tst_info.message_imprint.message, _authority(decoded), _by(decoded))
    except (ValueError, KeyError) as error:  # KeyError: a name in a kind of string that no certificate has
        if isinstance(error, StampRefusal):
            raise
        raise StampRefusal("不是时间戳应答（.tsr）", "this is no answer of a time stamping authority (.tsr)") from None


def _by(decoded: TimeStampResponse) -> datetime:
    accuracy, by = decoded.tst_info.accuracy, decoded.tst_info.gen_time
    if accuracy:
        by += timedelta(0, accuracy.seconds or 0, accuracy.micros or 0, accuracy.millis or 0)
    return by.replace(microsecond=0) + timedelta(seconds=1) if by.microsecond else by


def _authority(decoded: TimeStampResponse) -> str:
    """Whom the certificate that signed is of; without the certificate, who made it out and under which number."""
    infos = decoded.signed_data.signer_infos
    if len(infos) != 1:
        raise StampRefusal("时间戳应当有且只有一个签名", "a time stamp has one signature")
    (info,) = infos
    for each in decoded.signed_data.certificates:
        certificate = load_der_x509_certificate(each)
        if (certificate.issuer, certificate.serial_number) == (info.issuer, info.serial_number):
            return certificate.subject.rfc4514_string()
    return f"{info.issuer.rfc4514_string()} {info.serial_number}"
