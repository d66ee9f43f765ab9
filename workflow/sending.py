"""A witness is asked over HTTP: add-checkpoint of c2sp.org/tlog-witness, once for each hash of the log."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from workflow.services import checkpoints
from workflow.services.checkpoints import Cosigned
from workflow.trail.checkpoint import checkpoint_of, decimal
from workflow.trail.cosigning import Request
from workflow.trail.refusal import Refusal
from workflow.trail.trust import Trust

SECONDS = 30
MOST_BYTES = 64 * 1024

Post = Callable[[str, str], tuple[int, str]]


class NotCosigned(Refusal):
    """The witness could not be reached, or did not cosign."""


def post(url: str, body: str) -> tuple[int, str]:
    """Send `body`, and return the status and the text of the answer; a redirect is not followed.

    Raises NotCosigned where no answer comes within half a minute.
    """
    place = urlsplit(url)
    kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    if place.scheme not in kinds or not place.hostname:
        raise NotCosigned(f"见证地址应当以 http:// 或者 https:// 开头：{url}", f"{url} is not the address of a witness")
    try:
        with closing(kinds[place.scheme](place.hostname, place.port, timeout=SECONDS)) as connection:
            headers = {"Content-Type": "text/plain; charset=utf-8"}
            connection.request("POST", f"{place.path.rstrip('/')}/add-checkpoint", body.encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read(MOST_BYTES).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotCosigned(f"无法连接见证单位：{error}", f"the witness cannot be reached: {error}") from None


def send(session: Session, url: str, trust: Trust, witness: str = "", post: Post = post) -> list[Cosigned]:
    """Have the newest checkpoint cosigned by the witness at `url`, and keep its answer.

    `witness`: its name, where there are several. Raises NoCheckpoint, NotCosigned, and NoteError for an answer that does
    not hold.
    """
    asked = checkpoints.requests(session, checkpoints.cosigned_size(session, witness))
    lines = "".join(_answered(session, url, place, request, post) for place, request in enumerate(asked))
    return checkpoints.take(session, trust, lines, checkpoint_of(asked[0].note).size)


def _answered(session: Session, url: str, place: int, request: Request, post: Post) -> str:
    status, said = post(url, request.encode())
    known = decimal(said.strip())
    if status == 409 and known is not None and known <= checkpoint_of(request.note).size:
        # it cosigned another size last than is known here: an answer of it was lost on the way
        status, said = post(url, checkpoints.requests(session, known)[place].encode())
    if status != 200:
        raise NotCosigned(
            f"见证单位没有见证（{status}）：{said.strip()}", f"the witness did not cosign ({status}): {said.strip()}"
        )
    return said
