"""What speaks against an expert's neutrality in a matter, as far as the record shows it (713 art. 20, 337 art. 20)."""

from __future__ import annotations

from collections.abc import Collection

from workflow.domain.dossier import Dossier
from workflow.domain.text import Text
from workflow.domain.unseen import worded

UNDERTAKING = Text("工作单位是本事项的承办单位", "belongs to a unit that undertakes the matter")
NOT_DRAWN = Text("没有抽中，该领域专家已经随机抽取", "was not drawn, though experts of the field were")
AUTHOR = Text("参加了决策草案的起草", "took part in drafting")


def recusals(dossier: Dossier, name: str, unit: str) -> list[Text]:
    """What the record knows against the expert of that name and unit."""
    return [
        reason
        for reason, applies in ((UNDERTAKING, _undertaking(dossier, unit)), (AUTHOR, _author(dossier, name)))
        if applies
    ]


def doubts(dossier: Dossier, name: str, unit: str, field: str, pool_number: str) -> list[Text]:
    """Why somebody is not seated without a word: what speaks against them, or that others of the field were drawn."""
    drawn = {number for each in dossier.expert_draws for number in each.drawn}
    # whoever is no expert of the pool is of any field
    lots = any(
        not pool_number or each.field == "" or worded(each.field) == worded(field) for each in dossier.expert_draws
    )
    return [*recusals(dossier, name, unit), *([NOT_DRAWN] if lots and pool_number not in drawn else [])]


def uncalled(dossier: Dossier, called: Collection[str]) -> list[str]:
    """Whoever was drawn, in any draw of the matter, and is not among those called; by their numbers in the pool."""
    drawn = dict.fromkeys(number for each in dossier.expert_draws for number in each.drawn)
    return [number for number in drawn if number not in called]


def _undertaking(dossier: Dossier, unit: str) -> bool:
    """Whether the unit is an undertaking one: with the organ's name, in full or short, or without; a post may follow it."""
    plain, organ = worded(unit), worded(dossier.organ)
    town = organ.removesuffix("人民政府")
    written = {plain, *(plain.removeprefix(before) for before in (organ, f"{town}政府", town, town[-1:]))}
    units = [worded(each).removesuffix("公室") for each in (dossier.initiation.units if dossier.initiation else ())]
    return any(each and form.startswith(each) for each in units for form in written)


def _author(dossier: Dossier, name: str) -> bool:
    return bool(worded(name)) and any(worded(draft.author) == worded(name) for draft in dossier.drafts)
