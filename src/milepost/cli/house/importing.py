"""`milepost person import FILE`: tries a file of rows and tells every fault by row and column; with --apply all is done, or nothing."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen, columns, padded
from milepost.cli.failure import Failure, usage
from milepost.cli.house.filing import FORMS, placed
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.exporting import Form, template
from milepost.kernel.importing import MOST_ROWS, Draft, Outcome, Unfit, import_rows, may_import, outcome_told, read_draft, try_rows

MOST_BYTES = 100 * 1024 * 1024
WIDEST = 28


def bring(entity: Entity, actor: Actor, arguments: argparse.Namespace) -> int:
    """Tries or imports the file; the exit code is 3 where something is wrong with it."""
    may_import(entity, actor)
    if arguments.template is not None:
        return _write_template(entity, actor, arguments.template, rows=arguments.rows)
    if arguments.file is None:
        raise usage("import", "it is not said which file.", "Name one; or --template people.xlsx writes one to fill in.")
    progress = Progress(sys.stderr)
    try:
        with progress.step(f"Reading {arguments.file.name}"):
            draft = read_draft(entity, _content(arguments.file), name=arguments.file.name)
    except Unfit as unfit:
        if arguments.format == "json":
            _as_json(Outcome(problems=unfit.problems), (), applied=False)
            return Exit.UNREADABLE
        raise Failure(Exit.UNREADABLE, unfit.problems) from unfit
    outcome = _done(draft, actor, progress, apply=arguments.apply)
    applied = arguments.apply and not outcome.problems
    if arguments.format == "json":
        _as_json(outcome, draft.notices, applied=applied)
    else:
        _print(Screen(sys.stdout), draft, outcome, applied=applied)
    return Exit.UNREADABLE if outcome.problems else Exit.OK


def _done(draft: Draft, actor: Actor, progress: Progress, *, apply: bool) -> Outcome:
    with progress.step(f"{'Importing' if apply else 'Trying'} {len(draft.rows):,} rows"):
        if apply:
            return import_rows(draft, actor)
        return try_rows(draft, actor, report=lambda done, whole: progress.detail(f"{done:,} of {whole:,} rows"))


def _write_template(entity: Entity, actor: Actor, out: Path, *, rows: bool) -> int:
    form = FORMS.get(out.suffix.lower())
    if form not in (Form.XLSX, Form.CSV):
        raise usage(f"--template {out}", "a file to fill in is .xlsx or .csv.")
    with placed(out) as target:
        for piece in template(entity, actor, form, current=rows, most=MOST_ROWS):
            target.write(piece)
    print(f"Wrote {out}.")
    return Exit.OK


def _content(file: Path) -> bytes:
    """The bytes. Raises Failure (3) for a file that cannot be read or is too large."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        told = f"it cannot be read: {error.strerror}."
        raise Failure(Exit.UNREADABLE, [Problem("unreadable", str(file), told, "Name a file that is there and may be read.")]) from error
    if len(content) > MOST_BYTES:
        told = f"it has more than {MOST_BYTES // 1024 // 1024} MB."
        raise Failure(Exit.UNREADABLE, [Problem("too-large", str(file), told, "Split the file.")])
    return content


def _as_json(outcome: Outcome, notices: Sequence[Problem], *, applied: bool) -> None:
    print(json.dumps({"applied": applied} | outcome_told(outcome, notices), indent=2, ensure_ascii=False))


def _print(screen: Screen, draft: Draft, outcome: Outcome, *, applied: bool) -> None:
    for notice in draft.notices:
        screen.paragraph(f"{notice.place}: {notice.message} {notice.remedy}".rstrip(), indent=0, kind="quiet")
    counts = f"{outcome.created:,} new, {outcome.changed:,} changed, {outcome.unchanged:,} as they are"
    if not outcome.problems:
        if not outcome.created and not outcome.changed:
            screen.line(f"No change: {outcome.unchanged:,} rows say what is there already.")
        else:
            screen.line(
                f"Imported: {counts}." if applied else f"All rows can be imported: {counts}. Nothing has changed yet; --apply does it."
            )
        return
    faults = [(str(getattr(one, "row", 0) or ""), str(getattr(one, "column", "")), one) for one in outcome.problems]
    row = max(3, *(columns(text) for text, _, _ in faults))
    column = min(WIDEST, max(6, *(columns(text) for _, text, _ in faults)))
    indent, said = row + column + 4, ""
    screen.line(screen.paint(f"{padded('Row', row, end=True)}  {padded('Column', column)}  What is wrong", "quiet"))
    for line, heading, problem in faults:
        message = problem.message if line else f"{problem.place}: {problem.message}"
        screen.paragraph(message, indent=indent, first=f"{padded(line, row, end=True)}  {padded(heading[:column], column)}  ")
        if problem.remedy and problem.remedy != said:
            screen.paragraph(problem.remedy, indent=indent, kind="quiet")
        said = problem.remedy
    screen.line()
    bad = f"{outcome.bad_rows:,} of {len(draft.rows):,} rows cannot be imported" if outcome.bad_rows else "The file cannot be imported"
    screen.line(screen.paint(f"{bad}; {counts}. Nothing was done.", "bad"))
