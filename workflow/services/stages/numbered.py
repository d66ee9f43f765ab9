"""The document number of what a step records, given by the program or typed, and what its paper calls the decision."""

from __future__ import annotations

import datetime as dt

from workflow.domain.numbers import as_printed, document_number
from workflow.domain.text import Text
from workflow.domain.wording import decided_title, quoted
from workflow.services.numbers import Giver, Wanted, number_for, unused
from workflow.services.recording import BadInput, Taking


def numbered(taking: Taking, written: str, paper: str, title: str, on: dt.date, before: str = "") -> str:
    """The number of the paper of that key and day as it is printed; empty where none was entered. Raises BadInput at `number`.

    `before` is the number it was recorded with when it was entered the first time. The public takes no step that has a number.
    """
    if not written.strip() or taking.actor is None or as_printed(written) == before:
        return as_printed(written)
    wanted = Wanted(on, title, taking.decision.id, taking.decision.number, paper)
    return unused(taking.session, number_for(Giver(taking.session, taking.actor, taking.now), written, wanted))


def strict(number: str) -> str:
    """The number, refused where it is none. Raises BadInput at `number`."""
    if not document_number(number):
        sentence = Text(
            "请按“机关代字〔年份〕×号”填写发文字号，例如“清泉府发〔2022〕5号”。",
            "Write the number as code〔year〕serial号, for example 清泉府发〔2022〕5号.",
        )
        raise BadInput({"number": sentence})
    return number


def called(taking: Taking) -> str:
    """The decision as the titles of its papers name it."""
    draft = taking.dossier.draft
    return quoted(decided_title(draft.title if draft else taking.dossier.title))
