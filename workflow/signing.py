"""The log is signed while the site is served: at the start, and whenever it has grown since."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask

from workflow.domain.text import Text
from workflow.services import checkpoints, seals, signers
from workflow.services.checkpoints import NothingToSign
from workflow.services.signers import KEY, MEMORY, SEEN
from workflow.trail.refusal import Refusal
from workflow.trail.signer import SignerRefusal
from workflow.trail.signerprocess import SignerAway
from workflow.web import context

log = logging.getLogger("shenjue.signing")

STOP_SECONDS = 10.0


def sign_once(app: Flask, *, always: bool = False) -> bool:
    """Sign the log if its length changed; `always`: see even so that it is still what was signed last. A refusal is kept for the audit page, and said in the journal.

    False where the process of the signer is away: nothing is known then, and nothing stops.
    """
    with app.app_context():
        house: context.House = app.extensions[context.KEY]
        try:
            signer = signers.signer_in(house.settings.signed_by)
            if signer and (always or house.refusal or seals.waiting(house.session())):
                known = signers.seen(house.settings.signed_by)
                checkpoints.issue(house.session(), signer, house.real_now(), known)
            house.refusal = house.watch.refusal = None
        except NothingToSign:
            house.refusal = house.watch.refusal = None
        except SignerAway as away:
            log.warning("%s。 %s.", away.zh, away.en)
            return False
        except Refusal as refusal:
            house.refusal = Text(refusal.zh, refusal.en)
            if isinstance(refusal, SignerRefusal):
                house.watch.refusal = Text(f"拒绝签署审计日志：{refusal.zh}。", f"The log is not signed: {refusal.en}.")
            log.critical("拒绝签署审计日志：%s。 The log is not signed: %s.", refusal.zh, refusal.en)
        except Exception:
            # the next time may go well: a database that was busy, another process that was quicker
            log.exception("审计日志未能签署。 The log could not be signed.")
    return True


@contextmanager
def signing(app: Flask, seconds: int) -> Iterator[None]:
    """Sign every so many seconds until the end of the block, where a signer was made; 0: never."""
    house: context.House = app.extensions[context.KEY]
    if not seconds or not (house.settings.signer_process or house.settings.signer.is_dir()):
        yield
        return
    over = threading.Event()

    def work() -> None:
        answered = sign_once(app, always=True)
        while not over.wait(seconds):
            # whoever was away has to see first that it is still what was signed last
            answered = sign_once(app, always=not answered)

    thread = threading.Thread(target=work, name="shenjue-signing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(STOP_SECONDS)


def demonstration_signer(app: Flask, *, anew: bool) -> None:
    """Make the signer of a demonstration where there is none; `anew`: its log has just begun, an older one is set aside."""
    house: context.House = app.extensions[context.KEY]
    folder = house.settings.signer
    if house.settings.signer_process:
        return
    if anew:
        aside = f".{house.real_now():%Y%m%d%H%M%S}"
        for name in (KEY, MEMORY, SEEN, *(each.name for each in folder.glob("e[0-9]*") if "." not in each.name)):
            with suppress(FileNotFoundError):
                (folder / name).rename(folder / (name + aside))
    if not signers.places(folder):
        signers.create_signer(folder, house.settings.log_origin, secrets.token_bytes(32))
