"""The evidence of a decision made again from its rows, piece by piece, as the recorders of the stages made it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from workflow.domain import facts
from workflow.domain.catalogue import code
from workflow.domain.facts import Part
from workflow.models.catalogue import Catalogue
from workflow.models.decisions import Decision
from workflow.models.expert_pool import PoolExpert
from workflow.models.facts import FactRow
from workflow.services.ledger import moment


class Piece(NamedTuple):
    """One fact, with the day, the moment, the person and the turn of its entry; `seq` where it comes from the log."""

    kind: str
    thread: str
    fields: Mapping[str, Any]
    seq: int | None = None

    @property
    def token(self) -> str:
        """The same for two pieces that say the same."""
        return json.dumps(self.fields, sort_keys=True)


def rebuilt(row: Decision, people: Mapping[int, str]) -> list[Piece]:
    """What the rows of a decision say, each kind in the order of its rows; `people` are public ids by number.

    An act that the tables keep as several rows is given as so many pieces. `turn` tells which one of its kind the fact
    belongs to: the round of review, the meeting, the panel, the draft version.
    """
    return _Rebuilt(row, people).pieces


def _as(model: type[Part]) -> Callable[[Any], Mapping[str, Any]]:
    """The fact a row holds, as the ledger writes it."""
    return lambda row: model.model_validate(row).model_dump(mode="json", exclude={"entered"})


def _columns(*names: str) -> Callable[[Any], Mapping[str, Any]]:
    return lambda row: {name: getattr(row, name) for name in names}


def _convened(row: Any) -> Mapping[str, Any]:
    """A meeting as it stood when it was convened: nobody had come or spoken."""
    meeting = facts.Meeting.model_validate(row)
    members = tuple(
        facts.Member(**each.model_dump(include={"number", "name", "post", "chief"})) for each in meeting.members
    )
    return _as(facts.Meeting)(meeting.model_copy(update={"members": members, "resolution": None, "corrections": ()}))


def _panel(row: Any) -> Mapping[str, Any]:
    """A panel as it stood when it was convened: nobody had been replaced or given an opinion."""
    review = facts.ExpertReview.model_validate(row)
    later = {each.replaced.successor for each in review.experts if each.replaced}
    experts = tuple(_seated(each) for each in review.experts if each.number not in later)
    return _as(facts.ExpertReview)(review.model_copy(update={"experts": experts, "record": None, "result": None}))


def _seated(expert: facts.Expert) -> facts.Expert:
    """An expert as named, before anything else happened."""
    return expert.model_copy(update={"replaced": None, "opinion": None, "feedback": None})


def _replacement(experts: Sequence[Any]) -> Callable[[Any], Mapping[str, Any]]:
    """A replacement with the expert who came in, as entered."""

    def told(row: Any) -> Mapping[str, Any]:
        came = next((each for each in experts if each.number == row.successor), None)
        successor = _as(facts.Expert)(_seated(facts.Expert.model_validate(came))) if came else None
        return {"reason": row.reason, "successor": successor}

    return told


def register_pieces(rows: Sequence[PoolExpert], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the expert pool say; each belongs to the expert whose number is its thread."""
    found = []
    for row in rows:
        for kind, facts_of, model in (
            ("pool_expert", (row,), facts.PoolExpert),
            ("pool_profile", row.profiles, facts.PoolProfile),
            ("pool_note", row.notes, facts.PoolNote),
        ):
            found += [_piece(kind, each, _as(model), row.number, 0, people) for each in facts_of]
    return found


def catalogue_pieces(rows: Sequence[Catalogue], people: Mapping[int, str]) -> list[Piece]:
    """What the rows of the yearly catalogues say; each belongs to the year, or to the item, that is its thread."""
    found = []
    for row in rows:
        for kind, facts_of, model in (
            ("catalogue", (row,), facts.Catalogue),
            ("catalogue_adoption", row.adoptions, facts.CatalogueAdoption),
            ("catalogue_consent", row.consents, facts.CatalogueConsent),
            ("catalogue_publication", row.publications, facts.CataloguePublication),
        ):
            found += [_piece(kind, each, _as(model), row.year, 0, people) for each in facts_of]
        for item in row.items:
            thread = code(row.year, item.number)
            found.append(_piece("catalogue_item", item, _as(facts.CatalogueItem), thread, 0, people))
    return found


def _piece(
    kind: str,
    row: FactRow,
    fact: Callable[[Any], Mapping[str, Any]],
    thread: object,
    turn: int,
    people: Mapping[int, str],
    **more: object,
) -> Piece:
    try:
        told = fact(row)
    except ValueError:
        # what the row holds can be no such fact, so nothing was entered that way
        told = {}
    marks = {
        "on": row.on.isoformat(),
        "entered": moment(row.entered),
        "entered_by": "" if row.entered_by is None else people.get(row.entered_by, str(row.entered_by)),
        "turn": turn,
    }
    return Piece(kind, str(thread), {**marks, **told, **more})


def _round(row: Any) -> Mapping[str, Any]:
    """A round of risk assessment as it stood when it began: nothing had been reported."""
    begun = facts.RiskAssessment.model_validate(row)
    return _as(facts.RiskAssessment)(begun.model_copy(update={"report": None, "finding": None, "follow": None}))


def _examined(row: Any) -> Mapping[str, Any]:
    """A round of fair competition review as it stood when the unit had made its own: nothing had been concluded."""
    examined = facts.CompetitionReview.model_validate(row)
    return _as(facts.CompetitionReview)(examined.model_copy(update={"opinion": None}))


def _announced(row: Any) -> Mapping[str, Any]:
    """A hearing as it stood when it was announced: nobody had registered."""
    hearing = facts.Hearing.model_validate(row)
    later = ("roll", "cancellation", "sitting", "report")
    empty = {"registrations": (), "postponements": (), **dict.fromkeys(later)}
    return _as(facts.Hearing)(hearing.model_copy(update=empty))


def _listed(row: Any) -> Mapping[str, Any]:
    """A list of participants as it stood when it was published: nobody had got the material or come."""
    roll = facts.HearingRoll.model_validate(row)
    participants = tuple(each.model_copy(update={"delivery": None, "appearance": None}) for each in roll.participants)
    return _as(facts.HearingRoll)(roll.model_copy(update={"participants": participants}))


_ATTENDANCE = ("present", "absence_reason", "recusal", "view")


class _Rebuilt:
    """The pieces of evidence made again from the rows of a decision."""

    def __init__(self, row: Decision, people: Mapping[int, str]) -> None:
        self.people = people
        self.pieces: list[Piece] = []
        self._beginning(row)
        self._participation(row)
        self._hearings(row)
        self._experts(row)
        self._risk(row)
        self._competition(row)
        self._reviews(row)
        self._meetings(row)
        self._publication(row)
        self._execution(row)
        self._evaluations(row)

    def add(
        self,
        kind: str,
        row: FactRow | None,
        fact: Callable[[Any], Mapping[str, Any]],
        thread: object = "",
        turn: int = 0,
        **more: object,
    ) -> None:
        """Add what `fact` makes of a row, if there is one."""
        if row is not None:
            self.pieces.append(_piece(kind, row, fact, thread, turn, self.people, **more))

    def _beginning(self, row: Decision) -> None:
        for kind, rows, model in (
            ("proposal", row.proposals, facts.Proposal),
            ("study", row.studies, facts.Study),
            ("initiation", row.initiations, facts.Initiation),
            ("refusal", row.refusals, facts.Refusal),
            ("move", row.moves, facts.RulebookMove),
            ("reply", row.replies, facts.Reply),
            ("research", row.research, facts.Research),
            ("draft", row.drafts, facts.Draft),
            ("comparison", row.comparisons, facts.Comparison),
        ):
            for each in rows:
                self.add(kind, each, _as(model))
        for consultation in row.consultations:
            self.add("consultation", consultation, _as(facts.Consultation), turn=consultation.version)
        own = {
            "source": row.source,
            "unit": row.unit.name if row.unit else "",
            "predecessor": row.predecessor.number if row.predecessor else "",
            "kinds": row.kinds,
        }
        self.pieces.append(Piece("decision", "", own))
        if row.undertaking or row.lead_unit_id is not None:
            lead = row.lead_unit.name if row.lead_unit else ""
            units = sorted(each.unit.name if each.unit else "" for each in row.undertaking)
            self.pieces.append(Piece("undertaking", "", {"units": units, "lead_unit": lead}))

    def _participation(self, row: Decision) -> None:
        for turn, notice in enumerate(row.notices, 1):
            self.add("notice", notice, _as(facts.Notice))
            for opinion in notice.opinions:
                self.add("opinion", opinion, _columns("text", "channel", "asks_hearing"), opinion.number, turn)
                for each in opinion.answers:
                    self.add("answer", each, _as(facts.Answer), opinion.number, each.revision)
            self.add("participation", notice.result, _as(facts.ParticipationResult), turn=turn)
            self.add("reopening", notice.reopening, _as(facts.Reopening), turn=turn)
        for decided in row.non_disclosures:
            self.add("non_disclosure", decided, _as(facts.NonDisclosure))
        for heard in row.heard:
            self.add("heard", heard, _as(facts.OpinionsHeard), heard.number, heard.revision)
        for explanation in row.explanations:
            self.add("explanation", explanation, _as(facts.Explanation))

    def _hearings(self, row: Decision) -> None:
        held = (
            *("held_openly", "host", "host_post", "host_independent", "recorder", "presented_by", "presentation"),
            *("debate", "explained", "handling", "officials_signed"),
        )
        came = ("present", "absence_reason", "statement", "record_signed", "declined")
        for turn, hearing in enumerate(row.hearings, 1):
            self.add("hearing", hearing, _announced)
            for each in hearing.registrations:
                self.add("registration", each, _columns("view", "summary"), each.number, turn)
            self.add("roll", hearing.roll, _listed, turn=turn)
            for put_off in hearing.postponements:
                self.add("postponement", put_off, _as(facts.HearingPostponement), turn=turn)
            self.add("cancellation", hearing.cancellation, _as(facts.HearingCancellation), turn=turn)
            self.add("sitting", hearing.sitting, _columns(*held), turn=turn)
            for one in hearing.roll.participants if hearing.roll else ():
                which = {"number": one.number}
                self.add("delivery", one.delivery, _columns("way"), one.number, turn, **which)
                self.add("sitting", one.appearance, _columns(*came), one.number, turn, **which)
            self.add("hearing_report", hearing.report, _as(facts.HearingReport), turn=turn)

    def _experts(self, row: Decision) -> None:
        for drawn in row.expert_draws:
            self.add("expert_draw", drawn, _as(facts.ExpertDraw))
        for turn, review in enumerate(row.expert_reviews, 1):
            self.add("panel", review, _panel)
            for record in review.records:
                self.add("panel_record", record, _as(facts.PanelRecord), turn=turn)
            self.add("expert_result", review.result, _columns("summary"), turn=turn)
            for expert in review.experts:
                self.add("expert_replacement", expert.replaced, _replacement(review.experts), expert.number, turn)
                for each in expert.opinions:
                    self.add("expert_opinion", each, _as(facts.ExpertOpinion), expert.number, turn)
                for told in expert.feedbacks:
                    fields = _columns("disposition", "reason")
                    self.add("expert_result", told, fields, expert.number, turn, expert=expert.number)

    def _risk(self, row: Decision) -> None:
        for turn, each in enumerate(row.risk_assessments, 1):
            self.add("risk_assessment", each, _round, turn=each.version)
            self.add("risk_report", each.report, _as(facts.RiskReport), turn=turn)
            self.add("risk_finding", each.finding, _as(facts.RiskFinding), turn=turn)
            for follow in each.follows:
                self.add("risk_follow", follow, _as(facts.RiskFollow), turn=turn)

    def _competition(self, row: Decision) -> None:
        for turn, each in enumerate(row.competition_reviews, 1):
            self.add("competition_review", each, _examined, turn=each.version)
            self.add("competition_opinion", each.opinion, _as(facts.CompetitionOpinion), turn=turn)

    def _reviews(self, row: Decision) -> None:
        asked = 0
        for turn, review in enumerate(row.reviews, 1):
            self.add("submission", review, _as(facts.Submission), turn=review.round)
            self.add("acceptance", review.acceptance, _as(facts.Acceptance), turn=turn)
            self.add("return", review.returned, _as(facts.ReturnOfMaterials), turn=turn)
            for each in review.supplements:
                asked += 1
                self.add("supplement", each, _columns("request"), turn=turn)
                self.add("supply", each.supply, _as(facts.Supply), turn=asked)
            for granted in review.extensions:
                self.add("review_extension", granted, _as(facts.ReviewExtension), turn=turn)
            for said in review.counsel:
                self.add("counsel", said, _as(facts.CounselOpinion), turn=turn)
            self.add("review_opinion", review.conclusion, _as(facts.Conclusion), turn=turn)
            for answer in review.responses:
                self.add("opinion_response", answer, _as(facts.OpinionResponse), turn=turn)
        for checked in row.final_checks:
            self.add("final_check", checked, _as(facts.FinalCheck), turn=checked.version)

    def _meetings(self, row: Decision) -> None:
        for kind, rows, model in (
            ("meeting_submission", row.meeting_submissions, facts.MeetingSubmission),
            ("meeting_return", row.meeting_returns, facts.MeetingReturn),
            ("party_discussion", row.party_discussions, facts.PartyDiscussion),
            ("agenda_entry", row.agenda, facts.AgendaEntry),
        ):
            for told in rows:
                self.add(kind, told, _as(model))
        for turn, meeting in enumerate(row.meetings, 1):
            self.add("meeting", meeting, _convened)
            resolved = _columns("outcome", "text", "majority_reason", "minutes")
            self.add("resolution", meeting.resolution, resolved, turn=turn)
            for member in meeting.members:
                number, which = member.number, {"number": member.number}
                for each in member.attendances:
                    self.add("attendance", each, _columns(*_ATTENDANCE), number, turn, **which)
                said = member.statement
                where = turn if said and said.meeting_id == meeting.id else 0
                self.add("statement", said, _as(facts.Statement), number, where)
                self.add("resolution", member.ballot, _columns("vote", "dissent"), number, turn, **which)
                self.add("confirmation", member.confirmation, _columns("digest", "own"), number, turn, **which)
            for erratum in meeting.corrections:
                self.add("correction", erratum, _as(facts.Correction), turn=turn)

    def _publication(self, row: Decision) -> None:
        for kind, rows, model in (
            ("party_report", row.party_reports, facts.PartyReport),
            ("congress_report", row.congress_reports, facts.CongressReport),
            ("publication", row.publications, facts.Publication),
            ("withholding", row.withholdings, facts.Withholding),
            ("signing", row.signings, facts.Signing),
            ("filing", row.filings, facts.Filing),
        ):
            for each in rows:
                self.add(kind, each, _as(model))
        for archive in row.archives:
            self.add("archive", archive, _as(facts.Archive), turn=_in_order(archive.items))
        for further in row.archive_supplements:
            self.add("archive_supplement", further, _as(facts.ArchiveSupplement), turn=_in_order(further.items))

    def _execution(self, row: Decision) -> None:
        for kind, rows, model in (
            ("assignment", row.assignments, facts.Assignment),
            ("execution_report", row.execution_reports, facts.ExecutionReport),
            ("problem_report", row.problem_reports, facts.ProblemReport),
            ("execution_order", row.execution_orders, facts.ExecutionOrder),
            ("execution_result", row.execution_results, facts.ExecutionResult),
        ):
            for each in rows:
                self.add(kind, each, _as(model))
        for suggestion in row.suggestions:
            self.add("suggestion", suggestion, _columns("text", "channel"), suggestion.number)
            for answer in suggestion.answers:
                told = _as(facts.SuggestionAnswer)
                self.add("suggestion_answer", answer, told, suggestion.number, answer.revision)

    def _evaluations(self, row: Decision) -> None:
        for turn, each in enumerate(row.evaluations, 1):
            begun = _columns("grounds", "evaluator", "third_party", "independent", "scope")
            self.add("evaluation", each, begun)
            self.add("evaluation_report", each.report, _as(facts.EvaluationReport), turn=turn)
            self.add("evaluation_use", each.use, _as(facts.EvaluationUse), turn=turn)


def _in_order(items: Sequence[Any]) -> int:
    """The turn of a list whose lines are numbered in their order: 0; -1 if they no longer are."""
    return 0 if [item.number for item in items] == list(range(1, len(items) + 1)) else -1
