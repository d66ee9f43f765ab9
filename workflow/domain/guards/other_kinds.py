"""What other kinds of matter end with."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.text import Text


@guard()
def contract_signed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The signing of the contract is on record; that it comes after the decision is asked of the signing itself."""
    if dossier.signing is None:
        yield Gap(Text("尚未登记合同签订情况。", "The signing is not on record."))
