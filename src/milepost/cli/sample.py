"""`milepost sample`: levels the sample portfolio that ships with Milepost, says how sure its dates are and where its report lies."""

import argparse
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.engine.problem import Problem

REPORT = "milepost-sample.html"
SCHEDULES, SAMPLES = 30, 1000
"""Few enough for seconds on a machine where nothing is compiled yet; the plan that 30 schedules find is near that of the usual 300."""


def run_sample(arguments: argparse.Namespace) -> int:
    """Writes the report and the same for programs, and prints what to try next."""
    from milepost.cli.plan.asked.levelling import LevelChoices
    from milepost.cli.plan.asked.request import Request
    from milepost.cli.plan.asked.risk import RiskChoices
    from milepost.cli.plan.asked.targets import Target, check_targets
    from milepost.cli.plan.asked.value import ValueChoices
    from milepost.cli.plan.command import carry_out
    from milepost.samples import sample_people, sample_plans, sample_records, sample_risks

    place = Path(arguments.folder)
    _make(place)
    plans, people, risks, records = sample_plans(), sample_people(), sample_risks(), sample_records()
    targets = (Target("html", str(place / REPORT)), Target("json", str(place / "milepost-sample.json")))
    check_targets(targets, inputs=(*plans, people, risks, records))
    code = carry_out(
        Request(
            files=plans,
            people=people,
            targets=targets,
            levelling=LevelChoices(work=SCHEDULES),
            risk=RiskChoices(risks, records, SAMPLES),
            value=ValueChoices(records=records),
        )
    )
    report = (place / REPORT).resolve()
    print(f"\nOpen the report in a browser: {report.as_uri()}")
    names = " ".join(f'"{plan}"' if " " in str(plan) else str(plan) for plan in plans[:1])
    print(f"Ask why: milepost plan {names} --explain 'Project closed'")
    print(f"How sure: milepost plan {names} --level --simulate")
    return code


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            Exit.NOT_WRITTEN,
            [
                Problem(
                    "no-folder",
                    str(folder),
                    f"the folder cannot be made: {error.strerror or error}.",
                    "Name another: milepost sample FOLDER",
                )
            ],
        ) from error
