"""What is published of the opinions that were heard agrees with the record (713 arts. 18 and 32)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.adoption import misstated
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard


@guard(own_fact=True)
def figures_as_recorded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where the explanation published with the decision counts opinions, it counts them as they stand in the record; that
    all were adopted, or nobody objects, it says only where that is so.

    A paper dossier that lists no opinion has nothing to hold the figures against. The words around a figure are those
    of whoever wrote it: the trail does not quote them.
    """
    published = dossier.publication
    listed = dossier.opinions or dossier.earlier_rounds or dossier.heard
    if published is None or (setting.record and not listed):
        return
    if wrong := misstated(published.explanation, dossier):
        yield Gap(wrong, private=True)
