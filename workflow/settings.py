"""One frozen Settings, read from the environment; it refuses to exist when it would be unsafe.

``SHENJUE_MODE`` is ``production`` unless it says ``demo``. Every problem is reported at once, in Chinese and English.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url

from workflow.domain.text import Text
from workflow.safety import unsafe
from workflow.services.signers import Process, Where

ROOT = Path(__file__).resolve().parents[1]

Mode = Literal["demo", "production"]

DEMO_ORIGIN = "shenjue.local/qingquan/rma/e1"


class SettingsError(Exception):
    """The settings are unsafe or unreadable; `problems` holds every reason, each in Chinese and English."""

    def __init__(self, problems: list[Text]) -> None:
        self.problems = problems
        lines = [f"{n}. {p.zh}\n   {p.en}" for n, p in enumerate(problems, 1)]
        super().__init__("设置有误，未启动。 The settings are wrong; not started.\n" + "\n".join(lines))


def _named(name: str, *others: str) -> AliasChoices:
    return AliasChoices(name, *others)


class Settings(BaseSettings):
    """What an instance is told from outside. Frozen; made once, at the start.

    :raises SettingsError: from `Settings.load`, with all problems at once.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True, env_ignore_empty=True)

    mode: Mode = Field("production", validation_alias=_named("SHENJUE_MODE"))
    database_url: str = Field("", validation_alias=_named("DATABASE_URL"))
    secret_key: SecretStr | None = Field(None, validation_alias=_named("SECRET_KEY"))
    instance_dir: Path = Field(ROOT / "instance", validation_alias=_named("SHENJUE_INSTANCE_DIR"))
    files_dir: Path | None = Field(None, validation_alias=_named("SHENJUE_FILES_DIR"))
    # a government's own templates of papers (see docs/papers.md), and the fonts it has licensed for them
    papers_dir: Path | None = Field(None, validation_alias=_named("SHENJUE_PAPERS_DIR"))
    fonts_dir: Path | None = Field(None, validation_alias=_named("SHENJUE_FONTS_DIR"))
    # the key that signs the log and the memory of what it signed: outside the database, and not in its backups
    signer_dir: Path | None = Field(None, validation_alias=_named("SHENJUE_SIGNER_DIR"))
    # the signer as a process of its own (shenjue signer serve): no key is read here then, and the folder needs none
    signer_process: str = Field("", pattern=r"^(unix:/[^\x00]{1,100})?$", validation_alias=_named("SHENJUE_SIGNER"))
    # how often the log is signed while the site is served, where there is a signer; 0: never
    sign_seconds: int = Field(60, ge=0, le=86_400, validation_alias=_named("SHENJUE_SIGN_SECONDS"))
    max_upload_mb: int = Field(20, ge=1, le=500, validation_alias=_named("SHENJUE_MAX_UPLOAD_MB"))
    trusted_proxies: int = Field(0, ge=0, le=5, validation_alias=_named("SHENJUE_TRUSTED_PROXIES"))
    origin: str = Field(
        "",
        pattern=r"^([a-z0-9][a-z0-9._/-]{2,120})?$",
        validation_alias=_named("SHENJUE_ORIGIN"),
    )
    # which rules the organ follows: read once, when its first account is set up
    profile: str = Field(
        "cq-township", pattern=r"^[a-z0-9][a-z0-9-]{1,60}$", validation_alias=_named("SHENJUE_PROFILE")
    )
    session_hours: int = Field(8, ge=1, le=24, validation_alias=_named("SHENJUE_SESSION_HOURS"))
    public_url: str = Field("", pattern=r"^(https?://[^/\s]+/?)?$", validation_alias=_named("SHENJUE_PUBLIC_URL"))
    host: str = Field("127.0.0.1", validation_alias=_named("HOST"))
    port: int = Field(8000, ge=1, le=65535, validation_alias=_named("PORT"))
    # read only to notice a demonstration that was given the settings of a real instance
    production_flag: str = Field("", validation_alias=_named("SHENJUE_PRODUCTION"))
    flask_env: str = Field("", validation_alias=_named("FLASK_ENV"))

    @classmethod
    def load(cls) -> Self:
        """The settings of this process's environment.

        :raises SettingsError: listing every problem.
        """
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(_problems_of(error, os.environ)) from None

    @model_validator(mode="after")
    def _safe(self) -> Self:
        problems = unsafe(
            mode=self.mode,
            secret_key=self.secret_key.get_secret_value() if self.secret_key else "",
            public_url=self.public_url,
            production_flag=self.production_flag,
            flask_env=self.flask_env,
            database_url=self.database_url,
            origin=self.origin,
        )
        # a folder that is not there would be passed over, and papers made of other templates, in other type
        folders = {"SHENJUE_PAPERS_DIR": self.papers_dir, "SHENJUE_FONTS_DIR": self.fonts_dir}
        problems += [
            Text(f"{name} 所指的目录“{folder}”不存在。", f"{name}: there is no folder “{folder}”.")
            for name, folder in folders.items()
            if folder and not folder.is_dir()
        ]
        if problems:
            # the sentences themselves travel in the context, so that load() can list them beside the others
            raise PydanticCustomError("unsafe", "{count} problem(s)", {"count": len(problems), "problems": problems})
        return self

    @property
    def log_origin(self) -> str:
        """The name of the organ's log; a demonstration has one of its own."""
        return self.origin or DEMO_ORIGIN

    @property
    def demo(self) -> bool:
        """Whether this is a demonstration: accounts for everyone and a clock that may be moved forward."""
        return self.mode == "demo"

    @property
    def database(self) -> str:
        """The database URL, a relative SQLite path taken from the current directory; default in `instance_dir`."""
        if not self.database_url:
            return f"sqlite:///{self.instance_dir.resolve() / 'shenjue.db'}"
        url = make_url(self.database_url)
        if url.get_backend_name() == "sqlite" and url.database:
            url = url.set(database=str(Path(url.database).resolve()))
        return url.render_as_string(hide_password=False)

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, when the database is SQLite."""
        url = make_url(self.database)
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    @property
    def files(self) -> Path:
        """Where uploaded files are kept."""
        return (self.files_dir or self.instance_dir / "files").resolve()

    @property
    def signer(self) -> Path:
        """Where the signer of the log keeps its key and its memory."""
        return (self.signer_dir or self.instance_dir / "signer").resolve()

    @property
    def signed_by(self) -> Where:
        """Who signs the log: the key in that folder, or a process that alone has one."""
        socket = self.signer_process.removeprefix("unix:")
        return Process(Path(socket), self.signer) if socket else self.signer

    @property
    def secure_cookies(self) -> bool:
        """Cookies over TLS only: always in production, unless the instance is expressly published over plain http."""
        return not self.demo and not self.public_url.startswith("http://")

    @property
    def address(self) -> str:
        """The address the site is known by; without a public one, where it is served."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    def key(self) -> str:
        """The key that signs cookies: the given one, or one made for this demonstration and kept by it (mode 0600)."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        path = self.instance_dir / "demo-key"
        if not path.exists():
            self.instance_dir.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self.instance_dir)  # made with mode 0600
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
            # a link appears whole or not at all, and the first of two processes wins
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
            os.unlink(draft)
        return path.read_text("ascii")


def _problems_of(error: ValidationError, environ: Mapping[str, str]) -> list[Text]:
    problems: list[Text] = []
    fields_wrong = False
    for item in error.errors(include_url=False):
        if item["type"] == "unsafe":
            problems.extend(item["ctx"]["problems"])
            continue
        fields_wrong = True
        name = str(item["loc"][0]) if item["loc"] else "?"
        # the value of a secret is never repeated
        shown = "" if name == "SECRET_KEY" else re.sub(r"\s+", " ", str(item.get("input", "")))[:60]
        problems.append(
            Text(
                f"{name} 的值“{shown}”不符合要求：{_expected(item)[0]}。",
                f"{name} has the unusable value “{shown}”: {_expected(item)[1]}.",
            )
        )
    if fields_wrong:
        # pydantic stops before the rules on the whole when a single field is wrong: hold them against the raw values
        problems.extend(
            unsafe(
                mode=environ.get("SHENJUE_MODE", "") or "production",
                secret_key=environ.get("SECRET_KEY", ""),
                public_url=environ.get("SHENJUE_PUBLIC_URL", ""),
                production_flag=environ.get("SHENJUE_PRODUCTION", ""),
                flask_env=environ.get("FLASK_ENV", ""),
                database_url=environ.get("DATABASE_URL", ""),
                origin=environ.get("SHENJUE_ORIGIN", ""),
            )
        )
    return problems


def _expected(item: Mapping[str, object]) -> tuple[str, str]:
    context = item.get("ctx")
    ctx: Mapping[str, object] = context if isinstance(context, Mapping) else {}
    match item["type"]:
        case "literal_error":
            return "应为 demo 或者 production", "it should be demo or production"
        case "int_parsing" | "int_from_float" | "int_type":
            return "应为整数", "it should be a whole number"
        case "greater_than_equal":
            return f"应不小于 {ctx.get('ge')}", f"it should be at least {ctx.get('ge')}"
        case "less_than_equal":
            return f"应不大于 {ctx.get('le')}", f"it should be at most {ctx.get('le')}"
        case "string_pattern_mismatch":
            return f"应符合格式 {ctx.get('pattern')}", f"it should match {ctx.get('pattern')}"
        case _:
            return "无法识别", "it cannot be read"
