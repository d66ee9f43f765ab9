"""The proof of a matter holds the public's words for those alone who deal with them, and for the auditor."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.walk import Walk
from workflow.services.audit import timeline
from workflow.services.matterproof import matter_proof
from workflow.services.readers import fact_for_others

pytestmark = pytest.mark.one_database


def test_numbers_in_what_the_public_sent_are_not_handed_to_others(session, staff):
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.through("participation.open")
    walk.take("participation.receive", "staff", 26, text="反对。电话13866665555，身份证500242199001011234。")
    walk.take("participation.receive", "staff", 26, text="先修学校门前的路。")
    # the digest of a receipt has figures that look like anything
    assert fact_for_others({"text": "先修路。", "receipt_sha256": "a13866665555b"})["receipt_sha256"] == "a13866665555b"
    number = walk.decision.number

    def opened(role: str) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(matter_proof(session, number, walk.actors[role]))) as archive:
            return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}

    for role in ("staff", "auditor"):
        assert any("13866665555" in text for text in opened(role).values())
        assert "没有列入" not in opened(role)["README.txt"]
        assert timeline(session, number, walk.actors[role]).whole
    files = opened("chief")
    assert not any("13866665555" in text or "500242199001011234" in text for text in files.values())
    gone = set(opened("auditor")) - set(files)
    assert {name.partition("-")[2] for name in gone} == {"opinion.json", "opinion.salt.txt"}
    assert all(name in files["README.txt"] for name in gone if name.endswith(".json"))
    assert any("先修学校门前的路" in text for text in files.values())
    assert not timeline(session, number, walk.actors["chief"]).whole
