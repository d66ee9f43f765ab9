"""Files that are there when they are whole."""

from __future__ import annotations

from pathlib import Path

from workflow.services import wholefile


def test_the_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    order: list[str] = []
    sync, replace = wholefile.os.fsync, Path.replace
    monkeypatch.setattr(wholefile.os, "fsync", lambda handle: (order.append("fsync"), sync(handle)))
    monkeypatch.setattr(Path, "replace", lambda self, to: (order.append("replace"), replace(self, to))[1])
    with wholefile.whole(tmp_path / "a") as out:
        out.write(b"1")
        assert not (tmp_path / "a").exists()
    assert order == ["fsync", "replace", "fsync"]
    assert (tmp_path / "a").read_bytes() == b"1"
