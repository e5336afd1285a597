"""Reads a foreign plan: a private copy under a plain name, MPXJ in its own process, its MSPDI through our own reader, losses told."""

import json
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from milepost.engine.problem import Problem, Severity
from milepost.exchange.foreign.decimals import with_points
from milepost.exchange.foreign.limits import Limits
from milepost.exchange.foreign.losses import differences_told, listed, losses_told
from milepost.exchange.foreign.process import Progress, run_limited
from milepost.exchange.foreign.raw import rows_told
from milepost.exchange.foreign.refusal import failed, not_a_plan, stopped
from milepost.exchange.foreign.restore import restore
from milepost.exchange.foreign.runtime import Runtime, find_runtime
from milepost.exchange.imported import Imported, Source, Unreadable
from milepost.values import said

START = """
import sys, types
for name, place in zip(("milepost", "milepost.exchange", "milepost.exchange.foreign"), sys.argv[2:]):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [place]
from milepost.exchange.foreign.child.main import main
from milepost.values import said
main(sys.argv[1])
"""
"""Stands empty packages in for ours: the reader's process then loads its own three modules and nothing else of Milepost."""


def read(
    data: bytes, *, name: str, what: str = "a plan in a foreign format", limits: Limits | None = None, progress: Progress | None = None
) -> tuple[Imported, ...]:
    """Every project of the file, at least one. `what` names the format for messages. Raises Unreadable."""
    limits = limits or Limits()
    runtime = find_runtime(name=name, what=what)
    data, told = with_points(data, name=name)
    with tempfile.TemporaryDirectory(prefix="milepost-", ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        (folder / "plan.dat").write_bytes(with_mark(data))
        said = (lambda text: progress(f"{name}: {text}")) if progress is not None else None
        ended = run_limited(command(runtime, folder, limits), folder=folder, limits=limits, progress=said)
        answer = answer_of(folder)
        if ended.stopped or answer is None:
            raise stopped(ended, name=name, limits=limits)
        if "error" in answer:
            raise failed(answer["error"], name=name, what=what)
        found = imported_from(answer["projects"], folder=folder, name=name, what=what, data=data)
        return tuple(replace(one, notices=(*told, *one.notices)) for one in found)


def command(runtime: Runtime, folder: Path, limits: Limits) -> list[str]:
    """How the reader's process is started: this Python, isolated from the user's settings and folders."""
    job = {
        "input": str(folder / "plan.dat"),
        "jars": runtime.jars,
        "site": runtime.site,
        "jvm": runtime.jvm,
        "heap_mb": limits.heap_mb,
    }
    here = Path(__file__).resolve().parent
    return [sys.executable, "-I", "-X", "utf8", "-c", START, json.dumps(job), *map(str, (here.parents[1], here.parent, here))]


def answer_of(folder: Path) -> dict[str, Any] | None:
    """What the reader's process left, None when it left nothing whole."""
    try:
        answer: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return answer


def imported_from(projects: list[dict[str, Any]], *, folder: Path, name: str, what: str, data: bytes) -> list[Imported]:
    """Reads what was converted. P6 files also hold stubs of projects that others refer to: those are named, not read."""
    whole = [project for project in projects if project["exported"]] or [project for project in projects if project["counts"]["tasks"]]
    if not whole:
        raise not_a_plan(name=name, what=what)
    notices = [*stubs_told(projects, whole, name=name), *charset_told(data, name=name), *rows_told(data, projects, name=name)]
    return [one_imported(project, folder=folder, name=name, data=data, several=len(whole) > 1, before=notices) for project in whole]


def one_imported(project: dict[str, Any], *, folder: Path, name: str, data: bytes, several: bool, before: list[Problem]) -> Imported:
    """One project: our MSPDI reader's plan, with what MSPDI could not carry put back or told."""
    from milepost.exchange.mspdi import read as read_mspdi

    label = project["name"] or project["code"]
    place = f"{name}, project '{label}'" if several and label else name
    converted = folder / project["file"]
    try:
        # MS Project's own formats say plainly whether constraints win over links; its XML does not (see the MSPDI reader).
        inner = read_mspdi(converted.read_bytes(), name=place, plain_options=format_of(project) in ("MPP", "MPX"))
    except Unreadable as error:
        raise Unreadable(
            replace(problem, place=without_line(problem.place), message=f"Read by way of MS Project XML, it is refused: {problem.message}")
            for problem in error.problems
        ) from None
    plan, restored = restore(inner.plan, project, data=data, name=name, place=place)
    notices = [
        *before,
        *ignored_told(project, place=place),
        *(replace(notice, place=without_line(notice.place)) for notice in inner.notices),
        *restored,
        *losses_told(project["losses"], place=place),
        *differences_told(expected(project), plan, place=place),
    ]
    return Imported(plan, tuple(notices), Source(name, format_of(project), project["producer"]), inner.carry)


def without_line(place: str) -> str:
    """A place without line and column, which are those of the converted file and of no use to anybody."""
    return re.sub(r" line \d+(, column \d+)?", "", place)


def expected(project: dict[str, Any]) -> dict[str, int]:
    """MPXJ's counts, less what was joined on purpose."""
    counts: dict[str, int] = project["counts"]
    return {**counts, "assignments": counts["assignments"] - len(project["joined"])}


def format_of(project: dict[str, Any]) -> str:
    """MPXJ's name of the format, with the one that is too general made plain."""
    return "Planner" if project["format"] == "XML" and project["producer"] == "Planner" else str(project["format"] or "unknown")


def stubs_told(projects: list[dict[str, Any]], whole: list[dict[str, Any]], *, name: str) -> list[Problem]:
    """The projects that were not read, by name."""
    stubs = [project for project in projects if project not in whole]
    if not stubs:
        return []
    names = [f"'{stub['name'] or stub['code'] or 'without a name'}' ({stub['counts']['tasks']} tasks)" for stub in stubs]
    found = f"{len(stubs)} of {len(projects)} projects in this file"
    message = said(
        "{found} were not exported whole, only mentioned by others, and not read: {listed}.",
        found=found,
        listed=listed(names[:10], len(names)),
    )
    return [Problem("project-not-read", name, message, said("Export them as well, if their tasks matter here."), Severity.WARNING)]


def ignored_told(project: dict[str, Any], *, place: str) -> list[Problem]:
    """Damage that MPXJ stepped over."""
    if not project["ignored"]:
        return []
    message = said(
        "{many} damaged places were stepped over: {project}.", many=len(project["ignored"]), project="; ".join(project["ignored"][:3])
    )
    return [Problem("damage-stepped-over", place, message, said("Compare the plan with the program it comes from."), Severity.WARNING)]


def with_mark(data: bytes) -> bytes:
    """An XER in UTF-8 gets a byte order mark: without one MPXJ takes it for Windows-1252."""
    return b"\xef\xbb\xbf" + data if data.startswith(b"ERMHDR") and utf8(data) and not data.isascii() else data


def charset_told(data: bytes, *, name: str) -> list[Problem]:
    """An XER does not say which letters it uses."""
    if not data.startswith(b"ERMHDR") or data.isascii() or utf8(data):
        return []
    message = said("The file does not say which character set it uses; its letters were read as Western European (Windows-1252).")
    return [Problem("character-set-guessed", name, message, said("If names look wrong, export from P6 as XML."), Severity.NOTE)]


def utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
