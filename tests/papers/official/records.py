"""Records of decisions in which every paper there is can be made of something."""

from __future__ import annotations

from tests.domain.dossiers import lawful

RECORDS = (lawful(),)
