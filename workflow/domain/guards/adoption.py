"""What is published of the opinions that were heard agrees with the record (713 arts. 18 and 32)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.domain.adoption import misstated, overstated_at_hearing
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.hearingviews import held, says_all_came, says_nothing_disputed, spoken
from workflow.domain.terms import ReportItem
from workflow.domain.text import Text, joined

_CORRECTED = re.compile(r"[“「][^”」]*[”」](?=[^。；;，“「]{0,4}(?:应为|应当为|更正为|改为|有误))")
"""What a correction quotes as wrong."""


@guard(own_fact=True)
def figures_as_recorded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where the explanation published with the decision, or what is corrected or added since, counts opinions, it counts them
    as they stand in the record; that all were adopted, or nobody objects, it says only where that is so.

    A paper dossier that lists no opinion has nothing to hold the figures against, though it may tell of a hearing. The words
    around a figure are those of whoever wrote it: the trail does not quote them.
    """
    since = dossier.publication_amendments
    told = [dossier.publication.explanation] if dossier.publication else []
    told += [text for each in since for text in (_CORRECTED.sub("", each.correction), each.interpretation)]
    listed = bool(dossier.opinions or dossier.earlier_rounds or dossier.heard)
    for text in told:
        if wrong := misstated(text, dossier, counted=listed or not setting.record):
            yield Gap(wrong, private=True)


@guard(own_fact=True)
def hearing_told_as_recorded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The report on a hearing says that all agree only where the record has nobody who objects, nor that nothing was disputed
    (713 art. 17: participants state their views and confirm the record).

    The words are those of whoever wrote the report: the trail does not quote them.
    """
    for hearing in held(dossier, last=not setting.record):
        report, alone = hearing.report, dossier.model_copy(update={"hearings": (hearing,)})
        if report is None:
            continue
        told = (report.overview, report.views, report.support, report.disputes, report.advice)
        if wrong := overstated_at_hearing("\n".join(told), alone):
            yield Gap(wrong, private=True)
        absent = [each for each in hearing.participants if each.appearance and not each.appearance.present]
        if absent and says_all_came(report.overview):
            yield Gap(
                Text(
                    "基本情况写明全部到会，笔录中有{count}人缺席。",
                    "The report says that everybody came; on record {count} did not.",
                ).fmt(count=len(absent)),
                private=True,
            )
        objecting = [each.what for each in spoken(alone) if each.objects]
        if objecting and says_nothing_disputed(report.disputes):
            yield Gap(
                Text(
                    "“{disputes}”写明没有，笔录中{who}表示反对。",
                    "“{disputes}”: there is nothing, it says; on record these object: {who}.",
                ).fmt(disputes=ReportItem.DISPUTES.label, who=joined(objecting)),
                private=True,
            )
