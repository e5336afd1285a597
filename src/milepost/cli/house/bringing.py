"""`milepost project-plan bring FILE`: looks at a file of another program, and with --apply brings it; `give` writes a record as one."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.failure import Failure, usage
from milepost.cli.house.described import dashed, metavar, told
from milepost.cli.house.filing import placed
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.bringing import Way, problem_told, problems_of, way_of
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Refused
from milepost.kernel.operations.again import again
from milepost.kernel.rows import key_from, read_row

OPTION = "value_"
Json = dict[str, Any]


def add_bringing(verbs: Any, entity: Entity, add_common: Any) -> None:
    """`bring FILE` and `give ID`, where the entity has a way for files of other programs."""
    way = way_of(entity)
    if way is None:
        return
    text = f"{way.doc} It is looked at first; with --apply all of it is brought, or nothing."
    parser = verbs.add_parser("bring", help="bring a file of another program", description=text)
    parser.add_argument("file", type=Path, metavar="FILE", help="the file")
    parser.add_argument("--apply", action="store_true", help="bring it, not only look")
    for name, asked in way.inputs.items():
        said = told(name, asked, needed=asked.required)
        parser.add_argument(f"--{dashed(name)}", dest=OPTION + name, metavar=metavar(asked), help=said, required=asked.required)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="for people or for programs (default: table)")
    add_common(parser)
    parser.set_defaults(way="bring")
    words = ", ".join(f"{one.word} ({one.label})" for one in way.forms.values())
    parser = verbs.add_parser("give", help="write one as a file of another program", description=f"Writes {words}.")
    parser.add_argument("key", metavar="ID", help="id or number")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to, such as plan.xml")
    parser.add_argument("--format", choices=tuple(way.forms), help="default: as the file's name ends")
    add_common(parser)
    parser.set_defaults(way="give")


def run_way(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """The exit code; 3 where the file cannot be brought."""
    way = way_of(entity)
    assert way is not None
    return _give(way, actor, arguments) if arguments.way == "give" else _bring(way, actor, arguments)


def _bring(way: Way, actor: Actor, arguments: argparse.Namespace) -> int:
    from milepost.exchange.imported import Unreadable

    given = {name: value for name in way.inputs if (value := getattr(arguments, OPTION + name)) is not None}
    values = way.read(actor, given)
    name, progress = arguments.file.name, Progress(sys.stderr)

    def report(done: int, whole: int, text: str = "") -> None:
        progress.detail(text)

    try:
        with progress.step(f"{'Bringing' if arguments.apply else 'Reading'} {name}"):
            if arguments.apply:
                found = again(way.prepare(actor, arguments.file, name, values, report))
            else:
                found = way.look(actor, arguments.file, name, values, report)
    except Unreadable as error:
        return _refused(arguments, list(error.problems))
    except Refused as refusal:
        return _refused(arguments, problems_of(refusal, name))
    if arguments.format == "json":
        print(json.dumps({"applied": arguments.apply} | found, indent=2, ensure_ascii=False))
    else:
        _print(Screen(sys.stdout), found, applied=arguments.apply)
    return Exit.OK


def _refused(arguments: argparse.Namespace, problems: list[Problem]) -> int:
    if arguments.format == "json":
        print(
            json.dumps(
                {"applied": False, "refused": True, "problems": [problem_told(one) for one in problems]}, indent=2, ensure_ascii=False
            )
        )
        return Exit.UNREADABLE
    raise Failure(Exit.UNREADABLE, problems)


def _print(screen: Screen, found: Json, *, applied: bool) -> None:
    """Counts as lines, then what is worth knowing."""
    for one in (*found.get("problems", ()), *found.get("notices", ())):
        screen.paragraph(f"{one['place']}: {one['message']} {one['remedy']}".rstrip(), indent=0, kind="quiet")
    for name, value in found.items():
        if name not in ("problems", "notices", "batches") and value not in ("", None, [], {}):
            screen.paragraph(_line(value), indent=16, first=f"{name.replace('_', ' ').capitalize():<16}")
    screen.line("Brought." if applied else "Nothing has changed yet; --apply brings it.")


def _line(value: Any) -> str:
    """ "tasks 12, links 4"; of a list how many, and the first of them by name."""
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {_line(one)}" for name, one in value.items() if one not in ("", None, [], {}))
    if isinstance(value, list):
        shown = [str(one.get("name", one)) if isinstance(one, dict) else str(one) for one in value[:5]]
        return f"{', '.join(shown)}{f' and {len(value) - 5} more' if len(value) > 5 else ''}"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _give(way: Way, actor: Actor, arguments: argparse.Namespace) -> int:
    word = arguments.format or next((one.word for one in way.forms.values() if arguments.out.suffix.lower() == f".{one.ending}"), None)
    if word is None:
        raise usage(f"--out {arguments.out}", "its end says no form of a file.", f"Say --format {'|'.join(way.forms)}.")
    row = read_row(way.entity, actor, key_from(arguments.key))
    found = way.give(actor, row["id"], word)
    with placed(arguments.out) as target:
        target.write(found.content)
    screen = Screen(sys.stdout)
    for problem in found.problems:
        screen.paragraph(f"{problem.place}: {problem.message}", indent=0, kind="quiet")
    screen.line(f"Wrote {arguments.out}: {found.form.label}, {len(found.content):,} bytes.")
    return Exit.OK
