"""The evidence of a decision made again from its rows, piece by piece, as the recorders of the stages made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workflow.domain import facts
from workflow.models.decisions import Decision
from workflow.models.facts import FactRow
from workflow.services.asentered import (
    announced,
    as_told,
    columns,
    convened,
    examined,
    listed,
    panel,
    published,
    replacement,
    round_begun,
)
from workflow.services.pieces import Piece, piece
from workflow.services.readers import RECEIPT


def rebuilt(row: Decision, people: Mapping[int, str]) -> list[Piece]:
    """What the rows of a decision say, each kind in the order of its rows; `people` are public ids by number.

    An act that the tables keep as several rows is given as so many pieces. `turn` tells which one of its kind the fact
    belongs to: the round of review, the meeting, the panel, the draft version.
    """
    return _Rebuilt(row, people).pieces


_ATTENDANCE = ("present", "absence_reason", "recusal", "view", "anew")


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
            self.pieces.append(piece(kind, row, fact, thread, turn, self.people, **more))

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
                self.add(kind, each, as_told(model))
        for consultation in row.consultations:
            self.add("consultation", consultation, as_told(facts.Consultation), turn=consultation.version)
        own = {
            "source": row.source,
            "unit": row.unit.name if row.unit else "",
            # a number of no decision is no predecessor, and not none either
            "predecessor": row.predecessor.number if row.predecessor else str(row.predecessor_id or ""),
            "kinds": row.kinds,
        }
        self.pieces.append(Piece("decision", "", own))
        if row.undertaking or row.lead_unit_id is not None:
            lead = row.lead_unit.name if row.lead_unit else ""
            units = sorted(each.unit.name if each.unit else "" for each in row.undertaking)
            self.pieces.append(Piece("undertaking", "", {"units": units, "lead_unit": lead}))

    def _participation(self, row: Decision) -> None:
        for turn, notice in enumerate(row.notices, 1):
            self.add("notice", notice, published)
            for amended in notice.amendments:
                self.add("notice_amendment", amended, as_told(facts.NoticeAmendment), turn=turn)
            for opinion in notice.opinions:
                self.add("opinion", opinion, columns("text", "channel", "asks_hearing", RECEIPT), opinion.number, turn)
                for each in opinion.answers:
                    self.add("answer", each, as_told(facts.Answer), opinion.number, each.revision)
            self.add("participation", notice.result, as_told(facts.ParticipationResult), turn=turn)
            self.add("reopening", notice.reopening, as_told(facts.Reopening), turn=turn)
        for decided in row.non_disclosures:
            self.add("non_disclosure", decided, as_told(facts.NonDisclosure))
        for heard in row.heard:
            self.add("heard", heard, as_told(facts.OpinionsHeard), heard.number, heard.revision)
        for explanation in row.explanations:
            self.add("explanation", explanation, as_told(facts.Explanation))

    def _hearings(self, row: Decision) -> None:
        held = (
            *("held_openly", "host", "host_post", "host_independent", "recorder", "presented_by", "presentation"),
            *("debate", "explained", "handling", "officials_signed"),
        )
        came = ("present", "absence_reason", "statement", "record_signed", "declined")
        for turn, hearing in enumerate(row.hearings, 1):
            self.add("hearing", hearing, announced)
            for each in hearing.registrations:
                self.add("registration", each, columns("view", "summary", RECEIPT), each.number, turn)
            self.add("roll", hearing.roll, listed, turn=turn)
            for put_off in hearing.postponements:
                self.add("postponement", put_off, as_told(facts.HearingPostponement), turn=turn)
            self.add("cancellation", hearing.cancellation, as_told(facts.HearingCancellation), turn=turn)
            self.add("sitting", hearing.sitting, columns(*held), turn=turn)
            for one in hearing.roll.participants if hearing.roll else ():
                which = {"number": one.number}
                self.add("delivery", one.delivery, columns("way"), one.number, turn, **which)
                self.add("sitting", one.appearance, columns(*came), one.number, turn, **which)
            self.add("hearing_report", hearing.report, as_told(facts.HearingReport), turn=turn)

    def _experts(self, row: Decision) -> None:
        for drawn in row.expert_draws:
            self.add("expert_draw", drawn, as_told(facts.ExpertDraw))
        for turn, review in enumerate(row.expert_reviews, 1):
            self.add("panel", review, panel)
            for record in review.records:
                self.add("panel_record", record, as_told(facts.PanelRecord), turn=turn)
            self.add("expert_result", review.result, columns("summary"), turn=turn)
            for expert in review.experts:
                self.add("expert_replacement", expert.replaced, replacement(review.experts), expert.number, turn)
                for each in expert.opinions:
                    self.add("expert_opinion", each, as_told(facts.ExpertOpinion), expert.number, turn)
                for told in expert.feedbacks:
                    fields = columns("disposition", "reason")
                    self.add("expert_result", told, fields, expert.number, turn, expert=expert.number)

    def _risk(self, row: Decision) -> None:
        for turn, each in enumerate(row.risk_assessments, 1):
            self.add("risk_assessment", each, round_begun, turn=each.version)
            self.add("risk_report", each.report, as_told(facts.RiskReport), turn=turn)
            self.add("risk_finding", each.finding, as_told(facts.RiskFinding), turn=turn)
            for follow in each.follows:
                self.add("risk_follow", follow, as_told(facts.RiskFollow), turn=turn)

    def _competition(self, row: Decision) -> None:
        for turn, each in enumerate(row.competition_reviews, 1):
            self.add("competition_review", each, examined, turn=each.version)
            self.add("competition_opinion", each.opinion, as_told(facts.CompetitionOpinion), turn=turn)

    def _reviews(self, row: Decision) -> None:
        asked = 0
        for turn, review in enumerate(row.reviews, 1):
            self.add("submission", review, as_told(facts.Submission), turn=review.round)
            self.add("acceptance", review.acceptance, as_told(facts.Acceptance), turn=turn)
            self.add("return", review.returned, as_told(facts.ReturnOfMaterials), turn=turn)
            for each in review.supplements:
                asked += 1
                self.add("supplement", each, columns("request"), turn=turn)
                self.add("supply", each.supply, as_told(facts.Supply), turn=asked)
            for granted in review.extensions:
                self.add("review_extension", granted, as_told(facts.ReviewExtension), turn=turn)
            for said in review.counsel:
                self.add("counsel", said, as_told(facts.CounselOpinion), turn=turn)
            self.add("review_opinion", review.conclusion, as_told(facts.Conclusion), turn=turn)
            for answer in review.responses:
                self.add("opinion_response", answer, as_told(facts.OpinionResponse), turn=turn)
        for checked in row.final_checks:
            self.add("final_check", checked, as_told(facts.FinalCheck), turn=checked.version)

    def _meetings(self, row: Decision) -> None:
        for kind, rows, model in (
            ("meeting_submission", row.meeting_submissions, facts.MeetingSubmission),
            ("meeting_return", row.meeting_returns, facts.MeetingReturn),
            ("party_discussion", row.party_discussions, facts.PartyDiscussion),
            ("agenda_entry", row.agenda, facts.AgendaEntry),
        ):
            for told in rows:
                self.add(kind, told, as_told(model))
        for turn, meeting in enumerate(row.meetings, 1):
            self.add("meeting", meeting, convened)
            resolved = columns("outcome", "text", "majority_reason", "minutes")
            self.add("resolution", meeting.resolution, resolved, turn=turn)
            for member in meeting.members:
                number, which = member.number, {"number": member.number}
                for each in member.attendances:
                    self.add("attendance", each, columns(*_ATTENDANCE), number, turn, **which)
                said = member.statement
                where = turn if said and said.meeting_id == meeting.id else 0
                self.add("statement", said, as_told(facts.Statement), number, where)
                self.add("resolution", member.ballot, columns("vote", "dissent"), number, turn, **which)
                for agreed in member.confirmations:
                    self.add("confirmation", agreed, columns("digest", "own"), number, turn, **which)
            for erratum in meeting.corrections:
                self.add("correction", erratum, as_told(facts.Correction), turn=turn)

    def _publication(self, row: Decision) -> None:
        for kind, rows, model in (
            ("party_report", row.party_reports, facts.PartyReport),
            ("congress_report", row.congress_reports, facts.CongressReport),
            ("reconsideration", row.reconsiderations, facts.Reconsideration),
            ("publication", row.publications, facts.Publication),
            ("publication_amendment", row.publication_amendments, facts.PublicationAmendment),
            ("withholding", row.withholdings, facts.Withholding),
            ("signing", row.signings, facts.Signing),
            ("filing", row.filings, facts.Filing),
            ("handover", row.handovers, facts.Handover),
        ):
            for each in rows:
                self.add(kind, each, as_told(model))
        for archive in row.archives:
            self.add("archive", archive, as_told(facts.Archive), turn=_in_order(archive.items))
        for further in row.archive_supplements:
            self.add("archive_supplement", further, as_told(facts.ArchiveSupplement), turn=_in_order(further.items))

    def _execution(self, row: Decision) -> None:
        for kind, rows, model in (
            ("assignment", row.assignments, facts.Assignment),
            ("execution_report", row.execution_reports, facts.ExecutionReport),
            ("problem_report", row.problem_reports, facts.ProblemReport),
            ("adjustment_check", row.adjustment_checks, facts.AdjustmentCheck),
            ("execution_order", row.execution_orders, facts.ExecutionOrder),
            ("execution_result", row.execution_results, facts.ExecutionResult),
        ):
            for each in rows:
                self.add(kind, each, as_told(model))
        for suggestion in row.suggestions:
            self.add("suggestion", suggestion, columns("text", "channel", RECEIPT), suggestion.number)
            for answer in suggestion.answers:
                told = as_told(facts.SuggestionAnswer)
                self.add("suggestion_answer", answer, told, suggestion.number, answer.revision)

    def _evaluations(self, row: Decision) -> None:
        for turn, each in enumerate(row.evaluations, 1):
            begun = columns("grounds", "evaluator", "third_party", "independent", "scope")
            self.add("evaluation", each, begun)
            self.add("evaluation_report", each.report, as_told(facts.EvaluationReport), turn=turn)
            self.add("evaluation_use", each.use, as_told(facts.EvaluationUse), turn=turn)


def _in_order(items: Sequence[Any]) -> int:
    """The turn of a list whose lines are numbered in their order: 0; -1 if they no longer are."""
    return 0 if [item.number for item in items] == list(range(1, len(items) + 1)) else -1
