"""What the test programme asks for before a release, and where the tests do not yet reach it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Numbers = Mapping[str, int]


class Said(NamedTuple):
    """The same in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Trial:
    """A test of the programme: its numbers on each database it wants; "" is for tests without one.

    `lacks`: what the programme asks and no test does.
    """

    id: str
    name: Said
    asked: Mapping[str, Numbers]
    lacks: Said | None = None


def both(**numbers: int) -> dict[str, Numbers]:
    """The same on both databases."""
    return {"sqlite": numbers, "postgresql": numbers}


def pure(**numbers: int) -> dict[str, Numbers]:
    """Without a database."""
    return {"": numbers}


COUNTED: dict[str, Said] = {
    "runs": Said("轮", "runs"),
    "actions": Said("个动作", "actions"),
    "defects": Said("处植入缺陷", "planted defects"),
    "kills": Said("次强行终止", "kills"),
    "cuts": Said("次断电", "power cuts"),
    "answers": Said("次已应答的办理", "answered steps"),
    "kinds": Said("类操作", "kinds of operation"),
    "points": Said("个故障点", "points of failure"),
    "stops": Said("次停库", "stops"),
    "rounds": Said("轮并发", "rounds"),
    "clients": Said("个客户端同时办理", "clients at once"),
    "operations": Said("次操作", "operations"),
    "histories": Said("段历史", "histories"),
    "bits": Said("个比特", "bits"),
    "columns": Said("列", "columns"),
    "moved": Said("种错位", "moved rows"),
    "flips": Said("处数据库文件改动", "changed bits of the database file"),
    "clean": Said("份无改动的日志", "clean logs"),
    "pairs": Said("对证明", "pairs proved"),
    "fuzz": Said("份乱码", "scrambled inputs"),
    "backups": Said("次备份和恢复", "backups restored"),
    "damaged": Said("份损坏的备份", "damaged backups"),
    "logs": Said("份日志", "logs"),
    "tampered": Said("份改动过的日志", "tampered logs"),
    "configurations": Said("种情形", "configurations"),
    "megabytes": Said("MB 数据恢复", "MB restored"),
    "seconds": Said("秒恢复", "seconds to restore"),
    "doors": Said("个入口", "doors"),
    "changes": Said("个入口有变动", "doors that changed something"),
    "commands": Said("个命令", "commands"),
    "zones": Said("个服务器时区", "zones of the server"),
}
"""What is counted, as it stands behind its number."""

PROGRAMME = (
    Trial(
        "T1",
        Said("按独立模型随机办理全过程（经 HTTP）", "The procedure over HTTP against a model of its own"),
        both(runs=2000, actions=100_000, defects=30),
    ),
    Trial(
        "T2",
        Said("状态机逐格走遍", "Every state and step of the machine"),
        pure(),
    ),
    Trial(
        "T3",
        Said("随机时刻强行终止进程", "Processes killed at any moment"),
        {"sqlite": {"kills": 5000}, "postgresql": {"kills": 2000}},
    ),
    Trial(
        "T4",
        Said("在每个系统调用处出错或终止", "Failure or death at every system call"),
        pure(kinds=6),
    ),
    Trial(
        "T5",
        Said("负载下立即停库", "The server stopped at once under load"),
        {"postgresql": {"stops": 200}},
    ),
    Trial(
        "T6",
        Said(
            "应答之前已经落盘；断电重放；不安全的配置拒绝启动",
            "On the disk before the answer; power cuts replayed; unsafe settings are not served",
        ),
        {**both(cuts=500), **pure()},
    ),
    Trial("T7", Said("多人同时办理同一步骤", "Many at once on one step"), both(rounds=400, clients=32)),
    Trial(
        "T8",
        Said("并发历史与日志一致", "Concurrent histories agree with the log"),
        both(histories=20, operations=200_000),
    ),
    Trial(
        "T9",
        Said("篡改必被发现，完好不误报", "Tampering is noticed, and nothing else is"),
        {**pure(bits=136_000, moved=2016, clean=1000), "sqlite": {"flips": 100_000}, "postgresql": {}},
    ),
    Trial(
        "T10",
        Said("证明、检查点、见证", "Proofs, checkpoints, witnesses"),
        pure(pairs=65_792, fuzz=1_000_000),
    ),
    Trial(
        "T12",
        Said("凡有变动必有条目", "No change without its entry"),
        both(),
    ),
    Trial(
        "T19",
        Said("备份、恢复、核验", "Backup, restore, verification"),
        both(backups=100, damaged=1000, megabytes=1024),
    ),
    Trial(
        "T20",
        Said("数据库迁移", "Migrations"),
        both(),
        Said("从已发布版本升级（尚无已发布版本）", "upgrades from released versions (none was released)"),
    ),
    Trial(
        "T21",
        Said("时间、时区、工作日", "Time, zones and working days"),
        {"sqlite": {"zones": 600}, "postgresql": {}, **pure()},
    ),
    Trial(
        "T26",
        Said("独立核验程序重算", "The offline verifier counts again"),
        {**pure(logs=1000, tampered=500), **both()},
    ),
)
