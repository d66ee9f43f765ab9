"""What by law is not made public: its ground, who decides it, and what follows (713 arts. 14(1) and 32, 711 arts. 13 to 18)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Draft, NonDisclosure, Withholding
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something, stated
from workflow.domain.terms import OptionalStage
from workflow.domain.text import Text
from workflow.domain.unseen import same_person


@guard(own_fact=True)
def withholding_grounded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is not made public has a ground of law, a reason and a decider (713 art. 32, 711 arts. 13 to 16)."""
    withheld = _withheld(dossier)
    if withheld is None:
        yield Gap(Text("没有不予公开的决定。", "There is no decision to withhold it."))
        return
    if withheld.ground is None:
        yield Gap(Text("没有写明不予公开的法定情形。", "The lawful ground is missing."))
    if not (says_something(withheld.reason) and withheld.decided_by.strip()):
        yield Gap(Text("没有写明不予公开的理由或者决定人。", "The reason, or who decided so, is missing."))


def _withheld(dossier: Dossier) -> Withholding | None:
    """The newest decision not to make it public, lifted since or not."""
    return next((each for each in reversed(dossier.withholdings) if not each.lifted), None)


@guard(own_fact=True)
def withholding_reviewed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is withheld has a day on which it is looked at again (711 art. 18)."""
    withheld = _withheld(dossier)
    if withheld is None:
        return
    if withheld.review_on is None:
        yield Gap(Text("没有写明再次审查日期。", "The day it is looked at again is missing."))
    elif withheld.review_on <= withheld.on:
        yield Gap(
            Text(
                "再次审查日期（{review}）不在决定日期（{on}）之后。",
                "The day it is looked at again ({review}) is not after the decision ({on}).",
            ).fmt(review=withheld.review_on, on=withheld.on)
        )


class SoonParams(Params):
    """By the end of which year after the decision what is withheld is looked at again: 1 is the year after."""

    years: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """The earlier year is stricter."""
        return (-self.years,)

    def numbers(self, convention: Convention) -> Numbers:
        """The year."""
        return ((Text("最迟", "At the latest"), _end_of(self.years)),)


def _end_of(years: int) -> Text:
    if years == 1:
        return Text("决定次年年底", "the end of the year after the decision")
    return Text("决定后第{n}年年底", "the end of year {n} after the decision").fmt(n=years)


@guard(SoonParams, own_fact=True)
def withholding_reviewed_soon(dossier: Dossier, params: SoonParams, setting: Setting) -> Iterator[Gap]:
    """What is withheld is looked at again by the end of a year, or it is said why later (711 art. 18 says no number)."""
    withheld = _withheld(dossier)
    if withheld and withheld.review_on and withheld.review_on.year > withheld.on.year + params.years:
        yield Gap(
            Text(
                "再次审查日期（{review}）晚于{latest}，理由：{reason}。",
                "The day it is looked at again ({review}) is later than {latest}. Why: {reason}.",
            ).fmt(review=withheld.review_on, latest=_end_of(params.years), reason=stated(withheld.late_review)),
            excused=says_something(withheld.late_review),
        )


@guard(own_fact=True)
def withholder_not_drafter(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whoever wrote a version of the draft does not decide that it is not made public.

    Only the decision being taken is judged, by the versions there were; what others decided before holds nobody back.
    """
    for withheld in dossier.withholdings[-1:]:
        yield from _drafted(withheld, dossier.drafts)
    if not dossier.withholdings or setting.record:
        for decided in dossier.non_disclosures[-1:]:
            yield from _drafted(decided, [each for each in dossier.drafts if each.version <= decided.version])


@guard()
def withholding_lifted(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What was kept from the public is published only once it is decided that it may be (711 art. 18)."""
    published, lifted = dossier.publication, dossier.disclosure
    if lifted is not None:
        if published and published.on < lifted.on:
            yield Gap(
                Text(
                    "解除不予公开的日期（{lifted}）晚于公布日期（{published}）。",
                    "The withholding was lifted ({lifted}) after publication ({published}).",
                ).fmt(lifted=lifted.on, published=published.on)
            )
        return
    kept = dossier.withholding or dossier.kept_back
    if kept and (_made_public_since(dossier, kept.on) or not setting.record):
        yield Gap(
            Text(
                "{name}于{day}决定不予公开，尚未决定解除。",
                "{name} decided on {day} that it is not made public, and has not lifted that.",
            ).fmt(name=kept.decided_by, day=kept.on)
        )


_HEARING = "(?:公开|征求|听取|征集|公众参与|公众讨论|公众意见征集)"
_SILENT = re.compile(
    "(?:没有|未能?(?!来)|不[予宜便应再]|不(?=公开|征求|听取|征集)|无法?|免予|免于|略去了?|省略了?)"
    f"[^。；，,]{{0,8}}?{_HEARING}+(?:社会|公众|群众)*(?:的?意见)?(?:的?(?:程序|环节))?"
    f"|{_HEARING}[^。；，,]{{0,8}}(?:从略|略去|省略|免除|[未没]有?(?:进行|开展|组织))"
)
"""That the public was not heard, before a decision or on a draft."""


@guard(own_fact=True)
def silence_explained(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is published after the withholding was lifted, and on which the public was never heard, says so, and why."""
    published = dossier.publication
    if published is None or dossier.disclosure is None or dossier.notice or dossier.heard:
        return
    if any(each.sitting for each in dossier.hearings):
        return
    said = published.explanation
    if not (_SILENT.search(said) and says_something(_SILENT.sub("", said))):
        yield Gap(
            Text(
                "本事项曾经不予公开，没有听取公众意见；向社会公布的说明没有写明这一情况和理由。",
                "The matter was kept from the public, which was not heard on it; the published explanation does not say so, "
                "nor why.",
            )
        )


def _made_public_since(dossier: Dossier, day: dt.date) -> bool:
    """Whether something was made public after it was decided on a day that it is not: what stays withheld is in order."""
    told = (dossier.notice, dossier.hearing)
    return bool(dossier.publication and dossier.publication.on >= day) or any(each and each.on > day for each in told)


@guard()
def notice_kept_up(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A consultation during which the notice was taken down, because the matter was not to be public, does not count."""
    notice = dossier.notice
    if notice is None or dossier.skip(OptionalStage.PARTICIPATION):
        return
    for decided in dossier.non_disclosures:
        # it was out of sight from the entry on, whatever day the decision bears
        days = (decided.on, decided.entered_on or decided.on)
        if decided.agreed and any(notice.on <= day <= notice.closes for day in days):
            yield Gap(
                Text(
                    "公告期间（至{ends}止）于{day}审定不予公开，公告曾经撤下。",
                    "While the notice ran (until {ends}) it was decided on {day} that the matter is not public, and it was "
                    "taken down.",
                ).fmt(ends=notice.closes, day=decided.on)
            )
            return


def _drafted(decided: NonDisclosure | Withholding, drafts: Sequence[Draft]) -> Iterator[Gap]:
    """The first version that was written by who decided."""
    for draft in drafts:
        if same_person((draft.author_id, draft.author), (decided.decided_by_id, decided.decided_by)):
            yield Gap(
                Text(
                    "{name}起草了草案第{version}版，不得决定不予公开。",
                    "{name} wrote version {version} of the draft and may not decide that it is not made public.",
                ).fmt(name=decided.decided_by, version=draft.version)
            )
            return
