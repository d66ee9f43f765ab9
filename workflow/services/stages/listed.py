"""Lists of materials, handed in for review or for the meeting: nothing is on them that the dossier does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.domain.guards.legality_review import held
from workflow.domain.terms import Material, MeetingMaterial
from workflow.domain.text import Text, joined
from workflow.services.recording import BadInput, Taking


def only_what_there_is(taking: Taking, materials: Sequence[Material] | Sequence[MeetingMaterial]) -> None:
    """Refuse a list with a material of a procedure that was not gone through. Raises BadInput."""
    if absent := [each.label for each in materials if not held(taking.dossier, each)]:
        text = Text("卷宗中没有：{what}。请不要勾选。", "The dossier does not hold: {what}. Do not tick it.")
        raise BadInput({"materials": text.fmt(what=joined(absent))})
