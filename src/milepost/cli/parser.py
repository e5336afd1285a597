"""The argument parser of every command: argparse with errors that say what to do, and help that fits the terminal."""

import argparse
import sys
from typing import NoReturn

from milepost.cli.codes import Exit


class Parser(argparse.ArgumentParser):
    """Options are never guessed from their beginnings: a new option must not change what a script means."""

    def __init__(self, **settings: object) -> None:
        settings.setdefault("allow_abbrev", False)
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(**settings)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """What is wrong and where to look, then exit code 2."""
        print(f"milepost: {message}\nSee {self.prog} --help.", file=sys.stderr)
        self.exit(Exit.USAGE)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)
