"""The command `milepost`: parses what was typed and passes on. Imports nothing heavy before it knows what for."""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from milepost import __version__
from milepost.cli.codes import Exit
from milepost.cli.parser import Parser, parse
from milepost.cli.words import OWN

if TYPE_CHECKING:
    from milepost.cli.failure import Failure

DESCRIPTION = "Milepost plans IT projects: it reads project files, schedules them, and says when and why."
EPILOG = (
    "Records of the house are commands too, such as milepost organisation list; milepost explain names them all. "
    "Help on one command: milepost COMMAND --help. Exit codes: docs/reference/exit-codes.md."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code (see `codes.Exit`). Never raises, never shows a traceback unless MILEPOST_DEBUG=1."""
    _printable_streams()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _silence_stdout()
        return Exit.BROKEN_PIPE
    except KeyboardInterrupt:
        return _stopped(Exit.INTERRUPTED, "Stopped.")
    except Exception as error:
        if os.environ.get("MILEPOST_DEBUG") == "1":
            raise
        return _internal(error)


def _run(argv: list[str]) -> int:
    if argv and not argv[0].startswith("-") and argv[0] not in OWN:
        return _guarded(lambda: _function("milepost.cli.house.command:run_house")(argv))
    parser = make_parser()
    try:
        arguments = parse(parser, argv)
    except SystemExit as ended:
        return int(ended.code or 0)
    if arguments.command is None:
        parser.print_help()
        return Exit.OK
    return _guarded(lambda: _function(arguments.run)(arguments))


def _guarded(work: Callable[[], int]) -> int:
    """The exit code of a command, which cleans up when it is terminated and tells what it refused."""
    from milepost.cli.failure import Failure, Terminated
    from milepost.cli.signals import terminable

    try:
        with terminable():
            return int(work())
    except Failure as failure:
        _tell(failure)
        return failure.code
    except Terminated:
        return _stopped(Exit.TERMINATED, "Terminated.")
    except SystemExit as ended:
        return int(ended.code or 0)


def make_parser() -> Parser:
    """The parser with every command; each names its function and its module, which is imported only when it runs."""
    from milepost.cli.house.arguments import add_house
    from milepost.cli.plan.asked.arguments import add_plan
    from milepost.cli.sample_arguments import add_sample

    parser = Parser(prog="milepost", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"milepost {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=Parser)
    add_plan(commands)
    add_sample(commands)
    add_house(commands)
    version = commands.add_parser("version", help="say which Milepost, Python and readers these are", description="Versions, for a report.")
    version.set_defaults(run="milepost.cli.version:print_versions")
    return parser


def _function(name: str) -> Callable[..., int]:
    """The function of a command, "module:function": imported when it runs, so that --help pays for none of them."""
    module, _, function = name.partition(":")
    found: Callable[..., int] = getattr(import_module(module), function)
    return found


def _tell(failure: "Failure") -> None:
    from milepost.cli.console.problems import print_failure

    print_failure(failure, file=sys.stderr)


def _stopped(code: Exit, word: str) -> int:
    """After Ctrl-C or SIGTERM: everything unwound, temporary files are gone."""
    with contextlib.suppress(OSError, ValueError):
        print(f"\nmilepost: {word} Nothing was left half written.", file=sys.stderr)
    _silence_stdout()
    return code


def _internal(error: Exception) -> int:
    print(f"milepost: an error in Milepost itself: {type(error).__name__}: {error}", file=sys.stderr)
    print(
        "Please report it with the command you typed and, if you may, the file. MILEPOST_DEBUG=1 shows where it happened.", file=sys.stderr
    )
    return Exit.INTERNAL


def _printable_streams() -> None:
    """Names in any script print on any terminal: what its encoding lacks becomes a question mark instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(errors="replace")


def _silence_stdout() -> None:
    """Keeps Python from complaining about a closed pipe when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
