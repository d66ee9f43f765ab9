"""What would make an instance unsafe to start, told by its settings alone: every reason, in Chinese and English."""

from __future__ import annotations

import importlib.util

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from workflow.domain.text import Text

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
