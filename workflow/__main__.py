"""The command `shenjue`; also `python -m workflow`."""

from __future__ import annotations

import gc


def main() -> None:
    """Load the command line, then be it."""
    # law, models and libraries stay to the end: to look through them for garbage again and again slows start and report
    gc.set_threshold(20_000, 20, 20)
    from workflow.cli import main as command

    gc.freeze()
    command(prog_name="shenjue")


if __name__ == "__main__":
    main()
