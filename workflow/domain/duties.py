"""Duties that one person must not hold together: who keeps or watches the system takes no part in it."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.domain.terms import Role
from workflow.domain.text import Text

# these stand alone: with no business role, and not with each other
APART = (Role.ADMIN, Role.AUDITOR)


def conflicts(roles: Iterable[str]) -> list[Text]:
    """What stands in the way of one person holding all of `roles`; empty when nothing does.

    :raises ValueError: a role is not in the closed list.
    """
    known = {role.value for role in Role}
    wanted = {str(role) for role in roles}
    if wanted - known:
        raise ValueError(f"unknown roles: {sorted(wanted - known)}")
    held = [role for role in Role if role.value in wanted]
    found: list[Text] = []
    for index, one in enumerate(held):
        for other in held[index + 1 :]:
            if one in APART or other in APART:
                found.append(
                    Text(
                        f"同一人不得同时担任“{one.label.zh}”和“{other.label.zh}”。",
                        f"One person must not be both “{one.label.en}” and “{other.label.en}”.",
                    )
                )
    return found
