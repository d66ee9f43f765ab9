"""Who decides that a matter, or a decision, is not made public (713 arts. 14(1) and 32, 337 arts. 15 and 32)."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.text import Text


@guard(own_fact=True)
def withholder_not_drafter(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whoever wrote a version of the draft does not decide that it is not made public; what counts is who decided last."""
    deciders = {each.decided_by_id: each.decided_by for each in dossier.non_disclosures[-1:]}
    if dossier.withholding:
        deciders[dossier.withholding.decided_by_id] = dossier.withholding.decided_by
    for draft in dossier.drafts:
        if draft.author_id and draft.author_id in deciders:
            yield Gap(
                Text(
                    "{name}起草了草案第{version}版，不得决定不予公开。",
                    "{name} wrote version {version} of the draft and may not decide that it is not made public.",
                ).fmt(name=deciders[draft.author_id], version=draft.version)
            )
            return
