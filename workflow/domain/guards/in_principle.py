"""Adoption in principle: the meeting says in what the draft is to be changed, and it is changed as it said (rules of an organ)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.substance import says_something
from workflow.domain.text import Text


@guard()
def amended_as_decided(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What was adopted in principle is changed as the meeting said: no version says it goes beyond, none touches more."""
    meeting = dossier.meeting
    if meeting is None or meeting.resolution is None:
        return
    if setting.effect("outcomes", meeting.resolution.outcome) != "in_principle":
        return
    decided = next((draft for draft in dossier.drafts if draft.version == meeting.version), None)
    if decided and decided is dossier.draft:
        yield Gap(
            Text(
                "会议原则通过草案第{version}版，此后没有按会议意见修改的版本。",
                "The meeting adopted version {version} in principle, and no version was changed since as it said.",
            ).fmt(version=decided.version)
        )
    for draft in dossier.drafts if decided else ():
        more = [each.label for each in draft.traits if decided and each not in decided.traits]
        if decided is None or draft.version <= decided.version or not (draft.beyond or more):
            continue
        yield Gap(
            Text(
                "草案第{version}版超出会议决定的范围，没有重新审查、讨论。",
                "Version {version} goes beyond what the meeting decided and was not deliberated again.",
            ).fmt(version=draft.version)
        )


@guard(own_fact=True)
def changes_told(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A meeting that adopts in principle says in what the draft is to be changed; minutes on paper may say it instead."""
    resolution = dossier.meeting.resolution if dossier.meeting else None
    if resolution is None or setting.effect("outcomes", resolution.outcome) != "in_principle":
        return
    said = resolution.text + (resolution.minutes if setting.record else "")
    if not says_something(_ADOPTED.sub("", said)):
        yield Gap(
            Text(
                "会议原则通过，没有写明草案应当在哪些方面修改。",
                "Adopted in principle, and it is not said in what the draft is to be changed.",
            )
        )


_ADOPTED = re.compile(
    "会议|会上|与会人员|讨论|研究|决定|同意|原则|通过|草案|方案|按照?|提出|的|意见|修改|完善|进一步|会后|根据|报批|报请|有关|承办单位"
    "|请|印发|公布|实施|后|作|再|并|了"
)
"""That it was adopted, and is to be changed by somebody as was said: not in what."""
