"""Duties that one person must not hold together.

Who keeps or watches the system takes no part in it. The chief takes the decision: what is prepared, reviewed and recorded for
it is others' work (713 arts. 10, 25 and 30).
"""

from __future__ import annotations

from collections.abc import Iterable

from workflow.domain.terms import Role
from workflow.domain.text import Text

# these stand alone: with no other role, and not with each other
APART = (Role.ADMIN, Role.AUDITOR, Role.CHIEF)


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
