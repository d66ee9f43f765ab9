"""The procedure of one matter as the Orders have it, said anew: what may follow what, by whom, and what stops it.

Nothing here is taken from the engine or its law files: where the two disagree, one of them is wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import count

from tests.stateful import execution, hearing, withholding
from tests.stateful.execution import Execution
from tests.stateful.hand import Attached, Hand, with_draft
from tests.stateful.hearing import Hearing
from tests.stateful.withholding import Kept

# people: one for each role; `both` drafts and reviews, `neighbour` is of a unit that has nothing to do with the matter
UNIT = {"staff", "unit_lead", "both"}
REVIEWERS = {"legal_reviewer", "both"}
MEETING = {"recorder"}
CHIEF, OFFICE = {"chief"}, {"office"}
BYSTANDERS = ("neighbour", "auditor", "admin")
PEOPLE = (*sorted(UNIT | REVIEWERS | MEETING | CHIEF | OFFICE), *BYSTANDERS)

WHO: dict[str, set[str]] = {
    "initiation.study": {"unit_lead"} | OFFICE,
    "initiation.approve": CHIEF,
    "initiation.decline": CHIEF,
    "drafting.save": UNIT,
    "participation.open": UNIT,
    "participation.amend": UNIT,
    "participation.receive": UNIT | OFFICE,
    "participation.answer": UNIT,
    "participation.conclude": UNIT,
    "participation.withhold": CHIEF,
    **{act: UNIT | OFFICE if office else UNIT for act, office in hearing.WHO.items()},
    "expert_review.convene": UNIT,
    "expert_review.replace": UNIT,
    "expert_review.opine": UNIT,
    "expert_review.conclude": UNIT,
    "risk_assessment.start": UNIT,
    "risk_assessment.report": UNIT,
    "risk_assessment.find": CHIEF,
    "legality_review.submit": UNIT,
    "legality_review.accept": REVIEWERS,
    "legality_review.counsel": REVIEWERS,
    "legality_review.conclude": REVIEWERS,
    "legality_review.check": REVIEWERS,
    "deliberation.submit": UNIT,
    "deliberation.convene": MEETING | OFFICE,
    "deliberation.attend": MEETING,
    "deliberation.speak": MEETING,
    "deliberation.decide": MEETING,
    "publication.report_party": OFFICE,
    "publication.publish": OFFICE,
    "publication.amend": OFFICE,
    "publication.withhold": CHIEF,
    "publication.disclose": CHIEF,
    "publication.archive": OFFICE,
    **execution.WHO,
}
ACTS = tuple(WHO)
SHARED = {"participation.receive", "participation.answer", "hearing.register", *execution.SHARED}
"""What several may do at once: it makes no other form stale, and none makes it so."""
SIGNED = {"legality_review.conclude", "legality_review.check", *withholding.SIGNED}

# where the matter has to stand; what is done beside the draft is done while it is a draft
STANDS: dict[str, set[str]] = {
    "initiation.study": {"proposed"},
    "initiation.approve": {"proposed", "studied"},
    "initiation.decline": {"studied"},
    "drafting.save": {"drafting", "amending"},
    "legality_review.submit": {"drafting"},
    "legality_review.accept": {"submitted"},
    "legality_review.counsel": {"reviewing"},
    "legality_review.conclude": {"reviewing"},
    "legality_review.check": {"amending"},
    "deliberation.submit": {"reviewed"},
    "deliberation.convene": {"reviewed"},
    **{f"deliberation.{name}": {"in_session"} for name in ("attend", "speak", "decide")},
    "publication.report_party": {"decided", "reported"},
    "publication.publish": {"reported", "archived"},
    "publication.amend": {"published", "archived"},
    "publication.withhold": {"reported", "withheld", "archived"},
    "publication.disclose": {"withheld", "reported", "archived"},
    "publication.archive": {"published", "withheld"},
}
BESIDE: dict[str, set[str]] = {
    "participation.open": {"pending"},
    **{f"participation.{name}": {"open"} for name in ("amend", "receive", "answer", "conclude")},
    "participation.withhold": {"pending", "open", "concluded"},
    **hearing.STANDS,
    "expert_review.convene": {"pending", "concluded"},
    **{f"expert_review.{name}": {"under_way"} for name in ("replace", "opine", "conclude")},
    "risk_assessment.start": {"pending", "reported", "uncontrollable", "concluded"},
    "risk_assessment.report": {"under_way"},
    "risk_assessment.find": {"reported"},
    **execution.STANDS,
}
DECIDED = {"published", "withheld", "archived"}
"""Where the matter stands while it is carried out."""

# where an act leads; what is not here leads nowhere
LEADS: dict[tuple[str, str], str] = {
    ("initiation.study", ""): "studied",
    ("initiation.approve", ""): "drafting",
    ("initiation.decline", ""): "declined",
    ("participation.open", ""): "open",
    ("participation.conclude", ""): "concluded",
    ("expert_review.convene", ""): "under_way",
    ("expert_review.conclude", ""): "concluded",
    ("risk_assessment.start", ""): "under_way",
    ("risk_assessment.report", ""): "reported",
    ("risk_assessment.find", "controllable"): "concluded",
    ("risk_assessment.find", "uncontrollable"): "uncontrollable",
    ("legality_review.submit", ""): "submitted",
    ("legality_review.accept", ""): "reviewing",
    ("legality_review.conclude", "lawful"): "reviewed",
    ("legality_review.conclude", "amend"): "drafting",
    ("legality_review.conclude", "unlawful"): "drafting",
    ("legality_review.check", "kept_to"): "decided",
    ("legality_review.check", "beyond"): "drafting",
    ("deliberation.convene", ""): "in_session",
    ("deliberation.decide", "adopted"): "decided",
    ("deliberation.decide", "in_principle"): "amending",
    ("deliberation.decide", "amend"): "drafting",
    ("deliberation.decide", "postponed"): "reviewed",
    ("deliberation.decide", "rejected"): "rejected",
    ("publication.report_party", ""): "reported",
    ("publication.publish", ""): "published",
    ("publication.withhold", ""): "withheld",
    ("publication.disclose", ""): "reported",
    ("publication.archive", ""): "archived",
    **hearing.LEADS,
    **execution.LEADS,
}


_marks = count(1)


@dataclass
class Review:
    """A round of legality review."""

    version: int
    counsel: bool = False
    found: str = ""


@dataclass
class Meeting:
    """A meeting: the version before it, its day, who is known to be there, who has spoken."""

    version: int
    on: dt.date
    attended: bool = False
    spoken: list[str] = field(default_factory=list)


@dataclass
class Matter:
    """Where a matter stands, and what of its past still counts."""

    since: dt.date
    main: str = "proposed"
    beside: dict[str, str] = field(default_factory=dict)
    version: int = 1
    mark: int = 0
    """Which version this is: after a loss there may be another one of the same number."""
    drafts: int = 0
    authors: set[str] = field(default_factory=set)
    starts: dt.date | None = None
    ends: dt.date | None = None
    amended: int = 0
    taken_down: bool = False
    opinions: list[bool] = field(default_factory=list)
    expert: int = 1
    opined: bool = False
    argued: int = 0
    """How many experts of the panel have given an opinion, those who fell out afterwards as well."""
    assessed: int = 0
    reviews: list[Review] = field(default_factory=list)
    meeting: Meeting | None = None
    meetings: int = 0
    sat: set[dt.date] = field(default_factory=set)
    to_amend: int = 0
    """The version of which the meeting decided that it is changed and brought again."""
    handed_in: int = 0
    checked: str = ""
    hearing: Hearing | None = None
    heard: Hearing | None = None
    called_off: list[Hearing] = field(default_factory=list)
    published: dt.date | None = None
    """The day it was published, or what was published was last put right or added to."""
    kept: Kept = field(default_factory=Kept)
    execution: Execution = field(default_factory=Execution)
    decided: dt.date | None = None
    known: dt.date | None = None
    """The day from which it was known, or decided, that it is public or is not."""

    def track(self, act: str) -> str:
        """The state of the track beside the draft that an act belongs to."""
        return self.beside.get(act.partition(".")[0], "pending")

    def open(self, act: str) -> bool:
        """Whether an act is there to be done where the matter stands."""
        if act in BESIDE:
            return self.main in self._during(act) and self.track(act) in BESIDE[act] and not self._beside_the_point(act)
        return self.main in STANDS[act] and not self._beside_the_point(act)

    def _during(self, act: str) -> set[str]:
        if act not in execution.STANDS:
            return {"drafting"}
        return execution.KNOWN if act in ("execution.suggest", "execution.answer") else DECIDED

    def _beside_the_point(self, act: str) -> bool:
        """Whether there is nothing an act could be about."""
        match act:
            case "participation.open" | "hearing.announce":
                return self.kept.asked or self.kept.back
            case "participation.withhold":
                return not self.kept.asked and not self.kept.back
            case "legality_review.check":
                return self.checked != "awaited"
            case "publication.publish":
                return self.main == "archived" and (not self.kept.lifted or self.published is not None)
            case "publication.amend":
                return not self.published
            case "publication.withhold":
                return self.main == "archived" and not self.kept.withheld
            case "publication.disclose":
                return not self.kept.withheld and not self.kept.back
            case "execution.answer":
                return not self.execution.suggestions
        return False

    def who(self, act: str) -> set[str]:
        """Who may do it: by their role, or because their unit carries the decision out."""
        return WHO[act] | self.execution.who() if act in execution.SHARED else WHO[act]

    def blank(self, act: str) -> bool:
        """Whether the page of an act has no form: there is no opinion to answer, or nobody left to speak."""
        if act == "deliberation.speak":
            return self.meeting is not None and len(self.meeting.spoken) == 3
        if act == "hearing.register":
            return self.hearing is not None and len(self.hearing.views) == 2  # the record has room for two
        if act == "execution.answer":
            return all(self.execution.suggestions)
        return act == "participation.answer" and all(self.opinions)

    def _waiting(self, hand: Hand) -> list[bool]:
        waiting = {"participation.answer": self.opinions, "execution.answer": self.execution.suggestions}
        return waiting[hand.act][int(hand.says) - 1 :] if hand.act in waiting else [False]

    def answered(self, hand: Hand) -> bool:
        """Whether somebody else answered the opinion meanwhile; `says` is its number."""
        return self._waiting(hand)[0]

    def there(self, hand: Hand) -> bool:
        """Whether there is the opinion that is answered; it may have been lost."""
        return bool(self._waiting(hand))

    def begun(self, act: str) -> dt.date:
        """The day before which an act cannot have happened; beside the archive, since the decision was known, of a report
        upward, since it was taken, and of what is put right, since it was published."""
        if act == "publication.report_party" and self.decided:
            return self.decided
        if act == "publication.amend" and self.published:
            return self.published
        return self.known if act in BESIDE and self.main == "archived" and self.known else self.since

    @property
    def files(self) -> list[Attached]:
        """Those that came with the versions of the draft: each version keeps its own, whatever the next takes over."""
        return [with_draft(version) for version in range(1, self.drafts + 1)]

    @property
    def numbers(self) -> dict[str, int]:
        """What is typed of numbers: those of the next draft and of the newest, of the expert who sits, of the next time the
        notice is put right, of the next meeting."""
        return {
            "draft": self.drafts + 1,
            "now": self.drafts,
            "expert": self.expert,
            "amended": self.amended + 1,
            "meeting": self.meetings + 1,
        }

    def basis(self, act: str) -> tuple[int | bool, ...]:
        """What a form counts on when it is opened: the votes are those of who is there, the summary counts opinions, each
        expert who argued is answered, and so is each problem."""
        if act == "deliberation.decide":
            return (self.meeting is not None and self.meeting.attended,)
        if act == "hearing.list":
            return (len(self.hearing.views),) if self.hearing else ()
        if act == "execution.conclude":
            return (self.execution.problem,)
        if act == "expert_review.conclude":
            return (self.argued,)
        if act in ("expert_review.opine", "expert_review.replace"):
            return (self.expert,)
        return (len(self.opinions), sum(self.opinions)) if act == "participation.conclude" else ()

    def outgrown(self, act: str, basis: tuple[int | bool, ...]) -> bool:
        """Whether a form that is open lacks a row for whoever came, or argued, since, or the field for a problem reported since,
        or is about an expert who fell out; whoever is replaced stays on the form as long as the panel knows them."""
        if act == "expert_review.opine":
            return basis != self.basis(act)
        if act == "expert_review.replace":
            return basis > self.basis(act)
        growing = ("deliberation.decide", "expert_review.conclude", "execution.conclude")
        return act in growing and basis < self.basis(act)

    def fits(self, hand: Hand) -> bool:
        """Whether what is typed belongs on the form as it is now: only a draft being changed says how far it goes."""
        if hand.act != "drafting.save" or hand.wrong == "form":
            return True
        return (hand.says in ("kept_to", "beyond")) == (self.main == "amending")

    def unfilled(
        self,
        hand: Hand,
        person: str,
        today: dt.date,
        basis: tuple[int | bool, ...] | None = None,
        entered: dt.date | None = None,
    ) -> bool:
        """Whether the form itself shows that something cannot be as it was typed, so that nothing is refused.

        `today` is the day that was typed, `entered` the day it is sent where that is another.
        """
        if today < self.begun(hand.act) or (basis is not None and basis != self.basis(hand.act)):
            return True
        if self.hearing and hand.act in hearing.STANDS and self.hearing.unfilled(hand, today):
            return True
        match hand.act:
            case "participation.amend":
                assert self.ends
                late = (entered or today) > self.ends or self.kept.back
            case "participation.receive":
                assert self.ends
                late = today > self.ends
            case "expert_review.convene" | "risk_assessment.start" | "legality_review.submit":
                late = self.drafts == 0
            case "deliberation.speak":
                late = self.meeting is not None and hand.says in self.meeting.spoken
            case "expert_review.replace":
                late = self.expert > 1  # whoever came in once is on the list
            case _:
                late = False
        return hand.wrong == "form" or late or self.execution.of_another(hand, person)

    def unlawful(self, hand: Hand, person: str, today: dt.date, entered: dt.date) -> bool:
        """Whether the law stops an act that is there to be done, by somebody who may do it; what is made public counts
        from the day it was entered."""
        if hand.wrong == "law" or self.execution.stopped(hand):
            return True
        if self.hearing and self.hearing.stopped(hand, today, entered):
            return True
        return self._stopped(hand, person, today, entered)

    def _stopped(self, hand: Hand, person: str, today: dt.date, entered: dt.date) -> bool:
        match hand.act:
            case "initiation.approve":
                return self.main == "proposed"  # what a department proposes is studied first (337 art. 12)
            case "participation.open":
                return self.drafts == 0 or entered > today  # 30 days from the day it was public (713 art. 15)
            case "hearing.announce":
                return self.drafts == 0 or hearing.announced_late(entered, today)
            case "publication.publish":
                return self.kept.back  # house rule 18
            case "participation.conclude":
                assert self.ends
                return today <= self.ends or not all(self.opinions)  # 713 art. 15, 337 art. 18
            case "expert_review.conclude":
                return not self.opined  # 337 art. 22
            case "risk_assessment.start":
                return self.track(hand.act) == "uncontrollable" and self.assessed == self.drafts  # 713 art. 24
            case "legality_review.submit":
                again = any(  # 713 arts. 25 and 28
                    each.found in ("amend", "unlawful") and each.version == self.drafts for each in self.reviews
                )
                return not self._complete() or again or self.to_amend == self.drafts  # house rules 1 and 35
            case "legality_review.accept" | "legality_review.check":
                return person in self.authors | UNIT  # house rule 2: who wrote it or handed it in, or is of its unit
            case "legality_review.conclude":
                return person in self.authors | UNIT or not self.reviews[-1].counsel  # 713 art. 28
            case "deliberation.convene":
                return not self.passed(self.drafts) or self.handed_in != len(self.reviews)  # 713 arts. 25 and 29
            case "execution.adjust" | "execution.terminate":
                # another meeting of the day on which it was decided is no later one; in substance it is decided anew
                return hand.says != "major" and today in self.sat
            case "deliberation.speak" | "deliberation.decide":
                return self._unheard(hand)
        return False

    def _complete(self) -> bool:
        stages = ["expert_review", "risk_assessment", *([] if self.kept.agreed else ["participation"])]
        done = self.drafts > 0 and all(self.beside.get(each) == "concluded" for each in stages)
        heard = self.hearing is None or self.hearing.over  # Chongqing Order 171
        return done and heard and (self.kept.agreed or not self.taken_down)  # house rule 18

    def passed(self, version: int) -> bool:
        """Whether the last review of this very version found it lawful."""
        found = [each.found for each in self.reviews if each.version == version and each.found]
        return found[-1:] == ["lawful"]

    def _unheard(self, hand: Hand) -> bool:
        """Who is there is recorded before anybody speaks, the chief (number 1) speaks last, all speak (713 art. 30)."""
        assert self.meeting
        spoken = {*self.meeting.spoken, hand.says} if hand.act == "deliberation.speak" else {*self.meeting.spoken}
        if not self.meeting.attended:
            return True
        if hand.act == "deliberation.speak":
            return "1" in spoken and spoken != {"1", "2", "3"}
        return not {"1", "2", "3"} <= spoken | ({"1"} if hand.says == "postponed" else set())

    def take(self, hand: Hand, person: str, today: dt.date, entered: dt.date) -> None:
        """Do an act that is open, rightly filled in and lawful."""
        goes = LEADS.get((hand.act, hand.says)) or LEADS.get((hand.act, ""))
        if hand.act == "drafting.save" and hand.says == "beyond":
            goes = "drafting"
        if hand.act == "execution.assign" and self.track(hand.act) == "pending":
            goes = "under_way"
        if self.main == "archived" and hand.act.startswith("publication."):
            goes = None
        self._remember(hand, person, today)
        self._remember_beside(hand, today, entered)
        if hand.act not in SHARED:
            self.version, self.mark = self.version + 1, next(_marks)
        if goes and hand.act in BESIDE:
            self.beside[hand.act.partition(".")[0]] = goes
        elif goes and goes != self.main:
            self.main, self.since = goes, today
            self.decided = today if goes == "decided" else self.decided

    def _remember(self, hand: Hand, person: str, today: dt.date) -> None:
        match hand.act:
            case "drafting.save":
                self.drafts += 1
                self.authors.add(person)
                self.checked = "awaited" if hand.says == "kept_to" else ""
            case "participation.open":
                self.starts, self.ends = today, today + dt.timedelta(days=30)
            case "participation.amend":
                self.amended += 1
                self.ends = today + dt.timedelta(days=40) if hand.says == "longer" else self.ends
            case "participation.receive":
                self.opinions.append(False)
            case "participation.answer":
                self.opinions[int(hand.says) - 1] = True
            case "expert_review.convene":
                self.expert, self.opined, self.argued = 1, False, 0
            case "expert_review.opine":
                self.argued += not self.opined
                self.opined = True
            case "expert_review.replace":
                self.expert, self.opined = self.expert + 1, False
            case "risk_assessment.start":
                self.assessed = self.drafts
            case "legality_review.submit":
                self.authors.add(person)
                self.reviews.append(Review(self.drafts))
            case "legality_review.counsel":
                self.reviews[-1].counsel = True
            case "legality_review.conclude":
                self.reviews[-1].found = hand.says
            case "legality_review.check":
                self.checked = hand.says
            case "deliberation.submit":
                self.handed_in = len(self.reviews)
            case "deliberation.convene":
                self.meeting = Meeting(self.drafts, today)
                self.meetings += 1
            case "deliberation.decide":
                assert self.meeting
                self.to_amend = self.meeting.version if hand.says == "amend" else 0
            case "deliberation.attend":
                assert self.meeting
                self.meeting.attended = True
                self.sat.add(self.meeting.on)
            case "deliberation.speak":
                assert self.meeting
                self.meeting.spoken.append(hand.says)

    def _remember_beside(self, hand: Hand, today: dt.date, entered: dt.date) -> None:
        self.kept.take(hand)
        self.execution.take(hand)
        match hand.act:
            case "hearing.announce":
                # one that was over counts again where the next is called off
                self.heard, self.hearing = self.hearing, hearing.announced(today, self.drafts, self.called_off)
            case "hearing.cancel":
                assert self.hearing
                self.called_off.append(self.hearing)
                self.hearing = self.heard
            case "hearing.report":
                self.called_off.clear()
            case "participation.withhold" if hand.says == "agreed" and self.starts and self.ends:
                self.taken_down |= any(self.starts <= day <= self.ends for day in (today, entered))
            case "publication.amend":
                self.published = today
            case "publication.publish" | "publication.withhold":
                self.published = today if hand.act == "publication.publish" else self.published
                self.known = min(self.known or today, today)
        if self.hearing and hand.act in hearing.STANDS:
            self.hearing.take(hand, today)
