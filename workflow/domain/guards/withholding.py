"""Who decides that a matter, or a decision, is not made public (713 arts. 14(1) and 32, 337 arts. 15 and 32)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Draft, NonDisclosure, Withholding
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.text import Text


@guard(own_fact=True)
def withholder_not_drafter(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whoever wrote a version of the draft does not decide that it is not made public.

    Only the decision being taken is judged, by the versions there were; what others decided before holds nobody back.
    """
    if withheld := dossier.withholding:
        yield from _drafted(withheld, dossier.drafts)
    if withheld is None or setting.record:
        for decided in dossier.non_disclosures[-1:]:
            yield from _drafted(decided, [each for each in dossier.drafts if each.version <= decided.version])


def _drafted(decided: NonDisclosure | Withholding, drafts: Sequence[Draft]) -> Iterator[Gap]:
    """The first version that was written by who decided."""
    for draft in drafts:
        if draft.author_id and draft.author_id == decided.decided_by_id:
            yield Gap(
                Text(
                    "{name}起草了草案第{version}版，不得决定不予公开。",
                    "{name} wrote version {version} of the draft and may not decide that it is not made public.",
                ).fmt(name=decided.decided_by, version=draft.version)
            )
            return
