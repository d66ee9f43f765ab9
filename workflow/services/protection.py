"""Whether the database protects the log as it was set up to, and is itself set up to keep what was committed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import TextClause, text

from workflow.domain.text import Text
from workflow.models.base import Base
from workflow.models.protection import GUARDED, STATEMENTS
from workflow.services.unit import Session

# PRAGMA → what it must say, and what is lost otherwise
_PRAGMAS = {
    "journal_mode": ("wal", Text("写前日志（WAL）", "the write-ahead log")),
    "synchronous": (2, Text("提交即落盘（FULL）", "writing through at each commit (FULL)")),
    "foreign_keys": (1, Text("外键约束", "foreign keys")),
    "recursive_triggers": (1, Text("REPLACE 触发删除触发器", "triggers on what REPLACE removes")),
    "secure_delete": (1, Text("删除即覆写", "overwriting what was erased")),
}
_SETTINGS = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_write", "remote_apply"),
}


_SQLITE_TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
# what a table of ours could be replaced by, or be changed by unseen: its name, and that of the table
_SQLITE_SURPLUS = text("SELECT name, tbl_name FROM sqlite_master WHERE type IN ('trigger', 'view')")
_FUNCTIONS = text(
    "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'log\\_%' AND pronamespace = 'public'::regnamespace"
)
_TRIGGERS = text("""
SELECT tgname || ' ' || c.relname, pg_get_triggerdef(t.oid) || ' ' || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY(:tables)""")
# rows kept from some, tables that another of the same name stands before, or that a crash empties
_HIDING = text("""
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = ANY(:tables) AND (
n.nspname = 'public' AND (c.relrowsecurity OR c.relpersistence <> 'p')
OR n.nspname <> 'public' AND n.nspname = ANY(current_schemas(false))) ORDER BY 1""")
_SURPLUS = text("""
SELECT rulename, tablename FROM pg_rules WHERE schemaname = 'public'
UNION SELECT relname, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
UNION SELECT tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace""")


def unprotected(session: Session) -> Iterator[Text]:
    """What keeps the log append only and is missing, switched off or not as it was made."""
    if session.get_bind().dialect.name != "sqlite":
        yield from _unprotected_on_postgresql(session)
        return
    made = _pairs(session, _SQLITE_TRIGGERS)
    for statement in STATEMENTS["sqlite"]:
        name = statement.split()[2]
        if _plain(made.get(name, "")) != _plain(statement):
            yield _missing("触发器", "trigger", name)
    words = [each.split() for each in STATEMENTS["sqlite"]]
    yield from _surplus(session, _SQLITE_SURPLUS, {(each[2], each[6]) for each in words})


def _pairs(session: Session, statement: TextClause, **values: object) -> dict[str, str]:
    return dict(map(tuple, session.execute(statement, values)))


def _unprotected_on_postgresql(session: Session) -> Iterator[Text]:
    tables = list(Base.metadata.tables)
    sources, triggers = _pairs(session, _FUNCTIONS), _pairs(session, _TRIGGERS, tables=tables)
    ours = set[tuple[str, str]]()
    for statement in STATEMENTS["postgresql"]:
        if match := re.match(r"CREATE FUNCTION (\w+).*?\$\$(.*)\$\$", statement, re.DOTALL):
            if sources.get(match[1]) != match[2]:
                yield _missing("函数", "function", match[1])
        elif match := re.match(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) .*? ON (\w+)\s", statement, re.DOTALL):
            # the database writes the events in an order of its own; "A": always on
            found = triggers.get(f"{match[1]} {match[2]}", "").replace(" ON public.", " ON ")
            ours.add((match[1], match[2]))
            if sorted(found.split()) != sorted([*statement.split(), "A"]):
                yield _missing("触发器", "trigger", match[1])
    yield from _surplus(session, _SURPLUS, ours)
    for table in session.scalars(_HIDING, {"tables": tables}):
        yield Text(
            f"数据表{table}启用了行级安全、不落盘，或者另有同名数据表在前",
            f"{table} has row level security, is not logged, or another table of its name stands before it",
        )


def _surplus(session: Session, statement: TextClause, ours: set[tuple[str, str]]) -> Iterator[Text]:
    """What the program did not make and which can change, or hide, what is written to a table of ours or read from it."""
    for name, table in session.execute(statement):
        if table in Base.metadata.tables and (name, table) not in ours:
            yield Text(
                f"数据表{table}上有程序没有建立的触发器、规则或者视图：{name}",
                f"on {table} is a trigger, a rule or a view that the program did not make: {name}",
            )


def _missing(zh: str, en: str, name: str) -> Text:
    return Text(
        f"防篡改{zh}{name}缺失、停用或者被改动",
        f"the {en} {name} that keeps the log append-only is missing, switched off or was changed",
    )


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def unsafe_settings(session: Session, *, separated: bool) -> Iterator[Text]:
    """Settings of the database under which a commit may be lost, or the application may pass the log's protection.

    `separated`: the application must not be the owner of the tables (production).
    """
    if session.get_bind().dialect.name == "sqlite":
        for pragma, (due, what) in _PRAGMAS.items():
            found = session.scalar(text(f"PRAGMA {pragma}"))
            if found != due:
                yield Text(
                    "SQLite 的 {pragma} 为 {found}，应为 {due}：{what}未生效（数据库文件不得放在网络磁盘上）。",
                    "PRAGMA {pragma} of SQLite is {found}, it has to be {due} for {what}; "
                    "the file must not lie on a network disk.",
                ).fmt(pragma=pragma, found=str(found), due=str(due), what=what)
        return
    for name, good in _SETTINGS.items():
        value = session.scalar(text("SELECT current_setting(:name)"), {"name": name})
        if value not in good:
            yield Text(
                "PostgreSQL 的 {name} 为 {value}，应为 {due}：已提交的内容可能丢失。",
                "{name} of PostgreSQL is {value}, it has to be {due}: what was committed could be lost.",
            ).fmt(name=name, value=str(value), due=good[0])
    if separated:
        yield from _too_powerful(session)


_POWERS = text("""
SELECT r.rolsuper OR r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = ANY(:tables) AND c.relnamespace = 'public'::regnamespace
               AND pg_has_role(current_user, c.relowner, 'MEMBER')),
       EXISTS (SELECT 1 FROM unnest(CAST(:tables AS text[])) t
               WHERE has_table_privilege(t, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER'))
FROM pg_roles r WHERE r.rolname = current_user""")


def _too_powerful(session: Session) -> Iterator[Text]:
    superuser, owner, writes = session.execute(_POWERS, {"tables": list(GUARDED)}).one()
    if superuser or owner or writes:
        yield Text(
            "程序所用的数据库账号是超级用户、数据表的所有者或者能直接改写日志表：请用 shenjue database grant 建立的应用账号连接。",
            "The program's database account is a superuser, owns the tables or may write the log's tables itself: "
            "connect as the application account that `shenjue database grant` has given its rights.",
        )
