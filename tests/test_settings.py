"""The settings refuse to be unsafe, and say everything that is wrong at once."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.helpers import KEY, ORIGIN
from workflow.safety import unsafe, weak_key
from workflow.settings import Settings, SettingsError

pytestmark = pytest.mark.trial("T6")

VARIABLES = (
    "SHENJUE_MODE",
    "SECRET_KEY",
    "SHENJUE_ORIGIN",
    "SHENJUE_PRODUCTION",
    "FLASK_ENV",
    "SHENJUE_PUBLIC_URL",
    "DATABASE_URL",
    "PORT",
)


def load(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings.load()


def test_production_is_the_default_and_needs_a_key(monkeypatch):
    with pytest.raises(SettingsError, match="正式环境必须设置 SECRET_KEY") as refusal:
        load(monkeypatch)
    assert "Production needs SECRET_KEY" in str(refusal.value)


def test_production_starts_with_a_good_key(monkeypatch):
    settings = load(monkeypatch, SECRET_KEY=KEY, SHENJUE_ORIGIN=ORIGIN)
    assert not settings.demo
    assert settings.key() == KEY


def test_production_needs_a_name_of_its_own_for_its_log(monkeypatch):
    with pytest.raises(SettingsError, match="SHENJUE_ORIGIN"):
        load(monkeypatch, SECRET_KEY=KEY)


@pytest.mark.parametrize(
    ("key", "what"),
    [
        (KEY[:31], "too short"),
        ("ab" * 20, "too simple"),
        ("changeme-" + KEY, "placeholder"),
        ("my-Secret-0123789abcdefghijklmnopq", "placeholder"),
    ],
)
def test_weak_keys_are_refused(key, what):
    assert any(what in problem.en for problem in weak_key(key))


def test_a_key_of_just_enough_characters_passes():
    assert weak_key(KEY[:32]) == []


def test_every_problem_is_named_at_once(monkeypatch):
    with pytest.raises(SettingsError) as refusal:
        load(monkeypatch, SECRET_KEY="changeme", PORT="eight", DATABASE_URL="mysql://u@h/d")
    text = str(refusal.value)
    assert len(refusal.value.problems) >= 4
    for part in ("PORT", "too short", "placeholder", "mysql"):
        assert part in text


def test_the_key_itself_is_never_printed(monkeypatch):
    with pytest.raises(SettingsError) as refusal:
        load(monkeypatch, SECRET_KEY="hunter2hunter2")
    assert "hunter2" not in str(refusal.value)
    assert "hunter2" not in repr(load(monkeypatch, SECRET_KEY="hunter2" + KEY, SHENJUE_ORIGIN=ORIGIN))


@pytest.mark.parametrize(
    "setting",
    [
        {"SECRET_KEY": KEY},
        {"SHENJUE_PRODUCTION": "1"},
        {"FLASK_ENV": "production"},
        {"SHENJUE_PUBLIC_URL": "https://shenjue.test"},
    ],
)
def test_a_demonstration_refuses_each_production_setting(monkeypatch, setting):
    with pytest.raises(SettingsError) as refusal:
        load(monkeypatch, SHENJUE_MODE="demo", **setting)
    assert [next(iter(setting)) in problem.zh for problem in refusal.value.problems] == [True]


def test_a_demonstration_starts_with_nothing_given(monkeypatch):
    assert load(monkeypatch, SHENJUE_MODE="demo").demo


def test_an_unknown_mode_is_refused(monkeypatch):
    with pytest.raises(SettingsError, match="应为 demo 或者 production"):
        load(monkeypatch, SHENJUE_MODE="prod", SECRET_KEY=KEY)


def test_a_demonstration_keeps_a_key_of_its_own(tmp_path):
    first, second = (Settings(mode="demo", instance_dir=tmp_path / name) for name in ("a", "b"))
    key = first.key()
    assert key == first.key() == Settings(mode="demo", instance_dir=tmp_path / "a").key()
    assert key != second.key()
    assert weak_key(key) == []
    mode = stat.S_IMODE(os.stat(tmp_path / "a" / "demo-key").st_mode)
    assert mode == 0o600
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["demo-key"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://u@h/d", "nonsense"])
def test_databases_that_cannot_serve_are_refused(url):
    refused = unsafe(
        mode="demo", secret_key="", public_url="", production_flag="", flask_env="", database_url=url, origin=""
    )
    assert len(refused) == 1


def test_a_relative_database_is_taken_from_the_current_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings(mode="demo", database_url="sqlite:///here.db")
    assert settings.sqlite_path == Path(tmp_path / "here.db")


def test_settings_do_not_change(tmp_path):
    settings = Settings(mode="demo", instance_dir=tmp_path)
    with pytest.raises(ValueError, match="frozen"):
        settings.mode = "production"


def test_cookies_need_tls_in_production_unless_published_over_plain_http(tmp_path):
    def made(**more: object) -> bool:
        return Settings(mode="production", secret_key=KEY, origin=ORIGIN, instance_dir=tmp_path, **more).secure_cookies

    assert made()
    assert made(public_url="https://shenjue.test")
    assert not made(public_url="http://10.1.2.3:8000")
    assert not Settings(mode="demo", instance_dir=tmp_path).secure_cookies


def test_a_folder_of_templates_or_fonts_that_is_not_there_is_named(monkeypatch, tmp_path):
    given = {"SHENJUE_MODE": "demo", "SHENJUE_PAPERS_DIR": str(tmp_path)}
    assert load(monkeypatch, **given).papers_dir == tmp_path
    with pytest.raises(SettingsError, match=r"SHENJUE_FONTS_DIR.*不存在"):
        load(monkeypatch, **given, SHENJUE_FONTS_DIR=str(tmp_path / "typo"))
