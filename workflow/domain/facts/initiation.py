"""Proposal, study, the decision to start or not, the reply (713 arts. 3(2), 10 and 11, 337 arts. 4, 12 and 13)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import Category, Exclusion, ReplyMeans, Source


class Proposal(Fact):
    """A proposal for a decision (713 art. 10, 337 art. 12). `kinds` are kinds of the profile; empty: the first.

    `predecessor` is the number of the decision it adjusts in substance (713 art. 37); `motion` that of the deputies' or
    members' motion. `exclusion`: why the procedure does not apply, and `governed_by` what does (713 art. 3(2), 337 art. 4).
    `catalogue_item`: the year and number of the catalogue's item it carries out, such as 2022-03;
    `departure`: why the title is not that of the item. `not_major_decision`: why a matter of a category that 713 art. 3(1)
    names is proposed as another kind only. `earlier`: numbers of the matters of the same name or text that were not decided or
    not carried out; `differs`: in what this one differs from them.
    """

    title: Line
    category: Category
    source: Source
    kinds: tuple[Line, ...] = ()
    unit: Line = ""
    proposer: Line = ""
    motion: Line = ""
    problem: Paragraphs = ""
    basis: Paragraphs = ""
    plan: Paragraphs = ""
    necessity: Paragraphs = ""
    feasibility: Paragraphs = ""
    predecessor: Line = ""
    exclusion: Exclusion = Exclusion.NONE
    governed_by: Line = ""
    catalogue_item: Line = ""
    departure: Paragraphs = ""
    not_major_decision: Paragraphs = ""
    earlier: tuple[Line, ...] = ()
    differs: Paragraphs = ""


class Study(Fact):
    """The study a proposal is put through before the organ decides (713 art. 10)."""

    unit: Line
    necessary: bool
    opinion: Paragraphs


class Initiation(Fact):
    """The decision to start the procedure (713 art. 11, 337 arts. 12 and 13).

    `departure`: why others than the unit the yearly catalogue names undertake the matter, or why later than it plans.
    `against_study`: why it is started though its study found no need.
    """

    approved_by: Line
    deputy: Line = ""
    deputy_on: dt.date | None = None
    units: tuple[Line, ...] = ()
    lead_unit: Line = ""
    due: dt.date | None = None
    departure: Paragraphs = ""
    against_study: Paragraphs = ""


class RulebookMove(Fact):
    """A running decision goes over to a newer version of its rules, by label, with the reason."""

    before: Line
    after: Line
    reason: Paragraphs


class Refusal(Fact):
    """The decision not to start, or to go no further with what was started, with its reason."""

    approved_by: Line
    reason: Paragraphs


class Reply(Fact):
    """What the proposer was told of the decision to start or not; sent to deputies, members, citizens, organisations."""

    means: ReplyMeans
    text: Paragraphs
