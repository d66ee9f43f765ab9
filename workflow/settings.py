"""One frozen Settings, read from the environment; it refuses to exist when it would be unsafe.

``SHENJUE_MODE`` is ``production`` unless it says ``demo``. Every problem is reported at once, in Chinese and English.
"""

from __future__ import annotations

import contextlib
import importlib.util
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
from sqlalchemy.exc import ArgumentError

from workflow.domain.text import Text

ROOT = Path(__file__).resolve().parents[1]

Mode = Literal["demo", "production"]

DEMO_ORIGIN = "shenjue.local/qingquan/rma/e1"

MIN_KEY_LENGTH = 32
MIN_KEY_CHARACTERS = 10
# words that stand in keys copied from a manual
PLACEHOLDERS = (
    "changeme",
    "change-me",
    "change_me",
    "secret",
    "password",
    "example",
    "placeholder",
    "your-",
    "123456",
    "qwerty",
)
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


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
    def secure_cookies(self) -> bool:
        """Cookies over TLS only: always in production, unless the instance is expressly published over plain http."""
        return not self.demo and not self.public_url.startswith("http://")

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


def unsafe(
    *,
    mode: str,
    secret_key: str,
    public_url: str,
    production_flag: str,
    flask_env: str,
    database_url: str,
    origin: str,
) -> list[Text]:
    """Every reason why an instance with these settings must not start."""
    problems: list[Text] = []
    if mode == "demo":
        given = [
            name
            for name, is_given in (
                ("SECRET_KEY", bool(secret_key)),
                ("SHENJUE_PRODUCTION", production_flag.lower() in TRUE_WORDS),
                ("FLASK_ENV", flask_env.lower() == "production"),
                ("SHENJUE_PUBLIC_URL", bool(public_url)),
            )
            if is_given
        ]
        problems.extend(
            Text(
                f"演示模式不得与正式环境的设置 {name} 同时使用：请删除 {name}，或者将 SHENJUE_MODE 改为 production。",
                f"Demonstration mode must not be used with the production setting {name}: "
                f"remove {name}, or set SHENJUE_MODE to production.",
            )
            for name in given
        )
    else:
        problems.extend(weak_key(secret_key))
        if not origin:
            problems.append(
                Text(
                    "正式环境必须设置 SHENJUE_ORIGIN，即本机关审计日志的名称，启用后不能更改，"
                    "例如 gov.example/500242105/rma/e1（域名/行政区划代码/…）。",
                    "Production needs SHENJUE_ORIGIN, the name of the organ's audit log, which never changes afterwards, "
                    "for example gov.example/500242105/rma/e1 (domain/region code/…).",
                )
            )
    problems.extend(_database_problems(database_url))
    return problems


def weak_key(key: str) -> list[Text]:
    """What is wrong with a secret key; nothing for a good one."""
    how = Text(
        "可用下列命令生成：python3 -c 'import secrets; print(secrets.token_hex(32))'",
        "Make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'",
    )
    if not key:
        return [
            Text(
                f"正式环境必须设置 SECRET_KEY。{how.zh}；仅作演示请设置 SHENJUE_MODE=demo。",
                f"Production needs SECRET_KEY. {how.en}; for a demonstration set SHENJUE_MODE=demo.",
            )
        ]
    problems: list[Text] = []
    if len(key) < MIN_KEY_LENGTH:
        problems.append(
            Text(
                f"SECRET_KEY 过短：应不少于 {MIN_KEY_LENGTH} 个字符，现为 {len(key)} 个。{how.zh}",
                f"SECRET_KEY is too short: at least {MIN_KEY_LENGTH} characters, it has {len(key)}. {how.en}",
            )
        )
    if len(set(key)) < MIN_KEY_CHARACTERS:
        problems.append(
            Text(
                f"SECRET_KEY 过于简单：不同字符应不少于 {MIN_KEY_CHARACTERS} 个，现为 {len(set(key))} 个。{how.zh}",
                f"SECRET_KEY is too simple: at least {MIN_KEY_CHARACTERS} different characters, "
                f"it has {len(set(key))}. {how.en}",
            )
        )
    found = next((word for word in PLACEHOLDERS if word in key.lower()), None)
    if found:
        problems.append(
            Text(
                f"SECRET_KEY 含有示例文字“{found}”，不得使用。{how.zh}",
                f"SECRET_KEY contains the placeholder “{found}” and must not be used. {how.en}",
            )
        )
    return problems


def _database_problems(url: str) -> list[Text]:
    if not url:
        return []
    try:
        parsed = make_url(url)
    except ArgumentError:
        return [
            Text(
                "DATABASE_URL 无法识别，应形如 sqlite:////绝对路径/shenjue.db。",
                "DATABASE_URL cannot be read; it should look like sqlite:////absolute/path/shenjue.db.",
            )
        ]
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            return []
        return [
            Text(
                "DATABASE_URL 须指明 SQLite 数据库文件，内存数据库关闭后不留数据。",
                "DATABASE_URL must name an SQLite file; a database in memory keeps nothing.",
            )
        ]
    if backend == "postgresql":
        if importlib.util.find_spec("psycopg") is not None:
            return []
        return [
            Text(
                "DATABASE_URL 指向 PostgreSQL，但未安装驱动：请安装 psycopg[binary]。",
                "DATABASE_URL points to PostgreSQL but its driver is missing: install psycopg[binary].",
            )
        ]
    return [
        Text(
            f"DATABASE_URL 使用了不支持的数据库 {backend}，应为 sqlite 或者 postgresql。",
            f"DATABASE_URL names the unsupported database {backend}; it should be sqlite or postgresql.",
        )
    ]


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
