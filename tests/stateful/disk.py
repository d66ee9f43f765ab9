"""What the township's programs stand on: the files in their store, the signer of their log, and a backup of all of it."""

from __future__ import annotations

import shutil

from flask import Flask
from sqlalchemy import make_url

from tests import databases
from tests.backing import run
from tests.helpers import PASSWORD
from tests.stateful.hand import Attached
from workflow.backupfile import backup_command, restore_command
from workflow.checkpointfile import checkpoint_group
from workflow.epochfile import epoch_group
from workflow.services.installation import INCOMPLETE, Inspection, inspect
from workflow.wiring import db

SAID = "服务器磁盘损坏，由此前的备份恢复，此后录入的条目丢失。"


class Disk:
    """One machine with several programs on one database, and what its administrator does there."""

    def __init__(self, programs: tuple[Flask, ...]) -> None:
        self.programs = programs
        self.settings = programs[0].extensions["shenjue"].settings
        place = self.settings.instance_dir
        self._kept, self._backup = place / "kept", place / "midway.backup"

    def let_go(self) -> None:
        """Close every connection of the programs, as a database that is replaced does."""
        for program in self.programs:
            with program.app_context():
                db.session.close()
                db.engine.dispose()

    def keep_files(self) -> None:
        """Keep the files as they are, for those who begin anew."""
        shutil.copytree(self.settings.files, self._kept)

    def begin_anew(self) -> None:
        """Forget the signer, and put back the files that were kept, so that another database can be put there."""
        self.let_go()
        shutil.rmtree(self.settings.signer, ignore_errors=True)
        if self._kept.exists():
            shutil.copytree(self._kept, self.settings.files, dirs_exist_ok=True)

    # -- files -------------------------------------------------------------------------------------------------------

    def write(self, file: Attached, content: bytes) -> None:
        """Write into the place of a file, as somebody who has the disk can."""
        (self.settings.files / file.digest[:2] / file.digest[2:]).write_bytes(content)

    def holds(self, file: Attached) -> bool:
        """Whether what stands in the place of a file is what was put in."""
        return (self.settings.files / file.digest[:2] / file.digest[2:]).read_bytes() == file.content

    def inspected(self) -> Inspection:
        """What `shenjue verify` finds; inside the context of a program."""
        now = self.programs[0].extensions["shenjue"].real_now()
        return inspect(db.session, self.settings.files, self.settings.signed_by, now)

    # -- backups -----------------------------------------------------------------------------------------------------

    def sign(self) -> None:
        """Sign the log as it is, by a signer that is made for the first time."""
        if not self.settings.signer.exists():
            run(self.programs[0], checkpoint_group, "init")
        run(self.programs[0], checkpoint_group, "issue")

    def back_up(self) -> None:
        """Make a backup while everything is running."""
        self._backup.unlink(missing_ok=True)
        run(self.programs[0], backup_command, self._backup)

    def restore(self) -> str:
        """Replace database and files by those of the backup, under the programs; what the command says of it."""
        self.let_go()
        shutil.rmtree(self.settings.files, ignore_errors=True)
        url = make_url(self.settings.database)
        if url.get_backend_name() == "postgresql":
            databases.server().replace(str(url.database), "template0")
        else:
            for each in self.settings.instance_dir.glob("shenjue.db*"):
                each.unlink()
        # no witness has cosigned, whether something is lost or not
        said = run(self.programs[0], restore_command, self._backup, code=INCOMPLETE).output
        self.let_go()
        return said

    def state_the_loss(self) -> None:
        """Two people state what was lost, and the log goes on as a new epoch."""
        given = ("open", "--states", "chief", "--confirms", "auditor", "--loss", SAID)
        run(self.programs[0], epoch_group, *given, typed=f"{PASSWORD}\n{PASSWORD}\n")
