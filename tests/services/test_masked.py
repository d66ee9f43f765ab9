"""A dossier as papers for the public are made of it."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having
from tests.domain.rule_cases.hearings import held
from workflow.services.masked import masked_dossier


@pytest.mark.one_database
def test_what_a_hearing_found_is_published_without_who_can_be_reached(session):
    dossier = having(held(report__views="石大明（赞成）：电话13812345678。", report__advice="回复a.b@example.org。"))
    report = masked_dossier(session, dossier, 1).hearing.report
    assert report.views.startswith("石大明（赞成）：电话")
    assert "13812345678" not in report.views
    assert "example" not in report.advice
    assert masked_dossier(session, having(held(report=None)), 1).hearing.report is None
