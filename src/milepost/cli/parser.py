"""The argument parser of every command: argparse with errors that say what to do, and help that fits the terminal."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from milepost.cli.codes import Exit


class Parser(argparse.ArgumentParser):
    """Options are never guessed from their beginnings: a new option must not change what a script means."""

    def __init__(self, **settings: object) -> None:
        settings.setdefault("allow_abbrev", False)
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(**settings)  # type: ignore[arg-type]

    def option_names(self) -> list[str]:
        """Every option it takes."""
        return [option for action in self._actions for option in action.option_strings]

    def error(self, message: str) -> NoReturn:
        """What is wrong and where to look, then exit code 2."""
        print(f"milepost: {message}\nSee {self.prog} --help.", file=sys.stderr)
        self.exit(Exit.USAGE)


def parse(parser: Parser, argv: Sequence[str]) -> argparse.Namespace:
    """The arguments. Files may stand on both sides of options; an option that is not known is told with the nearest one.

    Raises SystemExit as argparse does, after it has printed what is wrong.
    """
    arguments, rest = parser.parse_known_args(argv)
    if rest:
        own: Parser = getattr(arguments, "parser", parser)
        unknown = [word for word in rest if word.startswith("-") and word != "-"]
        if unknown or not hasattr(arguments, "files"):
            own.error(_unknown(own, (unknown or rest)[0]))
        arguments.files += rest
    return arguments


def _unknown(parser: Parser, word: str) -> str:
    from difflib import get_close_matches

    name = word.partition("=")[0]
    if not name.startswith("-"):
        return f"'{name}' is one too many."
    near = get_close_matches(name, parser.option_names(), n=1)
    return f"{name} is not an option here{f'; did you mean {near[0]}?' if near else '.'}"


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)
