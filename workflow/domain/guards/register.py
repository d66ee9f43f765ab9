"""Who is entitled to deliberate, held against the register of the body (713 art. 30, house rules)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.seated import miscounted


@guard()
def entitled_as_registered(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Those the record of a meeting counts are those the register of its body has for that day (713 art. 30).

    The register may have changed since the meeting was convened. An item that was only put off is to be deliberated
    again, by all of them.
    """
    for meeting in dossier.meetings if setting.record else dossier.meetings[-1:]:
        if meeting.resolution and setting.effect("outcomes", meeting.resolution.outcome) == "postponed":
            continue
        for text in miscounted(dossier, meeting):
            yield Gap(text)
