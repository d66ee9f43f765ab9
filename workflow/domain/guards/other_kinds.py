"""What other kinds of matter end with."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.text import Text


@guard()
def contract_signed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The signing of the contract is on record, and not earlier than the decision."""
    signing, meeting = dossier.signing, dossier.meeting
    if signing is None:
        yield Gap(Text("尚未登记合同签订情况。", "The signing is not on record."))
    elif meeting and meeting.resolution and signing.on < meeting.resolution.on:
        yield Gap(
            Text(
                "合同签订日期（{signed}）早于集体讨论决定日期（{decided}）。",
                "The contract was signed on {signed}, before the decision of {decided}.",
            ).fmt(signed=signing.on, decided=meeting.resolution.on)
        )
