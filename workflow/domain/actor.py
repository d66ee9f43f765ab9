"""Who does something, as the services and the trail know them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as they stand at this moment: name, post and roles are those that go into the trail.

    `via` says by which door: ``web``, ``cli``, ``import`` or ``demo``.
    """

    person_id: int
    public_id: str
    name: str
    post: str
    unit_id: int | None
    unit: str
    roles: frozenset[str]
    via: str

    @property
    def signs(self) -> tuple[str, str]:
        """The account and the name a signature of theirs bears."""
        return self.public_id, self.name

    def has(self, *roles: str) -> bool:
        """Whether the actor holds one of `roles`."""
        return not self.roles.isdisjoint(roles)
