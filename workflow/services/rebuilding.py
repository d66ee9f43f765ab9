"""The evidence of a decision made again from its rows, piece by piece, as the recorders of the stages made it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from workflow.domain import facts
from workflow.domain.facts import Part
from workflow.models.decisions import Decision
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
    return _as(facts.Meeting)(meeting.model_copy(update={"members": members, "resolution": None}))


def _panel(row: Any) -> Mapping[str, Any]:
    """A panel as it stood when it was convened: no expert had given an opinion."""
    review = facts.ExpertReview.model_validate(row)
    experts = tuple(each.model_copy(update={"opinion": None, "feedback": None}) for each in review.experts)
    return _as(facts.ExpertReview)(review.model_copy(update={"experts": experts, "result": None}))


class _Rebuilt:
    """The pieces of evidence made again from the rows of a decision."""

    def __init__(self, row: Decision, people: Mapping[int, str]) -> None:
        self.people = people
        self.pieces: list[Piece] = []
        self._beginning(row)
        self._participation(row)
        self._experts(row)
        self._risk(row)
        self._reviews(row)
        self._meetings(row)
        for signing in row.signings:
            self.add("signing", signing, _as(facts.Signing))
        for filing in row.filings:
            self.add("filing", filing, _as(facts.Filing))
        for report in row.party_reports:
            self.add("party_report", report, _as(facts.PartyReport))
        for publication in row.publications:
            self.add("publication", publication, _as(facts.Publication))
        for archive in row.archives:
            # the lines of the list were numbered in their order
            numbered = [item.number for item in archive.items] == list(range(1, len(archive.items) + 1))
            self.add("archive", archive, _as(facts.Archive), turn=0 if numbered else -1)

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
        if row is None:
            return
        try:
            told = fact(row)
        except ValueError:
            # what the row holds can be no such fact, so nothing was entered that way
            told = {}
        marks = {
            "on": row.on.isoformat(),
            "entered": moment(row.entered),
            "entered_by": "" if row.entered_by is None else self.people.get(row.entered_by, str(row.entered_by)),
            "turn": turn,
        }
        self.pieces.append(Piece(kind, str(thread), {**marks, **told, **more}))

    def _beginning(self, row: Decision) -> None:
        for kind, rows, model in (
            ("proposal", row.proposals, facts.Proposal),
            ("study", row.studies, facts.Study),
            ("initiation", row.initiations, facts.Initiation),
            ("refusal", row.refusals, facts.Refusal),
            ("move", row.moves, facts.RulebookMove),
            ("draft", row.drafts, facts.Draft),
        ):
            for each in rows:
                self.add(kind, each, _as(model))
        own = {"source": row.source, "unit": row.unit.name if row.unit else "", "kinds": row.kinds}
        self.pieces.append(Piece("decision", "", own))
        if row.undertaking or row.lead_unit_id is not None:
            lead = row.lead_unit.name if row.lead_unit else ""
            units = sorted(each.unit.name if each.unit else "" for each in row.undertaking)
            self.pieces.append(Piece("undertaking", "", {"units": units, "lead_unit": lead}))

    def _participation(self, row: Decision) -> None:
        for notice in row.notices:
            self.add("notice", notice, _as(facts.Notice))
        for opinion in row.opinions:
            self.add("opinion", opinion, _columns("text", "channel"), opinion.number)
            for each in opinion.answers:
                self.add("answer", each, _as(facts.Answer), opinion.number, each.revision)
        for result in row.participation_results:
            self.add("participation", result, _as(facts.ParticipationResult))

    def _experts(self, row: Decision) -> None:
        for turn, review in enumerate(row.expert_reviews, 1):
            self.add("panel", review, _panel)
            self.add("expert_result", review.result, _columns("summary"), turn=turn)
            for expert in review.experts:
                for each in expert.opinions:
                    self.add("expert_opinion", each, _as(facts.ExpertOpinion), expert.number, turn)
                for told in expert.feedbacks:
                    fields = _columns("disposition", "reason")
                    self.add("expert_result", told, fields, expert.number, turn, expert=expert.number)

    def _risk(self, row: Decision) -> None:
        for turn, each in enumerate(row.risk_assessments, 1):
            self.add("risk_assessment", each, _columns("methods", "assessor", "third_party"), turn=each.version)
            self.add("risk_report", each.report, _as(facts.RiskReport), turn=turn)
            self.add("risk_finding", each.finding, _as(facts.RiskFinding), turn=turn)

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

    def _meetings(self, row: Decision) -> None:
        for turn, meeting in enumerate(row.meetings, 1):
            self.add("meeting", meeting, _convened)
            resolved = _columns("outcome", "text", "majority_reason", "minutes")
            self.add("resolution", meeting.resolution, resolved, turn=turn)
            for member in meeting.members:
                number, which = member.number, {"number": member.number}
                for each in member.attendances:
                    self.add("attendance", each, _columns("present", "absence_reason"), number, turn, **which)
                said = member.statement
                where = turn if said and said.meeting_id == meeting.id else 0
                self.add("statement", said, _as(facts.Statement), number, where)
                self.add("resolution", member.ballot, _columns("vote", "dissent"), number, turn, **which)
