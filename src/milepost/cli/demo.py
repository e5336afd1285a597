"""`milepost demo`: plans the sample portfolio that ships with Milepost and says where its report lies."""

import argparse
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.engine.problem import Problem

REPORT = "milepost-demo.html"


def run_demo(arguments: argparse.Namespace) -> int:
    """Writes the report and the same for programs, and prints what to try next."""
    from milepost.cli.plan.asked.request import Request
    from milepost.cli.plan.asked.targets import Target, check_targets
    from milepost.cli.plan.command import carry_out
    from milepost.samples import sample_people, sample_plans

    place = Path(arguments.folder)
    _make(place)
    plans, people = sample_plans(), sample_people()
    targets = (Target("html", str(place / REPORT)), Target("json", str(place / "milepost-demo.json")))
    check_targets(targets, inputs=(*plans, people))
    code = carry_out(Request(files=plans, people=people, targets=targets))
    report = (place / REPORT).resolve()
    print(f"\nOpen the report in a browser: {report.as_uri()}")
    names = " ".join(f'"{plan}"' if " " in str(plan) else str(plan) for plan in plans[:1])
    print(f"Ask why: milepost plan {names} --explain 'Project closed'")
    return code


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            Exit.NOT_WRITTEN,
            [
                Problem(
                    "no-folder", str(folder), f"the folder cannot be made: {error.strerror or error}.", "Name another: milepost demo FOLDER"
                )
            ],
        ) from error
