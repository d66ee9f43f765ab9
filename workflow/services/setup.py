"""The beginning of an instance: what kind it is, the one-time token, the first account."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, select

from workflow.domain.lawfiles import library
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.people import Instance, Person, SetupToken
from workflow.services import accounts, organ, passwords
from workflow.services.clock import today
from workflow.services.identity import AccountRefused
from workflow.services.stays import digest
from workflow.services.unit import Session, writing
from workflow.settings import Settings

TOKEN_VALID = timedelta(hours=24)


class WrongInstance(Exception):
    """The database belongs to another kind of instance than the settings say; `reason` says which."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(f"{reason.zh} {reason.en}")


def mark(session: Session, settings: Settings, *, real_now: datetime) -> None:
    """Write into a new database what it belongs to; check it in one that says so already.

    :raises WrongInstance: a demonstration is started on a production database, or the other way round.
    """
    if session.get(Instance, 1) is None:
        with writing(session):
            if session.get(Instance, 1) is None:
                session.add(Instance(id=1, mode=settings.mode, origin=settings.log_origin, created_at=real_now))
    verify_mark(session, settings)


def verify_mark(session: Session, settings: Settings) -> None:
    """Hold what the database says it belongs to against the settings; a database without a mark passes.

    :raises WrongInstance: they differ.
    """
    row = session.get(Instance, 1)
    if row is None:
        return
    if row.mode != settings.mode:
        words = {"demo": ("演示", "a demonstration"), "production": ("正式", "production")}
        raise WrongInstance(
            Text(
                f"此数据库属于{words[row.mode][0]}环境，不能以{words[settings.mode][0]}模式启动。"
                "请更换 DATABASE_URL 或者 SHENJUE_MODE。",
                f"This database belongs to {words[row.mode][1]} and cannot be used as {words[settings.mode][1]}. "
                "Change DATABASE_URL or SHENJUE_MODE.",
            )
        )
    if row.origin != settings.log_origin:
        raise WrongInstance(
            Text(
                f"此数据库的日志名为 {row.origin}，与 SHENJUE_ORIGIN={settings.log_origin} 不一致。",
                f"The log of this database is named {row.origin}, not SHENJUE_ORIGIN={settings.log_origin}.",
            )
        )


def nobody_yet(session: Session) -> bool:
    """Whether the instance has no account at all."""
    return not session.scalar(select(func.count()).select_from(Person))


def make_token(session: Session, *, real_now: datetime) -> str:
    """A one-time token for the first account, valid for 24 hours; an earlier unused one ends.

    :raises AccountRefused: there is an account already.
    """
    token = secrets.token_urlsafe(24)
    with writing(session):
        _require_nobody(session)
        for row in session.scalars(select(SetupToken).where(SetupToken.used_at.is_(None))):
            row.used_at = real_now
        session.add(SetupToken(token_sha256=digest(token), created_at=real_now, expires_at=real_now + TOKEN_VALID))
    return token


def first_admin(
    session: Session,
    settings: Settings,
    *,
    token: str,
    real_now: datetime,
    organ_name: Text,
    login: str,
    name: str,
    post: str,
    password: str,
) -> int:
    """Set up the organ and its first system administrator; the token is used up. Return the person's id.

    :raises AccountRefused: token unknown, used or over 24 hours old; there is an account; something entered is unfit.
    """
    kept = passwords.make_hash(password)
    with writing(session):
        _require_nobody(session)
        row = session.scalar(select(SetupToken).where(SetupToken.token_sha256 == digest(token.strip())))
        if row is None or row.used_at is not None or row.expires_at <= real_now:
            raise AccountRefused(
                Text(
                    "令牌无效、已使用或者已过期。请运行 shenjue init 重新生成。",
                    "The token is wrong, used or expired. Run shenjue init for a new one.",
                )
            )
        row.used_at = real_now
        if organ.organ(session) is None:
            organ.add_organ(
                session,
                now=real_now,
                real_now=real_now,
                name=organ_name,
                profile_id=_profile(settings, real_now),
                origin=settings.log_origin,
            )
        return accounts.add_person(
            session,
            actor=None,
            now=real_now,
            login=login,
            name=name,
            post=post,
            unit_id=None,
            roles=[Role.ADMIN.value],
            password=password,
            password_hash=kept,
            must_change=False,
        )


def _profile(settings: Settings, real_now: datetime) -> str:
    """The profile the settings name, which must be in force.

    :raises AccountRefused: there is none of that name, or it is not in force yet.
    """
    try:
        return library().in_force(settings.profile, today(real_now)).profile.id
    except KeyError:
        known = "、".join(sorted({profile.id for profile in library().profiles.values()}))
        raise AccountRefused(
            Text(
                "没有施行中的规则“{name}”，请改正 SHENJUE_PROFILE 后重新启动；可用：{known}。",
                "No rules named “{name}” are in force: set SHENJUE_PROFILE to one of {known} and start again.",
            ).fmt(name=settings.profile, known=known)
        ) from None


def _require_nobody(session: Session) -> None:
    if not nobody_yet(session):
        raise AccountRefused(Text("系统中已有账号，无需初始化。", "There are accounts already; nothing to set up."))
